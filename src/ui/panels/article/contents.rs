//! The card with the headings of the article: typing narrows them, a number means a paragraph.

use egui::{Id, Key, Modifiers, ScrollArea, TextEdit, Ui};

use super::super::super::Stage;
use super::super::super::control::{Row, add_field, dress_field, shorten};
use crate::app::{Action, ReadableText, Tab};
use crate::text::{Finder, Span};
use crate::theme::{Role, TextRole};
use crate::ui::typed::Typed;
use crate::words;

/// Width of the card and the least height of its list, in points.
pub(super) const WIDTH: f32 = 380.0;
const LEAST: f32 = 90.0;
/// The most of the window's height that the list takes.
const SHARE: f32 = 0.55;
/// How many characters of a paragraph are shown.
const N_SHOWN: usize = 60;

/// What has been typed on the card, and which row is marked.
#[derive(Default)]
pub(super) struct Contents {
    query: String,
    marked: usize,
    reveals: bool,
}

/// A row of the list: a place in the article.
struct Place {
    title: String,
    level: u8,
    is_here: bool,
    span: Span,
}

impl Contents {
    /// Draws what stands on the card. Gives whether a place was gone to.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        stage: &mut Stage<'_>,
        tab: &Tab,
        text: &ReadableText,
        is_fresh: bool,
    ) -> bool {
        if is_fresh {
            *self = Self::default();
        }
        let places = find_places(tab, text, &self.query);
        if is_fresh {
            self.marked = places.iter().position(|place| place.is_here).unwrap_or(0);
            self.reveals = true;
        }
        self.move_mark(ui, places.len());
        let is_entered = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
        let field = self.show_field(ui, stage, is_fresh);
        let clicked = self.show_list(ui, stage, &places, field, text);
        let entered = is_entered.then_some(self.marked);
        let chosen = clicked.or(entered).and_then(|at| places.get(at));
        if let Some(place) = chosen {
            stage.push(Action::GoToPlace(place.span));
        }
        chosen.is_some()
    }

    fn show_field(&mut self, ui: &mut Ui, stage: &Stage<'_>, is_fresh: bool) -> Id {
        let hint = words::say("contents-field.hint");
        let mut typed = Typed(&mut self.query);
        let edit = dress_field(TextEdit::singleline(&mut typed), stage)
            .id(Id::unique("contents field"))
            .hint_text(stage.text(TextRole::Ui, Role::SecondInk, hint))
            .desired_width(f32::INFINITY);
        let field = add_field(ui, stage, edit, &words::say("contents-field"));
        if is_fresh {
            field.request_focus();
        }
        if field.changed() {
            self.marked = 0;
            self.reveals = true;
        }
        field.id
    }

    fn show_list(
        &mut self,
        ui: &mut Ui,
        stage: &Stage<'_>,
        places: &[Place],
        field: Id,
        text: &ReadableText,
    ) -> Option<usize> {
        ui.add_space(4.0);
        if places.is_empty() {
            let n = text.paragraphs().count() as i64;
            let key = if self.query.trim().is_empty() {
                "contents-no-headings"
            } else {
                "contents-none"
            };
            let line = words::say_with(key, &[("n", n.into())]);
            ui.label(stage.text(TextRole::Small, Role::SecondInk, line));
            return None;
        }
        let most = (ui.ctx().content_rect().height() * SHARE).max(LEAST);
        let height = Row::new("").height();
        let mut chosen = None;
        let mut list = ScrollArea::vertical()
            .max_height(most)
            .auto_shrink([false, true]);
        ui.spacing_mut().item_spacing.y = 0.0;
        if std::mem::take(&mut self.reveals) {
            let middle = (most - height) / 2.0;
            list = list.vertical_scroll_offset((self.marked as f32 * height - middle).max(0.0));
        }
        list.show_rows(ui, height, places.len(), |ui, rows| {
            for at in rows {
                let Some(place) = places.get(at) else {
                    continue;
                };
                let here = if place.is_here {
                    words::say("contents-here")
                } else {
                    std::borrow::Cow::default()
                };
                let row = Row {
                    trailing: &here,
                    level: place.level,
                    marked: at == self.marked,
                    focusable: false,
                    ..Row::new(&place.title)
                };
                let response = row.show(ui, stage);
                if at == self.marked {
                    let row = response.id.accesskit_id();
                    ui.ctx()
                        .accesskit_node_builder(field, |node| node.set_active_descendant(row));
                }
                if response.clicked() {
                    chosen = Some(at);
                }
            }
        });
        chosen
    }

    /// Follows the arrow keys before the field sees them.
    fn move_mark(&mut self, ui: &Ui, n: usize) {
        const PAGE: usize = 8;
        let Some(last) = n.checked_sub(1) else {
            self.marked = 0;
            return;
        };
        let pressed = |key| ui.input_mut(|input| input.count_and_consume_key(Modifiers::NONE, key));
        let before = self.marked.min(last);
        let down = pressed(Key::ArrowDown) + PAGE * pressed(Key::PageDown);
        let up = pressed(Key::ArrowUp) + PAGE * pressed(Key::PageUp);
        self.marked = (before + down).min(last).saturating_sub(up);
        self.reveals |= self.marked != before;
    }
}

/// The paragraph of the number that was typed, and the headings that hold what was typed.
fn find_places(tab: &Tab, text: &ReadableText, query: &str) -> Vec<Place> {
    let query = query.trim();
    let mut places = Vec::new();
    let number: Option<u32> = query.trim_start_matches('¶').trim().parse().ok();
    if let Some(number) = number
        && let Some((_, span)) = text.paragraphs().find(|&(own, _)| own == number)
    {
        let begins = shorten(&join_lines(span.of(&text.text)), N_SHOWN);
        let values = [("n", i64::from(number).into()), ("words", begins.into())];
        places.push(Place {
            title: words::say_with("contents-paragraph", &values),
            level: 1,
            is_here: false,
            span,
        });
    }
    let here = tab.heading_here(text);
    let finder = Finder::new(query);
    let highest = text.headings().map(|(level, _)| level).min().unwrap_or(1);
    for (at, (level, span)) in text.headings().enumerate() {
        let title = join_lines(span.of(&text.text));
        if finder.is_empty() || finder.is_match(&title) {
            places.push(Place {
                title,
                level: if finder.is_empty() {
                    level - highest + 1
                } else {
                    1
                },
                is_here: here == Some(at),
                span,
            });
        }
    }
    places
}

fn join_lines(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
