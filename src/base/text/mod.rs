//! The program's texts in all of its languages: a message's id and its arguments, formatted only when shown.
//!
//! `say!("no-column", name = column)` creates a [`Text`] that can be passed around (problems, labels of undo steps),
//! `tr!("no-column")` the formatted text, for drawing. The messages are in `texts/`; they are formatted in the thread's
//! current language.

mod arg;
mod bundle;
mod language;
mod list;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

pub use arg::{Arg, ToArg};
pub use bundle::{find, find_in, get};
pub use language::Language;
pub use list::{in_a_row, joined, listed};

/// A sentence or a word, formatted in the reader's language.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Text {
    /// Text that is not translated: messages of libraries, names.
    Verbatim(Cow<'static, str>),
    Message(Box<Message>),
}

/// An entry of `texts/` and its arguments.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Message {
    id: Cow<'static, str>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    with: BTreeMap<Cow<'static, str>, Arg>,
}

impl Text {
    /// A message of `texts/`. Call it through `say!`, whose ids a test checks.
    pub fn message(id: impl Into<Cow<'static, str>>) -> Self {
        Text::Message(Box::new(Message { id: id.into(), with: BTreeMap::new() }))
    }

    /// With one more argument.
    pub fn with(mut self, name: &'static str, value: &(impl ToArg + ?Sized)) -> Self {
        if let Text::Message(message) = &mut self {
            message.with.insert(name.into(), value.to_arg());
        }
        self
    }

    /// The text in one language, regardless of the thread's language.
    pub fn in_language(&self, language: Language) -> String {
        match self {
            Text::Verbatim(words) => words.clone().into_owned(),
            Text::Message(message) => bundle::format(language, &message.id, &message.with),
        }
    }

    /// The id of the message; `None` for untranslated text.
    pub fn id(&self) -> Option<&str> {
        match self {
            Text::Verbatim(_) => None,
            Text::Message(message) => Some(&message.id),
        }
    }

    pub fn is_empty(&self) -> bool {
        matches!(self, Text::Verbatim(words) if words.is_empty())
    }

    /// Whether it contains `words`, in the current language.
    pub fn contains(&self, words: &str) -> bool {
        self.to_string().contains(words)
    }

    pub fn starts_with(&self, words: &str) -> bool {
        self.to_string().starts_with(words)
    }

    /// Replaces line ends in untranslated text and arguments: messages of libraries may span lines, ours never do.
    #[must_use]
    pub fn one_line(self) -> Self {
        match self {
            Text::Verbatim(words) => Text::Verbatim(one_line(words)),
            Text::Message(mut message) => {
                message.with = message.with.into_iter().map(|(name, arg)| (name, arg.one_line())).collect();
                Text::Message(message)
            }
        }
    }
}

impl Default for Text {
    fn default() -> Self {
        Text::Verbatim(Cow::Borrowed(""))
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Text::Verbatim(words) => f.write_str(words),
            Text::Message(message) if message.with.is_empty() => f.write_str(get(&message.id)),
            Text::Message(_) => f.write_str(&self.in_language(Language::current())),
        }
    }
}

impl From<String> for Text {
    fn from(words: String) -> Self {
        Text::Verbatim(words.into())
    }
}

impl From<&'static str> for Text {
    fn from(words: &'static str) -> Self {
        Text::Verbatim(words.into())
    }
}

impl From<Text> for String {
    fn from(text: Text) -> Self {
        text.to_string()
    }
}

impl PartialEq<str> for Text {
    fn eq(&self, words: &str) -> bool {
        self.to_string().as_str() == words
    }
}

impl PartialEq<&str> for Text {
    fn eq(&self, words: &&str) -> bool {
        self.to_string().as_str() == *words
    }
}

fn one_line(words: Cow<'static, str>) -> Cow<'static, str> {
    if !words.contains(['\n', '\r', '\t']) && !words.contains("  ") {
        return words;
    }
    words.split_whitespace().collect::<Vec<_>>().join(" ").into()
}

/// A [`Text`] from a message's id and its arguments: `say!("no-column", name = column)`.
macro_rules! say {
    ($id:literal $(, $name:ident = $value:expr)* $(,)?) => {
        $crate::base::text::Text::message($id)$(.with(stringify!($name), &$value))*
    };
}

/// The text of a message in the current language: `&'static str` without arguments, a `String` with some.
macro_rules! tr {
    ($id:literal $(,)?) => { $crate::base::text::get($id) };
    ($id:literal, $($name:ident = $value:expr),+ $(,)?) => {
        $crate::base::text::Text::message($id)$(.with(stringify!($name), &$value))*.to_string()
    };
}

#[cfg(test)]
mod tests;
