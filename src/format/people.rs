//! Who made a map and spoke about it: names that belong into its own file and into no other, unless
//! somebody says so. Authors of articles are none of them: they are what is cited.

use std::sync::Arc;

use crate::model::{Comment, Dismissal, Document, Meta};

/// Whether a map names people: its authors, those of remarks, or who set findings aside.
pub fn names_people(document: &Document) -> bool {
    !document.meta().authors.is_empty()
        || document.nodes().iter().any(|it| have_authors(&it.comments))
        || document.links().iter().any(|it| have_authors(&it.comments))
        || document.dismissals().iter().any(|it| !it.author.is_empty())
}

/// The same map without the names of people. Boxes and links that name nobody are shared with it.
pub fn strip_people(document: &Document) -> Document {
    let mut stripped = Document::from_meta(Meta {
        authors: Vec::new(),
        ..Meta::clone(document.meta())
    });
    // Nothing is given back: within a table that was loaded, ids are unique.
    for source in document.sources() {
        drop(stripped.load_source(source.as_ref().clone()));
    }
    for node in document.nodes() {
        let mut node = node.clone();
        if have_authors(&node.comments) {
            drop_authors(&mut Arc::make_mut(&mut node).comments);
        }
        drop(stripped.load_node(node));
    }
    for link in document.links() {
        let mut link = link.clone();
        if have_authors(&link.comments) {
            drop_authors(&mut Arc::make_mut(&mut link).comments);
        }
        drop(stripped.load_link(link));
    }
    for view in document.views() {
        drop(stripped.load_view(view.as_ref().clone()));
    }
    let dismissals = document.dismissals().iter().map(|dismissal| Dismissal {
        author: String::new(),
        ..dismissal.clone()
    });
    stripped.load_dismissals(dismissals.collect());
    stripped
}

fn have_authors(comments: &[Comment]) -> bool {
    comments.iter().any(|comment| !comment.author.is_empty())
}

fn drop_authors(comments: &mut [Comment]) {
    for comment in comments {
        comment.author.clear();
    }
}
