//! (to come)
#[derive(Default)]
pub struct ArticlePanel;
impl ArticlePanel {
    pub fn show(&mut self, _: &mut egui::Ui, _: &mut crate::ui::Stage<'_>) {}
}
