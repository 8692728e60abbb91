//! The same map with other ids, so that two copies which name their records differently can be
//! laid side by side.

use std::collections::HashMap;
use std::sync::Arc;

use foldhash::fast::RandomState;

use crate::model::{Anchor, Comment, Document, Id, Link, Meta, Node, Source, View};

/// New ids by old ones.
pub(super) type Renaming = HashMap<Id, Id, RandomState>;

/// The map with every record of the renaming, and whatever names it, under its new id.
///
/// The new ids must be free once the old ones are gone; a record whose id is not free keeps its
/// own, and is dropped where that is taken, too.
pub(super) fn rename(document: &Document, renaming: &Renaming) -> Document {
    if renaming.is_empty() {
        return document.clone();
    }
    let renamer = Renamer { renaming };
    let mut meta = Meta::clone(document.meta());
    renamer.set(&mut meta.id);
    let mut renamed = Document::from_meta(meta);
    for source in document.sources() {
        let mut source = Source::clone(source);
        renamer.set(&mut source.id);
        drop(renamed.load_source(source));
    }
    for node in document.nodes() {
        drop(renamed.load_node(renamer.node(node)));
    }
    for link in document.links() {
        drop(renamed.load_link(renamer.link(link)));
    }
    let mut dismissals = document.dismissals().to_vec();
    for dismissal in &mut dismissals {
        dismissal.on.iter_mut().for_each(|id| renamer.set(id));
    }
    renamed.load_dismissals(dismissals);
    for view in document.views() {
        drop(renamed.load_view(renamer.view(view)));
    }
    renamed
}

struct Renamer<'a> {
    renaming: &'a Renaming,
}

impl Renamer<'_> {
    fn set(&self, id: &mut Id) {
        if let Some(new) = self.renaming.get(id) {
            id.clone_from(new);
        }
    }

    fn set_text(&self, id: &mut Arc<str>) {
        if let Some(new) = self.renaming.get(&**id) {
            *id = new.as_str().into();
        }
    }

    fn node(&self, node: &Node) -> Node {
        let mut node = node.clone();
        self.set(&mut node.id);
        self.set_within(&mut node.anchors, &mut node.comments);
        node
    }

    fn link(&self, link: &Link) -> Link {
        let mut link = link.clone();
        self.set(&mut link.id);
        link.from.iter_mut().for_each(|id| self.set(id));
        self.set(&mut link.to);
        for (premise, _) in &mut link.roles {
            self.set_text(premise);
        }
        self.set_within(&mut link.anchors, &mut link.comments);
        link
    }

    fn set_within(&self, anchors: &mut [Anchor], comments: &mut [Comment]) {
        for anchor in anchors {
            self.set(&mut anchor.source);
        }
        for comment in comments {
            self.set(&mut comment.id);
            comment.reply_to.iter_mut().for_each(|id| self.set(id));
        }
    }

    fn view(&self, view: &View) -> View {
        let mut view = view.clone();
        self.set(&mut view.id);
        view.collapsed.iter_mut().for_each(|id| self.set(id));
        for (node, _) in &mut view.arrangement {
            self.set_text(node);
        }
        view.arranged.iter_mut().for_each(|id| self.set(id));
        for (node, ..) in &mut view.positions {
            self.set_text(node);
        }
        view
    }
}

/// `id.2`, `id.3` and so on: the first that is free.
pub(super) fn find_free(id: &Id, is_taken: impl Fn(&str) -> bool) -> Id {
    let mut stem = id.as_str();
    // Room for a dot and nine digits.
    stem = &stem[..stem.len().min(Id::MAX_LEN - 10)];
    let names = (2_u32..).map(|n| format!("{stem}.{n}"));
    let mut free = names.filter(|name| !is_taken(name));
    let name = free.next().unwrap_or_default();
    Id::parse(&name).expect("a shortened id and a number make an id")
}
