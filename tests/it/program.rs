//! The program as a user of the command line has it: a folder with files, a command, its output and exit code.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

/// A folder of its own for one test, the state folder included.
pub struct Place {
    folder: tempfile::TempDir,
}

/// What a command did.
#[derive(Debug)]
pub struct Said {
    pub code: i32,
    pub out: String,
    pub err: String,
}

/// People with ages, one of them unknown, one name empty.
pub const PEOPLE: &str = "name,age,city\nAda,36,London\nBlaise,39,Paris\nEmmy,,Erlangen\nKurt,12,Brno\n\"\",50,Oslo\n";

impl Place {
    pub fn new() -> Place {
        Place { folder: tempfile::Builder::new().prefix("tablewire-it-").tempdir().expect("a temporary folder") }
    }

    /// A folder that holds `people.csv`.
    pub fn with_people() -> Place {
        let place = Place::new();
        place.put("people.csv", PEOPLE);
        place
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn put(&self, name: &str, text: &str) -> &Self {
        self.put_bytes(name, text.as_bytes());
        self
    }

    pub fn put_bytes(&self, name: &str, bytes: &[u8]) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().expect("below the folder")).expect("a folder");
        std::fs::write(path, bytes).expect("a file");
    }

    pub fn text(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// The names in a folder, hidden ones included, sorted.
    pub fn names(&self, folder: &str) -> Vec<String> {
        let mut names: Vec<String> = std::fs::read_dir(self.path(folder))
            .map(|entries| entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect())
            .unwrap_or_default();
        names.retain(|name| name != STATE);
        names.sort();
        names
    }

    /// The program with `arguments`, to be started in the folder.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tablewire"));
        command.args(arguments);
        self.settled(command)
    }

    /// `command` in this folder, without a display, and with its state in this folder.
    pub fn settled(&self, mut command: Command) -> Command {
        command.current_dir(self.folder.path()).env("TABLEWIRE_STATE", self.path(STATE)).stdin(Stdio::null());
        for name in ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET", "RUST_BACKTRACE"] {
            command.env_remove(name);
        }
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Said {
        said(self.command(arguments).output().expect("the program starts"))
    }

    pub fn folder(&self) -> &Path {
        self.folder.path()
    }
}

/// The process that does the work of a command: its child on systems where it has one.
pub fn worker(command: &Child) -> Option<u32> {
    let children = std::fs::read_to_string(format!("/proc/{0}/task/{0}/children", command.id())).unwrap_or_default();
    children.split_whitespace().next()?.parse().ok()
}

/// Whether a process runs; one that has ended and that nobody has waited for does not. Its first thread may end before the others,
/// which hold its files and locks.
pub fn is_there(process: u32) -> bool {
    let state = std::fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    let threads = std::fs::read_dir(format!("/proc/{process}/task")).map_or(0, Iterator::count);
    !state.is_empty() && (threads > 1 || !state.contains(") Z ") && !state.contains(") X "))
}

/// Kills a command, if it still runs, and waits until the process that does its work has ended with it.
pub fn kill(command: &mut Child) {
    let worker = worker(command);
    let _ = command.kill();
    command.wait().expect("ends");
    while worker.is_some_and(is_there) {
        std::thread::sleep(std::time::Duration::from_millis(1));
    }
}

/// Starts `command` until nothing of a killed run is left. A process that is still being taken down keeps its locks, and then it is the
/// start after; more than a few seconds it never takes.
pub fn start_until(place: &Place, command: &[&str], is_clean: impl Fn() -> bool) {
    for _ in 0..20 {
        place.run(command).code(0);
        if is_clean() {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
}

/// The state folder inside a place.
pub const STATE: &str = "state";

pub fn said(output: Output) -> Said {
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    Said { code: output.status.code().unwrap_or(-1), out: text(output.stdout), err: text(output.stderr) }
}

impl Said {
    /// Fails unless the exit code is `code`.
    #[track_caller]
    pub fn code(&self, code: i32) -> &Self {
        assert_eq!(self.code, code, "{self:#?}");
        self
    }

    /// Fails unless standard output holds every one of `parts`.
    #[track_caller]
    pub fn out(&self, parts: &[&str]) -> &Self {
        parts.iter().for_each(|part| assert!(self.out.contains(part), "no {part:?} in {self:#?}"));
        self
    }

    /// Fails unless one line of standard error holds every one of `parts`.
    #[track_caller]
    pub fn err_line(&self, parts: &[&str]) -> &Self {
        let holds = |line: &str| parts.iter().all(|part| line.contains(part));
        assert!(self.err.lines().any(holds), "no line with {parts:?} in {self:#?}");
        self
    }
}

/// A project of `nodes` ("name": "kind", "settings") and `wires` ("from", "to").
pub fn project(nodes: &[(&str, &str, &str)], wires: &[(&str, &str)]) -> String {
    let mut text = String::from("(\n    format: 1,\n    nodes: {\n");
    for (name, kind, settings) in nodes {
        text.push_str(&format!("        {name:?}: (kind: {kind:?}, version: 1, settings: {settings}),\n"));
    }
    text.push_str("    },\n    wires: [\n");
    for (from, to) in wires {
        text.push_str(&format!("        (from: {from:?}, to: {to:?}),\n"));
    }
    text.push_str("    ],\n)\n");
    text
}

/// People, filtered, written: the project of most tests.
pub fn adults() -> String {
    project(
        &[
            ("adults", "filter", "(condition: \"age >= 18\")"),
            ("oldest_first", "sort", "(keys: [(column: \"age\", order: Descending)])"),
            ("out", "write_csv", "(path: \"out/adults.csv\", create_folders: true)"),
            ("people", "read_csv", "(path: \"people.csv\")"),
        ],
        &[("people", "adults"), ("adults", "oldest_first"), ("oldest_first", "out")],
    )
}
