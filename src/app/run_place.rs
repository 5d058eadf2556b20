//! Where a project runs: on this machine, or on one of the user's clusters. Remembered by project for the user, in the
//! preferences, never in the project's file.

use std::path::Path;

use super::App;
use super::saved_cluster::{RunPlace, SavedCluster};

/// The maximum number of projects whose place is remembered; the newest are kept.
const PROJECTS: usize = 100;

impl App {
    /// The cluster on which the project runs; `None`: this machine.
    pub fn run_cluster(&self) -> Option<&SavedCluster> {
        let project = self.history_key();
        let places = &self.person.preferences.run_places;
        self.cluster(&places.iter().find(|place| place.project == project)?.cluster)
    }

    /// How the user calls the cluster at an address; else the address.
    pub fn place_name(&self, address: &str) -> String {
        let clusters = &self.person.preferences.clusters;
        let known = clusters.iter().find(|cluster| cluster.cluster().place() == address);
        known.map_or_else(|| address.to_owned(), |cluster| cluster.name.clone())
    }

    /// The project runs on the cluster of this name from now on, or on this machine.
    pub(super) fn run_on(&mut self, cluster: Option<String>) {
        self.project.view.dialog = None;
        self.set_status(match &cluster {
            Some(name) => say!("runs-on-cluster", name = name),
            None => say!("runs-on-this-machine"),
        });
        let project = self.history_key();
        self.change_preferences(|p| {
            p.run_places.retain(|place| place.project != project);
            if let Some(cluster) = cluster {
                p.run_places.insert(0, RunPlace { project, cluster });
                p.run_places.truncate(PROJECTS);
            }
        });
    }

    /// The project, whose key was `before`, has a new file: it runs where it ran.
    pub(super) fn move_run_place(&mut self, before: &Path) {
        let now = self.history_key();
        let known = self.person.preferences.run_places.iter().find(|place| place.project == before);
        let Some(cluster) = known.map(|place| place.cluster.clone()).filter(|_| now != before) else { return };
        self.change_preferences(|p| {
            p.run_places.retain(|place| place.project != now);
            p.run_places.insert(0, RunPlace { project: now, cluster });
            p.run_places.truncate(PROJECTS);
        });
    }

    /// A cluster has another name: projects still run on it.
    pub(super) fn rename_in_places(&mut self, old: &str, new: &str) {
        self.change_preferences(|p| {
            for place in p.run_places.iter_mut().filter(|place| place.cluster == old) {
                new.clone_into(&mut place.cluster);
            }
        });
    }
}
