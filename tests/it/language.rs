//! The language of the window is changed while it is open: every word that is drawn or said changes with it, and back.

use std::collections::BTreeSet;

use egui::{Key, Shape, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable, by};
use tablewire::app::view::Dialog;
use tablewire::app::{Action, App, Command, SelectMode};
use tablewire::base::Language;
use tablewire::engine::OutputRef;
use tablewire::ui::fonts;

use crate::window::{Window, app, ask, opened};

fn window() -> Window {
    let mut harness = opened(Harness::builder().with_size(vec2(1360.0, 860.0)), |app| {
        let node = app.document().find("late").expect("a filter");
        app.handle(Command::Select { nodes: [node].into(), wires: Vec::new(), mode: SelectMode::Replace });
        app.handle(Command::Do(Action::ToggleOpened));
    });
    fonts::look_for_none(&harness.ctx);
    harness.run_steps(8);
    harness
}

/// Everything that is painted and everything that is said to screen readers.
fn words(harness: &Window) -> BTreeSet<String> {
    fn painted(shape: &Shape, out: &mut BTreeSet<String>) {
        match shape {
            Shape::Vec(shapes) => shapes.iter().for_each(|shape| painted(shape, out)),
            Shape::Text(text) => drop(out.insert(text.galley.job.text.clone())),
            _ => {}
        }
    }
    let mut out = BTreeSet::new();
    harness.output().shapes.iter().for_each(|clipped| painted(&clipped.shape, &mut out));
    for node in harness.query_all(by().predicate(|_| true)) {
        let node = node.accesskit_node();
        out.extend(node.label());
        out.extend(node.value());
    }
    out
}

/// Keys, the program, and values of truth are called so in every language.
const SAME: [&str; 9] = ["Tablewire", "Backspace", "Delete", "Enter", "Escape", "Home", "Tab", "false", "true"];

/// Names, values and formulas are the same in every language.
fn is_of_the_data(app: &App, words: &str) -> bool {
    let document = app.document();
    let mut names: Vec<&str> = document.nodes().map(|(_, node)| node.name.as_str()).collect();
    let columns = app.results.iter().flat_map(|(_, result)| result.columns.iter().flatten().flatten());
    names.extend(columns.map(|column| column.name.as_str()));
    names.extend(document.parameters().keys().map(String::as_str));
    let is_plain = |whole: &str| {
        let word = whole.trim_matches(|c: char| !c.is_alphanumeric() && c != '_');
        word.is_empty()
            || names.contains(&word)
            || whole.contains('+')
            || word.contains(['_', '.', '/', '×'])
            || word.chars().any(|c| c.is_ascii_digit())
            || word.chars().all(|c| !c.is_ascii_lowercase())
    };
    words.split(", ").all(|word| SAME.contains(&word)) || words.split_whitespace().all(is_plain)
}

/// English words that are still there in Chinese.
fn left_over(english: &BTreeSet<String>, chinese: &BTreeSet<String>, app: &App) -> Vec<String> {
    english.intersection(chinese).filter(|words| !is_of_the_data(app, words)).cloned().collect()
}

#[test]
fn every_word_changes_with_the_language_and_back() {
    let mut harness = window();
    let late = app(&mut harness).document().find("late").expect("a filter");
    let output = OutputRef::first(late);
    let dialogs: [Option<Dialog>; 7] = [
        None,
        Some(Dialog::Palette),
        Some(Dialog::Shortcuts),
        Some(Dialog::Parameters),
        Some(Dialog::Rename(late)),
        Some(Dialog::RenameColumn { output, column: "dep_delay".into() }),
        Some(Dialog::Usages { output, column: "dep_delay".into() }),
    ];
    ask(&mut harness, Command::Do(Action::History));
    let mut left = BTreeSet::new();
    for dialog in dialogs {
        ask(&mut harness, Command::CloseDialog);
        if let Some(dialog) = dialog {
            ask(&mut harness, Command::OpenDialog(dialog));
        }
        let english = words(&harness);
        ask(&mut harness, Command::Speak(Language::SimplifiedChinese));
        left.extend(left_over(&english, &words(&harness), app(&mut harness)));
        ask(&mut harness, Command::Speak(Language::English));
        let back = words(&harness);
        let chinese: Vec<&String> = back.iter().filter(|w| has_han(w) && !w.contains("简体中文")).collect();
        assert!(chinese.is_empty(), "Chinese is left: {chinese:?}");
    }
    ask(&mut harness, Command::CloseDialog);
    ask(&mut harness, Command::Do(Action::ShowStart));
    let english = words(&harness);
    ask(&mut harness, Command::Speak(Language::SimplifiedChinese));
    left.extend(left_over(&english, &words(&harness), app(&mut harness)));
    assert!(left.is_empty(), "{left:#?}");
}

fn has_han(words: &str) -> bool {
    words.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
}

#[test]
fn the_menu_shows_both_languages_by_their_own_names() {
    let mut harness = window();
    harness.get_by_label("Menu").click();
    harness.run_steps(3);
    harness.get_by_label_contains("Language / 语言").click();
    harness.run_steps(3);
    assert!(harness.query_by_label("English").is_some());
    harness.get_by_label("简体中文").click();
    harness.run_steps(4);
    assert_eq!(app(&mut harness).language, Language::SimplifiedChinese);
    assert_eq!(app(&mut harness).preferences.language, Some(Language::SimplifiedChinese));
    for name in ["菜单", "节点库面板", "画布", "设置面板", "表面板"] {
        assert!(harness.query_by_label(name).is_some(), "{name} is not there");
    }
    harness.key_press(Key::Escape);
    ask(&mut harness, Command::Do(Action::ToggleLanguage));
    assert!(harness.query_by_label("Menu").is_some());
}

#[test]
fn commands_are_found_by_their_english_names_too() {
    let mut harness = window();
    ask(&mut harness, Command::Speak(Language::SimplifiedChinese));
    ask(&mut harness, Command::OpenDialog(Dialog::Palette));
    harness.event(egui::Event::Text("tidy up".into()));
    harness.run_steps(3);
    assert!(harness.query_by_label("整理布局").is_some());
}

#[test]
fn without_a_font_the_window_says_so_in_english() {
    let mut harness = window();
    ask(&mut harness, Command::Speak(Language::SimplifiedChinese));
    ask(&mut harness, Command::FontMissing);
    assert_eq!(app(&mut harness).language, Language::English);
    let said = "No font of this system has Chinese characters. Install one, such as Noto Sans CJK SC";
    assert!(harness.query_by_label(said).is_some());
    assert_eq!(app(&mut harness).preferences.language, Some(Language::SimplifiedChinese), "the choice is kept");
}
