//! The message files, parsed once per language. Messages without arguments are built once and then only looked up: the
//! window requests hundreds per frame.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::fmt::Write;
use std::sync::LazyLock;

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, Variant, VariantKey};
use fluent_syntax::unicode::unescape_unicode_to_string;

use super::{Arg, Language};
use crate::base::number::grouped;

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
    "canvas",
    "cards",
    "cleaning",
    "conditions",
    "connect",
    "disk",
    "dialogs",
    "document",
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
    let without = BTreeMap::new();
    let fill = Fill { language, with: &without };
    for (id, pattern) in &messages.patterns {
        let mut words = String::new();
        if fill.pattern(pattern, &mut words).is_some() {
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
pub(super) fn format(language: Language, id: &str, with: &BTreeMap<Cow<'static, str>, Arg>) -> String {
    let messages = &MESSAGES[language as usize];
    if let Some(words) = messages.plain.get(id) {
        return (*words).to_owned();
    }
    let mut words = String::new();
    let filled = messages.patterns.get(id).and_then(|pattern| Fill { language, with }.pattern(pattern, &mut words));
    if filled.is_some() { words } else { id.to_owned() }
}

/// Formats patterns with these arguments; `None` if one is missing.
struct Fill<'a> {
    language: Language,
    with: &'a BTreeMap<Cow<'static, str>, Arg>,
}

impl Fill<'_> {
    fn pattern(&self, pattern: &Pattern<&'static str>, out: &mut String) -> Option<()> {
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => out.push_str(value),
                PatternElement::Placeable { expression: Expression::Inline(inline) } => self.inline(inline, out)?,
                PatternElement::Placeable { expression: Expression::Select { selector, variants } } => {
                    self.pattern(&self.choose(selector, variants)?.value, out)?;
                }
            }
        }
        Some(())
    }

    fn argument(&self, expression: &InlineExpression<&'static str>) -> Option<&Arg> {
        match expression {
            InlineExpression::VariableReference { id } => self.with.get(id.name),
            _ => None,
        }
    }

    fn inline(&self, expression: &InlineExpression<&'static str>, out: &mut String) -> Option<()> {
        match expression {
            InlineExpression::StringLiteral { value } => out.push_str(&unescape_unicode_to_string(value)),
            InlineExpression::NumberLiteral { value } => out.push_str(value),
            // A word that begins a sentence, a sentence within another.
            InlineExpression::FunctionReference { id, arguments } => {
                let mut words = String::new();
                self.inline(arguments.positional.first()?, &mut words)?;
                let mut letters = words.chars();
                match (id.name, letters.next()) {
                    ("CAPITAL", Some(first)) => out.extend(first.to_uppercase()),
                    ("UNCAPITAL", Some(first)) => out.extend(first.to_lowercase()),
                    _ => return None,
                }
                out.push_str(letters.as_str());
            }
            other => match self.argument(other)? {
                Arg::Number(number) => {
                    let sign = if *number < 0 { "-" } else { "" };
                    let _ = write!(out, "{sign}{}", grouped(number.unsigned_abs()));
                }
                Arg::Text(text) => out.push_str(&text.in_language(self.language)),
            },
        }
        Some(())
    }

    /// The variant for this number or word, else the default. English has one plural form, Chinese none.
    fn choose<'v>(
        &self,
        selector: &InlineExpression<&'static str>,
        variants: &'v [Variant<&'static str>],
    ) -> Option<&'v Variant<&'static str>> {
        let argument = self.argument(selector)?;
        let fits = |variant: &&Variant<&'static str>| match (&variant.key, argument) {
            (VariantKey::NumberLiteral { value }, Arg::Number(number)) => value.parse() == Ok(*number),
            (VariantKey::Identifier { name }, Arg::Number(number)) => *name == "one" && *number == 1,
            (VariantKey::Identifier { name: "empty" }, Arg::Text(text)) => text.is_empty(),
            (VariantKey::Identifier { name }, Arg::Text(text)) => text == name,
            (VariantKey::NumberLiteral { .. }, Arg::Text(_)) => false,
        };
        variants.iter().find(fits).or_else(|| variants.iter().find(|variant| variant.default))
    }
}
