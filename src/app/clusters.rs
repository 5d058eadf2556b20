//! The user's clusters: adding, changing, removing and testing them. They are kept in the preferences.

use std::time::Instant;

use super::App;
use super::cluster_test::ClusterTest;
use super::saved_cluster::SavedCluster;
use crate::base::{Cancellation, Problem};
use crate::engine;

impl App {
    /// The user's cluster of this name.
    pub fn cluster(&self, name: &str) -> Option<&SavedCluster> {
        self.person.preferences.clusters.iter().find(|cluster| cluster.name == name)
    }

    /// Adds, changes, renames or removes a cluster; `old` is its name so far.
    pub(super) fn set_cluster(&mut self, old: Option<String>, new: Option<SavedCluster>) {
        let clusters = &self.person.preferences.clusters;
        let place = old.as_ref().and_then(|old| clusters.iter().position(|cluster| cluster.name == *old));
        if let Some(new) = &new {
            let is_taken = clusters.iter().enumerate().any(|(at, other)| other.name == new.name && Some(at) != place);
            if is_taken {
                return self.refuse(say!("cluster-exists", name = new.name));
            }
            if new.name.trim().is_empty() {
                return self.refuse(say!("cluster-needs-name"));
            }
        }
        if self.person.clusters.test.as_ref().is_some_and(|test| Some(&test.cluster.name) == old.as_ref()) {
            self.person.clusters.test = None;
        }
        match (place, new) {
            (Some(at), Some(new)) => {
                let renamed = old.filter(|old| *old != new.name).map(|old| (old, new.name.clone()));
                self.change_preferences(|p| p.clusters[at] = new);
                renamed.into_iter().for_each(|(old, new)| self.rename_in_places(&old, &new));
            }
            (Some(at), None) => {
                let removed = self.person.preferences.clusters[at].clone();
                self.change_preferences(|p| drop(p.clusters.remove(at)));
                self.person.clusters.removed = Some((at, removed));
            }
            (None, Some(new)) => self.change_preferences(|p| p.clusters.push(new)),
            (None, None) => {}
        }
    }

    /// Brings the cluster removed last back to its place.
    pub(super) fn take_back_cluster(&mut self) {
        let Some((at, cluster)) = self.person.clusters.removed.take() else { return };
        if self.cluster(&cluster.name).is_some() {
            return self.refuse(say!("cluster-exists", name = cluster.name));
        }
        self.change_preferences(|p| p.clusters.insert(at.min(p.clusters.len()), cluster));
    }

    /// Asks a cluster for its version and its executors. A newer test replaces an older one.
    pub(super) fn test_cluster(&mut self, name: &str) {
        let Some(cluster) = self.cluster(name).cloned() else { return };
        if let Some(problem) = cluster.problems().into_iter().next() {
            return self.refuse(Problem { setting: None, ..problem }.text());
        }
        let clusters = &mut self.person.clusters;
        clusters.tests += 1;
        let (number, cancel) = (clusters.tests, Cancellation::default());
        let since = Instant::now();
        let asked = cluster.cluster();
        clusters.test = Some(ClusterTest { cluster, since, answer: None, number, cancel: cancel.clone() });
        let ask = move || engine::try_cluster(&asked, &cancel);
        let done = self.person.cluster_tests.start_then(ask, move |app: &mut App, answer| {
            if let Some(test) = app.person.clusters.test.as_mut().filter(|test| test.number == number) {
                test.answer = Some(answer);
            }
        });
        done.into_iter().for_each(|then| then(self));
    }

    /// Ends the test, and forgets what was removed: the dialog closes.
    pub(super) fn leave_clusters(&mut self) {
        self.person.clusters.removed = None;
        self.stop_cluster_test();
    }

    /// Stops a test that is running; an answer stays.
    pub(super) fn stop_cluster_test(&mut self) {
        self.person.clusters.test.take_if(|test| test.answer.is_none());
    }

    /// Processes answers of clusters.
    pub(super) fn finish_cluster_tests(&mut self) -> bool {
        let mut any = false;
        while let Some(answer) = self.person.cluster_tests.poll() {
            any = true;
            match answer {
                Ok(then) => then(self),
                Err(problem) => {
                    if let Some(test) = self.person.clusters.test.as_mut().filter(|test| test.answer.is_none()) {
                        test.answer = Some(Err(problem));
                    }
                }
            }
        }
        any
    }
}
