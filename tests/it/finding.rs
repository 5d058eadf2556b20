//! How a person finds their way: palette, list of shortcuts, history, start page.

use std::cell::RefCell;
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::Arc;

use egui::{Event, Key, Modifiers, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use tablewire::app::{Action, App, CanvasCommand, Command, Recovery, SelectMode};
use tablewire::document::Document;
use tablewire::engine::Engine;
use tablewire::ui::dialogs::chooser::{Answer, Chooser, FileRequest};
use tablewire::ui::dialogs::system_chooser;
use tablewire::ui::main_window::MainWindow;

use crate::window::{Window, app, ask, opened};

fn window() -> Window {
    let mut harness = opened(Harness::builder().with_size(vec2(1360.0, 860.0)), |_| ());
    harness.run_steps(8);
    harness
}

fn type_text(harness: &mut Window, text: &str) {
    harness.event(Event::Text(text.into()));
    harness.run_steps(3);
}

fn palette(harness: &mut Window, text: &str) {
    harness.key_press_modifiers(Modifiers::COMMAND, Key::P);
    harness.run_steps(3);
    type_text(harness, text);
}

#[test]
fn the_palette_has_columns_parameters_and_what_others_call_things() {
    let mut harness = window();
    palette(&mut harness, "tailnum");
    harness.get_by_label("tailnum");
    harness.key_press(Key::Enter);
    harness.run_steps(3);
    let name = |app: &App| app.selected_node().and_then(|id| app.document().node(id)).map(|node| node.name.clone());
    assert_eq!(name(app(&mut harness)).as_deref(), Some("flights"), "where the column comes up first");
    for (typed, row) in [("minutes", "minutes"), ("animation", "Reduce motion"), ("hotkeys", "Keyboard shortcuts")] {
        palette(&mut harness, typed);
        harness.get_by_label(row);
        harness.key_press(Key::Escape);
        harness.run_steps(3);
    }
}

#[test]
fn the_palette_begins_with_what_was_chosen_and_ends_with_what_cannot_be() {
    let mut harness = window();
    let top = |harness: &Window, label: &str| harness.get_by_label(label).rect().top();
    palette(&mut harness, "heat map by rows");
    harness.key_press(Key::Enter);
    harness.run_steps(3);
    palette(&mut harness, "");
    assert!(top(&harness, "Heat map by rows") < top(&harness, "New project"));
    let rows = harness.get_all_by_role(egui::accesskit::Role::Button);
    let first_rows: Vec<bool> =
        rows.filter(|row| row.rect().width() > 500.0).map(|row| row.accesskit_node().is_disabled()).collect();
    assert!(first_rows.len() > 5 && first_rows.iter().all(|is_disabled| !is_disabled), "{first_rows:?}");
}

#[test]
fn open_projects_are_shown_from_the_palette() {
    let mut harness = window();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::N);
    harness.run_steps(4);
    assert!(app(&mut harness).document().is_empty());
    palette(&mut harness, "show late");
    harness.get_by_label("Show late_carriers");
    harness.key_press(Key::Enter);
    harness.run_steps(4);
    assert!(app(&mut harness).document().find("late").is_some());
}

#[test]
fn shortcuts_are_searched() {
    let mut harness = window();
    harness.key_press(Key::F1);
    harness.run_steps(3);
    harness.get_by_label("Zoom to selection");
    type_text(&mut harness, "clone");
    harness.get_by_label("Ctrl+D");
    assert!(harness.query_by_label("Zoom to selection").is_none());
    type_text(&mut harness, " nothing");
    harness.get_by_label("No matches");
}

#[test]
fn the_history_stays_open_while_one_goes_through_it() {
    let mut harness = window();
    let nodes = app(&mut harness).document().nodes().len();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::H);
    harness.run_steps(4);
    harness.get_by_label("Start, now, saved");
    let late = app(&mut harness).document().find("late").expect("a filter");
    ask(
        &mut harness,
        Command::Canvas(CanvasCommand::Select { nodes: [late].into(), wires: Vec::new(), mode: SelectMode::Replace }),
    );
    ask(&mut harness, Command::Do(Action::ToggleBypass));
    harness.get_by_label("Bypass late, now");
    for _ in 0..3 {
        ask(&mut harness, Command::Do(Action::SelectAll));
        ask(&mut harness, Command::Do(Action::Duplicate));
    }
    assert_eq!(app(&mut harness).document().nodes().len(), 8 * nodes);
    harness.get_by_label(&format!("Duplicate {} nodes, now", 4 * nodes));
    harness.get_by_label(&format!("Duplicate {nodes} nodes")).click();
    harness.run_steps(4);
    assert_eq!(app(&mut harness).document().nodes().len(), 2 * nodes);
    harness.get_by_label(&format!("Duplicate {} nodes, undone", 4 * nodes)).click();
    harness.run_steps(4);
    assert_eq!(app(&mut harness).document().nodes().len(), 8 * nodes, "and on again");
    harness.get_by_label("Start, saved").click();
    harness.run_steps(4);
    assert!(!app(&mut harness).project.history.is_dirty());
    harness.get_by_label("Close history").click();
    harness.run_steps(4);
    assert!(harness.query_by_label("Start, now, saved").is_none());
}

/// The start page with what `set_up` puts there.
fn start(set_up: impl Fn(&mut App) + 'static) -> Window {
    let mut harness = Harness::builder().with_size(vec2(1360.0, 860.0)).build_ui_state(
        move |ui, window: &mut Option<MainWindow>| {
            let window = window.get_or_insert_with(|| {
                let mut app = App::without_state(Engine::spawn(Arc::new(|| ())));
                app.project.view.start_page = true;
                set_up(&mut app);
                MainWindow::new(ui.ctx(), app, system_chooser())
            });
            window.frame(ui);
        },
        None,
    );
    harness.run_steps(4);
    harness
}

#[test]
fn without_a_project_nothing_can_be_done_to_it() {
    let mut harness = start(|_| ());
    for name in ["Save", "Add node…", "Parameters…"] {
        assert!(harness.get_by_label(name).accesskit_node().is_disabled(), "{name}");
    }
    harness.get_by_label("Language / 语言");
    harness.key_press_modifiers(Modifiers::COMMAND, Key::N);
    harness.run_steps(4);
    for name in ["Save", "Add node…", "Parameters…"] {
        assert!(!harness.get_by_label(name).accesskit_node().is_disabled(), "{name}");
    }
}

#[test]
fn a_recent_project_is_taken_from_the_list() {
    let mut harness =
        start(|app| app.person.preferences.recent = vec!["/nowhere/old.ron".into(), "/nowhere/new.ron".into()]);
    harness.get_by_label("Remove old from this list").click();
    harness.run_steps(4);
    assert_eq!(app(&mut harness).person.preferences.recent, [PathBuf::from("/nowhere/new.ron")]);
    assert!(harness.query_by_label("old").is_none());
}

#[test]
fn what_there_is_to_recover_is_not_discarded_by_one_click() {
    let recovery = Recovery {
        path: "/nowhere/window.journal".into(),
        project: Some("/nowhere/sales.ron".into()),
        when: None,
        changes: 3,
        nodes: 2,
        differences: Vec::new(),
        document: Document::default(),
        saved: None,
    };
    let mut harness = start(move |app| app.person.recoveries = vec![recovery.clone()]);
    let mut answer = |name: &str| {
        harness.get_by_label("Discard").click();
        harness.run_steps(4);
        harness.get_by_label("Discard the changes to sales?");
        harness.get_all_by_label(name).last().expect("an answer").click();
        harness.run_steps(4);
        app(&mut harness).person.recoveries.len()
    };
    assert_eq!(answer("Keep"), 1);
    assert_eq!(answer("Discard"), 0);
}

/// Answers with a name without an ending, once; keeps what it was asked for.
struct Hasty {
    answer: Option<PathBuf>,
    asked: Rc<RefCell<Vec<FileRequest>>>,
}

impl Chooser for Hasty {
    fn start(&mut self, wanted: &FileRequest) {
        self.asked.borrow_mut().push(wanted.clone());
    }
    fn poll(&mut self, _: &egui::Context) -> Answer {
        self.answer.take().map_or(Answer::Waiting, Answer::Chosen)
    }
}

#[test]
fn a_name_without_an_ending_replaces_no_file_unasked() {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, is_asked_again) in [("taken", true), ("free", false)] {
        std::fs::write(folder.path().join("taken.ron"), "mine").expect("a file");
        let asked = Rc::new(RefCell::new(Vec::new()));
        let (answer, shared) = (folder.path().join(name), asked.clone());
        let mut harness: Window = Harness::builder().with_size(vec2(1360.0, 860.0)).build_ui_state(
            move |ui, window: &mut Option<MainWindow>| {
                let window = window.get_or_insert_with(|| {
                    let app = App::without_state(Engine::spawn(Arc::new(|| ())));
                    let chooser = Hasty { answer: Some(answer.clone()), asked: shared.clone() };
                    MainWindow::new(ui.ctx(), app, Box::new(chooser))
                });
                window.frame(ui);
            },
            None,
        );
        ask(&mut harness, Command::Do(Action::SaveAs));
        let names: Vec<String> = asked.borrow().iter().map(|wanted| wanted.file_name.clone()).collect();
        assert_eq!(names.len(), if is_asked_again { 2 } else { 1 }, "{names:?}");
        assert_eq!(names.last().is_some_and(|last| last == "taken.ron"), is_asked_again);
        assert_eq!(std::fs::read_to_string(folder.path().join("taken.ron")).expect("the file"), "mine");
    }
    assert!(folder.path().join("free.ron").exists());
}

#[test]
fn in_a_narrow_window_the_history_stands_in_the_place_of_the_inspector() {
    for (width, both) in [(800.0, false), (1360.0, true)] {
        let mut harness = opened(Harness::builder().with_size(vec2(width, 640.0)), |_| ());
        harness.run_steps(4);
        harness.get_by_label("Inspector panel");
        ask(&mut harness, Command::Do(Action::History));
        harness.get_by_label("History panel");
        assert_eq!(harness.query_by_label("Inspector panel").is_some(), both, "{width}");
    }
}
