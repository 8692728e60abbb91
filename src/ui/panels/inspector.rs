//! (to come)
#[derive(Default)]
pub struct InspectorPanel;
impl InspectorPanel {
    pub fn show(&mut self, _: &mut egui::Ui, _: &mut crate::ui::Stage<'_>) {}
}
