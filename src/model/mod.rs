//! Floor 1: what an argument map is. Records, their vocabularies, the document that holds them,
//! the one way in which a document changes, its laws, and the graph read off it.
//! Knows no toolkit, no file, no clock.

mod change;
mod document;
mod extra;
mod fingerprint;
mod graph;
mod id;
mod law;
mod record;
mod relation;
mod role;
mod table;
mod time;
mod vocabulary;

pub use change::{Change, Changes, Mismatch, Placed, Row};
pub use document::{Document, Meta};
pub use extra::{Extra, List, RawJson};
pub use fingerprint::fingerprint_records;
pub use graph::{End, Graph, Place};
pub use id::{Id, IdError, RandomSource, RecordKind, draw_id};
pub use law::{Breach, find_breaches, find_breaches_of_change};
pub use record::{
    Anchor, Arrangement, Citation, Comment, Dismissal, Grade, Irrelevant, Likelihood, Link, Node,
    Origin, PageStart, Part, Record, Source, Strength, Unmarked, View,
};
pub use relation::{Intent, RelationRefusal, Target, check_relation, choose_relation};
pub use role::{Role, find_role};
pub use table::Table;
pub use time::Time;
pub use vocabulary::{
    AnchorState, Assumption, Basis, Confidence, Direction, Kind, LayoutName, PartKind, Relation,
};
