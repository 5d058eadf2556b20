//! Connections and what they lead to: the list with where each is defined, its changes, tests, tables and columns.

mod browse;
mod manage;
mod read_table;
mod state;
mod test;

use std::collections::BTreeMap;

pub use state::{ConnectionTest, Databases, Look, SecretIs, TestOf};

use super::App;
use crate::connect::Connections;

impl App {
    /// The connections of this machine, and of the active project.
    fn connections(&self) -> Connections {
        let own = self.person.databases.file.clone().map_or_else(Connections::default, Connections::in_file);
        own.with_defaults(self.project_defaults())
    }

    fn project_defaults(&self) -> BTreeMap<String, BTreeMap<String, String>> {
        let defaults = self.document().connections().iter();
        defaults.map(|(name, parts)| (name.clone(), parts.0.clone())).collect()
    }

    /// The number of the next question.
    fn next_question(&mut self) -> u64 {
        self.person.databases.questions += 1;
        self.person.databases.questions
    }
}
