//! Cleaning by pointing, in the window: what the values suggest, the panel with its preview, and what becomes of the project.

use egui::{Event, Key, Modifiers, PointerButton, Pos2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use tablewire::app::{Action, CanvasCommand, Command, TableCommand};
use tablewire::document::{NodeId, Position};
use tablewire::engine::OutputRef;

use crate::window::{Window, app, ask, opened};

const MESSY: &str = "id\tcity\tprice\n1\t Oslo \t$1,200.50\n2\tBonn\tsoon\n3\tBern\t(3.00)\n4\tOslo\t$4\n5\tBonn\t$5\n";

/// The window with a messy table that was pasted, in sight.
fn window() -> Window {
    let mut harness = opened(Harness::builder().with_size(vec2(1360.0, 860.0)), |app| {
        app.handle(Command::Canvas(CanvasCommand::Paste { text: MESSY.into(), at: Position::new(0, 60) }));
    });
    harness.run_steps(8);
    harness
}

fn press_at(harness: &mut Window, pos: Pos2, button: PointerButton, modifiers: Modifiers) {
    harness.hover_at(pos);
    // Each event is a frame of a quarter of a second: a press that lasts longer is no click.
    harness.event(Event::ModifiersChanged(modifiers));
    for pressed in [true, false] {
        harness.event(Event::PointerButton { pos, button, pressed, modifiers });
    }
    harness.event(Event::ModifiersChanged(Modifiers::NONE));
    harness.run_steps(5);
}

/// Presses what is called so.
fn press(harness: &mut Window, name: &str) {
    let at = harness.get_by_label(name).rect().center();
    press_at(harness, at, PointerButton::Primary, Modifiers::NONE);
}

/// Kind and settings of the node that is selected.
fn selected(harness: &mut Window) -> (NodeId, String) {
    let app = app(harness);
    let id = app.selected_node().expect("one node");
    let node = app.document().node(id).expect("a node");
    (id, format!("{} {}", node.kind, node.settings.text()))
}

const MONEY: &str = "price: Looks like money: convert to decimals…";
const BLANKS: &str = "city: White space around values: trim…";

#[test]
fn a_chip_and_enter_make_numbers_and_what_does_not_fit_is_a_click_away() {
    let mut harness = window();
    press(&mut harness, MONEY);
    harness.get_by_label("Convert to decimals: price");
    harness.get_by_label("4 fit · 1 does not · 0 null or blank");
    harness.key_press(Key::Enter);
    harness.run_steps(8);
    assert!(harness.query_by_label("Convert to decimals: price").is_none(), "the panel is closed");
    let (node, words) = selected(&mut harness);
    assert_eq!(words, r#"formula (columns:[(name:"price",expression:"parse_decimal(price, 2)")],unfit:Reject)"#);
    assert_eq!(app(&mut harness).project.view.shown, Some(OutputRef::first(node)));
    assert!(harness.query_by_label(MONEY).is_none(), "they are numbers now");
    press(&mut harness, "Output rejected");
    assert_eq!(app(&mut harness).project.view.shown, Some(OutputRef { node, port: 1 }));
    assert_eq!(
        app(&mut harness).project.results.output(OutputRef { node, port: 1 }).and_then(|found| found.rows),
        Some(1)
    );
}

#[test]
fn escape_leaves_everything_as_it_is() {
    let mut harness = window();
    let steps = app(&mut harness).project.history.position();
    press(&mut harness, MONEY);
    harness.key_press(Key::Escape);
    harness.run_steps(4);
    assert!(harness.query_by_label("Convert to decimals: price").is_none());
    assert_eq!(app(&mut harness).project.history.position(), steps);
}

#[test]
fn steps_gather_and_each_is_undone_by_itself() {
    let mut harness = window();
    for chip in [MONEY, BLANKS] {
        press(&mut harness, chip);
        harness.key_press(Key::Enter);
        harness.run_steps(8);
    }
    let (first, words) = selected(&mut harness);
    let both = r#"formula (columns:[(name:"price",expression:"parse_decimal(price, 2)"),(name:"city",expression:"trim(city)")],unfit:Reject)"#;
    assert_eq!(words, both);
    ask(&mut harness, Command::Do(Action::Undo));
    let text = app(&mut harness).document().node(first).map(|node| node.settings.text().to_owned());
    assert_eq!(
        text.as_deref(),
        Some(r#"(columns:[(name:"price",expression:"parse_decimal(price, 2)")],unfit:Reject)"#)
    );
}

#[test]
fn the_preview_follows_what_is_chosen() {
    let mut harness = window();
    press(&mut harness, MONEY);
    press(&mut harness, "1.200,50");
    harness.get_by_label("2 fit · 3 do not · 0 null or blank");
    press(&mut harness, "Set to null");
    press(&mut harness, "OK");
    let words = selected(&mut harness).1;
    assert_eq!(words, r#"formula (columns:[(name:"price",expression:"parse_decimal(price, 2, ',')")])"#);
}

#[test]
fn the_menu_of_a_head_offers_the_same_and_all_operations() {
    let mut harness = window();
    let head = harness.get_by_label("Column city").rect();
    press_at(&mut harness, head.center_top() + vec2(0.0, 12.0), PointerButton::Secondary, Modifiers::NONE);
    press(&mut harness, "White space around values: trim…");
    harness.get_by_label("Trim white space: city");
    harness.get_by_label("Changes 1 of 5 rows");
}

#[test]
fn values_that_are_picked_with_ctrl_are_left_out_together() {
    let mut harness = window();
    let head = harness.get_by_label("Column city").rect();
    let cell = |row: f32| egui::pos2(head.center().x, head.bottom() + 24.0 * row + 12.0);
    press_at(&mut harness, cell(1.0), PointerButton::Primary, Modifiers::NONE);
    // Under a hand the release comes some frames after the press.
    harness.hover_at(cell(2.0));
    harness.run_steps(1);
    for pressed in [true, false] {
        let (pos, button, modifiers) = (cell(2.0), PointerButton::Primary, Modifiers::COMMAND);
        harness.event(Event::ModifiersChanged(modifiers));
        harness.event(Event::PointerButton { pos, button, pressed, modifiers });
        harness.run_steps(1);
    }
    harness.event(Event::ModifiersChanged(Modifiers::NONE));
    harness.run_steps(3);
    press_at(&mut harness, cell(2.0), PointerButton::Secondary, Modifiers::NONE);
    press(&mut harness, "Exclude rows with these 2 values of city");
    assert_eq!(selected(&mut harness).1, r#"filter (condition:"city NOT IN ('Bonn', 'Bern')")"#);
}

#[test]
fn shift_makes_a_branch() {
    let mut harness = window();
    let source = app(&mut harness).selected_node().expect("the pasted table");
    let take = |harness: &mut Window, modifiers: Modifiers| {
        ask(harness, Command::Table(TableCommand::Show(OutputRef::first(source))));
        ask(
            harness,
            Command::Canvas(CanvasCommand::Select {
                nodes: [source].into(),
                wires: Vec::new(),
                mode: Default::default(),
            }),
        );
        harness.run_steps(6);
        press(harness, BLANKS);
        harness.key_press_modifiers(modifiers, Key::Enter);
        harness.run_steps(8);
        selected(harness).0
    };
    let first = take(&mut harness, Modifiers::NONE);
    let branch = take(&mut harness, Modifiers::SHIFT);
    let fed: Vec<NodeId> = app(&mut harness)
        .document()
        .wires()
        .iter()
        .filter(|wire| wire.from.node == source)
        .map(|wire| wire.to.node)
        .collect();
    assert_eq!(fed, [first, branch]);
}
