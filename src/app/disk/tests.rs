use super::*;
use crate::app::view::{Closing, Dialog};
use crate::app::{Action, CanvasCommand, Command, NodeCommand, ProjectCommand, Unsaved, WindowCommand, Workspace};
use crate::document::{NodeId, Settings};
use crate::engine::{Cell, Engine, OutputRef};

const TEXT: &str = r#"(format: 1,
    nodes: {
        "t": (kind: "table", version: 1, settings: (headers: ["n"], rows: [["1"], ["2"], ["3"]])),
        "late": (kind: "filter", version: 1, settings: (condition: "n > 1")),
        "few": (kind: "limit", version: 1, settings: (count: 10)),
    },
    wires: [(from: "t", to: "late"), (from: "late", to: "few")],
    layout: { "t": (0, 0), "late": (20, 0), "few": (40, 0) },
)"#;

struct Bench {
    workspace: Workspace,
    folder: tempfile::TempDir,
}

impl Bench {
    fn new() -> Bench {
        let folder = tempfile::tempdir().unwrap();
        let mut bench = Bench { workspace: Workspace::from(App::without_state(Engine::inline())), folder };
        bench.put(TEXT);
        let path = bench.path();
        bench.ask(Command::Project(ProjectCommand::Open(path)));
        bench
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("a.ron")
    }

    /// Writes the file as another process would.
    fn put(&self, text: &str) {
        std::fs::write(self.path(), text).unwrap();
    }

    fn on_disk(&self) -> String {
        std::fs::read_to_string(self.path()).unwrap()
    }

    fn poll(&mut self) {
        while self.workspace.poll() {}
    }

    fn ask(&mut self, command: Command) {
        self.workspace.handle(command);
        self.poll();
    }

    fn act(&mut self, action: Action) {
        self.ask(Command::Do(action));
    }

    fn app(&self) -> &App {
        self.workspace.app()
    }

    fn id(&self, name: &str) -> NodeId {
        self.app().document().find(name).expect("a node")
    }

    fn set(&mut self, node: &str, settings: &str) {
        let node = self.id(node);
        self.ask(Command::Node(NodeCommand::Configure {
            node,
            settings: Settings::canonical(settings),
            gesture: String::new(),
        }));
    }

    fn settings(&self, node: &str) -> &str {
        self.app().document().node(self.id(node)).unwrap().settings.text()
    }

    fn status(&self) -> String {
        self.app().project.view.status.as_ref().map(ToString::to_string).unwrap_or_default()
    }

    fn rows(&self) -> Vec<String> {
        let output = self.app().project.results.output(OutputRef::first(self.id("few"))).expect("a result");
        let table = output.table.as_ref().expect("a table");
        let words = |cell| if let Cell::Integer(n) = cell { n.to_string() } else { format!("{cell:?}") };
        (0..table.len()).map(|row| words(table.cell(row, 0))).collect()
    }
}

#[test]
fn what_changes_on_disk_is_read_again_as_one_step_where_nothing_is_unsaved() {
    let mut bench = Bench::new();
    let late = bench.id("late");
    bench.ask(Command::Canvas(CanvasCommand::Select {
        nodes: [late].into(),
        wires: Vec::new(),
        mode: Default::default(),
    }));
    let camera = crate::app::view::Camera { x: 7.0, y: 8.0, zoom: 0.5 };
    bench.ask(Command::Canvas(CanvasCommand::SetCamera(camera)));
    bench.put(&TEXT.replace("n > 1", "n > 2").replace("\"few\"", "\"some\""));
    bench.poll();
    assert_eq!(bench.settings("late"), r#"(condition:"n > 2")"#);
    assert_eq!(bench.id("late"), late);
    assert_eq!((bench.app().project.view.selection.clone(), bench.app().project.view.camera), ([late].into(), camera));
    assert_eq!(bench.app().project.view.camera_request, None);
    assert!(!bench.app().project.is_unsaved());
    assert_eq!(bench.status(), "a changed on disk and was reloaded: Added: some, Changed: late, Removed: few");
    assert_eq!(bench.app().project.history.position(), 1);
    bench.act(Action::Undo);
    assert_eq!((bench.settings("late"), bench.rows()), (r#"(condition:"n > 1")"#, vec!["2".into(), "3".into()]));
    assert!(bench.app().project.is_unsaved(), "this version store nowhere");
    bench.act(Action::Redo);
    assert!(!bench.app().project.is_unsaved());
    // A different layout of the same project is not a change.
    bench.put(&bench.on_disk().replace("        ", " "));
    bench.poll();
    assert_eq!(bench.app().project.history.position(), 1);
}

#[test]
fn saving_never_replaces_what_was_not_seen() {
    let mut bench = Bench::new();
    bench.set("late", r#"(condition:"n > 0")"#);
    let theirs = TEXT.replace("count: 10", "count: 1");
    // Faster than the polling interval.
    bench.put(&theirs);
    bench.workspace.handle(Command::Do(Action::Save));
    assert_eq!(bench.on_disk(), theirs);
    assert_eq!(bench.app().project.view.dialog, Some(Dialog::OnDisk));
    bench.ask(Command::Window(WindowCommand::CloseDialog));
    // Also when another project is opened in its place, and when the window closes.
    let path = bench.path();
    bench.workspace.handle(Command::Project(ProjectCommand::SaveTo(path)));
    assert_eq!((bench.on_disk(), bench.app().project.view.dialog.clone()), (theirs.clone(), Some(Dialog::OnDisk)));
    bench.ask(Command::Window(WindowCommand::CloseDialog));
    bench.act(Action::Quit);
    assert_eq!(bench.app().project.view.dialog, Some(Dialog::Unsaved { then: Closing::Window }));
    bench.ask(Command::Project(ProjectCommand::ResolveUnsaved(Unsaved::SaveAll)));
    assert_eq!(bench.on_disk(), theirs);
    assert!(bench.workspace.take_effects().is_empty(), "the window stays");
    bench.ask(Command::Project(ProjectCommand::ResolveUnsaved(Unsaved::Save)));
    assert_eq!((bench.on_disk(), bench.app().project.view.dialog.clone()), (theirs, Some(Dialog::OnDisk)));
}

#[test]
fn both_versions_are_kept_where_they_do_not_clash() {
    let mut bench = Bench::new();
    bench.set("late", r#"(condition:"n > 0")"#);
    let theirs = TEXT.replace("count: 10", "count: 1");
    bench.put(&theirs);
    bench.poll();
    let OnDisk::Changed(versions) = &bench.app().project.disk.state else {
        panic!("{:?}", bench.app().project.disk.state)
    };
    assert_eq!((versions.merged.rows.len(), versions.merged.clashes()), (2, 0));
    assert!(bench.status().contains("unsaved changes here"));
    bench.ask(Command::Window(WindowCommand::OpenDialog(Dialog::OnDisk)));
    let steps = bench.app().project.history.position();
    bench.ask(Command::Project(ProjectCommand::OnDisk(DiskAnswer::Merge)));
    assert_eq!((bench.settings("late"), bench.settings("few")), (r#"(condition:"n > 0")"#, "(count:1)"));
    assert_eq!(bench.app().project.history.position(), steps + 1);
    assert!(bench.app().project.is_unsaved() && bench.app().project.view.dialog.is_none());
    assert_eq!(bench.on_disk(), theirs, "only Save writes");
    bench.act(Action::Undo);
    assert_eq!(bench.settings("few"), "(count:10)");
    bench.act(Action::Redo);
    bench.act(Action::Save);
    assert!(
        !bench.app().project.is_unsaved() && bench.on_disk().contains("n > 0") && bench.on_disk().contains("count: 1)")
    );
}

#[test]
fn of_clashes_mine_or_theirs_is_chosen() {
    let mine = r#"(condition:"n > 0")"#;
    let theirs = TEXT.replace("n > 1", "n > 2");
    let clash = || {
        let mut bench = Bench::new();
        bench.set("late", mine);
        bench.put(&theirs);
        bench.poll();
        bench
    };
    let mut bench = clash();
    bench.ask(Command::Project(ProjectCommand::OnDisk(DiskAnswer::KeepMine)));
    assert_eq!((bench.settings("late"), bench.app().project.is_unsaved()), (mine, true));
    bench.act(Action::Save);
    assert!(bench.on_disk().contains("n > 0"), "it was seen");

    let mut bench = clash();
    bench.ask(Command::Project(ProjectCommand::OnDisk(DiskAnswer::TakeTheirs)));
    assert_eq!((bench.settings("late"), bench.app().project.is_unsaved()), (r#"(condition:"n > 2")"#, false));
    bench.act(Action::Undo);
    assert_eq!((bench.settings("late"), bench.app().project.is_unsaved()), (mine, true));

    let mut bench = clash();
    bench.ask(Command::Project(ProjectCommand::OnDisk(DiskAnswer::Merge)));
    assert_eq!(bench.settings("late"), mine, "mine, unless theirs is chosen");

    let mut bench = clash();
    bench.ask(Command::Project(ProjectCommand::OnDisk(DiskAnswer::Choose { clash: 0, theirs: true })));
    bench.ask(Command::Project(ProjectCommand::OnDisk(DiskAnswer::Merge)));
    assert_eq!((bench.settings("late"), bench.app().project.is_unsaved()), (r#"(condition:"n > 2")"#, false));

    // Identical changes on both sides need no question.
    let mut bench = clash();
    bench.put(&TEXT.replace("n > 1", "n > 0"));
    bench.poll();
    assert!(matches!(bench.app().project.disk.state, OnDisk::Same) && !bench.app().project.is_unsaved());
}

#[test]
fn what_is_open_stays_where_the_file_is_gone_or_broken() {
    let mut bench = Bench::new();
    let half = "(format: 1,\n    nodes: {\n        \"t\": (kind";
    bench.put(half);
    bench.poll();
    assert!(matches!(bench.app().project.disk.state, OnDisk::Broken { .. }) && bench.status().contains("line 3"));
    assert_eq!(bench.app().document().nodes().len(), 3);
    bench.act(Action::Save);
    assert_eq!((bench.on_disk(), bench.app().project.view.dialog.clone()), (half.into(), Some(Dialog::OnDisk)));
    // Now completely written: the question is no longer relevant.
    bench.put(&TEXT.replace("n > 1", "n > 2"));
    bench.poll();
    assert!(matches!(bench.app().project.disk.state, OnDisk::Same) && bench.app().project.view.dialog.is_none());
    assert_eq!(bench.settings("late"), r#"(condition:"n > 2")"#);

    bench.put("<<<<<<< ours");
    bench.poll();
    bench.act(Action::Save);
    bench.ask(Command::Project(ProjectCommand::OnDisk(DiskAnswer::WriteOver)));
    assert!(bench.on_disk().contains("n > 2") && !bench.app().project.is_unsaved());

    std::fs::remove_file(bench.path()).unwrap();
    bench.poll();
    assert!(bench.app().project.disk.is_gone() && bench.app().project.is_unsaved(), "closing asks");
    assert_eq!(bench.app().document().nodes().len(), 3);
    bench.act(Action::Save);
    assert!(bench.on_disk().contains("n > 2") && !bench.app().project.is_unsaved());
    // Removed, and replaced by another one before Save.
    std::fs::remove_file(bench.path()).unwrap();
    bench.poll();
    bench.set("late", r#"(condition:"n > 0")"#);
    bench.put(TEXT);
    bench.workspace.handle(Command::Do(Action::Save));
    assert_eq!(bench.on_disk(), TEXT);
}

#[test]
fn two_windows_on_one_file_see_what_the_other_saves() {
    let mut one = Bench::new();
    let mut other = Workspace::from(App::without_state(Engine::inline()));
    other.handle(Command::Project(ProjectCommand::Open(one.path())));
    while other.poll() {}
    one.set("late", r#"(condition:"n > 0")"#);
    one.act(Action::Save);
    while other.poll() {}
    let late = other.app().document().find("late").unwrap();
    assert_eq!(other.app().document().node(late).unwrap().settings.text(), r#"(condition:"n > 0")"#);
    assert!(!other.app().project.is_unsaved());
}

#[test]
fn a_recovery_does_not_replace_a_newer_file() {
    let mut bench = Bench::new();
    let document = {
        bench.set("late", r#"(condition:"n > 0")"#);
        bench.app().document().clone()
    };
    let theirs = TEXT.replace("count: 10", "count: 1");
    bench.put(&theirs);
    let mut later = App::without_state(Engine::inline());
    let recovery = crate::app::Recovery {
        path: bench.folder.path().join("none.journal"),
        project: Some(bench.path()),
        when: None,
        changes: 1,
        nodes: 3,
        differences: Vec::new(),
        document,
        saved: Some(TEXT.into()),
    };
    let known = recovery.known();
    later.recover(recovery, known);
    later.refresh();
    while later.poll() {}
    assert!(matches!(later.project.disk.state, OnDisk::Changed(_)));
    later.handle(Command::Do(Action::Save));
    assert_eq!(bench.on_disk(), theirs);
}

#[test]
fn data_that_changes_is_read_again() {
    let mut bench = Bench::new();
    let data = bench.folder.path().join("n.csv");
    let text = TEXT
        .replace("\"table\"", "\"read_csv\"")
        .replace(r#"(headers: ["n"], rows: [["1"], ["2"], ["3"]])"#, r#"(path: "n*.csv")"#);
    std::fs::write(&data, "n\n2\n").unwrap();
    bench.put(&text);
    bench.poll();
    assert_eq!(bench.rows(), ["2"]);
    std::fs::write(&data, "n\n2\n3\n").unwrap();
    bench.poll();
    assert_eq!(bench.rows(), ["2", "3"]);
    std::fs::write(bench.folder.path().join("n2.csv"), "n\n4\n").unwrap();
    bench.poll();
    assert_eq!(bench.rows(), ["2", "3", "4"], "one more that the pattern matches");
    for name in ["n.csv", "n2.csv"] {
        std::fs::remove_file(bench.folder.path().join(name)).unwrap();
    }
    bench.poll();
    assert!(bench.app().project.results.get(bench.id("t")).unwrap().worst().is_some());
    std::fs::write(&data, "n\n5\n").unwrap();
    bench.poll();
    assert_eq!(bench.rows(), ["5"]);
}
