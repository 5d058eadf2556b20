//! Closing tabs and the window.

use super::*;

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
fn what_ended_the_last_start_is_asked_about() {
    let folder = tempfile::tempdir().unwrap();
    let a = project(folder.path(), "a.ron", "1");
    let b = project(folder.path(), "b.ron", "2");
    let marker = folder.path().join("opening.txt");
    let window = || {
        let mut workspace = workspace();
        workspace.crash_guard = crash_guard::CrashGuard::at(marker.clone());
        workspace.app_mut().person.preferences.session =
            crate::app::view::Session { files: vec![a.clone(), b.clone()], active: Some(a.clone()) };
        workspace
    };
    let suspects = |workspace: &Workspace| -> Vec<PathBuf> {
        workspace.app().person.suspects.iter().map(|suspect| suspect.path.clone()).collect()
    };
    // The program is killed before the first table is available.
    let mut killed = window();
    killed.handle(Command::Project(ProjectCommand::Open(a.clone())));
    assert!(marker.exists(), "it is recorded before it is computed");
    #[expect(clippy::mem_forget, reason = "a program that is killed drops nothing")]
    std::mem::forget(killed);
    let mut asking = window();
    asking.restore();
    assert_eq!((names(&asking), suspects(&asking)), (vec!["b".to_owned()], vec![a.clone()]));
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
