//! Views and their pins, which are edits, and the rest of a view's state, which is not: folding is
//! written into the copy that is saved, so it never dirties a map.

use std::sync::Arc;

use super::{Draft, Refusal};
use crate::model::{
    Arrangement, Change, Changes, Direction, Document, Id, LayoutName, Placed, RawJson, RecordKind,
    Row, View,
};

/// Pins a node at a position in whole map units, or lets it go, in one view: the first if none is
/// named.
pub(super) fn pin(
    draft: &mut Draft<'_>,
    node: &Id,
    view: Option<&Id>,
    position: Option<(i64, i64)>,
) -> Result<Vec<Id>, Refusal> {
    draft.node(node)?;
    let Some(view) = find_view(draft, view, position.is_some())? else {
        return Ok(vec![]);
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

/// Sets how the children of a node stand in the compact layout; none lets the layout choose. An
/// unknown word is kept as it is and drawn as if there were none.
pub(super) fn arrange(
    draft: &mut Draft<'_>,
    node: &Id,
    how: Option<&str>,
    view: Option<&Id>,
) -> Result<Vec<Id>, Refusal> {
    draft.node(node)?;
    let Some(view) = find_view(draft, view, how.is_some())? else {
        return Ok(vec![]);
    };
    draft.alter_view(&view, |view| {
        let at = view
            .arrangement
            .iter()
            .position(|(id, _)| **id == *node.as_str());
        if how.is_none() {
            view.arranged.retain(|id| id != node);
        } else if !view.arranged.contains(node) {
            view.arranged.push(node.clone());
        }
        match (at, how) {
            (Some(at), Some(how)) => how.clone_into(&mut view.arrangement[at].1),
            (None, Some(how)) => view
                .arrangement
                .push((node.as_str().into(), how.to_owned())),
            (Some(at), None) => drop(view.arrangement.remove(at)),
            (None, None) => {}
        }
    })?;
    Ok(vec![])
}

/// Adds a view of that name after the others, a copy of another one or plain. How a map without
/// views was shown so far becomes a view of its own, so that it is not lost.
pub(super) fn add(
    draft: &mut Draft<'_>,
    name: &str,
    like: Option<&Id>,
) -> Result<Vec<Id>, Refusal> {
    let like = like.map(|like| draft.view(like)).transpose()?;
    if draft.document().views().is_empty() {
        add_plain(draft)?;
    }
    let id = draft.draw_id(RecordKind::View);
    let copy = like.map(|like| View::clone(&like));
    draft.add_view(View {
        id: id.clone(),
        name: name.to_owned(),
        ..copy.unwrap_or_else(|| View::new(id))
    })?;
    Ok(vec![])
}

/// Lets the compact layout choose for every node.
pub(super) fn clear_arrangement(
    draft: &mut Draft<'_>,
    view: Option<&Id>,
) -> Result<Vec<Id>, Refusal> {
    if let Some(view) = find_view(draft, view, false)? {
        draft.alter_view(&view, |view| {
            view.arrangement.clear();
            view.roots = None;
            view.arranged.clear();
        })?;
    }
    Ok(vec![])
}

/// That view, or the first, or a new one if one is needed.
fn find_view(
    draft: &mut Draft<'_>,
    asked: Option<&Id>,
    is_needed: bool,
) -> Result<Option<Id>, Refusal> {
    if let Some(asked) = asked {
        return draft.view(asked).map(|view| Some(view.id.clone()));
    }
    if let Some(view) = draft.document().views().iter().next() {
        return Ok(Some(view.id.clone()));
    }
    if !is_needed {
        return Ok(None);
    }
    add_plain(draft).map(Some)
}

/// Names a view.
pub(super) fn rename(draft: &mut Draft<'_>, view: &Id, name: &str) -> Result<Vec<Id>, Refusal> {
    draft.alter_view(view, |view| name.clone_into(&mut view.name))?;
    Ok(vec![])
}

/// Deletes a view.
pub(super) fn remove(draft: &mut Draft<'_>, view: &Id) -> Result<Vec<Id>, Refusal> {
    draft.remove_view(view)?;
    Ok(vec![])
}

fn add_plain(draft: &mut Draft<'_>) -> Result<Id, Refusal> {
    let id = draft.draw_id(RecordKind::View);
    draft.add_view(View::new(id.clone()))?;
    Ok(id)
}

/// How a map is shown, as far as it is written into a file without being an edit.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ShownAs {
    /// The view of the document that is looked at; none for its first.
    pub view: Option<Id>,
    /// Folded nodes.
    pub collapsed: Vec<Id>,
    /// The layout, where one was chosen that would not be chosen anyhow.
    pub layout: Option<LayoutName>,
    /// Which way the tree grows.
    pub direction: Option<Direction>,
    /// The page of the compact layout, where it is not the usual one.
    pub page: Option<RawJson>,
    /// What the compact layout chose; none to leave what the file has.
    pub arrangement: Option<Arrangement>,
    /// What it chose for the roots, if the rest is written.
    pub roots: Option<String>,
    /// What is to be seen.
    pub filter: Option<RawJson>,
}

/// Writes how a map is shown into a copy that is about to be saved: into the view that is looked
/// at. A map that has no view and is shown plainly gets none; another one gets a view of that id.
pub fn write_view_state(document: &mut Document, shown: ShownAs, new_id: Id) {
    let rows = document.views().rows();
    let used = shown
        .view
        .as_ref()
        .and_then(|id| document.views().position(id.as_str()));
    let at = used.unwrap_or(0);
    let is_plain = ShownAs {
        direction: shown.direction.clone().filter(|it| *it != Direction::Down),
        view: None,
        ..shown.clone()
    } == ShownAs::default();
    let (before, mut view) = match rows.get(at) {
        Some(view) => (Some(view.clone()), View::clone(view)),
        None if is_plain => return,
        None => (None, View::new(new_id)),
    };
    view.collapsed = shown.collapsed;
    if let Some(layout) = shown.layout {
        view.layout = Some(layout);
    }
    let direction = shown.direction.unwrap_or(Direction::Down);
    if *view.direction.as_ref().unwrap_or(&Direction::Down) != direction {
        view.direction = Some(direction);
    }
    if view.page.is_some() || shown.page.is_some() {
        view.page = shown.page;
    }
    if let Some(arrangement) = shown.arrangement {
        view.arrangement = arrangement;
        view.roots = shown.roots;
    }
    view.filter = shown.filter;
    let row = Row {
        before: before.map(|record| Placed { at, record }),
        after: Some(Placed {
            at,
            record: Arc::new(view),
        }),
    };
    document
        .apply(&Changes(vec![Change::View(row)]))
        .expect("the view was read from this document just now");
}
