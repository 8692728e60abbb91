//! How a merged map shows what a person has to look at: an open comment and a tag on the box or
//! step, a line in the notes of a source, a further view, and a note box for what is about the map.

use super::clash::Clash;
use crate::model::{Comment, Extra, Id, Kind, Link, List, Node, Source, Time};
use crate::text::hash_text;
use crate::words;

/// The tag of boxes and steps on which two copies could not simply be merged.
pub const CONFLICT_TAG: &str = "merge-conflict";

pub(super) trait Marked {
    /// Writes a clash where whoever looks at the record will see it. The same clash is written
    /// once.
    fn mark(&mut self, clash: &Clash, when: &Time);
}

impl Marked for Node {
    fn mark(&mut self, clash: &Clash, when: &Time) {
        add_comment(&mut self.comments, clash, when);
        add_tag(&mut self.tags);
    }
}

impl Marked for Link {
    fn mark(&mut self, clash: &Clash, when: &Time) {
        add_comment(&mut self.comments, clash, when);
        add_tag(&mut self.tags);
    }
}

impl Marked for Source {
    fn mark(&mut self, clash: &Clash, _when: &Time) {
        let note = clash.note();
        if self.notes.contains(&note) {
            return;
        }
        if !self.notes.is_empty() {
            self.notes.push_str("\n\n");
        }
        self.notes.push_str(&note);
    }
}

/// A box beside the argument that tells a clash about the map itself.
pub(super) fn make_note(clash: &Clash) -> Node {
    let id = name_clash("n", clash);
    let mut node = Node::new(id, Kind::Note, clash.note());
    add_tag(&mut node.tags);
    node
}

fn add_comment(comments: &mut List<Comment>, clash: &Clash, when: &Time) {
    let id = name_clash("c", clash);
    if comments.iter().any(|comment| comment.id == id) {
        return;
    }
    comments.push(Comment {
        id,
        author: words::say("merge-author").into_owned(),
        text: clash.note(),
        created: when.clone(),
        reply_to: None,
        resolved: false,
        hidden: false,
        extra: Extra::new(),
    });
}

fn add_tag(tags: &mut List<String>) {
    if !tags.iter().any(|tag| tag == CONFLICT_TAG) {
        tags.push(CONFLICT_TAG.to_owned());
    }
}

/// An id that is the same whenever the same copies are merged.
fn name_clash(letter: &str, clash: &Clash) -> Id {
    let said = format!("{}\u{1f}{}\u{1f}{}", clash.id, clash.field, clash.note());
    let hash = hash_text(&said);
    Id::parse(&format!("{letter}-{}", &hash[..12])).expect("a letter and digits make an id")
}
