//! Saving and opening projects, and files dropped on the canvas.

use super::*;

#[test]
fn save_open_and_the_question_about_changes() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("project");
    let mut app = app();
    let source = numbers(&mut app);
    assert!(app.project.history.is_dirty());
    ask(&mut app, Command::Do(Action::Save));
    assert_eq!(app.project.view.dialog, Some(Dialog::SaveFile { then: None }));
    ask(&mut app, Command::Project(ProjectCommand::SaveTo(path.clone())));
    let path = path.with_extension("ron");
    assert!(path.is_file() && !app.project.history.is_dirty());
    assert_eq!(app.project.title(), "project – Tablewire");
    ask(&mut app, Command::Canvas(CanvasCommand::MoveBy { nodes: BTreeSet::from([source]), dx: 3, dy: 0, drag: 1 }));
    app.confirm_unsaved(Closing::Tab);
    assert_eq!(app.project.view.dialog, Some(Dialog::Unsaved { then: Closing::Tab }));
    ask(&mut app, Command::Project(ProjectCommand::ResolveUnsaved(Unsaved::Cancel)));
    assert_eq!((app.document().nodes().len(), app.project.requests.len()), (1, 0));
    app.confirm_unsaved(Closing::Tab);
    ask(&mut app, Command::Project(ProjectCommand::ResolveUnsaved(Unsaved::Save)));
    assert!(!app.project.history.is_dirty());
    assert_eq!(std::mem::take(&mut app.project.requests), [workspace::WorkspaceRequest::CloseNow(Closing::Tab)]);
    app.open(&path);
    while app.poll() {}
    let opened = app.document().nodes().next().unwrap().0;
    assert_eq!(column(&app, opened), ["1", "2", "3", "4", "5"]);
}

#[test]
fn a_file_that_cannot_be_opened_leaves_the_project_alone() {
    let folder = tempfile::tempdir().unwrap();
    let broken = folder.path().join("broken.ron");
    std::fs::write(&broken, "(format: 1,\n nodes: {\n").unwrap();
    let mut app = app();
    numbers(&mut app);
    app.open(&broken);
    assert!(app.project.view.status.as_ref().unwrap().contains("line"), "{:?}", app.project.view.status);
    app.open(Path::new("/nowhere/at/all.ron"));
    assert!(app.project.view.status.as_ref().unwrap().contains("all.ron"));
    assert_eq!(app.document().nodes().len(), 1);
}

#[test]
fn dropped_files_become_their_readers() {
    let folder = tempfile::tempdir().unwrap();
    let csv = folder.path().join("My data.csv");
    std::fs::write(&csv, "n\n1\n2\n").unwrap();
    let mut app = app();
    let paths = vec![csv, folder.path().join("picture.png")];
    ask(&mut app, Command::Canvas(CanvasCommand::DropFiles { paths, at: Position::default() }));
    let node = app.document().find("my_data").expect("named after the file");
    assert_eq!(column(&app, node), ["1", "2"]);
    assert_eq!(app.document().nodes().len(), 1);
}
