//! Texts, and the arguments of their messages.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use super::bundle::{format, get};
use super::fill::Value;
use super::language::Language;

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
            Text::Message(message) => {
                let argument = |name: &str| message.with.get(name).map(|arg| arg.value(language));
                format(language, &message.id, &argument)
            }
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

/// One argument of a message.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Arg {
    /// A count: shown with thousands separators; it selects the plural form.
    Number(i64),
    /// A text, a name, or a message within a message.
    Text(Text),
}

impl Arg {
    fn value(&self, language: Language) -> Value<'_> {
        match self {
            Arg::Number(number) => Value::Number(*number),
            Arg::Text(Text::Verbatim(words)) => Value::Words(Cow::Borrowed(words)),
            Arg::Text(text) => Value::Words(text.in_language(language).into()),
        }
    }

    fn one_line(self) -> Self {
        match self {
            Arg::Text(text) => Arg::Text(text.one_line()),
            number => number,
        }
    }
}

/// What can be an argument of a message.
pub trait ToArg {
    fn to_arg(&self) -> Arg;
}

impl ToArg for Text {
    fn to_arg(&self) -> Arg {
        Arg::Text(self.clone())
    }
}

impl ToArg for str {
    fn to_arg(&self) -> Arg {
        Arg::Text(Text::Verbatim(one_line(Cow::Owned(self.to_owned()))))
    }
}

impl<T: ToArg + ?Sized> ToArg for &T {
    fn to_arg(&self) -> Arg {
        (**self).to_arg()
    }
}

macro_rules! numbers {
    ($($number:ty),*) => { $(
        impl ToArg for $number {
            fn to_arg(&self) -> Arg {
                i64::try_from(*self).map_or_else(|_| self.to_string().as_str().to_arg(), Arg::Number)
            }
        }
    )* };
}
numbers!(u8, u16, u32, u64, usize, i8, i16, i32, i64);

macro_rules! words {
    ($($words:ty),*) => { $(
        impl ToArg for $words {
            fn to_arg(&self) -> Arg {
                self.to_string().as_str().to_arg()
            }
        }
    )* };
}
words!(String, Cow<'_, str>, Box<str>, std::sync::Arc<str>, char, f32, f64, std::path::Display<'_>, std::io::Error);
words!(serde_json::Error, std::fmt::Arguments<'_>);
