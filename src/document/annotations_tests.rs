//! Frames, dots and their wires, as text input and output.

use std::collections::BTreeMap;

use super::*;

const TEXT: &str = include_str!("../../tests/files/0.1_canvas_things.ron");

fn document() -> Document {
    read(TEXT).expect("a project").document
}

fn wire(document: &Document, from: &str, to: &str) -> Wire {
    Wire::new(PortRef::first(document.find(from).unwrap()), PortRef::first(document.find(to).unwrap()))
}

fn frame(document: &Document, title: &str) -> AnnotationId {
    document.annotations().into_iter().find(|(_, annotation)| annotation.text == title).expect("a frame").0
}

/// The section of the file that starts with `name`.
fn section(document: &Document, name: &str) -> Vec<String> {
    let text = write(document);
    let lines = text.lines().skip_while(|line| *line != format!("    {name}: ["));
    lines.skip(1).take_while(|line| *line != "    ],").map(|line| line.trim().to_owned()).collect()
}

#[test]
fn the_file_is_written_as_it_was_read() {
    assert_eq!(write(&document()), TEXT);
    // Also in memory: the autosave journal keeps ids.
    let json = serde_json::to_string(&document()).unwrap();
    assert_eq!(serde_json::from_str::<Document>(&json).unwrap(), document());
}

#[test]
fn journals_of_earlier_versions_are_read() {
    let earlier = |json: String| json.replace("annotations", "things").replace("SetAnnotation", "SetThing");
    let json = earlier(serde_json::to_string(&document()).unwrap());
    assert!(json.contains("\"things\""));
    assert_eq!(serde_json::from_str::<Document>(&json).unwrap(), document());
    let edit = Edit::SetAnnotation { id: frame(&document(), "Source"), to: None };
    let json = earlier(serde_json::to_string(&edit).unwrap());
    assert!(json.contains("SetThing"));
    assert_eq!(serde_json::from_str::<Edit>(&json).unwrap(), edit);
}

#[test]
fn a_node_is_of_the_frame_that_the_middle_of_its_title_lies_in() {
    let mut document = document();
    let source = frame(&document, "Source");
    let late = document.find("late").unwrap();
    let names = |document: &Document| -> Vec<String> {
        document.nodes_of_frame(source).iter().map(|id| document.node(*id).unwrap().name.clone()).collect()
    };
    assert_eq!(names(&document), ["flights", "late"]);
    for (x, inside) in [(28, true), (29, false), (-6, true), (-7, false)] {
        document.apply(Edit::Move { id: late, to: Position::new(x, 4) }).unwrap();
        assert_eq!(names(&document).contains(&"late".to_owned()), inside, "{x}");
    }
}

#[test]
fn a_frame_moves_with_all_that_lies_in_it() {
    let document = document();
    let source = frame(&document, "Source");
    let carried = document.carried(&Picked { annotations: [source].into(), ..Picked::default() });
    assert_eq!((carried.nodes.len(), carried.annotations.len()), (2, 1));
    let mut moved = document.clone();
    moved.apply_all(move_picked(&document, &carried, 3, -1)).unwrap();
    let text = write(&moved);
    for line in [r#""late": (23, 3)"#, r#""worst": (46, 14)"#, r#"(title: "Source", color: Teal, at: (3, -1)"#] {
        assert!(text.contains(line), "{line}\n{text}");
    }
}

#[test]
fn dots_follow_their_wires() {
    let whole = document();
    let edits = delete(&whole, &Default::default(), &[wire(&whole, "late", "worst")], false);
    let mut document = whole.clone();
    document.apply_all(follow_wires(&document, edits)).unwrap();
    assert_eq!(section(&document, "dots"), [r#"(from: "late", at: (36, 8), to: ["by_carrier"]),"#]);
    // The replacement of the wire keeps its path.
    let healed = delete(&whole, &[whole.find("worst").unwrap()].into(), &[], true);
    let insert = insert_on_wire(&whole, whole.find("flights").unwrap(), &wire(&whole, "late", "worst"));
    assert!(healed.len() > 1 && insert.len() == 3);
    let mut document = whole.clone();
    document.apply_all(follow_wires(&whole, insert)).unwrap();
    assert_eq!(
        section(&document, "dots"),
        [
            r#"(from: "late", at: (36, 8), to: ["by_carrier", "flights"]),"#,
            r#"(from: "late", at: (40, 17), to: ["flights"]),"#
        ]
    );
}

#[test]
fn a_dot_on_a_shared_stretch_is_shared() {
    let mut document = document();
    let to = wire(&document, "late", "worst");
    let id = AnnotationId(document.fresh_id().0);
    let edits = add_dot(&document, &to, 0, Position::new(34, 8), id);
    document.apply_all(edits).unwrap();
    let last = AnnotationId(document.fresh_id().0);
    let edits = add_dot(&document, &to, 9, Position::new(44, 17), last);
    document.apply_all(edits).unwrap();
    assert_eq!(
        section(&document, "dots"),
        [
            r#"(from: "late", at: (34, 8), to: ["by_carrier", "worst"]),"#,
            r#"(from: "late", at: (36, 8), to: ["by_carrier", "worst"]),"#,
            r#"(from: "late", at: (40, 17), to: ["worst"]),"#,
            r#"(from: "late", at: (44, 17), to: ["worst"]),"#,
        ]
    );
    // Two wires of one output without dots share only the output.
    let bare: std::collections::BTreeSet<AnnotationId> = document.dots().map(|(_, dot)| dot.id).collect();
    document.apply_all(remove_annotations(&document, &bare)).unwrap();
    let edits = add_dot(&document, &to, 0, Position::new(34, 8), id);
    document.apply_all(edits).unwrap();
    assert_eq!(section(&document, "dots"), [r#"(from: "late", at: (34, 8), to: ["worst"]),"#]);
}

#[test]
fn a_wire_pulled_out_of_a_dot_runs_the_same_way_until_there() {
    let mut document = document();
    let second = document.dots().nth(1).unwrap().1.id;
    let flights = PortRef::first(document.find("flights").unwrap());
    let add =
        Edit::AddWire { index: 9, wire: Wire::new(PortRef::first(document.find("late").unwrap()), flights.clone()) };
    document.apply(add).unwrap();
    document.apply_all(join_dots(&document, second, &flights)).unwrap();
    assert_eq!(
        section(&document, "dots"),
        [
            r#"(from: "late", at: (36, 8), to: ["by_carrier", "flights", "worst"]),"#,
            r#"(from: "late", at: (40, 17), to: ["flights", "worst"]),"#,
        ]
    );
}

#[test]
fn frames_grow_around_nodes_that_are_moved() {
    let mut document = document();
    let moved: BTreeMap<NodeId, Position> = [(document.find("late").unwrap(), Position::new(60, 30))].into();
    let edits = grow_frames(&document, &moved, |_| (12, 6));
    document.apply_all(edits).unwrap();
    let frames = section(&document, "frames");
    assert_eq!(frames[0], r#"(title: "Source", color: Teal, at: (0, 0), size: (74, 36)),"#);
    assert!(frames[1].contains("at: (44, 0), size: (18, 22)"), "{frames:?}");
}

#[test]
fn copies_take_frames_notes_and_dots_along() {
    let document = document();
    let all = Picked {
        nodes: document.nodes().map(|(id, _)| id).collect(),
        annotations: document.annotations().into_iter().map(|(id, _)| id).collect(),
    };
    let (edits, new) = duplicate(&document, &all, 0, 50);
    let mut twice = document.clone();
    twice.apply_all(edits).unwrap();
    assert_eq!((new.nodes.len(), new.annotations.len()), (4, 5));
    assert_eq!(section(&twice, "dots").len(), 4);
    assert!(section(&twice, "dots")[2].contains(r#"(from: "late_2", at: (36, 58), to: ["by_carrier_2", "worst_2"])"#));
    assert_eq!((section(&twice, "frames").len(), section(&twice, "notes").len()), (4, 2));
    assert_eq!(corner(&document), Position::new(0, 0));
}

#[test]
fn a_frame_around_a_frame_leaves_space_on_all_sides() {
    let frame = |at: (i32, i32), size: (i32, i32)| Annotation {
        shape: Shape::Frame,
        text: String::new(),
        color: Tint::Blue,
        at: Position::new(at.0, at.1),
        size,
    };
    let inner = frame((10, 10), (20, 12));
    assert_eq!(around(&[room_of(&inner)], &frame((0, 0), (8, 8))), frame((8, 6), (24, 18)));
}
