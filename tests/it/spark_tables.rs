//! Tables of Spark's catalog: here they are known by name; on a real Spark, with a metastore of Hive's, they are written all or
//! none, read, and filled partition by partition. What needs a Spark is left out without `TABLEWIRE_SPARK_PYTHON`.

use std::process::Command;

use serde_json::{Value, json};

use crate::program::{Place, project, said};
use crate::spark::session;
use crate::spark_runs::{on_spark, run};

/// Orders, written into a table by `settings`.
fn writes(place: &Place, rows: &str, settings: &str) {
    place.put("orders.csv", &format!("day,item,amount\n{rows}"));
    let text = project(
        &[
            ("orders", "read_csv", "(path: \"orders.csv\")"),
            ("out", "write_table", &format!("(table: \"orders\", {settings})")),
        ],
        &[("orders", "out")],
    );
    place.put("p.ron", &text);
}

/// What a project reads, in the order of items, as CSV.
fn reads(settings: &str) -> String {
    project(
        &[
            ("orders", "read_table", settings),
            ("sorted", "sort", "(keys: [(column: \"day\"), (column: \"item\")])"),
            ("out", "write_csv", "(path: \"out/orders.csv\", create_folders: true)"),
        ],
        &[("orders", "sorted"), ("sorted", "out")],
    )
}

const COLUMNS: &str = "columns: [(column: \"day\", type: \"date\"), (column: \"item\", type: \"string\"), (column: \"amount\", type: \"bigint\")]";

/// A metastore of the place's own, in the style of Hive.
pub fn metastore(place: &Place) -> Vec<String> {
    let folder = place.folder().display();
    let settings = [
        "spark.sql.catalogImplementation=hive".to_owned(),
        format!("spark.sql.warehouse.dir=file:{folder}/warehouse"),
        format!("spark.hadoop.javax.jdo.option.ConnectionURL=jdbc:derby:;databaseName={folder}/metastore;create=true"),
        format!("spark.driver.extraJavaOptions=-Dderby.stream.error.file={folder}/derby.log"),
    ];
    settings.into_iter().flat_map(|setting| ["--conf".to_owned(), setting]).collect()
}

/// Statements of SQL on the metastore of the place, in a Spark of one process.
pub fn sql(place: &Place, statements: &[&str]) {
    let confs: Vec<String> = metastore(place).into_iter().filter(|word| word != "--conf").collect();
    let program = format!(
        "import json\nfrom pyspark.sql import SparkSession\n\
         builder = SparkSession.builder.master('local[1]').config('spark.ui.enabled', 'false')\n\
         for conf in json.loads('''{}'''):\n    builder = builder.config(*conf.split('=', 1))\n\
         for statement in json.loads('''{}'''):\n    builder.getOrCreate().sql(statement).collect()\n",
        json!(confs),
        json!(statements).to_string().replace('\\', "\\\\"),
    );
    let mut command = Command::new(session::python().expect("asked for before"));
    command.args(["-c", &program]).env("SPARK_LOCAL_IP", "127.0.0.1");
    let done = said(place.settled(command).output().expect("starts"));
    assert_eq!(done.code, 0, "{statements:?}: {}", done.err);
}

/// A database of the session of the tests, whose usual database it is until it is dropped.
struct Database(&'static str);

impl Database {
    fn new(name: &'static str) -> Option<Database> {
        drop(session::session()?);
        let database = Database(name);
        database.ask(&[&format!("CREATE DATABASE {name}")]);
        Some(database)
    }

    /// What the last of these statements finds.
    fn ask(&self, statements: &[&str]) -> String {
        let uses = format!("USE {}", self.0);
        let statements: Vec<&str> = if statements[0].starts_with("CREATE DATABASE") {
            vec![statements[0], &uses]
        } else {
            [uses.as_str()].into_iter().chain(statements.iter().copied()).collect()
        };
        let answer =
            session::session().expect("asked for before").ask(&json!({ "run": "sql", "statements": statements }));
        let answer = answer.unwrap_or_else(|error| panic!("{statements:?}: {error}"));
        let words = |row: &Value| {
            let values = row.as_array().into_iter().flatten().filter_map(Value::as_str);
            values.collect::<Vec<_>>().join(" ")
        };
        answer["rows"].as_array().into_iter().flatten().map(words).collect::<Vec<_>>().join("; ")
    }

    /// The rows of the table, with the day of the month.
    fn content(&self) -> String {
        self.ask(&["SELECT date_format(day, 'd'), item, amount FROM orders ORDER BY ALL"])
    }

    /// Runs the program of `p.ron`.
    fn run(&self, place: &Place) -> Result<(), String> {
        place.run(&["export", "p.ron", "--to", "pyspark", "-o", "p.py"]).code(0);
        let root = format!("file://{}", place.folder().display());
        self.ask(&["SELECT 1"]);
        let case = json!({ "run": "program", "file": place.path("p.py"), "arguments": ["--path-root", root] });
        session::session().expect("asked for before").ask(&case).map(drop)
    }

    fn write(&self, place: &Place, rows: &str, settings: &str) -> Result<(), String> {
        let settings = format!("database: \"{}\", {settings}", self.0);
        writes(place, rows, &settings);
        self.run(place)
    }

    /// Nothing is left beside the table.
    fn check_tables(&self) {
        assert_eq!(self.ask(&["SHOW TABLES"]), format!("{} orders False", self.0));
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            self.ask(&["USE default", &format!("DROP DATABASE {} CASCADE", self.0)]);
        }
    }
}

#[test]
fn here_a_table_is_known_by_name_and_told_with_a_remedy() {
    let place = Place::new();
    place.put("p.ron", &reads(&format!("(table: \"orders\", {COLUMNS}, filter: \"day > '2013-01-01'\")")));
    let checked = place.run(&["check", "p.ron"]);
    checked.code(0).out(&["warning: orders.table: Only Spark has this table. Run the project on Spark (--on spark)"]);
    let there = place.run(&["check", "p.ron", "--on", "spark"]);
    assert_eq!(there.code(0).out, "", "{there:#?}");
    place.run(&["run", "p.ron"]).code(1).err_line(&["orders.table", "Only Spark has this table", "--on spark"]);
    assert_eq!(place.names("out"), [""; 0]);
    // Its columns are known to all that follows.
    place.run(&["schema", "p.ron", "sorted"]).code(0).out(&["day", "date", "amount", "integer"]);
    place.run(&["preview", "p.ron", "sorted"]).code(1).err_line(&["orders", "Only Spark has this table"]);
    writes(&place, "2013-01-01,a,1\n", "");
    place.run(&["check", "p.ron"]).code(0).out(&["warning: out.table: Only Spark has this table"]);
    assert_eq!(place.run(&["check", "p.ron", "--on", "spark"]).code(0).out, "");
    place.run(&["run", "p.ron"]).code(1).err_line(&["out.table", "Only Spark has this table"]);
}

#[test]
fn who_reads_and_writes_one_table_is_told() {
    let place = Place::new();
    let text = project(
        &[
            (
                "in",
                "read_table",
                "(database: \"default\", table: \"Orders\", columns: [(column: \"a\", type: \"int\")])",
            ),
            ("out", "write_table", "(table: \"orders\")"),
        ],
        &[("in", "out")],
    );
    place.put("p.ron", &text);
    place.run(&["check", "p.ron"]).code(1).out(&["out.table", "catalog://default/orders", "in"]);
}

#[test]
fn a_table_is_written_and_replaced_partition_by_partition() {
    let Some(database) = Database::new("by_day") else { return };
    let place = Place::new();
    let by_day = "existing: ReplacePartitions, partition_by: [\"day\"]";
    // The table does not exist yet.
    database.write(&place, "2013-01-01,a,1\n2013-01-02,b,2\n2013-01-02,c,3\n", by_day).unwrap();
    assert_eq!(database.content(), "1 a 1; 2 b 2; 2 c 3");
    assert_eq!(database.ask(&["SHOW PARTITIONS orders"]), "day=2013-01-01; day=2013-01-02");
    // Only the second day gets rows; the columns of the table are in another order.
    database.write(&place, "2013-01-02,d,4\n", by_day).unwrap();
    assert_eq!(database.content(), "1 a 1; 2 d 4");
    database.write(&place, "2013-01-03,e,5\n", "existing: Append").unwrap();
    assert_eq!(database.content(), "1 a 1; 2 d 4; 3 e 5");
    // A condition on the day reads only its partitions.
    let read = |columns: &str| {
        reads(&format!("(database: \"by_day\", table: \"orders\", {columns}, filter: \"day >= '2013-01-02'\")"))
    };
    place.put("p.ron", &read(COLUMNS));
    database.run(&place).unwrap();
    assert_eq!(place.text("out/orders.csv"), "day,item,amount\n2013-01-02,d,4\n2013-01-03,e,5\n");
    // A table that has changed meanwhile is not read as if it had not.
    place.put("p.ron", &read(&COLUMNS.replace("bigint", "int")));
    let error = database.run(&place).expect_err("another type");
    assert!(error.contains("amount is bigint, not int"), "{error}");
    // All rows, also of the partitions that get none.
    database.write(&place, "2013-01-09,z,9\n", "").unwrap();
    assert_eq!(database.content(), "9 z 9");
    database.check_tables();
}

#[test]
fn a_table_keeps_its_definition_and_takes_no_value_that_does_not_fit() {
    let Some(database) = Database::new("defined") else { return };
    let place = Place::new();
    database.ask(&[
        "CREATE TABLE orders (day DATE, item STRING, amount INT) USING orc COMMENT 'ours'",
        "INSERT INTO orders VALUES (DATE '2013-01-01', 'old', 7)",
    ]);
    // A file that cannot be written leaves the table as it is.
    place.put("orders.csv", "day,item,amount\n2013-01-02,b,2\n");
    let text = project(
        &[
            ("orders", "read_csv", "(path: \"orders.csv\")"),
            ("out", "write_table", "(database: \"defined\", table: \"orders\")"),
            ("wrong", "select", "(columns: [(column: \"item\", type: Integer)], invalid: Fail)"),
            ("file", "write_csv", "(path: \"out/orders.csv\")"),
        ],
        &[("orders", "out"), ("orders", "wrong"), ("wrong", "file")],
    );
    place.put("p.ron", &text);
    let error = database.run(&place).expect_err("no integer");
    assert!(error.contains("CAST_INVALID_INPUT"), "{error}");
    assert_eq!((database.content().as_str(), place.names("out").len()), ("1 old 7", 0));
    let refused = |rows: &str, settings: &str, part: &str| {
        let error = database.write(&place, rows, settings).expect_err(part);
        assert!(error.contains(part), "{error}");
        assert_eq!(database.content(), "1 old 7");
        database.check_tables();
    };
    refused("2013-01-02,b,3000000000\n", "", "CAST_OVERFLOW");
    refused("2013-01-02,b,2.5\n", "", "amount is int, and double in the rows");
    refused("2013-01-02,b,2\n", "partition_by: [\"day\"]", "partition columns []");
    database.write(&place, "2013-01-02,b,2\n", "").unwrap();
    assert_eq!(database.content(), "2 b 2");
    let defined = database.ask(&["DESCRIBE EXTENDED orders"]).to_lowercase();
    assert!(["amount int", "provider orc", "comment ours"].iter().all(|part| defined.contains(part)), "{defined}");
    // A partitioned table of Hive's own kind.
    database.ask(&[
        "DROP TABLE orders",
        "CREATE TABLE orders (item STRING, amount BIGINT) PARTITIONED BY (day DATE) STORED AS TEXTFILE",
        "SET hive.exec.dynamic.partition.mode=nonstrict",
        "INSERT INTO orders VALUES ('old', 7, DATE '2013-01-01')",
    ]);
    database.write(&place, "2013-01-02,b,2\n", "existing: ReplacePartitions, partition_by: [\"day\"]").unwrap();
    assert_eq!(database.content(), "1 old 7; 2 b 2");
    // Spark would leave the partitions that get no rows, without a word.
    let error = database.write(&place, "2013-01-03,c,3\n", "").expect_err("a table of Hive's own kind");
    assert!(error.contains("would leave the other partitions"), "{error}");
    assert_eq!(database.content(), "1 old 7; 2 b 2");
    database.check_tables();
}

#[test]
fn what_a_killed_run_has_left_is_finished_or_removed() {
    let Some(database) = Database::new("killed") else { return };
    let place = Place::new();
    let waits =
        "CREATE TABLE orders__new USING parquet AS SELECT DATE '2013-01-02' AS day, 'waits' AS item, 2L AS amount";
    let mark = "CREATE TABLE orders__commit (done BOOLEAN)";
    database.ask(&[
        "CREATE TABLE orders USING parquet AS SELECT DATE '2013-01-01' AS day, 'old' AS item, 1L AS amount",
        waits,
        mark,
    ]);
    // It ended after the mark: its rows come in, then those of this run.
    database.write(&place, "2013-01-03,c,3\n", "existing: Append").unwrap();
    assert_eq!(database.content(), "1 old 1; 2 waits 2; 3 c 3");
    // It ended before the mark: they do not.
    database.ask(&[waits]);
    database.write(&place, "2013-01-04,d,4\n", "existing: Append").unwrap();
    assert_eq!(database.content(), "1 old 1; 2 waits 2; 3 c 3; 4 d 4");
    database.check_tables();
    // It ended while it appended: nobody knows, so that a person is asked.
    database.ask(&[waits, "ALTER TABLE orders__new RENAME TO orders__adding", mark]);
    let error = database.run(&place).expect_err("a question");
    assert!(error.contains("drop killed.orders__adding"), "{error}");
    assert_eq!(database.content(), "1 old 1; 2 waits 2; 3 c 3; 4 d 4");
}

#[test]
fn the_command_line_writes_a_table_asks_for_its_columns_and_looks_at_it() {
    let Some((arguments, _turn)) = on_spark() else { return };
    let place = Place::new();
    writes(&place, "2013-01-01,a,1\n2013-01-02,b,2\n2013-01-02,c,3\n", "partition_by: [\"day\"]");
    let catalog = metastore(&place);
    let catalog: Vec<&str> = catalog.iter().map(String::as_str).collect();
    run(&place, &arguments, &catalog).code(0).out(&["3\t", "catalog://default/orders"]);
    place.run(&["runs", "p.ron"]).code(0).out(&["succeeded"]);
    place.put("p.ron", &reads("(table: \"orders\", filter: \"day >= '2013-01-02'\")"));
    let ask = |words: &[&str]| {
        let own = arguments.iter().skip(2).map(String::as_str).chain(catalog.iter().copied());
        place.run(&words.iter().copied().chain(own).collect::<Vec<_>>())
    };
    ask(&["schema", "p.ron", "orders", "--store"]).code(0).out(&["amount", "bigint", "day", "date"]);
    assert!(place.text("p.ron").contains("(column: \"day\", type: \"date\")"), "{}", place.text("p.ron"));
    let shown = ask(&["preview", "p.ron", "sorted", "--format", "csv"]);
    assert_eq!(shown.code(0).out, "item,amount,day\nb,2,2013-01-02\nc,3,2013-01-02\n");
}
