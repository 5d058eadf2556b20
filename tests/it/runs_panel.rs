//! The panel of runs under a hand.

use egui::vec2;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use tablewire::app::view::Dialog;
use tablewire::app::{
    Action, App, CanvasCommand, Command, KeptEntry, KeptVersions, NodeBar, RollbackTo, RunCommand, RunEntry,
    RunEntryDetails, RunEntryState, WindowCommand,
};
use tablewire::base::Problem;
use tablewire::document::{Difference, What};
use tablewire::engine::{Changes, Engine};
use tablewire::ui::dialogs::system_chooser;
use tablewire::ui::main_window::MainWindow;
use tablewire::ui::panels::runs;

use crate::panel::panel;

struct Bench {
    app: App,
    said: Vec<Command>,
}

fn run(id: i64, state: RunEntryState, files: u64) -> RunEntry {
    let problem = (state == RunEntryState::Failed).then(|| "late: There is no column \"b\"".to_owned().into());
    let (started, seconds) = (1_700_000_000_000 + id * 60_000, Some(1.25));
    RunEntry {
        id,
        state,
        place: None,
        started,
        seconds,
        peak_memory: Some(81_000_000),
        files,
        rows: 16 * files,
        problem,
        name: "First run".to_owned().into(),
    }
}

fn bench(past: Vec<RunEntry>, details: Option<RunEntryDetails>) -> Harness<'static, Bench> {
    let mut app = App::without_state(Engine::inline());
    let document =
        tablewire::nodes::document_from("(format: 1, nodes: {\"late\": (kind: \"filter\")})").unwrap().document;
    app.project.history = tablewire::document::History::new(document);
    app.project.run_history.runs = past;
    app.project.run_history.details = details;
    panel(vec2(860.0, 300.0), Bench { app, said: Vec::new() }, |bench, ui| {
        let mut out = Vec::new();
        runs(ui, &bench.app, &mut out);
        bench.said.extend(out);
    })
}

fn details() -> RunEntryDetails {
    let difference = Difference {
        node: Some("late".into()),
        what: What::Setting("condition".into()),
        before: Some("a > 1".into()),
        after: Some("b > 1".into()),
    };
    RunEntryDetails {
        run: 3,
        bars: vec![
            NodeBar {
                node: "data".into(),
                prepared: vec![(0.0, 0.5)],
                flowed: vec![(0.5, 1.0)],
                rows: 7,
                memory: Some(3 << 20),
            },
            NodeBar { node: "late".into(), prepared: Vec::new(), flowed: vec![(0.5, 1.25)], rows: 1, memory: None },
        ],
        rows: Vec::new(),
        changes: Some(Changes { from: 2, to: 3, is_known: true, differences: vec![difference] }),
        log: Some("/state/logs/3.log".into()),
        is_kept: true,
    }
}

#[test]
fn runs_are_listed_and_the_newest_is_reported() {
    let all = vec![
        run(3, RunEntryState::WithFailures, 2),
        run(2, RunEntryState::Succeeded, 1),
        run(1, RunEntryState::Cancelled, 0),
    ];
    let mut harness = bench(all, Some(details()));
    let newest = harness.get_by_label_contains("Run 3, with failures").accesskit_node().label();
    assert!(newest.as_ref().is_some_and(|words| words.ends_with("1.2 s, 32 rows")), "{newest:?}");
    harness.get_by_label("Changed since run 2, the last successful run");
    harness.get_by_label("data, 7 rows, from <0.1 ms to 1.0 s");
    harness.get_by_label_contains("Run 2, succeeded").click();
    harness.get_by_label("late · Rows where: a > 1 → b > 1").click();
    harness.get_by_label("Open log").click();
    harness.get_by_label("Roll back outputs…").click();
    harness.run_steps(2);
    let late = harness.state().app.document().find("late").unwrap();
    let said = &harness.state().said;
    for wanted in [
        Command::Run(RunCommand::Choose(2)),
        Command::Run(RunCommand::OpenLog(3)),
        Command::Window(WindowCommand::OpenDialog(Dialog::RollBack(RollbackTo::Run(3)))),
    ] {
        assert!(said.contains(&wanted), "no {wanted:?} in {said:?}");
    }
    assert!(
        said.iter().any(|c| matches!(c, Command::Canvas(CanvasCommand::Select { nodes, .. }) if nodes.contains(&late))),
        "{said:?}"
    );
}

#[test]
fn what_is_not_kept_cannot_be_put_back() {
    let harness = bench(vec![run(3, RunEntryState::Failed, 1)], Some(RunEntryDetails { is_kept: false, ..details() }));
    assert!(harness.get_by_label("Roll back outputs…").accesskit_node().is_disabled());
    assert!(harness.query_by_label_contains("There is no column").is_some(), "what it failed of");
}

#[test]
fn versions_are_chosen() {
    let mut harness = bench(vec![run(1, RunEntryState::Succeeded, 1)], None);
    harness.get_by_label("Versions kept").click();
    harness.run_steps(3);
    harness.get_by_label("Keep 3 versions").click();
    harness.run_steps(2);
    assert!(harness.state().said.contains(&Command::Run(RunCommand::KeepVersions(3))), "{:?}", harness.state().said);
    let mut app = App::without_state(Engine::inline());
    app.handle(Command::Run(RunCommand::KeepVersions(3)));
    assert_eq!(app.person.preferences.versions, 3);
}

#[test]
fn versions_that_no_listed_run_has_kept_are_offered() {
    let mut harness = bench(Vec::new(), None);
    assert!(harness.query_by_label("Other versions").is_none(), "there are none");
    let id = "20261129T160244123Z-1f2e3d4c".to_owned();
    let (files, host) = (2, "elsewhere".to_owned());
    let other = KeptEntry { id: id.clone(), at: 1_700_000_000_000, files, host, user: Some(1001) };
    harness.state_mut().app.project.run_history.kept = KeptVersions { others: vec![other], has_first: true };
    harness.run_steps(2);
    let mut choose = |part: &str| {
        harness.get_by_label("Other versions").click();
        harness.run_steps(3);
        harness.get_by_label_contains(part).click();
        harness.run_steps(3);
        harness.state_mut().said.pop()
    };
    for (part, to) in
        [("2 files, by user 1001 on elsewhere", RollbackTo::Id(id)), ("before the first run", RollbackTo::Before)]
    {
        assert_eq!(choose(part), Some(Command::Window(WindowCommand::OpenDialog(Dialog::RollBack(to)))));
    }
}

#[test]
fn nothing_yet_and_nothing_readable_are_said() {
    let harness = bench(Vec::new(), None);
    assert!(harness.query_by_label("No runs yet").is_some());
    let mut harness = bench(Vec::new(), None);
    harness.state_mut().app.project.run_history.problem = Some(Problem::warning("Cannot use the run history: full"));
    harness.run_steps(2);
    assert!(harness.query_by_label("Cannot read the run history").is_some());
    assert!(harness.query_by_label_contains("full").is_some());
}

#[test]
fn the_panel_is_opened_by_its_action_and_rolling_back_asks_first() {
    let mut harness: Harness<'_, Option<MainWindow>> =
        Harness::builder().with_size(vec2(1360.0, 860.0)).build_ui_state(
            |ui, window: &mut Option<MainWindow>| {
                let window = window.get_or_insert_with(|| {
                    let mut app = App::without_state(Engine::inline());
                    app.handle(Command::Do(Action::ToggleRuns));
                    app.handle(Command::Window(WindowCommand::OpenDialog(Dialog::RollBack(RollbackTo::Run(7)))));
                    MainWindow::new(ui.ctx(), app, system_chooser())
                });
                window.frame(ui);
            },
            None,
        );
    harness.run_steps(3);
    assert!(harness.query_by_label("Runs panel").is_some());
    harness.get_by_label("Roll back to the outputs of run 7?");
    assert!(harness.query_by_label("Roll back").is_some());
    harness.get_by_label("Cancel").click();
    harness.run_steps(3);
    assert!(harness.query_by_label("Roll back").is_none());
}
