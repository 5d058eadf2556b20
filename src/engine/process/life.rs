//! One life of the engine's process, from its start to its end.

use std::collections::VecDeque;
use std::io::{self, BufRead, BufReader, Write};
use std::process::{ChildStderr, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::Arc;

use super::board::SLOTS;
use super::host::Host;
use super::message::{self, Arrived, FromEngine, ToEngine};
use crate::base::{Problem, environment};
use crate::connect::{Board, NewBoard};
use crate::engine::control::thread::thread;

/// The number of last lines of standard error that are remembered.
const LINES: usize = 20;

/// How it was.
pub(super) struct Over {
    pub status: Option<ExitStatus>,
    pub words: Vec<String>,
    pub board: Option<Arc<Board>>,
    /// Whether it came to work.
    pub was_ready: bool,
}

/// Starts the process, and passes messages until it ends. `None`: the window ends as well.
///
/// # Errors
/// If it cannot be started.
pub(super) fn live(host: &Arc<Host>) -> Result<Option<Over>, Problem> {
    let not_started = |error: io::Error| {
        Problem::error(say!("engine-not-started", error = error)).remedy(say!("engine-not-started-remedy"))
    };
    let new = Board::create(SLOTS).map_err(not_started)?;
    let NewBoard { board, path: board_file } = new;
    let path = board_file.to_path_buf();
    let mut child = command().map_err(not_started)?.spawn().map_err(not_started)?;
    let (input, output, errors) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
    let mut child = Some(child);
    let life = host.unless_closed(|state| {
        state.life += 1;
        state.child = child.take();
        state.board = Some(Arc::new(board));
        state.begin(ToEngine::Begin { board: path });
        state.life
    });
    let Some(life) = life else {
        // Its input is closed with `input`.
        drop(input);
        child.iter_mut().for_each(|child| drop(child.wait()));
        return Ok(None);
    };
    let writer = {
        let host = host.clone();
        thread("engine-requests", move || {
            if let Some(input) = input {
                tell(&host, life, input);
            }
        })
    };
    let words = errors.and_then(|errors| {
        let (sender, words) = crossbeam_channel::bounded(1);
        thread("engine-log", move || drop(sender.send(listen(errors)))).map(|_| words)
    });
    let mut output = output.map(|output| BufReader::with_capacity(1 << 16, output));
    let mut board_file = Some(board_file);
    while let Some(output) = &mut output {
        match message::read(output) {
            Ok(Some(Arrived::Message(FromEngine::Ready))) => drop(board_file.take()),
            Ok(Some(Arrived::Message(FromEngine::Event { project, event }))) => host.deliver(project, event),
            Ok(Some(Arrived::Unreadable(why))) => log(&format!("an event that cannot be read: {why}")),
            Ok(None) | Err(_) => break,
        }
    }
    let (child, board) = host.end_life();
    let status = child.and_then(|mut child| {
        // It may only have closed its output.
        let _ = child.kill();
        child.wait().ok()
    });
    writer.into_iter().for_each(|writer| drop(writer.join()));
    let words = words.and_then(|words| words.recv().ok()).unwrap_or_default();
    let was_ready = board_file.is_none();
    Ok(host.unless_closed(|_| Over { status, words, board, was_ready }))
}

/// This program once more: the one that is running, even if its file was replaced meanwhile.
fn command() -> io::Result<Command> {
    let binary = match environment::path(environment::BINARY) {
        Some(chosen) => chosen,
        None if cfg!(target_os = "linux") => "/proc/self/exe".into(),
        None => std::env::current_exe()?,
    };
    let mut command = Command::new(binary);
    command.arg("engine").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    #[cfg(unix)]
    // Ctrl+C on a terminal is for the window, with which it ends.
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    Ok(command)
}

/// Sends messages until this life is over.
fn tell(host: &Host, life: u64, mut input: ChildStdin) {
    while let Some(message) = host.next(life) {
        match message::write(&mut input, &message) {
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::InvalidData => {
                log(&format!("a request that cannot be sent: {error}"));
            }
            // It has ended, which is noticed where its events are read.
            Err(_) => return,
        }
    }
}

/// Passes on what the process writes to standard error; returns the last lines.
fn listen(errors: ChildStderr) -> Vec<String> {
    let mut last = VecDeque::new();
    for line in BufReader::new(errors).split(b'\n').map_while(Result::ok) {
        let line = String::from_utf8_lossy(&line).into_owned();
        log(&line);
        if last.len() == LINES {
            last.pop_front();
        }
        last.push_back(line);
    }
    last.into()
}

fn log(line: &str) {
    let _ = writeln!(io::stderr(), "engine: {line}");
}
