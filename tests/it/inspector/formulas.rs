//! Formulas in the inspector: typing, completions, help, values.

use super::*;

#[test]
fn each_keystroke_in_a_formula_configures_the_node() {
    let mut harness = harness("filter", "()", Vec::new());
    harness.get_by_label("Rows where").focus();
    harness.run_steps(2);
    for text in ["dep_delay", " > ", "15"] {
        harness.get_by_label("Rows where").type_text(text);
        harness.run_steps(2);
    }
    assert_eq!(settings(&harness), "(condition:\"dep_delay > 15\")");
    let gestures: Vec<_> = harness
        .state()
        .said
        .iter()
        .filter_map(|c| {
            if let Command::Node(NodeCommand::Configure { gesture, .. }) = c { Some(gesture.as_str()) } else { None }
        })
        .collect();
    assert_eq!(gestures, ["0:condition"; 3], "one burst of typing is one gesture");
}

#[test]
fn a_completion_is_taken_with_the_keyboard() {
    let mut harness = harness("filter", "()", Vec::new());
    harness.get_by_label("Rows where").focus();
    harness.run_steps(2);
    harness.get_by_label("Rows where").type_text("dep");
    harness.run_steps(3);
    assert!(harness.query_by_label("Complete dep_delay").is_some());
    harness.key_press(Key::Tab);
    harness.run_steps(2);
    assert_eq!(settings(&harness), "(condition:\"dep_delay\")");
    harness.get_by_label("Rows where").type_text(" > 1");
    harness.run_steps(2);
    assert_eq!(settings(&harness), "(condition:\"dep_delay > 1\")", "the cursor stands behind the completion");
}

#[test]
fn inside_a_call_its_arguments_are_reported_until_escape() {
    let mut harness = harness("filter", "()", Vec::new());
    harness.get_by_label("Rows where").focus();
    harness.run_steps(2);
    harness.get_by_label("Rows where").type_text("left(carrier, ");
    harness.run_steps(3);
    let signature = "left(text: text, count: integer) → text";
    let help = harness.get_by_label(signature).rect();
    assert!(harness.query_by_label_contains("first characters").is_some(), "a line of help");
    let field = harness.get_by_label("Rows where").rect();
    assert!(!help.intersects(field), "the help covers what is typed");
    harness.get_by_label("Rows where").type_text("d");
    harness.run_steps(3);
    let list = harness.get_by_label("Complete dep_delay").rect();
    assert!(!harness.get_by_label(signature).rect().intersects(list), "the help covers the list");
    assert!(list.top() < harness.get_by_label("Complete distance").rect().top(), "an integer is asked for");
    // The first Escape is the list's, the second the help's; the cursor stays.
    harness.key_press(Key::Escape);
    harness.run_steps(3);
    assert!(harness.query_by_label("Complete dep_delay").is_none());
    assert!(harness.query_by_label(signature).is_some());
    harness.key_press(Key::Escape);
    harness.run_steps(3);
    assert!(harness.query_by_label(signature).is_none());
    assert!(harness.get_by_label("Rows where").is_focused());
    // Another call has its help.
    harness.get_by_label("Rows where").type_text("ep_delay) = upper(");
    harness.run_steps(3);
    assert!(harness.query_by_label("upper(text: text) → text").is_some());
    harness.get_by_label("Rows where").type_text("'a') AND CASE WHEN ");
    harness.run_steps(3);
    assert!(harness.query_by_label("CASE WHEN condition THEN value … ELSE value END").is_some());
}

#[test]
fn the_formula_that_has_the_cursor_asks_for_its_values() {
    let mut harness =
        harness("formula", "(columns:[(name:\"a\",expression:\"1\"),(name:\"b\",expression:\"2\")])", Vec::new());
    harness.get_by_label("Formula 2").focus();
    harness.run_steps(3);
    let at = FormulaPlace { node: NODE, setting: "columns[1].expression".into() };
    assert!(harness.state().said.contains(&Command::Form(FormCommand::WatchFormula(at))));
}

#[test]
fn the_list_says_that_nothing_fits_when_it_was_asked() {
    let mut harness = harness("filter", "()", Vec::new());
    harness.get_by_label("Rows where").focus();
    harness.run_steps(2);
    harness.get_by_label("Rows where").type_text("zzqx");
    harness.run_steps(3);
    assert!(harness.query_by_label("No completions").is_none());
    harness.key_press_modifiers(Modifiers::CTRL, Key::Space);
    harness.run_steps(3);
    assert!(harness.query_by_label("No completions").is_some());
    harness.key_press(Key::Escape);
    harness.run_steps(3);
    assert!(harness.query_by_label("No completions").is_none());
    assert!(harness.get_by_label("Rows where").is_focused(), "the first Escape closes the list");
}

#[test]
fn all_ways_to_call_a_function_that_fit_are_reported() {
    let mut harness = harness("filter", "()", Vec::new());
    harness.get_by_label("Rows where").focus();
    harness.run_steps(2);
    harness.get_by_label("Rows where").type_text("datediff(");
    harness.run_steps(3);
    let ways = |harness: &Harness<'_, Bench>| harness.query_all_by_label_contains("datediff(").count();
    // Two ways and the example.
    assert_eq!(ways(&harness), 3);
    harness.get_by_label("Rows where").type_text("'day', day, ");
    harness.run_steps(3);
    assert_eq!(ways(&harness), 2, "three values fit one way");
}

/// Types into a field as keys do.
fn type_in(harness: &mut Harness<'_, Bench>, field: &str, text: &str) {
    harness.get_by_label(field).focus();
    harness.run_steps(2);
    for letter in text.chars() {
        harness.event(egui::Event::Text(letter.to_string()));
        harness.run_steps(2);
    }
}

fn offers(harness: &Harness<'_, Bench>) -> bool {
    harness.query_by_label_contains("Complete ").is_some()
}

#[test]
fn a_word_that_is_right_is_left_as_it_is_and_tab_goes_on() {
    let rows =
        "(columns:[(name:\"qty\",expression:\"distance\"),(name:\"a\",expression:\"\"),(name:\"b\",expression:\"1\")])";
    let mut harness = harness("formula", rows, Vec::new());
    let columns: Vec<ColumnInfo> = [columns(), vec![ColumnInfo::new("Qty", Type::Integer)]].concat();
    let node = NodeResult { inputs: vec![columns], ..NodeResult::default() };
    harness.state_mut().app.project.results.insert(NODE, node);
    // The name of a row above stands beside a column that differs by case only; a function and a word of the grammar are right too.
    for text in ["distance * qty", "distance * Qty", "round", "distance AND", "carrier"] {
        type_in(&mut harness, "Formula 2", text);
        assert!(!offers(&harness), "{text} is complete");
        harness.key_press(Key::Tab);
        harness.run_steps(3);
        assert!(harness.get_by_label("Name 3").is_focused(), "Tab goes on behind {text}");
        let settings = settings(&harness);
        assert!(settings.contains(&format!("expression:\"{text}\"")), "{settings}");
        harness.get_by_label("Formula 2").focus();
        harness.run_steps(2);
        harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
        harness.key_press(Key::Backspace);
        harness.run_steps(3);
    }
    // What differs by case only is written only when a person chooses it.
    type_in(&mut harness, "Formula 2", "DISTANCE");
    harness.key_press(Key::Tab);
    harness.run_steps(3);
    assert!(settings(&harness).contains("\"DISTANCE\""), "{}", settings(&harness));
    type_in(&mut harness, "Formula 2", "");
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    type_in(&mut harness, "Formula 2", "dist");
    harness.key_press(Key::Tab);
    harness.run_steps(3);
    assert!(harness.get_by_label("Formula 2").is_focused(), "a word that is not finished is completed");
    assert!(settings(&harness).contains("\"distance\""), "{}", settings(&harness));
}

#[test]
fn undo_opens_no_list() {
    let mut harness = harness("filter", "()", Vec::new());
    type_in(&mut harness, "Rows where", "dep_delay > car");
    assert!(offers(&harness));
    harness.key_press(Key::Escape);
    harness.run_steps(6);
    harness.event(egui::Event::Text("r".into()));
    harness.run_steps(2);
    harness.key_press(Key::Escape);
    for _ in 0..3 {
        harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
        harness.run_steps(3);
        assert!(!offers(&harness), "after undo: {}", settings(&harness));
    }
}
