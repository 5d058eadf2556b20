//! What is open has the keyboard, however it was opened, and nothing reaches what is behind it.

use egui::{Event, Key, Modifiers, Order, PointerButton, Popup, Pos2, pos2};
use egui_kittest::kittest::{Queryable, by};
use tablewire::app::{Action, CanvasCommand, Command, FormCommand, ProjectCommand, SelectMode};
use tablewire::document::NodeId;

use crate::presses::{let_pass, press};
use crate::tour;
use crate::window::{Window, app, ask};

/// How a list or a menu is opened with the pointer.
type Opens = fn(&mut Window);

const ALL: [(&str, Opens); 15] = [
    ("the main menu", |harness| press_named(harness, "Menu")),
    ("a menu below the main menu", |harness| {
        press_named(harness, "Menu");
        press_named(harness, "Export");
    }),
    ("the menu of a node", |harness| {
        let at = harness.get_by_label_contains("late, Filter").rect().center();
        second_press(harness, at);
    }),
    ("the menu of the canvas", |harness| second_press(harness, pos2(420.0, 100.0))),
    ("the menu of a column", |harness| {
        let at = harness.get_by_label("Column dep_time").rect().center();
        second_press(harness, at);
    }),
    ("the menu of a cell", |harness| second_press(harness, pos2(400.0, 700.0))),
    ("the export of a table", |harness| press_named(harness, "Export")),
    ("the columns of a table", |harness| press_named(harness, "Choose columns")),
    ("a drop-down of a form", |harness| {
        example(harness, "group_by");
        press_named(harness, "Function 1");
    }),
    ("a column of a form", |harness| {
        example(harness, "sort");
        press_named(harness, "Column 1");
    }),
    ("several columns of a form", |harness| {
        example(harness, "group_by");
        press_named(harness, "Group by");
    }),
    ("several rows of a form", |harness| {
        example(harness, "sort");
        press_named(harness, "Choose Sort by");
    }),
    ("the dots of a row", |harness| {
        example(harness, "sort");
        let dots = harness.query_all_by_label("Row 1").map(|node| node.rect().center()).find(|at| at.x > 1040.0);
        press(harness, dots.expect("the dots of the first row"));
    }),
    ("a type", |harness| {
        example(harness, "select");
        press_named(harness, "Type 1");
    }),
    ("the menu of a tab", |harness| {
        let samples = tablewire::app::samples();
        let workspace = &mut harness.state_mut().as_mut().expect("a window").workspace;
        workspace.handle(Command::Project(ProjectCommand::Open(samples[1].path.clone())));
        harness.run_steps(6);
        let at =
            harness.query_all(by().predicate(|n| n.label().is_some_and(|l| l.starts_with("weather_delays")))).last();
        let at = at.expect("a tab").rect().center();
        second_press(harness, at);
    }),
];

/// Presses what is called so, letter for letter or behind an icon, with the first button for 120 ms.
fn press_named(harness: &mut Window, words: &str) {
    let is_named =
        |label: &str| label.trim_start_matches(|c: char| !c.is_ascii_alphabetic()).trim_end_matches(" ⏵") == words;
    let found = harness.query_all(by().predicate(|node| node.label().is_some_and(|label| is_named(&label))));
    let at = found.last().unwrap_or_else(|| panic!("nothing is called {words:?}")).rect().center();
    press(harness, at);
}

fn second_press(harness: &mut Window, pos: Pos2) {
    harness.hover_at(pos);
    for pressed in [true, false] {
        let button = PointerButton::Secondary;
        harness.event(Event::PointerButton { pos, button, pressed, modifiers: Modifiers::NONE });
        let_pass(harness);
    }
    harness.run_steps(6);
}

fn example(harness: &mut Window, kind: &str) {
    ask(harness, Command::Form(FormCommand::AddExample(kind.into())));
    let node = app(harness).document().nodes().find(|(_, node)| node.kind == kind).map(|(id, _)| id);
    ask(
        harness,
        Command::Canvas(CanvasCommand::Select {
            nodes: node.into_iter().collect(),
            wires: Vec::new(),
            mode: SelectMode::Replace,
        }),
    );
    harness.run_steps(6);
}

/// What of the project a key could damage, and what else it could do.
type State = (usize, Vec<NodeId>, bool, bool, bool);

fn state(harness: &mut Window) -> State {
    let app = app(harness);
    let opened = app.document().nodes().any(|(_, node)| node.opened);
    let selection = app.project.view.selection.iter().copied().collect();
    (app.project.history.position(), selection, app.project.view.dialog.is_some(), app.person.preferences.table, opened)
}

fn is_in_list(harness: &Window) -> bool {
    let focused = harness.ctx.memory(|m| m.focused());
    focused.is_some_and(|id| {
        let layer = harness.ctx.viewport(|v| v.prev_pass.widgets.get(id).map(|w| w.layer_id));
        layer.is_some_and(|layer| layer.order == Order::Foreground)
    })
}

fn focused(harness: &Window) -> Option<egui::Id> {
    harness.ctx.memory(|m| m.focused())
}

fn key(harness: &mut Window, key: Key) {
    harness.key_press(key);
    harness.run_steps(3);
}

/// What is wrong after `what` was done to an open list, if anything.
fn wrong_after(harness: &mut Window, name: &str, what: &str, before: &State) -> Option<String> {
    if state(harness) != *before {
        return Some(format!("{name}: {what} reaches what is behind"));
    }
    (is_open(harness) && !is_in_list(harness)).then(|| format!("{name}: {what} leaves the keyboard outside"))
}

fn is_open(harness: &Window) -> bool {
    Popup::is_any_open(&harness.ctx)
}

#[test]
fn what_was_opened_with_the_pointer_has_the_keyboard() {
    let mut wrong: Vec<String> = Vec::new();
    for (name, open) in ALL {
        let mut harness = tour::window();
        open(&mut harness);
        assert!(is_open(&harness), "{name} does not open");
        let before = state(&mut harness);
        wrong.extend(wrong_after(&mut harness, name, "opening", &before));
        // Space presses what is marked; nothing is yet, but in a drop-down.
        let keys = [Key::Delete, Key::Backspace, Key::F2];
        for pressed in
            keys.into_iter().chain((name != "a drop-down of a form" && name != "a type").then_some(Key::Space))
        {
            key(&mut harness, pressed);
            wrong.extend(wrong_after(&mut harness, name, &format!("{pressed:?}"), &before));
        }
        if !is_open(&harness) {
            wrong.push(format!("{name} closes by a key that is not its own"));
        }
        key(&mut harness, Key::ArrowDown);
        wrong.extend(wrong_after(&mut harness, name, "an arrow", &before));
        let first = focused(&harness);
        key(&mut harness, Key::End);
        wrong.extend(wrong_after(&mut harness, name, "End", &before));
        // A search field keeps the cursor and marks a line.
        if !harness.ctx.text_edit_focused() && focused(&harness) == first && name != "a menu below the main menu" {
            wrong.push(format!("{name}: End stays where it was"));
        }
        for _ in 0..3 {
            key(&mut harness, Key::Tab);
            wrong.extend(wrong_after(&mut harness, name, "Tab", &before));
        }
        for _ in 0..3 {
            if is_open(&harness) {
                key(&mut harness, Key::Escape);
            }
        }
        if is_open(&harness) {
            wrong.push(format!("{name}: Escape does not close it"));
        }
        wrong.extend(wrong_after(&mut harness, name, "Escape", &before));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_drop_down_is_gone_through_with_arrows_and_letters() {
    let mut harness = tour::window();
    example(&mut harness, "group_by");
    let is_median = |harness: &mut Window| {
        let app = app(harness);
        let node = app.document().nodes().find(|(_, node)| node.kind == "group_by").expect("it").1;
        let settings = node.settings.text();
        let (_, first) = settings.split_once("function:").unwrap_or_else(|| panic!("{settings}"));
        first.starts_with("Median,")
    };
    assert!(!is_median(&mut harness), "the first function of the example is another one");
    press_named(&mut harness, "Function 1");
    let steps = app(&mut harness).project.history.position();
    for letter in ["m", "e", "d"] {
        harness.event(Event::Text(letter.into()));
        harness.run_steps(2);
    }
    key(&mut harness, Key::Enter);
    assert!(!Popup::is_any_open(&harness.ctx), "Enter chooses and closes");
    assert!(is_median(&mut harness));
    assert_eq!(app(&mut harness).project.history.position(), steps + 1);
    assert!(harness.get_by_label("Function 1").is_focused(), "the keyboard is back on the control");
    // By keyboard: Enter opens, the arrow goes on from what is chosen, Escape leaves it as it is.
    key(&mut harness, Key::Enter);
    assert!(Popup::is_any_open(&harness.ctx));
    key(&mut harness, Key::ArrowDown);
    key(&mut harness, Key::Escape);
    assert!(is_median(&mut harness));
    assert!(harness.get_by_label("Function 1").is_focused());
    key(&mut harness, Key::Enter);
    key(&mut harness, Key::ArrowDown);
    key(&mut harness, Key::Enter);
    assert!(!is_median(&mut harness));
}

#[test]
fn a_menu_leads_into_the_menu_of_an_entry_and_back() {
    let mut harness = tour::window();
    press_named(&mut harness, "Menu");
    for letter in ["e", "x", "p"] {
        harness.event(Event::Text(letter.into()));
        harness.run_steps(2);
    }
    key(&mut harness, Key::ArrowRight);
    harness.run_steps(3);
    assert!(harness.query_by_label_contains("Export canvas as picture").is_some(), "the menu below has opened");
    key(&mut harness, Key::ArrowLeft);
    assert!(harness.query_by_label_contains("Export canvas as picture").is_none());
    assert!(Popup::is_any_open(&harness.ctx), "the menu itself is still open");
    key(&mut harness, Key::ArrowRight);
    harness.run_steps(3);
    key(&mut harness, Key::Escape);
    assert!(Popup::is_any_open(&harness.ctx), "Escape closes one at a time");
    key(&mut harness, Key::Escape);
    assert!(!Popup::is_any_open(&harness.ctx));
    assert!(Action::Delete.is_enabled(app(&mut harness)), "the node is still selected");
}

#[test]
fn a_submenu_stays_closed_under_a_pointer_that_has_not_moved() {
    let mut harness = tour::window();
    press_named(&mut harness, "Menu");
    let entry = by().predicate(|node| node.label().is_some_and(|label| label.ends_with("Export")));
    let at = harness.query_all(entry).map(|node| node.rect().center()).find(|at| at.x < 300.0).expect("an entry");
    key(&mut harness, Key::Escape);
    harness.hover_at(at);
    harness.run_steps(3);
    harness.get_by_label("Menu").focus();
    harness.run_steps(2);
    key(&mut harness, Key::Enter);
    harness.run_steps(6);
    assert!(is_open(&harness), "the keyboard has opened the menu");
    assert!(harness.query_by_label_contains("Export canvas as picture").is_none(), "nobody has pointed at the entry");
    harness.hover_at(at + egui::vec2(3.0, 0.0));
    harness.run_steps(6);
    assert!(harness.query_by_label_contains("Export canvas as picture").is_some(), "now somebody has");
}
