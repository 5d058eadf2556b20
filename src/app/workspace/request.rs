//! What a project cannot fulfil itself, because it concerns the others.

use std::path::PathBuf;

use crate::app::view::After;

/// A tab, for as long as the window lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TabId(pub u64);

/// What is asked at the bar of tabs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TabCommand {
    Show(TabId),
    Close(TabId),
    CloseOthers(TabId),
    /// To this place, counted from the left.
    Move {
        tab: TabId,
        to: usize,
    },
}

/// What leaves a project for the workspace.
#[derive(Clone, Debug, PartialEq)]
pub enum WorkspaceRequest {
    New,
    /// An empty project in which a person is guided.
    Guide,
    Open(PathBuf),
    Sample(String),
    /// Journals.
    Recover(Vec<PathBuf>),
    Tab(TabCommand),
    /// The active tab closes.
    Close,
    /// The file that was closed last.
    Reopen,
    /// The next tab, or the previous one.
    Next {
        forward: bool,
    },
    /// The active tab goes one place.
    Move {
        forward: bool,
    },
    Quit,
    /// Every project is saved, then the window closes; one without a file is asked for it.
    SaveAll,
    /// Unsaved changes are dealt with: saved or given up.
    GoOn(After),
}
