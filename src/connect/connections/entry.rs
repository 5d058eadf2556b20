//! The connections that a person has: what each leads to, where it is defined, and what of it a form may show.

use std::collections::BTreeMap;
use std::path::Path;

use super::definition::{from_default, from_text};
use super::draft::{Draft, Password};
use super::foreign::duckdb_parts;
use super::part::parts_of;
use super::written::Definition;
use super::{Connection, Connections, Parts, Secret, defined_as, url};
use crate::base::{Problem, environment};

/// Where a connection is defined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    Environment,
    /// The file of the machine, or the one that was named instead.
    File,
    Project,
}

impl Origin {
    /// As a program reads it.
    pub fn word(self) -> &'static str {
        match self {
            Origin::Environment => "environment",
            Origin::File => "file",
            Origin::Project => "project",
        }
    }
}

/// A connection without its secrets.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    pub name: String,
    pub origin: Origin,
    /// The driver, and what it leads to: a file, or a server and its database. `None` if it leads nowhere.
    pub leads_to: Option<(&'static str, String)>,
    /// Why it leads nowhere.
    pub problem: Option<Problem>,
    /// What a form shows; `None` for what cannot be changed here: definitions of the environment and of projects, and those
    /// that are references.
    pub draft: Option<Draft>,
}

impl Connections {
    /// All connections by name, and the problem with the file if it cannot be read.
    pub fn entries(&self, base: &Path) -> (Vec<Entry>, Option<Problem>) {
        let mut all: BTreeMap<String, Entry> = BTreeMap::new();
        for (name, parts) in &self.defaults {
            all.insert(name.clone(), entry(name, Origin::Project, from_default(name, parts, base), None));
        }
        let file = self.file();
        let folder = file.parent().unwrap_or(base);
        let (written, problem) = match self.written() {
            Ok(written) => (written.entries, None),
            Err(problem) => (Vec::new(), Some(problem)),
        };
        for (name, definition) in &written {
            let found = defined_as(name, definition, folder);
            all.insert(name.clone(), entry(name, Origin::File, found, draft(name, definition)));
        }
        for (suffix, text) in environment::connections() {
            let variable = environment::connection_variable(&suffix);
            let covered: Vec<String> =
                all.keys().filter(|name| environment::connection_variable(name) == variable).cloned().collect();
            let names = if covered.is_empty() { vec![suffix] } else { covered };
            for name in names {
                let found = from_text(&name, &Secret::new(text.clone()), base);
                all.insert(name.clone(), entry(&name, Origin::Environment, found, None));
            }
        }
        (all.into_values().collect(), problem)
    }
}

fn entry(name: &str, origin: Origin, found: Result<Connection, Problem>, draft: Option<Draft>) -> Entry {
    let (leads_to, problem) = match found {
        Ok(connection) => (Some((connection.driver(), connection.place())), None),
        Err(problem) => (None, Some(problem)),
    };
    Entry { name: name.to_owned(), origin, leads_to, problem, draft }
}

/// What a form shows of a definition: its parts, if its driver is known.
fn draft(name: &str, definition: &Definition) -> Option<Draft> {
    let mut parts = parts(definition)?;
    parts.get("driver").filter(|driver| !parts_of(driver).is_empty())?;
    let password = Password::of(parts.remove("password").as_deref());
    Some(Draft { name: name.to_owned(), parts, password })
}

/// The parts of a definition, also if it is one text; `None` for a reference, and for what is not understood.
pub(super) fn parts(definition: &Definition) -> Option<Parts> {
    let Definition::Text(text) = definition else { return definition.parts() };
    let text = text.reveal().trim();
    if let Some((driver, rest)) = url::split(text) {
        return url::parts(driver, rest).ok();
    }
    let owned = |(part, text): (&str, &str)| (part.to_owned(), text.to_owned());
    match text.split_once(':').filter(|(_, rest)| !rest.is_empty())? {
        ("sqlite", path) => {
            Some([("driver", "sqlite"), ("path", path.strip_prefix("//").unwrap_or(path))].map(owned).into())
        }
        ("duckdb", rest) => Some(duckdb_parts(rest).into_iter().chain([("driver", "duckdb")]).map(owned).collect()),
        ("adbc", rest) => url::options(rest).ok(),
        _ => None,
    }
}
