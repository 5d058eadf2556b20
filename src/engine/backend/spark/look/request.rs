//! What is asked of the session, each as one line of JSON.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::engine::backend::spark::ship::Parcel;

/// A look, or with `None` the wish to end the one that is computed.
#[derive(Debug, Serialize)]
pub(super) struct Request {
    pub id: u64,
    pub look: Option<Look>,
}

#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(super) enum Look {
    /// At a table of the catalog: its columns.
    Catalog {
        /// Its name in SQL.
        table: String,
    },
    /// At a table of a program.
    Node(Box<NodeLook>),
}

#[derive(Debug, Serialize)]
pub(super) struct NodeLook {
    pub program: String,
    pub arguments: Vec<String>,
    /// Tables that are put where the cluster reads them.
    pub parcels: Vec<Parcel>,
    /// All functions of the program's nodes, each with a key: what a function with an equal key has made a short while ago is
    /// used again.
    pub functions: BTreeMap<String, String>,
    /// The one whose table is wanted, and the place of the table in what it returns.
    pub function: String,
    pub index: usize,
    /// How many first rows; 0: only the columns, for which nothing is computed.
    pub rows: usize,
}
