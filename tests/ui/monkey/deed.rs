//! One event of a life, in numbers and words that can be told, and how it is done to the window.

use egui::accesskit::{Action as Asked, ActionRequest};
use egui::{
    Event, ImeEvent, Key, Modifiers, MouseWheelSource, MouseWheelUnit, PointerButton, Pos2,
    TouchPhase, Vec2, vec2,
};
use linchpin::app::{Action, Chord, command};

use super::dice::Dice;
use super::hostile;
use super::world::World;

/// Something that the monkey does.
#[derive(Debug, Clone)]
pub enum Deed {
    /// Presses and lets go of a key, with what it types.
    Press(Key, Modifiers, Option<String>),
    /// Runs a command as the palette would.
    Run(&'static str),
    /// Presses and lets go of a button, once or more often.
    Click(Pos2, PointerButton, Modifiers, u8),
    /// Presses the first button, or lets go of it.
    Hold(Pos2, bool, Modifiers),
    /// Moves the pointer.
    Move(Pos2, Modifiers),
    /// Drags by way of these points; presses Escape before the end or not.
    Drag(Vec<Pos2>, PointerButton, Modifiers, bool),
    /// Turns the wheel.
    Wheel(Vec2, MouseWheelUnit, Modifiers),
    /// Pinches.
    Pinch(f32),
    /// Pastes.
    Paste(String),
    /// Copies or cuts.
    Copy(bool),
    /// Uses an input method.
    Compose(Vec<ImeEvent>),
    /// Undoes that often, and redoes that often.
    Storm(usize, usize),
    /// Gives the window another size and the screen another scale.
    Resize(Vec2, f32),
    /// Takes the system's focus away, or gives it back.
    Leave,
    /// Moves the pointer out of the window.
    PointerGone,
    /// Lets that many milliseconds pass.
    Wait(u64),
    /// Asks, as a screen reader does, for something of what is spoken.
    Ask(Asked, usize),
    /// Asks the window to close, as the system does.
    Restart,
}

impl Deed {
    /// Any deed, the usual ones more often.
    pub fn any(dice: &mut Dice, world: &World) -> Self {
        match dice.below(100) {
            0..=27 => any_chord(dice),
            28..=31 => {
                let text = hostile::letter(dice);
                Self::Press(Key::A, Modifiers::NONE, Some(text))
            }
            32..=43 => {
                let all: Vec<_> = command::all().map(|command| command.id).collect();
                Self::Run(dice.choose(&all).copied().unwrap_or("palette"))
            }
            44..=57 => any_click(dice, world),
            58 | 59 => Self::Hold(world.anywhere(dice), dice.once_in(2), any_modifiers(dice)),
            60..=62 => Self::Move(world.anywhere(dice), any_modifiers(dice)),
            63..=73 => any_drag(dice, world),
            74..=78 => any_wheel(dice),
            79 | 80 => Self::Pinch(dice.between(0.3, 3.0)),
            81..=83 => Self::Paste(world.some_text(dice)),
            84 => Self::Copy(dice.once_in(3)),
            85..=87 => any_composition(dice),
            88 | 89 => Self::Storm(dice.below(12), dice.below(12)),
            90 | 91 => any_size(dice),
            92 => Self::Leave,
            93 => Self::PointerGone,
            94 => Self::Wait(dice.below(10_000) as u64),
            95..=98 => Self::Ask(any_request(dice), dice.below(1 << 20)),
            _ if dice.once_in(4) => Self::Restart,
            _ => Self::Wait(500),
        }
    }

    /// Does it.
    pub fn done_to(&self, world: &mut World, dice: &mut Dice) {
        let none = Modifiers::NONE;
        match self {
            Self::Press(key, modifiers, text) => press(world, *key, *modifiers, text.as_deref()),
            Self::Run(id) => {
                world.app_mut().perform(Action::Run(id));
                world.frame(none, Vec::new());
            }
            Self::Click(at, button, modifiers, n) => {
                move_to(world, *at, *modifiers);
                for _ in 0..*n {
                    push(world, *at, *button, true, *modifiers);
                    push(world, *at, *button, false, *modifiers);
                }
                world.frame(none, Vec::new());
            }
            Self::Hold(at, is_down, modifiers) => {
                push(world, *at, PointerButton::Primary, *is_down, *modifiers);
            }
            Self::Move(at, modifiers) => move_to(world, *at, *modifiers),
            Self::Drag(points, button, modifiers, escapes) => {
                let (Some(&first), Some(&last)) = (points.first(), points.last()) else {
                    return;
                };
                move_to(world, first, *modifiers);
                push(world, first, *button, true, *modifiers);
                for &at in &points[1..] {
                    move_to(world, at, *modifiers);
                }
                if *escapes {
                    press(world, Key::Escape, none, None);
                }
                push(world, last, *button, false, *modifiers);
                world.frame(none, Vec::new());
            }
            Self::Wheel(delta, unit, modifiers) => {
                let wheel = Event::MouseWheel {
                    unit: *unit,
                    delta: *delta,
                    phase: TouchPhase::Move,
                    source: MouseWheelSource::Unknown,
                    modifiers: *modifiers,
                };
                world.frame(*modifiers, vec![wheel]);
                world.frame(*modifiers, Vec::new());
            }
            Self::Pinch(by) => world.frame(none, vec![Event::Zoom(*by)]),
            Self::Paste(text) => world.frame(none, vec![Event::Paste(text.clone())]),
            Self::Copy(cuts) => {
                let event = if *cuts { Event::Cut } else { Event::Copy };
                world.frame(none, vec![event]);
            }
            Self::Compose(events) => {
                for event in events {
                    world.frame(none, vec![Event::Ime(event.clone())]);
                }
            }
            Self::Storm(n_undone, n_redone) => {
                let ctrl = Modifiers::CTRL | Modifiers::COMMAND;
                for _ in 0..*n_undone {
                    press(world, Key::Z, ctrl, None);
                }
                for _ in 0..*n_redone {
                    press(world, Key::Y, ctrl, None);
                }
            }
            Self::Resize(size, scale) => {
                (world.size, world.scale) = (*size, *scale);
                world.frame(none, Vec::new());
            }
            Self::Leave => {
                world.is_focused = !world.is_focused;
                let event = Event::WindowFocused(world.is_focused);
                world.frame(none, vec![event]);
            }
            Self::PointerGone => world.frame(none, vec![Event::PointerGone]),
            Self::Wait(milliseconds) => {
                world.wait(*milliseconds);
                world.rest();
            }
            Self::Ask(action, at) => ask(world, *action, *at, dice),
            Self::Restart => {
                world.app_mut().perform(Action::Quit);
                world.frame(none, Vec::new());
            }
        }
    }
}

fn press(world: &mut World, key: Key, modifiers: Modifiers, text: Option<&str>) {
    let event = |pressed| Event::Key {
        key,
        physical_key: None,
        pressed,
        repeat: false,
        modifiers,
    };
    let mut events = vec![event(true)];
    events.extend(text.map(|text| Event::Text(text.to_owned())));
    world.frame(modifiers, events);
    world.frame(Modifiers::NONE, vec![event(false)]);
}

fn move_to(world: &mut World, at: Pos2, modifiers: Modifiers) {
    world.pointer = at;
    world.frame(modifiers, vec![Event::PointerMoved(at)]);
}

fn push(world: &mut World, pos: Pos2, button: PointerButton, pressed: bool, modifiers: Modifiers) {
    world.pointer = pos;
    let event = Event::PointerButton {
        pos,
        button,
        pressed,
        modifiers,
    };
    world.frame(modifiers, vec![event]);
}

fn ask(world: &mut World, action: Asked, at: usize, dice: &mut Dice) {
    if world.spoken.is_empty() {
        return;
    }
    let (target_tree, target_node, _) = world.spoken[at % world.spoken.len()];
    let data = (action == Asked::SetValue)
        .then(|| egui::accesskit::ActionData::Value(hostile::text(dice).into()));
    let request = ActionRequest {
        action,
        target_tree,
        target_node,
        data,
    };
    world.frame(
        Modifiers::NONE,
        vec![Event::AccessKitActionRequest(request)],
    );
    world.frame(Modifiers::NONE, Vec::new());
}

/// A key that some command has, or one that none has.
fn any_chord(dice: &mut Dice) -> Deed {
    const LOOSE: &[Key] = &[
        Key::Escape,
        Key::Enter,
        Key::Tab,
        Key::Backspace,
        Key::Delete,
        Key::Space,
        Key::ArrowUp,
        Key::ArrowDown,
        Key::ArrowLeft,
        Key::ArrowRight,
        Key::PageUp,
        Key::PageDown,
        Key::Home,
        Key::End,
    ];
    if dice.once_in(3) {
        let key = dice.choose(LOOSE).copied().unwrap_or(Key::Escape);
        let text = (key == Key::Space).then(|| " ".to_owned());
        return Deed::Press(key, any_modifiers(dice), text);
    }
    let all: Vec<Chord> = command::all()
        .flat_map(|command| command.keys.iter().copied())
        .collect();
    let chord = dice.choose(&all).copied();
    chord.map_or(Deed::Leave, press_chord)
}

fn press_chord(chord: Chord) -> Deed {
    use linchpin::app::Key as Named;
    let mut modifiers = Modifiers {
        shift: chord.shift,
        alt: chord.alt,
        ..Modifiers::NONE
    };
    if chord.ctrl {
        modifiers = modifiers | Modifiers::CTRL | Modifiers::COMMAND;
    }
    let (name, text) = match chord.key {
        Named::Letter(letter) => {
            let typed = if chord.shift {
                letter.to_ascii_uppercase()
            } else {
                letter
            };
            (letter.to_ascii_uppercase().to_string(), Some(typed))
        }
        Named::Sign(sign) => (sign.to_string(), Some(sign)),
        Named::F(n) => (format!("F{n}"), None),
        Named::Space => ("Space".to_owned(), Some(' ')),
        key => (format!("{key:?}"), None),
    };
    let key = Key::from_name(&name).unwrap_or(Key::Escape);
    let is_typed = !chord.ctrl && !chord.alt;
    let text = text.filter(|_| is_typed).map(String::from);
    Deed::Press(key, modifiers, text)
}

fn any_modifiers(dice: &mut Dice) -> Modifiers {
    match dice.below(12) {
        0 | 1 => Modifiers::CTRL | Modifiers::COMMAND,
        2 | 3 => Modifiers::SHIFT,
        4 => Modifiers::ALT,
        5 => Modifiers::CTRL | Modifiers::COMMAND | Modifiers::SHIFT,
        _ => Modifiers::NONE,
    }
}

fn any_click(dice: &mut Dice, world: &World) -> Deed {
    let button = match dice.below(10) {
        0 | 1 => PointerButton::Secondary,
        2 => PointerButton::Middle,
        _ => PointerButton::Primary,
    };
    let n = [1, 1, 1, 2, 3][dice.below(5)];
    Deed::Click(world.anywhere(dice), button, any_modifiers(dice), n)
}

fn any_drag(dice: &mut Dice, world: &World) -> Deed {
    let button = if dice.once_in(6) {
        PointerButton::Middle
    } else {
        PointerButton::Primary
    };
    let n = 2 + dice.below(4);
    let points = (0..n).map(|_| world.anywhere(dice)).collect();
    Deed::Drag(points, button, any_modifiers(dice), dice.once_in(8))
}

fn any_wheel(dice: &mut Dice) -> Deed {
    let unit = *dice
        .choose(&[
            MouseWheelUnit::Point,
            MouseWheelUnit::Line,
            MouseWheelUnit::Page,
        ])
        .unwrap_or(&MouseWheelUnit::Point);
    let reach = if unit == MouseWheelUnit::Point {
        900.0
    } else {
        9.0
    };
    let delta = vec2(dice.between(-reach, reach), dice.between(-reach, reach));
    Deed::Wheel(delta, unit, any_modifiers(dice))
}

fn any_composition(dice: &mut Dice) -> Deed {
    let n = 1 + dice.below(4);
    let mut events: Vec<ImeEvent> = (0..n)
        .map(|_| {
            let text = hostile::letter(dice).repeat(1 + dice.below(3));
            let end = dice.below(text.chars().count() + 1);
            ImeEvent::Preedit {
                active_range_chars: dice.once_in(2).then_some(0..end),
                text,
            }
        })
        .collect();
    match dice.below(4) {
        0 => events.push(ImeEvent::Preedit {
            text: String::new(),
            active_range_chars: None,
        }),
        1 => events.push(ImeEvent::DeleteSurrounding {
            before_chars: dice.below(5),
            after_chars: dice.below(5),
        }),
        _ => events.push(ImeEvent::Commit(hostile::letter(dice))),
    }
    Deed::Compose(events)
}

fn any_size(dice: &mut Dice) -> Deed {
    const SIDES: &[f32] = &[0.0, 1.0, 40.0, 170.0, 400.0, 800.0, 1100.0, 1600.0, 5000.0];
    const SCALES: &[f32] = &[1.0, 1.0, 1.0, 0.75, 1.5, 2.0];
    // Mostly a size that people have: in a window without room little can happen.
    let size = if dice.once_in(2) {
        vec2(dice.between(500.0, 1700.0), dice.between(400.0, 1100.0))
    } else {
        let mut side = || dice.choose(SIDES).copied().unwrap_or(800.0);
        vec2(side(), side())
    };
    Deed::Resize(size, dice.choose(SCALES).copied().unwrap_or(1.0))
}

fn any_request(dice: &mut Dice) -> Asked {
    const ALL: &[Asked] = &[
        Asked::Click,
        Asked::Click,
        Asked::Focus,
        Asked::Blur,
        Asked::Expand,
        Asked::Collapse,
        Asked::Increment,
        Asked::Decrement,
        Asked::SetValue,
        Asked::ScrollIntoView,
        Asked::ShowContextMenu,
    ];
    dice.choose(ALL).copied().unwrap_or(Asked::Click)
}
