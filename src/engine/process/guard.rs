//! In the engine's process: watches how much memory previews take, and puts progress on the board. It sleeps while there
//! is nothing to do.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::Instant;

use crossbeam_channel::Receiver;

use super::board::{set_memory, set_progress};
use super::death::TOO_LARGE;
use crate::connect::{self, Board};
use crate::engine::control::locks::locked;
use crate::engine::control::memory_limit::{HARD, PATIENCE, PAUSE, limit};
use crate::engine::control::stop::Doing;
use crate::engine::threads::worker::Workers;

/// The projects of the process.
pub(super) type Projects = Arc<Mutex<BTreeMap<u64, Workers>>>;

/// The number of looks between two reports of progress.
const REPORTS: u32 = 5;
/// After this many looks without work it waits for the next request.
const QUIET: u32 = 25;
/// Watches until `nudges` ends. Each nudge says that there may be work.
pub(super) fn watch(projects: &Projects, board: &Board, nudges: &Receiver<()>) {
    let limit = limit();
    let mut asked: Option<Instant> = None;
    while nudges.recv().is_ok() {
        let (mut quiet, mut looks) = (0, 0u32);
        while quiet < QUIET {
            std::thread::sleep(PAUSE);
            quiet = if locked(projects).values().any(Workers::is_busy) { 0 } else { quiet + 1 };
            if looks % REPORTS == 0 || quiet == QUIET {
                report(projects, board);
            }
            looks = looks.wrapping_add(1);
            let Some((held, limit)) = connect::allocated_memory().zip(limit) else { continue };
            set_memory(board, held);
            if held as f64 > limit as f64 * HARD && quiet == 0 {
                end();
            }
            if held <= limit || asked.is_some_and(|asked| asked.elapsed() < PATIENCE) {
                continue;
            }
            asked = Some(Instant::now());
            // What the allocator keeps for later is nobody's.
            connect::give_back_memory();
            if connect::allocated_memory().is_some_and(|held| held > limit) {
                locked(projects).values().for_each(Workers::stop_too_large);
            }
        }
    }
}

fn report(projects: &Projects, board: &Board) {
    for (project, workers) in locked(projects).iter() {
        for doing in [Doing::Preview, Doing::Compare, Doing::Text] {
            set_progress(board, *project, doing, workers.moving(doing));
        }
    }
}

/// Ends the process, before the system has to choose which one.
fn end() -> ! {
    #[expect(clippy::disallowed_methods, reason = "the process holds nothing that must be put back: it only previews")]
    std::process::exit(i32::from(TOO_LARGE))
}
