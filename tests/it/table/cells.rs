//! Selected cells and the clipboard.

use super::*;
use tablewire::app::WindowCommand;

#[test]
fn selected_cells_are_copied() {
    let mut harness = harness(fresh(numbers(0, 100), 100));
    harness.get_by_label("Table").focus();
    harness.run_steps(2);
    harness.key_press_modifiers(Modifiers::SHIFT, Key::ArrowDown);
    harness.run_steps(1);
    harness.key_press_modifiers(Modifiers::SHIFT, Key::End);
    harness.run_steps(1);
    harness.event(egui::Event::Copy);
    harness.run_steps(1);
    let is_said = |command: &Command| matches!(command, Command::Window(WindowCommand::ShowStatus(words)) if words == "Copied 2 rows × 2 columns without column names");
    assert!(harness.state().said.iter().any(is_said), "{:?}", harness.state().said);
}

#[test]
fn rows_that_are_not_held_are_copied_by_the_engine() {
    let mut harness = harness(fresh(numbers(0, 1_000), ROWS));
    harness.get_by_label("Table").focus();
    harness.run_steps(2);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.run_steps(1);
    harness.event(egui::Event::Copy);
    harness.run_steps(1);
    let asked = harness.state().said.iter().find_map(|c| match c {
        Command::Table(TableCommand::CopyRows(copy)) => {
            Some((copy.first, copy.count, copy.columns.clone(), copy.header))
        }
        _ => None,
    });
    assert_eq!(asked, Some((0, ROWS, vec![0, 1], false)));
}

fn selected(harness: &mut Harness<'_, Bench>) -> Option<String> {
    harness.state_mut().said.clear();
    harness.event(egui::Event::Copy);
    harness.run_steps(2);
    let said = harness.state().said.iter().find_map(|command| match command {
        Command::Window(WindowCommand::ShowStatus(words)) => Some(words.to_string()),
        _ => None,
    });
    said.or_else(|| {
        harness.state().said.iter().find_map(|command| match command {
            Command::Table(TableCommand::CopyRows(copy)) => {
                Some(format!("{} from {} of {:?}", copy.count, copy.first, copy.columns))
            }
            _ => None,
        })
    })
}

fn click(harness: &mut Harness<'_, Bench>, at: egui::Pos2, modifiers: Modifiers) {
    harness.event(egui::Event::PointerMoved(at));
    harness.run_steps(1);
    for pressed in [true, false] {
        harness.event(egui::Event::PointerButton { pos: at, button: egui::PointerButton::Primary, pressed, modifiers });
        harness.run_steps(1);
    }
}

#[test]
fn rows_are_selected_by_their_numbers_and_all_by_the_corner() {
    let mut harness = harness(fresh(numbers(0, 100), 100));
    let number = |harness: &Harness<'_, Bench>, row: &str| harness.get_by_label(row).rect().center();
    let (third, fifth) = (number(&harness, "Row 3"), number(&harness, "Row 5"));
    click(&mut harness, third, Modifiers::NONE);
    assert_eq!(selected(&mut harness).as_deref(), Some("Copied 1 row × 2 columns without column names"));
    harness.event(egui::Event::ModifiersChanged(Modifiers::SHIFT));
    click(&mut harness, fifth, Modifiers::SHIFT);
    harness.event(egui::Event::ModifiersChanged(Modifiers::NONE));
    assert_eq!(selected(&mut harness).as_deref(), Some("Copied 3 rows × 2 columns without column names"));
    harness.get_by_label("Select all cells").click();
    harness.run_steps(2);
    assert_eq!(selected(&mut harness).as_deref(), Some("Copied 100 rows × 2 columns without column names"));
    assert_eq!(harness.get_by_label("Table").value().as_deref(), Some("n, row 1: 0"), "the view stays");
}

#[test]
fn a_column_is_selected_from_its_first_row() {
    let mut harness = harness(fresh(numbers(0, 100), 100));
    let at = harness.get_by_label("Column text").rect().left_top() + egui::vec2(30.0, 10.0);
    click(&mut harness, at, Modifiers::NONE);
    assert_eq!(harness.get_by_label("Table").value().as_deref(), Some("text, row 1: row 0"));
    assert_eq!(selected(&mut harness).as_deref(), Some("Copied 100 rows × 1 column without column names"));
    harness.key_press(Key::ArrowDown);
    harness.run_steps(2);
    assert_eq!(harness.get_by_label("Table").value().as_deref(), Some("text, row 2: row 1"));
}

#[test]
fn names_of_columns_are_copied_when_they_are_asked_for() {
    let mut harness = harness(fresh(numbers(0, 100), 100));
    harness.get_by_label("Table").focus();
    harness.run_steps(2);
    harness.key_press_modifiers(Modifiers::SHIFT, Key::ArrowDown);
    harness.run_steps(1);
    // As the system says Ctrl+Shift+C.
    harness.event(egui::Event::ModifiersChanged(Modifiers::COMMAND | Modifiers::SHIFT));
    harness.event(egui::Event::Copy);
    harness.run_steps(2);
    let is_said = |command: &Command| matches!(command, Command::Window(WindowCommand::ShowStatus(words)) if words == "Copied 2 rows × 1 column with column names");
    assert!(harness.state().said.iter().any(is_said), "{:?}", harness.state().said);
}
