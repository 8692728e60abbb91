//! What everything looks like, as plain data read from bundled assets: colours in roles, sizes of
//! type, spacing, line styles, fonts and icons. Knows no toolkit and no map: link styles have
//! names of their own here, which the floors above choose from.

mod colour;
mod font;
pub mod icon;
mod line;
mod named;
mod role;
mod shape;

use std::sync::LazyLock;

use serde::Deserialize;
use thiserror::Error;

pub use colour::{ColourError, Rgba, contrast};
pub use font::{Face, font_bytes};
pub use icon::Icon;
pub use line::{Arrows, LineStyle, Stroke};
pub use role::Role;
pub use shape::{BoxShape, Radii, Shape, Spacing, TextRole, TextStyle};

/// A bundled theme as it stands in the assets.
#[derive(Clone, Copy, Debug)]
pub struct Bundled {
    /// What it is chosen by, in settings and on the command line.
    pub name: &'static str,
    /// Its colours as JSON; the same name stands inside.
    pub json: &'static str,
}

/// Every bundled theme, the light one first. To add one: its file in `assets/theme`, its line here.
pub const ALL: &[Bundled] = &[
    Bundled {
        name: "light",
        json: include_str!("../../assets/theme/light.json"),
    },
    Bundled {
        name: "dark",
        json: include_str!("../../assets/theme/dark.json"),
    },
    Bundled {
        name: "blue-orange",
        json: include_str!("../../assets/theme/blue-orange.json"),
    },
    Bundled {
        name: "high-contrast-light",
        json: include_str!("../../assets/theme/high-contrast-light.json"),
    },
    Bundled {
        name: "high-contrast-dark",
        json: include_str!("../../assets/theme/high-contrast-dark.json"),
    },
    Bundled {
        name: "sepia",
        json: include_str!("../../assets/theme/sepia.json"),
    },
    Bundled {
        name: "print",
        json: include_str!("../../assets/theme/print.json"),
    },
];

static THEMES: LazyLock<Vec<Theme>> = LazyLock::new(|| {
    ALL.iter()
        .map(|it| Theme::read(it.json).expect("bundled themes are complete"))
        .collect()
});

/// One look: a colour for every role, and the shape that all looks share.
#[derive(Clone, Debug, PartialEq)]
pub struct Theme {
    /// What it is chosen by; also what the command that chooses it is called (`theme-<name>`).
    pub name: String,
    /// Whether light ink stands on dark paper.
    pub dark: bool,
    colours: Vec<Rgba>,
    shape: &'static Shape,
}

impl Theme {
    /// The bundled theme of that name.
    pub fn named(name: &str) -> Option<&'static Self> {
        Self::all().iter().find(|theme| theme.name == name)
    }

    /// Every bundled theme, in the order of [`ALL`].
    pub fn all() -> &'static [Self] {
        &THEMES
    }

    /// The theme that is used where nothing else was chosen.
    pub fn light() -> &'static Self {
        &THEMES[0]
    }

    /// The light theme's dark twin.
    pub fn dark() -> &'static Self {
        &THEMES[1]
    }

    /// The theme of old paper, which articles can be read on in any other.
    pub fn sepia() -> &'static Self {
        Self::named("sepia").unwrap_or_else(Self::light)
    }

    /// Reads a theme file: `{"name", "dark", "colours": {role: "#RRGGBB" or "#RRGGBBAA"}}`, with
    /// a colour for every [`Role`] and for nothing else.
    pub fn read(json: &str) -> Result<Self, ThemeError> {
        let file: ThemeFile = serde_json::from_str(json).map_err(ThemeError::Json)?;
        if let Some(name) = file.colours.keys().find(|name| Role::named(name).is_none()) {
            return Err(ThemeError::UnknownRole(name.clone()));
        }
        let colours = Role::ALL
            .iter()
            .map(|role| {
                let value = file
                    .colours
                    .get(role.name())
                    .ok_or(ThemeError::NoColour(*role))?;
                Rgba::from_hex(value).map_err(|source| ThemeError::Colour {
                    role: *role,
                    source,
                })
            })
            .collect::<Result<_, _>>()?;
        Ok(Self {
            name: file.name,
            dark: file.dark,
            colours,
            shape: Shape::bundled(),
        })
    }

    /// The colour of a role, in sRGB with straight (not multiplied) alpha.
    pub fn colour(&self, role: Role) -> Rgba {
        self.colours[role as usize]
    }

    /// Spacing, radii, type and line styles: the same in every theme.
    pub fn shape(&self) -> &'static Shape {
        self.shape
    }

    /// How a link or outline is drawn.
    pub fn line(&self, stroke: Stroke) -> &'static LineStyle {
        self.shape.line(stroke)
    }

    /// Face, size and line height of a kind of text.
    pub fn text(&self, role: TextRole) -> TextStyle {
        self.shape.text(role)
    }
}

/// Why a theme file was refused.
#[derive(Debug, Error)]
pub enum ThemeError {
    /// Not JSON, or not of a theme's form.
    #[error("the theme is not valid JSON of a theme: {0}; compare it with a bundled theme")]
    Json(serde_json::Error),
    /// A role has no colour.
    #[error("the theme has no colour for “{}”; add it", .0.name())]
    NoColour(Role),
    /// A colour has a name that is no role.
    #[error("the theme gives a colour to “{0}”, which nothing uses; remove it or correct its name")]
    UnknownRole(String),
    /// A colour cannot be read.
    #[error("the colour of “{}” cannot be read: {source}", role.name())]
    Colour {
        /// Whose colour it is.
        role: Role,
        /// What is wrong with it.
        source: ColourError,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ThemeFile {
    name: String,
    dark: bool,
    colours: std::collections::BTreeMap<String, String>,
}
