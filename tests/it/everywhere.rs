//! What holds in every part of the window: controls have names, letters can be read in both themes, words change with the
//! language and back.

use std::collections::BTreeSet;

use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT, Queryable, by};
use tablewire::app::Command;
use tablewire::app::view::Theme;
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
    ask(harness, Command::Speak(Language::SimplifiedChinese));
    harness.run_steps(2);
    let chinese = language::words(harness);
    let mut left = language::left_over(&english, &chinese, app(harness));
    ask(harness, Command::Speak(Language::English));
    harness.run_steps(2);
    let back = language::words(harness);
    left.extend(
        back.into_iter()
            .filter(|words| language::has_han(words) && !words.contains("简体中文") && !words.contains("语言")),
    );
    left
}

#[test]
fn every_part_is_named_readable_and_in_both_languages() {
    let mut wrong = BTreeSet::new();
    tour::tour(|stop, harness| {
        wrong.extend(unnamed(harness).into_iter().map(|what| format!("not named: {what} ({stop})")));
        wrong.extend(untranslated(harness).into_iter().map(|what| format!("not translated: {what:?} ({stop})")));
        for theme in [Theme::Dark, Theme::Light] {
            ask(harness, Command::SetTheme(theme));
            harness.run_steps(3);
            let found = contrast::unreadable(harness).into_iter();
            wrong.extend(found.map(|(what, found)| format!("not readable: {found:.2} {what} ({stop}, {theme:?})")));
        }
    });
    assert!(wrong.is_empty(), "{}\n{}", wrong.len(), wrong.into_iter().collect::<Vec<_>>().join("\n"));
}
