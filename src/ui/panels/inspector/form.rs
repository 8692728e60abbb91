//! The fields of the inspector: a name and a control in each row. What is typed is kept in a
//! draft together with the edit that it will become.

use std::collections::BTreeMap;

use egui::style::WidgetVisuals;
use egui::{
    Align, Align2, ComboBox, FontId, FontSelection, Frame, Id, Key, KeyboardShortcut, Label,
    Layout, Margin, Modifiers, Rect, Response, Stroke, TextEdit, Ui, vec2,
};

use super::super::super::{Stage, theme};
use crate::app::{Action, App};
use crate::edit::Edit;
use crate::model;
use crate::text::has_right_to_left;
use crate::theme::{Face, Icon, Role, TextRole};
use crate::ui::hidden_signs;
use crate::ui::typed::Typed;
use crate::words;

/// The width of the names before short fields, in points.
const NAME: f32 = 96.0;

/// What the fields are about: the tab, the selected record, and whether several are selected.
type Subject = (u64, Option<model::Id>, bool);

/// Texts that are being typed, by the key of their field's name.
#[derive(Default)]
pub(super) struct Fields {
    subject: Option<Subject>,
    drafts: BTreeMap<String, Draft>,
    /// Remarks that have not been added yet, by what they are about.
    pub remarks: BTreeMap<(Option<u64>, model::Id), String>,
    ids: Vec<Id>,
    takes_focus: bool,
}

struct Draft {
    text: String,
    /// What it becomes; nothing for a text that is as it was.
    edit: Option<Edit>,
}

/// A text field.
pub(super) struct Entry<'a> {
    key: &'a str,
    value: &'a str,
    /// Lines that are shown at least; one for a field of a single line.
    rows: usize,
    font: TextRole,
}

/// The fields and the stage that they are drawn on.
pub(super) struct Form<'a, 's> {
    pub fields: &'a mut Fields,
    pub stage: &'a mut Stage<'s>,
}

impl Fields {
    /// Turns what was typed about another subject into edits.
    pub fn settle(&mut self, subject: Option<Subject>, stage: &mut Stage<'_>) {
        if self.subject == subject {
            return;
        }
        let Some((tab, about, _)) = self.subject.clone() else {
            self.subject = subject;
            return;
        };
        let edits = self.take_edits();
        self.subject = subject;
        let tabs = stage.app.tabs();
        let is_there = tabs.iter().find(|open| open.key == tab).is_some_and(|tab| {
            about.as_ref().is_none_or(|id| {
                let document = tab.document();
                document.nodes().contains(id.as_str()) || document.links().contains(id.as_str())
            })
        });
        if is_there {
            for edit in edits {
                stage.push(edit);
            }
        }
    }

    /// Turns what has been typed so far into edits, wherever the keyboard is.
    pub fn take_edits(&mut self) -> Vec<Action> {
        let drafts = std::mem::take(&mut self.drafts);
        let Some((tab, ..)) = self.subject else {
            return Vec::new();
        };
        let edits = drafts.into_values().filter_map(|draft| draft.edit);
        edits
            .map(|edit| Action::EditIn(tab, Box::new(edit)))
            .collect()
    }

    /// The tab that the fields are about.
    pub fn tab(&self) -> Option<u64> {
        self.subject.as_ref().map(|(tab, ..)| *tab)
    }

    /// What has been typed so far, as the edits that it would become in each tab. Remarks on other records
    /// than that which is shown are among them.
    pub fn list_typed(&self, app: &App) -> Vec<(u64, Vec<Edit>)> {
        let typed = app.tabs().iter().map(|tab| {
            let fields = self.drafts.values().filter(|_| self.tab() == Some(tab.key));
            let fields = fields.filter_map(|draft| draft.edit.clone());
            let remarks = self.remarks.iter().filter(|((key, on), remark)| {
                *key == Some(tab.key) && tab.holds(on) && !remark.trim().is_empty()
            });
            let remarks = remarks.map(|((_, on), remark)| make_remark(on, remark));
            (tab.key, fields.chain(remarks).collect::<Vec<_>>())
        });
        typed.filter(|(_, edits)| !edits.is_empty()).collect()
    }

    /// Begins a frame; the first field takes the keyboard if the panel was entered by keys.
    pub fn begin(&mut self, takes_focus: bool) {
        self.ids.clear();
        self.takes_focus = takes_focus;
    }

    /// Whether a widget is one of the fields of this frame.
    pub fn holds(&self, id: Id) -> bool {
        self.ids.contains(&id)
    }

    fn note(&mut self, response: &Response) {
        if std::mem::take(&mut self.takes_focus) && !self.ids.contains(&response.id) {
            response.request_focus();
        }
        self.ids.push(response.id);
    }
}

impl<'a> Entry<'a> {
    /// A field of one line; `key` is that of its name.
    pub fn line(key: &'a str, value: &'a str) -> Self {
        Self {
            key,
            value,
            rows: 1,
            font: TextRole::Ui,
        }
    }

    /// A field of several lines under its name.
    pub fn lines(key: &'a str, value: &'a str, rows: usize) -> Self {
        Self {
            rows,
            ..Self::line(key, value)
        }
    }
}

fn name_field(key: &str) -> Id {
    Id::unique(("inspector", key))
}

impl Form<'_, '_> {
    /// The heading of a section, with a hairline above.
    pub fn section(&self, ui: &mut Ui, key: &str) {
        ui.add_space(4.0);
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 1.0), egui::Sense::HOVER);
        let stroke = Stroke::new(1.0, self.stage.colour(Role::Hairline));
        ui.painter().hline(rect.x_range(), rect.top(), stroke);
        self.heading(ui, &words::say(key));
    }

    /// A heading.
    pub fn heading(&self, ui: &mut Ui, text: &str) {
        let text = self.stage.text(TextRole::Section, Role::Ink, text);
        ui.add(Label::new(text).wrap());
    }

    /// A name and a control beside it.
    pub fn row(
        &mut self,
        ui: &mut Ui,
        key: &str,
        show: impl FnOnce(&mut Ui, &mut Self) -> Response,
    ) {
        let room = vec2(ui.available_width(), 24.0);
        ui.allocate_ui_with_layout(room, Layout::left_to_right(Align::Center), |ui| {
            let name = self
                .stage
                .text(TextRole::Ui, Role::SecondInk, words::say(key));
            let side = Layout::left_to_right(Align::Center);
            let name = ui
                .allocate_ui_with_layout(vec2(NAME, 24.0), side, |ui| {
                    ui.set_min_width(NAME);
                    ui.add(Label::new(name).truncate().selectable(false))
                })
                .inner;
            let response = show(ui, self);
            self.fields.note(&response);
            response.labelled_by(name.id);
        });
    }

    /// A text field; `make` gives the edit that the text becomes once the field is left.
    pub fn text(&mut self, ui: &mut Ui, entry: &Entry<'_>, make: impl Fn(String) -> Edit) {
        if entry.rows == 1 {
            let mut text = String::new();
            self.row(ui, entry.key, |ui, form| {
                let (response, shown) = form.field(ui, entry, &make);
                text = shown;
                response
            });
            self.show_notes(ui, entry, &text, &make);
            return;
        }
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.y = 4.0;
            let name = words::say(entry.key);
            let name = self.stage.text(TextRole::Ui, Role::SecondInk, name);
            let name = ui.add(Label::new(name).selectable(false));
            let (response, text) = self.field(ui, entry, &make);
            self.fields.note(&response);
            response.labelled_by(name.id);
            self.show_notes(ui, entry, &text, &make);
        });
    }

    /// The field itself, and the text that it shows.
    fn field(
        &mut self,
        ui: &mut Ui,
        entry: &Entry<'_>,
        make: &dyn Fn(String) -> Edit,
    ) -> (Response, String) {
        let draft = self.fields.drafts.get(entry.key);
        let mut text = draft.map_or(entry.value, |draft| &draft.text).to_owned();
        let id = name_field(entry.key);
        let keeps = entry.rows > 1
            && ui.memory(|memory| memory.has_focus(id))
            && ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
        let mut typed = Typed(&mut text);
        let edit = if entry.rows > 1 {
            let enter = KeyboardShortcut::new(Modifiers::NONE, Key::Enter);
            TextEdit::multiline(&mut typed)
                .return_key(enter)
                .desired_rows(entry.rows)
        } else {
            TextEdit::singleline(&mut typed)
        };
        let is_focused = ui.memory(|memory| memory.has_focus(id));
        let ring = if is_focused {
            Role::Accent
        } else {
            Role::Hairline
        };
        let frame = Frame::new()
            .fill(self.stage.colour(Role::Card))
            .stroke(Stroke::new(1.0, self.stage.colour(ring)))
            .corner_radius(self.stage.theme.shape().radii.control)
            .inner_margin(Margin::symmetric(7, 3));
        let shown = edit
            .id(id)
            .font(FontSelection::FontId(self.stage.font(entry.font)))
            .desired_width(ui.available_width())
            .frame(frame)
            .show(ui);
        hidden_signs::mark_in_field(ui, self.stage, &shown, &text);
        let response = shown.response.response;
        if response.changed() {
            let edit = (text != entry.value).then(|| make(text.clone()));
            let text = text.clone();
            let draft = Draft { text, edit };
            self.fields.drafts.insert(entry.key.to_owned(), draft);
        }
        let keeps = keeps || response.lost_focus();
        if keeps {
            // The click that left the field may have brought another map to the front.
            let draft = self.fields.drafts.remove(entry.key);
            let tab = self.fields.tab();
            if let (Some(edit), Some(tab)) = (draft.and_then(|draft| draft.edit), tab) {
                self.stage.push(Action::EditIn(tab, Box::new(edit)));
            }
        }
        (response, text)
    }

    /// What there is to say of the text of a field, below its row: beside the field it would push all to
    /// the right.
    fn show_notes(
        &mut self,
        ui: &mut Ui,
        entry: &Entry<'_>,
        text: &str,
        make: &dyn Fn(String) -> Edit,
    ) {
        let id = name_field(entry.key);
        if ui.memory(|memory| memory.has_focus(id)) && has_right_to_left(text) {
            let note = words::say("field-right-to-left");
            let note = self.stage.text(TextRole::Small, Role::SecondInk, note);
            ui.add(Label::new(note).wrap());
        }
        let cleaned = hidden_signs::show_notice(ui, self.stage, text);
        if let (Some(text), Some(tab)) = (cleaned, self.fields.tab()) {
            self.fields.drafts.remove(entry.key);
            self.stage.push(Action::EditIn(tab, Box::new(make(text))));
        }
    }

    /// Pushes an edit, if there is one.
    pub fn edit(&mut self, edit: impl Into<Option<Edit>>) {
        if let Some(edit) = edit.into() {
            self.stage.push(Action::Edit(Box::new(edit)));
        }
    }

    /// A list to choose from; `shown` stands for what is chosen now. Gives a new choice.
    pub fn choose<T: PartialEq + Clone>(
        &mut self,
        ui: &mut Ui,
        key: &str,
        current: &T,
        shown: &str,
        choices: &[(T, String)],
    ) -> Option<T> {
        let mut chosen = None;
        self.row(ui, key, |ui, form| {
            ui.spacing_mut().interact_size.y = 24.0;
            let ground = form.stage.colour(Role::Hairline);
            ui.visuals_mut().widgets.inactive.bg_stroke = Stroke::new(1.0, ground);
            let width = ui.available_width();
            ComboBox::from_id_salt(("inspector", key))
                .width(width)
                .height(320.0)
                .truncate()
                .icon(paint_chevron)
                .selected_text(shown)
                .show_ui(ui, |ui| {
                    for (choice, name) in choices {
                        if ui.selectable_label(choice == current, name).clicked()
                            && choice != current
                        {
                            chosen = Some(choice.clone());
                        }
                    }
                })
                .response
        });
        chosen
    }

    /// A box to tick. Gives the new state if it was changed.
    pub fn tick(&mut self, ui: &mut Ui, key: &str, is_on: bool) -> Option<bool> {
        let mut now = is_on;
        let name = self.stage.text(TextRole::Ui, Role::Ink, words::say(key));
        let response = ui
            .scope(|ui| {
                let edge = Stroke::new(1.0, self.stage.colour(Role::BoxOutline));
                ui.visuals_mut().widgets.inactive.bg_stroke = edge;
                ui.checkbox(&mut now, name)
            })
            .inner;
        self.fields.ids.push(response.id);
        (now != is_on).then_some(now)
    }
}

fn paint_chevron(ui: &Ui, rect: Rect, visuals: &WidgetVisuals, is_open: bool) {
    let icon = if is_open {
        Icon::ChevronUp
    } else {
        Icon::ChevronDown
    };
    let font = FontId::new(16.0, theme::family(Face::Icons));
    let colour = visuals.text_color();
    ui.painter().text(
        rect.center(),
        Align2::CENTER_CENTER,
        icon.char(),
        font,
        colour,
    );
}

/// The edit that a remark becomes.
pub(super) fn make_remark(on: &model::Id, remark: &str) -> Edit {
    Edit::AddComment {
        on: on.clone(),
        author: String::new(),
        text: remark.trim().to_owned(),
        reply_to: None,
    }
}

/// Tags out of a text that parts them by commas; blank ones and repetitions are left out.
pub(super) fn split_tags(text: &str) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    for tag in text.split(',').map(str::trim) {
        if !tag.is_empty() && !tags.iter().any(|other| other == tag) {
            tags.push(tag.to_owned());
        }
    }
    tags
}
