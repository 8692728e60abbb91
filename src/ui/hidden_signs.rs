//! Signs that are not seen, made visible where text is typed: a mark at each place, and a line that
//! names them with a button that takes them out.

use egui::text::CCursor;
use egui::text_edit::TextEditOutput;
use egui::{Button, Label, Painter, Rect, Ui, pos2, vec2};

use super::Stage;
use crate::text::{HiddenSign, find_hidden_signs, name_hidden_signs, remove_hidden_signs};
use crate::theme::{Role, TextRole};
use crate::words;

/// More marks than this are not painted: the line under the field counts all.
const MOST: usize = 500;
/// Points that the head of a mark stands out to each side.
const HEAD: f32 = 2.5;

/// Paints a mark at each hidden sign of a field that has been shown with that text, and tells a
/// screen reader of them.
pub fn mark_in_field(ui: &Ui, stage: &Stage<'_>, shown: &TextEditOutput, text: &str) {
    let signs = find_hidden_signs(text);
    let Some(said) = tell(&signs) else { return };
    let painter = ui.painter().with_clip_rect(shown.text_clip_rect);
    let (mut n_chars, mut last) = (0, 0);
    for sign in signs.iter().take(MOST) {
        n_chars += text[last..sign.at].chars().count();
        last = sign.at;
        let caret = shown.galley.pos_from_cursor(CCursor::new(n_chars));
        paint_mark(
            &painter,
            stage.colour(Role::Warning),
            caret.translate(shown.galley_pos.to_vec2()),
        );
    }
    let id = shown.response.response.id;
    ui.ctx()
        .accesskit_node_builder(id, |node| node.set_description(said));
}

/// Paints the mark of a hidden sign over a caret on the screen: a line with a head.
pub fn paint_mark(painter: &Painter, colour: egui::Color32, caret: Rect) {
    let x = caret.center().x;
    let line = Rect::from_min_max(pos2(x - 0.75, caret.top()), pos2(x + 0.75, caret.bottom()));
    painter.rect_filled(line, 0.0, colour);
    let head = Rect::from_center_size(pos2(x, caret.top()), vec2(2.0 * HEAD, 2.0 * HEAD));
    painter.rect_filled(head, 0.0, colour);
}

/// A line under a field that names its hidden signs; nothing where there are none. Gives the text
/// without them if the button was pressed.
pub fn show_notice(ui: &mut Ui, stage: &Stage<'_>, text: &str) -> Option<String> {
    let said = tell(&find_hidden_signs(text))?;
    // Below one another: side by side they would make a panel as wide as both.
    ui.vertical(|ui| {
        let said = stage.text(TextRole::Small, Role::Warning, said);
        ui.add(Label::new(said).wrap());
        let button = Button::new(words::say("hidden-signs-remove")).small();
        let button = ui
            .add(button)
            .on_hover_text(words::say("hidden-signs-remove.tip"));
        button.clicked().then(|| remove_hidden_signs(text))
    })
    .inner
}

/// How many hidden signs there are, and which; nothing where there are none.
pub fn tell(signs: &[HiddenSign]) -> Option<String> {
    if signs.is_empty() {
        return None;
    }
    let values = [
        ("n", (signs.len() as i64).into()),
        ("signs", name_hidden_signs(signs).into()),
    ];
    Some(words::say_with("hidden-signs", &values))
}
