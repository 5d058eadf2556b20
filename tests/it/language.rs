//! The language of the window is changed while it is open: every word that is drawn or said changes with it, and back.

use std::collections::BTreeSet;
use std::path::Path;

use egui::{Key, Shape, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable, by};
use tablewire::app::view::Dialog;
use tablewire::app::{Action, App, CanvasCommand, Command, SelectMode, WindowCommand};
use tablewire::base::Language;
use tablewire::engine::{Cell, example_project};
use tablewire::formula::functions;
use tablewire::nodes::KINDS;
use tablewire::ui::fonts;

use crate::window::{Window, app, ask, opened};

fn window() -> Window {
    let mut harness = opened(Harness::builder().with_size(vec2(1360.0, 860.0)), |app| {
        let node = app.document().find("late").expect("a filter");
        app.handle(Command::Canvas(CanvasCommand::Select {
            nodes: [node].into(),
            wires: Vec::new(),
            mode: SelectMode::Replace,
        }));
        app.handle(Command::Do(Action::ToggleOpened));
    });
    fonts::without_system_fonts(&harness.ctx);
    harness.run_steps(8);
    harness
}

/// Everything that is painted and everything that is said to screen readers.
pub fn words(harness: &Window) -> BTreeSet<String> {
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

/// Keys, programs and the parts of an address are called so in every language.
const SAME: [&str; 25] = [
    "default",
    "Tablewire",
    "Apache",
    "Spark",
    "Connect",
    "Python",
    "master",
    "spark",
    "host",
    "sc",
    "executor",
    "memory",
    "yyyy",
    "dd",
    "kB",
    "true",
    "false",
    "Backspace",
    "Delete",
    "Enter",
    "Escape",
    "Home",
    "Tab",
    "English",
    "Language",
];

/// Names, values and formulas, which are the same in every language: what stands in the project and in the examples, functions,
/// and the values of tables.
pub fn data(app: &App) -> BTreeSet<String> {
    let mut data: BTreeSet<String> = SAME.map(str::to_owned).into();
    // Names of settings are for files only.
    let is_name = |rest: &str| rest.trim_start_matches(is_of_word).starts_with(": ");
    let mut add = |text: &str| {
        let starts = text.char_indices().filter(|(at, c)| is_of_word(*c) && !text[..*at].ends_with(is_of_word));
        let found = starts.map(|(at, _)| &text[at..]).filter(|rest| !is_name(rest));
        data.extend(found.filter_map(|rest| rest.split(|c| !is_of_word(c)).next()).map(str::to_owned));
    };
    let examples = KINDS.iter().filter_map(|info| Some(example_project(info.meta.id)?.0));
    for document in examples.chain([app.document().clone()]) {
        for (_, node) in document.nodes() {
            add(&node.name);
            add(node.settings.text());
        }
        document.annotations().into_iter().for_each(|(_, annotation)| add(&format!("{annotation:?}")));
        document.parameters().iter().for_each(|(name, parameter)| add(&format!("{name} {parameter:?}")));
        document.connections().iter().for_each(|(name, parts)| add(&format!("{name} {}", parts.summary())));
        document.nodes().for_each(|(_, node)| add(&node.mark.comment));
    }
    functions().iter().for_each(|function| add(function.name));
    crate::worksheets::NAMES.into_iter().for_each(&mut add);
    add(&app.project.name());
    app.person.databases.list.iter().flatten().for_each(|entry| add(&format!("{} {:?}", entry.name, entry.leads_to)));
    for found in app.person.databases.tables.values().filter_map(|look| look.answer()).flatten() {
        found.tables.iter().for_each(|table| add(&format!("{table:?}")));
    }
    // Hints and drivers that are called the same everywhere.
    ["PostgreSQL", "SQLite", "DuckDB", "ADBC", "db", "example", "com", "prefer"].into_iter().for_each(&mut add);
    app.person.preferences.clusters.iter().for_each(|cluster| add(&format!("{cluster:?}")));
    for (_, result) in app.project.results.iter() {
        result.columns.iter().flatten().flatten().for_each(|column| add(&column.name));
        for output in &result.outputs {
            for table in output.table.iter().chain(&output.page) {
                for (row, column) in
                    (0..table.len().min(60)).flat_map(|row| (0..table.columns().len()).map(move |c| (row, c)))
                {
                    if let Cell::Text(text) = table.cell(row, column) {
                        in_each_case(text.as_ref()).iter().for_each(|text| add(text));
                    }
                }
            }
            let profiles = output.profile.iter().flat_map(|profile| &profile.columns);
            let values = profiles.flat_map(|column| &column.top);
            values.flat_map(|(value, _)| in_each_case(value)).for_each(|value| add(&value));
        }
    }
    data
}

/// A value as it is and as the steps that change its case make it.
fn in_each_case(value: &str) -> [String; 3] {
    let lower = value.to_lowercase();
    let title = value.chars().take(1).chain(lower.chars().skip(1)).collect();
    [value.to_owned(), title, lower]
}

/// Letters, digits and what joins them in names.
fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// English words that are still there in Chinese.
pub fn left_over(english: &BTreeSet<String>, chinese: &BTreeSet<String>, app: &App) -> Vec<String> {
    let mut data = data(app);
    // What a database was asked.
    let sent = app.project.results.iter().filter_map(|(_, result)| result.sent.as_ref());
    let statements = sent.flat_map(|(_, sent)| &sent.statements);
    data.extend(statements.flat_map(|statement| statement.split(|c| !is_of_word(c))).map(str::to_owned));
    let is_plain = |word: &str| {
        data.contains(word)
            || word.chars().count() < 2
            || word.contains('_')
            || word.chars().any(|c| c.is_ascii_digit())
            || word.chars().all(|c| !c.is_ascii_lowercase())
    };
    // Settings and values as files have them.
    let is_of_a_file = |line: &str| {
        let line = line.trim_start().trim_start_matches('(');
        line.contains("\":") || line.find(": ").is_some_and(|at| line[..at].chars().all(is_of_word))
    };
    // What is cut in its middle has the beginning of a word and the end of another.
    let split = |text: &str| -> Vec<String> { text.split(|c| !is_of_word(c)).map(str::to_owned).collect() };
    let is_cut = |line: &str| {
        line.split_once('…').is_some_and(|(before, after)| {
            let (before, after) = (split(before), split(after));
            let (Some((last, before)), Some((first, after))) = (before.split_last(), after.split_first()) else {
                return false;
            };
            before.iter().chain(after).all(|word| is_plain(word))
                && (is_plain(last) || data.iter().any(|word| word.starts_with(last.as_str())))
                && (is_plain(first) || data.iter().any(|word| word.ends_with(first.as_str())))
        })
    };
    let says_english = |words: &&String| {
        // Keys are called as they are on the keyboard.
        !words.contains('+')
            && !Path::new(words.as_str()).is_absolute()
            && !words
                .lines()
                .all(|line| is_of_a_file(line) || is_cut(line) || line.split(|c| !is_of_word(c)).all(is_plain))
    };
    english.intersection(chinese).filter(says_english).cloned().collect()
}

pub fn has_han(words: &str) -> bool {
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
    assert_eq!(app(&mut harness).person.language, Language::SimplifiedChinese);
    assert_eq!(app(&mut harness).person.preferences.language, Some(Language::SimplifiedChinese));
    for name in ["菜单", "节点库面板", "画布", "设置面板", "表格面板"] {
        assert!(harness.query_by_label(name).is_some(), "{name} is not there");
    }
    harness.key_press(Key::Escape);
    ask(&mut harness, Command::Do(Action::ToggleLanguage));
    assert!(harness.query_by_label("Menu").is_some());
}

#[test]
fn commands_are_found_by_their_english_names_too() {
    let mut harness = window();
    ask(&mut harness, Command::Window(WindowCommand::SetLanguage(Language::SimplifiedChinese)));
    ask(&mut harness, Command::Window(WindowCommand::OpenDialog(Dialog::Palette)));
    harness.event(egui::Event::Text("tidy up".into()));
    harness.run_steps(3);
    assert!(harness.query_by_label("整理布局").is_some());
}

#[test]
fn without_a_font_the_window_says_so_in_english() {
    let mut harness = window();
    ask(&mut harness, Command::Window(WindowCommand::SetLanguage(Language::SimplifiedChinese)));
    ask(&mut harness, Command::Window(WindowCommand::FontMissing));
    assert_eq!(app(&mut harness).person.language, Language::English);
    let said = "No installed font has Chinese characters. Install one, such as Noto Sans CJK SC";
    assert!(harness.query_by_label(said).is_some());
    assert_eq!(app(&mut harness).person.preferences.language, Some(Language::SimplifiedChinese), "the choice is kept");
}
