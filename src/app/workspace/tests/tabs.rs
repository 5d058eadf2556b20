//! Tabs and their names.

use super::*;

#[test]
fn projects_open_in_tabs_and_keep_what_is_theirs() {
    let folder = tempfile::tempdir().unwrap();
    let a = project(folder.path(), "a.ron", "1");
    let b = project(folder.path(), "b.ron", "2");
    let mut workspace = workspace();
    ask(&mut workspace, Command::Project(ProjectCommand::Open(a.clone())));
    assert_eq!(names(&workspace), ["a"], "the untouched start page makes room");
    ask(&mut workspace, Command::Project(ProjectCommand::Open(b)));
    assert_eq!((names(&workspace), workspace.app().project.name().as_str()), (vec!["a".into(), "b".into()], "b"));
    paste(&mut workspace, "x\n1\n");
    assert_eq!(workspace.app().document().nodes().len(), 2);
    act(&mut workspace, Action::PreviousTab);
    assert_eq!((workspace.app().project.name().as_str(), workspace.app().document().nodes().len()), ("a", 1));
    act(&mut workspace, Action::Undo);
    assert!(workspace.project_at(1).is_unsaved(), "the undo was of the other project");
    act(&mut workspace, Action::NextTab);
    act(&mut workspace, Action::Undo);
    assert_eq!(workspace.app().document().nodes().len(), 1);
    // The same file by another path.
    let folder_name = folder.path().file_name().unwrap();
    ask(
        &mut workspace,
        Command::Project(ProjectCommand::Open(folder.path().join("..").join(folder_name).join("a.ron"))),
    );
    assert_eq!((names(&workspace).len(), workspace.app().project.name().as_str()), (2, "a"), "it was open already");
    ask(&mut workspace, Command::Project(ProjectCommand::Open(folder.path().join("nothing.ron"))));
    assert_eq!((names(&workspace).len(), workspace.app().project.name().as_str()), (2, "a"));
    assert!(workspace.app().project.view.status.as_ref().unwrap().contains("nothing.ron"));
    ask(&mut workspace, Command::Project(ProjectCommand::SaveTo(folder.path().join("b"))));
    assert_eq!(workspace.app().project.name(), "a", "{:?}", workspace.app().project.view.status);
}

#[test]
fn a_dropped_project_and_a_new_one_get_tabs() {
    let folder = tempfile::tempdir().unwrap();
    let a = project(folder.path(), "a.ron", "1");
    let b = project(folder.path(), "b.ron", "2");
    let mut workspace = workspace();
    act(&mut workspace, Action::New);
    assert_eq!((names(&workspace).len(), workspace.app().project.view.start_page), (1, false));
    act(&mut workspace, Action::New);
    assert_eq!(names(&workspace).len(), 2, "an empty canvas was asked for twice");
    ask(&mut workspace, Command::Canvas(CanvasCommand::DropFiles { paths: vec![a, b], at: Position::default() }));
    assert_eq!(names(&workspace), ["Untitled", "a", "b"]);
    let first = workspace.tabs()[0].id;
    let second = workspace.tabs()[1].id;
    ask(&mut workspace, Command::Tab(TabCommand::Move { tab: first, to: 2 }));
    assert_eq!(
        (names(&workspace), workspace.app().project.name()),
        (vec!["a".into(), "b".into(), "Untitled".into()], "b".into())
    );
    act(&mut workspace, Action::MoveTabLeft);
    assert_eq!(names(&workspace), ["b", "a", "Untitled"]);
    ask(&mut workspace, Command::Tab(TabCommand::CloseOthers(second)));
    assert_eq!(names(&workspace), ["a"]);
    act(&mut workspace, Action::ReopenTab);
    assert_eq!(workspace.app().project.name(), "b");
}

#[test]
fn nodes_copied_into_another_folder_read_the_same_file() {
    let folder = tempfile::tempdir().unwrap();
    let other = folder.path().join("other");
    std::fs::create_dir(&other).unwrap();
    std::fs::write(folder.path().join("n.csv"), "n\n7\n").unwrap();
    let mut workspace = workspace();
    act(&mut workspace, Action::New);
    ask(
        &mut workspace,
        Command::Canvas(CanvasCommand::DropFiles { paths: vec![folder.path().join("n.csv")], at: Position::default() }),
    );
    ask(&mut workspace, Command::Project(ProjectCommand::SaveTo(folder.path().join("a.ron"))));
    let node = workspace.app().selected_node().unwrap();
    ask(
        &mut workspace,
        Command::Node(NodeCommand::SetPath { node, setting: "path".into(), path: folder.path().join("n.csv") }),
    );
    let path = |workspace: &Workspace| {
        let node = workspace.app().selected_node().and_then(|id| workspace.app().document().node(id));
        node.unwrap().settings.text().to_owned()
    };
    assert!(path(&workspace).contains("\"n.csv\""), "{}", path(&workspace));
    ask(&mut workspace, Command::Project(ProjectCommand::Open(project(&other, "b.ron", "1"))));
    act(&mut workspace, Action::PreviousTab);
    act(&mut workspace, Action::Copy);
    let Some(Effect::CopyText(text)) = workspace.take_effects().pop() else { panic!("nothing was copied") };
    act(&mut workspace, Action::NextTab);
    paste(&mut workspace, &text);
    assert!(
        path(&workspace).contains(&folder.path().join("n.csv").to_string_lossy().replace('\\', "/")),
        "{}",
        path(&workspace)
    );
    let pasted: NodeId = workspace.app().selected_node().unwrap();
    assert_eq!(workspace.app().project.results.output(OutputRef::first(pasted)).unwrap().rows, Some(1));
    act(&mut workspace, Action::PreviousTab);
    paste(&mut workspace, &text);
    assert!(path(&workspace).contains("\"n.csv\""), "in its own folder it stays as it is");
}

#[test]
fn tabs_of_one_name_are_told_apart() {
    let folder = tempfile::tempdir().unwrap();
    let mut workspace = workspace();
    for part in ["north", "south"] {
        let inner = folder.path().join(part);
        std::fs::create_dir(&inner).unwrap();
        ask(&mut workspace, Command::Project(ProjectCommand::Open(project(&inner, "sales.ron", "1"))));
    }
    ask(&mut workspace, Command::Project(ProjectCommand::Open(project(folder.path(), "other.ron", "1"))));
    act(&mut workspace, Action::New);
    act(&mut workspace, Action::New);
    let names: Vec<String> = workspace.tabs().iter().map(|tab| workspace.name_of(tab)).collect();
    assert_eq!(names, ["sales · north", "sales · south", "other", "Untitled", "Untitled 2"]);
}
