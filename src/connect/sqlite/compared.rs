//! A table of SQLite beside the columns that arrive.

use polars::prelude::*;
use rusqlite::Connection;

use super::columns::Affinity;
use super::filling::stored;
use super::placed::{arrives, declared, not_held};
use crate::base::Problem;
use crate::connect::drift::{Check, Filled, Number, Table, There};

/// A column of the staged table: its name, and its type as declared.
pub(super) type Column = (String, String);

/// A table that is there.
pub(super) struct Present {
    table: String,
    columns: Vec<There>,
    /// Whether it takes only the types that SQLite itself has.
    is_strict: bool,
}

/// How `pragma_table_xinfo` marks columns that are computed.
const COMPUTED: [i64; 2] = [2, 3];

impl Present {
    /// Looks a table up; `None` if there is none.
    pub fn find(connection: &Connection, table: &str) -> rusqlite::Result<Option<Present>> {
        let sql = "SELECT name, type, \"notnull\", dflt_value IS NOT NULL, pk, hidden FROM pragma_table_xinfo(?)";
        let mut statement = connection.prepare(sql)?;
        let mut rows = statement.query([table])?;
        let (mut columns, mut keys) = (Vec::new(), Vec::new());
        while let Some(row) = rows.next()? {
            let (is_required, has_default, key, hidden) =
                (row.get(2)?, row.get::<_, bool>(3)?, row.get(4)?, row.get(5)?);
            let filled = if COMPUTED.contains(&hidden) {
                Filled::Computed
            } else if has_default {
                Filled::Default
            } else {
                Filled::Null
            };
            columns.push(There { name: row.get(0)?, data_type: row.get(1)?, is_required, filled });
            keys.push(key);
        }
        if columns.is_empty() {
            return Ok(None);
        }
        // A single key of this very type is the number of the row, which SQLite counts.
        let is_key = |key: &i64| *key > 0;
        let counted = keys.iter().position(is_key).filter(|_| keys.iter().filter(|key| is_key(key)).count() == 1);
        if let Some(column) = counted.map(|index| &mut columns[index])
            && column.data_type.eq_ignore_ascii_case("INTEGER")
        {
            (column.filled, column.is_required) = (Filled::Counted, false);
        }
        let sql = "SELECT strict FROM pragma_table_list(?) WHERE schema = 'main'";
        let is_strict = connection.query_row(sql, [table], |row| row.get(0))?;
        Ok(Some(Present { table: table.to_owned(), columns, is_strict }))
    }

    fn declared_there(&self, index: usize) -> Option<&str> {
        Some(self.columns[index].data_type.as_str()).filter(|data_type| !data_type.is_empty())
    }
}

impl Table for Present {
    type Column = Column;

    fn name(&self) -> &str {
        &self.table
    }

    fn columns(&self) -> &[There] {
        &self.columns
    }

    fn own(&self, dtype: &DataType) -> String {
        declared(dtype).map_or_else(|| dtype.to_string(), str::to_owned)
    }

    fn is_same_name(&self, one: &str, other: &str) -> bool {
        one.eq_ignore_ascii_case(other)
    }

    fn fitting(&self, index: usize, dtype: &DataType) -> Option<Column> {
        let own = declared(dtype)?;
        // There are only nulls.
        let fits = *dtype == DataType::Null || arrives(own, self.declared_there(index));
        fits.then(|| (self.columns[index].name.clone(), own.to_owned()))
    }

    fn number(&self, index: usize) -> Option<Number> {
        match Affinity::of(self.declared_there(index)) {
            Affinity::Integer => Some(Number::Whole(i64::MIN.into(), i64::MAX.into())),
            Affinity::Real => Some(Number::Float64),
            Affinity::Text | Affinity::Blob | Affinity::Numeric => None,
        }
    }

    /// SQLite cannot change the type of a column.
    fn of_number(&self, _: usize, _: Number, _: &DataType) -> Option<Column> {
        None
    }

    fn added(&self, name: &str, dtype: &DataType) -> Result<Column, Problem> {
        let data_type = declared(dtype).ok_or_else(|| not_held(name, dtype))?;
        let data_type = match data_type {
            "BOOLEAN" if self.is_strict => "INTEGER",
            "DATE" | "DATETIME" if self.is_strict => "TEXT",
            data_type => data_type,
        };
        Ok((name.to_owned(), data_type.to_owned()))
    }

    fn declaration(column: &Column) -> &str {
        &column.1
    }

    fn shown(column: &Column) -> String {
        column.1.clone()
    }

    fn check(_: &Column) -> Check {
        check()
    }

    fn may_change(&self) -> Result<(), Problem> {
        Ok(())
    }
}

/// What SQLite can store unchanged.
pub(super) fn check() -> Check {
    Check::Of(Box::new(|value| stored(value).is_some()))
}
