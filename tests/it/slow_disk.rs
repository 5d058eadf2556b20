//! A disk that does not answer: the window goes on, and nothing is lost. A named pipe stands for the disk: who reads it waits until
//! somebody writes.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use tablewire::app::{Action, App, CanvasCommand, Command, Effect, NodeCommand, ProjectCommand, TabCommand, Workspace};
use tablewire::document::{Position, Settings};
use tablewire::engine::Engine;

const TEXT: &str = r#"(format: 1, nodes: {
    "t": (kind: "table", version: 1, settings: (headers: ["n"], rows: [["1"], ["2"], ["3"]])),
    "late": (kind: "filter", version: 1, settings: (condition: "n > 1")),
}, wires: [(from: "t", to: "late")])"#;

/// So long at most does one frame's work take.
const FRAME: Duration = Duration::from_secs(2);
const LIMIT: Duration = Duration::from_secs(60);

struct Bench {
    workspace: Workspace,
    folder: tempfile::TempDir,
}

impl Bench {
    fn new() -> Bench {
        let mut app = App::without_state(Engine::spawn(Arc::new(|| ())));
        app.project.view.start_page = true;
        Bench { workspace: Workspace::from(app), folder: tempfile::tempdir().unwrap() }
    }

    /// A project that is open, and whose disk no longer answers.
    fn stuck() -> (Bench, PathBuf) {
        let mut bench = Bench::new();
        let path = bench.folder.path().join("sales.ron");
        std::fs::write(&path, TEXT).unwrap();
        bench.handle(Command::Project(ProjectCommand::Open(path.clone())));
        bench.until(|workspace| workspace.app().project.file.is_some());
        std::fs::remove_file(&path).unwrap();
        pipe(&path);
        (bench, path)
    }

    /// Does something, and holds it to the time that a frame may take.
    fn handle(&mut self, command: Command) {
        let from = Instant::now();
        self.workspace.handle(command);
        assert!(from.elapsed() < FRAME, "the window waited for {:?}", from.elapsed());
    }

    fn frames(&mut self, count: usize) {
        for _ in 0..count {
            let from = Instant::now();
            self.workspace.poll();
            assert!(from.elapsed() < FRAME, "a frame took {:?}", from.elapsed());
            std::thread::sleep(Duration::from_millis(2));
        }
    }

    fn until(&mut self, is_done: impl Fn(&Workspace) -> bool) {
        let until = Instant::now() + LIMIT;
        while !is_done(&self.workspace) {
            self.frames(1);
            assert!(Instant::now() < until, "{:?}", self.workspace.app().project.view.status);
        }
    }

    fn set(&mut self, condition: &str) {
        let node = self.workspace.app().document().find("late").expect("the filter");
        let settings = Settings::canonical(format!("(condition:{condition:?})"));
        self.handle(Command::Node(NodeCommand::Configure { node, settings, gesture: condition.into() }));
    }

    fn save(&mut self) {
        self.handle(Command::Do(Action::Save));
    }

    fn said(&self) -> String {
        self.workspace.app().project.view.status.clone().unwrap_or_default().to_string()
    }
}

fn pipe(path: &Path) {
    let made = std::process::Command::new("mkfifo").arg(path).status().unwrap();
    assert!(made.success());
}

/// The disk answers: it holds this text.
fn answer(path: &Path, text: &str) {
    std::fs::OpenOptions::new().write(true).open(path).unwrap().write_all(text.as_bytes()).unwrap();
}

#[test]
fn a_slow_disk_keeps_nobody_from_working_while_a_project_opens() {
    let mut bench = Bench::new();
    let path = bench.folder.path().join("far.ron");
    pipe(&path);
    bench.handle(Command::Project(ProjectCommand::Open(path.clone())));
    assert!(bench.said().starts_with("Opening "), "{}", bench.said());
    bench.handle(Command::Do(Action::New));
    bench.handle(Command::Canvas(CanvasCommand::Paste { text: "n\n1\n".into(), at: Position::default() }));
    bench.frames(30);
    assert_eq!(bench.workspace.app().document().nodes().len(), 1, "work goes on");
    answer(&path, TEXT);
    bench.until(|workspace| workspace.tabs().len() == 2);
    assert_eq!(bench.workspace.app().project.name(), "far");
    assert_eq!(bench.workspace.project_at(0).document().nodes().len(), 1, "what was begun meanwhile is still there");
}

#[test]
fn a_slow_disk_keeps_nobody_from_working_while_a_project_is_saved() {
    let (mut bench, path) = Bench::stuck();
    bench.set("n > 2");
    bench.save();
    bench.frames(30);
    assert!(bench.workspace.app().project.is_saving() && bench.said().starts_with("Saving "), "{}", bench.said());
    // What is changed meanwhile is not saved with it.
    bench.set("n > 0");
    bench.frames(30);
    answer(&path, TEXT);
    bench.until(|workspace| !workspace.app().project.is_saving());
    let saved = std::fs::read_to_string(&path).unwrap();
    assert!(saved.contains("n > 2") && !saved.contains("n > 0"), "{saved}");
    assert!(bench.workspace.app().project.is_unsaved());
    bench.handle(Command::Do(Action::Undo));
    assert!(!bench.workspace.app().project.is_unsaved(), "undone, it is what was saved");
    bench.handle(Command::Do(Action::Redo));
    assert!(bench.workspace.app().project.is_unsaved());
}

#[test]
fn two_saves_are_written_in_order() {
    let (mut bench, path) = Bench::stuck();
    bench.set("n > 2");
    bench.save();
    bench.set("n > 0");
    bench.save();
    bench.frames(10);
    answer(&path, TEXT);
    bench.until(|workspace| !workspace.app().project.is_unsaved());
    assert!(std::fs::read_to_string(&path).unwrap().contains("n > 0"));
    assert!(!bench.workspace.app().project.is_saving());
}

#[test]
fn closing_waits_for_the_save_that_is_under_way() {
    let (mut bench, path) = Bench::stuck();
    bench.set("n > 2");
    bench.save();
    let tab = bench.workspace.active();
    bench.handle(Command::Tab(TabCommand::Close(tab)));
    bench.handle(Command::Do(Action::Quit));
    bench.frames(10);
    assert_eq!((bench.workspace.active(), bench.workspace.take_effects()), (tab, Vec::new()));
    assert!(bench.said().contains("then closing it"), "{}", bench.said());
    answer(&path, TEXT);
    bench.until(|workspace| workspace.active() != tab);
    assert!(std::fs::read_to_string(&path).unwrap().contains("n > 2"));
    bench.until(|workspace| !workspace.app().project.is_saving());
    bench.frames(2);
    assert_eq!(bench.workspace.take_effects(), [Effect::Close]);
}

#[test]
fn a_save_that_fails_is_reported_and_loses_nothing() {
    let (mut bench, path) = Bench::stuck();
    bench.set("n > 2");
    bench.save();
    bench.set("n > 0");
    bench.frames(30);
    // Another program was there first: its file takes the place of the pipe, from which the save still reads.
    let (theirs, waiting) = (TEXT.replace("n > 1", "n > 9"), bench.folder.path().join("waiting"));
    let beside = bench.folder.path().join("theirs.ron");
    std::fs::hard_link(&path, &waiting).unwrap();
    std::fs::write(&beside, &theirs).unwrap();
    std::fs::rename(&beside, &path).unwrap();
    std::thread::spawn(move || answer(&waiting, &theirs));
    bench.until(|workspace| !workspace.app().project.is_saving());
    assert!(bench.workspace.app().project.is_unsaved());
    let document = bench.workspace.app().document();
    let late = document.node(document.find("late").unwrap()).unwrap();
    assert!(late.settings.text().contains("n > 0"), "{}", late.settings.text());
    assert!(bench.workspace.app().project.view.dialog.is_some(), "both versions are shown");
    let lost = bench.folder.path().join("none").join("sales.ron");
    bench.handle(Command::Project(ProjectCommand::SaveTo(lost)));
    bench.until(|workspace| !workspace.app().project.notices.is_empty());
    assert!(bench.said().starts_with("The project was not saved."), "{}", bench.said());
    assert_eq!(bench.workspace.app().project.notices.len(), 1);
    assert!(bench.workspace.app().project.is_unsaved());
}
