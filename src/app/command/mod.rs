//! User commands. Panels push commands while they draw; the app handles them after the frame.
//!
//! Commands are grouped by area, and each area's file contains both its commands and their handlers.

mod arguments;
mod canvas;
mod cluster;
mod column;
mod database;
mod form;
mod node;
mod project;
mod run;
mod table;
mod window;

pub use arguments::{Connect, SelectMode, Unsaved};
pub use canvas::CanvasCommand;
pub use cluster::ClusterCommand;
pub use column::ColumnCommand;
pub use database::DatabaseCommand;
pub use form::FormCommand;
pub use node::NodeCommand;
pub use project::ProjectCommand;
pub use run::RunCommand;
pub use table::TableCommand;
pub use window::WindowCommand;

use super::workspace::WorkspaceRequest;
use super::{Action, AnnotationCommand, App, TabCommand};

/// One user request, with all the data needed to execute it.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// An action of menus, palette or keys, without further data.
    Do(Action),
    Node(NodeCommand),
    Canvas(CanvasCommand),
    /// Frames, notes, dots, colours and comments.
    Annotation(AnnotationCommand),
    Column(ColumnCommand),
    Table(TableCommand),
    Form(FormCommand),
    Run(RunCommand),
    Cluster(ClusterCommand),
    Database(DatabaseCommand),
    Project(ProjectCommand),
    Window(WindowCommand),
    /// Commands about the tabs of the window.
    Tab(TabCommand),
}

impl App {
    /// Executes the command, and updates everything that depends on it.
    pub fn handle(&mut self, command: Command) {
        let revision = self.project.history.revision();
        let status_count = self.project.view.status_count;
        match command {
            Command::Do(action) => self.act(action),
            Command::Node(command) => self.handle_node(command),
            Command::Canvas(command) => self.handle_canvas(command),
            Command::Annotation(command) => self.do_annotation(command),
            Command::Column(command) => self.handle_column(command),
            Command::Table(command) => self.handle_table(command),
            Command::Form(command) => self.handle_form(command),
            Command::Run(command) => self.handle_run(command),
            Command::Cluster(command) => self.handle_cluster(command),
            Command::Database(command) => self.handle_database(command),
            Command::Project(command) => self.handle_project(command),
            Command::Window(command) => self.handle_window(command),
            Command::Tab(command) => self.ask_workspace(WorkspaceRequest::Tab(command)),
        }
        // A status message from before a change no longer describes the current state.
        if self.project.history.revision() != revision && self.project.view.status_count == status_count {
            self.project.view.status = None;
        }
        self.refresh();
        self.refresh_run_history();
        self.refresh_connections();
        self.refresh_guide();
    }
}
