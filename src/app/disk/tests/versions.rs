//! Changes of the file by others.

use super::*;

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
