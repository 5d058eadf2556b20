//! The user's settings for how nodes are run.

use crate::document::{Edit, Gesture, NodeId, Running};

use super::App;

impl App {
    /// One undo step for a burst of changes to one node.
    pub(super) fn set_running(&mut self, node: NodeId, to: Running) {
        let Some(old) = self.document().node(node).filter(|old| old.running != to) else { return };
        let label = say!("step-running", name = old.name);
        let gesture = Gesture(format!("running {}", node.0));
        self.edit(label, Some(gesture), vec![Edit::SetRunning { id: node, to }]);
    }
}
