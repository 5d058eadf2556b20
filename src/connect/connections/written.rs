//! Connections as a file has them, and writing them back without losing anything of it.

use std::fmt;
use std::path::{Path, PathBuf};

use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::comments::line_of_comment;
use super::{Parts, Secret};
use crate::base::Problem;
use crate::connect::io_problem::{FileOperation, io_problem};
use crate::connect::private_file::{Before, replace_private};

/// A definition in a file, which may hold secrets: on purpose it has no `Debug`.
#[derive(Clone)]
pub(super) enum Definition {
    Text(Secret),
    Parts(Vec<(String, Value)>),
}

/// A part as it is written.
#[derive(Clone, Deserialize)]
#[serde(untagged)]
pub(super) enum Value {
    Text(String),
    Number(u64),
}

impl Value {
    fn text(&self) -> String {
        match self {
            Value::Text(text) => text.clone(),
            Value::Number(number) => number.to_string(),
        }
    }
}

impl Definition {
    /// The parts as texts; `None` for a definition that is one text.
    pub fn parts(&self) -> Option<Parts> {
        match self {
            Definition::Text(_) => None,
            Definition::Parts(parts) => Some(parts.iter().map(|(name, value)| (name.clone(), value.text())).collect()),
        }
    }

    pub fn of(parts: Parts) -> Definition {
        let value = |name: &str, text: String| match text.parse() {
            Ok(number) if name == "port" => Value::Number(number),
            _ => Value::Text(text),
        };
        // The driver first, then as the form has them.
        let mut parts: Vec<(String, Value)> =
            parts.into_iter().map(|(name, text)| (name.clone(), value(&name, text))).collect();
        let order = ["driver", "path", "library", "host", "port", "database", "user", "password"];
        let place = |name: &str| order.iter().position(|known| *known == name).unwrap_or(order.len());
        parts.sort_by_key(|(name, _)| place(name));
        Definition::Parts(parts)
    }
}

/// Pairs of a map in the order of the file, also if a name stands there twice.
struct Pairs<T>(Vec<(String, T)>);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Pairs<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reading<T>(std::marker::PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for Reading<T> {
            type Value = Pairs<T>;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a map")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Pairs<T>, A::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(Pairs(pairs))
            }
        }
        deserializer.deserialize_map(Reading(std::marker::PhantomData))
    }
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Entry {
    Text(String),
    Parts(Pairs<Value>),
}

/// The connections of a file, in its order.
pub(super) struct Written {
    file: PathBuf,
    /// As it was read; `None` if there is no file.
    text: Option<String>,
    pub entries: Vec<(String, Definition)>,
}

impl Written {
    /// Reads a file. The machine's own may be missing.
    pub fn read(file: &Path, is_required: bool) -> Result<Written, Problem> {
        let text = match std::fs::read_to_string(file) {
            Ok(text) => text,
            Err(error) if !is_required && error.kind() == std::io::ErrorKind::NotFound => {
                return Ok(Written { file: file.to_owned(), text: None, entries: Vec::new() });
            }
            Err(error) => return Err(io_problem(FileOperation::Read, file, &error)),
        };
        let read: Result<Pairs<Entry>, _> = ron::from_str(&text);
        // Only the place: the words of the error may quote what is written there.
        let read = read.map_err(|error| {
            let path = file.display().to_string();
            let line = error.span.start.line;
            let problem = Problem::error(say!("connection-file-wrong", path = path, line = line));
            problem.remedy(say!("connection-file-form"))
        })?;
        let definition = |entry| match entry {
            Entry::Text(text) => Definition::Text(Secret::new(text)),
            Entry::Parts(Pairs(parts)) => Definition::Parts(parts),
        };
        let entries = read.0.into_iter().map(|(name, entry)| (name, definition(entry))).collect();
        Ok(Written { file: file.to_owned(), text: Some(text), entries })
    }

    /// The definition of a name; the last if there are several.
    pub fn get(&self, name: &str) -> Option<&Definition> {
        self.entries.iter().rev().find(|(known, _)| known == name).map(|(_, definition)| definition)
    }

    /// Fails if writing would lose something: a comment, or one of two definitions of a name.
    pub fn check_writable(&self) -> Result<(), Problem> {
        let path = || self.file.display().to_string();
        if let Some(line) = self.text.as_deref().and_then(line_of_comment) {
            let problem = Problem::error(say!("connection-file-comment", path = path(), line = line));
            return Err(problem.remedy(say!("connection-file-by-hand")));
        }
        let is_twice = |name: &str| self.entries.iter().filter(|(other, _)| other == name).count() > 1;
        let parts_twice = |definition: &Definition| match definition {
            Definition::Text(_) => false,
            Definition::Parts(parts) => {
                parts.iter().any(|(name, _)| parts.iter().filter(|(other, _)| other == name).count() > 1)
            }
        };
        match self.entries.iter().find(|(name, definition)| is_twice(name) || parts_twice(definition)) {
            Some((name, _)) => {
                let problem = Problem::error(say!("connection-file-twice", path = path(), name = name));
                Err(problem.remedy(say!("connection-file-by-hand")))
            }
            None => Ok(()),
        }
    }

    /// Replaces the file, for this user alone, if it is still as it was read.
    pub fn write(&self) -> Result<(), Problem> {
        let before = self.text.as_deref().map_or(Before::Nothing, Before::Text);
        if replace_private(&self.file, self.to_text().as_bytes(), before)? {
            return Ok(());
        }
        let problem = Problem::error(say!("connection-file-changed", path = self.file.display().to_string()));
        Err(problem.remedy(say!("connection-file-look-again")))
    }

    fn to_text(&self) -> String {
        let mut text = String::from("{\n");
        for (name, definition) in &self.entries {
            let definition = match definition {
                Definition::Text(secret) => quoted(secret.reveal()),
                Definition::Parts(parts) => {
                    let part = |(name, value): &(String, Value)| match value {
                        Value::Text(text) => format!("{}: {}", quoted(name), quoted(text)),
                        Value::Number(number) => format!("{}: {number}", quoted(name)),
                    };
                    format!("{{{}}}", parts.iter().map(part).collect::<Vec<_>>().join(", "))
                }
            };
            text.push_str(&format!("    {}: {definition},\n", quoted(name)));
        }
        text.push_str("}\n");
        text
    }
}

/// A text as RON.
fn quoted(text: &str) -> String {
    ron::to_string(text).unwrap_or_else(|_| format!("{text:?}"))
}
