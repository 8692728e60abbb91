//! Keys as the program names them, apart from any toolkit.

use std::fmt;

/// A key or sign with its modifiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Chord {
    /// Control, or Command on a Mac.
    pub ctrl: bool,
    /// Shift. Never set for a sign, which is what the keyboard made of the keys pressed.
    pub shift: bool,
    /// Alt.
    pub alt: bool,
    /// The key.
    pub key: Key,
}

/// A key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Key {
    /// A letter or digit, in lower case, by its place on the keyboard.
    Letter(char),
    /// A sign, as it was typed: `+ - ? !`.
    Sign(char),
    /// A function key, F1 to F12.
    F(u8),
    /// Enter.
    Enter,
    /// Tab.
    Tab,
    /// Escape.
    Escape,
    /// Space bar.
    Space,
    /// Delete.
    Delete,
    /// Backspace.
    Backspace,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// The key that keyboards for PCs have for the context menu.
    Menu,
}

/// The panel in which a key means something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scope {
    /// Wherever the focus is.
    Everywhere,
    /// In the map and the outline.
    Map,
    /// In the article.
    Reader,
    /// While a wording is edited.
    Wording,
}

impl Chord {
    /// The key alone.
    pub const fn key(key: Key) -> Self {
        Self {
            ctrl: false,
            shift: false,
            alt: false,
            key,
        }
    }

    /// With Control.
    pub const fn ctrl(key: Key) -> Self {
        Self {
            ctrl: true,
            ..Self::key(key)
        }
    }

    /// With Shift.
    pub const fn shift(key: Key) -> Self {
        Self {
            shift: true,
            ..Self::key(key)
        }
    }

    /// With Alt.
    pub const fn alt(key: Key) -> Self {
        Self {
            alt: true,
            ..Self::key(key)
        }
    }

    /// With Alt and Shift.
    pub const fn alt_shift(key: Key) -> Self {
        Self {
            shift: true,
            ..Self::alt(key)
        }
    }

    /// With Control and Shift.
    pub const fn ctrl_shift(key: Key) -> Self {
        Self {
            ctrl: true,
            shift: true,
            alt: false,
            key,
        }
    }
}

impl Scope {
    /// Whether a key could mean two things if both scopes use it.
    pub fn overlaps(self, other: Self) -> bool {
        self == other
            || (self == Self::Everywhere && other != Self::Wording)
            || (other == Self::Everywhere && self != Self::Wording)
    }
}

impl fmt::Display for Chord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (is_down, name) in [
            (self.ctrl, "Ctrl+"),
            (self.alt, "Alt+"),
            (self.shift, "Shift+"),
        ] {
            if is_down {
                f.write_str(name)?;
            }
        }
        match self.key {
            Key::Letter(letter) => write!(f, "{}", letter.to_ascii_uppercase()),
            Key::Sign('-') => f.write_str("−"),
            Key::Sign(sign) => write!(f, "{sign}"),
            Key::F(number) => write!(f, "F{number}"),
            Key::Delete => f.write_str("Del"),
            Key::Escape => f.write_str("Esc"),
            Key::PageUp => f.write_str("Page Up"),
            Key::PageDown => f.write_str("Page Down"),
            Key::Up => f.write_str("↑"),
            Key::Down => f.write_str("↓"),
            Key::Left => f.write_str("←"),
            Key::Right => f.write_str("→"),
            key => write!(f, "{key:?}"),
        }
    }
}
