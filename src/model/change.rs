//! Changes of a document: before and after images of records. Everything that alters a map is
//! one list of these, so inversion, undo and comparison are written once.

use std::sync::Arc;

use thiserror::Error;

use super::{Dismissal, Id, Link, Meta, Node, Source, View};

/// A list of changes that belong together, in the order in which they are applied.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Changes(pub Vec<Change>);

/// One change of one record, or of one of the document's own fields.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// The document's own fields.
    Meta {
        /// As it was.
        before: Arc<Meta>,
        /// As it is.
        after: Arc<Meta>,
    },
    /// A source.
    Source(Row<Source>),
    /// A node.
    Node(Row<Node>),
    /// A link.
    Link(Row<Link>),
    /// A view.
    View(Row<View>),
    /// The list of dismissed findings.
    Dismissals {
        /// As it was.
        before: Arc<Vec<Dismissal>>,
        /// As it is.
        after: Arc<Vec<Dismissal>>,
    },
}

/// What becomes of one record: added (no before), removed (no after), altered or moved (both).
///
/// Invariant: at least one side is there, and both sides have the same id.
#[derive(Debug, PartialEq)]
pub struct Row<T> {
    /// The record as it was.
    pub before: Option<Placed<T>>,
    /// The record as it is.
    pub after: Option<Placed<T>>,
}

/// A record and its place in document order. The place of `after` counts the table without
/// `before`.
#[derive(Debug, PartialEq)]
pub struct Placed<T> {
    /// Place in document order, from 0.
    pub at: usize,
    /// The record.
    pub record: Arc<T>,
}

/// Changes that were made for another state of the document.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("the change does not fit the map: “{0}” is not as it was when the change was made")]
pub struct Mismatch(
    /// The record that differs; the document's own id for its own fields.
    pub Id,
);

impl Changes {
    /// Whether nothing changes.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The changes that take these back.
    #[must_use]
    pub fn invert(&self) -> Self {
        Self(self.0.iter().rev().map(Change::invert).collect())
    }

    /// Whether the graph read off the document can differ afterwards.
    pub fn alters_graph(&self) -> bool {
        self.0.iter().any(|change| match change {
            Change::Link(Row {
                before: Some(before),
                after: Some(after),
            }) => {
                let (old, new) = (&before.record, &after.record);
                before.at != after.at
                    || old.relation != new.relation
                    || old.from != new.from
                    || old.to != new.to
            }
            Change::Node(Row {
                before: Some(before),
                after: Some(after),
            }) => before.at != after.at || before.record.kind != after.record.kind,
            Change::Link(_) | Change::Node(_) => true,
            _ => false,
        })
    }
}

impl Change {
    fn invert(&self) -> Self {
        match self {
            Self::Meta { before, after } => Self::Meta {
                before: after.clone(),
                after: before.clone(),
            },
            Self::Source(row) => Self::Source(row.invert()),
            Self::Node(row) => Self::Node(row.invert()),
            Self::Link(row) => Self::Link(row.invert()),
            Self::View(row) => Self::View(row.invert()),
            Self::Dismissals { before, after } => Self::Dismissals {
                before: after.clone(),
                after: before.clone(),
            },
        }
    }
}

impl<T> Row<T> {
    fn invert(&self) -> Self {
        Self {
            before: self.after.clone(),
            after: self.before.clone(),
        }
    }
}

impl<T> Clone for Placed<T> {
    fn clone(&self) -> Self {
        Self {
            at: self.at,
            record: self.record.clone(),
        }
    }
}

impl<T> Clone for Row<T> {
    fn clone(&self) -> Self {
        Self {
            before: self.before.clone(),
            after: self.after.clone(),
        }
    }
}
