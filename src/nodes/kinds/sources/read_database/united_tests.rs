//! Several tables as one, in SQLite, and in each server and library that the environment names.

use std::any::Any;

use polars::prelude::*;

use super::ReadDatabase;
use crate::base::{NodeId, Problem, environment};
use crate::connect::{
    self, Columns, Reach, ScanRequest, SqlDatabase, TableText, TestDatabase, TestFile, TestSchema, Uniting,
    sqlite_script,
};
use crate::formula::Formula;
use crate::nodes::kinds::rows::filter::Filter;
use crate::nodes::kit::checks::files::{Folder, show};
use crate::nodes::kit::kind::NodeKind;
use crate::nodes::kit::lower::{Inputs, Lower, Parameters, Purpose};

/// A database that a script has made.
struct Store {
    driver: &'static str,
    folder: Folder,
    /// Its connection; none for SQLite.
    connection: &'static str,
    /// What its tables are named with.
    schema: String,
    /// The database goes with it.
    _made: Box<dyn Any>,
}

impl Store {
    fn name(&self, table: &str) -> String {
        if self.schema.is_empty() { table.to_owned() } else { format!("{}.{table}", self.schema) }
    }

    fn reads(&self, table: &str, tables: &[&str]) -> ReadDatabase {
        ReadDatabase {
            connection: self.connection.into(),
            path: if self.connection.is_empty() { "a.sqlite".into() } else { String::new() },
            table: if table.is_empty() { String::new() } else { self.name(table) },
            tables: tables.iter().map(|table| self.name(table)).collect(),
            ..Default::default()
        }
    }

    fn show(&self, node: &ReadDatabase) -> String {
        self.plain(&self.folder.show(node))
    }

    fn problem(&self, node: &ReadDatabase) -> String {
        self.plain(&self.folder.problem(node))
    }

    /// Without the schema of its tables.
    fn plain(&self, text: &str) -> String {
        if self.schema.is_empty() { text.to_owned() } else { text.replace(&format!("{}.", self.schema), "") }
    }

    /// The rows of a node that satisfy a condition, the first so many of them, and the statements that were sent.
    fn filtered(&self, node: &ReadDatabase, condition: &str, limit: u32) -> (String, Vec<String>) {
        let (parameters, reach) = (Parameters::new(), self.folder.reach());
        let cx = Lower::new(&reach, &parameters, Purpose::Data).of_node(NodeId(1));
        let mut frame = node.lower(&cx, Inputs::new(&node.ports())).expect("a table").0.remove(0);
        if !condition.is_empty() {
            let filter = Filter { condition: Formula::new(condition) };
            let mut inputs = Inputs::new(&filter.ports());
            inputs.push(0, "t", frame);
            frame = filter.lower(&cx, inputs).expect("rows").0.remove(0);
        }
        let rows = connect::collect(frame.lazy.limit(limit)).expect("rows");
        let sent = reach.sent.take().remove(&NodeId(1)).unwrap_or_default();
        (self.plain(&show(&rows)), sent.statements)
    }
}

fn with_sqlite(sql: &str) -> Store {
    let folder = Folder::with(&[]);
    sqlite_script(&folder.path("a.sqlite"), sql);
    Store { driver: "sqlite", folder, connection: "", schema: String::new(), _made: Box::new(()) }
}

/// Every database that there is.
fn stores(sql: &str) -> Vec<Store> {
    let mut stores = vec![with_sqlite(sql)];
    let of = |text: &str| Folder::with(&[("connections.ron", text.as_bytes())]);
    if let Some(made) = TestSchema::with(sql) {
        let (folder, schema) = (of(&made.connections()), made.name.clone());
        stores.push(Store { driver: "postgres", folder, connection: "pg", schema, _made: Box::new(made) });
    }
    if let Some(made) = TestDatabase::with(sql) {
        let (folder, schema) = (of(&made.connections()), made.name.clone());
        stores.push(Store { driver: "mysql", folder, connection: "my", schema, _made: Box::new(made) });
    }
    if let Some(made) = TestFile::with(sql) {
        let folder = of(&made.connections());
        stores.push(Store {
            driver: "duckdb",
            folder,
            connection: "duck",
            schema: String::new(),
            _made: Box::new(made),
        });
    }
    if let Some(library) = environment::text("TABLEWIRE_ADBC_SQLITE") {
        let folder = Folder::with(&[]);
        sqlite_script(&folder.path("a.sqlite"), sql);
        let uri = folder.path("a.sqlite").display().to_string();
        let text = format!("{{\"lite\": {:?}}}", format!("adbc:{library}?uri={uri}"));
        folder.put("connections.ron", text.as_bytes());
        stores.push(Store { driver: "adbc", folder, connection: "lite", schema: String::new(), _made: Box::new(()) });
    }
    stores
}

const SALES: &str = "CREATE TABLE sales_1 (n integer, t varchar(20)); INSERT INTO sales_1 VALUES (3, 'c'), (1, NULL); \
                     CREATE TABLE sales_2 (t varchar(20), n integer, more integer); INSERT INTO sales_2 VALUES ('b', 2, 20), ('d', 4, NULL); \
                     CREATE TABLE sales_10 (n integer, t varchar(20)); \
                     CREATE VIEW sales_all AS SELECT n, t FROM sales_1; \
                     CREATE TABLE words (n varchar(20)); INSERT INTO words VALUES ('x'); \
                     CREATE TABLE halves (n double precision); INSERT INTO halves VALUES (0.5)";

#[test]
fn rows_come_in_the_order_of_the_list() {
    for store in stores(SALES) {
        let both = store.reads("sales_2", &["sales_1"]);
        let expected = "t:text | n:integer | more:integer\nb | 2 | 20\nd | 4 | ∅\nc | 3 | ∅\n∅ | 1 | ∅";
        assert_eq!(store.show(&both), expected, "{}", store.driver);
        let named = ReadDatabase { table_column: "from".into(), ..store.reads("", &["sales_1", "halves"]) };
        let expected = "n:number | t:text | from:text\n3.0 | c | sales_1\n1.0 | ∅ | sales_1\n0.5 | ∅ | halves";
        assert_eq!(store.show(&named), expected, "{}", store.driver);
        let common = ReadDatabase { unite: Columns::Intersection, ..both.clone() };
        assert_eq!(store.show(&common), "t:text | n:integer\nb | 2\nd | 4\nc | 3\n∅ | 1", "{}", store.driver);
        let (_, warnings) = store.folder.read(&both).expect("rows");
        assert!(warnings.iter().any(|warning| warning.to_string().contains("more")), "{warnings:?}");
    }
}

#[test]
fn a_pattern_is_the_tables_that_match_and_are_not_named() {
    for store in stores(SALES) {
        let from = |node: ReadDatabase| {
            let rows = ReadDatabase { table_column: "from".into(), unite: Columns::Intersection, ..node };
            let (tables, _) = store.folder.read(&rows).unwrap_or_else(|problem| panic!("{}: {problem}", store.driver));
            let column = tables[0].column("from").expect("a column").str().expect("texts").clone();
            let mut names: Vec<String> = column.iter().flatten().map(|name| store.plain(name)).collect();
            names.dedup();
            names.join(" ")
        };
        // The driver of SQLite tells integers for all columns of a table without rows, such as sales_10.
        if store.driver != "adbc" {
            assert_eq!(from(store.reads("", &["sales_*"])), "sales_1 sales_2", "{}", store.driver);
            assert_eq!(from(store.reads("sales_2", &["sales_*"])), "sales_2 sales_1", "{}", store.driver);
        }
        assert_eq!(from(store.reads("", &["sales_?", "halves"])), "sales_1 sales_2 halves", "{}", store.driver);
        let none = store.problem(&store.reads("", &["sold_*"]));
        assert!(none.starts_with("tables: No table matches \"sold_*\""), "{none}");
    }
}

#[test]
fn what_cannot_be_united_is_refused_by_name() {
    for store in stores(SALES) {
        let mixed = store.reads("sales_1", &["words"]);
        let problem = store.problem(&mixed);
        assert!(problem.starts_with("numbers_as_text: ") && problem.contains("words"), "{problem}");
        let as_text = ReadDatabase { numbers_as_text: true, ..mixed.clone() };
        assert_eq!(store.show(&as_text), "n:text | t:text\n3 | c\n1 | ∅\nx | ∅", "{}", store.driver);
        let same = ReadDatabase { unite: Columns::Same, ..mixed };
        assert!(store.problem(&same).starts_with("unite: "), "{}", store.problem(&same));
        let twice = store.problem(&store.reads("sales_1", &["sales_1"]));
        assert_eq!(twice, "tables: The table \"sales_1\" is named twice. Name each table once");
        let missing = store.problem(&store.reads("sales_1", &["sold"]));
        assert!(missing.starts_with("tables: ") && missing.contains("sold"), "{}: {missing}", store.driver);
        let taken = ReadDatabase { table_column: "n".into(), ..store.reads("sales_1", &["sales_2"]) };
        assert!(store.problem(&taken).starts_with("table_column: There is already a column \"n\""));
        let new = ReadDatabase { new_by: "n".into(), ..store.reads("sales_1", &["sales_2"]) };
        assert!(store.problem(&new).starts_with("new_by: Only new rows cannot be read of several tables"));
        let query = ReadDatabase { query: "SELECT 1 AS n".into(), ..store.reads("sales_1", &["sales_2"]) };
        assert!(store.problem(&query).starts_with("query: There are both a query and further tables"));
        let empty = store.reads("sales_1", &[]);
        let empty = ReadDatabase { tables: vec![String::new()], ..empty };
        assert!(store.problem(&empty).starts_with("tables: No table is selected"));
    }
}

#[test]
fn a_value_that_would_change_names_its_table() {
    let store = with_sqlite(
        "CREATE TABLE a (n INTEGER); INSERT INTO a VALUES (9007199254740993); \
         CREATE TABLE b (n REAL); INSERT INTO b VALUES (0.5); \
         CREATE TABLE c (n INTEGER); INSERT INTO c VALUES ('x')",
    );
    let problem = store.problem(&store.reads("b", &["a"]));
    assert!(problem.contains("\"n\" of \"a\" contains 9007199254740993"), "{problem}");
    let problem = store.problem(&store.reads("a", &["c"]));
    assert!(problem.starts_with("tables: c: ") && problem.contains('x'), "{problem}");
    // Of the first table the setting is its own.
    let problem = store.problem(&store.reads("c", &["a"]));
    assert!(problem.starts_with("table: c: "), "{problem}");
}

#[test]
fn each_table_is_asked_for_its_part() {
    for store in stores(SALES) {
        let tables: &[&str] =
            if store.driver == "adbc" { &["sales_1", "sales_2"] } else { &["sales_1", "sales_2", "sales_10"] };
        let all = ReadDatabase { table_column: "from".into(), ..store.reads("", tables) };
        // The first rows alone: the first table has enough.
        let (rows, sent) = store.filtered(&all, "", 1);
        assert_eq!(rows, "n:integer | t:text | more:integer | from:text\n3 | c | ∅ | sales_1", "{}", store.driver);
        if store.driver == "adbc" {
            continue;
        }
        assert!(sent.len() == 1 && sent[0].contains("LIMIT 1"), "{}: {sent:?}", store.driver);
        // Each table is asked for what is still needed.
        let (rows, sent) = store.filtered(&all, "", 3);
        assert_eq!(rows.lines().count(), 4, "{rows}");
        assert!(sent.len() == 2 && sent[0].contains("LIMIT 3") && sent[1].contains("LIMIT 1"), "{sent:?}");
        // A condition reaches each table, and what is known of one is not asked.
        let (rows, sent) = store.filtered(&all, "n > 2", 9);
        assert_eq!(rows.lines().count(), 3, "{rows}");
        assert!(sent.len() == 3 && sent.iter().all(|sent| sent.contains(" > ")), "{sent:?}");
        let (rows, sent) = store.filtered(&all, "more = 20", 9);
        assert_eq!(rows.lines().nth(1), Some("2 | b | 20 | sales_2"), "{rows}");
        assert!(sent.len() == 1 && sent[0].contains("sales_2"), "{sent:?}");
        let (rows, sent) = store.filtered(&all, &format!("from = '{}'", store.name("sales_2")), 9);
        assert_eq!(rows.lines().count(), 3, "{rows}");
        assert!(sent.len() == 1 && sent[0].contains("sales_2"), "{sent:?}");
        let (rows, sent) = store.filtered(&all, "from = 'nowhere'", 9);
        assert_eq!((rows.lines().count(), sent.len()), (1, 0), "{rows} {sent:?}");
    }
}

#[test]
fn all_tables_are_of_one_moment() {
    let sql = "CREATE TABLE a (n integer PRIMARY KEY); INSERT INTO a VALUES (1); \
               CREATE TABLE b (n integer PRIMARY KEY); INSERT INTO b VALUES (2)";
    let reads = |folder: &Folder, connection: &str, names: [String; 2], change: &(dyn Fn() + Sync)| -> Vec<i32> {
        let reach: Reach = folder.reach();
        let found = reach.connections.find(connection, folder.path("").as_path()).expect("a connection");
        let database = SqlDatabase::new(found, connection);
        let texts = names.map(|text| TableText { text, setting: "tables", may_be_pattern: false });
        let tables = database.listed(&texts, &reach).expect("tables");
        let uniting = Uniting {
            tables: tables.iter().map(|table| (table.name.clone(), table.setting)).collect(),
            schema: tables[0].schema.clone(),
            table_column: None,
            convert: std::sync::Arc::new(|_: &str, column: &Column, _: &DataType| Ok(column.clone())),
            node: None,
        };
        let source = database.united(&tables, uniting, &reach).expect("a source");
        let request = ScanRequest { columns: vec!["n".into()], ..ScanRequest::default() };
        let mut found = Vec::new();
        let mut is_first = true;
        let mut receive = |rows: DataFrame| -> Result<(), Problem> {
            if std::mem::take(&mut is_first) {
                // This thread is busy with the read.
                std::thread::scope(|scope| drop(scope.spawn(change)));
            }
            found.extend(rows.column("n").expect("n").i32().expect("integers").iter().flatten());
            Ok(())
        };
        let _ = source.scan(&request, &reach, &mut receive).expect("rows");
        found
    };
    let of = |text: &str| Folder::with(&[("connections.ron", text.as_bytes())]);
    let change = "INSERT INTO b VALUES (3); DELETE FROM a";
    if let Some(made) = TestSchema::with(sql) {
        let names = ["a", "b"].map(|name| made.table(name));
        assert_eq!(reads(&of(&made.connections()), "pg", names, &|| made.script(change)), [1, 2]);
    }
    if let Some(made) = TestDatabase::with(sql) {
        let names = ["a", "b"].map(|name| made.table(name));
        assert_eq!(reads(&of(&made.connections()), "my", names, &|| made.script(change)), [1, 2]);
    }
}
