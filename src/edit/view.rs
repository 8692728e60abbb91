//! Pins, which are edits, and the rest of a view's state, which is not: folding is written into
//! the copy that is saved, so it never dirties a map.

use std::sync::Arc;

use super::{Draft, Refusal};
use crate::model::{
    Change, Changes, Direction, Document, Id, LayoutName, Placed, RecordKind, Row, View,
};

/// Pins a node at a position in whole map units, or lets it go.
pub(super) fn pin(
    draft: &mut Draft<'_>,
    node: &Id,
    position: Option<(i64, i64)>,
) -> Result<Vec<Id>, Refusal> {
    draft.node(node)?;
    let first = draft
        .document()
        .views()
        .iter()
        .next()
        .map(|view| view.id.clone());
    let view = match first {
        Some(id) => id,
        None if position.is_none() => return Ok(vec![]),
        None => {
            let id = draft.draw_id(RecordKind::View);
            draft.add_view(View::new(id.clone()))?;
            id
        }
    };
    draft.alter_view(&view, |view| {
        let at = view
            .positions
            .iter()
            .position(|(id, ..)| **id == *node.as_str());
        match (at, position) {
            (Some(at), Some((x, y))) => view.positions[at] = (node.as_str().into(), x, y),
            (None, Some((x, y))) => view.positions.push((node.as_str().into(), x, y)),
            (Some(at), None) => drop(view.positions.remove(at)),
            (None, None) => {}
        }
    })?;
    Ok(vec![])
}

/// Writes folding, layout and direction into the first view of a copy that is about to be saved.
/// A map that has no view and is shown plainly gets none; another one gets a view of that id.
pub fn write_view_state(
    document: &mut Document,
    collapsed: Vec<Id>,
    layout: &LayoutName,
    direction: &Direction,
    new_id: Id,
) {
    let rows = document.views().rows();
    let (before, mut view) = match rows.first() {
        Some(view) => (Some(view.clone()), View::clone(view)),
        None if collapsed.is_empty()
            && *layout == LayoutName::Tidy
            && *direction == Direction::Down =>
        {
            return;
        }
        None => (None, View::new(new_id)),
    };
    view.collapsed = collapsed;
    if view.layout.as_ref().unwrap_or(&LayoutName::Tidy) != layout {
        view.layout = Some(layout.clone());
    }
    if view.direction.as_ref().unwrap_or(&Direction::Down) != direction {
        view.direction = Some(direction.clone());
    }
    let row = Row {
        before: before.map(|record| Placed { at: 0, record }),
        after: Some(Placed {
            at: 0,
            record: Arc::new(view),
        }),
    };
    document
        .apply(&Changes(vec![Change::View(row)]))
        .expect("the view was read from this document just now");
}
