//! How lines are drawn. The names are this floor's own: it knows no relations.

use serde::Deserialize;

use super::named::named_enum;
use super::role::Role;

named_enum! {
    /// A kind of line.
    pub enum Stroke {
        /// A reason for something.
        Supports = "supports",
        /// A reason against something.
        Opposes = "opposes",
        /// An answer to a question.
        Answers = "answers",
        /// A question about something.
        Asks = "asks",
        /// The same said again.
        Restates = "restates",
        /// Two that cannot both hold.
        Contradicts = "contradicts",
        /// Some other connection.
        Relates = "relates",
        /// What lines of several relations to one box share.
        Trunk = "trunk",
        /// Outline of a box that says nothing special.
        Outline = "outline",
        /// Outline of an assumption.
        Assumption = "assumption",
        /// Outline of what the text leaves unsaid.
        Implicit = "implicit",
        /// Outline of what is struck out to see what follows.
        StruckOut = "struck-out",
        /// Frame around premises that hold only together.
        Frame = "frame",
        /// Ring around what is selected or has the keyboard.
        Ring = "ring",
        /// A line to where something would land if dropped now.
        Preview = "preview",
    }
}

/// How a line is drawn, in map units (pixels at 100 % zoom).
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LineStyle {
    /// The colour of line, chip sign and word.
    pub role: Role,
    /// The ground of chip and frame.
    pub tint: Role,
    /// Width at ordinary strength.
    pub width: f32,
    /// Lengths of dash, gap, dash, gap …; empty for a solid line. A dash of 0 is a round dot.
    #[serde(default)]
    pub dash: Vec<f32>,
    /// Two thin lines side by side.
    #[serde(default)]
    pub double: bool,
    /// A zigzag mark in the middle.
    #[serde(default)]
    pub zigzag: bool,
    /// Which ends have heads.
    #[serde(default)]
    pub arrows: Arrows,
    /// The sign on the chip; none for a line without a chip.
    #[serde(default)]
    pub sign: Option<String>,
}

/// Which ends of a line have an arrow head.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Arrows {
    /// Neither.
    #[default]
    None,
    /// The one that is argued for, answered or asked about.
    End,
    /// Both.
    Both,
}
