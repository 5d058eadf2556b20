//! Heads of columns: what they tell, and the filters that a click or a drag on them makes.

use super::*;
use tablewire::app::NodeCommand;

#[test]
fn a_column_and_a_value_offer_their_steps() {
    // The smallest window that there is has room for the menu.
    let mut harness = harness_of(egui::vec2(760.0, 480.0), fresh(numbers(0, 10), 10));
    harness.get_by_label("Column n").click_secondary();
    harness.run_steps(3);
    harness.get_by_label("Sort descending").click();
    harness.run_steps(3);
    let added = |harness: &Harness<'_, Bench>| {
        harness.state().said.iter().rev().find_map(|c| match c {
            Command::Node(NodeCommand::AddStep { output, step, .. }) => {
                Some((output.port, step.kind, step.settings.clone()))
            }
            _ => None,
        })
    };
    let sort = "(keys:[(column:\"n\",order:Descending)])".to_owned();
    assert_eq!(added(&harness), Some((0, "sort", sort)));
    let cell = harness.get_by_label("row 7").rect().center();
    harness.hover_at(cell);
    for pressed in [true, false] {
        harness.event(egui::Event::PointerButton {
            pos: cell,
            button: egui::PointerButton::Secondary,
            pressed,
            modifiers: Modifiers::NONE,
        });
        harness.run_steps(1);
    }
    harness.run_steps(3);
    harness.get_by_label("Keep rows where text = row 7").click();
    harness.run_steps(3);
    let filter = "(condition:\"text = 'row 7'\")".to_owned();
    assert_eq!(added(&harness), Some((0, "filter", filter)));
}

#[test]
fn a_drag_over_the_bars_is_a_filter() {
    let mut result = fresh(numbers(0, 240), 240);
    let bars =
        ColumnProfile { range: Some(("0".into(), "239".into())), histogram: vec![10; 24], ..ColumnProfile::default() };
    result.outputs[0].profile = Some(Arc::new(Profile { rows: 240, columns: vec![bars, ColumnProfile::default()] }));
    let mut harness = harness(result);
    harness.run_steps(2);
    let head = harness.get_by_label("Column n").rect();
    let press = |pos, pressed| egui::Event::PointerButton {
        pos,
        button: egui::PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    };
    // From the left of all bars to the right of all, at their height.
    let (from, to) = (head.left_bottom() + egui::vec2(6.0, -26.0), head.right_bottom() + egui::vec2(-6.0, -26.0));
    for event in [egui::Event::PointerMoved(from), press(from, true), egui::Event::PointerMoved(to), press(to, false)] {
        harness.event(event);
        harness.run_steps(1);
    }
    let filters = |c: &&Command| matches!(c, Command::Node(NodeCommand::AddStep { step, .. }) if step.kind == "filter");
    let said = harness.state().said.iter().find(filters);
    let Some(Command::Node(NodeCommand::AddStep { step, .. })) = said else {
        panic!("no filter: {:?}", harness.state().said)
    };
    assert_eq!(step.settings, "(condition:\"n >= 0 AND n <= 239\")");
}

/// The settings of the step that a click there adds.
fn added_by_click(harness: &mut Harness<'_, Bench>, at: egui::Pos2) -> Option<String> {
    for event in [egui::Event::PointerMoved(at), press(at, true), press(at, false)] {
        harness.event(event);
        harness.run_steps(1);
    }
    harness.state().said.iter().find_map(|command| match command {
        Command::Node(NodeCommand::AddStep { step, .. }) => Some(step.settings.clone()),
        _ => None,
    })
}

#[test]
fn a_click_on_a_bar_is_a_filter() {
    let mut result = fresh(numbers(0, 240), 240);
    let bars =
        ColumnProfile { range: Some(("0".into(), "239".into())), histogram: vec![10; 24], ..ColumnProfile::default() };
    result.outputs[0].profile = Some(Arc::new(Profile { rows: 240, columns: vec![bars, ColumnProfile::default()] }));
    let mut harness = harness(result);
    let at = harness.get_by_label("Column n").rect().right_bottom() + egui::vec2(-9.0, -26.0);
    assert_eq!(added_by_click(&mut harness, at).as_deref(), Some("(condition:\"n >= 230 AND n <= 239\")"));
}

#[test]
fn a_click_on_the_most_frequent_value_keeps_its_rows() {
    let mut result = fresh(numbers(0, 240), 240);
    let text = ColumnProfile { top: vec![("row 7".into(), 12)], distinct: Some(9), ..ColumnProfile::default() };
    result.outputs[0].profile = Some(Arc::new(Profile { rows: 240, columns: vec![ColumnProfile::default(), text] }));
    let mut harness = harness(result);
    let at = harness.get_by_label("Column text").rect().left_bottom() + egui::vec2(12.0, -26.0);
    assert_eq!(added_by_click(&mut harness, at).as_deref(), Some("(condition:\"text = 'row 7'\")"));
}

/// A profile of both columns of the table that counts.
fn profiled(text: ColumnProfile) -> NodeResult {
    let mut result = fresh(numbers(0, 240), 240);
    let bars = ColumnProfile {
        range: Some(("0".into(), "239".into())),
        distinct: Some(240),
        histogram: vec![10; 24],
        ..ColumnProfile::default()
    };
    result.outputs[0].profile = Some(Arc::new(Profile { rows: 240, columns: vec![bars, text] }));
    result
}

#[test]
fn a_large_head_has_several_frequent_values_each_a_filter() {
    let top = vec![("row 7".into(), 120), ("row 8".into(), 60), ("".into(), 6)];
    let text = ColumnProfile { top, distinct: Some(3), nulls: 54, ..ColumnProfile::default() };
    let mut harness = harness(profiled(text));
    let small = harness.get_by_label("Column text").rect();
    harness.get_by_label("Large column headers").click();
    harness.run_steps(2);
    assert!(harness.state().said.contains(&Command::Do(Action::ToggleStatistics)));
    harness.state_mut().app.handle(Command::Do(Action::ToggleStatistics));
    harness.run_steps(3);
    let large = harness.get_by_label("Column text").rect();
    assert!(large.height() > 2.0 * small.height());
    // The second of the values, which stand below each other.
    let at = large.left_top() + egui::vec2(20.0, 50.0);
    assert_eq!(added_by_click(&mut harness, at).as_deref(), Some("(condition:\"text = 'row 8'\")"));
}

#[test]
fn the_tooltip_says_what_a_click_on_a_bar_keeps() {
    let mut harness = harness(profiled(ColumnProfile::default()));
    let at = harness.get_by_label("Column n").rect().right_bottom() + egui::vec2(-9.0, -26.0);
    harness.hover_at(at);
    harness.run_steps(60);
    assert!(harness.query_by_label("Keep rows where n is between 230 and 239").is_some());
    assert!(harness.query_by_label("10 rows").is_some());
}

#[test]
fn while_statistics_are_computed_anew_no_bar_of_the_old_ones_is_a_filter() {
    let mut result = profiled(ColumnProfile::default());
    let output = &mut result.outputs[0];
    let columns = output.table.as_ref().unwrap().columns().clone();
    output.earlier = Some((columns, output.profile.take().unwrap()));
    output.stale = true;
    let mut harness = harness(result);
    let at = harness.get_by_label("Column n").rect().right_bottom() + egui::vec2(-9.0, -26.0);
    for event in [egui::Event::PointerMoved(at), press(at, true), press(at, false)] {
        harness.event(event);
        harness.run_steps(1);
    }
    assert!(!harness.state().said.iter().any(|command| matches!(command, Command::Node(NodeCommand::AddStep { .. }))));
    harness.hover_at(at + egui::vec2(-20.0, -10.0));
    harness.run_steps(60);
    assert!(harness.query_by_label("Minimum").is_some(), "what was known is still told");
}

#[test]
fn numbers_further_down_have_the_room_that_they_need() {
    let mut result = fresh(numbers(0, 40), 40);
    let narrow = harness(result.clone()).get_by_label("Column n").rect().width();
    let range = Some(("0".into(), "1234567890123".into()));
    let column = ColumnProfile { range, histogram: vec![1; 24], ..ColumnProfile::default() };
    result.outputs[0].profile = Some(Arc::new(Profile { rows: 40, columns: vec![column, ColumnProfile::default()] }));
    assert!(harness(result).get_by_label("Column n").rect().width() > narrow + 10.0);
}

#[test]
fn other_rows_of_the_same_columns_are_not_cut() {
    let of = |values: [f64; 2]| Arc::new(Table::new(df!("x" => values).unwrap(), 0, Exactness::Exact));
    let mut harness = harness(fresh(of([1.5, 2.0]), 2));
    let width = |harness: &Harness<'_, Bench>| harness.get_by_label("Column x").rect().width();
    let before = width(&harness);
    harness.state_mut().app.project.results.insert(NODE, fresh(of([12_345_678_901.123_456, 0.125]), 2));
    harness.run_steps(3);
    assert!(width(&harness) > before, "as after opening");
}

#[test]
fn heads_numbers_and_cells_end_at_one_line() {
    let columns = (0..40).map(|n| Column::new(format!("c{n}").into(), (0..100i64).collect::<Vec<_>>())).collect();
    let frame = DataFrame::new(100, columns).unwrap();
    let harness = harness(fresh(Arc::new(Table::new(frame, 0, Exactness::Exact)), 100));
    let cells = harness.get_by_label("Table").rect();
    assert_eq!(harness.get_by_label("Row numbers").rect().bottom(), cells.bottom());
    let heads = harness.query_all_by(|node| node.label().is_some_and(|label| label.starts_with("Column c")));
    let right = heads.map(|node| node.rect().right()).fold(0.0, f32::max);
    assert_eq!(right, cells.right());
}

/// All that is painted, in its order.
fn shapes(harness: &Harness<'_, Bench>) -> Vec<egui::Shape> {
    fn flat(shape: &egui::Shape, out: &mut Vec<egui::Shape>) {
        match shape {
            egui::Shape::Vec(shapes) => shapes.iter().for_each(|shape| flat(shape, out)),
            shape => out.push(shape.clone()),
        }
    }
    let mut all = Vec::new();
    harness.output().shapes.iter().for_each(|clipped| flat(&clipped.shape, &mut all));
    all
}

#[test]
fn nothing_is_painted_over_the_scroll_bars() {
    let columns = (0..40).map(|n| Column::new(format!("c{n}").into(), (0..100i64).collect::<Vec<_>>())).collect();
    let frame = DataFrame::new(100, columns).unwrap();
    let harness = harness(fresh(Arc::new(Table::new(frame, 0, Exactness::Exact)), 100));
    let cells = harness.get_by_label("Table").rect();
    let shapes = shapes(&harness);
    let fills: Vec<_> = shapes
        .iter()
        .filter_map(|shape| match shape {
            egui::Shape::Rect(rect) if rect.fill.is_opaque() => Some(rect.rect),
            _ => None,
        })
        .collect();
    let upright = |rect: &egui::Rect| rect.left() > cells.right() && rect.width() < 12.0 && rect.height() > 20.0;
    let level = |rect: &egui::Rect| rect.top() > cells.bottom() && rect.height() < 12.0 && rect.width() > 20.0;
    for bar in [fills.iter().rposition(upright), fills.iter().rposition(level)] {
        let bar = bar.expect("both bars are painted");
        let over = fills[bar + 1..].iter().find(|rect| rect.contains(fills[bar].center()));
        assert!(over.is_none(), "{over:?} over {:?}", fills[bar]);
    }
}

#[test]
fn short_texts_have_room_beside_their_share() {
    let width = |value: &str| {
        let frame = df!("x" => [value; 3]).unwrap();
        let table = Arc::new(Table::new(frame, 0, Exactness::Exact));
        harness(fresh(table, 3)).get_by_label("Column x").rect().width()
    };
    assert_eq!(width("UA"), 92.0, "as ever");
    assert!((104.0..130.0).contains(&width("Shanghai")), "{}", width("Shanghai"));
    // What is long is as wide as it is.
    let long = "Acme Corporation of North America";
    assert!(width(long) - width(&long[..long.len() - 1]) < 12.0);
}

#[test]
fn the_words_of_a_menu_stand_in_one_line() {
    let mut harness = harness_of(egui::vec2(760.0, 760.0), fresh(numbers(0, 10), 10));
    harness.get_by_label("Column n").click_secondary();
    harness.run_steps(3);
    let shapes = shapes(&harness);
    let left = |words: &str| {
        let text = shapes.iter().rev().find_map(|shape| match shape {
            egui::Shape::Text(text) if text.galley.text() == words => Some(text.pos.x),
            _ => None,
        });
        text.unwrap_or_else(|| panic!("{words} is not painted")).round()
    };
    let first = left("Hide column");
    for words in
        ["Clean values", "Rename everywhere…", "Trace to its sources", "Sort descending", "With Shift: in a branch"]
    {
        assert_eq!(left(words), first, "{words}");
    }
}

#[test]
fn the_edge_of_frozen_columns_ends_where_the_cells_end() {
    let columns = (0..40).map(|n| Column::new(format!("c{n}").into(), (0..100i64).collect::<Vec<_>>())).collect();
    let frame = DataFrame::new(100, columns).unwrap();
    let mut harness = harness(fresh(Arc::new(Table::new(frame, 0, Exactness::Exact)), 100));
    harness.get_by_label("Column c1").click_secondary();
    harness.run_steps(3);
    harness.get_by_label("Freeze up to this column").click();
    harness.run_steps(3);
    let edge = harness.get_by_label("Column c1").rect().right();
    let cells = harness.get_by_label("Table").rect();
    let ends = harness.output().shapes.iter().filter_map(|clipped| match &clipped.shape {
        egui::Shape::LineSegment { points: [from, to], .. } if from.x == to.x && (from.x - edge).abs() < 1.0 => {
            Some(to.y.min(clipped.clip_rect.bottom()))
        }
        _ => None,
    });
    assert_eq!(ends.fold(0.0, f32::max), cells.bottom());
}
