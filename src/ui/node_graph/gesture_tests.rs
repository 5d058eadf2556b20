//! The gesture state machine without a window: events in, commands out.

use std::collections::BTreeSet;

use egui::{Modifiers, Pos2, Rect, Vec2, pos2, vec2};

use super::camera::ViewTransform;
use super::gesture::{GestureContext, Gestures, Input, State};
use super::layout::{self, Side};
use super::scene::tests::{app_of, scene_of};
use super::scene::{Port, Scene};
use crate::app::view::{Camera, Dialog};
use crate::app::{AnnotationCommand, CanvasCommand, Command, Connect, SelectMode, WindowCommand};
use crate::document::{Document, NodeId, PortRef, Position, Wire};

struct Hand {
    scene: Scene,
    gestures: Gestures,
    selection: BTreeSet<NodeId>,
    now: f64,
    free: bool,
    out: Vec<Command>,
}

impl Hand {
    fn over(scene: Scene) -> Hand {
        Hand {
            scene,
            gestures: Gestures::default(),
            selection: BTreeSet::new(),
            now: 0.0,
            free: false,
            out: Vec::new(),
        }
    }

    fn transform() -> ViewTransform {
        let rect = Rect::from_min_size(Pos2::ZERO, vec2(1200.0, 800.0));
        ViewTransform::new(rect, Camera { x: 600.0, y: 400.0, zoom: 1.0 }, 1.0)
    }

    fn feed(&mut self, input: Input) -> Vec2 {
        let context = GestureContext {
            scene: &self.scene,
            transform: Self::transform(),
            selection: &self.selection,
            selected_wires: &[],
            selected_annotations: &BTreeSet::new(),
            document: &Document::default(),
            shown: None,
            now: self.now,
            free: self.free,
        };
        self.now += 0.05;
        self.gestures.handle(input, &context, &mut self.out)
    }

    fn press(&mut self, at: Pos2) {
        self.feed(Input::Press { at, modifiers: Modifiers::NONE, pans: false });
    }

    fn drag(&mut self, from: Pos2, to: Pos2) -> Vec<Command> {
        self.press(from);
        self.feed(Input::Move(from.lerp(to, 0.5)));
        self.feed(Input::Release(to));
        std::mem::take(&mut self.out)
    }

    fn click(&mut self, at: Pos2, modifiers: Modifiers) -> Vec<Command> {
        self.feed(Input::Press { at, modifiers, pans: false });
        self.feed(Input::Release(at));
        std::mem::take(&mut self.out)
    }

    fn port(&self, node: u64, side: Side, index: usize) -> Pos2 {
        self.scene.port(Port { node: NodeId(node), side, index }).unwrap()
    }
}

const BODY_OF_A: Pos2 = pos2(60.0, 12.0);
const VOID: Pos2 = pos2(420.0, 420.0);

fn wire(from: u64, port: &str, to: u64) -> Wire {
    Wire::new(PortRef::new(NodeId(from), port), PortRef::first(NodeId(to)))
}

#[test]
fn a_wire_from_port_to_port_connects_in_both_directions() {
    for backwards in [false, true] {
        let mut hand = Hand::over(scene_of(&["a", "b"], &[]));
        let (from, to) = (hand.port(0, Side::Output, 1), hand.port(1, Side::Input, 0));
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
    let (from, to) = (hand.port(1, Side::Output, 0), hand.port(0, Side::Input, 0));
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

#[test]
fn a_node_moves_in_whole_steps_and_the_selection_with_it() {
    let mut hand = Hand::over(scene_of(&["a", "b", "c"], &[]));
    let moved = hand.drag(BODY_OF_A, BODY_OF_A + vec2(39.0, -25.0));
    let a = BTreeSet::from([NodeId(0)]);
    assert_eq!(
        moved[0],
        Command::Canvas(CanvasCommand::Select { nodes: a.clone(), wires: vec![], mode: SelectMode::Replace })
    );
    assert_eq!(moved.last(), Some(&Command::Canvas(CanvasCommand::MoveBy { nodes: a, dx: 2, dy: -2, drag: 1 })));
    hand.selection = BTreeSet::from([NodeId(0), NodeId(2)]);
    let moved = hand.drag(BODY_OF_A, BODY_OF_A + vec2(0.0, 32.0));
    assert_eq!(
        moved,
        [Command::Canvas(CanvasCommand::MoveBy { nodes: hand.selection.clone(), dx: 0, dy: 2, drag: 2 })]
    );
}

#[test]
fn a_drag_keeps_to_the_edges_beside_it_unless_a_key_is_held() {
    let mut hand = Hand::over(scene_of(&["a", "b"], &[]));
    let by = |hand: &mut Hand| hand.drag(BODY_OF_A, BODY_OF_A + vec2(-32.0, 11.0)).pop();
    let nodes = BTreeSet::from([NodeId(0)]);
    assert_eq!(
        by(&mut hand),
        Some(Command::Canvas(CanvasCommand::MoveBy { nodes: nodes.clone(), dx: -2, dy: 0, drag: 1 }))
    );
    hand.free = true;
    assert_eq!(by(&mut hand), Some(Command::Canvas(CanvasCommand::MoveBy { nodes, dx: -2, dy: 1, drag: 2 })));
}

#[test]
fn a_box_selects_what_it_touches() {
    let mut hand = Hand::over(scene_of(&["a", "b", "c"], &[]));
    let nodes = BTreeSet::from([NodeId(1), NodeId(2)]);
    let selected = hand.drag(pos2(300.0, 200.0), pos2(520.0, 30.0));
    assert_eq!(selected, [Command::Canvas(CanvasCommand::Select { nodes, wires: vec![], mode: SelectMode::Replace })]);
}

#[test]
fn clicks_select_toggle_show_and_clear() {
    let mut hand = Hand::over(scene_of(&["a", "b"], &[("a", "b")]));
    let a = BTreeSet::from([NodeId(0)]);
    let clicked = hand.click(BODY_OF_A, Modifiers::NONE);
    assert_eq!(
        clicked[0],
        Command::Canvas(CanvasCommand::Select { nodes: a.clone(), wires: vec![], mode: SelectMode::Replace })
    );
    hand.now += 1.0;
    let clicked = hand.click(BODY_OF_A, Modifiers::SHIFT);
    assert_eq!(clicked, [Command::Canvas(CanvasCommand::Select { nodes: a, wires: vec![], mode: SelectMode::Toggle })]);
    let on_wire = super::hit::curve(&hand.scene, Hand::transform(), 0).at(0.5);
    let clicked = hand.click(on_wire, Modifiers::NONE);
    assert!(matches!(&clicked[0], Command::Canvas(CanvasCommand::Select { wires, .. }) if *wires == [wire(0, "", 1)]));
    let clicked = hand.click(VOID, Modifiers::NONE);
    assert!(
        matches!(&clicked[..], [Command::Canvas(CanvasCommand::Select { nodes, wires, .. })] if nodes.is_empty() && wires.is_empty())
    );
}

#[test]
fn double_clicks_add_a_node_or_open_one() {
    let mut hand = Hand::over(scene_of(&["a"], &[]));
    hand.click(VOID, Modifiers::NONE);
    let asked = hand.click(VOID, Modifiers::NONE);
    assert!(
        matches!(
            &asked[..],
            [Command::Window(WindowCommand::OpenDialog(Dialog::AddNode { connect: Connect::Not, .. }))]
        ),
        "{asked:?}"
    );
    hand.now += 1.0;
    hand.click(BODY_OF_A, Modifiers::NONE);
    hand.selection.insert(NodeId(0));
    let opened = hand.click(BODY_OF_A, Modifiers::NONE);
    assert_eq!(opened, [Command::Canvas(CanvasCommand::SetOpened { node: NodeId(0), opened: true })]);
}

#[test]
fn an_opened_node_changes_between_rows_and_distributions() {
    let mut app = app_of(&["a"], &[]);
    app.handle(Command::Canvas(CanvasCommand::SetOpened { node: NodeId(0), opened: true }));
    let mut scene = Scene::default();
    scene.follow(&app, egui::Id::new("test"));
    let mut hand = Hand::over(scene);
    let card = hand.scene.card(0);
    let button = Hand::transform().to_screen(card.min + layout::sketcher(card.width()).center().to_vec2());
    let clicked = hand.click(button, Modifiers::NONE);
    assert!(
        clicked.contains(&Command::Canvas(CanvasCommand::SetSketch { node: NodeId(0), sketch: true })),
        "{clicked:?}"
    );
}

#[test]
fn every_gesture_can_be_cancelled() {
    let scene = || scene_of(&["a", "b"], &[("a", "b")]);
    let starts =
        [BODY_OF_A, VOID, Hand::over(scene()).port(0, Side::Output, 0), Hand::over(scene()).port(1, Side::Input, 0)];
    for start in starts {
        let mut hand = Hand::over(scene());
        hand.press(start);
        hand.out.clear();
        hand.feed(Input::Move(start + vec2(70.0, 60.0)));
        assert!(hand.gestures.is_dragging());
        hand.feed(Input::Cancel);
        hand.feed(Input::Move(start + vec2(90.0, 90.0)));
        hand.feed(Input::Release(start + vec2(90.0, 90.0)));
        assert_eq!((hand.out, hand.gestures.shifted()), (vec![], None));
    }
}

#[test]
fn panning_follows_the_hand_and_returns_on_cancel() {
    let mut hand = Hand::over(scene_of(&["a"], &[]));
    hand.feed(Input::Press { at: VOID, modifiers: Modifiers::NONE, pans: true });
    assert_eq!(hand.feed(Input::Move(VOID + vec2(10.0, 5.0))), vec2(10.0, 5.0));
    assert_eq!(hand.feed(Input::Move(VOID + vec2(12.0, 5.0))), vec2(2.0, 0.0));
    assert_eq!(hand.feed(Input::Cancel), vec2(-12.0, -5.0));
    assert!(hand.out.is_empty());
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
