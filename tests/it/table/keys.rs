//! Everything about columns, rows and cells without a mouse.

use super::*;
use tablewire::app::WindowCommand;

/// The cells have the focus, the cursor is on the first.
fn ready(result: NodeResult) -> Harness<'static, Bench> {
    let mut harness = harness(result);
    harness.get_by_label("Table").focus();
    harness.run_steps(2);
    harness.key_press(Key::ArrowUp);
    harness.run_steps(2);
    harness
}

fn act(harness: &mut Harness<'_, Bench>, action: Action) {
    harness.state_mut().app.handle(Command::Do(action));
    harness.run_steps(3);
}

#[test]
fn the_column_at_the_cursor_is_moved_made_wider_frozen_hidden_and_sorted() {
    let mut harness = ready(wide());
    act(&mut harness, Action::MoveColumnRight);
    assert_eq!(heads(&harness), ["b", "a", "c", "d"]);
    act(&mut harness, Action::MoveColumnRight);
    assert_eq!(heads(&harness), ["b", "c", "a", "d"], "the cursor went along");
    act(&mut harness, Action::MoveColumnLeft);
    assert_eq!(heads(&harness), ["b", "a", "c", "d"]);
    let width = |harness: &Harness<'_, Bench>| harness.get_by_label("Column a").rect().width();
    let before = width(&harness);
    act(&mut harness, Action::WidenColumn);
    act(&mut harness, Action::WidenColumn);
    act(&mut harness, Action::NarrowColumn);
    assert_eq!(width(&harness), before + 16.0);
    act(&mut harness, Action::FitColumn);
    assert_eq!(width(&harness), before);
    act(&mut harness, Action::SortColumn);
    let is_look = |command: &Command| matches!(command, Command::Table(TableCommand::SetView { view, .. }) if view.order("a") == Some(false));
    assert!(harness.state().said.iter().any(is_look));
    act(&mut harness, Action::HideColumn);
    assert_eq!(heads(&harness), ["b", "c", "d"]);
    act(&mut harness, Action::FreezeColumns);
    harness.get_by_label("Choose columns").click();
    harness.run_steps(3);
    assert!(harness.query_by_label("Unfreeze 2 columns").is_some());
}

#[test]
fn without_a_cell_it_says_that_one_is_needed() {
    let mut harness = harness(wide());
    act(&mut harness, Action::HideColumn);
    assert_eq!(heads(&harness).len(), 4);
    let is_said = |command: &Command| matches!(command, Command::Window(WindowCommand::ShowStatus(words)) if words == "Select a cell of the table first");
    assert!(harness.state().said.iter().any(is_said));
}

#[test]
fn the_menu_of_a_cell_opens_by_a_key_and_gives_the_focus_back() {
    let mut harness = ready(wide());
    act(&mut harness, Action::CellMenu);
    assert!(harness.get_by_label("Copy cells without column names").is_focused());
    assert!(harness.query_by_label("Keep rows where a = 1").is_some());
    harness.key_press(Key::ArrowDown);
    harness.run_steps(2);
    assert!(harness.get_by_label("Copy cells with column names").is_focused());
    harness.key_press(Key::Escape);
    harness.run_steps(4);
    assert!(harness.query_by_label("Copy cells without column names").is_none());
    assert!(harness.get_by_label("Table").is_focused());
}

#[test]
fn space_selects_rows_and_columns_as_in_a_spreadsheet() {
    let mut harness = ready(wide());
    let copied = |harness: &mut Harness<'_, Bench>| {
        harness.event(egui::Event::Copy);
        harness.run_steps(2);
        match harness.state().said.last() {
            Some(Command::Window(WindowCommand::ShowStatus(words))) => words.to_string(),
            _ => String::new(),
        }
    };
    harness.key_press_modifiers(Modifiers::SHIFT, Key::Space);
    harness.run_steps(2);
    assert_eq!(copied(&mut harness), "Copied 1 row × 4 columns without column names");
    harness.key_press(Key::ArrowRight);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Space);
    harness.run_steps(2);
    assert_eq!(copied(&mut harness), "Copied 2 rows × 1 column without column names");
}

#[test]
fn of_two_tables_that_with_the_focus_is_meant() {
    let mut harness = ready(wide());
    let other = OutputRef { node: NODE, port: 1 };
    harness.state_mut().app.project.view.pinned = Some(other);
    harness.run_steps(3);
    act(&mut harness, Action::FindInTable);
    let field = harness.get_by_label("Close search").rect();
    assert!(field.left() > 450.0, "the table that is shown, not the pinned one: {field:?}");
    let is_left = |rect: egui::Rect| rect.right() < 450.0;
    let left = harness.query_all_by_label("Table").find(|node| is_left(node.rect())).unwrap();
    left.focus();
    harness.run_steps(2);
    act(&mut harness, Action::GoToRow);
    assert!(harness.query_all_by_label("Close search").any(|node| is_left(node.rect())));
}
