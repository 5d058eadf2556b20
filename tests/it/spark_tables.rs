//! Tables of Spark's catalog: here they are known by name; on a real Spark, with a metastore of Hive's in the folder of the test,
//! they are written all or none, read, and filled partition by partition. What needs a Spark is left out without
//! `TABLEWIRE_SPARK_PYTHON`.

use std::process::Command;

use crate::program::{Place, Said, project, said};
use crate::spark::session;
use crate::spark_runs::{on_spark, run};

/// Orders of three days, written into a table by `settings`.
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

/// Runs `p.ron` of the place on Spark, with its metastore.
fn there(place: &Place, arguments: &[String]) -> Said {
    let more = metastore(place);
    run(place, arguments, &more.iter().map(String::as_str).collect::<Vec<_>>())
}

/// Statements of SQL on the metastore of the place, in a Spark of one process; returns what the last one finds.
pub fn sql(place: &Place, statements: &[&str]) -> String {
    let confs: Vec<String> = metastore(place).into_iter().filter(|word| word != "--conf").collect();
    let program = format!(
        "import json\nfrom pyspark.sql import SparkSession\n\
         builder = SparkSession.builder.master('local[1]').config('spark.ui.enabled', 'false')\n\
         for conf in json.loads('''{}'''):\n    builder = builder.config(*conf.split('=', 1))\n\
         spark = builder.getOrCreate()\n\
         for statement in json.loads('''{}'''):\n    rows = spark.sql(statement).collect()\n\
         print('; '.join(' '.join(map(str, row)) for row in rows))\n",
        serde_json::json!(confs),
        serde_json::json!(statements),
    );
    let mut command = Command::new(session::python().expect("asked for before"));
    command.args(["-c", &program]).env("SPARK_LOCAL_IP", "127.0.0.1");
    let done = said(place.settled(command).output().expect("starts"));
    assert_eq!(done.code, 0, "{statements:?}: {}", done.err);
    done.out.lines().last().unwrap_or_default().to_owned()
}

/// The rows of the table, without the columns that all have.
fn content(place: &Place) -> String {
    sql(place, &["SELECT date_format(day, 'd'), item, amount FROM orders ORDER BY ALL"])
}

#[test]
fn here_a_table_is_known_by_name_and_told_with_a_remedy() {
    let place = Place::new();
    place.put("p.ron", &reads(&format!("(table: \"orders\", {COLUMNS}, filter: \"day > '2013-01-01'\")")));
    let checked = place.run(&["check", "p.ron"]);
    checked.code(0).out(&["warning: Only Spark has this table. Run the project on Spark (--on spark)"]);
    let there = place.run(&["check", "p.ron", "--on", "spark"]);
    assert_eq!(there.code(0).out, "", "{there:#?}");
    place.run(&["run", "p.ron"]).code(1).err_line(&["orders.table", "Only Spark has this table", "--on spark"]);
    assert_eq!(place.names("out"), [""; 0]);
    // Its columns are known to all that follows.
    place.run(&["schema", "p.ron", "sorted"]).code(0).out(&["day", "date", "amount", "integer"]);
    place.run(&["preview", "p.ron", "sorted"]).code(1).err_line(&["orders", "Only Spark has this table"]);
    writes(&place, "2013-01-01,a,1\n", "");
    place.run(&["check", "p.ron"]).code(0).out(&["out.table", "warning: Only Spark has this table"]);
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
fn a_table_is_written_read_and_replaced_partition_by_partition() {
    let Some((arguments, _turn)) = on_spark() else { return };
    let place = Place::new();
    // The table does not exist yet.
    let first = "2013-01-01,a,1\n2013-01-02,b,2\n2013-01-02,c,3\n";
    writes(&place, first, "existing: ReplacePartitions, partition_by: [\"day\"]");
    there(&place, &arguments).code(0).out(&["3\t", "catalog://default/orders"]);
    assert_eq!(content(&place), "1 a 1; 2 b 2; 2 c 3");
    assert!(place.names("warehouse/orders").contains(&"day=2013-01-01".to_owned()));
    // Only the second day gets rows; the columns of the table are in another order.
    writes(&place, "2013-01-02,d,4\n", "existing: ReplacePartitions, partition_by: [\"day\"]");
    there(&place, &arguments).code(0);
    assert_eq!(content(&place), "1 a 1; 2 d 4");
    writes(&place, "2013-01-03,e,5\n", "existing: Append");
    there(&place, &arguments).code(0);
    assert_eq!(content(&place), "1 a 1; 2 d 4; 3 e 5");
    // Its columns are asked for, and kept in the project; a condition on the day reads only its partitions.
    place.put("p.ron", &reads("(table: \"orders\", filter: \"day >= '2013-01-02'\")"));
    let place_of = |words: &[&str]| -> Vec<String> {
        let own = arguments.iter().skip(2).cloned().chain(metastore(&place));
        words.iter().map(|word| (*word).to_owned()).chain(own).collect()
    };
    let asked = place_of(&["schema", "p.ron", "orders", "--store"]);
    place.run(&asked.iter().map(String::as_str).collect::<Vec<_>>()).code(0).out(&["amount", "bigint", "day", "date"]);
    assert!(place.text("p.ron").contains("(column: \"day\", type: \"date\")"), "{}", place.text("p.ron"));
    there(&place, &arguments).code(0);
    assert_eq!(place.text("out/orders.csv"), "item,amount,day\nd,4,2013-01-02\ne,5,2013-01-03\n");
    // A table that has changed meanwhile is not read as if it had not.
    let other = place.text("p.ron").replace("\"bigint\"", "\"int\"");
    place.put("p.ron", &other);
    there(&place, &arguments).code(1).err_line(&["orders", "amount is bigint, not int"]);
    // All rows, also of the partitions that get none.
    writes(&place, "2013-01-09,z,9\n", "");
    there(&place, &arguments).code(0);
    assert_eq!(content(&place), "9 z 9");
    assert_eq!(sql(&place, &["SHOW TABLES"]), "default orders False", "nothing is left beside it");
}

#[test]
fn a_table_keeps_its_definition_and_takes_no_value_that_does_not_fit() {
    let Some((arguments, _turn)) = on_spark() else { return };
    let place = Place::new();
    sql(
        &place,
        &[
            "CREATE TABLE orders (day DATE, item STRING, amount INT) USING orc COMMENT 'ours'",
            "INSERT INTO orders VALUES (DATE '2013-01-01', 'old', 7)",
        ],
    );
    // A file that cannot be written leaves the table as it is.
    place.put("orders.csv", "day,item,amount\n2013-01-02,b,2\n");
    let text = project(
        &[
            ("orders", "read_csv", "(path: \"orders.csv\")"),
            ("out", "write_table", "(table: \"orders\")"),
            ("file", "write_csv", "(path: \"missing/orders.csv\", create_folders: false)"),
        ],
        &[("orders", "out"), ("orders", "file")],
    );
    place.put("p.ron", &text);
    there(&place, &arguments).code(1);
    assert_eq!(content(&place), "1 old 7");
    writes(&place, "2013-01-02,b,3000000000\n", "");
    there(&place, &arguments).code(1).err_line(&["out", "CAST_OVERFLOW"]);
    assert_eq!(content(&place), "1 old 7");
    writes(&place, "2013-01-02,b,2\n", "partition_by: [\"day\"]");
    there(&place, &arguments).code(1).err_line(&["out", "partition columns []"]);
    writes(&place, "2013-01-02,b,2\n", "");
    there(&place, &arguments).code(0);
    assert_eq!(content(&place), "2 b 2");
    let defined = sql(&place, &["SHOW CREATE TABLE orders"]);
    assert!(defined.contains("amount INT") || sql(&place, &["DESCRIBE orders amount"]).contains("int"), "{defined}");
    assert_eq!(sql(&place, &["SHOW TABLES"]), "default orders False");
    // A partitioned table of Hive's own kind.
    sql(
        &place,
        &[
            "DROP TABLE orders",
            "CREATE TABLE orders (item STRING, amount BIGINT) PARTITIONED BY (day DATE) STORED AS TEXTFILE",
            "INSERT INTO orders VALUES ('old', 7, DATE '2013-01-01')",
        ],
    );
    writes(&place, "2013-01-02,b,2\n", "existing: ReplacePartitions, partition_by: [\"day\"]");
    there(&place, &arguments).code(0);
    assert_eq!(content(&place), "1 old 7; 2 b 2");
    writes(&place, "2013-01-03,c,3\n", "");
    there(&place, &arguments).code(0);
    assert_eq!(content(&place), "3 c 3");
}

#[test]
fn what_a_killed_run_has_left_is_finished_or_removed() {
    let Some((arguments, _turn)) = on_spark() else { return };
    let place = Place::new();
    let waits =
        "CREATE TABLE orders__new USING parquet AS SELECT DATE '2013-01-02' AS day, 'waits' AS item, 2L AS amount";
    sql(
        &place,
        &[
            "CREATE TABLE orders USING parquet AS SELECT DATE '2013-01-01' AS day, 'old' AS item, 1L AS amount",
            waits,
            "CREATE TABLE orders__commit (done BOOLEAN)",
        ],
    );
    // It ended after the mark: its rows come in, then those of this run.
    writes(&place, "2013-01-03,c,3\n", "existing: Append");
    there(&place, &arguments).code(0);
    assert_eq!(content(&place), "1 old 1; 2 waits 2; 3 c 3");
    // It ended before the mark: they do not.
    sql(&place, &[waits]);
    writes(&place, "2013-01-04,d,4\n", "existing: Append");
    there(&place, &arguments).code(0);
    assert_eq!(content(&place), "1 old 1; 2 waits 2; 3 c 3; 4 d 4");
    // It ended while it appended: nobody knows, so that a person is asked.
    sql(
        &place,
        &[waits, "ALTER TABLE orders__new RENAME TO orders__adding", "CREATE TABLE orders__commit (done BOOLEAN)"],
    );
    there(&place, &arguments).code(1).err_line(&["orders__adding", "drop orders__adding"]);
    assert_eq!(content(&place), "1 old 1; 2 waits 2; 3 c 3; 4 d 4");
}
