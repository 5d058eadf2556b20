//! The sheets of a workbook below the field that takes one.

use std::path::{Path, PathBuf};

use egui::Key;
use egui_kittest::kittest::Queryable;
use rust_xlsxwriter::Workbook;

use crate::form_bench::{Form, form, press, settings};

/// The sheets of the workbook, in their order.
pub const NAMES: [&str; 5] = ["Cover", "Orders", "Later", "Old orders", "Log"];

/// A cover, a table of 3 × 2, an empty sheet, a hidden one, and one of 30,000 × 3 whose size only the file tells.
pub fn workbook(folder: &Path) -> PathBuf {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name(NAMES[0]).unwrap();
    sheet.write(0, 0, "Report of the year").unwrap();
    let sheet = book.add_worksheet();
    sheet.set_name(NAMES[1]).unwrap();
    for (row, [id, price]) in [["id", "price"], ["a", "1"], ["b", "2"]].into_iter().enumerate() {
        sheet.write(2 + row as u32, 1, id).unwrap();
        sheet.write(2 + row as u32, 2, price).unwrap();
    }
    book.add_worksheet().set_name(NAMES[2]).unwrap();
    let sheet = book.add_worksheet();
    sheet.set_name(NAMES[3]).unwrap();
    sheet.set_hidden(true);
    for row in 0..5 {
        sheet.write_row(row, 0, ["x", "y", "z"]).unwrap();
    }
    let sheet = book.add_worksheet();
    sheet.set_name(NAMES[4]).unwrap();
    for row in 0..30_000 {
        sheet.write_row(row, 0, [1.0, 2.0, f64::from(row)]).unwrap();
    }
    let path = folder.join("book.xlsx");
    book.save(&path).unwrap();
    path
}

fn reader(path: &str) -> Form {
    form("read_excel", &format!("(path:{path:?})"), &[])
}

fn sheet(form: &Form) -> String {
    let text = settings(form);
    text.split_once("sheet:").map_or_else(String::new, |(_, sheet)| sheet.trim_end_matches(')').to_owned())
}

#[test]
fn sheets_are_listed_with_what_they_hold_and_chosen_by_a_click() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = reader(workbook(folder.path()).to_str().unwrap());
    press(&mut harness, "Show the sheets");
    for listed in [
        "First table, Orders",
        "Cover, no table",
        "Orders, 3 × 2",
        "Later, empty",
        "Old orders, hidden, 5 × 3",
        "Log, 30,000 × 3",
        "All sheets, 4 sheets",
    ] {
        assert!(harness.query_by_label(listed).is_some(), "{listed} is not listed");
    }
    press(&mut harness, "Log, 30,000 × 3");
    assert_eq!(sheet(&harness), "\"Log\"");
    assert!(harness.query_by_label("Orders, 3 × 2").is_none(), "what was chosen closes the list");
    assert!(harness.get_by_label("Sheet").is_focused());
}

#[test]
fn a_sheet_is_found_by_typing_and_patterns_stay_possible() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = reader(workbook(folder.path()).to_str().unwrap());
    harness.get_by_label("Sheet").focus();
    harness.run_steps(4);
    harness.get_by_label("Sheet").type_text("ord");
    harness.run_steps(4);
    assert!(harness.query_by_label("Cover, no table").is_none(), "what does not fit is gone");
    harness.key_press(Key::ArrowDown);
    harness.key_press(Key::Enter);
    harness.run_steps(4);
    assert_eq!(sheet(&harness), "\"Orders\"");
    harness.get_by_label("Sheet").type_text("*");
    harness.run_steps(4);
    assert_eq!(sheet(&harness), "\"Orders*\"");
    harness.key_press(Key::Enter);
    harness.run_steps(4);
    assert_eq!(sheet(&harness), "\"Orders*\"", "Enter leaves what was typed");
}

#[test]
fn a_file_that_is_none_says_so_and_lists_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let broken = folder.path().join("broken.xlsx");
    std::fs::write(&broken, b"PK\x03\x04 no zip at all").unwrap();
    let missing = folder.path().join("missing.xlsx");
    for (path, says) in [
        (broken.to_str().unwrap(), "cannot be read"),
        (missing.to_str().unwrap(), "missing.xlsx"),
        ("", "Choose a file first"),
    ] {
        let mut harness = reader(path);
        let before = harness.query_all(egui_kittest::kittest::by().label_contains(says)).count();
        press(&mut harness, "Show the sheets");
        let after = harness.query_all(egui_kittest::kittest::by().label_contains(says)).count();
        assert!(after > before, "{path:?}: {says}");
        assert!(harness.query_by_label("All sheets, 4 sheets").is_none());
    }
}

#[test]
fn a_workbook_that_changed_is_listed_anew() {
    let folder = tempfile::tempdir().unwrap();
    let path = workbook(folder.path());
    let mut harness = reader(path.to_str().unwrap());
    press(&mut harness, "Show the sheets");
    assert!(harness.query_by_label("Later, empty").is_some());
    harness.key_press(Key::Escape);
    harness.run_steps(2);
    let mut book = Workbook::new();
    for name in ["One", "Two"] {
        book.add_worksheet().set_name(name).unwrap().write(0, 0, "a").unwrap();
    }
    book.save(&path).unwrap();
    for _ in 0..100 {
        harness.run_steps(2);
        std::thread::sleep(std::time::Duration::from_millis(60));
        press(&mut harness, "Show the sheets");
        if harness.query_by_label("Two, no table").is_some() {
            return;
        }
    }
    panic!("the list is that of the old file");
}
