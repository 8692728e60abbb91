//! Edits of one box: making it, its wording, kind, fields, passages and remarks.

use super::{AnchorSpec, Draft, NodeField, Position, Refusal, link, place};
use crate::model::{
    Anchor, Comment, End, Extra, Grade, Id, Intent, Kind, Link, List, Node, RecordKind, Relation,
    choose_relation,
};
use crate::text::{CharSpan, Locator, Quote, TextIndex, hash_text};

/// What a new box is made of.
pub(super) struct NewNode<'a> {
    pub kind: &'a Kind,
    pub text: &'a str,
    pub anchor: Option<&'a AnchorSpec>,
}

pub(super) fn add(
    draft: &mut Draft<'_>,
    spec: &NewNode<'_>,
    under: Option<&Id>,
    intent: Intent,
    after: Option<&Id>,
) -> Result<Vec<Id>, Refusal> {
    let relation = match under {
        None => None,
        Some(under) => {
            let kind = link::find_target_kind(draft.document(), under)?;
            choose_relation(spec.kind, link::as_target(kind.as_ref()), intent)?
        }
    };
    let id = draft.draw_id(RecordKind::Node);
    let mut node = Node::new(id.clone(), spec.kind.clone(), spec.text);
    if let Some(anchor) = spec.anchor {
        node.anchors.push(quote(draft, anchor)?);
    }
    draft.add_node(node, None)?;
    if let (Some(relation), Some(under)) = (relation, under) {
        let link_id = draft.draw_id(RecordKind::Link);
        let new = Link::new(link_id, relation, vec![id.clone()], under.clone());
        let position = after.map_or(Position::Last, |sibling| Position::After(sibling.clone()));
        let at = place::find_link_slot(draft, under, &position, None);
        draft.add_link(new, Some(at))?;
    } else if let Some(after) = after {
        place::stand_after_root(draft, &id, after)?;
    }
    Ok(vec![id])
}

pub(super) fn set_text(draft: &mut Draft<'_>, id: &Id, text: &str) -> Result<Vec<Id>, Refusal> {
    draft.alter_node(id, |node| text.clone_into(&mut node.text))?;
    Ok(vec![])
}

pub(super) fn set_field(
    draft: &mut Draft<'_>,
    id: &Id,
    field: &NodeField,
) -> Result<Vec<Id>, Refusal> {
    draft.alter_node(id, |node| match field.clone() {
        NodeField::Title(title) => node.title = title,
        NodeField::Note(note) => node.note = note,
        NodeField::Tags(tags) => node.tags = tags.into(),
        NodeField::Assumption(class) => node.assumption = class,
        NodeField::Implicit(implicit) => node.implicit = implicit,
        NodeField::Likelihood(word) if word.is_empty() => node.likelihood = None,
        NodeField::Likelihood(word) => {
            node.likelihood.get_or_insert_default().word = word;
        }
        NodeField::Confidence(confidence) => node.confidence = confidence,
        NodeField::ConfidenceReason(reason) => node.confidence_reason = reason,
        NodeField::Reliability(letter) => {
            set_grade(&mut node.grade, |grade| grade.reliability = letter);
        }
        NodeField::Credibility(digit) => {
            set_grade(&mut node.grade, |grade| grade.credibility = digit);
        }
        NodeField::Basis(basis) => node.basis = basis,
    })?;
    Ok(vec![])
}

fn set_grade(slot: &mut Option<Box<Grade>>, set: impl FnOnce(&mut Grade)) {
    let mut grade = slot.take().unwrap_or_default();
    set(&mut grade);
    *slot = (*grade != Grade::default()).then_some(grade);
}

/// Changes what a box is. Links from and to it take the relation that the matrix gives for the
/// new kind, keeping for and against.
pub(super) fn set_kind(draft: &mut Draft<'_>, id: &Id, kind: &Kind) -> Result<Vec<Id>, Refusal> {
    if draft.node(id)?.kind == *kind {
        return Ok(vec![]);
    }
    draft.alter_node(id, |node| node.kind = kind.clone())?;
    let graph = draft.graph();
    let Some(node) = graph.node(id.as_str()) else {
        return Ok(vec![]);
    };
    let touching = graph
        .links_from(node)
        .iter()
        .chain(graph.links_to(End::Node(node)));
    let links: Vec<Id> = touching
        .map(|&at| draft.document().links().rows()[at as usize].id.clone())
        .collect();
    for id in links {
        let found = draft.link(&id)?;
        let (nodes, links) = (draft.document().nodes(), draft.document().links());
        let is_broken = !nodes.contains(found.to.as_str()) && !links.contains(found.to.as_str());
        if !found.relation.places() || is_broken {
            continue;
        }
        // What a file brought broken stays as it is.
        let mut from = found.from.clone();
        from.retain(|premise| nodes.contains(premise.as_str()));
        let relation = link::find_relation(draft, &found.relation, &from, &found.to)?;
        draft.alter_link(&id, |link| link.relation = relation)?;
    }
    Ok(vec![])
}

pub(super) fn add_anchor(
    draft: &mut Draft<'_>,
    on: &Id,
    spec: &AnchorSpec,
) -> Result<Vec<Id>, Refusal> {
    let anchor = quote(draft, spec)?;
    alter_either(draft, on, |mut record| record.anchors().push(anchor))
}

/// Ties a passage to another stretch; what a file said of it besides is kept.
pub(super) fn set_anchor(
    draft: &mut Draft<'_>,
    on: &Id,
    index: usize,
    spec: &AnchorSpec,
) -> Result<Vec<Id>, Refusal> {
    let anchor = quote(draft, spec)?;
    alter_anchor(draft, on, index, |old| {
        let extra = std::mem::take(&mut old.extra);
        *old = Anchor { extra, ..anchor };
    })
}

/// Takes the words where a passage was found by similar ones for its words from now on.
pub(super) fn confirm_anchor(
    draft: &mut Draft<'_>,
    on: &Id,
    index: usize,
) -> Result<Vec<Id>, Refusal> {
    let document = draft.document();
    let on_node = document.nodes().get(on.as_str()).map(|node| &node.anchors);
    let on_link = document.links().get(on.as_str()).map(|link| &link.anchors);
    let anchors = on_node.or(on_link);
    let anchors = anchors.ok_or_else(|| Refusal::Missing(on.clone()))?;
    let no_such = || Refusal::NoSuchItem(on.clone(), index);
    let anchor = anchors.get(index).ok_or_else(no_such)?.clone();
    let source = draft.source(&anchor.source)?;
    let text_index = TextIndex::new(&source.text);
    let locator = Locator::new(&source.text, &text_index);
    let is_same_text = hash_text(&source.text) == source.sha256;
    let span = anchor.locate(&locator, is_same_text).span();
    let span = span.ok_or(Refusal::NothingToConfirm)?;
    let quote = Quote::of(&source.text, &text_index, span);
    alter_anchor(draft, on, index, |old| {
        let extra = std::mem::take(&mut old.extra);
        let anchor = Anchor::of(anchor.source, quote);
        *old = Anchor { extra, ..anchor };
    })
}

fn alter_anchor(
    draft: &mut Draft<'_>,
    on: &Id,
    index: usize,
    alter: impl FnOnce(&mut Anchor),
) -> Result<Vec<Id>, Refusal> {
    let mut is_there = false;
    alter_either(draft, on, |mut record| {
        if let Some(anchor) = record.anchors().get_mut(index) {
            is_there = true;
            alter(anchor);
        }
    })?;
    if is_there {
        Ok(vec![])
    } else {
        Err(Refusal::NoSuchItem(on.clone(), index))
    }
}

pub(super) fn remove_anchor(
    draft: &mut Draft<'_>,
    on: &Id,
    index: usize,
) -> Result<Vec<Id>, Refusal> {
    let mut is_there = false;
    alter_either(draft, on, |mut record| {
        is_there = index < record.anchors().len();
        if is_there {
            record.anchors().remove(index);
        }
    })?;
    if is_there {
        Ok(vec![])
    } else {
        Err(Refusal::NoSuchItem(on.clone(), index))
    }
}

pub(super) fn add_comment(
    draft: &mut Draft<'_>,
    on: &Id,
    author: &str,
    text: &str,
    reply_to: Option<&Id>,
) -> Result<Vec<Id>, Refusal> {
    let mut is_answerable = true;
    let comment = Comment {
        id: draft.draw_id(RecordKind::Comment),
        author: author.to_owned(),
        text: text.to_owned(),
        created: draft.now().clone(),
        reply_to: reply_to.cloned(),
        resolved: false,
        hidden: false,
        extra: Extra::new(),
    };
    alter_either(draft, on, |record| {
        let comments = record.comments();
        let answered = reply_to.map(|id| comments.iter().any(|each| each.id == *id));
        is_answerable = answered.unwrap_or(true);
        comments.push(comment);
    })?;
    match reply_to {
        Some(id) if !is_answerable => Err(Refusal::Missing(id.clone())),
        _ => Ok(vec![]),
    }
}

/// Settles or reopens a remark, or with no state deletes it.
pub(super) fn alter_comment(
    draft: &mut Draft<'_>,
    on: &Id,
    comment: &Id,
    resolved: Option<bool>,
) -> Result<Vec<Id>, Refusal> {
    let mut is_there = false;
    alter_either(draft, on, |record| {
        let comments = record.comments();
        let Some(at) = comments.iter().position(|each| each.id == *comment) else {
            return;
        };
        is_there = true;
        if let Some(resolved) = resolved {
            comments[at].resolved = resolved;
            return;
        }
        let gone = comments.remove(at);
        // Its answers answer what it answered.
        for answer in comments {
            if answer.reply_to.as_ref() == Some(&gone.id) {
                answer.reply_to.clone_from(&gone.reply_to);
            }
        }
    })?;
    if is_there {
        Ok(vec![])
    } else {
        Err(Refusal::Missing(comment.clone()))
    }
}

/// What nodes and links have in common.
enum Either<'a> {
    Node(&'a mut Node),
    Link(&'a mut Link),
}

impl<'a> Either<'a> {
    fn anchors(&mut self) -> &mut List<Anchor> {
        match self {
            Self::Node(node) => &mut node.anchors,
            Self::Link(link) => &mut link.anchors,
        }
    }

    fn comments(self) -> &'a mut List<Comment> {
        match self {
            Self::Node(node) => &mut node.comments,
            Self::Link(link) => &mut link.comments,
        }
    }
}

fn alter_either(
    draft: &mut Draft<'_>,
    on: &Id,
    alter: impl FnOnce(Either<'_>),
) -> Result<Vec<Id>, Refusal> {
    if draft.document().nodes().contains(on.as_str()) {
        draft.alter_node(on, |node| alter(Either::Node(node)))?;
    } else {
        draft.alter_link(on, |link| alter(Either::Link(link)))?;
    }
    Ok(vec![])
}

/// Quotes a passage with the words around it.
fn quote(draft: &Draft<'_>, spec: &AnchorSpec) -> Result<Anchor, Refusal> {
    let source = draft.source(&spec.source)?;
    let index = TextIndex::new(&source.text);
    if spec.start >= spec.end || spec.end > index.n_chars() {
        return Err(Refusal::OutsideText(spec.source.clone()));
    }
    let span = index.byte_span(&source.text, CharSpan::new(spec.start, spec.end));
    let quote = Quote::of(&source.text, &index, span);
    Ok(Anchor::of(source.id.clone(), quote))
}

/// Whether a relation speaks for or against.
pub(super) fn intent_of(relation: &Relation) -> Intent {
    if *relation == Relation::Opposes {
        Intent::Against
    } else {
        Intent::For
    }
}
