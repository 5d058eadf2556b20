use crate::app::{App, Command};
#[derive(Default)]
pub struct Inspector;
impl Inspector {
    pub fn show(&mut self, _: &mut egui::Ui, _: &App, _: &mut Vec<Command>) {}
}
