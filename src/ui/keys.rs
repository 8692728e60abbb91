//! From the toolkit's key events to commands. Which panel has the keyboard decides the scope; a
//! text field keeps what it needs.

use egui::{Context, Event, FocusDirection, Modifiers};

use crate::app::{Action, App, Chord, Key, PanelId, Scope, command};

/// What has the keyboard, as the toolkit sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holder {
    /// A panel, or nothing: keys mean what the panel says.
    Panel,
    /// A text field.
    TextField,
    /// A button or the like.
    Control,
}

/// Takes the first key event that is a command out of the input and gives its action. What was
/// typed after it in the same frame is put off into `late`, to be handed in again in the next one:
/// the command may have opened the field that it was meant for. So is the command itself after anything
/// else that was typed, which is meant for what stands now.
pub fn take_command(
    ctx: &Context,
    app: &App,
    holder: Holder,
    late: &mut Vec<Event>,
) -> Option<Action> {
    let scope = match (holder, app.focus) {
        (Holder::Panel, PanelId::Map | PanelId::Outline) => Some(Scope::Map),
        (Holder::Panel, PanelId::Reader) => Some(Scope::Reader),
        _ => None,
    };
    let draws_link = app
        .tab()
        .is_some_and(|tab| matches!(tab.gesture, Some(crate::app::Gesture::Wire { .. })));
    let mut found = None;
    // A letter that was a command comes once more, as text: it must not reach the field that the
    // command may have opened.
    let mut is_echo = false;
    let (mut has_typed, mut is_over) = (false, false);
    ctx.input_mut(|input| {
        input.events.retain(|event| {
            let is_again = std::mem::take(&mut is_echo) && matches!(event, Event::Text(_));
            if is_again {
                return false;
            }
            if !is_typed(event) {
                return true;
            }
            if !is_over {
                let action = match event {
                    // While a link is drawn by keys, the canvas has the arrows, Enter and Escape.
                    Event::Key { key, .. } if draws_link && is_wire_key(*key) => None,
                    _ => find_action(event, scope, holder, app.focus),
                };
                let Some(action) = action else {
                    has_typed |= !matches!(event, Event::Key { pressed: false, .. });
                    return true;
                };
                is_over = true;
                if !has_typed {
                    found = Some(action);
                    is_echo = matches!(event, Event::Key { .. });
                    return false;
                }
            }
            late.push(event.clone());
            false
        });
    });
    found
}

/// While a dialog or menu stands, leaves it what was typed up to the first key that may close it, or
/// that key alone if nothing comes before it, and puts off the rest into `late`: what follows may be
/// meant for what stands then, and what comes before has to arrive before the key is obeyed. So it is
/// with a key that hands the keyboard on, but that it comes with what was typed before it.
pub fn put_off_after_end(ctx: &Context, late: &mut Vec<Event>) {
    let is_in_field = ctx.text_edit_focused();
    let (mut has_typed, mut is_composing) = (false, false);
    // The toolkit sees no key that was put off, and of several keys that move obeys the last.
    let mut goes = None;
    // What ended the step; Space comes once more, as text, which must not reach the next field.
    let mut ended_by = None;
    ctx.input_mut(|input| {
        input.events.retain(|event| {
            if !is_typed(event) {
                return true;
            }
            if let Some(key) = ended_by {
                if find_way(event, is_in_field).is_some() {
                    goes.get_or_insert(FocusDirection::None);
                }
                let is_echo = key == egui::Key::Space && matches!(event, Event::Text(_));
                ended_by = Some(egui::Key::Enter);
                if !is_echo {
                    late.push(event.clone());
                }
                return false;
            }
            is_composing |= matches!(event, Event::Ime(_));
            if let Some(key) = find_end(event, is_in_field) {
                // The key that ends a composition belongs to it.
                if has_typed && !is_composing {
                    ended_by = Some(egui::Key::Enter);
                    late.push(event.clone());
                    return false;
                }
                ended_by = Some(key);
                return true;
            }
            if let Some(way) = find_way(event, is_in_field) {
                goes = Some(way);
                ended_by = Some(egui::Key::Tab);
                return true;
            }
            has_typed |= !matches!(event, Event::Key { pressed: false, .. });
            true
        });
    });
    if let Some(way) = goes {
        ctx.memory_mut(|memory| memory.move_focus(way));
    }
}

/// Where a key hands the keyboard: a field needs the arrows for itself.
fn find_way(event: &Event, is_in_field: bool) -> Option<FocusDirection> {
    let Event::Key {
        key,
        pressed: true,
        modifiers,
        ..
    } = event
    else {
        return None;
    };
    match key {
        egui::Key::Tab if modifiers.is_none() => Some(FocusDirection::Next),
        egui::Key::Tab if modifiers.shift_only() => Some(FocusDirection::Previous),
        _ if is_in_field || modifiers.any() => None,
        egui::Key::ArrowUp => Some(FocusDirection::Up),
        egui::Key::ArrowDown => Some(FocusDirection::Down),
        egui::Key::ArrowLeft => Some(FocusDirection::Left),
        egui::Key::ArrowRight => Some(FocusDirection::Right),
        _ => None,
    }
}

/// The key, if it may close a dialog or menu: in a field Space is only a space.
fn find_end(event: &Event, is_in_field: bool) -> Option<egui::Key> {
    use egui::Key::{Enter, Escape, Space};
    match event {
        Event::Key {
            key, pressed: true, ..
        } => match key {
            Enter | Escape => Some(*key),
            Space if !is_in_field => Some(*key),
            _ => None,
        },
        _ => None,
    }
}

/// Puts off all that was typed in this frame.
pub fn put_off_typed(ctx: &Context, late: &mut Vec<Event>) {
    ctx.input_mut(|input| late.extend(input.events.extract_if(.., |event| is_typed(event))));
}

/// Whether an event belongs to the order in which somebody types.
pub fn is_typed(event: &Event) -> bool {
    matches!(
        event,
        Event::Key { .. }
            | Event::Text(_)
            | Event::Ime(_)
            | Event::Copy
            | Event::Cut
            | Event::Paste(_)
    )
}

fn find_action(
    event: &Event,
    scope: Option<Scope>,
    holder: Holder,
    focus: PanelId,
) -> Option<Action> {
    let in_map = scope == Some(Scope::Map);
    match event {
        Event::Copy if in_map => Some(Action::Run("copy")),
        Event::Cut if in_map => Some(Action::Run("cut")),
        Event::Paste(text) if in_map => Some(Action::Paste(text.clone(), None)),
        Event::Text(text) => {
            let sign = text.chars().next().filter(|sign| "+-?!".contains(*sign))?;
            let chord = Chord::key(Key::Sign(sign));
            command::find_by_key(scope?, chord).map(|command| Action::Run(command.id))
        }
        Event::Key {
            key,
            pressed: true,
            repeat,
            modifiers,
            ..
        } => {
            let chord = to_chord(*key, *modifiers)?;
            if holder == Holder::TextField && is_for_text_field(chord) {
                return None;
            }
            if holder == Holder::Control && !chord.ctrl && !matches!(chord.key, Key::F(_)) {
                return None;
            }
            // A tap of Space folds, held it pans: the canvas tells one from the other. In the outline
            // there is nothing to pan.
            let folds = focus == PanelId::Outline && !repeat;
            if chord == Chord::key(Key::Space) && !folds {
                return None;
            }
            let command = command::find_by_key(scope.unwrap_or(Scope::Everywhere), chord)?;
            Some(Action::Run(command.id))
        }
        _ => None,
    }
}

fn is_wire_key(key: egui::Key) -> bool {
    use egui::Key::*;
    matches!(
        key,
        ArrowUp | ArrowDown | ArrowLeft | ArrowRight | Enter | Escape | Tab | X
    )
}

/// Whether a text field needs the key: everything but function keys and what no field uses.
fn is_for_text_field(chord: Chord) -> bool {
    match chord.key {
        Key::F(_) => false,
        Key::Letter(letter) => !chord.ctrl || "acvxzy".contains(letter),
        Key::Tab | Key::Sign(_) => !chord.ctrl,
        _ => true,
    }
}

/// A key of the toolkit as the program names it.
pub fn to_chord(key: egui::Key, modifiers: Modifiers) -> Option<Chord> {
    use egui::Key as From;
    let ctrl = modifiers.command || modifiers.ctrl;
    let key = match key {
        From::Enter => Key::Enter,
        From::Tab => Key::Tab,
        From::Escape => Key::Escape,
        From::Space => Key::Space,
        From::Delete => Key::Delete,
        From::Backspace => Key::Backspace,
        From::ArrowUp => Key::Up,
        From::ArrowDown => Key::Down,
        From::ArrowLeft => Key::Left,
        From::ArrowRight => Key::Right,
        From::Home => Key::Home,
        From::End => Key::End,
        From::PageUp => Key::PageUp,
        From::PageDown => Key::PageDown,
        From::Menu => Key::Menu,
        // Signs without Control come as text, whatever keys make them on this keyboard.
        From::Plus if ctrl => Key::Sign('+'),
        From::Equals if ctrl => Key::Sign('='),
        From::Minus if ctrl => Key::Sign('-'),
        key => return to_letter_or_f(key, ctrl, modifiers),
    };
    let shift = modifiers.shift && !matches!(key, Key::Sign(_));
    Some(Chord {
        ctrl,
        shift,
        alt: modifiers.alt,
        key,
    })
}

fn to_letter_or_f(key: egui::Key, ctrl: bool, modifiers: Modifiers) -> Option<Chord> {
    let name = key.name();
    let mut letters = name.chars();
    let key = match (letters.next()?, letters.as_str()) {
        (letter, "") if letter.is_ascii_alphanumeric() => Key::Letter(letter.to_ascii_lowercase()),
        ('F', number) => Key::F(number.parse().ok()?),
        _ => return None,
    };
    Some(Chord {
        ctrl,
        shift: modifiers.shift,
        alt: modifiers.alt,
        key,
    })
}
