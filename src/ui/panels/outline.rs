//! (to come)
#[derive(Default)]
pub struct OutlinePanel;
impl OutlinePanel {
    pub fn show(&mut self, _: &mut egui::Ui, _: &mut crate::ui::Stage<'_>) {}
}
