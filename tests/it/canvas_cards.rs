//! What cards say, what is seen of them at each zoom, where the camera goes, and where words at the pointer stand.

use std::collections::BTreeSet;

use egui::{Event, Modifiers, Pos2, Rect, pos2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use tablewire::app::view::{Camera, CameraRequest};
use tablewire::app::{App, NodeResult, OutputResult};
use tablewire::document::{Activity, Edit, NodeId, Position, Settings};

use crate::canvas::{Bench, app_of, bench, middle, painted, press};

/// Filters of these names in a row, the first with this condition.
fn app_with(names: &[&str], wires: &[(u64, u64)], condition: &str) -> App {
    let mut app = app_of(names, wires);
    let settings = Settings::canonical(format!("(condition:{condition:?})"));
    let set = Edit::Configure { id: NodeId(0), kind: "filter".into(), version: 1, settings };
    app.project.history.apply("set", None, vec![set]).unwrap();
    let document = app.project.history.document().clone();
    app.project.node_info.update(&document);
    app
}

fn words(harness: &Harness<'_, Bench>) -> BTreeSet<String> {
    painted(harness).into_iter().map(|(words, _)| words).collect()
}

fn zoom_to(harness: &mut Harness<'_, Bench>, zoom: f32) {
    harness.state_mut().app.project.view.camera.zoom = zoom;
    harness.run_steps(20);
}

fn camera(harness: &Harness<'_, Bench>) -> Camera {
    harness.state().app.project.view.camera
}

/// Where a card is, by its name for screen readers.
fn card(harness: &Harness<'_, Bench>, name: &str) -> Rect {
    harness.get_by_label_contains(&format!("{name}, ")).rect()
}

#[test]
fn a_card_says_what_its_node_does_and_cuts_it_in_the_middle() {
    let long = "dep_delay > 15 AND carrier = 'UA' AND distance < 1000";
    let mut harness = bench(app_with(&["early", "late"], &[], long));
    assert!(
        words(&harness).iter().any(|words| words.starts_with("dep_") && words.contains('…') && words.ends_with("1000"))
    );
    assert!(words(&harness).contains("Filter"), "a node without a setting says its kind");
    assert!(harness.query_by_label(&format!("early, Filter: {long}, waiting")).is_some());
    harness = bench(app_with(&["early", "late"], &[], "dep_delay > 15"));
    assert!(words(&harness).contains("dep_delay > 15"), "where there is room nothing is cut");
}

#[test]
fn from_afar_names_have_one_size_and_stand_below_their_cards() {
    let names: Vec<String> = (0..60).map(|n| format!("node_{n}")).collect();
    let mut app = app_of(&names.iter().map(String::as_str).collect::<Vec<_>>(), &[]);
    // Ten in a row, seven steps below each other.
    let place = |n: u64| Edit::Move { id: NodeId(n), to: Position::new(16 * (n % 10) as i32, 7 * (n / 10) as i32) };
    app.project.history.apply("place", None, (0..60).map(place).collect()).unwrap();
    let mut harness = bench(app);
    let mut heights = BTreeSet::new();
    for zoom in [0.5, 0.4, 0.3, 0.24] {
        zoom_to(&mut harness, zoom);
        let labels: Vec<(String, Rect)> =
            painted(&harness).into_iter().filter(|(words, _)| words.starts_with("node_")).collect();
        assert!(zoom > 0.4 || labels.len() == 60, "{zoom}: {} of 60", labels.len());
        for (n, (name, rect)) in labels.iter().enumerate() {
            heights.insert(format!("{:.0}", rect.height()));
            let own = card(&harness, name);
            if own.width() < 192.0 * zoom - 0.5 || own.height() < 60.0 * zoom {
                continue;
            }
            assert!((rect.center().x - own.center().x).abs() < 1.5 && rect.center().y > own.bottom(), "{zoom} {name}");
            let over = labels[..n].iter().find(|(_, other)| other.shrink(2.0).intersects(rect.shrink(2.0)));
            assert!(over.is_none(), "{zoom}: {name} over {over:?}");
        }
    }
    assert!(heights.len() <= 2, "{heights:?}");
}

#[test]
fn what_changes_with_the_zoom_comes_over_a_moment() {
    let mut harness = bench(app_of(&["early", "late"], &[]));
    zoom_to(&mut harness, 0.66);
    let alpha = |harness: &Harness<'_, Bench>| {
        let mut least = 255;
        for clipped in &harness.output().shapes {
            if let egui::Shape::Text(text) = &clipped.shape
                && text.galley.job.text == "early"
            {
                least = least.min(text.fallback_color.a());
            }
        }
        least
    };
    assert_eq!(alpha(&harness), 255);
    harness.state_mut().app.project.view.camera.zoom = 0.62;
    harness.run_steps(3);
    assert!((1..255).contains(&alpha(&harness)), "{}", alpha(&harness));
    harness.run_steps(20);
    assert_eq!(alpha(&harness), 255);
}

#[test]
fn the_whole_graph_is_fitted_again_until_a_hand_moves_it() {
    let mut harness = bench(app_of(&["early", "late", "last"], &[(0, 1), (1, 2)]));
    let wide = camera(&harness);
    let in_sight = |harness: &Harness<'_, Bench>, width: f32| {
        let rects = ["early", "late", "last"].map(|name| card(harness, name));
        rects.iter().all(|rect| rect.left() >= 8.0 && rect.right() <= width - 8.0)
    };
    harness.set_size(vec2(420.0, 500.0));
    harness.run_steps(4);
    assert!(camera(&harness).zoom < wide.zoom && in_sight(&harness, 420.0), "{:?}", camera(&harness));
    harness.set_size(vec2(1200.0, 700.0));
    harness.run_steps(4);
    assert_eq!(camera(&harness), wide);
    // Now by hand.
    harness.hover_at(pos2(600.0, 600.0));
    let (unit, phase) = (egui::MouseWheelUnit::Point, egui::TouchPhase::Move);
    harness.event(Event::MouseWheel { unit, delta: vec2(30.0, 0.0), phase, modifiers: Modifiers::NONE });
    harness.run_steps(40);
    let moved = camera(&harness);
    assert_ne!(moved, wide);
    harness.set_size(vec2(420.0, 500.0));
    harness.run_steps(4);
    assert_eq!(camera(&harness), moved);
}

#[test]
fn a_long_project_opens_where_its_selection_is() {
    let names: Vec<String> = (0..60).map(|n| format!("node_{n}")).collect();
    let mut app = app_of(&names.iter().map(String::as_str).collect::<Vec<_>>(), &[]);
    app.project.view.selection = [NodeId(40)].into();
    app.project.view.camera_request = Some(CameraRequest::Open);
    let harness = bench(app);
    let seen = card(&harness, "node_40");
    assert!(Rect::from_min_size(Pos2::ZERO, vec2(1200.0, 700.0)).contains_rect(seen), "{seen:?}");
    assert!(camera(&harness).zoom >= 0.6, "{:?}", camera(&harness));
}

#[test]
fn a_node_that_is_revealed_is_not_behind_the_small_map() {
    let names: Vec<String> = (0..40).map(|n| format!("node_{n}")).collect();
    let mut app = app_of(&names.iter().map(String::as_str).collect::<Vec<_>>(), &[]);
    app.project.view.camera = Camera { x: 0.0, y: -280.0, zoom: 1.0 };
    app.project.view.camera_request = Some(CameraRequest::Reveal(NodeId(20)));
    let harness = bench(app);
    let map = Rect::from_min_max(pos2(1020.0, 576.0), pos2(1188.0, 688.0));
    let seen = card(&harness, "node_20");
    assert!(!map.intersects(seen) && seen.right() < 1200.0 && seen.bottom() < 700.0, "{seen:?}");
}

/// Two filters of which the first has counted 4,203 rows.
fn counted() -> Harness<'static, Bench> {
    let mut app = app_with(&["early", "late", "last"], &[(0, 1)], "dep_delay > 15");
    let output = OutputResult { rows: Some(4203), ..OutputResult::default() };
    app.project.results.insert(NodeId(0), NodeResult { outputs: vec![output], ..NodeResult::default() });
    bench(app)
}

/// The line that is painted beside what is hovered: none of these words are on a card.
fn tip(harness: &Harness<'_, Bench>, words: &str) -> Option<Rect> {
    painted(harness).into_iter().find(|(painted, _)| painted == words).map(|(_, rect)| rect)
}

#[test]
fn a_title_tells_in_one_line_after_a_while_and_covers_no_card() {
    let mut harness = counted();
    let words = "early · Filter: dep_delay > 15";
    let early = card(&harness, "early");
    harness.hover_at(early.left_top() + vec2(60.0, 14.0));
    harness.run_steps(30);
    assert!(tip(&harness, words).is_none(), "half a second is not enough");
    harness.run_steps(15);
    let rect = tip(&harness, words).expect("the line");
    for name in ["early", "late", "last"] {
        assert!(!card(&harness, name).intersects(rect), "{name} {rect:?}");
    }
    // Where the counts stand there is no title.
    harness.hover_at(early.center_bottom() - vec2(0.0, 12.0));
    harness.run_steps(60);
    assert!(tip(&harness, words).is_none());
}

#[test]
fn a_port_tells_its_name_and_rows_beside_it() {
    let mut harness = counted();
    let ports = [
        ("output matching of early", "matching: 4,203 rows"),
        ("input in of late", "in: 4,203 rows"),
        ("input in of last", "in: No input table yet"),
    ];
    for (port, words) in ports {
        let at = middle(&harness, port);
        harness.hover_at(at);
        harness.run_steps(30);
        let rect = tip(&harness, words).unwrap_or_else(|| panic!("{words}: {:?}", painted(&harness)));
        assert!(!rect.expand(2.0).contains(at), "{port}");
        for name in ["early", "late", "last"] {
            assert!(!card(&harness, name).intersects(rect), "{port} over {name}");
        }
        harness.hover_at(pos2(600.0, 690.0));
        harness.run_steps(2);
        assert!(tip(&harness, words).is_none());
    }
}

#[test]
fn a_wire_that_is_dragged_to_a_port_is_not_covered_by_its_words() {
    let mut harness = counted();
    let (from, to) = (middle(&harness, "output others of early"), middle(&harness, "input in of last"));
    harness.hover_at(from);
    press(&harness, from, true, Modifiers::NONE);
    for step in [0.3, 0.7, 1.0] {
        harness.hover_at(from.lerp(to, step));
        harness.run_steps(1);
    }
    harness.run_steps(2);
    let rect = tip(&harness, "in: No input table yet").expect("the port's line");
    assert!((rect.center().y - to.y).abs() > 10.0, "{rect:?} {to:?}");
}

#[test]
fn nothing_moves_where_the_pointer_is() {
    let mut harness = counted();
    let before: Vec<(String, Rect)> = painted(&harness);
    let early = card(&harness, "early");
    for at in [
        early.center(),
        early.right_center(),
        early.left_top() + vec2(60.0, 14.0),
        middle(&harness, "input in of early"),
    ] {
        harness.hover_at(at);
        harness.run_steps(3);
        assert_eq!(painted(&harness), before, "{at:?}");
    }
}

#[test]
fn the_line_through_a_bypassed_card_does_not_strike_words_out() {
    let mut app = app_of(&["early", "late"], &[(0, 1)]);
    app.project
        .history
        .apply("bypass", None, vec![Edit::SetActivity { id: NodeId(0), to: Activity::Bypassed }])
        .unwrap();
    let document = app.project.history.document().clone();
    app.project.node_info.update(&document);
    let mut harness = bench(app);
    zoom_to(&mut harness, 1.0);
    fn flat<'a>(shape: &'a egui::Shape, out: &mut Vec<&'a egui::Shape>) {
        match shape {
            egui::Shape::Vec(shapes) => shapes.iter().for_each(|shape| flat(shape, out)),
            shape => out.push(shape),
        }
    }
    let mut shapes = Vec::new();
    harness.output().shapes.iter().for_each(|clipped| flat(&clipped.shape, &mut shapes));
    let within = card(&harness, "early");
    let line = shapes.iter().position(|shape| match shape {
        egui::Shape::LineSegment { points: [from, to], .. } => {
            within.expand(1.0).contains(*from) && within.expand(1.0).contains(*to) && from.distance(*to) > 100.0
        }
        _ => false,
    });
    let line = line.expect("the table is seen to pass");
    let word = shapes[line..].iter().position(|shape| match shape {
        egui::Shape::Text(text) => {
            text.galley.text() == "matching" && within.contains(text.visual_bounding_rect().center())
        }
        _ => false,
    });
    let word = line + word.expect("the word is painted on the line");
    let egui::Shape::Text(text) = shapes[word] else { unreachable!() };
    let place = text.visual_bounding_rect();
    let clear = shapes[line..word].iter().any(
        |shape| matches!(shape, egui::Shape::Rect(rect) if rect.fill.is_opaque() && rect.rect.contains_rect(place)),
    );
    assert!(clear, "nothing parts {place} from the line");
}
