//! Random steps of editing, each in terms of what is there.

use std::collections::BTreeSet;

use proptest::prelude::*;
use tablewire::document::{
    self, Activity, Annotation, AnnotationId, Document, Edit, Gesture, History, Mark, Node, NodeId, Parameter, Picked,
    PortRef, Position, Settings, Shape, Tint, Wire,
};

/// A step in terms of "the nth of what is there", so that most random steps make sense.
#[derive(Clone, Debug)]
pub enum Step {
    Add { name: String },
    Rename { nth: usize, name: String },
    Configure { nth: usize, text: String, burst: bool },
    Move { nth: usize, dx: i32, dy: i32, drag: u8 },
    Open { nth: usize },
    Activity { nth: usize, to: usize },
    Connect { from: usize, to: usize, many: bool },
    Delete { nth: usize, count: usize, heal: bool },
    DeleteWire { nth: usize },
    Duplicate { nth: usize, count: usize },
    Parameter { name: String, remove: bool },
    Mark { nth: usize, color: usize, comment: String },
    Annotation { frame: bool, x: i32, color: usize },
    MoveAnnotations { nth: usize, count: usize, dx: i32, drag: u8 },
    RemoveAnnotation { nth: usize },
    Dot { wire: usize, before: usize, x: i32 },
    Pull { dot: usize, to: usize },
    Tidy { nth: usize, dy: i32 },
    Undo,
    Redo,
    EndGesture,
    Save,
}

pub fn step() -> impl Strategy<Value = Step> {
    let name =
        prop::sample::select(vec!["a", "b", "filter", "filter_2", "航班", "Bad Name", ""]).prop_map(str::to_owned);
    prop_oneof![
        4 => name.clone().prop_map(|name| Step::Add { name }),
        1 => (0usize..9, name.clone()).prop_map(|(nth, name)| Step::Rename { nth, name }),
        2 => (0usize..9, 0..4, any::<bool>()).prop_map(|(nth, n, burst)| Step::Configure { nth, text: format!("(n:{n})"), burst }),
        2 => (0usize..9, -5..5, -5..5, 0u8..3).prop_map(|(nth, dx, dy, drag)| Step::Move { nth, dx, dy, drag }),
        1 => (0usize..9).prop_map(|nth| Step::Open { nth }),
        1 => (0usize..9, 0usize..3).prop_map(|(nth, to)| Step::Activity { nth, to }),
        6 => (0usize..9, 0usize..9, any::<bool>()).prop_map(|(from, to, many)| Step::Connect { from, to, many }),
        1 => (0usize..9, 1usize..4, any::<bool>()).prop_map(|(nth, count, heal)| Step::Delete { nth, count, heal }),
        1 => (0usize..9).prop_map(|nth| Step::DeleteWire { nth }),
        1 => (0usize..9, 1usize..4).prop_map(|(nth, count)| Step::Duplicate { nth, count }),
        1 => (name, any::<bool>()).prop_map(|(name, remove)| Step::Parameter { name, remove }),
        1 => (0usize..9, 0usize..12, "[a-z\"]{0,3}").prop_map(|(nth, color, comment)| Step::Mark { nth, color, comment }),
        2 => (any::<bool>(), -9..9, 0usize..9).prop_map(|(frame, x, color)| Step::Annotation { frame, x, color }),
        1 => (0usize..9, 0usize..4, -5..5, 0u8..3).prop_map(|(nth, count, dx, drag)| Step::MoveAnnotations { nth, count, dx, drag }),
        1 => (0usize..9).prop_map(|nth| Step::RemoveAnnotation { nth }),
        3 => (0usize..9, 0usize..4, -9..9).prop_map(|(wire, before, x)| Step::Dot { wire, before, x }),
        1 => (0usize..9, 0usize..9).prop_map(|(dot, to)| Step::Pull { dot, to }),
        1 => (0usize..9, -9..9).prop_map(|(nth, dy)| Step::Tidy { nth, dy }),
        2 => Just(Step::Undo),
        1 => Just(Step::Redo),
        1 => Just(Step::EndGesture),
        1 => Just(Step::Save),
    ]
}

fn nth(document: &Document, nth: usize) -> Option<NodeId> {
    let count = document.nodes().len();
    document.nodes().nth(nth % count.max(1)).map(|(id, _)| id)
}

fn some(document: &Document, first: usize, count: usize) -> BTreeSet<NodeId> {
    (first..first + count).filter_map(|n| nth(document, n)).collect()
}

/// The nth frame, note or dot, picked.
fn annotation(document: &Document, nth: usize) -> Picked {
    let mut all: Vec<AnnotationId> = document.annotations().into_iter().map(|(id, _)| id).collect();
    all.extend(document.dots().map(|(_, dot)| dot.id));
    let one = all.get(nth % all.len().max(1)).copied();
    Picked { annotations: one.into_iter().collect(), ..Picked::default() }
}

pub fn take(history: &mut History, step: &Step) {
    let document = history.document().clone();
    let (gesture, edits) = match step {
        Step::Add { name } => {
            let node = Node {
                name: name.clone(),
                kind: "filter".into(),
                version: 1,
                settings: Settings::default(),
                position: Position::default(),
                activity: Default::default(),
                running: Default::default(),
                opened: false,
                mark: Default::default(),
            };
            (None, vec![Edit::AddNode { id: document.fresh_id(), node }])
        }
        Step::Rename { nth: n, name } => {
            let Some(id) = nth(&document, *n) else { return };
            (None, vec![Edit::Rename { id, name: name.clone() }])
        }
        Step::Configure { nth: n, text, burst } => {
            let Some(id) = nth(&document, *n) else { return };
            let settings = Settings::canonical(text.as_str());
            let edit = Edit::Configure { id, kind: "filter".into(), version: 1, settings };
            (burst.then(|| Gesture(format!("configure {}", id.0))), vec![edit])
        }
        Step::Move { nth: n, dx, dy, drag } => {
            (Some(Gesture(format!("move {drag}"))), document::move_by(&document, &some(&document, *n, 2), *dx, *dy))
        }
        Step::Open { nth: n } => {
            let Some(id) = nth(&document, *n) else { return };
            (None, vec![Edit::Open { id, opened: !document.node(id).unwrap().opened }])
        }
        Step::Activity { nth: n, to } => {
            let Some(id) = nth(&document, *n) else { return };
            let to = [Activity::Active, Activity::Bypassed, Activity::Disabled][*to];
            (None, vec![Edit::SetActivity { id, to }])
        }
        Step::Connect { from, to, many } => {
            let (Some(from), Some(to)) = (nth(&document, *from), nth(&document, *to)) else { return };
            match document::connect(&document, Wire::new(PortRef::first(from), PortRef::first(to)), *many) {
                Ok(edits) => (None, edits),
                Err(_) => return,
            }
        }
        Step::Delete { nth: n, count, heal } => {
            (None, document::delete(&document, &some(&document, *n, *count), &[], *heal))
        }
        Step::DeleteWire { nth: n } => {
            let Some(wire) = document.wires().get(n % document.wires().len().max(1)) else { return };
            (None, document::delete(&document, &BTreeSet::new(), std::slice::from_ref(wire), false))
        }
        Step::Duplicate { nth: n, count } => {
            let picked = document.carried(&Picked { nodes: some(&document, *n, *count), ..annotation(&document, *n) });
            (None, document::duplicate(&document, &picked, 1, 1).0)
        }
        Step::Mark { nth: n, color, comment } => {
            let Some(id) = nth(&document, *n) else { return };
            let to = Mark { color: Tint::ALL.get(*color).copied(), comment: comment.clone(), ..Mark::default() };
            (None, vec![Edit::SetMark { id, to }])
        }
        Step::Annotation { frame, x, color } => {
            let shape = if *frame { Shape::Frame } else { Shape::Note };
            let (text, at) = ("one\n\"two\"".into(), Position::new(*x, -2));
            let annotation = Annotation { shape, text, color: Tint::ALL[*color], at, size: (20, 12) };
            (None, vec![Edit::SetAnnotation { id: AnnotationId(document.fresh_id().0), to: Some(annotation) }])
        }
        Step::MoveAnnotations { nth: n, count, dx, drag } => {
            let picked = document.carried(&Picked { nodes: some(&document, *n, *count), ..annotation(&document, *n) });
            (Some(Gesture(format!("move {drag}"))), document::move_picked(&document, &picked, *dx, 0))
        }
        Step::RemoveAnnotation { nth: n } => {
            (None, document::remove_annotations(&document, &annotation(&document, *n).annotations))
        }
        Step::Dot { wire, before, x } => {
            let Some(wire) = document.wires().get(wire % document.wires().len().max(1)) else { return };
            let id = AnnotationId(document.fresh_id().0);
            (None, document::add_dot(&document, wire, *before, Position::new(*x, 0), id))
        }
        Step::Pull { dot, to } => {
            let dots: Vec<_> = document.dots().map(|(node, dot)| (node, dot.clone())).collect();
            let Some(((node, dot), to)) = dots.get(dot % dots.len().max(1)).zip(nth(&document, *to)) else { return };
            let wire = Wire::new(PortRef::new(*node, &dot.port), PortRef::first(to));
            let Ok(mut edits) = document::connect(&document, wire.clone(), false) else { return };
            edits.extend(document::join_dots(&document, dot.id, &wire.to));
            (None, edits)
        }
        Step::Tidy { nth: n, dy } => {
            let Some(id) = nth(&document, *n) else { return };
            let to = document.node(id).unwrap().position.offset(0, *dy);
            let mut edits = vec![Edit::Move { id, to }];
            edits.extend(document::grow_frames(&document, &[(id, to)].into(), |_| (12, 4)));
            (None, edits)
        }
        Step::Parameter { name, remove } => {
            let to = (!remove).then(Parameter::default);
            (None, vec![Edit::SetParameter { name: name.clone(), to }])
        }
        Step::Undo => return drop(history.undo()),
        Step::Redo => return drop(history.redo()),
        Step::EndGesture => return history.end_gesture(),
        Step::Save => return history.mark_clean(),
    };
    let before = document::write(&document);
    let edits = document::follow_wires(&document, edits);
    if history.apply("step", gesture, edits).is_err() {
        assert_eq!(document::write(history.document()), before, "a refused edit changed something");
    }
}
