//! The rows of the tree as they stand one below the other.

use std::collections::BTreeSet;

use crate::app::databases::{Databases, Look};
use crate::app::{BrowsedTable, ConnectionEntry, Origin};
use crate::base::Problem;

/// Something that may be open.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Open {
    Connection(String),
    Schema(String, String),
    Table(String, String),
}

/// What a row stands for; rows of one tree have different places.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Place {
    Connection(String),
    Schema {
        connection: String,
        schema: String,
    },
    Table {
        connection: String,
        table: String,
    },
    Column {
        connection: String,
        table: String,
        column: String,
    },
    /// What is said below one of them.
    Note(Open),
}

impl Place {
    /// What is opened by this row; `None` if nothing stands below it.
    pub(super) fn open(&self) -> Option<Open> {
        match self {
            Place::Connection(name) => Some(Open::Connection(name.clone())),
            Place::Schema { connection, schema } => Some(Open::Schema(connection.clone(), schema.clone())),
            Place::Table { connection, table } => Some(Open::Table(connection.clone(), table.clone())),
            Place::Column { .. } | Place::Note(_) => None,
        }
    }
}

pub(super) struct Row {
    pub(super) place: Place,
    pub(super) depth: usize,
    pub(super) is_open: bool,
    pub(super) what: What,
}

pub(super) enum What {
    Connection {
        name: String,
        origin: Origin,
        leads_to: String,
    },
    Schema {
        name: String,
        tables: usize,
    },
    Table {
        name: String,
        is_view: bool,
        rows: Option<u64>,
    },
    Column {
        name: String,
        data_type: String,
    },
    /// It is waited for.
    Asking,
    /// There is nothing, or not all of it is shown.
    Words(&'static str),
    Problem(Problem),
}

/// The rows to show: those below what is open; in a search, all tables that fit.
pub(super) fn rows(databases: &Databases, open: &BTreeSet<Open>, query: &str) -> Vec<Row> {
    let words: Vec<String> = query.to_lowercase().split_whitespace().map(str::to_owned).collect();
    let mut rows = Vec::new();
    for entry in databases.list.iter().flatten() {
        connection(databases, open, &words, entry, &mut rows);
    }
    rows
}

fn connection(
    databases: &Databases,
    open: &BTreeSet<Open>,
    words: &[String],
    entry: &ConnectionEntry,
    rows: &mut Vec<Row>,
) {
    let own = Open::Connection(entry.name.clone());
    let look = databases.tables.get(&entry.name);
    let found = look.and_then(Look::answer);
    let is_open = open.contains(&own) || (!words.is_empty() && matches!(found, Some(Ok(_))));
    let (driver, place) = entry.leads_to.as_ref().map_or(("", ""), |(driver, place)| (*driver, place.as_str()));
    let leads_to = [driver, place].join(" ").trim().to_owned();
    let what = What::Connection { name: entry.name.clone(), origin: entry.origin, leads_to };
    rows.push(Row { place: Place::Connection(entry.name.clone()), depth: 0, is_open, what });
    if !is_open {
        return;
    }
    let mut note = |what| rows.push(Row { place: Place::Note(own.clone()), depth: 1, is_open: false, what });
    let found = match (&entry.problem, look, found) {
        (Some(problem), ..) => return note(What::Problem(problem.clone())),
        (None, Some(_), None) => return note(What::Asking),
        (None, None, _) => return note(What::Words(tr!("database-not-asked"))),
        (.., Some(Err(problem))) => return note(What::Problem(problem.clone())),
        (.., Some(Ok(found))) => found,
    };
    if found.tables.is_empty() {
        return note(What::Words(tr!("database-no-tables-here")));
    }
    let fits = |table: &&BrowsedTable| {
        let name = [table.schema.as_str(), &table.name].join(".").to_lowercase();
        words.iter().all(|word| name.contains(word))
    };
    let tables: Vec<&BrowsedTable> = found.tables.iter().filter(fits).collect();
    if tables.is_empty() {
        return note(What::Words(tr!("nothing-fits")));
    }
    for group in tables.chunk_by(|one, other| one.schema == other.schema) {
        let schema = &group[0].schema;
        let mut depth = 1;
        if !schema.is_empty() {
            let own = Open::Schema(entry.name.clone(), schema.clone());
            // The only schema, and what a search has found, need no press more.
            let is_only = group.len() == found.tables.len();
            let is_open = open.contains(&own) != (is_only || !words.is_empty());
            let place = Place::Schema { connection: entry.name.clone(), schema: schema.clone() };
            let what = What::Schema { name: schema.clone(), tables: group.len() };
            rows.push(Row { place, depth, is_open, what });
            if !is_open {
                continue;
            }
            depth = 2;
        }
        group.iter().for_each(|found| table(databases, open, &entry.name, found, depth, rows));
    }
    if found.is_cut {
        let place = Place::Note(own);
        rows.push(Row { place, depth: 1, is_open: false, what: What::Words(tr!("database-too-many-tables")) });
    }
}

fn table(
    databases: &Databases,
    open: &BTreeSet<Open>,
    connection: &str,
    found: &BrowsedTable,
    depth: usize,
    rows: &mut Vec<Row>,
) {
    let (connection, table) = (connection.to_owned(), found.setting.clone());
    let own = Open::Table(connection.clone(), table.clone());
    let is_open = open.contains(&own);
    let what = What::Table { name: found.name.clone(), is_view: found.is_view, rows: found.rows };
    let place = Place::Table { connection: connection.clone(), table: table.clone() };
    rows.push(Row { place, depth, is_open, what });
    if !is_open {
        return;
    }
    let note = |what| Row { place: Place::Note(own.clone()), depth: depth + 1, is_open: false, what };
    match databases.columns.get(&(connection.clone(), table.clone())).map(Look::answer) {
        Some(Some(Ok(columns))) => rows.extend(columns.iter().map(|column| Row {
            place: Place::Column { connection: connection.clone(), table: table.clone(), column: column.name.clone() },
            depth: depth + 1,
            is_open: false,
            what: What::Column { name: column.name.clone(), data_type: column.data_type.clone() },
        })),
        Some(Some(Err(problem))) => rows.push(note(What::Problem(problem.clone()))),
        Some(None) => rows.push(note(What::Asking)),
        None => rows.push(note(What::Words(tr!("database-not-asked")))),
    }
}
