//! Presses as hands make them: a button stays down for 120 ms and several frames, and nothing moves meanwhile.

use std::collections::BTreeSet;

use egui::text_edit::TextEditState;
use egui::{Event, Key, Modifiers, PointerButton, Pos2, Rect};
use egui_kittest::kittest::{NodeT, Queryable, by};
use tablewire::app::{Command, NodeCommand};
use tablewire::document::{NodeId, Settings};

use crate::everywhere::INTERACTIVE;
use crate::tour;
use crate::window::{Window, app, ask};

/// Frames of a press, and seconds from one to the next.
const FRAMES: usize = 4;
const FRAME: f64 = 0.03;

fn frame(harness: &mut Window) {
    let now = harness.ctx.input(|i| i.time);
    harness.input_mut().time = Some(now + FRAME);
    harness.step();
}

/// Lets as much time pass as a press takes.
pub fn let_pass(harness: &mut Window) {
    (0..FRAMES).for_each(|_| frame(harness));
}

fn button(harness: &mut Window, pos: Pos2, pressed: bool) {
    harness.event(Event::PointerButton { pos, button: PointerButton::Primary, pressed, modifiers: Modifiers::NONE });
    frame(harness);
}

/// Presses at `at`, and lets go 120 ms later.
pub fn press(harness: &mut Window, at: Pos2) {
    harness.hover_at(at);
    frame(harness);
    button(harness, at, true);
    let_pass(harness);
    button(harness, at, false);
    harness.run_steps(6);
}

/// A control that can be pressed: what it is called, and where it is.
#[derive(Clone)]
struct Control {
    id: String,
    name: String,
    rect: Rect,
}

fn controls(harness: &Window) -> Vec<Control> {
    let screen = harness.ctx.content_rect();
    let found = harness.query_all(by().predicate(|node| INTERACTIVE.contains(&node.role()) && !node.is_disabled()));
    let found = found.map(|node| {
        let (rect, node) = (node.rect(), node.accesskit_node());
        Control {
            id: spoken(&node.id()),
            name: format!("{:?} {}", node.role(), node.label().unwrap_or_default()),
            rect,
        }
    });
    found.filter(|control| screen.contains_rect(control.rect)).collect()
}

/// The id of a node as screen readers have it.
fn spoken(id: &impl std::fmt::Debug) -> String {
    format!("{id:?}")
}

fn place<'h>(harness: &'h Window, id: &'h str) -> Option<Rect> {
    let found = harness.query_all(by().predicate(move |node| spoken(&node.id()) == id)).next();
    found.map(|node| node.rect())
}

/// What of a control moves while it is pressed. The button goes up far away, so that nothing is done.
fn moved(harness: &mut Window, control: &Control) -> Option<String> {
    let at = control.rect.center();
    harness.hover_at(at);
    frame(harness);
    let before = place(harness, &control.id)?;
    if before.center().distance(at) > 1.0 {
        return None;
    }
    button(harness, at, true);
    let mut wrong = None;
    for _ in 0..FRAMES {
        frame(harness);
        match place(harness, &control.id) {
            Some(now) if (now.min - before.min).length() > 0.5 => {
                wrong = Some(format!("{} went from {:?} to {:?}", control.name, before.min, now.min));
            }
            None => wrong = Some(format!("{} went away", control.name)),
            Some(_) => {}
        }
    }
    if control.name.contains("TextInput") && selected(harness) {
        wrong = Some(format!("{}: a plain press selects text", control.name));
    }
    harness.hover_at(egui::pos2(700.0, 849.0));
    frame(harness);
    button(harness, egui::pos2(700.0, 849.0), false);
    wrong
}

/// Whether text is selected in the field that has the keyboard.
fn selected(harness: &Window) -> bool {
    let state = harness.ctx.memory(|m| m.focused()).and_then(|id| TextEditState::load(&harness.ctx, id));
    state.and_then(|state| state.cursor.char_range()).is_some_and(|range| !range.is_empty())
}

#[test]
fn nothing_moves_while_it_is_pressed() {
    let mut known: BTreeSet<String> = BTreeSet::new();
    let mut wrong = BTreeSet::new();
    tour::tour(|stop, harness| {
        // What every stop has is pressed at the first; of a form, all.
        let is_form = stop.starts_with("settings of");
        let in_form = |control: &Control| control.rect.left() > 1050.0 && control.rect.bottom() < 520.0;
        let all = controls(harness).into_iter();
        let fresh: Vec<Control> =
            all.filter(|control| (is_form && in_form(control)) || known.insert(control.name.clone())).collect();
        // Downwards, and those of a form upwards too.
        let back = fresh.iter().rev().filter(|_| is_form);
        for control in fresh.iter().chain(back) {
            wrong.extend(moved(harness, control).map(|what| format!("{what} ({stop})")));
        }
    });
    let words = wrong.iter().cloned().collect::<Vec<_>>().join("\n");
    assert!(wrong.is_empty(), "{} of {}\n{words}", wrong.len(), known.len());
}

fn formulas(harness: &mut Window) -> NodeId {
    let late = app(harness).document().find("late").expect("a node of the sample");
    let at = tablewire::document::Position { x: 20, y: 20 };
    let connect = tablewire::app::Connect::From(tablewire::document::PortRef::first(late));
    ask(harness, Command::Node(NodeCommand::Add { kind: "formula".into(), settings: None, at, connect }));
    let node = *app(harness).project.view.selection.iter().next().expect("the new node");
    let settings = "(columns:[(name:\"a\",expression:\"dep_delay + 1\"),(name:\"b\",expression:\"dep_delay * 200\")])";
    ask(
        harness,
        Command::Node(NodeCommand::Configure { node, settings: Settings::canonical(settings), gesture: "test".into() }),
    );
    harness.run_steps(6);
    node
}

/// The values stand under the formula that a person is at; a press in another must not take their room away.
#[test]
fn a_press_in_another_formula_puts_the_cursor_there_and_selects_nothing() {
    let mut harness = tour::window();
    let node = formulas(&mut harness);
    let at = harness.get_by_label("Formula 1").rect().center();
    press(&mut harness, at);
    assert!(harness.query_by_label_contains("Row 1:").is_some(), "the first formula has values");
    let before = harness.get_by_label("Formula 2").rect();
    press(&mut harness, before.center());
    assert_eq!(harness.get_by_label("Formula 2").rect().min, before.min, "nor does it move after it");
    assert!(harness.get_by_label("Formula 2").is_focused());
    assert!(!selected(&harness));
    harness.key_press(Key::End);
    harness.event(Event::Text("0".into()));
    harness.run_steps(3);
    let settings = app(&mut harness).document().node(node).expect("it").settings.text().to_owned();
    assert!(settings.contains("dep_delay * 2000"), "{settings}");
}
