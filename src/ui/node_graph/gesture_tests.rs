//! The gesture state machine without a window: events in, commands out.

use std::collections::BTreeSet;

use egui::{Modifiers, Pos2, Rect, Vec2, pos2, vec2};

use super::camera::ViewTransform;
use super::gesture::Gestures;
use super::gesture_state::{GestureContext, Input};
use super::gesture_wire_tests::wire;
use super::layout::{self, Side};
use super::scene::tests::{app_of, scene_of};
use super::scene::{Port, Scene};
use crate::app::view::{Camera, Dialog};
use crate::app::{CanvasCommand, Command, Connect, SelectMode, WindowCommand};
use crate::document::{Document, NodeId};

pub(super) struct Hand {
    pub(super) scene: Scene,
    pub(super) gestures: Gestures,
    pub(super) selection: BTreeSet<NodeId>,
    pub(super) now: f64,
    pub(super) free: bool,
    pub(super) out: Vec<Command>,
}

impl Hand {
    pub(super) fn over(scene: Scene) -> Hand {
        Hand {
            scene,
            gestures: Gestures::default(),
            selection: BTreeSet::new(),
            now: 0.0,
            free: false,
            out: Vec::new(),
        }
    }

    pub(super) fn transform() -> ViewTransform {
        let rect = Rect::from_min_size(Pos2::ZERO, vec2(1200.0, 800.0));
        ViewTransform::new(rect, Camera { x: 600.0, y: 400.0, zoom: 1.0 }, 1.0)
    }

    pub(super) fn feed(&mut self, input: Input) -> Vec2 {
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

    pub(super) fn press(&mut self, at: Pos2) {
        self.feed(Input::Press { at, modifiers: Modifiers::NONE, pans: false });
    }

    pub(super) fn drag(&mut self, from: Pos2, to: Pos2) -> Vec<Command> {
        self.press(from);
        self.feed(Input::Move(from.lerp(to, 0.5)));
        self.feed(Input::Release(to));
        std::mem::take(&mut self.out)
    }

    pub(super) fn click(&mut self, at: Pos2, modifiers: Modifiers) -> Vec<Command> {
        self.feed(Input::Press { at, modifiers, pans: false });
        self.feed(Input::Release(at));
        std::mem::take(&mut self.out)
    }

    pub(super) fn port(&self, node: u64, side: Side, index: usize) -> Pos2 {
        self.scene.port(Port { node: NodeId(node), side, index }).unwrap()
    }
}

pub(super) const BODY_OF_A: Pos2 = pos2(60.0, 12.0);
pub(super) const VOID: Pos2 = pos2(420.0, 420.0);

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
