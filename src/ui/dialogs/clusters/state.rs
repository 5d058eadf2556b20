//! What the dialog of clusters remembers.

use crate::app::{ClusterCommand, Command, SavedCluster};

/// What is typed in the dialog but not kept yet.
#[derive(Debug, Default)]
pub struct State {
    /// The name of the cluster that is shown.
    pub(super) chosen: Option<String>,
    /// Its name while it is typed.
    pub(super) name: Option<String>,
    /// The field that gets the focus in the next frame.
    pub(super) focus: Option<egui::Id>,
}

impl State {
    pub(super) fn choose(&mut self, name: &str) {
        (self.chosen, self.name) = (Some(name.to_owned()), None);
    }
}

pub(super) fn set(old: Option<&str>, new: Option<SavedCluster>) -> Command {
    Command::Cluster(ClusterCommand::Set { old: old.map(str::to_owned), new })
}
