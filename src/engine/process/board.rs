//! What the engine's process is doing, on a board that can still be read when it was killed: the node that each kind of
//! work computes, its progress, and the memory that the process holds.

use std::sync::Arc;

use crate::base::Key;
use crate::connect::{Board, SLOT};
use crate::document::NodeId;
use crate::engine::api::lane::Lane;
use crate::engine::control::stop::{Announce, Doing, Progress};

/// Projects beyond these share their slots with others: then only their progress may be mixed up.
const PROJECTS: u64 = 64;
/// Kinds of work, and of work with progress.
const EACH: usize = Lane::ALL.len() + 3;
pub(super) const SLOTS: usize = 1 + PROJECTS as usize * EACH;

const MEMORY: usize = 0;

/// A node that was being computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Suspect {
    pub project: u64,
    pub lane: Lane,
    pub node: Option<NodeId>,
    /// The key of what was being computed.
    pub key: Option<Key>,
}

fn first_of(project: u64) -> usize {
    1 + (project % PROJECTS) as usize * EACH
}

fn place_of(project: u64, lane: Lane) -> usize {
    first_of(project) + Lane::ALL.iter().position(|other| *other == lane).unwrap_or_default()
}

fn place_of_progress(project: u64, doing: Doing) -> usize {
    let place = match doing {
        Doing::Preview => 0,
        Doing::Compare => 1,
        Doing::Text => 2,
    };
    first_of(project) + Lane::ALL.len() + place
}

pub(super) fn set_memory(board: &Board, bytes: u64) {
    board.set(MEMORY, [bytes, 0, 0, 0, 0, 0, 0, 0]);
}

/// The bytes that the process held when it looked last; 0 if it never did.
pub(super) fn memory(board: &Board) -> u64 {
    board.get(MEMORY)[0]
}

pub(super) fn set_progress(board: &Board, project: u64, doing: Doing, progress: Option<Progress>) {
    let numbers = progress.map_or([0; SLOT], |Progress { node, rows, bytes, of }| {
        [1, project, node.0, rows, bytes, u64::from(of.is_some()), of.unwrap_or_default(), 0]
    });
    board.set(place_of_progress(project, doing), numbers);
}

pub(super) fn progress(board: &Board, project: u64, doing: Doing) -> Option<Progress> {
    let [is_there, of_project, node, rows, bytes, has_size, size, _] = board.get(place_of_progress(project, doing));
    (is_there == 1 && of_project == project).then_some(Progress {
        node: NodeId(node),
        rows,
        bytes,
        of: (has_size == 1).then_some(size),
    })
}

/// What was being computed for a project.
pub(super) fn suspects(board: &Board, project: u64) -> Vec<Suspect> {
    let read = |lane: &Lane| {
        let [state, of_project, node, has_key, key @ ..] = board.get(place_of(project, *lane));
        (state == 1 && of_project == project).then(|| {
            let mut bytes = [0; 32];
            bytes.chunks_exact_mut(8).zip(key).for_each(|(place, part)| place.copy_from_slice(&part.to_le_bytes()));
            Suspect {
                project,
                lane: *lane,
                node: node.checked_sub(1).map(NodeId),
                key: (has_key == 1).then(|| Key::from_bytes(bytes)),
            }
        })
    };
    Lane::ALL.iter().filter_map(read).collect()
}

/// Writes on the board what one kind of work computes.
pub(super) struct OnBoard {
    board: Arc<Board>,
    project: u64,
    place: usize,
}

impl OnBoard {
    pub fn new(board: Arc<Board>, project: u64, lane: Lane) -> Self {
        OnBoard { board, project, place: place_of(project, lane) }
    }
}

impl Announce for OnBoard {
    fn works_on(&self, node: NodeId, key: Option<Key>) {
        let mut numbers = [1, self.project, node.0.wrapping_add(1), u64::from(key.is_some()), 0, 0, 0, 0];
        for (number, bytes) in numbers[4..].iter_mut().zip(key.iter().flat_map(|key| key.as_bytes().chunks_exact(8))) {
            *number = u64::from_le_bytes(bytes.try_into().unwrap_or_default());
        }
        self.board.set(self.place, numbers);
    }

    fn rests(&self) {
        self.board.set(self.place, [0; SLOT]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_announced_is_read_with_its_key() {
        let board = Arc::new(Board::create(SLOTS).unwrap().board);
        let key = Key::of(b"table");
        let preview = OnBoard::new(board.clone(), 3, Lane::Preview);
        preview.works_on(NodeId(0), Some(key));
        OnBoard::new(board.clone(), 4, Lane::Find).works_on(NodeId(7), None);
        let suspect = Suspect { project: 3, lane: Lane::Preview, node: Some(NodeId(0)), key: Some(key) };
        assert_eq!(suspects(&board, 3), [suspect]);
        assert_eq!(suspects(&board, 4)[0].node, Some(NodeId(7)));
        assert_eq!(suspects(&board, 3 + PROJECTS), [], "the slot belongs to another project");
        preview.rests();
        assert_eq!(suspects(&board, 3), []);
        let progress_of = |of| Progress { node: NodeId(5), rows: 6, bytes: 7, of };
        for of in [None, Some(8)] {
            set_progress(&board, 3, Doing::Text, Some(progress_of(of)));
            assert_eq!(progress(&board, 3, Doing::Text), Some(progress_of(of)));
        }
        assert_eq!(progress(&board, 3, Doing::Preview), None);
    }
}
