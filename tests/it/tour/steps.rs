//! What the stops of the tour do with the window.

use super::*;

/// Everything closed and undone.
pub(super) fn go_back(harness: &mut Window) {
    for _ in 0..3 {
        harness.key_press(Key::Escape);
        harness.run_steps(2);
    }
    let workspace = &mut harness.state_mut().as_mut().expect("a window").workspace;
    if workspace.tabs().len() > 1 || workspace.app().document().find("late").is_none() {
        *harness = window();
        return;
    }
    workspace.handle_all([
        Command::Window(WindowCommand::CloseDialog),
        Command::Canvas(CanvasCommand::Open),
        Command::Column(ColumnCommand::EndTrace),
        Command::Table(TableCommand::Compare(None)),
        Command::Table(TableCommand::Pin(None)),
        Command::Do(Action::HeatOff),
        Command::Project(ProjectCommand::GoToStep(0)),
    ]);
    workspace.app_mut().person.preferences = Default::default();
    workspace.app_mut().person.databases = Default::default();
    harness.hover_at(egui::pos2(700.0, 849.0));
    let late = id(harness, "late");
    select(harness, late);
}

pub fn window() -> Window {
    let mut harness = opened(Harness::builder().with_size(vec2(1360.0, 860.0)), |app| {
        let node = app.document().find("late").expect("a filter");
        app.handle(Command::Canvas(CanvasCommand::Select {
            nodes: [node].into(),
            wires: Vec::new(),
            mode: SelectMode::Replace,
        }));
    });
    fonts::without_system_fonts(&harness.ctx);
    harness.run_steps(6);
    harness
}

/// Connections of a file: one that leads to a database, one that leads nowhere, and one that a form cannot change.
pub(super) fn connections(harness: &mut Window) {
    let file = own_file(
        "{\"shop\": \"sqlite:shop.sqlite\", \"far\": \"postgres://me:pw@127.0.0.1:1/sales\", \"odd\": \"env:NOT_SET\"}",
    );
    let database = rusqlite::Connection::open(file.with_file_name("shop.sqlite")).expect("a database");
    database
        .execute_batch("CREATE TABLE orders (id INTEGER, city TEXT); CREATE VIEW cheap AS SELECT 1 AS one")
        .expect("a script");
    app(harness).person.databases = Databases::default();
    app(harness).person.databases.file = Some(file);
}

pub(super) fn id(harness: &mut Window, name: &str) -> NodeId {
    app(harness).document().find(name).expect("a node of the sample")
}

pub(super) fn of_late(harness: &mut Window) -> OutputRef {
    OutputRef::first(id(harness, "late"))
}

pub(super) fn select(harness: &mut Window, node: NodeId) {
    ask(
        harness,
        Command::Canvas(CanvasCommand::Select { nodes: [node].into(), wires: Vec::new(), mode: SelectMode::Replace }),
    );
}

pub(super) fn do_it(harness: &mut Window, action: Action) {
    ask(harness, Command::Do(action));
}

/// Unfolds every section of the inspector.
pub fn unfold(harness: &mut Window) {
    let folded: Vec<Pos2> = harness
        .query_all(by().role(Role::Button))
        .filter(|node| node.accesskit_node().toggled() == Some(Toggled::False))
        .map(|node| node.rect())
        .filter(|rect| rect.left() > 900.0 && rect.width() > 200.0)
        .map(|rect| rect.center())
        .collect();
    // From below, as what is unfolded moves what follows.
    for at in folded.into_iter().rev() {
        click(harness, at, PointerButton::Primary);
    }
    harness.run_steps(4);
}

/// A project's file in a folder of its own.
pub(super) fn own_file(text: &str) -> std::path::PathBuf {
    let path = tempfile::tempdir().expect("a folder").keep().join("mine.ron");
    std::fs::write(&path, text).expect("a file");
    path
}

/// A copy of the sample, changed here, and then by another program on disk.
pub(super) fn own_project(harness: &mut Window, change: impl Fn(&str) -> String) {
    let text = std::fs::read_to_string(&tablewire::app::samples()[0].path).expect("a sample");
    let path = own_file(&text);
    harness
        .state_mut()
        .as_mut()
        .expect("a window")
        .workspace
        .handle(Command::Project(ProjectCommand::Open(path.clone())));
    harness.run_steps(4);
    let late = id(harness, "late");
    let settings = Settings::canonical("(condition:\"dep_delay > 30\")");
    ask(harness, Command::Node(NodeCommand::Configure { node: late, settings, gesture: "typing".into() }));
    std::fs::write(&path, change(&text)).expect("a file");
    harness.run_steps(6);
}

pub(super) fn click(harness: &mut Window, pos: Pos2, button: PointerButton) {
    harness.hover_at(pos);
    for pressed in [true, false] {
        harness.event(Event::PointerButton { pos, button, pressed, modifiers: Modifiers::NONE });
    }
    harness.run_steps(4);
}

/// Presses what is called so, or begins so.
pub(super) fn press(harness: &mut Window, words: &str) {
    let found = harness.query_all(by().predicate(|node| {
        node.label()
            .is_some_and(|label| label.trim_start_matches(|c: char| !c.is_ascii_alphabetic()).starts_with(words))
    }));
    found.last().unwrap_or_else(|| panic!("nothing is called {words:?}")).click();
    harness.run_steps(5);
}

/// Two clusters, one of which is not set up right, and an answer of the first.
pub(super) fn clusters(harness: &mut Window) {
    let conf = ["spark.executor.memory", "spark.cores.max"].map(|name| (name.to_owned(), "2".to_owned()));
    let cluster = |name: &str, address: &str| SavedCluster {
        name: name.into(),
        address: address.into(),
        conf: conf.clone().into(),
        staging: "tmp".into(),
        ..SavedCluster::default()
    };
    let good = SavedCluster { staging: "hdfs://name/tmp".into(), ..cluster("cluster", "spark://host:7077") };
    let found = ClusterFound { version: "4.3.0".into(), executors: Some(2) };
    app(harness).person.clusters.test = Some(ClusterTest::of(good.clone(), Duration::ZERO, Some(Ok(found))));
    app(harness).person.preferences.clusters = vec![good, cluster("laptop", "host")];
    harness.run_steps(4);
}

/// A run of the past in each state, with the details of the first.
pub(super) fn past(harness: &mut Window) {
    let states = [
        RunEntryState::WithFailures,
        RunEntryState::Succeeded,
        RunEntryState::Failed,
        RunEntryState::Cancelled,
        RunEntryState::RolledBack,
        RunEntryState::Interrupted,
    ];
    let runs = states.into_iter().zip((1..=6).rev()).map(|(state, id)| {
        let problem = (state == RunEntryState::Failed).then(|| "late: There is no column \"b\"".to_owned().into());
        let (started, seconds) = (1_700_000_000_000 + id * 60_000, Some(1.25));
        let name = if id == 1 { Text::message("run-first") } else { Text::message("run-same") };
        let place = (id == 6).then(|| "spark://host:7077".to_owned());
        RunEntry {
            id,
            state,
            place,
            started,
            seconds,
            peak_memory: Some(81_000_000),
            files: 1,
            rows: 16,
            problem,
            name,
        }
    });
    let difference = Difference {
        node: Some("late".into()),
        what: What::Setting("condition".into()),
        before: Some("a > 1".into()),
        after: Some("b > 1".into()),
    };
    let bar = |node: &str| NodeBar {
        node: node.into(),
        prepared: vec![(0.0, 0.5)],
        flowed: vec![(0.5, 1.0)],
        rows: 7,
        memory: Some(3 << 20),
    };
    let details = RunEntryDetails {
        run: 6,
        bars: vec![bar("flights"), bar("late")],
        rows: Vec::new(),
        changes: Some(Changes { from: 5, to: 6, is_known: true, differences: vec![difference] }),
        log: Some("/state/logs/6.log".into()),
        is_kept: true,
    };
    do_it(harness, Action::ToggleRuns);
    let app = app(harness);
    app.project.run_history.runs = runs.collect();
    app.project.run_history.details = Some(details);
    harness.run_steps(4);
}

/// Versions of the outputs that no run of the list has kept: of another user, of an unknown one, and the first.
pub(super) fn kept_versions(harness: &mut Window) {
    past(harness);
    let version = |id: &str, user: Option<u32>, host: &str| KeptEntry {
        id: id.into(),
        at: 1_700_000_000_000,
        files: 2,
        host: host.into(),
        user,
    };
    let others = vec![version("a", Some(1001), "host"), version("b", None, "")];
    app(harness).project.run_history.kept = KeptVersions { others, has_first: true };
    harness.run_steps(4);
}
