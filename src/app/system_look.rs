//! What the desktop says of how programs should look and move, and what follows from that. Knows
//! nothing of how a desktop is asked.

use super::App;
use crate::storage::settings::ReducedMotion;
use crate::theme::Theme;

/// Where desktops on Linux tell of this, in the words of the freedesktop portal.
pub const NAMESPACES: [&str; 2] = [APPEARANCE, GNOME];

const APPEARANCE: &str = "org.freedesktop.appearance";
/// Of desktops that tell of animations in no other place yet.
const GNOME: &str = "org.gnome.desktop.interface";

/// What the desktop has said so far.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SystemLook {
    /// Whether it is dark; none where it does not say or has no wish.
    pub is_dark: Option<bool>,
    /// Whether more contrast is wanted.
    pub high_contrast: bool,
    /// Whether less motion is wanted.
    pub less_motion: bool,
    /// Whether animations have been switched off altogether.
    pub no_animations: bool,
}

/// A value of the desktop's settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SystemValue {
    /// A number.
    Number(u32),
    /// On or off.
    Switch(bool),
}

impl SystemLook {
    /// Takes in a setting; tells whether that is another one than before. What is not known, or has
    /// a value that is not known, says nothing.
    pub fn take(&mut self, namespace: &str, key: &str, value: SystemValue) -> bool {
        use SystemValue::{Number, Switch};
        let before = *self;
        match (namespace, key, value) {
            (APPEARANCE, "color-scheme", Number(scheme)) => {
                self.is_dark = match scheme {
                    1 => Some(true),
                    2 => Some(false),
                    _ => None,
                }
            }
            (APPEARANCE, "contrast", Number(contrast)) => self.high_contrast = contrast == 1,
            (APPEARANCE, "reduced-motion", Number(motion)) => self.less_motion = motion == 1,
            (GNOME, "enable-animations", Switch(animates)) => self.no_animations = !animates,
            _ => {}
        }
        *self != before
    }
}

impl App {
    /// Whether moves are shown at once.
    pub fn reduces_motion(&self) -> bool {
        match self.settings.reduced_motion {
            ReducedMotion::System => self.system.less_motion || self.system.no_animations,
            ReducedMotion::Always => true,
            ReducedMotion::Never => false,
        }
    }

    /// Sets whether moves are shown at once.
    pub fn set_reduced_motion(&mut self, wanted: ReducedMotion) {
        self.settings.reduced_motion = wanted;
        self.remember_settings();
    }

    /// The theme that the desktop's wishes lead to.
    pub(super) fn find_system_theme(&self) -> &'static Theme {
        let is_dark = self.system.is_dark.unwrap_or(self.system_is_dark);
        let strong = match (self.system.high_contrast, is_dark) {
            (true, true) => Theme::named("high-contrast-dark"),
            (true, false) => Theme::named("high-contrast-light"),
            (false, _) => None,
        };
        strong.unwrap_or_else(|| {
            if is_dark {
                Theme::dark()
            } else {
                Theme::light()
            }
        })
    }
}
