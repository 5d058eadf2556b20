//! State and commands, no pixels: what a person asks is handled here, and here only.

pub mod action;
pub mod command;
pub mod faces;
pub mod results;
mod run_state;
pub mod view;

pub use action::Action;
pub use command::{Command, Connect, SelectMode, Unsaved};
pub use faces::{Face, Faces};
pub use results::{NodeResult, NodeState, OutputResult, Results};
pub use run_state::RunState;

use std::path::PathBuf;

use crate::base::Problem;
use crate::document::{Document, History, NodeId};

use view::{Preferences, View};

/// The whole state of the program behind the window.
#[derive(Default)]
pub struct App {
    pub history: History,
    /// Where the project is saved.
    pub file: Option<PathBuf>,
    pub view: View,
    pub preferences: Preferences,
    pub faces: Faces,
    pub results: Results,
    pub run: RunState,
    /// Problems that belong to no node: found while the file was read.
    pub file_problems: Vec<Problem>,
}

impl App {
    pub fn document(&self) -> &Document {
        self.history.document()
    }

    /// Every problem, those of the file first, then by node.
    pub fn problems(&self) -> impl Iterator<Item = (Option<NodeId>, &Problem)> {
        let of_nodes = self.document().nodes().filter_map(|(id, _)| Some((id, self.results.get(id)?)));
        let of_nodes = of_nodes.flat_map(|(id, result)| result.problems.iter().map(move |p| (Some(id), p)));
        self.file_problems.iter().map(|p| (None, p)).chain(of_nodes)
    }
}
