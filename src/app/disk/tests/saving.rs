//! Saves over known content, and files that are gone.

use super::*;

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
