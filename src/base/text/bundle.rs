//! The message files, parsed once per language. Messages without arguments are built once and then only looked up: the
//! window requests hundreds per frame.

use std::collections::HashMap;
use std::sync::LazyLock;

use fluent_syntax::ast::{Entry, Pattern};

use super::fill::{Arguments, fill};
use super::language::Language;

macro_rules! files {
    ($($area:literal),* ; $($folder:literal),* $(,)?) => {
        /// Each area in each language, then the source folders whose texts are beside the code.
        const FILES: &[[&str; 2]] = &[
            $([
                include_str!(concat!("../../../texts/en/", $area, ".ftl")),
                include_str!(concat!("../../../texts/zh-CN/", $area, ".ftl")),
            ],)*
            $([
                include_str!(concat!("../../", $folder, "/en.ftl")),
                include_str!(concat!("../../", $folder, "/zh-CN.ftl")),
            ],)*
        ];
    };
}

files! {
    "about",
    "actions",
    "adbc",
    "canvas",
    "cards",
    "cleaning",
    "clusters",
    "conditions",
    "connect",
    "connections",
    "database",
    "postgres",
    "mysql",
    "servers",
    "disk",
    "dialogs",
    "document",
    "drift",
    "engine",
    "fields",
    "formula",
    "formula-help",
    "guide",
    "inspector",
    "kinds",
    "menus",
    "nodes",
    "panels",
    "pick",
    "problems",
    "runs",
    "secrets",
    "spark",
    "start",
    "status",
    "steps",
    "table",
    "types",
    "window",
    "words",
    "workplace";
    "formula/functions",
    "formula/functions/date",
    "formula/functions/list",
    "formula/functions/logic",
    "formula/functions/number",
    "formula/functions/text",
}

macro_rules! files_of_kinds {
    ($($group:ident { $($kind:ident :: $settings:ident),* $(,)? })*) => {
        /// The texts of each kind of node in each language, which are in its folder.
        const FILES_OF_KINDS: &[[&str; 2]] = &[$($([
            include_str!(concat!("../../nodes/kinds/", stringify!($group), "/", stringify!($kind), "/en.ftl")),
            include_str!(concat!("../../nodes/kinds/", stringify!($group), "/", stringify!($kind), "/zh-CN.ftl")),
        ],)*)*];
    };
}

catalogue!(files_of_kinds);

/// Indexed by id, attributes as `id.attribute`.
struct Messages {
    /// Those without arguments.
    plain: HashMap<String, &'static str>,
    patterns: HashMap<String, Pattern<&'static str>>,
}

static MESSAGES: [LazyLock<Messages>; 2] =
    [LazyLock::new(|| read(Language::English)), LazyLock::new(|| read(Language::SimplifiedChinese))];

fn read(language: Language) -> Messages {
    let mut messages = Messages { plain: HashMap::new(), patterns: HashMap::new() };
    for files in FILES.iter().chain(FILES_OF_KINDS) {
        // A test finds messages that cannot be parsed; the window still opens.
        let resource = fluent_syntax::parser::parse(files[language as usize]).unwrap_or_else(|(resource, _)| resource);
        for entry in resource.body {
            let Entry::Message(message) = entry else { continue };
            let id = message.id.name;
            messages.patterns.extend(message.attributes.into_iter().map(|a| (format!("{id}.{}", a.id.name), a.value)));
            messages.patterns.extend(message.value.map(|value| (id.to_owned(), value)));
        }
    }
    for (id, pattern) in &messages.patterns {
        let mut words = String::new();
        if fill(pattern, &|_| None, &mut words).is_some() {
            messages.plain.insert(id.clone(), Box::leak(words.into_boxed_str()));
        }
    }
    messages
}

/// The text of a message without arguments, in the current language. An id that is in no file is returned itself.
pub fn get(id: &str) -> &'static str {
    find(id).unwrap_or_else(|| Box::leak(id.to_owned().into_boxed_str()))
}

/// The same if the message may not exist: hints, help.
pub fn find(id: &str) -> Option<&'static str> {
    find_in(Language::current(), id)
}

pub fn find_in(language: Language, id: &str) -> Option<&'static str> {
    MESSAGES[language as usize].plain.get(id).copied()
}

/// The text of a message with arguments.
pub(super) fn format(language: Language, id: &str, arguments: Arguments<'_, '_>) -> String {
    let messages = &MESSAGES[language as usize];
    if let Some(words) = messages.plain.get(id) {
        return (*words).to_owned();
    }
    let mut words = String::new();
    let filled = messages.patterns.get(id).and_then(|pattern| fill(pattern, arguments, &mut words));
    if filled.is_some() { words } else { id.to_owned() }
}
