//! Edits of the document's own fields and of its articles.

use std::ops::Range;

use super::{Draft, Field, Refusal, SourceField};
use crate::model::{Extra, Id, Irrelevant, RecordKind, Source, Unmarked};

pub(super) fn set_field(draft: &mut Draft<'_>, field: &Field) -> Result<Vec<Id>, Refusal> {
    draft.alter_meta(|meta| match field.clone() {
        Field::Title(title) => meta.title = title,
        Field::Language(language) => meta.language = language,
        Field::Marking(marking) => meta.marking = marking,
        Field::Sensitive(sensitive) => meta.sensitive = sensitive,
        Field::Yardstick(yardstick) => meta.yardstick = yardstick,
        Field::Authors(authors) => meta.authors = authors,
    })?;
    Ok(vec![])
}

pub(super) fn add(draft: &mut Draft<'_>, source: &Source) -> Result<Vec<Id>, Refusal> {
    let mut source = source.clone();
    if draft.document().is_taken(source.id.as_str()) {
        source.id = draft.draw_id(RecordKind::Source);
    }
    draft.add_source(source)?;
    Ok(vec![])
}

pub(super) fn set_source_field(
    draft: &mut Draft<'_>,
    id: &Id,
    field: &SourceField,
) -> Result<Vec<Id>, Refusal> {
    draft.alter_source(id, |source| match field.clone() {
        SourceField::Title(title) => source.title = title,
        SourceField::Author(author) => source.author = author,
        SourceField::Publisher(publisher) => source.publisher = publisher,
        SourceField::Url(url) => source.url = url,
        SourceField::Published(published) => source.published = published,
        SourceField::Language(language) => source.language = language,
        SourceField::Notes(notes) => source.notes = notes,
    })?;
    Ok(vec![])
}

pub(super) fn remove(draft: &mut Draft<'_>, id: &Id) -> Result<Vec<Id>, Refusal> {
    draft.source(id)?;
    let document = draft.document();
    let on_nodes = document.nodes().iter().flat_map(|node| &node.anchors);
    let on_links = document.links().iter().flat_map(|link| &link.anchors);
    let n = on_nodes
        .chain(on_links)
        .filter(|anchor| anchor.source == *id)
        .count();
    if n > 0 {
        return Err(Refusal::SourceInUse { n });
    }
    draft.remove_source(id)?;
    Ok(vec![])
}

/// Sets a stretch aside, merged with those it touches, or cuts it out of them.
pub(super) fn set_irrelevant(
    draft: &mut Draft<'_>,
    id: &Id,
    range: Range<usize>,
    irrelevant: bool,
) -> Result<Vec<Id>, Refusal> {
    let n_points = draft.source(id)?.text.chars().count();
    if range.start >= range.end || range.end > n_points {
        return Err(Refusal::OutsideText(id.clone()));
    }
    draft.alter_source(id, |source| {
        let mut stretches = Vec::new();
        let mut own = range.clone();
        let mut extra = Extra::new();
        for stretch in source.irrelevant.drain(..) {
            let touches = stretch.start <= own.end && own.start <= stretch.end;
            if !touches {
                stretches.push(stretch);
            } else if irrelevant {
                own = own.start.min(stretch.start)..own.end.max(stretch.end);
                extra.extend(stretch.extra);
            } else {
                let left = Irrelevant {
                    end: range.start,
                    ..stretch.clone()
                };
                let right = Irrelevant {
                    start: range.end,
                    ..stretch
                };
                stretches.extend(
                    [left, right]
                        .into_iter()
                        .filter(|part| part.start < part.end),
                );
            }
        }
        if irrelevant {
            stretches.push(Irrelevant {
                start: own.start,
                end: own.end,
                extra,
            });
        }
        stretches.sort_by_key(|stretch| stretch.start);
        source.irrelevant = stretches;
    })?;
    Ok(vec![])
}

/// Lets a sentence go unmarked, or be marked again.
pub(super) fn set_unmarked(
    draft: &mut Draft<'_>,
    id: &Id,
    exact: &str,
    unmarked: bool,
) -> Result<Vec<Id>, Refusal> {
    let source = draft.source(id)?;
    let is_there = source.unmarked.iter().any(|it| it.exact == exact);
    if unmarked && (exact.is_empty() || !source.text.contains(exact)) {
        return Err(Refusal::OutsideText(id.clone()));
    }
    if unmarked == is_there {
        return Ok(vec![]);
    }
    draft.alter_source(id, |source| {
        if unmarked {
            source.unmarked.push(Unmarked {
                exact: exact.to_owned(),
                extra: Extra::new(),
            });
        } else {
            source.unmarked.retain(|it| it.exact != exact);
        }
    })?;
    Ok(vec![])
}
