//! Write Database: the table as a table of a database.

#[cfg(test)]
mod adbc_tests;
#[cfg(test)]
mod drift_cases;
#[cfg(test)]
mod drift_tests;
#[cfg(test)]
mod duckdb_tests;
#[cfg(test)]
mod empty_tests;
#[cfg(test)]
mod mysql_tests;
#[cfg(test)]
mod name_tests;
#[cfg(test)]
mod postgres_tests;
mod spark;
#[cfg(test)]
mod tests;

use std::collections::HashSet;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::base::{Problem, Text};
use crate::connect::{
    AdbcTarget, Connection, Drift, DuckDbTarget, ExistingTable, MySqlTarget, PostgresTarget, SqliteTarget, Target,
};
use crate::nodes::form::{Field, Form, PathUse, RowsStyle, choice, rows};
use crate::nodes::kinds::sources::read_database::ENDINGS;
use crate::nodes::kit::columns::{exactly, is_default, require_all};
use crate::nodes::kit::frame::Frame;
use crate::nodes::kit::kind::{Meta, NodeKind, Rows};
use crate::nodes::kit::lower::{Inputs, Lower, LowerError, Outputs};
use crate::nodes::kit::ports::Ports;
use crate::nodes::kit::spark::{OnSpark, SparkGap, SparkInputs, ToSpark};
use crate::nodes::lineage::descent::{Descends, Descent, Given, passes};
use crate::nodes::shared::database::{database, place_of_tables};
use crate::nodes::shared::summary::sheet;
use crate::nodes::shared::written_dates::checked_dates;

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct WriteDatabase {
    /// The name of a connection, instead of a path.
    pub connection: String,
    /// The file of an SQLite database, where no connection is named.
    pub path: String,
    pub table: String,
    pub existing: ExistingTable,
    /// The columns by which rows are updated or deleted.
    #[serde(skip_serializing_if = "is_default")]
    pub keys: Vec<String>,
    /// Whether a table may be replaced by no rows.
    pub empty: bool,
    /// What happens where the columns of the table differ from those that arrive.
    #[serde(skip_serializing_if = "is_default")]
    pub columns: Drift,
    /// Columns that are written under other names.
    #[serde(skip_serializing_if = "is_default")]
    pub names: Vec<OtherName>,
}

/// A column with its name in the table.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct OtherName {
    pub column: String,
    pub name: String,
}

choices!(ExistingTable: Replace, Append, Upsert, Delete, Fail);
choices!(Drift: Freeze, Evolve, DropRows, DropValues);

impl WriteDatabase {
    /// Fails where other names are given to columns that do not arrive, or the same to two columns.
    fn check_names(&self, arriving: &Frame) -> Result<(), Problem> {
        let columns: Vec<String> = self.names.iter().map(|it| it.column.clone()).collect();
        require_all(arriving, &columns, "names")?;
        let names = self.written_names();
        let mut taken = HashSet::new();
        for name in arriving.schema().iter_names() {
            let name = names.iter().find(|(column, _)| column == name.as_str()).map_or(name.as_str(), |(_, name)| name);
            if !taken.insert(name) {
                let problem = Problem::error(say!("two-columns-named", name = name));
                return Err(problem.remedy(say!("give-one-another-name-or-drop")).at("names"));
            }
        }
        Ok(())
    }

    /// Each column that has another name, with that name.
    fn written_names(&self) -> Vec<(String, String)> {
        let named = self.names.iter().filter(|it| !it.name.is_empty());
        named.map(|it| (it.column.clone(), it.name.clone())).collect()
    }

    /// The rows with the columns that are written: only the keys where rows are deleted.
    fn keyed(&self, rows: Frame) -> Result<Frame, LowerError> {
        if !self.existing.is_keyed() {
            return Ok(rows);
        }
        if self.keys.is_empty() {
            let problem = Problem::incomplete(say!("database-keys-missing")).remedy(say!("database-choose-keys"));
            return Err(problem.at("keys").into());
        }
        require_all(&rows, &self.keys, "keys")?;
        match self.existing {
            ExistingTable::Delete => Ok(Frame::new(rows.lazy.select([exactly(&self.keys).as_expr()]))?),
            _ => Ok(rows),
        }
    }
}

impl NodeKind for WriteDatabase {
    /// The icon is Phosphor's "hard drives".
    const META: Meta = Meta::sink("write_database", 1, "\u{e2a0}").rows(Rows::Each).on_spark(OnSpark::Fetched);

    fn ports(&self) -> Ports {
        Ports::input("in")
    }

    fn lower(&self, cx: &Lower, inputs: Inputs) -> Result<Outputs, LowerError> {
        let arriving = inputs.one()?;
        self.check_names(&arriving)?;
        let rows = self.keyed(arriving)?;
        let dates = checked_dates(cx, &rows);
        Ok(if dates.is_empty() { Outputs(vec![rows]) } else { Outputs::new([rows.lazy.with_columns(dates)])? })
    }

    fn spark(&self, cx: &ToSpark, inputs: &SparkInputs) -> Result<Vec<crate::spark::Rows>, SparkGap> {
        self.on_spark(cx, inputs)
    }

    fn summary(&self) -> Text {
        let database = if self.connection.is_empty() { &self.path } else { &self.connection };
        sheet(database, &self.table)
    }

    fn form(&mut self, form: &mut dyn Form) {
        form.connection(Field::shared("connection"), &mut self.connection);
        if self.connection.is_empty() {
            form.path(Field::of::<Self>("path"), &mut self.path, PathUse::Save(ENDINGS));
        }
        let place = place_of_tables(&self.connection, &self.path);
        form.table_name(Field::of::<Self>("table"), &mut self.table, &place);
        choice(form, Field::of::<Self>("existing"), &mut self.existing);
        if self.existing.is_keyed() {
            form.columns(Field::of::<Self>("keys"), &mut self.keys, 0);
        }
        if self.existing == ExistingTable::Replace {
            form.flag(Field::of::<Self>("empty"), &mut self.empty);
        }
        if !matches!(self.existing, ExistingTable::Delete | ExistingTable::Fail) {
            choice(form, Field::of::<Self>("columns"), &mut self.columns);
        }
        rows(form, Field::of::<Self>("names"), RowsStyle::of(2), &mut self.names, |other, form| {
            form.column(Field::of::<Self>("column"), &mut other.column, 0);
            form.text(Field::of::<Self>("name"), &mut other.name);
        });
    }

    fn descent(&self, given: &Given) -> Vec<Descent> {
        if self.existing != ExistingTable::Delete {
            return vec![passes(given, 0)];
        }
        let Some(present) = given.input(0) else { return vec![None] };
        let present: HashSet<&String> = present.iter().collect();
        let keys = self.keys.iter().filter(|key| present.contains(key));
        vec![Some(keys.map(|key| Descends::passed(0, key)).collect())]
    }

    fn target(&self, cx: &Lower) -> Result<Option<Arc<dyn Target>>, Problem> {
        let database = database(cx, &self.connection, &self.path)?;
        let table = cx.expand("table", &self.table)?;
        if table.is_empty() {
            let problem = Problem::incomplete(say!("database-table-missing")).remedy(say!("database-name-table"));
            return Err(problem.at("table"));
        }
        let (existing, empty, drift, names) = (self.existing, self.empty, self.columns, self.written_names());
        let written =
            |key: &String| names.iter().find(|(column, _)| column == key).map_or(key, |(_, name)| name).clone();
        let (keys, unseen): (Vec<String>, _) = (self.keys.iter().map(written).collect(), Vec::new());
        let target: Arc<dyn Target> = match database {
            Connection::Sqlite(_) if table.to_ascii_lowercase().starts_with("sqlite_") => {
                let problem = Problem::error(say!("database-reserved", name = table.as_str()));
                return Err(problem.remedy(say!("database-other-table")).at("table"));
            }
            Connection::Sqlite(_) if table.contains('\0') => {
                let problem = Problem::error(say!("database-name-zero", name = table.as_str()));
                return Err(problem.remedy(say!("database-other-table")).at("table"));
            }
            Connection::Sqlite(path) => {
                Arc::new(SqliteTarget { path, table, existing, keys, empty, drift, names, unseen })
            }
            Connection::DuckDb(file) => Arc::new(DuckDbTarget {
                file,
                table,
                existing,
                keys,
                empty,
                drift,
                names,
                unseen,
                reach: cx.reach.clone(),
            }),
            Connection::Adbc(_) if drift != Drift::Freeze => {
                let problem = Problem::error(say!("adbc-columns-freeze")).remedy(say!("adbc-choose-freeze"));
                return Err(problem.at("columns"));
            }
            Connection::Adbc(foreign) => {
                Arc::new(AdbcTarget { foreign, table, existing, keys, empty, names, reach: cx.reach.clone() })
            }
            Connection::Postgres(server) => Arc::new(PostgresTarget {
                server,
                table,
                existing,
                keys,
                empty,
                drift,
                names,
                unseen,
                reach: cx.reach.clone(),
            }),
            Connection::MySql(server) => Arc::new(MySqlTarget {
                server,
                table,
                existing,
                keys,
                empty,
                drift,
                names,
                unseen,
                reach: cx.reach.clone(),
            }),
        };
        Ok(Some(target))
    }
}
