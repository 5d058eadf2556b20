//! The keyboard in and around forms: where it is after adding, what Escape leaves, what undo shows.

use egui::{Event, Key, Modifiers, pos2};
use egui_kittest::kittest::Queryable;
use tablewire::app::view::Dialog;
use tablewire::app::{Action, CanvasCommand, Command, Connect, NodeCommand, SelectMode, WindowCommand};
use tablewire::document::{NodeId, PortRef, Position, Settings};

use crate::presses::press;
use crate::tour;
use crate::window::{Window, app, ask};

fn id(harness: &mut Window, name: &str) -> NodeId {
    app(harness).document().find(name).expect("a node of the sample")
}

fn selected(harness: &mut Window) -> Vec<NodeId> {
    app(harness).project.view.selection.iter().copied().collect()
}

fn key(harness: &mut Window, key: Key) {
    harness.key_press(key);
    harness.run_steps(3);
}

fn letters(harness: &mut Window, text: &str) {
    for letter in text.chars() {
        harness.event(Event::Text(letter.to_string()));
        harness.run_steps(2);
    }
}

#[test]
fn escape_leaves_one_thing_at_a_time() {
    let mut harness = tour::window();
    let late = id(&mut harness, "late");
    let at = harness.get_by_label("Rows where").rect().center();
    press(&mut harness, at);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    letters(&mut harness, "dep");
    assert!(harness.query_by_label("Complete dep_delay").is_some());
    key(&mut harness, Key::Escape);
    assert!(harness.query_by_label("Complete dep_delay").is_none(), "first the list");
    assert!(harness.get_by_label("Rows where").is_focused());
    key(&mut harness, Key::Escape);
    assert!(!harness.get_by_label("Rows where").is_focused(), "then the field");
    assert_eq!(selected(&mut harness), [late], "not the node whose form one is in");
    key(&mut harness, Key::Escape);
    assert!(selected(&mut harness).is_empty(), "then the selection");
}

/// A press on a form, beside its fields, is no word about the canvas.
#[test]
fn keys_after_a_press_on_a_form_do_not_delete_its_node() {
    let mut harness = tour::window();
    let late = id(&mut harness, "late");
    // On bare ground, and on what can be clicked and takes no keyboard.
    let section = harness.get_by_label("Comment and colour").rect().center();
    for at in [pos2(1200.0, 480.0), pos2(1200.0, 800.0), section] {
        press(&mut harness, at);
        key(&mut harness, Key::Delete);
        assert!(app(&mut harness).document().node(late).is_some(), "Delete after a press at {at}");
        key(&mut harness, Key::Escape);
        assert_eq!(selected(&mut harness), [late], "Escape after a press at {at}");
    }
    // On the canvas they are meant for it.
    let at = harness.get_by_label_contains("late, Filter").rect().center();
    press(&mut harness, at);
    key(&mut harness, Key::Delete);
    assert!(app(&mut harness).document().node(late).is_none());
}

#[test]
fn a_node_that_was_added_has_the_keyboard_in_its_first_field() {
    let late = PortRef::first(id(&mut tour::window(), "late"));
    let from = Connect::From(late);
    for (kind, field) in [
        ("filter", "Rows where"),
        ("sort", "Add key"),
        ("read_csv", "File"),
        ("group_by", "Group by"),
        ("limit", "Rows"),
        ("formula", "Add column"),
    ] {
        let mut harness = tour::window();
        // From the search, as after a wire that is let go; by letters and Enter.
        ask(
            &mut harness,
            Command::Window(WindowCommand::OpenDialog(Dialog::AddNode {
                at: Position::default(),
                connect: from.clone(),
            })),
        );
        if kind == "read_csv" {
            let (at, connect) = (Position { x: 0, y: 20 }, Connect::Not);
            ask(&mut harness, Command::Window(WindowCommand::CloseDialog));
            ask(&mut harness, Command::Node(NodeCommand::Add { kind: kind.into(), settings: None, at, connect }));
        } else {
            letters(&mut harness, kind);
            key(&mut harness, Key::Enter);
        }
        harness.run_steps(6);
        let node = selected(&mut harness)[0];
        assert_eq!(app(&mut harness).document().node(node).expect("it").kind, kind);
        let focused = harness.query_all_by_label(field).any(|node| node.is_focused());
        assert!(focused, "{kind}: {field} has the keyboard");
        // Once: what a person does then is theirs.
        key(&mut harness, Key::Escape);
        harness.run_steps(4);
        assert!(!harness.query_all_by_label(field).any(|node| node.is_focused()), "{kind}");
    }
}

#[test]
fn undo_shows_what_it_brought_back() {
    let mut harness = tour::window();
    let (late, join) = (id(&mut harness, "late"), id(&mut harness, "with_airline"));
    // A setting of a node that is not selected any more: its form shows it.
    let settings = Settings::canonical("(condition:\"dep_delay > 99\")");
    ask(&mut harness, Command::Node(NodeCommand::Configure { node: late, settings, gesture: "typing".into() }));
    let nodes = [join].into();
    ask(&mut harness, Command::Canvas(CanvasCommand::Select { nodes, wires: Vec::new(), mode: SelectMode::Replace }));
    ask(&mut harness, Command::Do(Action::Undo));
    assert_eq!(selected(&mut harness), [late]);
    assert!(
        app(&mut harness).project.view.status.as_ref().is_some_and(|words| words.to_string().starts_with("Undone: "))
    );
    // A node that was deleted comes back selected, and one that was added goes to what fed it.
    ask(&mut harness, Command::Do(Action::Delete));
    ask(&mut harness, Command::Do(Action::Undo));
    assert_eq!(selected(&mut harness), [late]);
    let (at, connect) = (Position::default(), Connect::From(PortRef::first(late)));
    ask(&mut harness, Command::Node(NodeCommand::Add { kind: "sort".into(), settings: None, at, connect }));
    ask(&mut harness, Command::Do(Action::Undo));
    assert_eq!(selected(&mut harness), [late], "the form of where one was");
}

/// What is red before anything was typed says that a person did something wrong.
#[test]
fn a_fresh_node_does_not_nag() {
    let late = id(&mut tour::window(), "late");
    for info in tablewire::nodes::KINDS {
        let mut harness = tour::window();
        let (at, connect) = (Position { x: 0, y: 20 }, Connect::From(PortRef::first(late)));
        ask(&mut harness, Command::Node(NodeCommand::Add { kind: info.meta.id.into(), settings: None, at, connect }));
        harness.run_steps(4);
        let node = selected(&mut harness)[0];
        let problems =
            app(&mut harness).project.results.get(node).map(|result| result.problems.clone()).unwrap_or_default();
        let wrong = problems.iter().find(|problem| problem.severity == tablewire::base::Severity::Error);
        assert!(wrong.is_none(), "{}: {wrong:?}", info.meta.id);
    }
}
