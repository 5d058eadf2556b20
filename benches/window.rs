//! What it costs that the window's engine is a process of its own: the same clicks and starts with the process and with an
//! engine on threads of this one, in turn. Each start until all tables is a new process, as it is for a user.
//!
//! Prints `ratio NAME MEASURED LIMIT`: the milliseconds that the process takes more, the median of many; then both times.

#![expect(clippy::print_stdout, reason = "a bench tells its figures")]
#![expect(clippy::disallowed_methods, reason = "the engine's process is the program, not this bench")]

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command as Process, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use tablewire::app::{App, Command, NodeCommand};
use tablewire::document::{NodeId, Settings};
use tablewire::engine::{Engine, OutputRef, Table};

type Wake = Arc<dyn Fn() + Send + Sync>;

const BINARY: &str = "TABLEWIRE_BINARY";
/// The folder with the project, in the process that measures.
const FOLDER: &str = "TABLEWIRE_BENCH_WINDOW";
/// What computes in a process that ends when it has all tables.
const ONCE: &str = "TABLEWIRE_BENCH_WINDOW_ONCE";
const LIMIT: Duration = Duration::from_secs(60);
const CLICKS: usize = 200;
const STARTS: usize = 20;
const ROWS: usize = 200_000;

fn main() {
    if let Some(folder) = std::env::var_os(FOLDER) {
        let folder = Path::new(&folder);
        return match std::env::var(ONCE).as_deref() {
            Ok("threads") => until_all_tables(folder, Engine::spawn),
            Ok(_) => until_all_tables(folder, Engine::process),
            Err(_) => measure(folder),
        };
    }
    let folder = tempfile::tempdir().expect("a folder");
    let rows: String = (0..ROWS).map(|n| format!("{n},{},name {}\n", n % 7, n % 1_000)).collect();
    std::fs::write(folder.path().join("numbers.csv"), format!("n,k,name\n{rows}")).expect("room");
    std::fs::write(folder.path().join("p.ron"), PROJECT).expect("room");
    // The program to start, and a state that no window shares, come from the environment.
    let mut again = Process::new(std::env::current_exe().expect("this program"));
    again.env(BINARY, env!("CARGO_BIN_EXE_tablewire")).env(FOLDER, folder.path());
    again.env("TABLEWIRE_STATE", folder.path().join("state")).env("TABLEWIRE_CACHE", folder.path().join("cache"));
    assert!(again.status().expect("a process").success());
}

const PROJECT: &str = r#"(
    format: 1,
    nodes: {
        "numbers": (kind: "read_csv", version: 1, settings: (path: "numbers.csv")),
        "above": (kind: "filter", version: 1, settings: (condition: "n >= 0")),
        "sums": (kind: "group_by", version: 1, settings: (keys: ["k"], aggregations: [(column: "n", function: Sum, name: "sum")])),
    },
    wires: [(from: "numbers", to: "above"), (from: "above", to: "sums")],
)"#;

/// A window without pixels.
struct Window {
    app: App,
    woken: Receiver<()>,
}

impl Window {
    fn open(folder: &Path, engine: fn(Wake) -> Engine) -> Window {
        let (wake, woken) = channel();
        let wake = Mutex::new(wake);
        let engine = engine(Arc::new(move || {
            // At the end nobody listens any more.
            let _ = wake.lock().expect("a sender").send(());
        }));
        let mut window = Window { app: App::without_state(engine), woken };
        window.app.open(&folder.join("p.ron"));
        window
    }

    /// Takes events in as the window does, whenever it is woken, until `is_so`.
    fn until(&mut self, is_so: impl Fn(&App) -> bool) {
        let start = Instant::now();
        loop {
            while self.app.poll() {}
            if is_so(&self.app) {
                return;
            }
            assert!(start.elapsed() < LIMIT, "nothing happens");
            let _ = self.woken.recv_timeout(Duration::from_millis(100));
        }
    }

    fn settle(&mut self) {
        self.until(|app| app.project.file.is_some() && app.project.results.settled);
    }

    fn node(&self, name: &str) -> NodeId {
        self.app.document().find(name).expect("a node")
    }

    /// From a changed setting to the table of the node.
    fn click(&mut self, bound: usize) -> Duration {
        let node = self.node("above");
        self.app.project.view.shown = Some(OutputRef::first(node));
        let settings = Settings::canonical(format!("(condition:\"n >= {bound}\")"));
        let begun = Instant::now();
        self.app.handle(Command::Node(NodeCommand::Configure { node, settings, gesture: "typed".into() }));
        // The table before begins with another number.
        let begins = |table: &Table| table.frame().columns()[0].get(0).is_ok_and(|n| n.extract() == Some(bound));
        self.until(|app| {
            let found = app.project.results.output(OutputRef::first(node));
            found.is_some_and(|found| !found.stale && found.table.as_deref().is_some_and(begins))
        });
        let took = begun.elapsed();
        self.settle();
        took
    }
}

/// Says so when there are all tables, and ends.
fn until_all_tables(folder: &Path, engine: fn(Wake) -> Engine) {
    Window::open(folder, engine).settle();
    println!("all tables");
}

fn measure(folder: &Path) {
    let in_process: fn(Wake) -> Engine = Engine::spawn;
    let in_child: fn(Wake) -> Engine = Engine::process;
    let start = |engine| {
        let begun = Instant::now();
        let window = Window::open(folder, engine);
        (begun.elapsed(), window)
    };
    let all_tables = |engine: &str| {
        let mut again = Process::new(std::env::current_exe().expect("this program"));
        let begun = Instant::now();
        let mut child = again.env(ONCE, engine).stdout(Stdio::piped()).spawn().expect("a process");
        let line = BufReader::new(child.stdout.take().expect("its output")).lines().next();
        let took = begun.elapsed();
        assert!(line.is_some_and(|line| line.is_ok()) && child.wait().is_ok_and(|status| status.success()));
        took
    };
    compare("start_until_the_window_draws", 20.0, STARTS, |_| start(in_process).0, |_| start(in_child).0);
    compare("start_until_all_tables", 20.0, STARTS, |_| all_tables("threads"), |_| all_tables("process"));
    let (mut here, mut there) = (Window::open(folder, in_process), Window::open(folder, in_child));
    here.settle();
    there.settle();
    compare("click_to_table", 3.0, CLICKS, |round| here.click(round + 1), |round| there.click(round + 1));
}

/// The two in turn; each comes first in every other round. The first round warms up.
fn compare(
    name: &str,
    limit: f64,
    rounds: usize,
    mut here: impl FnMut(usize) -> Duration,
    mut there: impl FnMut(usize) -> Duration,
) {
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for round in 0..=rounds {
        let (one, other) = if round % 2 == 0 {
            let one = here(round);
            (one, there(round))
        } else {
            let other = there(round);
            (here(round), other)
        };
        if round > 0 {
            ours.push(one);
            theirs.push(other);
        }
    }
    let (ours, theirs) = (median(ours), median(theirs));
    println!("ratio {name} {:.3} {limit}", theirs - ours);
    println!("      {theirs:.2} ms in a process, {ours:.2} ms in this one: {:.2} times", theirs / ours);
}

/// In milliseconds.
fn median(mut times: Vec<Duration>) -> f64 {
    times.sort();
    times[times.len() / 2].as_secs_f64() * 1_000.0
}
