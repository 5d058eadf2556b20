//! Several projects at once: what goes to which, what asks before it closes, what comes back.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::*;
use crate::app::view::{After, Dialog};
use crate::app::{Action, NodeState, Unsaved};
use crate::document::{NodeId, Position};
use crate::engine::{Engine, OutputRef, RunOutcome, Work};

fn desk() -> Desk {
    let mut app = App::without_state(Engine::inline());
    app.view.start_page = true;
    Desk::from(app)
}

fn ask(desk: &mut Desk, command: Command) {
    desk.handle(command);
    while desk.poll() {}
}

fn act(desk: &mut Desk, action: Action) {
    ask(desk, Command::Do(action));
}

fn paste(desk: &mut Desk, text: &str) {
    ask(desk, Command::Paste { text: text.into(), at: Position::default() });
}

/// A project of one typed table in a file.
fn project(folder: &Path, name: &str, cell: &str) -> PathBuf {
    let path = folder.join(name);
    let text = format!(
        "(format: 1, nodes: {{\"t\": (kind: \"table\", version: 1, settings: (headers: [\"n\"], rows: [[\"{cell}\"]]))}})"
    );
    std::fs::write(&path, text).unwrap();
    path
}

fn names(desk: &Desk) -> Vec<String> {
    desk.tabs().iter().map(|tab| tab.app.project_name()).collect()
}

fn is_fresh(app: &App) -> bool {
    app.document().nodes().all(|(id, _)| app.results.get(id).is_some_and(|result| result.state == NodeState::Fresh))
}

#[test]
fn projects_open_in_tabs_and_keep_what_is_theirs() {
    let folder = tempfile::tempdir().unwrap();
    let (a, b) = (project(folder.path(), "a.ron", "1"), project(folder.path(), "b.ron", "2"));
    let mut desk = desk();
    ask(&mut desk, Command::OpenFile(a.clone()));
    assert_eq!(names(&desk), ["a"], "the untouched start page makes room");
    ask(&mut desk, Command::OpenFile(b));
    assert_eq!((names(&desk), desk.app().project_name().as_str()), (vec!["a".into(), "b".into()], "b"));
    paste(&mut desk, "x\n1\n");
    assert_eq!(desk.app().document().nodes().len(), 2);
    act(&mut desk, Action::PreviousTab);
    assert_eq!((desk.app().project_name().as_str(), desk.app().document().nodes().len()), ("a", 1));
    act(&mut desk, Action::Undo);
    assert!(desk.tabs()[1].app.is_unsaved(), "the undo was of the other project");
    act(&mut desk, Action::NextTab);
    act(&mut desk, Action::Undo);
    assert_eq!(desk.app().document().nodes().len(), 1);
    // The same file by another way.
    let folder_name = folder.path().file_name().unwrap();
    ask(&mut desk, Command::OpenFile(folder.path().join("..").join(folder_name).join("a.ron")));
    assert_eq!((names(&desk).len(), desk.app().project_name().as_str()), (2, "a"), "it was open already");
    ask(&mut desk, Command::OpenFile(folder.path().join("nothing.ron")));
    assert_eq!((names(&desk).len(), desk.app().project_name().as_str()), (2, "a"));
    assert!(desk.app().view.status.as_ref().unwrap().contains("nothing.ron"));
    ask(&mut desk, Command::SaveTo(folder.path().join("b")));
    assert_eq!(desk.app().project_name(), "a", "{:?}", desk.app().view.status);
}

#[test]
fn a_dropped_project_and_a_new_one_get_tabs() {
    let folder = tempfile::tempdir().unwrap();
    let (a, b) = (project(folder.path(), "a.ron", "1"), project(folder.path(), "b.ron", "2"));
    let mut desk = desk();
    act(&mut desk, Action::New);
    assert_eq!((names(&desk).len(), desk.app().view.start_page), (1, false));
    act(&mut desk, Action::New);
    assert_eq!(names(&desk).len(), 2, "an empty canvas was asked for twice");
    ask(&mut desk, Command::DropFiles { paths: vec![a, b], at: Position::default() });
    assert_eq!(names(&desk), ["Untitled", "a", "b"]);
    let (first, second) = (desk.tabs()[0].id, desk.tabs()[1].id);
    ask(&mut desk, Command::Tab(TabCommand::Move { tab: first, to: 2 }));
    assert_eq!(
        (names(&desk), desk.app().project_name()),
        (vec!["a".into(), "b".into(), "Untitled".into()], "b".into())
    );
    act(&mut desk, Action::MoveTabLeft);
    assert_eq!(names(&desk), ["b", "a", "Untitled"]);
    ask(&mut desk, Command::Tab(TabCommand::CloseOthers(second)));
    assert_eq!(names(&desk), ["a"]);
    act(&mut desk, Action::ReopenTab);
    assert_eq!(desk.app().project_name(), "b");
}

#[test]
fn the_last_tab_becomes_the_start_page() {
    let mut desk = desk();
    assert!(!Action::CloseTab.is_enabled(desk.app()));
    act(&mut desk, Action::New);
    paste(&mut desk, "x\n1\n");
    let before = desk.active();
    act(&mut desk, Action::CloseTab);
    assert_eq!(desk.app().view.dialog, Some(Dialog::Unsaved { then: After::Close }));
    ask(&mut desk, Command::ResolveUnsaved(Unsaved::Cancel));
    assert_eq!((desk.active(), desk.app().document().nodes().len()), (before, 1));
    act(&mut desk, Action::CloseTab);
    ask(&mut desk, Command::ResolveUnsaved(Unsaved::Discard));
    assert_ne!(desk.active(), before);
    assert!(desk.app().is_untouched() && desk.app().view.start_page && desk.tabs().len() == 1);
}

#[test]
fn quitting_asks_for_each_project_that_is_not_saved() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk();
    for _ in 0..3 {
        act(&mut desk, Action::New);
        paste(&mut desk, "x\n1\n");
    }
    let [first, second, third] = [0, 1, 2].map(|n| desk.tabs()[n].id);
    act(&mut desk, Action::Quit);
    assert_eq!(desk.active(), third, "the one that is seen comes first");
    ask(&mut desk, Command::ResolveUnsaved(Unsaved::Discard));
    assert_eq!(desk.active(), first);
    ask(&mut desk, Command::ResolveUnsaved(Unsaved::Cancel));
    assert!(desk.take_effects().is_empty());
    assert!(desk.tabs().iter().all(|tab| tab.app.is_unsaved()), "what was given up is still there");
    act(&mut desk, Action::Quit);
    ask(&mut desk, Command::ResolveUnsaved(Unsaved::Save));
    assert_eq!(desk.app().view.dialog, Some(Dialog::SaveFile { then: Some(After::Quit) }));
    ask(&mut desk, Command::SaveTo(folder.path().join("first")));
    assert_eq!(desk.active(), second);
    ask(&mut desk, Command::ResolveUnsaved(Unsaved::Discard));
    assert_eq!(desk.active(), third, "what was given up before counts no more");
    ask(&mut desk, Command::ResolveUnsaved(Unsaved::Discard));
    assert_eq!(desk.take_effects(), [Effect::Close]);
    assert!(folder.path().join("first.ron").is_file());
}

#[test]
fn quitting_can_save_all_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk();
    for name in ["a", "b", ""] {
        act(&mut desk, Action::New);
        if !name.is_empty() {
            act(&mut desk, Action::Save);
            ask(&mut desk, Command::SaveTo(folder.path().join(name)));
        }
        paste(&mut desk, "x\n1\n");
    }
    act(&mut desk, Action::Quit);
    ask(&mut desk, Command::ResolveUnsaved(Unsaved::SaveAll));
    let saved = |name: &str| std::fs::read_to_string(folder.path().join(name)).is_ok_and(|text| text.contains("table"));
    assert!(saved("a.ron") && saved("b.ron"));
    assert_eq!(desk.app().view.dialog, Some(Dialog::SaveFile { then: Some(After::Quit) }), "it has no file yet");
    assert_eq!(desk.take_effects(), []);
    ask(&mut desk, Command::SaveTo(folder.path().join("c")));
    assert!(saved("c.ron"));
    assert_eq!(desk.take_effects(), [Effect::Close]);
}

#[test]
fn tabs_share_what_was_computed_and_those_that_rest_compute_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (a, b) = (project(folder.path(), "a.ron", "1"), project(folder.path(), "b.ron", "1"));
    let mut desk = desk();
    ask(&mut desk, Command::OpenFile(a));
    assert!(is_fresh(desk.app()));
    ask(&mut desk, Command::OpenFile(b));
    let work = |desk: &Desk, place: usize| desk.tabs()[place].app.engine.as_ref().unwrap().work();
    assert!(is_fresh(desk.app()));
    assert_eq!(work(&desk, 1).collected, 0, "the same table was computed beside");
    let before: Work = work(&desk, 0);
    paste(&mut desk, "x\n1\n2\n");
    assert!(work(&desk, 1).collected > 0);
    assert_eq!(work(&desk, 0), before);
    act(&mut desk, Action::NextTab);
    assert!(is_fresh(desk.app()));
    assert_eq!(work(&desk, 0).collected, before.collected, "looked at again, nothing is computed again");
}

#[test]
fn a_preview_that_nobody_looks_at_ends_and_is_asked_for_again() {
    let folder = tempfile::tempdir().unwrap();
    let a = project(folder.path(), "a.ron", "1");
    let mut desk = Desk::from(App::without_state(Engine::spawn(Arc::new(|| ()))));
    desk.handle_all([Command::Paste { text: "x\n1\n".into(), at: Position::default() }, Command::OpenFile(a)]);
    assert_eq!(names(&desk).len(), 2);
    let wait = |desk: &mut Desk| {
        let until = Instant::now() + Duration::from_secs(30);
        while !is_fresh(desk.app()) {
            desk.poll();
            assert!(Instant::now() < until, "the tables come");
            std::thread::sleep(Duration::from_millis(1));
        }
    };
    wait(&mut desk);
    desk.handle(Command::Do(Action::NextTab));
    wait(&mut desk);
    let node = desk.app().document().nodes().next().unwrap().0;
    assert!(desk.app().results.output(OutputRef::first(node)).unwrap().table.is_some());
}

#[test]
fn nodes_copied_into_another_folder_read_the_same_file() {
    let folder = tempfile::tempdir().unwrap();
    let other = folder.path().join("other");
    std::fs::create_dir(&other).unwrap();
    std::fs::write(folder.path().join("n.csv"), "n\n7\n").unwrap();
    let mut desk = desk();
    act(&mut desk, Action::New);
    ask(&mut desk, Command::DropFiles { paths: vec![folder.path().join("n.csv")], at: Position::default() });
    ask(&mut desk, Command::SaveTo(folder.path().join("a.ron")));
    let node = desk.app().selected_node().unwrap();
    ask(&mut desk, Command::SetPath { node, setting: "path".into(), path: folder.path().join("n.csv") });
    let path = |desk: &Desk| {
        let node = desk.app().selected_node().and_then(|id| desk.app().document().node(id));
        node.unwrap().settings.text().to_owned()
    };
    assert!(path(&desk).contains("\"n.csv\""), "{}", path(&desk));
    ask(&mut desk, Command::OpenFile(project(&other, "b.ron", "1")));
    act(&mut desk, Action::PreviousTab);
    act(&mut desk, Action::Copy);
    let Some(Effect::CopyText(text)) = desk.take_effects().pop() else { panic!("nothing was copied") };
    act(&mut desk, Action::NextTab);
    paste(&mut desk, &text);
    assert!(path(&desk).contains(&folder.path().join("n.csv").to_string_lossy().replace('\\', "/")), "{}", path(&desk));
    let pasted: NodeId = desk.app().selected_node().unwrap();
    assert_eq!(desk.app().results.output(OutputRef::first(pasted)).unwrap().rows, Some(1));
    act(&mut desk, Action::PreviousTab);
    paste(&mut desk, &text);
    assert!(path(&desk).contains("\"n.csv\""), "in its own folder it stays as it is");
}

#[test]
fn a_run_that_ends_aside_is_news() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk();
    ask(&mut desk, Command::OpenFile(project(folder.path(), "a.ron", "1")));
    desk.app_mut().run.begin(None, Vec::new(), &crate::document::Document::default());
    let running = desk.active();
    ask(&mut desk, Command::OpenFile(project(folder.path(), "b.ron", "1")));
    ask(&mut desk, Command::Tab(TabCommand::Close(running)));
    assert_eq!(names(&desk), ["a", "b"], "what runs is not closed");
    assert!(desk.app().view.status.as_ref().unwrap().contains("a is running"));
    let finished =
        crate::engine::RunEvent::Finished { outcome: RunOutcome::Succeeded, seconds: 1.0, written: Vec::new() };
    desk.tabs[0].app.engine.as_ref().unwrap().say_for_test(crate::engine::Event::Run(finished));
    while desk.poll() {}
    assert_eq!((desk.tabs()[0].news, desk.tabs()[1].news), (Some(RunOutcome::Succeeded), None));
    assert!(desk.app().view.status.as_ref().unwrap().starts_with("a: Run finished"));
    ask(&mut desk, Command::Tab(TabCommand::Show(running)));
    assert_eq!(desk.tabs()[0].news, None, "it was seen");
}

#[test]
fn tabs_of_one_name_are_told_apart() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk();
    for part in ["north", "south"] {
        let inner = folder.path().join(part);
        std::fs::create_dir(&inner).unwrap();
        ask(&mut desk, Command::OpenFile(project(&inner, "sales.ron", "1")));
    }
    ask(&mut desk, Command::OpenFile(project(folder.path(), "other.ron", "1")));
    act(&mut desk, Action::New);
    act(&mut desk, Action::New);
    let names: Vec<String> = desk.tabs().iter().map(|tab| desk.name_of(tab)).collect();
    assert_eq!(names, ["sales · north", "sales · south", "other", "Untitled", "Untitled 2"]);
}

#[test]
fn what_ended_the_last_start_is_asked_about() {
    let folder = tempfile::tempdir().unwrap();
    let (a, b) = (project(folder.path(), "a.ron", "1"), project(folder.path(), "b.ron", "2"));
    let marker = folder.path().join("opening.txt");
    let window = || {
        let mut desk = desk();
        desk.trial = trial::Trial::at(marker.clone());
        desk.app_mut().preferences.session =
            crate::app::view::Session { files: vec![a.clone(), b.clone()], active: Some(a.clone()) };
        desk
    };
    // The program ends before the first table is there.
    let mut killed = window();
    killed.handle(Command::OpenFile(a.clone()));
    assert!(marker.exists(), "it is noted before it is computed");
    std::mem::forget(killed);
    let mut asking = window();
    asking.restore();
    assert_eq!((names(&asking), asking.app().suspects.clone()), (vec!["b".to_owned()], vec![a.clone()]));
    assert!(asking.app().view.start_page, "the question stands there");
    while asking.poll() {}
    assert!(!marker.exists(), "the others are through");
    ask(&mut asking, Command::OpenFile(a.clone()));
    assert_eq!((names(&asking), asking.app().suspects.len()), (vec!["b".to_owned(), "a".to_owned()], 0));
    assert!(is_fresh(asking.app()) && !marker.exists());
    let mut again = window();
    again.restore();
    assert_eq!((names(&again), again.app().suspects.len()), (vec!["a".to_owned(), "b".to_owned()], 0));
    assert!(marker.exists());
    // A window that is closed while it computes ends in order.
    drop(again);
    assert!(!marker.exists());
}

#[test]
fn steps_of_one_frame_ask_for_one_preview() {
    let mut desk = desk();
    (0..30).for_each(|n| paste(&mut desk, &format!("n\n{n}")));
    for (action, left) in [(Action::Undo, 10), (Action::Redo, 30)] {
        let asked = desk.app().results.generation;
        desk.handle_all((0..20).map(|_| Command::Do(action)));
        while desk.poll() {}
        assert_eq!(desk.app().document().nodes().len(), left);
        assert_eq!(desk.app().results.generation, asked + 1, "{action:?}");
        let shown = desk.app().document().nodes().filter(|(id, _)| desk.app().results.get(*id).is_some()).count();
        assert_eq!(shown, left);
    }
}
