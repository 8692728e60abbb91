//! (to come)
#[derive(Default)]
pub struct FindBar;
impl FindBar {
    pub fn show(&mut self, _: &mut egui::Ui, _: &mut crate::ui::Stage<'_>) {}
}
