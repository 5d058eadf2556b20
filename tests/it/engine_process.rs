//! The engine's process ends in every way there is while a project is edited: the window stays, says why, and goes on.

mod costs;
mod edited;
mod ends;
mod hanging;
mod library;
mod screen;

use std::path::Path;
use std::process::{Command as Process, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use tablewire::app::{App, Command, NodeCommand};
use tablewire::base::Fix;
use tablewire::document::{NodeId, Settings};
use tablewire::engine::{Engine, OutputRef};

use crate::program::{Place, project};

/// Nothing takes longer, however busy the machine is.
const LIMIT: Duration = Duration::from_secs(60);

/// A window without pixels, with a project open.
struct Window(App);

impl Window {
    fn open(file: &Path) -> Window {
        let mut window = Window(App::without_state(Engine::process(Arc::new(|| ()))));
        window.0.open(file);
        window.until("the tables come", |app| app.project.file.is_some() && app.project.results.settled);
        window
    }

    /// Draws frames until `is_so`; returns how long that took.
    #[track_caller]
    fn until(&mut self, what: &str, is_so: impl Fn(&App) -> bool) -> Duration {
        let start = Instant::now();
        loop {
            while self.0.poll() {}
            if is_so(&self.0) {
                return start.elapsed();
            }
            assert!(start.elapsed() < LIMIT, "{what}: {:?}, {:?}", self.said(), self.problems());
            std::thread::sleep(Duration::from_millis(1));
        }
    }

    fn node(&self, name: &str) -> NodeId {
        self.0.document().find(name).expect("a node")
    }

    fn set(&mut self, node: &str, settings: &str) {
        let node = self.node(node);
        let settings = Settings::canonical(settings);
        self.0.handle(Command::Node(NodeCommand::Configure { node, settings, gesture: "typed".into() }));
    }

    fn show(&mut self, node: &str) {
        let node = self.node(node);
        self.0.project.view.shown = Some(OutputRef::first(node));
    }

    /// The number of rows of a node's table; `None` unless the table is that of its settings.
    fn rows(&self, node: &str) -> Option<u64> {
        let found = self.0.project.results.output(OutputRef::first(self.node(node)))?;
        found.table.as_ref().filter(|_| !found.stale)?;
        found.rows
    }

    fn said(&self) -> String {
        self.0.project.view.status.clone().unwrap_or_default().to_string()
    }

    fn problems(&self) -> Vec<String> {
        self.0.problems().map(|(_, problem)| problem.to_string()).collect()
    }

    /// The nodes that are set aside.
    fn aside(&self) -> Vec<String> {
        let found = self.0.problems().filter(|(_, problem)| problem.fixes.contains(&Fix::TryAgain));
        found.map(|(node, _)| self.0.document().node(node.expect("a node")).expect("there").name.clone()).collect()
    }

    /// Clicks "try again" at every node that was set aside.
    fn try_again(&mut self) {
        let found: Vec<_> = self.0.problems().map(|(node, problem)| (node, problem.clone())).collect();
        for (node, problem) in found.into_iter().filter(|(_, problem)| problem.fixes.contains(&Fix::TryAgain)) {
            let node = node.expect("a node");
            self.0.handle(Command::Node(NodeCommand::ApplyFix { node, problem, fix: Fix::TryAgain }));
        }
    }
}

fn signal(name: &str, process: u32) {
    let sent = Process::new("kill").args([&format!("-{name}"), &process.to_string()]).stderr(Stdio::null()).status();
    sent.expect("kill is there");
}

/// Sends a signal until the process has ended: Rust's own handler takes the first one that is about memory.
fn end(name: &str, process: u32) {
    let start = Instant::now();
    while is_there(process) {
        signal(name, process);
        assert!(start.elapsed() < LIMIT, "SIG{name} has no effect");
        std::thread::sleep(Duration::from_millis(10));
    }
}

fn is_there(process: u32) -> bool {
    let state = std::fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    // A process that has ended and is not waited for is a zombie.
    !state.is_empty() && !state.contains(") Z ")
}

/// Numbers, of which those above a bound are counted.
fn numbers(place: &Place) {
    let rows: String = (0..50_000).map(|n| format!("{n},{}\n", n % 7)).collect();
    let text = project(
        &[
            ("numbers", "read_csv", "(path: \"numbers.csv\")"),
            ("above", "filter", "(condition: \"n >= 0\")"),
            ("sorted", "sort", "(keys: [(column: \"n\", order: Descending)])"),
        ],
        &[("numbers", "above"), ("above", "sorted")],
    );
    place.put("numbers.csv", &format!("n,k\n{rows}")).put("p.ron", &text);
}

/// Two tables that are joined by one key that is everywhere.
fn explosion(place: &Place, rows: u32, (last, kind, settings): (&str, &str, &str)) {
    let text: String = (0..rows).map(|n| format!("1,{n}\n")).collect();
    let project = project(
        &[
            ("numbers", "read_csv", "(path: \"numbers.csv\")"),
            ("pairs", "join", "(keys: [(left: \"key\", right: \"key\")])"),
            (last, kind, settings),
            ("few", "limit", "(count: 5)"),
        ],
        &[("numbers", "pairs.left"), ("numbers", "pairs.right"), ("pairs", last), ("numbers", "few")],
    );
    place.put("numbers.csv", &format!("key,n\n{text}")).put("p.ron", &project);
}
