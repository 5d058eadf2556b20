//! What active and other tabs compute.

use super::*;

#[test]
fn tabs_share_what_was_computed_and_those_that_rest_compute_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let a = project(folder.path(), "a.ron", "1");
    let b = project(folder.path(), "b.ron", "1");
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
