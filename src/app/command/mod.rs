//! What a person can ask. Panels push commands while they draw; the app handles them after the frame.
//!
//! Commands are of areas, and each area's file holds both what can be asked there and who carries it out.

mod canvas;
mod column;
mod form;
mod node;
mod project;
mod run;
mod table;
mod window;

pub use canvas::CanvasCommand;
pub use column::ColumnCommand;
pub use form::FormCommand;
pub use node::NodeCommand;
pub use project::ProjectCommand;
pub use run::RunCommand;
pub use table::TableCommand;
pub use window::WindowCommand;

use super::workspace::Wish;
use super::{Action, App, TabCommand, ThingCommand};
use crate::document::{PortRef, Wire};

/// One thing that is asked, with everything needed to do it.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Something of menus, palette and keys that needs nothing more.
    Do(Action),
    Node(NodeCommand),
    Canvas(CanvasCommand),
    /// Frames, notes, dots, colours and comments.
    Thing(ThingCommand),
    Column(ColumnCommand),
    Table(TableCommand),
    Form(FormCommand),
    Run(RunCommand),
    Project(ProjectCommand),
    Window(WindowCommand),
    /// What concerns the tabs of the window.
    Tab(TabCommand),
}

impl App {
    /// Does what is asked, and brings everything up to date that follows from it.
    pub fn handle(&mut self, command: Command) {
        let (revision, said) = (self.project.history.revision(), self.project.view.status_count);
        match command {
            Command::Do(action) => self.act(action),
            Command::Node(command) => self.handle_node(command),
            Command::Canvas(command) => self.handle_canvas(command),
            Command::Thing(command) => self.do_thing(command),
            Command::Column(command) => self.handle_column(command),
            Command::Table(command) => self.handle_table(command),
            Command::Form(command) => self.handle_form(command),
            Command::Run(command) => self.handle_run(command),
            Command::Project(command) => self.handle_project(command),
            Command::Window(command) => self.handle_window(command),
            Command::Tab(command) => self.wish(Wish::Tab(command)),
        }
        // What was said before a change is not about what stands there now.
        if self.project.history.revision() != revision && self.project.view.status_count == said {
            self.project.view.status = None;
        }
        self.follow_document();
        self.follow_past();
        self.follow_guide();
    }
}

/// How a new node is wired.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Connect {
    #[default]
    Not,
    From(PortRef),
    /// Several outputs at once: one for each input, or all at an input that takes many.
    FromAll(Vec<PortRef>),
    To(PortRef),
    On(Wire),
}

/// What a selection does to the one before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SelectMode {
    #[default]
    Replace,
    Add,
    Toggle,
}

/// The answer to "Save the changes?".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unsaved {
    Save,
    /// And all the other projects that the same question would be asked of.
    SaveAll,
    Discard,
    Cancel,
}
