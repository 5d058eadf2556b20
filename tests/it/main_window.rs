//! What the window is to a person as a whole: shortcuts of their own, keys that reach everything.

use std::collections::BTreeSet;

use egui::{Event, Key, Modifiers, PointerButton, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable, by};
use tablewire::app::view::{Closing, Dialog, Heat};
use tablewire::app::{Action, CanvasCommand, Command, NodeCommand, SelectMode, WindowCommand};
use tablewire::base::Language;

use crate::everywhere::INTERACTIVE;
use crate::program::{Place, adults};
use crate::window::{Window, app, ask, opened};

#[test]
fn keys_prints_the_shortcuts_in_force() {
    let place = Place::new();
    place.run(&["keys"]).code(0).out(&["save_as", "Ctrl+Shift+S", "Save as…"]);
    place.put("state/shortcuts.ron", "{\n    \"save_as\": [\"F12\"],\n    \"sav\": [\"F11\"],\n}\n");
    let said = place.run(&["keys"]);
    said.code(1).err_line(&["shortcuts.ron, line 3", "\"sav\"", "Did you mean \"save\"?"]);
    std::fs::write(place.path("state/shortcuts.ron"), b"\xff\xfe{").expect("a file");
    place.run(&["keys"]).code(1).err_line(&["shortcuts.ron", "UTF-8"]);
    let line = said.out.lines().find(|line| line.starts_with("save_as")).unwrap();
    assert_eq!(line.split_whitespace().nth(1), Some("F12"), "{line}");
    let json: serde_json::Value = serde_json::from_str(&place.run(&["keys", "--format", "json"]).out).unwrap();
    assert!(json.as_array().unwrap().iter().any(|row| row["action"] == "run" && row["keys"][0] == "Ctrl+Enter"));
}

/// The window with a sample open and a node selected that has a form and a table.
fn window() -> Window {
    let mut harness = opened(Harness::builder().with_size(vec2(1360.0, 860.0)), |app| {
        let node = app.document().find("late").expect("a filter");
        app.handle(Command::Canvas(CanvasCommand::Select {
            nodes: [node].into(),
            wires: Vec::new(),
            mode: SelectMode::Replace,
        }));
    });
    harness.run_steps(8);
    harness
}

#[test]
fn tab_reaches_every_control_and_each_has_a_name() {
    let mut harness = window();
    let mut reached = BTreeSet::new();
    let mut panels = BTreeSet::new();
    harness.key_press(Key::F6);
    harness.run_steps(2);
    for _ in 0..400 {
        if let Some(node) = harness.query_all(by().predicate(|node| node.is_focused())).next() {
            reached.insert(node.accesskit_node().id());
            panels.extend(node.accesskit_node().label());
        }
        harness.key_press(Key::Tab);
        harness.run_steps(2);
    }
    // On the canvas, the selected node has the keyboard.
    for panel in ["Tool bar", "Catalogue panel", "late, Filter", "Inspector panel", "Table panel"] {
        assert!(panels.iter().any(|stop| stop.starts_with(panel)), "Tab does not come by {panel}: {panels:#?}");
    }
    let mut wrong = Vec::new();
    for node in harness.query_all(by().predicate(|node| INTERACTIVE.contains(&node.role()) && !node.is_disabled())) {
        let node = node.accesskit_node();
        let label = node.label().unwrap_or_default();
        if label.trim().is_empty() {
            wrong.push(format!("{:?} at {:?} has no name", node.role(), node.bounding_box()));
        } else if !reached.contains(&node.id()) {
            wrong.push(format!("{:?} {label:?} is not reached", node.role()));
        }
    }
    assert!(reached.len() > 40, "only {} stops", reached.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn tab_leads_on_from_the_start_page() {
    let mut harness = window();
    ask(&mut harness, Command::Do(Action::ShowStart));
    harness.run_steps(3);
    harness.key_press(Key::Tab);
    harness.run_steps(3);
    assert!(harness.query_by_label("Search nodes that accept this table").is_none());
    assert!(harness.query_all(by().predicate(|node| node.is_focused())).next().is_some());
}

#[test]
fn enter_gives_the_answer_that_has_the_keyboard_else_the_usual_one() {
    for (focused, dialog) in [(Some("Cancel"), false), (None, true)] {
        let mut harness = window();
        let late = app(&mut harness).document().find("late").expect("a filter");
        ask(&mut harness, Command::Node(NodeCommand::Rename { node: late, name: "later".into() }));
        harness.state_mut().as_mut().expect("a window").workspace.app_mut().project.file = None;
        ask(&mut harness, Command::Window(WindowCommand::OpenDialog(Dialog::Unsaved { then: Closing::Window })));
        harness.run_steps(3);
        focused.into_iter().for_each(|label| harness.get_by_label(label).focus());
        harness.run_steps(2);
        harness.key_press(Key::Enter);
        harness.run_steps(2);
        // Saving a project without a file asks for one.
        let asks = matches!(app(&mut harness).project.view.dialog, Some(Dialog::SaveFile { .. }));
        assert_eq!((asks, app(&mut harness).project.is_unsaved()), (dialog, true), "{focused:?}");
    }
}

/// What comes while one long frame is drawn: all of it in the next.
fn in_one_frame(harness: &mut Window, events: impl IntoIterator<Item = Event>) {
    harness.input_mut().events.extend(events);
    harness.run_steps(12);
}

fn press(key: Key, modifiers: Modifiers) -> Event {
    Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers }
}

#[test]
fn in_a_slow_window_everything_happens_in_its_order() {
    let mut harness = window();
    let events =
        [press(Key::P, Modifiers::COMMAND), Event::Text("heat map by rows".into()), press(Key::Enter, Modifiers::NONE)];
    in_one_frame(&mut harness, events);
    assert_eq!(app(&mut harness).project.view.heat, Some(Heat::Rows), "typed before the palette stood");

    let count = app(&mut harness).document().nodes().count();
    let late = app(&mut harness).document().find("late").expect("a filter");
    ask(
        &mut harness,
        Command::Canvas(CanvasCommand::Select { nodes: [late].into(), wires: Vec::new(), mode: SelectMode::Replace }),
    );
    harness.get_by_label_contains("late,").focus();
    harness.run_steps(2);
    in_one_frame(&mut harness, [press(Key::A, Modifiers::COMMAND), press(Key::Delete, Modifiers::NONE)]);
    assert_eq!(app(&mut harness).document().nodes().count(), 0, "of {count}");
    in_one_frame(&mut harness, [press(Key::Z, Modifiers::COMMAND)]);

    // A hand that moves on before the window has seen it press.
    let card = harness.get_by_label_contains("late,").rect();
    let before = app(&mut harness).document().node(late).expect("a filter").position;
    let (from, to) = (card.center(), card.center() + vec2(0.0, 96.0));
    let button = |pos, pressed| Event::PointerButton {
        pos,
        button: PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    };
    let moved = |part: f32| Event::PointerMoved(from + (to - from) * part);
    in_one_frame(&mut harness, [moved(0.0), button(from, true), moved(0.3), moved(1.0), button(to, false), moved(3.0)]);
    let after = app(&mut harness).document().node(late).expect("a filter").position;
    assert!(after.x == before.x && after.y > before.y, "{before:?} {after:?}");
}

#[test]
fn words_beside_the_pointer_go_when_a_dialog_comes() {
    let mut harness = window();
    let head = harness.get_by_label("Column dep_time").rect().center();
    harness.hover_at(head);
    harness.run_steps(12);
    assert!(harness.query_by_label("Minimum").is_some(), "what is known of the column is said");
    harness.key_press_modifiers(Modifiers::COMMAND, Key::P);
    harness.run_steps(8);
    harness.get_by_label("Search commands, nodes, columns and projects");
    assert!(harness.query_by_label("Minimum").is_none(), "it stands before the dialog");
    harness.key_press(Key::Escape);
    harness.run_steps(2);
    harness.hover_at(head + vec2(2.0, 0.0));
    harness.run_steps(12);
    assert!(harness.query_by_label("Minimum").is_some(), "it is there again");
}

#[test]
fn arrow_keys_go_from_node_to_node() {
    let mut harness = window();
    let selected = |harness: &Window| {
        let app = harness.state().as_ref().unwrap().app();
        app.selected_node().and_then(|id| app.document().node(id)).map(|node| node.name.clone())
    };
    // Tool bar, catalogue, canvas.
    for _ in 0..3 {
        harness.key_press(Key::F6);
        harness.run_steps(2);
    }
    assert_eq!(selected(&harness).as_deref(), Some("late"));
    harness.key_press(Key::ArrowLeft);
    harness.run_steps(3);
    assert_ne!(selected(&harness).as_deref(), Some("late"));
    harness.key_press(Key::ArrowRight);
    harness.run_steps(3);
    assert_eq!(selected(&harness).as_deref(), Some("late"));
    harness.key_press(Key::Enter);
    harness.run_steps(3);
    let app = harness.state().as_ref().unwrap().app();
    assert!(app.selected_node().and_then(|id| app.document().node(id)).is_some_and(|node| node.opened));
}

#[test]
fn the_palette_adds_and_finds_nodes() {
    let mut harness = window();
    for (typed, row) in [("add join", "Add Join"), ("late", "late")] {
        harness.key_press_modifiers(Modifiers::COMMAND, Key::P);
        harness.run_steps(3);
        harness.event(Event::Text(typed.into()));
        harness.run_steps(3);
        harness.get_by_label(row);
        harness.key_press(Key::Enter);
        harness.run_steps(3);
        let app = harness.state().as_ref().unwrap().app();
        let node = app.selected_node().and_then(|id| app.document().node(id)).expect("a node is selected");
        assert!(row.to_lowercase().ends_with(&node.kind) || node.name == row, "{} for {typed}", node.name);
    }
}

#[test]
fn what_is_not_possible_now_comes_last_in_the_palette() {
    for language in [Language::English, Language::SimplifiedChinese] {
        let mut harness = window();
        ask(&mut harness, Command::Window(WindowCommand::SetLanguage(language)));
        harness.run_steps(2);
        harness.key_press_modifiers(Modifiers::COMMAND, Key::P);
        harness.run_steps(3);
        harness.event(Event::Text("guide".into()));
        harness.run_steps(3);
        harness.key_press(Key::Enter);
        harness.run_steps(3);
        // "Leave the first pipeline" fits better, but nobody is guided yet.
        assert!(harness.state().as_ref().unwrap().app().project.guide.is_some(), "{language:?}");
    }
}

#[test]
fn picture_draws_the_canvas_as_svg() {
    let place = Place::with_people();
    place.put("adults.ron", &adults());
    place.run(&["picture", "adults.ron", "adults"]).code(0).out(&["adults.svg"]);
    let svg = place.text("adults.svg");
    for part in ["<svg xmlns", ">oldest_first</text>", ">3 × 3</text>"] {
        assert!(svg.contains(part), "no {part} in {svg}");
    }
    assert_eq!(svg.matches("class=\"wire\"").count(), 3);
    place.run(&["picture", "adults.ron", "adults.png", "--light"]).code(0).out(&["adults.png"]);
    let png = std::fs::read(place.path("adults.png")).unwrap();
    let side = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
    assert_eq!(&png[1..4], b"PNG");
    assert!(svg.contains(&format!("width=\"{}\" height=\"{}\"", side(16) / 2, side(20) / 2)), "twice the natural size");
    place.run(&["picture", "adults.ron", "adults.jpg"]).code(1).err_line(&["adults.jpg", ".svg or .png"]);
    place.run(&["picture", "nothing.ron", "nothing.svg"]).code(1).err_line(&["nothing.ron"]);
}
