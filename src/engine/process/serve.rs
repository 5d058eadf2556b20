//! The engine's process itself: requests come from standard input, events go to standard output. It ends with the window,
//! whose end closes its input.

use std::collections::BTreeMap;
use std::io::{self, BufReader, ErrorKind, Write};
use std::process::ExitCode;
use std::sync::{Arc, Mutex};

use crossbeam_channel::{Sender, bounded};

use super::board::OnBoard;
use super::guard::{self, Projects};
use super::message::{self, Arrived, FromEngine, ToEngine};
use crate::base::Problem;
use crate::connect::{self, Board, Store};
use crate::engine::api::event::Event;
use crate::engine::control::locks::locked;
use crate::engine::control::memory_limit::limit;
use crate::engine::control::thread::thread;
use crate::engine::preview::shared::{Emit, Shared};
use crate::engine::threads::worker::Workers;

type Output = Arc<Mutex<io::Stdout>>;

/// Serves until standard input ends.
pub fn serve() -> ExitCode {
    connect::die_first();
    let mut input = BufReader::with_capacity(1 << 16, io::stdin().lock());
    let Ok(Some(Arrived::Message(ToEngine::Begin { board }))) = message::read(&mut input) else {
        log("this command is the window's own");
        return ExitCode::FAILURE;
    };
    let board = match Board::open(&board) {
        Ok(board) => Arc::new(board),
        Err(error) => {
            log(&format!("no board: {error}"));
            return ExitCode::FAILURE;
        }
    };
    let out: Output = Arc::new(Mutex::new(io::stdout()));
    let _ = message::write(&mut *locked(&out), &FromEngine::Ready);
    let mut served = Served::new(out, board);
    loop {
        match message::read(&mut input) {
            Ok(Some(Arrived::Message(message))) => served.take(message),
            Ok(Some(Arrived::Unreadable(why))) => log(&format!("a request that cannot be read: {why}")),
            Ok(None) | Err(_) => return ExitCode::SUCCESS,
        }
    }
}

/// All projects of the window.
struct Served {
    /// What the projects share.
    shared: Shared,
    projects: Projects,
    out: Output,
    board: Arc<Board>,
    nudge: Sender<()>,
}

impl Served {
    fn new(out: Output, board: Arc<Board>) -> Served {
        let shared = Shared::within(limit()).asking_aside().kept(Store::open());
        let projects: Projects = Arc::new(Mutex::new(BTreeMap::new()));
        let (nudge, nudges) = bounded(1);
        let (watched, shown) = (projects.clone(), board.clone());
        drop(thread("engine-guard", move || guard::watch(&watched, &shown, &nudges)));
        Served { shared, projects, out, board, nudge }
    }

    fn take(&mut self, message: ToEngine) {
        match message {
            ToEngine::Begin { .. } => {}
            ToEngine::Open { project } => {
                let (board, emit) = (self.board.clone(), emitter(self.out.clone(), project));
                let announce = Box::new(move |lane| Some(Arc::new(OnBoard::new(board.clone(), project, lane)) as _));
                let workers = Workers::emitting(Arc::new(self.shared.beside()), emit, announce);
                locked(&self.projects).insert(project, workers);
            }
            ToEngine::Close { project } => {
                let closed = locked(&self.projects).remove(&project);
                // It waits for its work to stop; other projects do not.
                drop(thread("engine-close", move || drop(closed)));
            }
            ToEngine::SetAside { node, key, problem } => self.shared.aside.add(node, key, problem),
            ToEngine::Ask { project, request } => {
                if let Some(workers) = locked(&self.projects).get(&project) {
                    workers.send(request);
                }
                // One that waits is enough.
                let _ = self.nudge.try_send(());
            }
        }
    }
}

/// Sends the events of a project, from any thread. Waits while the window takes none.
fn emitter(out: Output, project: u64) -> Emit {
    Arc::new(move |event| {
        let instead = instead_of(&event);
        let sent = message::write(&mut *locked(&out), &FromEngine::Event { project, event });
        // Other errors mean that the window is gone; then the input ends as well.
        let Err(error) = sent.as_ref().map_err(io::Error::kind) else { return };
        if error == ErrorKind::InvalidData {
            log(&format!("an event that cannot be sent: {sent:?}"));
            if let Some(event) = instead {
                let _ = message::write(&mut *locked(&out), &FromEngine::Event { project, event });
            }
        }
    })
}

/// What is sent if the event has a table that cannot be sent.
fn instead_of(event: &Event) -> Option<Event> {
    let Event::Ready { generation, output, .. } = event else { return None };
    let problem = Problem::error(say!("engine-not-sent")).remedy(say!("engine-not-sent-remedy"));
    Some(Event::Failed { generation: *generation, node: output.node, problem })
}

/// A line for the log of the window.
fn log(line: &str) {
    let _ = writeln!(io::stderr(), "{line}");
}
