//! What a file chooser is asked for and what it answers.

use std::path::PathBuf;

/// The request for a file chooser.
#[derive(Clone, Debug)]
pub struct FileRequest {
    pub title: &'static str,
    pub save: bool,
    /// A name for the kind of file and its extensions without dots. No extensions means any file.
    pub filter: (&'static str, Vec<&'static str>),
    pub folder: PathBuf,
    pub file_name: String,
}

/// The answer of a chooser.
pub enum Answer {
    Waiting,
    Cancelled,
    Chosen(PathBuf),
}

/// A way of choosing a file.
pub trait Chooser {
    fn start(&mut self, request: &FileRequest);
    /// Called every frame from the start until it answers.
    fn poll(&mut self, ctx: &egui::Context) -> Answer;
}
