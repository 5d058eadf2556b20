//! Gestures on wires without a window: events in, commands out.

use egui::{Pos2, pos2, vec2};

use super::gesture_state::{Input, State};
use super::layout::Side;
use super::scene::Scene;
use super::scene::tests::{app_of, scene_of};
use crate::app::view::Dialog;
use crate::app::{AnnotationCommand, CanvasCommand, Command, Connect, WindowCommand};
use crate::document::{NodeId, PortRef, Position, Wire};

use super::gesture_tests::{Hand, VOID};

pub(super) fn wire(from: u64, port: &str, to: u64) -> Wire {
    Wire::new(PortRef::new(NodeId(from), port), PortRef::first(NodeId(to)))
}

#[test]
fn a_wire_from_port_to_port_connects_in_both_directions() {
    for backwards in [false, true] {
        let mut hand = Hand::over(scene_of(&["a", "b"], &[]));
        let from = hand.port(0, Side::Output, 1);
        let to = hand.port(1, Side::Input, 0);
        let (first, last) = if backwards { (to, from) } else { (from, to) };
        assert_eq!(
            hand.drag(first, last + vec2(3.0, -4.0)),
            [Command::Canvas(CanvasCommand::Connect(wire(0, "others", 1)))]
        );
        assert_eq!(hand.gestures.state, State::Idle);
    }
}

#[test]
fn a_cycle_is_refused_in_words() {
    let mut hand = Hand::over(scene_of(&["a", "b"], &[("a", "b")]));
    let from = hand.port(1, Side::Output, 0);
    let to = hand.port(0, Side::Input, 0);
    let said = hand.drag(from, to);
    assert!(
        matches!(&said[..], [Command::Window(WindowCommand::ShowStatus(why))] if why.contains("cycle")),
        "{said:?}"
    );
}

#[test]
fn a_wire_dropped_in_the_void_asks_for_a_node() {
    let mut hand = Hand::over(scene_of(&["a", "b"], &[]));
    let asked = hand.drag(hand.port(0, Side::Output, 0), VOID);
    let [Command::Window(WindowCommand::OpenDialog(Dialog::AddNode { connect, .. }))] = &asked[..] else {
        panic!("{asked:?}")
    };
    assert_eq!(*connect, Connect::From(PortRef::first(NodeId(0))));
    let asked = hand.drag(hand.port(1, Side::Input, 0), VOID);
    let [Command::Window(WindowCommand::OpenDialog(Dialog::AddNode { connect, .. }))] = &asked[..] else {
        panic!("{asked:?}")
    };
    assert_eq!(*connect, Connect::To(PortRef::first(NodeId(1))));
}

#[test]
fn the_end_of_a_wire_is_taken_elsewhere_or_off() {
    let mut hand = Hand::over(scene_of(&["a", "b", "c"], &[("a", "b")]));
    let end = hand.port(1, Side::Input, 0);
    let elsewhere = hand.port(2, Side::Input, 0);
    assert_eq!(
        hand.drag(end, elsewhere),
        [Command::Canvas(CanvasCommand::Reconnect { old: wire(0, "", 1), new: wire(0, "", 2) })]
    );
    assert_eq!(hand.drag(end, VOID), [Command::Canvas(CanvasCommand::Disconnect(vec![wire(0, "", 1)]))]);
    assert_eq!(hand.drag(end, end + vec2(8.0, 0.0)), []);
    let near_start = super::hit::curve(&hand.scene, Hand::transform(), 0).at(0.3);
    let others = hand.port(0, Side::Output, 1);
    assert_eq!(
        hand.drag(near_start, others),
        [Command::Canvas(CanvasCommand::Reconnect { old: wire(0, "", 1), new: wire(0, "others", 1) })]
    );
}

/// Two nodes with a long wire between them, and a single one below.
fn far_apart() -> Hand {
    let mut app = app_of(&["a", "b", "alone"], &[("a", "b")]);
    app.handle(Command::Canvas(CanvasCommand::MoveBy { nodes: [NodeId(1)].into(), dx: 20, dy: 8, drag: 90 }));
    app.handle(Command::Canvas(CanvasCommand::MoveBy { nodes: [NodeId(2)].into(), dx: -20, dy: 24, drag: 91 }));
    let mut scene = Scene::default();
    scene.follow(&app, egui::Id::new("test"));
    Hand::over(scene)
}

#[test]
fn the_middle_of_a_wire_is_bent_and_stays_connected() {
    let mut hand = far_apart();
    let middle = super::hit::curve(&hand.scene, Hand::transform(), 0).at(0.5);
    let bent = hand.drag(middle, pos2(400.0, 320.0));
    let [Command::Annotation(AnnotationCommand::AddDot { wire: passed, nth: 0, at })] = &bent[..] else {
        panic!("{bent:?}")
    };
    assert_eq!((passed, *at), (&wire(0, "", 1), Position::new(25, 20)));
    // Dragging an end still detaches it.
    let end = hand.port(1, Side::Input, 0);
    let near_end = super::hit::curve(&hand.scene, Hand::transform(), 0).at(0.93);
    assert!((end - near_end).length() > 12.0, "on the wire rather than the port");
    assert_eq!(hand.drag(near_end, VOID), [Command::Canvas(CanvasCommand::Disconnect(vec![wire(0, "", 1)]))]);
    hand.press(middle);
    hand.feed(Input::Move(middle + vec2(0.0, 90.0)));
    hand.feed(Input::Cancel);
    hand.feed(Input::Release(middle + vec2(0.0, 90.0)));
    assert_eq!(hand.out, []);
}

#[test]
fn a_line_across_wires_cuts_them() {
    let mut hand = far_apart();
    let middle = super::hit::curve(&hand.scene, Hand::transform(), 0).at(0.5);
    let mut cut = |from: Pos2, to: Pos2| {
        hand.feed(Input::Cut(from));
        hand.feed(Input::Move(from.lerp(to, 0.4)));
        hand.feed(Input::Release(to));
        std::mem::take(&mut hand.out)
    };
    assert_eq!(
        cut(middle - vec2(2.0, 60.0), middle + vec2(3.0, 60.0)),
        [Command::Canvas(CanvasCommand::Disconnect(vec![wire(0, "", 1)]))]
    );
    assert_eq!(cut(middle - vec2(2.0, 60.0), middle - vec2(0.0, 30.0)), []);
    assert_eq!(cut(middle, middle), [], "a click");
}

#[test]
fn a_node_alone_that_is_dropped_on_a_wire_goes_into_it() {
    let mut hand = far_apart();
    let middle = super::hit::curve(&hand.scene, Hand::transform(), 0).at(0.5);
    let title = |hand: &Hand, node: usize| Hand::transform().to_screen(hand.scene.card(node).min) + vec2(60.0, 12.0);
    let dropped = hand.drag(title(&hand, 2), middle);
    let Some(Command::Canvas(CanvasCommand::InsertOnWire { node: NodeId(2), wire: into, .. })) = dropped.last() else {
        panic!("{dropped:?}")
    };
    assert_eq!(*into, wire(0, "", 1));
    // A node with wires is only moved.
    let dropped = hand.drag(title(&hand, 0), middle + vec2(0.0, 2.0));
    assert!(matches!(dropped.last(), Some(Command::Canvas(CanvasCommand::MoveBy { .. }))), "{dropped:?}");
}
