//! Settings are parsed for an edit, not for everybody who asks for them, and not at all while nothing changes.

use egui::{Event, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use tablewire::app::{CanvasCommand, Command, SelectMode};
use tablewire::nodes::settings_parsed;

use crate::window::{Window, app, ask, opened};

/// A window with a filter selected and the caret in its formula.
fn typing() -> Window {
    let mut window = opened(Harness::builder().with_size(vec2(1360.0, 860.0)), |_| ());
    window.run_steps(6);
    let late = app(&mut window).document().find("late").expect("the filter");
    let select = CanvasCommand::Select { nodes: [late].into(), wires: Vec::new(), mode: SelectMode::Replace };
    ask(&mut window, Command::Canvas(select));
    window.get_by_label("Rows where").focus();
    window.run_steps(6);
    window
}

#[test]
fn settings_are_parsed_for_an_edit_and_never_in_a_frame_that_changes_nothing() {
    let mut window = typing();
    let before = settings_parsed();
    window.run_steps(10);
    assert_eq!(settings_parsed() - before, 0, "ten frames without an edit");
    let revision = app(&mut window).project.history.revision();
    let mut counts = Vec::new();
    for letter in ["1", "2", "3", "4"] {
        let before = settings_parsed();
        window.event(Event::Text(letter.to_owned()));
        window.run_steps(6);
        counts.push(settings_parsed() - before);
    }
    assert_ne!(app(&mut window).project.history.revision(), revision, "letters arrived");
    assert!(counts.iter().all(|count| *count <= 2), "parsed for each of four letters: {counts:?}");
}
