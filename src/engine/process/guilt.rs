//! Which node ended the engine's process, and is not computed until its settings or inputs change, or somebody asks for
//! it.
//!
//! If one node was at work and the process ended by itself, it is that one. If several were, or somebody else killed the
//! process, each has a strike, and the first that has three is set aside, alone.

use std::collections::HashMap;

use super::board::Suspect;
use crate::base::{Key, Problem};
use crate::document::NodeId;

/// The number of strikes after which a node is set aside.
const STRIKES: u32 = 3;

/// A node that is set aside.
#[derive(Clone, Debug)]
pub(super) struct Guilty {
    pub project: u64,
    pub node: NodeId,
    pub key: Key,
    pub problem: Problem,
}

#[derive(Debug, Default)]
pub(super) struct Guilt {
    strikes: HashMap<(NodeId, Key), u32>,
    aside: Vec<Guilty>,
}

impl Guilt {
    /// Judges an end of the process. `is_by_itself`: nobody else has ended it. Returns the node that is set aside now.
    pub fn judge(&mut self, suspects: &[Suspect], is_by_itself: bool, problem: &Problem) -> Option<&Guilty> {
        let mut known: Vec<(u64, NodeId, Key)> =
            suspects.iter().filter_map(|suspect| Some((suspect.project, suspect.node?, suspect.key?))).collect();
        known.sort_unstable_by_key(|(project, node, key)| (*key, *node, *project));
        known.dedup_by_key(|(_, node, key)| (*node, *key));
        let weight = if is_by_itself && known.len() == 1 && suspects.len() == 1 { STRIKES } else { 1 };
        for (_, node, key) in &known {
            *self.strikes.entry((*node, *key)).or_default() += weight;
        }
        let strikes =
            |(_, node, key): &(u64, NodeId, Key)| self.strikes.get(&(*node, *key)).copied().unwrap_or_default();
        let worst = known.iter().filter(|suspect| strikes(suspect) >= STRIKES).max_by_key(|suspect| strikes(suspect));
        let (project, node, key) = *worst?;
        // The others were only there.
        for (_, node, key) in &known {
            self.strikes.remove(&(*node, *key));
        }
        self.aside.push(Guilty { project, node, key, problem: problem.clone() });
        self.aside.last()
    }

    pub fn aside(&self) -> &[Guilty] {
        &self.aside
    }

    /// The node is computed again, whatever it did before.
    pub fn release(&mut self, project: u64, node: NodeId) {
        self.aside.retain(|guilty| (guilty.project, guilty.node) != (project, node));
        self.strikes.retain(|(other, _), _| *other != node);
    }

    /// The project is closed.
    pub fn forget(&mut self, project: u64) {
        self.aside.retain(|guilty| guilty.project != project);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::api::lane::Lane;

    fn suspect(lane: Lane, node: u64, key: &str) -> Suspect {
        Suspect { project: 1, lane, node: Some(NodeId(node)), key: Some(Key::of(key.as_bytes())) }
    }

    fn judged(guilt: &mut Guilt, suspects: &[Suspect], is_by_itself: bool) -> Option<u64> {
        guilt.judge(suspects, is_by_itself, &Problem::error("it ended")).map(|guilty| guilty.node.0)
    }

    #[test]
    fn the_only_one_at_work_is_set_aside_at_once() {
        let mut guilt = Guilt::default();
        assert_eq!(judged(&mut guilt, &[suspect(Lane::Preview, 4, "a")], true), Some(4));
        guilt.release(1, NodeId(4));
        assert_eq!(guilt.aside().len(), 0);
    }

    #[test]
    fn killed_by_somebody_a_node_has_three_tries() {
        let mut guilt = Guilt::default();
        let at_work = [suspect(Lane::Preview, 4, "a")];
        assert_eq!([(); 3].map(|()| judged(&mut guilt, &at_work, false)), [None, None, Some(4)]);
        let changed = [suspect(Lane::Preview, 4, "b")];
        assert_eq!(judged(&mut guilt, &changed, false), None, "with other settings it begins anew");
        assert_eq!(judged(&mut guilt, &[], true), None);
    }

    #[test]
    fn of_several_the_one_that_is_always_there_is_set_aside_alone() {
        let mut guilt = Guilt::default();
        let guilty = || suspect(Lane::Preview, 9, "g");
        assert_eq!(judged(&mut guilt, &[guilty(), suspect(Lane::Rows, 1, "a")], true), None);
        assert_eq!(judged(&mut guilt, &[guilty(), suspect(Lane::Find, 2, "b")], true), None);
        assert_eq!(judged(&mut guilt, &[suspect(Lane::Rows, 1, "a"), guilty()], true), Some(9));
        assert_eq!(guilt.aside().len(), 1);
        assert_eq!(judged(&mut guilt, &[suspect(Lane::Rows, 1, "a"), suspect(Lane::Find, 2, "b")], true), None);
    }
}
