//! How much of a box is shown at which zoom. Knows no painting.

/// Under this zoom the words beside signs are left out.
pub const HAS_WORDS: f32 = 0.9;
/// Under this zoom the pills of stubs show the sign of their relation alone.
pub const HAS_LABELS: f32 = 0.8;
/// Under this zoom a box shows the first words of its text, larger.
pub const HAS_TEXT: f32 = 0.57;
/// Under this zoom a box shows its kind and relation only.
pub const HAS_SHORT_TEXT: f32 = 0.27;
/// Under this zoom a box is a block of colour.
pub const HAS_SIGNS: f32 = 0.11;

/// Zooms per doubling at which things are laid out while the zoom moves.
const STEPS: f32 = 4.0;

/// How much of a box is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Detail {
    /// A block of colour.
    Block,
    /// Its kind's icon and the sign of its relation.
    Signs,
    /// Its first words, at a size that can be read.
    ShortText,
    /// All that is drawn on paper, but for words beside signs.
    Text,
    /// All that is drawn on paper.
    All,
}

impl Detail {
    /// What is shown at a zoom. It changes at steps of the zoom alone, so that what is baked for
    /// a moving zoom and for the one at which it comes to rest are alike.
    pub fn at(zoom: f32) -> Self {
        let zoom = nearest_step(zoom);
        if zoom < HAS_SIGNS {
            Self::Block
        } else if zoom < HAS_SHORT_TEXT {
            Self::Signs
        } else if zoom < HAS_TEXT {
            Self::ShortText
        } else if zoom < HAS_WORDS {
            Self::Text
        } else {
            Self::All
        }
    }
}

/// The nearest of the zooms at which things are laid out while the zoom moves.
pub fn nearest_step(zoom: f32) -> f32 {
    ((zoom.log2() * STEPS).round() / STEPS).exp2()
}

/// Whether what was baked at one zoom may be shown at another until the zoom is at rest.
pub fn is_near(baked: f32, zoom: f32) -> bool {
    let most = (0.51 / STEPS).exp2();
    let has_own_signs = |zoom| sign_scale(zoom) > 1.0;
    (1.0 / most..=most).contains(&(baked / zoom))
        && Detail::at(baked) == Detail::at(zoom)
        && has_own_signs(baked) == has_own_signs(zoom)
}

/// By how much signs on lines and badges are larger than the map, so that they can be read.
pub fn sign_scale(zoom: f32) -> f32 {
    const READABLE: f32 = 0.62;
    (READABLE / nearest_step(zoom)).max(1.0)
}
