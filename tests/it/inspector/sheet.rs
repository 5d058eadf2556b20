//! A Table node under a hand: its cells are used like a sheet, by keys alone.

use egui::{Event, Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use tablewire::app::{Command, NodeCommand};

use super::{Bench, harness, settings};

fn sheet(text: &str) -> Harness<'static, Bench> {
    let mut harness = harness("table", text, Vec::new());
    harness.run_steps(2);
    harness
}

/// Presses the cell and lets it go.
fn click(harness: &mut Harness<'_, Bench>, cell: &str) {
    harness.get_by_label(cell).click();
    harness.run_steps(3);
}

fn press(harness: &mut Harness<'_, Bench>, keys: &[Key]) {
    for key in keys {
        harness.key_press(*key);
        harness.run_steps(2);
    }
}

fn write(harness: &mut Harness<'_, Bench>, text: &str) {
    for letter in text.chars() {
        harness.event(Event::Text(letter.to_string()));
        harness.run_steps(2);
    }
}

fn event(harness: &mut Harness<'_, Bench>, event: Event) {
    harness.event(event);
    harness.run_steps(3);
}

const FRUIT: &str = r#"(headers:["fruit","n"],rows:[["apple","1"],["pear","2"]])"#;

#[test]
fn a_table_is_filled_by_keys_alone() {
    let mut harness = sheet("(headers:[\"a\",\"b\"],rows:[])");
    click(&mut harness, "Cell 1 1");
    write(&mut harness, "x y");
    press(&mut harness, &[Key::Tab]);
    write(&mut harness, "1");
    press(&mut harness, &[Key::Enter]);
    write(&mut harness, "z");
    press(&mut harness, &[Key::Tab]);
    write(&mut harness, "2");
    press(&mut harness, &[Key::Tab]);
    assert_eq!(settings(&harness), r#"(headers:["a","b"],rows:[["x y","1"],["z","2"]])"#);
    write(&mut harness, "3");
    press(&mut harness, &[Key::Enter]);
    let wider = r#"(headers:["a","b","column_3"],rows:[["x y","1"],["z","2","3"]])"#;
    assert_eq!(settings(&harness), wider, "behind the last column a new one begins, below the last row nothing yet");
    press(&mut harness, &[Key::Enter, Key::Escape]);
    assert_eq!(settings(&harness), wider, "looking at a cell changes nothing");
}

#[test]
fn typing_replaces_and_f2_goes_on() {
    let mut harness = sheet(FRUIT);
    click(&mut harness, "Cell 1 1");
    write(&mut harness, "fig");
    press(&mut harness, &[Key::ArrowDown]);
    press(&mut harness, &[Key::F2]);
    write(&mut harness, "s");
    press(&mut harness, &[Key::Enter]);
    assert_eq!(settings(&harness), r#"(headers:["fruit","n"],rows:[["fig","1"],["pears","2"]])"#);
    press(&mut harness, &[Key::ArrowUp, Key::ArrowUp]);
    write(&mut harness, "no");
    press(&mut harness, &[Key::Escape]);
    assert!(settings(&harness).contains("fig"), "Escape gives up what was typed: {}", settings(&harness));
    press(&mut harness, &[Key::Delete]);
    assert_eq!(settings(&harness), r#"(headers:["fruit","n"],rows:[["","1"],["pears","2"]])"#);
}

#[test]
fn each_cell_is_an_undo_step() {
    let mut harness = sheet(FRUIT);
    click(&mut harness, "Cell 1 1");
    write(&mut harness, "fig");
    press(&mut harness, &[Key::Enter]);
    write(&mut harness, "plum");
    press(&mut harness, &[Key::Enter]);
    assert!(settings(&harness).contains("plum"));
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    harness.run_steps(3);
    assert_eq!(settings(&harness), r#"(headers:["fruit","n"],rows:[["fig","1"],["pear","2"]])"#);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    harness.run_steps(3);
    assert_eq!(settings(&harness), FRUIT);
    harness.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    harness.run_steps(3);
    assert!(settings(&harness).contains("fig"));
}

#[test]
fn blocks_are_selected_copied_cut_and_pasted() {
    let mut harness = sheet(FRUIT);
    click(&mut harness, "Cell 1 1");
    for key in [Key::ArrowRight, Key::ArrowDown] {
        harness.key_press_modifiers(Modifiers::SHIFT, key);
        harness.run_steps(2);
    }
    harness.event(Event::Copy);
    harness.step();
    let copied = harness.output().platform_output.commands.iter().find_map(|command| match command {
        egui::OutputCommand::CopyText(text) => Some(text.clone()),
        _ => None,
    });
    assert_eq!(copied.as_deref(), Some("apple\t1\npear\t2"));
    event(&mut harness, Event::Cut);
    assert_eq!(settings(&harness), r#"(headers:["fruit","n"])"#, "two blank rows are what a table begins with");
    press(&mut harness, &[Key::ArrowDown]);
    event(&mut harness, Event::Paste("\"two\nlines\"\t5\nx".into()));
    assert_eq!(
        settings(&harness),
        r#"(headers:["fruit","n","column_3"],rows:[["",""],["",""],["","two\nlines","5"],["","x",""]])"#
    );
    assert_eq!(harness.get_by_label("Cell 3 2").value().as_deref(), Some("two\nlines"));
}

#[test]
fn a_value_is_pasted_into_all_that_is_selected() {
    let mut harness = sheet(FRUIT);
    click(&mut harness, "Cell 1 2");
    harness.key_press_modifiers(Modifiers::SHIFT, Key::ArrowDown);
    harness.run_steps(2);
    event(&mut harness, Event::Paste("7".into()));
    assert_eq!(settings(&harness), r#"(headers:["fruit","n"],rows:[["apple","7"],["pear","7"]])"#);
}

#[test]
fn a_column_is_renamed_by_its_head_and_takes_its_type_along() {
    let typed = r#"(headers:["fruit","n"],rows:[["apple","1"]],types:[(column:"n",type:Text)])"#;
    let mut harness = sheet(typed);
    click(&mut harness, "Header 2");
    write(&mut harness, "count");
    press(&mut harness, &[Key::Enter]);
    let renamed = r#"(headers:["fruit","count"],rows:[["apple","1"]],types:[(column:"count",type:Text)])"#;
    assert_eq!(settings(&harness), renamed);
    press(&mut harness, &[Key::ArrowUp, Key::F2]);
    (0..5).for_each(|_| press(&mut harness, &[Key::Backspace]));
    press(&mut harness, &[Key::Enter]);
    assert_eq!(settings(&harness), renamed, "a column keeps a name");
}

#[test]
fn rows_and_columns_are_inserted_and_removed_by_the_menu() {
    let typed = r#"(headers:["fruit","n"],rows:[["apple","1"],["pear","2"]],types:[(column:"n",type:Text)])"#;
    let mut harness = sheet(typed);
    let choose = |harness: &mut Harness<'_, Bench>, entry: &str| {
        harness.key_press_modifiers(Modifiers::SHIFT, Key::F10);
        harness.run_steps(3);
        harness.get_by_label(entry).click();
        harness.run_steps(3);
    };
    click(&mut harness, "Cell 2 2");
    choose(&mut harness, "Insert row above");
    assert!(settings(&harness).contains(r#"rows:[["apple","1"],["",""],["pear","2"]]"#), "{}", settings(&harness));
    choose(&mut harness, "Remove row");
    choose(&mut harness, "Insert column left");
    assert!(settings(&harness).contains(r#"headers:["fruit","column_3","n"]"#), "{}", settings(&harness));
    press(&mut harness, &[Key::ArrowRight]);
    choose(&mut harness, "Remove column");
    assert_eq!(settings(&harness), r#"(headers:["fruit","column_3"],rows:[["apple",""],["pear",""]])"#);
}

#[test]
fn what_is_being_typed_is_there_before_a_shortcut_saves() {
    let mut harness = sheet(FRUIT);
    click(&mut harness, "Cell 1 1");
    write(&mut harness, "fi");
    // Another cell is pressed, and nothing that was typed is lost.
    click(&mut harness, "Cell 2 2");
    assert!(settings(&harness).contains(r#"["fi","1"]"#), "{}", settings(&harness));
    let changes = harness
        .state()
        .said
        .iter()
        .filter(|command| matches!(command, Command::Node(NodeCommand::Configure { .. })))
        .count();
    assert_eq!(changes, 1, "a cell is one change, however many letters it has");
}

#[test]
fn seventy_thousand_pasted_rows_are_gone_through() {
    let mut harness = sheet("()");
    click(&mut harness, "Cell 1 1");
    let text: String = std::iter::once("id\tname\tprice\n".to_owned())
        .chain((0..70_000).map(|n| format!("{n}\tname {n}\t{n}.50\n")))
        .collect();
    event(&mut harness, Event::Paste(text));
    assert!(settings(&harness).starts_with(r#"(headers:["id","name","price"],rows:[["0","name 0","0.50"],"#));
    harness.key_press_modifiers(Modifiers::COMMAND, Key::End);
    harness.run_steps(3);
    let start = std::time::Instant::now();
    harness.run_steps(20);
    let frame = start.elapsed() / 20;
    assert_eq!(harness.get_by_label("Cell 70,000 2").value().as_deref(), Some("name 69999"));
    assert!(harness.query_by_label("Cell 1 1").is_none(), "only what is seen is drawn");
    // Unoptimised, on a busy machine; read anew in each frame it was over a second.
    assert!(frame.as_millis() < 200, "{frame:?} a frame");
    let document = harness.state().app.document();
    let text = tablewire::document::write(document);
    assert_eq!(tablewire::document::read(&text).expect("well-formed").document.nodes().len(), 1);
}
