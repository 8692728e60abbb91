//! An article that both copies corrected, each in other places: one text with the corrections of
//! both, and what is counted over it carried there from all three copies.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use foldhash::fast::RandomState;

use super::retext::{follow_text, rebuild};
use super::wording::merge_words;
use crate::model::{Anchor, Document, Id, Irrelevant, List, PageStart, Part, Source};
use crate::text::{CharPos, CharSpan, MAX_ARTICLE_BYTES, Span, TextDiff, TextIndex, hash_text};

/// The base, ours and theirs over one text of the source of that id. None where they changed the
/// same words of it, or words that touch, and not alike, or where one of them does not have it.
pub(super) fn join_texts(copies: [&Document; 3], id: &Id) -> Option<[Document; 3]> {
    let [was, own, other] = copies.map(|copy| copy.sources().get(id.as_str()));
    let (was, own, other) = (was?, own?, other?);
    let text = merge_words(&was.text, &own.text, &other.text)?;
    if text.trim().is_empty() || text.len() as u64 > MAX_ARTICLE_BYTES as u64 {
        return None;
    }
    let index = TextIndex::new(&text);
    let parts = [was, own, other].map(|source| {
        let carrier = Carrier::new(source, &text, &index);
        source
            .structure
            .iter()
            .map(|it| carrier.carry_part(it))
            .collect()
    });
    let labels = |source: &Source| -> Vec<String> {
        source.pages.iter().map(|it| it.label.clone()).collect()
    };
    let paged = if labels(own) == labels(was) {
        other
    } else {
        own
    };
    let carrier = Carrier::new(paged, &text, &index);
    let pages = paged
        .pages
        .iter()
        .map(|it| carrier.carry_page(it))
        .collect();
    let joined = Source {
        structure: merge_parts(parts),
        pages,
        sha256: hash_text(&text),
        text: text.as_str().into(),
        ..Source::clone(own)
    };
    let [base, ours, theirs] = copies;
    let joined_base = follow_text(base, id, &joined);
    // What merely followed the correction of its own copy follows the text of both as the base does.
    let follow = |copy: &Document, corrected: &Source| {
        let before = follow_text(base, id, corrected);
        let after = follow_text(copy, id, &joined);
        follow_base(copy, &after, id, [&before, &joined_base])
    };
    let (ours, theirs) = (follow(ours, own), follow(theirs, other));
    Some([joined_base, ours, theirs])
}

/// A copy over the merged text, `after`, with what it has of the base as the base has it there.
/// `before` is the base over the text of the copy.
fn follow_base(
    copy: &Document,
    after: &Document,
    id: &Id,
    [before, joined]: [&Document; 2],
) -> Document {
    let settle = |own: &[Anchor], was: &[Anchor], now: &[Anchor], after: &[Anchor]| {
        let settled = own.iter().zip(after).map(|(own, after)| {
            let at = was.iter().position(|it| it.source == *id && it == own);
            at.and_then(|at| now.get(at)).unwrap_or(after).clone()
        });
        settled.collect::<List<Anchor>>()
    };
    let source = |source: &Source| {
        let key = source.id.as_str();
        let tables = [copy, before, joined].map(|it| it.sources().get(key));
        match tables {
            [Some(own), Some(was), Some(now)]
                if source.id == *id && own.irrelevant == was.irrelevant =>
            {
                let irrelevant: Vec<Irrelevant> = now.irrelevant.clone();
                Source {
                    irrelevant,
                    ..source.clone()
                }
            }
            _ => source.clone(),
        }
    };
    rebuild(
        after,
        source,
        |node| {
            if !node.anchors.iter().any(|it| it.source == *id) {
                return node.clone();
            }
            let tables = [copy, before, joined].map(|it| it.nodes().get(node.id.as_str()));
            let [Some(own), Some(was), Some(now)] = tables else {
                return node.clone();
            };
            let anchors = settle(&own.anchors, &was.anchors, &now.anchors, &node.anchors);
            with_anchors(node, anchors, |node| &mut node.anchors)
        },
        |link| {
            if !link.anchors.iter().any(|it| it.source == *id) {
                return link.clone();
            }
            let tables = [copy, before, joined].map(|it| it.links().get(link.id.as_str()));
            let [Some(own), Some(was), Some(now)] = tables else {
                return link.clone();
            };
            let anchors = settle(&own.anchors, &was.anchors, &now.anchors, &link.anchors);
            with_anchors(link, anchors, |link| &mut link.anchors)
        },
    )
}

/// A record with these passages; the same record where it has them already.
fn with_anchors<T: Clone>(
    record: &Arc<T>,
    anchors: List<Anchor>,
    anchors_of: impl Fn(&mut T) -> &mut List<Anchor>,
) -> Arc<T> {
    let mut record = record.clone();
    *anchors_of(Arc::make_mut(&mut record)) = anchors;
    record
}

/// What is counted over one version of a text, on its way to the merged one.
struct Carrier<'a> {
    old: &'a str,
    old_index: TextIndex,
    text: &'a str,
    index: &'a TextIndex,
    diff: TextDiff,
}

impl<'a> Carrier<'a> {
    fn new(source: &'a Source, text: &'a str, index: &'a TextIndex) -> Self {
        Self {
            old: &source.text,
            old_index: TextIndex::new(&source.text),
            text,
            index,
            diff: TextDiff::of(&source.text, text),
        }
    }

    /// A range in code points.
    fn carry(&self, range: Range<usize>) -> Range<usize> {
        let chars = CharSpan {
            start: CharPos(range.start),
            end: CharPos(range.end.max(range.start)),
        };
        let new = self.diff.map(self.old_index.byte_span(self.old, chars));
        let first = self.text.floor_char_boundary(new.start.0);
        let last = self.text.ceil_char_boundary(new.end.0);
        let chars = self.index.char_span(self.text, Span::new(first, last));
        chars.start.0..chars.end.0
    }

    fn carry_part(&self, part: &Part) -> Part {
        let range = self.carry(part.start..part.end);
        Part {
            start: range.start,
            end: range.end,
            ..part.clone()
        }
    }

    fn carry_page(&self, page: &PageStart) -> PageStart {
        PageStart {
            start: self.carry(page.start..page.start).start,
            ..page.clone()
        }
    }
}

/// The parts of an article over the merged text: those that both copies still have, as wide as
/// either has them, and those that one of them added.
fn merge_parts([base, ours, theirs]: [Vec<Part>; 3]) -> Vec<Part> {
    let (in_theirs, in_base) = (pair(&ours, &theirs), pair(&ours, &base));
    let mut is_joined = vec![false; theirs.len()];
    let mut merged = Vec::with_capacity(ours.len());
    for ((part, other), was) in ours.iter().zip(in_theirs).zip(in_base) {
        if let Some(other) = other {
            is_joined[other] = true;
            merged.push(Part {
                start: part.start.min(theirs[other].start),
                end: part.end.max(theirs[other].end),
                ..part.clone()
            });
        } else if was.is_none() {
            merged.push(part.clone());
        }
    }
    let n_kept = merged.len();
    let was = pair(&theirs, &base).into_iter().zip(is_joined);
    for (part, (was, is_joined)) in theirs.iter().zip(was) {
        if !is_joined && was.is_none() {
            merged.push(part.clone());
        }
    }
    if merged.len() > n_kept {
        merged.sort_by_key(|part| part.start);
    }
    merged.retain(|part| part.start < part.end);
    merged
}

/// For each part the one of the same kind in another list that begins or ends at the same place;
/// each is given once.
fn pair(parts: &[Part], others: &[Part]) -> Vec<Option<usize>> {
    let mut starts: HashMap<usize, Vec<usize>, RandomState> = HashMap::default();
    let mut ends: HashMap<usize, Vec<usize>, RandomState> = HashMap::default();
    for (at, other) in others.iter().enumerate() {
        starts.entry(other.start).or_default().push(at);
        ends.entry(other.end).or_default().push(at);
    }
    let mut is_given = vec![false; others.len()];
    let mut paired = vec![None; parts.len()];
    let is_alike = |a: &Part, b: &Part| (&a.kind, a.level, &a.url) == (&b.kind, b.level, &b.url);
    // Those that begin and end at the same place first, so that no other takes their partner.
    for wants_both in [true, false] {
        for (part, paired) in parts.iter().zip(&mut paired) {
            if paired.is_some() {
                continue;
            }
            let near = [starts.get(&part.start), ends.get(&part.end)];
            let mut near = near.into_iter().flatten().flatten().copied();
            let found = near.find(|&at| {
                let other = &others[at];
                let is_same = part.start == other.start && part.end == other.end;
                !is_given[at] && is_alike(part, other) && (is_same || !wants_both)
            });
            if let Some(at) = found {
                is_given[at] = true;
                *paired = Some(at);
            }
        }
    }
    paired
}
