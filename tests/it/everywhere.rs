//! What holds in every part of the window: controls have names, letters can be read in both themes, words change with the
//! language and back.

use std::collections::BTreeSet;

use egui::Key;
use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT, Queryable, by};
use tablewire::app::view::Theme;
use tablewire::app::{Command, WindowCommand};
use tablewire::base::Language;

use crate::window::{Window, app, ask};
use crate::{contrast, language, tour};

/// Roles of what a person can press, type in or set.
pub const INTERACTIVE: [Role; 8] = [
    Role::Button,
    Role::TextInput,
    Role::MultilineTextInput,
    Role::CheckBox,
    Role::ComboBox,
    Role::Link,
    Role::SpinButton,
    Role::RadioButton,
];

/// Controls without a name, or with one that nobody can say.
fn unnamed(harness: &Window) -> Vec<String> {
    let controls = harness.query_all(by().predicate(|node| INTERACTIVE.contains(&node.role())));
    let wrong = controls.filter_map(|node| {
        let rect = node.rect();
        let node = node.accesskit_node();
        let name = node.label().unwrap_or_default();
        let can_be_said = name.chars().any(char::is_alphanumeric) && !name.chars().any(is_icon);
        (!can_be_said).then(|| format!("{:?} {name:?} at {rect:?}", node.role()))
    });
    wrong.collect()
}

/// Whether a letter is one of the icon font.
fn is_icon(letter: char) -> bool {
    ('\u{e000}'..='\u{f8ff}').contains(&letter)
}

/// English that is left in Chinese, and Chinese that is left in English.
fn untranslated(harness: &mut Window) -> Vec<String> {
    let english = language::words(harness);
    ask(harness, Command::Window(WindowCommand::SetLanguage(Language::SimplifiedChinese)));
    harness.run_steps(2);
    let chinese = language::words(harness);
    let mut left = language::left_over(&english, &chinese, app(harness));
    ask(harness, Command::Window(WindowCommand::SetLanguage(Language::English)));
    harness.run_steps(2);
    let back = language::words(harness);
    left.extend(
        back.into_iter()
            .filter(|words| language::has_han(words) && !words.contains("简体中文") && !words.contains("语言")),
    );
    left
}

/// A control as a person knows it.
type Control = (String, String);

fn controls(harness: &Window) -> BTreeSet<Control> {
    let controls = harness.query_all(by().predicate(|node| INTERACTIVE.contains(&node.role()) && !node.is_disabled()));
    controls.map(|node| known(&node)).collect()
}

fn known(node: &egui_kittest::Node<'_>) -> Control {
    let node = node.accesskit_node();
    (format!("{:?}", node.role()), node.label().unwrap_or_default())
}

/// What the Tab key comes by until it is where it was first.
fn round(harness: &mut Window) -> BTreeSet<Control> {
    let (mut reached, mut first) = (BTreeSet::new(), None);
    if app(harness).project.view.dialog.is_none() {
        // While nothing has the keyboard, Tab looks for a node to add.
        harness.key_press(Key::F6);
        harness.run_steps(2);
    }
    for _ in 0..400 {
        harness.key_press(Key::Tab);
        harness.run_steps(2);
        let Some(node) = harness.query_all(by().predicate(|node| node.is_focused())).next() else { continue };
        let id = node.accesskit_node().id();
        reached.insert(known(&node));
        if first == Some(id) {
            break;
        }
        first.get_or_insert(id);
    }
    reached
}

#[test]
fn the_tab_key_reaches_what_comes_with_each_part() {
    // What the first stop has is what tests of the shell go through.
    let mut known: Option<BTreeSet<Control>> = None;
    let mut wrong = BTreeSet::new();
    tour::tour(|stop, harness| {
        let now = controls(harness);
        let known = known.get_or_insert_with(|| now.clone());
        // Cells keep the Tab key, as in a spreadsheet, and F6 leaves them; completions, and the list below a field, have the
        // arrows.
        let has_list = |stop: &str| stop.starts_with("values for") || stop == "sheets of a workbook";
        let by_tab = |(_, name): &&Control| {
            let is_of_a_list = name.starts_with("Complete ") || (has_list(stop) && name.contains(", "));
            // With the completion that Tab takes, what was wrong with the word is gone.
            let is_mended = stop == "completion" && name.starts_with("Use ");
            !stop.ends_with(" table") && !is_of_a_list && !is_mended
        };
        let new: BTreeSet<Control> = now.difference(known).filter(by_tab).cloned().collect();
        if !new.is_empty() {
            let reached = round(harness);
            wrong.extend(new.difference(&reached).map(|(role, name)| format!("{role} {name:?} ({stop})")));
            known.extend(new);
        }
    });
    assert!(wrong.is_empty(), "not reached: {}\n{}", wrong.len(), wrong.into_iter().collect::<Vec<_>>().join("\n"));
}

#[test]
fn every_part_is_named_readable_and_in_both_languages() {
    let mut wrong = BTreeSet::new();
    tour::tour(|stop, harness| {
        wrong.extend(unnamed(harness).into_iter().map(|what| format!("not named: {what} ({stop})")));
        wrong.extend(untranslated(harness).into_iter().map(|what| format!("not translated: {what:?} ({stop})")));
        for theme in [Theme::Dark, Theme::Light] {
            ask(harness, Command::Window(WindowCommand::SetTheme(theme)));
            harness.run_steps(3);
            let found = contrast::unreadable(harness).into_iter();
            wrong.extend(found.map(|(what, found)| format!("not readable: {found:.2} {what} ({stop}, {theme:?})")));
        }
    });
    assert!(wrong.is_empty(), "{}\n{}", wrong.len(), wrong.into_iter().collect::<Vec<_>>().join("\n"));
}
