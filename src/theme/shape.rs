//! Sizes that all themes share: spacing, radii, type, boxes, lines. Map and interface units alike
//! are logical pixels at 100 % zoom.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::{Deserialize, Deserializer, de};

use super::font::Face;
use super::line::{LineStyle, Stroke};
use super::named::named_enum;
use super::role::Role;

static SHAPE: LazyLock<Shape> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../../assets/theme/shape.json"))
        .expect("the bundled shape is complete")
});

/// Sizes of everything.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shape {
    /// Gaps between things.
    pub spacing: Spacing,
    /// Corner radii.
    pub radii: Radii,
    /// Boxes of the map.
    pub boxes: BoxShape,
    /// Widths of links from the weakest strength to the strongest, four of them.
    pub strength_widths: [f32; 4],
    /// How long motion takes, in seconds.
    pub motion_seconds: f32,
    #[serde(deserialize_with = "read_texts")]
    texts: Vec<TextStyle>,
    #[serde(deserialize_with = "read_lines")]
    lines: Vec<LineStyle>,
}

impl Shape {
    /// The one that is bundled.
    pub fn bundled() -> &'static Self {
        &SHAPE
    }

    /// How a link or outline is drawn.
    pub fn line(&self, stroke: Stroke) -> &LineStyle {
        &self.lines[stroke as usize]
    }

    /// Face, size and line height of a kind of text.
    pub fn text(&self, role: TextRole) -> TextStyle {
        self.texts[role as usize]
    }
}

/// Gaps, all on a grid of 4.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Spacing {
    /// Between an icon and its word.
    pub xs: f32,
    /// Between controls.
    pub s: f32,
    /// Inside boxes and panels.
    pub m: f32,
    /// Between paragraphs of an interface.
    pub l: f32,
    /// Between boxes of a map.
    pub xl: f32,
    /// Between sections, and around pages.
    pub xxl: f32,
}

/// Corner radii.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Radii {
    /// Buttons, fields, chips of the interface.
    pub control: f32,
    /// Menus, palettes, dialogs.
    pub float: f32,
    /// Claims and notes.
    pub claim: f32,
    /// Evidence.
    pub evidence: f32,
    /// Questions.
    pub question: f32,
    /// Frames around linked premises.
    pub frame: f32,
    /// Elbows of links.
    pub elbow: f32,
}

/// Measures of the map's boxes.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BoxShape {
    /// Widest line of text.
    pub text_width: f32,
    /// Narrowest line of text: a box with one word is this wide all the same.
    pub min_text_width: f32,
    /// From the outline to the text, left and right.
    pub padding_x: f32,
    /// From the outline to the text, above and below.
    pub padding_y: f32,
    /// Lines that are shown before an ellipsis.
    pub max_lines: usize,
    /// Height of the foot with the small marks, where there are any.
    pub foot_height: f32,
    /// Side of the icon that stands before the text of evidence and questions.
    pub icon_size: f32,
    /// Width of the strength bar at the left edge.
    pub strength_bar: f32,
    /// Thickness of the rule on top of the main claim.
    pub main_rule: f32,
    /// Legs of the folded corner of evidence.
    pub fold: f32,
    /// Distance of the selection ring from the outline.
    pub ring_gap: f32,
    /// Diameter of a link's chip.
    pub chip: f32,
    /// Length of an arrow head.
    pub arrow: f32,
    /// Diameter of the dot in which an undercut ends.
    pub undercut_dot: f32,
}

named_enum! {
    /// A kind of text.
    pub enum TextRole {
        /// The interface.
        Ui = "ui",
        /// Headings of sections in the interface.
        Section = "section",
        /// Titles of dialogs and empty states.
        Title = "title",
        /// Keys in menus, hints under fields.
        Small = "small",
        /// Boxes of the map.
        Box = "box",
        /// The main claim.
        Main = "main",
        /// Notes on the map.
        Note = "note",
        /// The marks at the foot of a box.
        Mark = "mark",
        /// The sign on a link's chip.
        Chip = "chip",
        /// The word beside a chip.
        LinkWord = "link-word",
        /// The running text of an article.
        Reader = "reader",
        /// Strong words in it.
        ReaderStrong = "reader-strong",
        /// Emphasised words in it.
        ReaderEmphasis = "reader-emphasis",
        /// An article's title.
        ReaderTitle = "reader-title",
        /// An article's headings.
        ReaderHeading = "reader-heading",
        /// Icons beside text.
        Icon = "icon",
    }
}

/// Face and measures of a kind of text.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TextStyle {
    /// The font.
    pub face: Face,
    /// Em size in pixels.
    pub size: f32,
    /// From baseline to baseline in pixels.
    pub line_height: f32,
}

fn read_texts<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<TextStyle>, D::Error> {
    read_all(from, TextRole::ALL.iter().map(|it| it.name()))
}

fn read_lines<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<LineStyle>, D::Error> {
    read_all(from, Stroke::ALL.iter().map(|it| it.name()))
}

fn read_all<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    from: D,
    names: impl Iterator<Item = &'static str>,
) -> Result<Vec<T>, D::Error> {
    let mut found = BTreeMap::<String, T>::deserialize(from)?;
    let all = names
        .map(|name| {
            found
                .remove(name)
                .ok_or_else(|| de::Error::missing_field(name))
        })
        .collect::<Result<_, _>>()?;
    match found.keys().next() {
        Some(name) => Err(de::Error::custom(format!("nothing is named “{name}”"))),
        None => Ok(all),
    }
}

fn read_name<'de, D: Deserializer<'de>, T>(
    from: D,
    named: fn(&str) -> Option<T>,
) -> Result<T, D::Error> {
    let name = String::deserialize(from)?;
    named(&name).ok_or_else(|| de::Error::custom(format!("nothing is named “{name}”")))
}

impl<'de> Deserialize<'de> for Face {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        read_name(from, Self::named)
    }
}

impl<'de> Deserialize<'de> for Role {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        read_name(from, Self::named)
    }
}
