//! One open project and all its state: the content of one tab.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use super::App;
use super::disk::{Disk, Saves};
use super::form_state::{CatalogAsk, Examples, FormAdvice, FormulaValues};
use super::guide::Guide;
use super::journal::Autosave;
use super::node_info::NodeInfos;
use super::notices::Notice;
use super::person::EXIT_TIMEOUT;
use super::results::{RequestedPreview, Results};
use super::run_history::RunHistory;
use super::run_state::RunState;
use super::table_view::TableViews;
use super::view::{CleaningState, ColumnWidths, ComparisonState, Copying, Dropped, Search, SelectedCells, View};
use super::workspace::WorkspaceRequest;
use crate::base::Problem;
use crate::document::{Document, History};
use crate::engine::{Background, Engine, Request};

/// A document with its file, its undo history, its results from the engine, and its view state.
#[derive(Default)]
pub struct Project {
    pub history: History,
    /// The file in which the project is saved.
    pub file: Option<PathBuf>,
    pub view: View,
    /// Present while the user is guided through a first pipeline.
    pub guide: Option<Guide>,
    pub node_info: NodeInfos,
    pub results: Results,
    pub run: RunState,
    pub run_history: RunHistory,
    pub disk: Disk,
    pub comparison: ComparisonState,
    /// Failures that the user has not dealt with yet.
    pub notices: Vec<Notice>,
    /// Problems that belong to no node: found when the file was read.
    pub file_problems: Vec<Problem>,
    /// The examples of kinds that were requested.
    pub examples: Examples,
    /// Advice derived from tables, for filling in forms.
    pub advice: FormAdvice,
    /// The first values of the formula being edited.
    pub formula_values: FormulaValues,
    /// The column widths set by the user.
    pub column_widths: ColumnWidths,
    /// The search in the table.
    pub search: Option<Search>,
    /// The engine that computes and runs it.
    pub(super) engine: Option<Engine>,
    pub(super) autosave: Autosave,
    /// Pending disk operations, in the order requested.
    pub(super) background: Background<App>,
    pub(super) saves: Saves,
    /// The name under which its runs are recorded while it has no file.
    pub(super) temporary_key: TemporaryKey,
    /// Pending requests to the workspace.
    pub(super) requests: Vec<WorkspaceRequest>,
    pub(super) dropped: Option<Dropped>,
    pub(super) preview: RequestedPreview,
    pub(super) table_views: TableViews,
    pub(super) cleaning: CleaningState,
    /// The selected cells, and their statistics.
    pub(super) selected_cells: Option<SelectedCells>,
    pub(super) statistics_asked: u64,
    /// A pending request for the columns of a table of Spark's catalog.
    pub(super) catalog: Option<CatalogAsk>,
    pub(super) catalog_asks: u64,
    /// A pending request for rows as text.
    pub(super) copying: Option<Copying>,
}

impl Project {
    /// An empty project.
    pub(super) fn new(engine: Engine) -> Project {
        Project {
            background: engine.background("project-files"),
            autosave: Autosave::new(engine.quiet_background("project-journal").finished_within(EXIT_TIMEOUT)),
            engine: Some(engine),
            history: History::new(Document::default()),
            ..Project::default()
        }
    }

    /// An empty project for another tab, behind the start page.
    pub(super) fn sibling(&self) -> Project {
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

    /// The window title: the project's name, with a dot if it has unsaved changes.
    pub fn title(&self) -> String {
        let dot = if self.is_edited() { "• " } else { "" };
        format!("{dot}{} – Tablewire", self.name())
    }

    /// The file name without its extension, or "Untitled".
    pub fn name(&self) -> String {
        let broken = self.view.broken.as_ref().map(|broken| &broken.path);
        let stem = self.file.as_ref().or(broken).and_then(|f| f.file_stem());
        stem.map_or_else(|| tr!("untitled").to_owned(), |s| s.to_string_lossy().into_owned())
    }

    /// The base folder for its relative paths.
    pub fn base(&self) -> PathBuf {
        let folder = self.file.as_deref().and_then(Path::parent);
        folder.map_or_else(|| std::env::current_dir().unwrap_or_default(), PathBuf::from)
    }

    /// Whether nothing was ever done in it: another project may replace it.
    pub fn is_untouched(&self) -> bool {
        self.file.is_none()
            && self.document().is_empty()
            && self.history.labels().next().is_none()
            && !self.run.is_running()
    }

    /// Whether the open content is not stored in any file.
    pub fn is_edited(&self) -> bool {
        self.history.is_dirty() || self.disk.lacks_project()
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

    /// Its tab is closed: none of its data needs recovery.
    pub(super) fn end(mut self) {
        self.autosave.discard();
    }
}

/// A name for a project without a file: from this process, this time and this project.
#[derive(Debug)]
pub(super) struct TemporaryKey(String);

impl TemporaryKey {
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

impl Default for TemporaryKey {
    fn default() -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(1);
        let since = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_millis());
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        TemporaryKey(format!("unnamed-{since}-{}-{number}", std::process::id()))
    }
}
