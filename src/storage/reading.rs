//! How articles are set for reading: width of lines, typeface, height of lines, paper, numbers.
//!
//! A choice that this version does not know counts as the usual one.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// How articles are set for reading. The size of their text stands by itself in the settings.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReadingLook {
    /// How long lines may become.
    pub measure: Measure,
    /// The typeface of the running text.
    pub typeface: Typeface,
    /// From baseline to baseline, in sizes of the type, 1.2 to 2.
    pub line_height: f32,
    /// The paper that articles are read on.
    pub paper: ReadingPaper,
    /// Whether paragraphs have their numbers in the margin.
    pub numbers: bool,
    /// Members of a later version, or of nobody, kept as they are.
    #[serde(flatten)]
    pub unknown: Map<String, Value>,
}

/// How long the lines of an article may become.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Measure {
    /// For small attention or a large type.
    Narrow,
    /// As long as the width of the pane.
    Full,
    /// For those who read fast, or side by side with nothing.
    Wide,
    /// What books have.
    #[default]
    #[serde(other)]
    Normal,
}

/// The typeface of an article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Typeface {
    /// Without serifs, that of the interface.
    Sans,
    /// With serifs.
    #[default]
    #[serde(other)]
    Serif,
}

/// The paper that articles are read on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReadingPaper {
    /// Old paper, whatever the theme.
    Sepia,
    /// That of the theme.
    #[default]
    #[serde(other)]
    Theme,
}

impl ReadingLook {
    /// The least and the greatest height of lines, in sizes of the type.
    pub const LINE_HEIGHTS: (f32, f32) = (1.2, 2.0);
    /// By how much a step changes it.
    pub const LINE_STEP: f32 = 0.15;
}

impl Default for ReadingLook {
    fn default() -> Self {
        Self {
            measure: Measure::default(),
            typeface: Typeface::default(),
            line_height: 1.65,
            paper: ReadingPaper::default(),
            numbers: false,
            unknown: Map::new(),
        }
    }
}

impl Measure {
    /// How many characters a line has on average; none where it is as long as there is room.
    pub fn characters(self) -> Option<f32> {
        match self {
            Self::Narrow => Some(50.0),
            Self::Normal => Some(66.0),
            Self::Wide => Some(84.0),
            Self::Full => None,
        }
    }
}
