//! Requests that a project cannot execute itself, because they concern other projects.

use std::path::PathBuf;

use crate::app::view::Closing;

/// The id of a tab, unique during the lifetime of the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TabId(pub u64);

/// A command of the tab bar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TabCommand {
    Show(TabId),
    Close(TabId),
    CloseOthers(TabId),
    /// To this index, counted from the left.
    Move {
        tab: TabId,
        to: usize,
    },
}

/// A request from a project to the workspace.
#[derive(Clone, Debug, PartialEq)]
pub enum WorkspaceRequest {
    New,
    /// An empty project with the guide.
    Guide,
    Open(PathBuf),
    Sample(String),
    /// Journals.
    Recover(Vec<PathBuf>),
    Tab(TabCommand),
    /// Closes the active tab.
    Close,
    /// Reopens the file closed last.
    Reopen,
    /// Shows the next tab, or the previous one.
    Next {
        forward: bool,
    },
    /// Moves the active tab by one position.
    Move {
        forward: bool,
    },
    Quit,
    /// Saves every project, then closes the window; asks for a path for a project without a file.
    SaveAll,
    /// Unsaved changes are dealt with: saved or discarded.
    CloseNow(Closing),
}
