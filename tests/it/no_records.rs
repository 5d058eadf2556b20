//! Sources that have rows in one run and none in the next: their columns and types stay, and so do those of all that is behind them.

use rusqlite::Connection;

use crate::program::{Place, project};

/// A source on two days: how it is read, and its content with rows and without.
struct Case {
    name: &'static str,
    kind: &'static str,
    settings: &'static str,
    with: &'static str,
    without: &'static str,
}

const CASES: [Case; 7] = [
    Case {
        name: "a CSV file with its header",
        kind: "read_csv",
        settings: "(path: \"in.txt\", try_dates: true)",
        with: "k,day,price\n1,2013-06-01,2.5\n2,2013-06-02,3.5\n",
        without: "k,day,price\n",
    },
    Case {
        name: "a CSV file without anything",
        kind: "read_csv",
        settings: "(path: \"in.txt\", try_dates: true)",
        with: "k,day,price\n1,2013-06-01,2.5\n2,2013-06-02,3.5\n",
        without: "",
    },
    Case {
        name: "a JSON array",
        kind: "read_json",
        settings: "(path: \"in.txt\")",
        with: "[{\"k\": 1, \"day\": \"x\", \"price\": 2.5}, {\"k\": 2, \"day\": \"y\", \"price\": 3.5}]",
        without: "[]",
    },
    Case {
        name: "lines of JSON",
        kind: "read_json",
        settings: "(path: \"in.txt\", shape: Lines)",
        with: "{\"k\": 1, \"day\": \"x\", \"price\": 2.5}\n{\"k\": 2, \"day\": \"y\", \"price\": 3.5}\n",
        without: "",
    },
    Case {
        name: "a query of SQLite",
        kind: "read_database",
        settings: "(path: \"in.sqlite\", query: \"SELECT k + 0 AS k, day || '' AS day, price * 1 AS price FROM t\")",
        with: "CREATE TABLE t (k INTEGER, day TEXT, price REAL); INSERT INTO t VALUES (1, 'x', 2.5), (2, 'y', 3.5)",
        without: "DELETE FROM t",
    },
    Case {
        name: "a workbook with its header",
        kind: "read_excel",
        settings: "(path: \"in.xlsx\")",
        with: "k,day,price\n1,2013-06-01,2.5\n2,2013-06-02,3.5\n",
        without: "k,day,price\n",
    },
    Case {
        name: "a type that the node declares goes first",
        kind: "read_csv",
        settings: "(path: \"in.txt\", types: [(column: \"price\", type: Number)])",
        with: "k,day,price\n1,x,2\n2,y,3\n",
        without: "k,day,price\n",
    },
];

impl Case {
    fn fill(&self, place: &Place, content: &str) {
        match self.kind {
            "read_database" => {
                Connection::open(place.path("in.sqlite")).and_then(|file| file.execute_batch(content)).expect("rows");
            }
            "read_excel" => {
                // Types as in a workbook; without rows only the header is written.
                place.put("book.csv", content);
                let nodes = [
                    ("book", "read_csv", "(path: \"book.csv\", try_dates: true)"),
                    ("out", "write_excel", "(path: \"in.xlsx\")"),
                ];
                place.put("book.ron", &project(&nodes, &[("book", "out")]));
                // Another folder of state: that source has columns of its own.
                let mut command = place.command(&["run", "book.ron"]);
                let done = command.env("TABLEWIRE_STATE", place.path("other")).output().expect("it starts");
                assert!(done.status.success(), "{done:?}");
            }
            _ => {
                place.put("in.txt", content);
            }
        }
    }
}

/// The columns of a Parquet file with their types, as another reader tells them.
fn columns_of(place: &Place, file: &str) -> String {
    place.put("look.ron", &project(&[("look", "read_parquet", &format!("(path: {file:?})"))], &[]));
    let said = place.run(&["schema", "look.ron", "look"]);
    said.code(0);
    said.out
}

#[test]
fn columns_and_types_stay_when_there_are_no_rows() {
    for case in &CASES {
        let place = Place::new();
        place.put("more.csv", "k,name\n1,one\n3,three\n");
        let nodes = [
            ("in", case.kind, case.settings),
            ("more", "read_csv", "(path: \"more.csv\")"),
            ("twice", "formula", "(columns: [(name: \"twice\", expression: \"price * 2\")])"),
            ("named", "join", "(keys: [(left: \"k\", right: \"k\")])"),
            ("file", "write_parquet", "(path: \"out.parquet\")"),
            ("table", "write_database", "(path: \"out.sqlite\", table: \"t\", existing: Replace, empty: true)"),
        ];
        let wires =
            [("in", "twice"), ("twice", "named"), ("more", "named.right"), ("named", "file"), ("twice", "table")];
        place.put("p.ron", &project(&nodes, &wires));
        case.fill(&place, case.with);
        place.run(&["run", "p.ron"]).code(0);
        let before = columns_of(&place, "out.parquet");
        let table = |place: &Place| -> Vec<(String, String)> {
            let file = Connection::open(place.path("out.sqlite")).expect("a database");
            let mut statement = file.prepare("SELECT name, type FROM pragma_table_info('t')").expect("a query");
            let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).expect("columns");
            rows.collect::<Result<_, _>>().expect("columns")
        };
        let table_before = table(&place);
        case.fill(&place, case.without);
        std::fs::remove_file(place.path("out.parquet")).expect("a file");
        std::fs::remove_file(place.path("out.sqlite")).expect("a file");
        let hint = "No rows; columns as in the run of 20";
        let check = place.run(&["check", "p.ron"]);
        assert!(check.code(0).out.contains(hint), "{}: {check:#?}", case.name);
        place.run(&["run", "p.ron"]).code(0).err_line(&["in", hint]);
        assert_eq!(columns_of(&place, "out.parquet"), before, "{}", case.name);
        assert_eq!(table(&place), table_before, "{}", case.name);
        // Who has never run it knows nothing of its columns.
        let other = place.command(&["check", "p.ron"]).env("TABLEWIRE_STATE", place.path("new")).output();
        let other = String::from_utf8_lossy(&other.expect("it starts").stdout).into_owned();
        assert!(!other.contains(hint), "{}: {other}", case.name);
    }
}
