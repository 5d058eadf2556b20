//! In a forked child: what its supervisor has to know if it ends without a word. In any other process nothing happens.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::stop::{Announce, Stop};
use crate::base::{Key, Problem};
use crate::connect;
use crate::document::NodeId;
use crate::engine::api::event::RunEvent;

/// A line of the notes.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum Note {
    /// The run has this number in the history.
    Run(i64),
    Event(RunEvent),
    /// The reason why the process gives up.
    GivesUp(Problem),
}

/// In a forked child: gives up, and leaves it to the supervisor to say why. A thread that was refused may be one that others wait
/// for without end. Elsewhere nothing happens.
pub fn give_up(problem: Problem) {
    if connect::notes().is_some() {
        note(&Note::GivesUp(problem));
        std::process::abort();
    }
}

/// Notes the number of the run in the history.
pub(crate) fn note_run(number: i64) {
    note(&Note::Run(number));
}

/// Notes an event, unless it is one of many.
pub(crate) fn note_event(event: &RunEvent) {
    let is_one_of_many = matches!(event, RunEvent::Progress { .. } | RunEvent::Read { .. } | RunEvent::Writing { .. });
    if connect::notes().is_some() && !is_one_of_many {
        note(&Note::Event(event.clone()));
    }
}

fn note(note: &Note) {
    if let Some((notes, line)) = connect::notes().zip(serde_json::to_string(note).ok()) {
        notes.add(&line);
    }
}

/// Notes the names of the nodes that are being computed.
pub(crate) fn note_nodes<'a>(names: impl IntoIterator<Item = &'a str>) {
    if let Some(notes) = connect::notes() {
        notes.set_nodes(names);
    }
}

impl Stop {
    /// The flag of a job whose nodes are noted under these names.
    pub fn noting(names: impl FnOnce() -> BTreeMap<NodeId, String>) -> Stop {
        Stop::announcing(connect::notes().map(|_| Arc::new(Noted(names())) as _))
    }
}

struct Noted(BTreeMap<NodeId, String>);

impl Announce for Noted {
    fn works_on(&self, node: NodeId, _: Option<Key>) {
        note_nodes(self.0.get(&node).map(String::as_str));
    }

    fn rests(&self) {
        note_nodes([]);
    }
}
