//! Menus and searches over the canvas: in reach in a small window, beside what they are about, and in words that fit.

use egui::{Event, Modifiers, PointerButton, Pos2, Vec2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{Queryable, by};
use tablewire::app::view::{CameraRequest, Dialog};
use tablewire::app::{Action, AnnotationCommand, CanvasCommand, Command, Connect, SelectMode, WindowCommand};
use tablewire::document::{NodeId, PortRef, Position};
use tablewire::ui::fonts;

use crate::window::{Window, app, ask, opened};

fn window(size: Vec2) -> Window {
    let mut harness = opened(Harness::builder().with_size(size).with_step_dt(1.0 / 60.0), |_| {});
    fonts::without_system_fonts(&harness.ctx);
    harness.run_steps(8);
    harness
}

fn id(harness: &mut Window, name: &str) -> NodeId {
    app(harness).document().find(name).expect("a node of the sample")
}

fn second_click(harness: &mut Window, pos: Pos2) {
    harness.hover_at(pos);
    for pressed in [true, false] {
        let button = PointerButton::Secondary;
        harness.event(Event::PointerButton { pos, button, pressed, modifiers: Modifiers::NONE });
    }
    harness.run_steps(8);
}

/// Presses what is called so, whatever icon stands before the words and whatever keys behind; the last of them lies on top.
fn press(harness: &mut Window, words: &str) {
    let named = |label: &str| {
        let label = label.trim_start_matches(|c: char| !c.is_ascii_alphabetic());
        label.strip_prefix(words).is_some_and(|rest| !rest.contains(char::is_alphabetic) || rest.contains("Ctrl"))
    };
    let found = harness.query_all(by().predicate(|node| node.label().is_some_and(|label: String| named(&label))));
    found.last().unwrap_or_else(|| panic!("nothing is called {words:?}")).click();
    harness.run_steps(6);
}

fn select(harness: &mut Window, nodes: &[NodeId]) {
    let nodes = nodes.iter().copied().collect();
    ask(harness, Command::Canvas(CanvasCommand::Select { nodes, wires: Vec::new(), mode: SelectMode::Replace }));
}

#[test]
fn a_menu_that_is_taller_than_the_window_scrolls() {
    let height = 360.0;
    let mut harness = window(vec2(1000.0, height));
    ask(&mut harness, Command::Do(Action::ToggleTable));
    ask(&mut harness, Command::Canvas(CanvasCommand::Reveal(CameraRequest::Fit)));
    let node = harness.get_by_label_contains("late, Filter").rect().center();
    second_click(&mut harness, node);
    let first = harness.get_by_label_contains("Expand node").rect();
    assert!(first.top() >= 0.0, "{first}");
    let bottom = |harness: &Window| harness.get_by_label_contains("Delete and reconnect").rect().bottom();
    assert!(bottom(&harness) > height, "there is more than the window holds");
    harness.hover_at(first.center());
    for _ in 0..20 {
        let (unit, delta) = (egui::MouseWheelUnit::Point, vec2(0.0, -60.0));
        let phase = egui::TouchPhase::Move;
        harness.event(Event::MouseWheel { unit, delta, phase, modifiers: Modifiers::NONE });
        harness.run_steps(2);
    }
    harness.run_steps(20);
    assert!(bottom(&harness) < height, "its end is in reach: {}", bottom(&harness));
}

#[test]
fn the_main_menu_fits_a_small_window_and_has_menus_below_it() {
    let mut harness = window(vec2(1024.0, 600.0));
    harness.get_by_label("Menu").click();
    harness.run_steps(4);
    let last = harness.get_by_label_contains("Quit").rect();
    assert!(last.bottom() <= 600.0, "{last}");
    press(&mut harness, "Export");
    harness.get_by_label_contains("Export canvas as picture").click();
    harness.run_steps(4);
    assert!(matches!(app(&mut harness).project.view.dialog, Some(Dialog::SavePicture { selection: false })));
}

#[test]
fn menus_say_what_would_be_done() {
    let mut harness = window(vec2(1360.0, 860.0));
    let late = id(&mut harness, "late");
    let at = harness.get_by_label_contains("late, Filter").rect().center();
    second_click(&mut harness, at);
    press(&mut harness, "Bypass");
    let at = harness.get_by_label_contains("late, Filter").rect().center();
    second_click(&mut harness, at);
    press(&mut harness, "End bypass");
    assert_eq!(app(&mut harness).document().node(late).unwrap().activity, Default::default());
}

#[test]
fn the_search_stands_beside_the_end_of_its_wire() {
    let mut harness = window(vec2(1360.0, 860.0));
    let port = harness.get_by_label("output others of late").rect().center();
    let drop = port + vec2(40.0, 130.0);
    harness.hover_at(port);
    let button = |harness: &Window, pos, pressed| {
        let button = PointerButton::Primary;
        harness.event(Event::PointerButton { pos, button, pressed, modifiers: Modifiers::NONE });
    };
    button(&harness, port, true);
    for step in [0.3, 0.7, 1.0] {
        harness.hover_at(port.lerp(drop, step));
        harness.run_steps(1);
    }
    button(&harness, drop, false);
    harness.run_steps(6);
    let field = harness.get_by_label("Search nodes that accept this table").rect();
    let apart = field.left_center() - drop;
    assert!(apart.x > 0.0 && apart.x < 60.0 && apart.y.abs() < 30.0, "{field} for a wire let go at {drop}");
    ask(&mut harness, Command::Window(WindowCommand::CloseDialog));
    // Where there is no room for it, it stays in the window; what is not seen has none beside it.
    for (at, x) in [((400, 400), 680.0), ((0, 0), 0.0)] {
        let at = Position::new(at.0, at.1);
        ask(&mut harness, Command::Window(WindowCommand::OpenDialog(Dialog::AddNode { at, connect: Connect::Not })));
        // The catalogue's field is called so too.
        let field = harness.get_all_by_label("Search nodes").last().expect("a search").rect();
        assert!(harness.ctx.content_rect().contains_rect(field), "{field}");
        assert!(x == 0.0 || (field.center().x - x).abs() < 2.0, "{field}");
        ask(&mut harness, Command::Window(WindowCommand::CloseDialog));
    }
}

#[test]
fn a_frame_is_run_and_switched_off_from_the_inspector() {
    let mut harness = window(vec2(1360.0, 860.0));
    let nodes = [id(&mut harness, "late"), id(&mut harness, "airlines")];
    select(&mut harness, &nodes);
    ask(&mut harness, Command::Do(Action::AddFrame));
    ask(&mut harness, Command::Annotation(AnnotationCommand::Edit(None)));
    press(&mut harness, "Disable");
    let disabled = |harness: &mut Window| {
        nodes.map(|id| app(harness).document().node(id).unwrap().activity == tablewire::document::Activity::Disabled)
    };
    assert_eq!(disabled(&mut harness), [true, true]);
    press(&mut harness, "Enable");
    assert_eq!(disabled(&mut harness), [false, false]);
    press(&mut harness, "Select nodes");
    assert_eq!(app(&mut harness).project.view.selection, nodes.into());
    assert_eq!(app(&mut harness).selected_annotation(), None);
}

#[test]
fn a_dot_is_offered_what_goes_for_dots() {
    let mut harness = window(vec2(1360.0, 860.0));
    let wire = app(&mut harness).document().wires()[0].clone();
    let from = PortRef::first(wire.from.node);
    assert_eq!(wire.from, from);
    ask(&mut harness, Command::Annotation(AnnotationCommand::AddDot { wire, nth: 0, at: Position::new(14, 12) }));
    assert!(harness.query_by_label("1 dot selected").is_some());
    assert!(harness.query_by_label("Duplicate").is_none(), "a dot alone is nothing to copy");
    harness.get_by_label_contains("Delete").click();
    harness.run_steps(4);
    assert_eq!(app(&mut harness).document().dots().count(), 0);
}
