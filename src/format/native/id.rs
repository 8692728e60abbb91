//! Ids as a file brings them: numbers, ill-formed ones, and ids that several records claim.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use foldhash::fast::RandomState;
use serde::Deserialize;
use serde::de::Deserializer;
use serde_json::value::RawValue;

use super::Notice;
use super::context::At;
use super::record::Draft;
use super::value::{Read, read_quoted};
use crate::format::Fault;
use crate::model::{Anchor, Comment, Id};

/// Ids, in no order.
type Ids = HashSet<Id, RandomState>;

impl Read for Id {
    fn read<'de, D: Deserializer<'de>>(from: D, at: At<'_>) -> Result<Self, D::Error> {
        let json = <&RawValue>::deserialize(from)?.get();
        match json.as_bytes() {
            [b'"', ..] => Ok(settle_form(&read_quoted(json, at)?, at)),
            // A number as id, as it was spelt.
            [b'-' | b'0'..=b'9', ..] => Ok(settle_form(json, at)),
            _ => {
                let what = format!("“{}” takes an id", at.key);
                Err(at.fail_in(Fault::WrongType { what }, json, 0))
            }
        }
    }

    fn from_bare(bare: &str, at: At<'_>) -> Option<Self> {
        Some(settle_form(bare, at))
    }
}

/// The text as an id. One that is not well-formed gets a form made of its letters and a digest of
/// the whole, so that every mention of it, wherever it stands, becomes the same id.
pub(super) fn settle_form(text: &str, at: At<'_>) -> Id {
    if let Ok(id) = Id::parse(text) {
        return id;
    }
    let letters: String = text
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || "._-".contains(*c))
        .skip_while(|c| !c.is_ascii_alphanumeric())
        .take(40)
        .collect();
    let name = if letters.is_empty() { "id" } else { &letters };
    let id = Id::parse(&format!("{name}:{:016x}", digest(text)))
        .expect("letters, a colon and a short digest are well-formed");
    at.tell_ill_formed(text, &id);
    id
}

/// FNV-1a over the bytes of a text, 64 bits.
fn digest(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |sum, byte| {
        (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// Gives every record an id of its own: the first that claims one keeps it, over sources, nodes,
/// links and views in this order. A reference follows the first record of its own table.
pub(super) fn settle_shared(draft: &mut Draft) -> Vec<Notice> {
    let n_records = draft.sources.len() + draft.nodes.len() + draft.links.len();
    let mut taken = Ids::default();
    taken.reserve(n_records + draft.views.len());
    let mut is_shared = false;
    for id in list_ids(draft) {
        is_shared |= !taken.insert(id.clone());
    }
    is_shared |= taken.contains(&draft.id);
    if !is_shared {
        return Vec::new();
    }
    Renaming {
        taken,
        ..Renaming::default()
    }
    .run(draft)
}

/// A table whose records are referred to by id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Owner {
    Source,
    Node,
    Link,
    Comment,
    View,
}

#[derive(Default)]
struct Renaming {
    /// Every id that the file uses, and every one given since.
    taken: Ids,
    /// Ids that a record bears by now.
    held: Ids,
    /// New ids of records that are the first of their table with an id that another table has.
    moved: HashMap<(Owner, Id), Id>,
    /// Tables that have a record of that id.
    known: HashSet<(Owner, Id)>,
    /// The next number to try for an id.
    next: HashMap<Id, u32>,
    notices: Vec<Notice>,
}

impl Renaming {
    fn run(mut self, draft: &mut Draft) -> Vec<Notice> {
        visit_ids(draft, &mut |owner, id| self.settle(owner, id));
        if self.held.contains(&draft.id) {
            draft.id = self.rename(&draft.id);
        }
        if !self.moved.is_empty() {
            self.follow(draft);
        }
        self.notices
    }

    fn settle(&mut self, owner: Owner, id: &mut Id) {
        let is_first = self.known.insert((owner, id.clone()));
        if self.held.insert(id.clone()) {
            return;
        }
        let old = id.clone();
        *id = self.rename(&old);
        if is_first {
            self.moved.insert((owner, old), id.clone());
        }
    }

    fn rename(&mut self, old: &Id) -> Id {
        let next = self.next.entry(old.clone()).or_insert(2);
        let id = loop {
            let suffix = format!(".{next}");
            let room = Id::MAX_LEN - suffix.len();
            let stem = &old.as_str()[..old.as_str().len().min(room)];
            let id = Id::parse(&format!("{stem}{suffix}"))
                .expect("a well-formed id with a number behind it is well-formed");
            *next += 1;
            if self.taken.insert(id.clone()) {
                break id;
            }
        };
        self.held.insert(id.clone());
        self.notices.push(Notice::Renamed {
            old: old.clone(),
            new: id.clone(),
        });
        id
    }

    /// Points references at the first record of the first of these tables that has the id.
    fn point(&self, id: &str, owners: &[Owner]) -> Option<Id> {
        let id = Id::parse(id).ok()?;
        let owner = owners
            .iter()
            .find(|&&owner| self.known.contains(&(owner, id.clone())))?;
        self.moved.get(&(*owner, id)).cloned()
    }

    fn follow(&self, draft: &mut Draft) {
        const BOXES: &[Owner] = &[Owner::Node, Owner::Link];
        const ANY: &[Owner] = &[
            Owner::Node,
            Owner::Link,
            Owner::Source,
            Owner::Comment,
            Owner::View,
        ];
        let set = |id: &mut Id, owners: &[Owner]| {
            if let Some(new) = self.point(id.as_str(), owners) {
                *id = new;
            }
        };
        let set_text = |id: &mut Arc<str>, owners: &[Owner]| {
            if let Some(new) = self.point(id, owners) {
                *id = new.as_str().into();
            }
        };
        let set_parts = |anchors: &mut [Anchor], comments: &mut [Comment]| {
            for anchor in anchors {
                set(&mut anchor.source, &[Owner::Source]);
            }
            for reply_to in comments.iter_mut().filter_map(|c| c.reply_to.as_mut()) {
                set(reply_to, &[Owner::Comment]);
            }
        };
        for node in draft.nodes.iter_mut().map(Arc::make_mut) {
            set_parts(&mut node.anchors, &mut node.comments);
        }
        for link in draft.links.iter_mut().map(Arc::make_mut) {
            set_parts(&mut link.anchors, &mut link.comments);
            link.from.iter_mut().for_each(|id| set(id, &[Owner::Node]));
            set(&mut link.to, BOXES);
            for (id, _) in &mut link.roles {
                set_text(id, &[Owner::Node]);
            }
        }
        for id in draft.dismissals.iter_mut().flat_map(|d| &mut d.on) {
            set(id, ANY);
        }
        for view in &mut draft.views {
            view.collapsed.iter_mut().for_each(|id| set(id, BOXES));
            for (id, _) in &mut view.arrangement {
                set_text(id, BOXES);
            }
            view.arranged.iter_mut().for_each(|id| set(id, BOXES));
            for (id, _, _) in &mut view.positions {
                set_text(id, BOXES);
            }
        }
    }
}

/// The ids of all records, in the order of [`visit_ids`].
fn list_ids(draft: &Draft) -> impl Iterator<Item = &Id> {
    let sources = draft.sources.iter().map(|it| &it.id);
    let nodes = draft.nodes.iter();
    let nodes = nodes.flat_map(|it| with_comments(&it.id, &it.comments));
    let links = draft.links.iter();
    let links = links.flat_map(|it| with_comments(&it.id, &it.comments));
    let views = draft.views.iter().map(|it| &it.id);
    sources.chain(nodes).chain(links).chain(views)
}

fn with_comments<'d>(id: &'d Id, comments: &'d [Comment]) -> impl Iterator<Item = &'d Id> {
    std::iter::once(id).chain(comments.iter().map(|it| &it.id))
}

/// Walks the ids of all records in document order, to change them.
fn visit_ids(draft: &mut Draft, visit: &mut dyn FnMut(Owner, &mut Id)) {
    for source in &mut draft.sources {
        visit(Owner::Source, &mut source.id);
    }
    for node in draft.nodes.iter_mut().map(Arc::make_mut) {
        visit(Owner::Node, &mut node.id);
        for comment in &mut node.comments {
            visit(Owner::Comment, &mut comment.id);
        }
    }
    for link in draft.links.iter_mut().map(Arc::make_mut) {
        visit(Owner::Link, &mut link.id);
        for comment in &mut link.comments {
            visit(Owner::Comment, &mut comment.id);
        }
    }
    for view in &mut draft.views {
        visit(Owner::View, &mut view.id);
    }
}
