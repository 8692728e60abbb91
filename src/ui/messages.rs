//! (to come)
pub fn show(_: &egui::Context, _: &mut crate::ui::Stage<'_>) {}
