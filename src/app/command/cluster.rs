//! Commands for the user's clusters, and for where the project runs.

use crate::app::App;
use crate::app::saved_cluster::SavedCluster;

/// The clusters that the user has set up.
#[derive(Clone, Debug, PartialEq)]
pub enum ClusterCommand {
    /// Adds, changes, renames or removes a cluster; `old` is its name so far.
    Set { old: Option<String>, new: Option<SavedCluster> },
    /// Brings back the cluster removed last.
    TakeBack,
    /// Asks the cluster of this name for its version and its executors.
    Test(String),
    /// Stops the test.
    StopTest,
    /// The project runs on the cluster of this name; `None`: on this machine.
    RunOn(Option<String>),
}

impl App {
    pub(in crate::app) fn handle_cluster(&mut self, command: ClusterCommand) {
        match command {
            ClusterCommand::Set { old, new } => self.set_cluster(old, new),
            ClusterCommand::TakeBack => self.take_back_cluster(),
            ClusterCommand::Test(name) => self.test_cluster(&name),
            ClusterCommand::StopTest => self.stop_cluster_test(),
            ClusterCommand::RunOn(cluster) => self.run_on(cluster),
        }
    }
}
