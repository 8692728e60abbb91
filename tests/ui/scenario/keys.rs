//! Keys as people write them, as the toolkit's events.

use egui::{Event, Key, Modifiers};

/// A key that is pressed, or a letter that is typed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Step {
    /// The key; none for letters that have none.
    key: Option<Key>,
    /// What the keyboard makes of it; none with Control or Alt.
    text: Option<char>,
    pub modifiers: Modifiers,
}

/// Reads keys that stand apart by spaces; what stands between quotes is typed.
pub fn parse(keys: &str) -> Vec<Step> {
    let mut steps = Vec::new();
    for (at, part) in keys.split('\'').enumerate() {
        if at % 2 == 1 {
            steps.extend(part.chars().map(Step::typed));
        } else {
            steps.extend(part.split_whitespace().map(parse_key));
        }
    }
    steps
}

impl Step {
    /// A letter or sign as it is typed.
    pub fn typed(letter: char) -> Self {
        let name = if letter == ' ' {
            "Space".to_owned()
        } else {
            letter.to_uppercase().collect()
        };
        let shift = letter.is_uppercase();
        Self {
            key: Key::from_name(&name),
            text: Some(letter),
            modifiers: Modifiers {
                shift,
                ..Modifiers::NONE
            },
        }
    }

    /// What happens when it is pressed, as the system tells it.
    pub fn events(&self, clipboard: &str) -> Vec<Event> {
        if self.modifiers.command && !self.modifiers.shift {
            match self.key {
                Some(Key::C) => return vec![Event::Copy],
                Some(Key::X) => return vec![Event::Cut],
                Some(Key::V) => return vec![Event::Paste(clipboard.to_owned())],
                _ => {}
            }
        }
        let mut events: Vec<Event> = self
            .key
            .map(|key| self.event(key, true))
            .into_iter()
            .collect();
        events.extend(self.text.map(|letter| Event::Text(letter.to_string())));
        events
    }

    /// What happens when it is let go.
    pub fn release(&self) -> Vec<Event> {
        self.key
            .map(|key| self.event(key, false))
            .into_iter()
            .collect()
    }

    fn event(&self, key: Key, pressed: bool) -> Event {
        Event::Key {
            key,
            physical_key: None,
            pressed,
            repeat: false,
            modifiers: self.modifiers,
        }
    }
}

fn parse_key(name: &str) -> Step {
    let mut modifiers = Modifiers::NONE;
    let mut rest = name;
    while let Some((first, more)) = rest.split_once('+').filter(|(_, more)| !more.is_empty()) {
        match first {
            "Ctrl" => modifiers = modifiers.plus(Modifiers::CTRL).plus(Modifiers::COMMAND),
            "Shift" => modifiers = modifiers.plus(Modifiers::SHIFT),
            "Alt" => modifiers = modifiers.plus(Modifiers::ALT),
            _ => panic!("no modifier {first:?} in {name:?}"),
        }
        rest = more;
    }
    let key = match rest {
        "Esc" => Key::Escape,
        "Del" => Key::Delete,
        "+" => Key::Plus,
        "-" => Key::Minus,
        "?" => Key::Questionmark,
        "!" => Key::Exclamationmark,
        rest => Key::from_name(rest).unwrap_or_else(|| panic!("no key {rest:?} in {name:?}")),
    };
    let mut letters = rest.chars();
    let letter = letters.next().filter(|_| letters.next().is_none());
    let is_free = !modifiers.command && !modifiers.alt;
    let text = letter
        .or((rest == "Space").then_some(' '))
        .filter(|_| is_free)
        .map(|letter| {
            if modifiers.shift {
                letter
            } else {
                letter.to_ascii_lowercase()
            }
        });
    Step {
        key: Some(key),
        text,
        modifiers,
    }
}
