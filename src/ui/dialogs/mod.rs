//! (to come)
#[derive(Default)]
pub struct Dialogs;
impl Dialogs {
    pub fn show(&mut self, _: &egui::Context, _: &mut crate::ui::Stage<'_>) {}
}
