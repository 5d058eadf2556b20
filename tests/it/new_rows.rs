//! Runs that read only what is new, from the command line.

use std::fs;

use rusqlite::Connection;

use crate::program::{Place, project};

const READ: &str = "(path: \"shop.sqlite\", table: \"orders\", new_by: \"changed\")";

/// Orders, whose new ones are added to a table and written to a file.
fn shop(read: &str) -> Place {
    let place = Place::new();
    let nodes = [
        ("orders", "read_database", read),
        ("dear", "filter", "(condition: \"amount > 1\")"),
        ("sum", "group_by", "(keys: [], aggregations: [(column: \"amount\", function: Sum, name: \"sum\")])"),
        ("kept", "write_database", "(path: \"kept.sqlite\", table: \"orders\", existing: Append)"),
        ("sums", "write_csv", "(path: \"sums.csv\")"),
    ];
    let wires = [("orders", "dear"), ("dear", "kept"), ("dear", "sum"), ("sum", "sums")];
    place.put("p.ron", &project(&nodes, &wires));
    sql(&place, "CREATE TABLE orders (id INTEGER PRIMARY KEY, changed INTEGER, amount INTEGER)");
    place
}

fn sql(place: &Place, text: &str) {
    Connection::open(place.path("shop.sqlite")).and_then(|shop| shop.execute_batch(text)).expect("a statement");
}

fn kept(place: &Place) -> Vec<i64> {
    let kept = Connection::open(place.path("kept.sqlite")).expect("a database");
    let mut ids = kept.prepare("SELECT id FROM orders ORDER BY id").expect("a table");
    ids.query_map([], |row| row.get(0)).and_then(Iterator::collect).expect("numbers")
}

fn position(place: &Place) -> Option<String> {
    fs::read_to_string(place.path("p.positions.json")).ok()
}

#[test]
fn each_row_arrives_once_and_the_position_moves_with_the_outputs() {
    let place = shop(READ);
    sql(&place, "INSERT INTO orders VALUES (1, 10, 5), (2, 10, 1), (3, 20, 7)");
    place.run(&["run", "p.ron"]).code(0);
    assert_eq!((kept(&place), place.text("sums.csv").as_str()), (vec![1, 3], "sum\n12\n"));
    let first = position(&place).expect("a position");
    let events = place.run(&["run", "p.ron", "--events", "json"]).code(0).out.clone();
    let read: Vec<&str> = events.lines().filter(|line| line.contains("\"reading\"")).collect();
    assert_eq!(read.len(), 2, "the database and the positions: {events}");
    assert!(read[0].contains("shop.sqlite\"") && read[1].contains("p.positions.json\""), "{events}");
    assert!(first.contains("\"value\": \"20\"") && first.contains("shop.sqlite"), "{first}");
    // Nothing is new.
    place.run(&["run", "p.ron"]).code(0);
    assert_eq!((kept(&place), place.text("sums.csv").as_str()), (vec![1, 3], "sum\n0\n"));
    assert_eq!(position(&place).expect("a position"), first, "byte for byte");
    // A transaction with a smaller value has been committed late.
    sql(&place, "INSERT INTO orders VALUES (4, 15, 2), (5, 20, 3)");
    // A preview shows all rows, and moves nothing.
    assert_eq!(place.run(&["preview", "p.ron", "orders", "--format", "csv"]).code(0).out.lines().count(), 6);
    // A run that fails leaves the position where it was.
    fs::create_dir(place.path("sums.csv.d")).expect("room");
    place.put("q.ron", &place.text("p.ron").replace("sums.csv", "sums.csv.d"));
    fs::copy(place.path("p.positions.json"), place.path("q.positions.json")).expect("a file");
    place.run(&["run", "q.ron"]).code(1);
    assert_eq!(
        (fs::read_to_string(place.path("q.positions.json")).expect("a file"), kept(&place)),
        (first, vec![1, 3])
    );
    place.run(&["run", "p.ron"]).code(0);
    assert_eq!((kept(&place), place.text("sums.csv").as_str()), (vec![1, 3, 4, 5], "sum\n5\n"));
    let said = place.run(&["positions", "p.ron"]);
    said.code(0);
    assert!(said.out.contains("orders") && said.out.contains("20") && said.out.contains("5 rows"), "{said:#?}");
    place.run(&["positions", "p.ron", "--forget", "sums"]).code(1);
    place.run(&["positions", "p.ron", "--forget", "orders"]).code(0);
    place.run(&["run", "p.ron"]).code(0);
    assert_eq!(kept(&place), [1, 1, 3, 3, 4, 4, 5, 5], "all rows again, as was asked");
}

#[test]
fn a_run_of_some_outputs_is_refused_where_the_others_would_miss_rows() {
    let place = shop(READ);
    sql(&place, "INSERT INTO orders VALUES (1, 10, 5)");
    place.run(&["run", "p.ron", "--only", "sums"]).code(1).err_line(&["orders", "\"kept\"", "Run all outputs"]);
    assert_eq!((position(&place), place.names("").contains(&"sums.csv".to_owned())), (None, false));
    // What writes nothing moves nothing.
    place.run(&["run", "p.ron", "--to", "dear"]).code(0);
    assert_eq!(position(&place), None);
    place.run(&["run", "p.ron"]).code(0);
    assert_eq!(kept(&place), [1]);
}

#[test]
fn runs_at_once_bring_no_row_twice() {
    let place = shop(READ);
    for round in 1..=6 {
        sql(&place, &format!("INSERT INTO orders VALUES ({round}, {round}, 5)"));
        let runs: Vec<_> = (0..3).map(|_| place.command(&["run", "p.ron"]).spawn().expect("starts")).collect();
        let codes: Vec<_> = runs.into_iter().map(|mut run| run.wait().expect("ends").code()).collect();
        assert!(codes.contains(&Some(0)), "{codes:?}");
        assert_eq!(kept(&place), (1..=round).collect::<Vec<_>>(), "{codes:?}");
    }
}

/// `TABLEWIRE_KILLS` sets how many runs are killed (12).
#[cfg(unix)]
#[test]
fn killed_runs_lose_no_row_and_bring_none_twice() {
    let kills: u64 = std::env::var("TABLEWIRE_KILLS").map_or(12, |text| text.parse().expect("a number"));
    let place = shop(READ);
    let mut last = 0;
    for kill in 1..=kills {
        let rows: Vec<String> = (1..=500).map(|n| format!("({}, {}, 5)", last + n, (last + n) / 7)).collect();
        sql(&place, &format!("INSERT INTO orders VALUES {}", rows.join(", ")));
        last += 500;
        let mut run = place.command(&["run", "p.ron", "--quiet"]).spawn().expect("starts");
        // At another moment each time, up to its end.
        std::thread::sleep(std::time::Duration::from_millis(kill * 300 / kills));
        crate::program::kill(&mut run);
        if kill % 2 == 0 {
            place.run(&["run", "p.ron"]).code(0);
            assert_eq!(kept(&place), (1..=last).collect::<Vec<_>>(), "after kill {kill}");
        }
    }
    place.run(&["run", "p.ron"]).code(0);
    assert_eq!(kept(&place), (1..=last).collect::<Vec<_>>());
}

#[test]
fn what_cannot_grow_is_refused_by_name() {
    for (setting, words) in [
        ("new_by: \"amounts\"", "amounts"),
        ("new_by: \"price\"", "cannot tell which rows are new"),
        ("new_by: \"id\", keys: [\"no\"]", "no"),
    ] {
        let place = shop(&READ.replace("new_by: \"changed\"", setting));
        sql(&place, "ALTER TABLE orders ADD COLUMN price REAL; INSERT INTO orders VALUES (1, 10, 5, 1.5)");
        place.run(&["check", "p.ron"]).code(1).out(&["orders", words]);
    }
    let place = shop(READ);
    sql(&place, "INSERT INTO orders VALUES (1, NULL, 5)");
    place.run(&["run", "p.ron"]).code(1).err_line(&["orders", "\"changed\"", "without a value"]);
}
