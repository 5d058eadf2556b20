//! Several projects at once: routing of commands, questions before closing, restoring.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::*;
use crate::app::view::{Closing, Dialog};
use crate::app::{Action, CanvasCommand, NodeCommand, NodeState, ProjectCommand, Unsaved};
use crate::document::{NodeId, Position};
use crate::engine::{Engine, OutputRef, RunOutcome, Work};

fn workspace() -> Workspace {
    let mut app = App::without_state(Engine::inline());
    app.project.view.start_page = true;
    Workspace::from(app)
}

fn ask(workspace: &mut Workspace, command: Command) {
    workspace.handle(command);
    while workspace.poll() {}
}

fn act(workspace: &mut Workspace, action: Action) {
    ask(workspace, Command::Do(action));
}

fn paste(workspace: &mut Workspace, text: &str) {
    ask(workspace, Command::Canvas(CanvasCommand::Paste { text: text.into(), at: Position::default() }));
}

/// A project file with one typed table.
fn project(folder: &Path, name: &str, cell: &str) -> PathBuf {
    let path = folder.join(name);
    let text = format!(
        "(format: 1, nodes: {{\"t\": (kind: \"table\", version: 1, settings: (headers: [\"n\"], rows: [[\"{cell}\"]]))}})"
    );
    std::fs::write(&path, text).unwrap();
    path
}

fn names(workspace: &Workspace) -> Vec<String> {
    workspace.tabs().iter().map(|tab| workspace.project(tab).name()).collect()
}

fn is_fresh(app: &App) -> bool {
    app.document()
        .nodes()
        .all(|(id, _)| app.project.results.get(id).is_some_and(|result| result.state == NodeState::Fresh))
}

#[test]
fn projects_open_in_tabs_and_keep_what_is_theirs() {
    let folder = tempfile::tempdir().unwrap();
    let (a, b) = (project(folder.path(), "a.ron", "1"), project(folder.path(), "b.ron", "2"));
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
    let (a, b) = (project(folder.path(), "a.ron", "1"), project(folder.path(), "b.ron", "2"));
    let mut workspace = workspace();
    act(&mut workspace, Action::New);
    assert_eq!((names(&workspace).len(), workspace.app().project.view.start_page), (1, false));
    act(&mut workspace, Action::New);
    assert_eq!(names(&workspace).len(), 2, "an empty canvas was asked for twice");
    ask(&mut workspace, Command::Canvas(CanvasCommand::DropFiles { paths: vec![a, b], at: Position::default() }));
    assert_eq!(names(&workspace), ["Untitled", "a", "b"]);
    let (first, second) = (workspace.tabs()[0].id, workspace.tabs()[1].id);
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
fn the_last_tab_becomes_the_start_page() {
    let mut workspace = workspace();
    assert!(!Action::CloseTab.is_enabled(workspace.app()));
    act(&mut workspace, Action::New);
    paste(&mut workspace, "x\n1\n");
    let before = workspace.active();
    act(&mut workspace, Action::CloseTab);
    assert_eq!(workspace.app().project.view.dialog, Some(Dialog::Unsaved { then: Closing::Tab }));
    ask(&mut workspace, Command::Project(ProjectCommand::ResolveUnsaved(Unsaved::Cancel)));
    assert_eq!((workspace.active(), workspace.app().document().nodes().len()), (before, 1));
    act(&mut workspace, Action::CloseTab);
    ask(&mut workspace, Command::Project(ProjectCommand::ResolveUnsaved(Unsaved::Discard)));
    assert_ne!(workspace.active(), before);
    assert!(
        workspace.app().project.is_untouched()
            && workspace.app().project.view.start_page
            && workspace.tabs().len() == 1
    );
}

#[test]
fn quitting_asks_for_each_project_that_is_not_saved() {
    let folder = tempfile::tempdir().unwrap();
    let mut workspace = workspace();
    for _ in 0..3 {
        act(&mut workspace, Action::New);
        paste(&mut workspace, "x\n1\n");
    }
    let [first, second, third] = [0, 1, 2].map(|n| workspace.tabs()[n].id);
    act(&mut workspace, Action::Quit);
    assert_eq!(workspace.active(), third, "the one that is seen comes first");
    ask(&mut workspace, Command::Project(ProjectCommand::ResolveUnsaved(Unsaved::Discard)));
    assert_eq!(workspace.active(), first);
    ask(&mut workspace, Command::Project(ProjectCommand::ResolveUnsaved(Unsaved::Cancel)));
    assert!(workspace.take_effects().is_empty());
    assert!(workspace.tabs().iter().all(|tab| workspace.project(tab).is_unsaved()), "what was given up is still there");
    act(&mut workspace, Action::Quit);
    ask(&mut workspace, Command::Project(ProjectCommand::ResolveUnsaved(Unsaved::Save)));
    assert_eq!(workspace.app().project.view.dialog, Some(Dialog::SaveFile { then: Some(Closing::Window) }));
    ask(&mut workspace, Command::Project(ProjectCommand::SaveTo(folder.path().join("first"))));
    assert_eq!(workspace.active(), second);
    ask(&mut workspace, Command::Project(ProjectCommand::ResolveUnsaved(Unsaved::Discard)));
    assert_eq!(workspace.active(), third, "what was given up before counts no more");
    ask(&mut workspace, Command::Project(ProjectCommand::ResolveUnsaved(Unsaved::Discard)));
    assert_eq!(workspace.take_effects(), [Effect::Close]);
    assert!(folder.path().join("first.ron").is_file());
}

#[test]
fn quitting_can_save_all_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let mut workspace = workspace();
    for name in ["a", "b", ""] {
        act(&mut workspace, Action::New);
        if !name.is_empty() {
            act(&mut workspace, Action::Save);
            ask(&mut workspace, Command::Project(ProjectCommand::SaveTo(folder.path().join(name))));
        }
        paste(&mut workspace, "x\n1\n");
    }
    act(&mut workspace, Action::Quit);
    ask(&mut workspace, Command::Project(ProjectCommand::ResolveUnsaved(Unsaved::SaveAll)));
    let saved = |name: &str| std::fs::read_to_string(folder.path().join(name)).is_ok_and(|text| text.contains("table"));
    assert!(saved("a.ron") && saved("b.ron"));
    assert_eq!(
        workspace.app().project.view.dialog,
        Some(Dialog::SaveFile { then: Some(Closing::Window) }),
        "it has no file yet"
    );
    assert_eq!(workspace.take_effects(), []);
    ask(&mut workspace, Command::Project(ProjectCommand::SaveTo(folder.path().join("c"))));
    assert!(saved("c.ron"));
    assert_eq!(workspace.take_effects(), [Effect::Close]);
}

#[test]
fn tabs_share_what_was_computed_and_those_that_rest_compute_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (a, b) = (project(folder.path(), "a.ron", "1"), project(folder.path(), "b.ron", "1"));
    let mut workspace = workspace();
    ask(&mut workspace, Command::Project(ProjectCommand::Open(a)));
    assert!(is_fresh(workspace.app()));
    ask(&mut workspace, Command::Project(ProjectCommand::Open(b)));
    let work = |workspace: &Workspace, place: usize| workspace.project_at(place).engine.as_ref().unwrap().work();
    assert!(is_fresh(workspace.app()));
    assert_eq!(work(&workspace, 1).collected, 0, "the same table was computed beside");
    let before: Work = work(&workspace, 0);
    paste(&mut workspace, "x\n1\n2\n");
    assert!(work(&workspace, 1).collected > 0);
    assert_eq!(work(&workspace, 0), before);
    act(&mut workspace, Action::NextTab);
    assert!(is_fresh(workspace.app()));
    assert_eq!(work(&workspace, 0).collected, before.collected, "looked at again, nothing is computed again");
}

#[test]
fn a_preview_that_nobody_looks_at_ends_and_is_asked_for_again() {
    let folder = tempfile::tempdir().unwrap();
    let a = project(folder.path(), "a.ron", "1");
    let mut workspace = Workspace::from(App::without_state(Engine::spawn(Arc::new(|| ()))));
    workspace.handle_all([
        Command::Canvas(CanvasCommand::Paste { text: "x\n1\n".into(), at: Position::default() }),
        Command::Project(ProjectCommand::Open(a)),
    ]);
    let until = Instant::now() + Duration::from_secs(30);
    while names(&workspace).len() < 2 {
        workspace.poll();
        assert!(Instant::now() < until, "the project opens");
    }
    let wait = |workspace: &mut Workspace| {
        let until = Instant::now() + Duration::from_secs(30);
        while !is_fresh(workspace.app()) {
            workspace.poll();
            assert!(Instant::now() < until, "the tables come");
            std::thread::sleep(Duration::from_millis(1));
        }
    };
    wait(&mut workspace);
    workspace.handle(Command::Do(Action::NextTab));
    wait(&mut workspace);
    let node = workspace.app().document().nodes().next().unwrap().0;
    assert!(workspace.app().project.results.output(OutputRef::first(node)).unwrap().table.is_some());
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
fn a_run_that_ends_aside_is_news() {
    let folder = tempfile::tempdir().unwrap();
    let mut workspace = workspace();
    ask(&mut workspace, Command::Project(ProjectCommand::Open(project(folder.path(), "a.ron", "1"))));
    workspace.app_mut().project.run.begin(None, Vec::new(), &crate::document::Document::default());
    let running = workspace.active();
    ask(&mut workspace, Command::Project(ProjectCommand::Open(project(folder.path(), "b.ron", "1"))));
    ask(&mut workspace, Command::Tab(TabCommand::Close(running)));
    assert_eq!(names(&workspace), ["a", "b"], "what runs is not closed");
    assert!(workspace.app().project.view.status.as_ref().unwrap().contains("a is running"));
    let finished =
        crate::engine::RunEvent::Finished { outcome: RunOutcome::Succeeded, seconds: 1.0, written: Vec::new() };
    workspace.project_at(0).engine.as_ref().unwrap().emit_for_test(crate::engine::Event::Run(finished));
    while workspace.poll() {}
    assert_eq!((workspace.tabs()[0].outcome, workspace.tabs()[1].outcome), (Some(RunOutcome::Succeeded), None));
    assert!(workspace.app().project.view.status.as_ref().unwrap().starts_with("a: Run finished"));
    ask(&mut workspace, Command::Tab(TabCommand::Show(running)));
    assert_eq!(workspace.tabs()[0].outcome, None, "it was seen");
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

#[test]
fn what_ended_the_last_start_is_asked_about() {
    let folder = tempfile::tempdir().unwrap();
    let (a, b) = (project(folder.path(), "a.ron", "1"), project(folder.path(), "b.ron", "2"));
    let marker = folder.path().join("opening.txt");
    let window = || {
        let mut workspace = workspace();
        workspace.crash_guard = crash_guard::CrashGuard::at(marker.clone());
        workspace.app_mut().person.preferences.session =
            crate::app::view::Session { files: vec![a.clone(), b.clone()], active: Some(a.clone()) };
        workspace
    };
    // The program is killed before the first table is available.
    let mut killed = window();
    killed.handle(Command::Project(ProjectCommand::Open(a.clone())));
    assert!(marker.exists(), "it is recorded before it is computed");
    #[expect(clippy::mem_forget, reason = "a program that is killed drops nothing")]
    std::mem::forget(killed);
    let mut asking = window();
    asking.restore();
    assert_eq!((names(&asking), asking.app().person.suspects.clone()), (vec!["b".to_owned()], vec![a.clone()]));
    assert!(asking.app().project.view.start_page, "the question store there");
    while asking.poll() {}
    assert!(!marker.exists(), "the others are through");
    ask(&mut asking, Command::Project(ProjectCommand::Open(a.clone())));
    assert_eq!((names(&asking), asking.app().person.suspects.len()), (vec!["b".to_owned(), "a".to_owned()], 0));
    assert!(is_fresh(asking.app()) && !marker.exists());
    let mut again = window();
    again.restore();
    assert_eq!((names(&again), again.app().person.suspects.len()), (vec!["a".to_owned(), "b".to_owned()], 0));
    assert!(marker.exists());
    // A window that is closed while it computes exits cleanly.
    drop(again);
    assert!(!marker.exists());
}

#[test]
fn steps_of_one_frame_ask_for_one_preview() {
    let mut workspace = workspace();
    (0..30).for_each(|n| paste(&mut workspace, &format!("n\n{n}")));
    for (action, left) in [(Action::Undo, 10), (Action::Redo, 30)] {
        let asked = workspace.app().project.results.generation;
        workspace.handle_all((0..20).map(|_| Command::Do(action)));
        while workspace.poll() {}
        assert_eq!(workspace.app().document().nodes().len(), left);
        assert_eq!(workspace.app().project.results.generation, asked + 1, "{action:?}");
        let shown = workspace
            .app()
            .document()
            .nodes()
            .filter(|(id, _)| workspace.app().project.results.get(*id).is_some())
            .count();
        assert_eq!(shown, left);
    }
}
