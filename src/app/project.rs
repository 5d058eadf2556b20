//! One open project and everything that is known of it: what a tab of the window stands for.

use std::path::{Path, PathBuf};

use super::person::PATIENCE;
use super::view::View;
use super::workspace::Wish;
use super::{
    Advised, App, ColumnWidths, Compared, Examples, Faces, FormulaValues, Past, Results, RunState, Selected, autosave,
    cleaning, disk, dropped, guide, live, look, noted, notices, table_view,
};
use crate::base::Problem;
use crate::document::{Document, History};
use crate::engine::{Background, Engine, Request};

/// A document with its file, its history of steps, what the engine says of it, and how it is looked at.
#[derive(Default)]
pub struct Project {
    pub history: History,
    /// Where the project is saved.
    pub file: Option<PathBuf>,
    pub view: View,
    /// While a person is guided through a first pipeline.
    pub guide: Option<guide::Guide>,
    pub faces: Faces,
    pub results: Results,
    pub run: RunState,
    pub past: Past,
    pub disk: disk::Disk,
    pub compared: Compared,
    /// Failures that wait to be dealt with.
    pub notices: Vec<notices::Notice>,
    /// Problems that belong to no node: found while the file was read.
    pub file_problems: Vec<Problem>,
    /// The examples of kinds that somebody wanted to see.
    pub examples: Examples,
    /// What tables have to say to who fills in a form.
    pub advised: Advised,
    /// The first values of the formula that a person is at.
    pub formula_values: FormulaValues,
    /// Those that a hand has set.
    pub column_widths: ColumnWidths,
    /// The search in the table.
    pub search: Option<table_view::Search>,
    /// What computes and runs it.
    pub(super) engine: Option<Engine>,
    pub(super) autosave: autosave::Autosave,
    /// What waits for a disk, in the order in which it was asked for.
    pub(super) background: Background<App>,
    pub(super) saves: disk::Saves,
    /// What its runs are noted as while it has no file.
    pub(super) unnamed: noted::Unnamed,
    /// What the workspace is to do.
    pub(super) wishes: Vec<Wish>,
    pub(super) dropped: Option<dropped::Dropped>,
    pub(super) live: live::Live,
    pub(super) looks: look::Looks,
    pub(super) cleaning: cleaning::CleaningState,
    /// Cells that are selected, and what they tell.
    pub(super) selected: Option<Selected>,
    pub(super) figures_asked: u64,
    /// So many rows were asked for as text.
    pub(super) copying: Option<table_view::Copying>,
}

impl Project {
    /// An empty project.
    pub(super) fn new(engine: Engine) -> Project {
        Project {
            background: engine.background("project-files"),
            autosave: autosave::Autosave::new(engine.quiet_background("project-journal").finished_within(PATIENCE)),
            engine: Some(engine),
            history: History::new(Document::default()),
            ..Project::default()
        }
    }

    /// An empty project for a tab beside this one, behind the start page.
    pub(super) fn beside(&self) -> Project {
        let mut project = self.engine.as_ref().map(|engine| Project::new(engine.beside())).unwrap_or_default();
        project.view.start_page = true;
        if self.autosave.is_enabled() {
            project.autosave.enable();
        }
        project
    }

    pub fn document(&self) -> &Document {
        self.history.document()
    }

    /// What the window is called: the project's name, with a dot while it is not saved.
    pub fn title(&self) -> String {
        let dot = if self.is_edited() { "• " } else { "" };
        format!("{dot}{} – Tablewire", self.name())
    }

    /// The file's name without its ending, or "Untitled".
    pub fn name(&self) -> String {
        let broken = self.view.broken.as_ref().map(|broken| &broken.path);
        let stem = self.file.as_ref().or(broken).and_then(|f| f.file_stem());
        stem.map_or_else(|| tr!("untitled").to_owned(), |s| s.to_string_lossy().into_owned())
    }

    /// The folder in which its relative paths start.
    pub fn base(&self) -> PathBuf {
        let folder = self.file.as_deref().and_then(Path::parent);
        folder.map_or_else(|| std::env::current_dir().unwrap_or_default(), PathBuf::from)
    }

    /// Whether nothing was ever done in it: another project may take its place.
    pub fn is_untouched(&self) -> bool {
        self.file.is_none()
            && self.document().is_empty()
            && self.history.labels().next().is_none()
            && !self.run.is_running()
    }

    /// Whether what is open stands in no file.
    pub fn is_edited(&self) -> bool {
        self.history.is_dirty() || self.disk.has_lost_it()
    }

    /// Whether a save is under way.
    pub fn is_saving(&self) -> bool {
        self.saves.is_any()
    }

    pub fn is_unsaved(&self) -> bool {
        self.is_edited() && !self.document().is_empty()
    }

    pub(super) fn send(&mut self, request: Request) {
        if let Some(engine) = &mut self.engine {
            engine.send(request);
        }
    }

    /// Its tab is closed: nothing of it needs recovering.
    pub(super) fn end(mut self) {
        self.autosave.discard();
    }
}
