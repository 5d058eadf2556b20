//! The project's file changes while its window stands there, by what a person sees and presses.

use std::path::PathBuf;

use egui::accesskit::Toggled;
use egui::{Key, Modifiers, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use tablewire::app::{Command, NodeCommand, ProjectCommand};
use tablewire::document::Settings;

use crate::window::{Window, app, ask, opened};

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
    window: Window,
    path: PathBuf,
    _folder: tempfile::TempDir,
}

fn bench() -> Bench {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sales.ron");
    std::fs::write(&path, TEXT).unwrap();
    let file = path.clone();
    let mut window = opened(Harness::builder().with_size(vec2(1360.0, 860.0)), move |app| app.open(&file));
    window.run_steps(6);
    Bench { window, path, _folder: folder }
}

impl Bench {
    fn put(&mut self, text: &str) {
        std::fs::write(&self.path, text).unwrap();
        self.window.run_steps(6);
    }

    fn on_disk(&self) -> String {
        std::fs::read_to_string(&self.path).unwrap()
    }

    fn settings(&mut self, node: &str) -> String {
        let document = app(&mut self.window).document();
        document.node(document.find(node).expect("a node")).unwrap().settings.text().to_owned()
    }

    fn set_late(&mut self, condition: &str) {
        let node = app(&mut self.window).document().find("late").unwrap();
        let settings = Settings::canonical(format!("(condition:{condition:?})"));
        ask(&mut self.window, Command::Node(NodeCommand::Configure { node, settings, gesture: "typing".into() }));
    }

    fn press(&mut self, label: &str) {
        self.window.get_by_label(label).click();
        self.window.run_steps(6);
    }

    fn save(&mut self) {
        self.window.key_press_modifiers(Modifiers::COMMAND, Key::S);
        self.window.run_steps(6);
    }
}

#[test]
fn it_is_read_again_and_said_where_nothing_is_unsaved() {
    let mut bench = bench();
    bench.put(&TEXT.replace("n > 1", "n > 2"));
    assert_eq!(bench.settings("late"), r#"(condition:"n > 2")"#);
    bench.window.get_by_label("sales changed on disk and was reloaded: Changed: late");
    assert!(bench.window.query_by_label("Compare…").is_none());
    bench.window.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    bench.window.run_steps(6);
    assert_eq!(bench.settings("late"), r#"(condition:"n > 1")"#);
    assert!(app(&mut bench.window).project.is_unsaved());
}

#[test]
fn both_versions_are_shown_and_merged() {
    let mut bench = bench();
    bench.set_late("n > 0");
    let theirs = TEXT.replace("n > 1", "n > 2").replace("count: 10", "count: 1");
    bench.put(&theirs);
    bench.window.get_by_label("Changed on disk, with unsaved changes here");
    bench.press("Compare…");
    bench.window.get_by_label("sales changed on disk");
    let is_chosen =
        |bench: &Bench, label: &str| bench.window.get_by_label(label).accesskit_node().toggled() == Some(Toggled::True);
    let (mine, other) = ("late · Rows where, here: n > 0", "late · Rows where, on disk: n > 2");
    assert!(is_chosen(&bench, mine) && !is_chosen(&bench, other));
    bench.press(other);
    assert!(!is_chosen(&bench, mine) && is_chosen(&bench, other));
    bench.press(mine);
    bench.press("Merge");
    assert_eq!((bench.settings("late"), bench.settings("few")), (r#"(condition:"n > 0")"#.into(), "(count:1)".into()));
    assert_eq!(bench.on_disk(), theirs, "nothing is written before Save");
    assert!(bench.window.query_by_label("Compare…").is_none());
    bench.save();
    assert!(bench.on_disk().contains("n > 0") && bench.on_disk().contains("count: 1)"));
}

#[test]
fn saving_shows_the_other_version_instead_of_replacing_it() {
    let mut bench = bench();
    bench.set_late("n > 0");
    let theirs = TEXT.replace("n > 1", "n > 2");
    bench.put(&theirs);
    bench.save();
    bench.window.get_by_label("sales changed on disk");
    // Enter is no answer here: it may have been meant for what was there before.
    bench.window.key_press(Key::Enter);
    bench.window.run_steps(4);
    bench.window.get_by_label("sales changed on disk");
    bench.window.key_press(Key::Escape);
    bench.window.run_steps(4);
    assert_eq!((bench.on_disk(), bench.settings("late")), (theirs.clone(), r#"(condition:"n > 0")"#.into()));
    bench.save();
    bench.press("Use theirs");
    assert_eq!((bench.on_disk(), bench.settings("late")), (theirs, r#"(condition:"n > 2")"#.into()));
    assert!(!app(&mut bench.window).project.is_unsaved());
}

#[test]
fn a_file_that_is_gone_or_broken_is_reported_over_the_canvas() {
    let mut bench = bench();
    bench.put("(format: 1, nodes: {");
    bench.window.get_by_label("The file on disk can no longer be read");
    bench.press("Options…");
    bench.window.get_by_label("sales on disk is no longer a project");
    bench.press("Overwrite");
    assert!(bench.on_disk().contains("n > 1"));
    std::fs::remove_file(&bench.path).unwrap();
    bench.window.run_steps(6);
    bench.window.get_by_label("The file was deleted from disk");
    bench.save();
    assert!(
        bench.on_disk().contains("n > 1") && bench.window.query_by_label("The file was deleted from disk").is_none()
    );
}

#[test]
fn a_broken_file_opens_a_page() {
    let mut bench = bench();
    let broken = bench.path.with_file_name("broken.ron");
    let cases = [
        ("(format: 1,\n  nodes: {\n    \"t\": (kind: 5),\n", "Line 3, column"),
        ("", "The file is empty"),
        ("(format: 1,\n<<<<<<< HEAD\n nodes: {},\n=======\n>>>>>>> x\n)", "line 2 starts a conflict"),
    ];
    for (text, why) in cases {
        std::fs::write(&broken, text).unwrap();
        bench
            .window
            .state_mut()
            .as_mut()
            .unwrap()
            .workspace
            .handle(Command::Project(ProjectCommand::Open(broken.clone())));
        bench.window.run_steps(6);
        bench.window.get_by_label("Cannot open broken.ron");
        assert!(bench.window.query_all_by_label_contains(why).next().is_some(), "{why}");
    }
    assert_eq!(app(&mut bench.window).project.name(), "broken");
    bench.window.get_by_label("Open in text editor");
    std::fs::write(&broken, TEXT).unwrap();
    bench.press("Open again");
    assert!(app(&mut bench.window).document().find("late").is_some());
    assert!(bench.window.query_by_label("Cannot open broken.ron").is_none());
}
