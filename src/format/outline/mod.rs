//! The outline: a map, or a part of one, as indented text that a person can read, mail, write by
//! hand and paste back. It carries boxes, wording and reasoning; the exact fragment carries all.
//!
//! One line per box, indented by its depth, with a sign before the wording:
//!
//! ```text
//! ? Who gains?
//!   = The armed groups gain.
//!     + [e] Three attacks in a month.
//!     & Attacks are how they collect.
//!       ~- The attacks were not theirs.
//!     - Two of the groups lost ground.
//!       | They said so themselves.
//!     ? Is it so?
//! ! A note beside the argument.
//! ```
//!
//! | sign | what the line is |
//! |---|---|
//! | `?` | a question; under a box it asks about it |
//! | `=` | a claim: it answers the question above, or stands by itself |
//! | `+` `-` | speaks for, against the box above |
//! | `&` | one more premise of the reason whose first premise stands above at the same depth |
//! | `~+` `~-` `~?` | backs, strikes or asks about the step that the premise above takes |
//! | `!` | a note |
//! | <code>\|</code> | one more line of the wording above |
//! | `=>` | a link across, by the id of a box or link in the same outline; without an id, a remark |
//! | `=> &` | the box above is one more premise of the link of that id: `=> &: words {<l-abc}` |
//!
//! `[e]`, `[q]`, `[c]`, `[n]` or `[kind=…]` give the kind where the sign does not, with the words
//! `assumed` and `implicit`. `{n-abc}` at the end of a line gives the id, `{n-abc <l-abc}` that of
//! its link too, `{<l-abc}` that alone. Text without these signs is read as claims that support the line above; a line
//! that ends in a question mark is a question.
//!
//! Files may also hold the Markdown that [`super::markdown`] writes; what it says by words is read by them.

mod import;
mod markdown;
mod parse;
mod print;

use crate::model::Relation;

pub use import::{read, recognises};
pub use parse::parse;
pub use print::{ShownIds, print, print_fragment};

/// The format's id, as `origin` names it.
pub const FORMAT_NAME: &str = "outline";

/// How the names of texts end that may be meant as outlines, without the dot.
pub const ENDINGS: &[&str] = &["txt", "md", "markdown", "text"];

/// A sign and what it says.
struct Sign {
    mark: &'static str,
    relation: Relation,
    /// Whether it speaks of the step that the line above takes.
    is_on_link: bool,
}

const SIGNS: &[Sign] = &[
    sign("=", Relation::Answers, false),
    sign("+", Relation::Supports, false),
    sign("-", Relation::Opposes, false),
    sign("?", Relation::Asks, false),
    sign("~+", Relation::Supports, true),
    sign("~-", Relation::Opposes, true),
    sign("~?", Relation::Asks, true),
];

const PREMISE: &str = "&";
const NOTE: &str = "!";
const MORE: &str = "|";
const ACROSS: &str = "=>";
/// Behind the sign of a link across: one more premise of it.
const ALSO: &str = "&";

const fn sign(mark: &'static str, relation: Relation, is_on_link: bool) -> Sign {
    Sign {
        mark,
        relation,
        is_on_link,
    }
}
