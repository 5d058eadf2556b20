//! The types of columns. In SQLite each value has its own type, and a declared type is only a preference. So a column
//! has its declared type where SQLite enforces it as far as it can, and otherwise the type of its values.

use polars::prelude::*;
use rusqlite::types::ValueRef;

use super::asked::Sqlite;
use super::database::Database;
use super::dates::{date, date_time};
use super::described::{Declared, Described};
use crate::base::Problem;
use crate::connect::reach::Reach;
use crate::connect::sql_rows::quoted;

/// The number of rows examined to determine the type of a column. Values in later rows must fit.
const LOOKED: u64 = 1_000_000;

/// How SQLite treats values of a declared type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Affinity {
    Integer,
    Real,
    Text,
    /// Values are kept as they come.
    Blob,
    /// Texts that are numbers become numbers.
    Numeric,
}

impl Affinity {
    /// SQLite's own rules: <https://sqlite.org/datatype3.html>, section 3.1.
    pub fn of(data_type: Option<&str>) -> Affinity {
        let Some(name) = data_type.map(str::to_ascii_uppercase) else { return Affinity::Blob };
        let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
        if has(&["INT"]) {
            Affinity::Integer
        } else if has(&["CHAR", "CLOB", "TEXT"]) {
            Affinity::Text
        } else if has(&["BLOB"]) {
            Affinity::Blob
        } else if has(&["REAL", "FLOA", "DOUB"]) {
            Affinity::Real
        } else {
            Affinity::Numeric
        }
    }
}

/// The examined values of a column.
#[derive(Clone, Copy, Default)]
struct Seen {
    integers: bool,
    reals: bool,
    texts: bool,
    blobs: bool,
    no_boolean: bool,
    no_date: bool,
    no_date_time: bool,
    /// The row, from 1, of the first value that is not a number after numbers, or vice versa.
    mixed: Option<u64>,
}

impl Seen {
    fn add(&mut self, value: ValueRef<'_>, row: u64) {
        match value {
            ValueRef::Null => return,
            ValueRef::Integer(number) => {
                self.integers = true;
                self.no_boolean |= number != 0 && number != 1;
            }
            ValueRef::Real(_) => self.reals = true,
            ValueRef::Text(text) => {
                self.texts = true;
                let text = std::str::from_utf8(text).unwrap_or_default();
                self.no_date = self.no_date || date(text).is_none();
                self.no_date_time = self.no_date_time || date_time(text).is_none();
            }
            ValueRef::Blob(_) => self.blobs = true,
        }
        if self.kinds() > 1 {
            self.mixed.get_or_insert(row);
        }
    }

    /// Numbers, texts, blobs.
    fn kinds(&self) -> usize {
        usize::from(self.integers || self.reals) + usize::from(self.texts) + usize::from(self.blobs)
    }
}

/// The type that a declaration requests beyond its affinity.
fn requested_type(data_type: Option<&str>) -> Option<DataType> {
    let name = data_type?.to_ascii_uppercase();
    match name.as_str() {
        name if name.contains("BOOL") => Some(DataType::Boolean),
        name if name.starts_with("DATETIME") || name.starts_with("TIMESTAMP") => {
            Some(DataType::Datetime(TimeUnit::Microseconds, None))
        }
        "DATE" => Some(DataType::Date),
        _ => None,
    }
}

/// The type, if the declaration alone determines it.
fn decided(column: &Declared) -> Option<DataType> {
    let data_type = column.data_type.as_deref();
    if requested_type(data_type).is_some() {
        return None;
    }
    match Affinity::of(data_type) {
        Affinity::Integer => Some(DataType::Int64),
        Affinity::Real => Some(DataType::Float64),
        Affinity::Text => Some(DataType::String),
        Affinity::Blob if data_type.is_some() => Some(DataType::Binary),
        Affinity::Blob | Affinity::Numeric => None,
    }
}

/// The type of a column with these values.
fn of_values(column: &Declared, seen: Seen) -> Result<DataType, Problem> {
    let requested = requested_type(column.data_type.as_deref());
    if let Some(row) = seen.mixed {
        let problem = Problem::error(say!("database-column-mixed", name = column.name.as_str(), row = row));
        return Err(problem.remedy(say!("database-cast-text", name = column.name.as_str())));
    }
    Ok(match (seen.integers, seen.reals, seen.texts, seen.blobs, requested) {
        (true, false, .., Some(DataType::Boolean)) if !seen.no_boolean => DataType::Boolean,
        (_, _, true, _, Some(DataType::Date)) if !seen.no_date => DataType::Date,
        (_, _, true, _, Some(requested @ DataType::Datetime(..))) if !seen.no_date_time => requested,
        (false, false, false, false, Some(requested)) => requested,
        (true, false, ..) => DataType::Int64,
        (_, true, ..) => DataType::Float64,
        (_, _, true, ..) => DataType::String,
        (.., true, _) => DataType::Binary,
        _ if Affinity::of(column.data_type.as_deref()) == Affinity::Numeric => DataType::Float64,
        _ => DataType::String,
    })
}

/// The columns with their types; null for a column without a declared type while there are no rows. Examines values where the declarations are not sufficient.
pub(super) fn schema(
    source: &Sqlite,
    database: &Database,
    described: &Described,
    reach: &Reach,
) -> Result<SchemaRef, Problem> {
    let open: Vec<&Declared> = described.columns.iter().filter(|column| decided(column).is_none()).collect();
    let mut seen = vec![Seen::default(); open.len()];
    let mut has_rows = open.is_empty();
    if !open.is_empty() {
        let names: Vec<String> = open.iter().map(|column| quoted(&column.name)).collect();
        let sql = format!("SELECT {} FROM (\n{}\n) LIMIT {LOOKED}", names.join(", "), source.text());
        let mut examine = || -> rusqlite::Result<bool> {
            let mut statement = database.connection.prepare(&sql)?;
            source.bind(&mut statement)?;
            let mut rows = statement.raw_query();
            let mut row = 0;
            while let Some(values) = rows.next()? {
                row += 1;
                has_rows = true;
                for (index, seen) in seen.iter_mut().enumerate() {
                    seen.add(values.get_ref(index)?, row);
                }
                if row.is_multiple_of(10_000) && reach.is_stopped()() {
                    return Ok(false);
                }
            }
            Ok(true)
        };
        if !examine().map_err(|error| database.problem(&error))? {
            return Err(Problem::stopped());
        }
    }
    let mut seen = seen.into_iter();
    let typed = described.columns.iter().map(|column| {
        let dtype = match decided(column) {
            Some(dtype) => dtype,
            // Without rows nothing tells the type of an expression.
            None if !has_rows && column.data_type.is_none() => DataType::Null,
            None => of_values(column, seen.next().unwrap_or_default())?,
        };
        Ok(Field::new(column.name.as_str().into(), dtype))
    });
    let fields: Result<Vec<Field>, Problem> = typed.collect();
    fields.map(|fields| Arc::new(fields.into_iter().collect())).map_err(|problem| problem.at(source.rows.setting()))
}
