//! Targets that are tables of a database.

use serde::{Deserialize, Serialize};

use crate::base::Problem;

/// What happens to a table that exists.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum ExistingTable {
    /// Its rows are replaced; its definition stays.
    #[default]
    Replace,
    Append,
    /// Rows whose key is there get the new values; others are added.
    Upsert,
    /// Rows whose key is in the table that arrives are removed.
    Delete,
    Fail,
}

impl ExistingTable {
    /// Whether rows are found by their keys.
    pub fn is_keyed(self) -> bool {
        matches!(self, ExistingTable::Upsert | ExistingTable::Delete)
    }
}

/// The problem of keys that several rows have: at most three of them, each with the texts of its columns.
pub(in crate::connect) fn repeated_keys(keys: &[Vec<Option<String>>]) -> Problem {
    let text = |key: &Vec<Option<String>>| {
        let parts = key.iter().map(|part| part.clone().unwrap_or_else(|| "null".to_owned()));
        parts.collect::<Vec<_>>().join(", ")
    };
    let keys: Vec<String> = keys.iter().map(text).collect();
    let problem = Problem::error(say!("database-keys-repeated", keys = keys.join("; ")));
    problem.remedy(say!("database-keys-distinct")).at("keys")
}

/// The problem of a table whose `count` rows would all be deleted, because there are none to replace them.
pub(in crate::connect) fn replaced_by_none(name: &str, count: i64) -> Problem {
    let problem = Problem::error(say!("database-replace-by-none", name = name, count = count));
    problem.remedy(say!("database-allow-empty")).at("empty")
}
