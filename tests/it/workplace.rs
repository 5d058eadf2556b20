//! The workplace: what part of the window each panel has, what of it is remembered, and what the window says of work and files.

use std::time::{Duration, Instant};

use egui::accesskit::Toggled;
use egui::{Event, Key, Modifiers, PointerButton, Pos2, Rect, Vec2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable, by};
use tablewire::app::view::Dialog;
use tablewire::app::window_layout::{Display, Part};
use tablewire::app::{Action, App, CanvasCommand, Command, ProjectCommand, SelectMode, Work};
use tablewire::connect::Address;
use tablewire::engine::{OutputRef, Written};

use crate::window::{Window, app, opened};

fn window(size: Vec2, set_up: impl Fn(&mut App) + 'static) -> Window {
    let mut harness = opened(Harness::builder().with_size(size), move |app| {
        let node = app.document().find("late").expect("a filter");
        app.handle(Command::Canvas(CanvasCommand::Select {
            nodes: [node].into(),
            wires: Vec::new(),
            mode: SelectMode::Replace,
        }));
        set_up(app);
    });
    harness.run_steps(8);
    harness
}

fn usual(size: Vec2) -> Window {
    window(size, |_| ())
}

fn place(harness: &Window, name: &str) -> Rect {
    harness.get_by_label(name).rect()
}

fn button(pos: Pos2, pressed: bool) -> Event {
    Event::PointerButton { pos, button: PointerButton::Primary, pressed, modifiers: Modifiers::NONE }
}

/// A press that is short enough for a click: a step of the harness is a quarter of a second.
fn press(harness: &mut Window, at: Pos2) {
    harness.hover_at(at);
    harness.run_steps(2);
    harness.event(button(at, true));
    harness.run_steps(1);
    harness.event(button(at, false));
    harness.run_steps(4);
}

fn drag(harness: &mut Window, at: Pos2, to: Pos2) {
    harness.hover_at(at);
    harness.run_steps(2);
    harness.event(button(at, true));
    harness.run_steps(2);
    for part in 1..=4 {
        harness.event(Event::PointerMoved(at + (to - at) * (part as f32 / 4.0)));
        harness.run_steps(1);
    }
    harness.event(button(to, false));
    harness.run_steps(4);
}

#[test]
fn with_everything_open_a_small_window_keeps_its_canvas() {
    for (size, least) in [(vec2(1024.0, 700.0), 0.4), (vec2(760.0, 480.0), 0.0)] {
        let mut harness = window(size, |app| {
            for action in [Action::ToggleRuns, Action::ToggleProblems, Action::History] {
                app.handle(Command::Do(action));
            }
        });
        let canvas = place(&harness, "Canvas");
        // Around what the harness draws there is a margin.
        let inner = size - Vec2::splat(16.0);
        assert!(canvas.area() >= least * inner.x * inner.y, "{canvas}");
        assert!(canvas.height() >= 0.4 * inner.y && canvas.width() >= 0.4 * inner.x, "{canvas}");
        for (tab, panel) in [("Runs", "Runs panel"), ("Problems", "Problems panel"), ("Table", "Table panel")] {
            let tabs =
                harness.query_all_by_label(tab).map(|node| node.rect()).filter(|rect| rect.top() > canvas.bottom());
            let at = tabs.min_by(|a, b| a.top().total_cmp(&b.top())).expect(tab).center();
            press(&mut harness, at);
            let rect = place(&harness, panel);
            assert!(rect.height() >= 60.0 && rect.bottom() <= size.y, "{panel}: {rect}");
        }
    }
}

#[test]
fn the_table_has_its_share_of_a_large_window() {
    for (size, least) in [(vec2(1360.0, 860.0), 290.0), (vec2(2560.0, 1440.0), 500.0)] {
        let harness = usual(size);
        let table = place(&harness, "Table panel");
        assert!(table.height() >= least, "{size}: {table}");
    }
}

#[test]
fn a_panel_keeps_its_share_when_the_window_changes() {
    let mut harness = usual(vec2(1360.0, 860.0));
    let before = place(&harness, "Table panel");
    let edge = before.center_top() + vec2(0.0, 3.0);
    drag(&mut harness, edge, edge - vec2(0.0, 86.0));
    let after = place(&harness, "Table panel");
    assert!((after.height() - before.height() - 86.0).abs() < 5.0, "{before} {after}");
    let share = app(&mut harness).person.preferences.share(Display { scale: 100, ..Display::default() }, Part::Table);
    assert!(share.is_some_and(|share| (share - after.height() / 860.0).abs() < 0.01), "{share:?}");
    harness.set_size(vec2(2560.0, 1440.0));
    harness.run_steps(4);
    let large = place(&harness, "Table panel").height();
    assert!((large / 1440.0 - share.unwrap()).abs() < 0.01, "{large}");
    // A double click on the edge gives it back.
    let edge = place(&harness, "Table panel").center_top() + vec2(0.0, 3.0);
    harness.hover_at(edge);
    harness.run_steps(2);
    // In one frame: steps of the harness are too long for a double click.
    let twice = [true, false, true, false].map(|pressed| button(edge, pressed));
    harness.input_mut().events.extend(twice);
    harness.run_steps(6);
    assert!((place(&harness, "Table panel").height() - 0.349 * 1440.0).abs() < 2.0);
}

#[test]
fn column_widths_are_reported_and_remembered() {
    let mut harness = usual(vec2(1360.0, 860.0));
    let head = place(&harness, "Column dep_time");
    let edge = head.right_center() - vec2(2.0, 0.0);
    drag(&mut harness, edge, edge + vec2(40.0, 0.0));
    let wide = place(&harness, "Column dep_time").width();
    assert!((wide - head.width() - 40.0).abs() < 2.0, "{head} {wide}");
    let app = app(&mut harness);
    let output = OutputRef::first(app.document().find("late").expect("a filter"));
    assert_eq!(app.project.column_widths[&output]["dep_time"], wide.round() as u16);
    let again = window(vec2(1360.0, 860.0), move |app| {
        app.project.column_widths.entry(output).or_default().insert("dep_time".into(), 301);
    });
    assert!((place(&again, "Column dep_time").width() - 301.0).abs() < 1.0);
}

#[test]
fn the_menu_has_ticks_and_recent_files() {
    let mut harness = window(vec2(1360.0, 860.0), |app| {
        app.person.preferences.recent = vec!["/data/sales.csv".into(), "/data/flow.ron".into()];
    });
    let open = |harness: &mut Window, name: &str| {
        harness.get_by_label(name).click();
        harness.run_steps(5);
    };
    open(&mut harness, "Menu");
    open(&mut harness, "View");
    let toggled = |harness: &Window, name: &str| {
        let found = harness.query_all(by().predicate(|node| node.toggled().is_some()));
        let mut found = found.filter(|node| node.accesskit_node().label().as_deref() == Some(name));
        found.next_back().and_then(|node| node.accesskit_node().toggled())
    };
    assert_eq!(toggled(&harness, Action::ToggleTable.title()), Some(Toggled::True));
    assert_eq!(toggled(&harness, Action::ToggleRuns.title()), Some(Toggled::False));
    open(&mut harness, "Open recent");
    harness.get_by_label("Open sales.csv");
    open(&mut harness, "About Tablewire");
    harness.get_by_label_contains(env!("CARGO_PKG_VERSION"));
}

#[test]
fn an_export_asks_for_format_and_place() {
    let mut harness = usual(vec2(1360.0, 860.0));
    harness.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::E);
    harness.run_steps(4);
    assert!(matches!(app(&mut harness).project.view.dialog, Some(Dialog::ExportTable(_))));
    let name = |harness: &Window| harness.get_by_label("File name").value().unwrap_or_default();
    assert_eq!(name(&harness), "late.csv");
    harness.get_by_label("Format").click();
    harness.run_steps(4);
    harness.get_by_label("Parquet").click();
    harness.run_steps(4);
    assert_eq!(name(&harness), "late.parquet");
    harness.get_by_label("File name").focus();
    harness.run_steps(2);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.event(Event::Text("x.xlsx".into()));
    harness.run_steps(4);
    assert_eq!(harness.get_by_label("Format").value().as_deref(), Some("Excel workbook"));
}

#[test]
fn selected_cells_tell_sum_and_mean() {
    let mut harness = usual(vec2(1360.0, 860.0));
    let says = |harness: &Window, words: &str| harness.query_all(by().label_contains(words)).next().is_some();
    let at = place(&harness, "Column dep_time").left_top() + vec2(40.0, 12.0);
    press(&mut harness, at);
    assert!(says(&harness, "Sum ") && says(&harness, "Mean ") && says(&harness, "Count "), "a whole column");
    let cells = app(&mut harness).selected_cells().expect("cells").statistics.clone().expect("figures");
    assert!(cells.count > 1_000 && cells.range.is_some(), "{cells:?}");
    harness.key_press(Key::ArrowDown);
    harness.run_steps(4);
    assert!(!says(&harness, "Mean "), "one cell says itself");
    for _ in 0..2 {
        harness.key_press_modifiers(Modifiers::SHIFT, Key::ArrowDown);
        harness.run_steps(3);
    }
    assert!(says(&harness, "Count 3"), "{:?}", app(&mut harness).selected_cells());
}

#[test]
fn a_data_file_is_opened_as_a_project_that_reads_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("people.csv");
    std::fs::write(&path, "name,age\nAnn,3\n").expect("a file");
    let mut harness = usual(vec2(1360.0, 860.0));
    let workspace = &mut harness.state_mut().as_mut().expect("a window").workspace;
    workspace.handle_all([Command::Project(ProjectCommand::Open(path.clone()))]);
    harness.run_steps(6);
    let opened = app(&mut harness);
    let node = opened.selected_node().and_then(|id| opened.document().node(id)).expect("a node");
    assert_eq!((node.name.as_str(), node.kind.as_str(), opened.project.view.start_page), ("people", "read_csv", false));
    assert_eq!(opened.person.preferences.recent.first(), Some(&path));
    std::fs::remove_file(&path).expect("gone");
    let workspace = &mut harness.state_mut().as_mut().expect("a window").workspace;
    workspace.handle_all([Command::Project(ProjectCommand::Open(path.clone()))]);
    let app = app(&mut harness);
    assert!(
        app.project.view.status.as_ref().is_some_and(|words| words.contains("people.csv")),
        "{:?}",
        app.project.view.status
    );
    assert!(!app.person.preferences.recent.contains(&path));
}

#[test]
fn a_run_that_has_written_offers_file_and_folder() {
    let mut harness = usual(vec2(1360.0, 860.0));
    let file = |name: &str| Written {
        node: "out".into(),
        address: Address::parse(&format!("/data/{name}")),
        rows: 1,
        bytes: 2,
    };
    app(&mut harness).project.run.written = vec![file("late.csv")];
    harness.run_steps(4);
    harness.get_by_label("Open late.csv");
    harness.get_by_label("Open the folder of late.csv");
    app(&mut harness).project.run.written.push(file("early.csv"));
    harness.run_steps(4);
    harness.get_by_label("2 files of the last run").click();
    harness.run_steps(4);
    harness.get_by_label("Open the folder of early.csv");
}

#[test]
fn long_work_says_how_long_what_moves_and_is_cancelled() {
    let mut harness = usual(vec2(1360.0, 860.0));
    let says = |harness: &Window, words: &str| harness.query_all(by().label_contains(words)).next().is_some();
    let ago = Instant::now().checked_sub(Duration::from_secs(125)).expect("the machine is up for longer");
    let results = &mut app(&mut harness).project.results;
    (results.settled, results.since) = (false, Some(ago));
    harness.run_steps(4);
    assert!(says(&harness, "Preview · 2 min 05 s"));
    harness.get_by_label("Cancel: Preview").click();
    harness.run_steps(4);
    assert!(app(&mut harness).project.results.stopped && !says(&harness, "Preview · "));
    harness.get_by_label("Compute").click();
    harness.run_steps(6);
    assert!(app(&mut harness).project.results.settled && !app(&mut harness).project.results.stopped);
    assert_eq!(app(&mut harness).ongoing_work().iter().map(|ongoing| ongoing.work).collect::<Vec<Work>>(), []);
}
