//! (to come)
#[derive(Default)]
pub struct StartPanel;
impl StartPanel {
    pub fn show(&mut self, _: &mut egui::Ui, _: &mut crate::ui::Stage<'_>) {}
}
