//! Write Database: the table as a table of a database.

#[cfg(test)]
mod duckdb_tests;
#[cfg(test)]
mod mysql_tests;
#[cfg(test)]
mod postgres_tests;
mod spark;

use std::collections::HashSet;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::base::{Problem, Text};
use crate::connect::{Connection, DuckDbTarget, ExistingTable, MySqlTarget, PostgresTarget, SqliteTarget, Target};
use crate::nodes::form::{Field, Form, PathUse, choice};
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
}

choices!(ExistingTable: Replace, Append, Upsert, Delete, Fail);

impl WriteDatabase {
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
        let rows = inputs.one()?;
        let rows = self.keyed(rows)?;
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
        let (existing, empty, keys) = (self.existing, self.empty, self.keys.clone());
        let target: Arc<dyn Target> = match database {
            Connection::Sqlite(_) if table.to_ascii_lowercase().starts_with("sqlite_") => {
                let problem = Problem::error(say!("database-reserved", name = table.as_str()));
                return Err(problem.remedy(say!("database-other-table")).at("table"));
            }
            Connection::Sqlite(path) => Arc::new(SqliteTarget { path, table, existing, keys, empty }),
            Connection::Postgres(server) => {
                Arc::new(PostgresTarget { server, table, existing, keys, empty, reach: cx.reach.clone() })
            }
            Connection::DuckDb(file) => {
                Arc::new(DuckDbTarget { file, table, existing, keys, empty, reach: cx.reach.clone() })
            }
            Connection::Adbc(foreign) => {
                let name = foreign.connection.as_str();
                let problem = Problem::error(say!("adbc-no-sink", name = name)).remedy(say!("adbc-other-sink"));
                return Err(problem.at("connection"));
            }
            Connection::MySql(server) => {
                Arc::new(MySqlTarget { server, table, existing, keys, empty, reach: cx.reach.clone() })
            }
        };
        Ok(Some(target))
    }
}

#[cfg(test)]
mod tests {
    use polars::prelude::*;

    use super::*;
    use crate::connect::sqlite_script;
    use crate::nodes::kinds::sources::read_database::ReadDatabase;
    use crate::nodes::kit::checks::files::{Folder, show};

    fn to(table: &str, existing: ExistingTable) -> WriteDatabase {
        WriteDatabase { path: "a.sqlite".into(), table: table.into(), existing, ..Default::default() }
    }

    fn written(folder: &Folder, sink: &WriteDatabase, rows: DataFrame) -> String {
        let sink = sink.clone();
        match folder.write(&[(&sink, rows)]) {
            Ok(_) => folder.show(&ReadDatabase { path: "a.sqlite".into(), table: sink.table, ..Default::default() }),
            Err(problem) => format!("! {}", problem.message),
        }
    }

    fn rows() -> DataFrame {
        let rows = df!(
            "n" => [Some(i64::MAX), None],
            "r" => [Some(0.5), Some(f64::INFINITY)],
            "t" => [Some("a\0é"), Some("")],
            "b" => [Some(true), None],
            "d" => [Some(15_857_i32), Some(0)],
            "m" => [Some(1_250_000_i64), Some(-1)],
        );
        let time = DataType::Datetime(TimeUnit::Microseconds, None);
        rows.unwrap().lazy().with_columns([col("d").cast(DataType::Date), col("m").cast(time)]).collect().unwrap()
    }

    #[test]
    fn what_is_written_is_read_back_the_same() {
        let folder = Folder::with(&[]);
        assert_eq!(written(&folder, &to("Orders \"1\"", ExistingTable::Fail), rows()), show(&rows()));
        assert_eq!(folder.names(), ["a.sqlite"], "nothing is left beside it");
        let again = written(&folder, &to("orders \"1\"", ExistingTable::Fail), rows());
        assert!(again.contains("already"), "{again}");
    }

    #[test]
    fn rows_are_appended_or_replaced_and_the_table_stays_as_it_is_defined() {
        let folder = Folder::with(&[]);
        sqlite_script(&folder.path("a.sqlite"), "CREATE TABLE a (k TEXT PRIMARY KEY, n INTEGER DEFAULT 7) STRICT;");
        let of = |keys: &[&str]| df!("k" => keys).unwrap();
        assert_eq!(written(&folder, &to("a", ExistingTable::Append), of(&["x"])), "k:text | n:integer\nx | 7");
        assert_eq!(written(&folder, &to("a", ExistingTable::Append), of(&["y"])), "k:text | n:integer\nx | 7\ny | 7");
        let twice = written(&folder, &to("a", ExistingTable::Append), of(&["z", "x"]));
        assert!(twice.contains("UNIQUE"), "{twice}");
        let unchanged = ReadDatabase { path: "a.sqlite".into(), table: "a".into(), ..Default::default() };
        assert_eq!(folder.show(&unchanged), "k:text | n:integer\nx | 7\ny | 7", "all or nothing");
        assert_eq!(written(&folder, &to("a", ExistingTable::Replace), of(&["z"])), "k:text | n:integer\nz | 7");
        assert_eq!(folder.names(), ["a.sqlite"]);
    }

    #[test]
    fn rows_are_updated_added_or_deleted_by_keys() {
        let folder = Folder::with(&[]);
        let script = "CREATE TABLE a (k TEXT, n INTEGER, v INTEGER, w INTEGER DEFAULT 7); \
                      INSERT INTO a VALUES ('x', 1, 10, 0), ('x', 2, 20, 0), (NULL, 1, 30, 0), ('y', 1, 40, 0);";
        sqlite_script(&folder.path("a.sqlite"), script);
        let keyed = |existing| WriteDatabase { keys: vec!["k".into(), "n".into()], ..to("a", existing) };
        let rows = df!("k" => [Some("x"), None, Some("z")], "n" => [2, 1, 1], "v" => [21, 31, 51]).unwrap();
        let whole = "k:text | n:integer | v:integer | w:integer\nx | 1 | 10 | 0\nx | 2 | 21 | 0\n∅ | 1 | 31 | 0\n\
                     y | 1 | 40 | 0\nz | 1 | 51 | 7";
        assert_eq!(written(&folder, &keyed(ExistingTable::Upsert), rows.clone()), whole);
        let twice = df!("k" => [None::<&str>, None, Some("q")], "n" => [1, 1, 1]).unwrap();
        for existing in [ExistingTable::Upsert, ExistingTable::Delete] {
            let refused = written(&folder, &keyed(existing), twice.clone());
            assert_eq!(refused, "! Several rows have the same key: null, 1");
        }
        let left = "k:text | n:integer | v:integer | w:integer\nx | 1 | 10 | 0\ny | 1 | 40 | 0";
        assert_eq!(written(&folder, &keyed(ExistingTable::Delete), rows), left);
        let no_keys = WriteDatabase { keys: Vec::new(), ..keyed(ExistingTable::Upsert) };
        assert!(written(&folder, &no_keys, twice.clone()).contains("No keys"));
        let other = WriteDatabase { keys: vec!["kk".into()], ..keyed(ExistingTable::Upsert) };
        assert!(written(&folder, &other, twice).contains("kk"));
        assert_eq!(folder.names(), ["a.sqlite"], "nothing is left beside it");
    }

    #[test]
    fn what_would_be_lost_or_changed_is_refused() {
        let folder = Folder::with(&[]);
        sqlite_script(
            &folder.path("a.sqlite"),
            "CREATE TABLE a (k INTEGER, t TEXT); INSERT INTO a VALUES (1, 'x'), (2, 'y'); CREATE VIEW v AS SELECT 1 AS one;",
        );
        let refused = |table: &str, rows: DataFrame| written(&folder, &to(table, ExistingTable::Replace), rows);
        assert_eq!(
            refused("a", df!("k" => [0_i64; 0]).unwrap()),
            "! All 2 rows of \"a\" would be deleted, because there are no rows to replace them"
        );
        assert_eq!(
            refused("a", df!("t" => [1_i64]).unwrap()),
            "! Column \"t\" is INTEGER, but TEXT in the table: values would change"
        );
        assert_eq!(refused("a", df!("kk" => [1_i64]).unwrap()), "! The table \"a\" has no column \"kk\"");
        assert_eq!(
            refused("b", df!("x" => [f64::NAN]).unwrap()),
            "! Column \"x\", row 1: SQLite cannot store NaN unchanged"
        );
        assert_eq!(
            refused("b", df!("x" => [1], "X" => [2]).unwrap()),
            "! SQLite does not distinguish the column names \"X\" and \"x\""
        );
        assert_eq!(refused("v", df!("one" => [1]).unwrap()), "! \"v\" is not a table");
        let whole = ReadDatabase { path: "a.sqlite".into(), table: "a".into(), ..Default::default() };
        assert_eq!(folder.show(&whole), "k:integer | t:text\n1 | x\n2 | y");
        let sink = WriteDatabase { empty: true, ..to("a", ExistingTable::Replace) };
        assert_eq!(written(&folder, &sink, df!("k" => [0_i64; 0]).unwrap()), "k:integer | t:text");
    }
}
