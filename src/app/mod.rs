//! State and commands, no rendering: user requests are handled here, and only here.
//!
//! Panels draw from `&App` and push [`Command`]s; [`App::handle`] executes them after the frame; [`App::poll`]
//! processes the engine's events. Operations that only a window can perform (the clipboard, closing) are returned as an
//! [`Effect`].

mod about;
pub mod accessibility;
pub mod action;
mod activity;
mod advice;
mod align;
mod alignment;
mod annotations;
mod apply_fix;
mod autosave;
mod background;
pub mod broken_file;
mod broken_page;
mod catalog_columns;
mod cell_statistics;
mod change_kind;
mod change_preferences;
pub mod chord;
mod cleaning;
mod clipboard;
pub mod cluster_test;
pub mod clusters;
mod column_widths;
mod columns;
pub mod command;
mod compare;
mod connection_defaults;
pub mod databases;
pub mod disk;
mod dropped_files;
mod edits;
mod engine_ended;
mod examples;
mod export;
mod export_program;
mod files;
mod form_state;
mod formula_values;
pub mod guide;
mod history_key;
mod initial_settings;
#[cfg(test)]
mod input_tests;
mod insert_step;
#[cfg(test)]
mod insert_step_tests;
mod journal;
pub mod keymap;
mod layered_layout;
mod make_space;
pub mod node_info;
pub mod notices;
mod ongoing_work;
mod pasted_files;
mod person;
mod placement;
mod preferences;
mod project;
pub mod recovery_summary;
mod refresh;
mod report;
pub mod results;
mod rows_to_file;
mod run_history;
pub mod run_place;
mod run_scope;
mod run_settings;
mod run_state;
mod samples;
pub mod saved_cluster;
mod selection;
mod set_path;
pub mod shortcuts;
mod step_labels;
mod suspect;
#[cfg(test)]
mod table_tests;
pub mod table_view;
#[cfg(test)]
mod tests;
mod tidy_up;
mod undo;
pub mod view;
mod view_nodes;
pub mod window_layout;
mod window_preferences;
pub mod workspace;

use std::path::PathBuf;

pub use crate::connect::{
    BrowsedColumn, BrowsedTable, BrowsedTables, ConnectionEntry, ConnectionPart, Draft, Origin, PartHolds, Password,
    RollbackTo, Secret, SecretPlace, Tested, parts_of, takes_options, takes_password,
};
pub use about::about;
pub use action::{Action, Topic};
pub use annotations::AnnotationCommand;
pub use command::{
    CanvasCommand, ClusterCommand, ColumnCommand, Command, Connect, DatabaseCommand, FormCommand, NodeCommand,
    ProjectCommand, RunCommand, SelectMode, TableCommand, Unsaved, WindowCommand,
};
pub use connection_defaults::{
    CONNECTION_DRIVERS, PROJECT_DRIVERS, connection_names, connection_problem, connection_variable, draft_problem,
};
pub use files::{is_data, is_there, write_control_list, write_picture};
pub use form_state::{Examples, FormAdvice, FormulaPlace, FormulaValues};
pub use journal::Recovery;
pub use node_info::{NodeInfo, NodeInfos};
pub use ongoing_work::{OngoingWork, Work};
pub use person::Person;
pub use placement::card_size;
pub use preferences::{last_placement, saved_clusters};
pub use project::Project;
pub use results::{NodeResult, NodeState, OutputResult, Results};
pub use run_history::{KeptEntry, KeptVersions, NodeBar, RunEntry, RunEntryDetails, RunEntryState, RunHistory};
pub use run_scope::{RunScope, ScopeKind};
pub use run_state::{NodeRunState, OutputTotals, RunState};
pub use samples::{Sample, samples};
pub use saved_cluster::{ClusterKind, SavedCluster};
pub use suspect::Suspect;
pub use view::{
    Baseline, CellSelection, ColumnRequest, ColumnWidths, CompareView, ComparisonState, Lineage, SelectedCells, Writing,
};
pub use workspace::{TabCommand, TabId, Workspace};

use crate::base::Problem;
use crate::document::{Document, NodeId};
use crate::engine::{Engine, is_waiting};

/// Keeps the memory of one frame for the next: a frame of a large canvas takes several megabytes of triangles.
pub fn keep_memory_of_frames() {
    const MOST: i32 = 64 << 20;
    crate::connect::keep_freed_memory(MOST);
}

/// An operation that only the window can perform.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    CopyText(String),
    /// Requests the text of the system clipboard; it is returned as [`CanvasCommand::Paste`].
    RequestPaste,
    /// Moves the keyboard focus to the next or previous part of the window.
    GoToPanel {
        forward: bool,
    },
    Close,
}

/// The state of the program behind the window: the user's state, and the active project. The projects of other tabs are
/// in the [`Workspace`].
#[derive(Default)]
pub struct App {
    pub person: Person,
    pub project: Box<Project>,
    effects: Vec<Effect>,
    /// The files of the other projects, by their canonical paths: this project must not be saved to them.
    other_files: Vec<PathBuf>,
    /// The number of other open projects.
    pub(crate) other_projects: usize,
}

impl App {
    /// An empty project behind the start page, with the user's preferences and the available recoveries.
    pub fn new(engine: Engine) -> Self {
        let (person, unread) = Person::load(&engine);
        let mut app = App { person, ..App::without_state(engine) };
        app.project.view.start_page = true;
        app.project.autosave.enable();
        app.reload_shortcuts();
        unread.into_iter().for_each(|word| app.set_status(word));
        app
    }

    /// An empty project that neither reads nor writes the user's state folder: for tests.
    pub fn without_state(engine: Engine) -> Self {
        App { project: Box::new(Project::new(engine)), ..App::default() }
    }

    /// The document of the active project.
    pub fn document(&self) -> &Document {
        self.project.document()
    }

    /// The base folder for relative paths of the active project.
    pub fn base(&self) -> PathBuf {
        self.project.base()
    }

    /// The number of the process in which the engine computes, if that is another one, and it runs.
    pub fn engine_process(&self) -> Option<u32> {
        self.project.engine.as_ref()?.process_id()
    }

    /// Whether no other project is open.
    pub fn is_alone(&self) -> bool {
        self.other_projects == 0
    }

    /// All problems: first those of the shortcuts and of the file, then by node, then further problems of the last run.
    /// A node that only waits for another one has no problem of its own.
    pub fn problems(&self) -> impl Iterator<Item = (Option<NodeId>, &Problem)> {
        let of_nodes = self.document().nodes().filter_map(|(id, _)| Some((id, self.project.results.get(id)?)));
        let of_nodes = of_nodes.flat_map(|(id, result)| result.problems.iter().map(move |p| (Some(id), p)));
        let of_run = self.project.run.problems.iter().filter_map(|(name, problem)| {
            let id = name.as_ref().and_then(|name| self.document().find(name));
            let is_known = id.and_then(|id| self.project.results.get(id)).is_some_and(|r| r.problems.contains(problem));
            (!is_known).then_some((id, problem))
        });
        let of_no_node = self.person.keymap.problems.iter().chain(&self.project.file_problems);
        let all = of_no_node.map(|p| (None, p)).chain(of_nodes).chain(of_run);
        all.filter(|(_, problem)| !is_waiting(problem))
    }

    /// The selected node, if exactly one is selected.
    pub fn selected_node(&self) -> Option<NodeId> {
        let mut nodes = self.project.view.selection.iter();
        nodes.next().copied().filter(|_| nodes.next().is_none())
    }

    /// Takes the effects that the window must perform, accumulated since the last call.
    pub fn take_effects(&mut self) -> Vec<Effect> {
        std::mem::take(&mut self.effects)
    }

    /// Passes a request to the workspace; a dialog that led to it closes.
    fn ask_workspace(&mut self, request: workspace::WorkspaceRequest) {
        self.project.view.dialog = None;
        self.project.requests.push(request);
    }
}
