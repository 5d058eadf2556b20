//! Columns that differ, from the command line: told by a check, told by the run and its history, and done with the rows alone.

use std::time::Duration;

use rusqlite::Connection;

use crate::program::{Place, STATE, project};

fn place(settings: &str) -> Place {
    let place = Place::new();
    let connection = Connection::open(place.path("shop.sqlite")).expect("a database");
    let script = "CREATE TABLE rows (k INTEGER PRIMARY KEY, n INTEGER, old TEXT); INSERT INTO rows VALUES (1, 10, 'x')";
    connection.execute_batch(script).expect("a table");
    let settings = format!("(path: \"shop.sqlite\", table: \"rows\", existing: Append, {settings})");
    let nodes = [("data", "read_csv", "(path: \"data.csv\")"), ("rows", "write_database", settings.as_str())];
    place.put("p.ron", &project(&nodes, &[("data", "rows")]));
    place
}

/// The columns of the table with their types, and its rows.
fn held(place: &Place) -> (String, Vec<String>) {
    let connection = Connection::open(place.path("shop.sqlite")).expect("a database");
    let sql = "SELECT group_concat(name || ' ' || type, ', ') FROM pragma_table_info('rows')";
    let columns: String = connection.query_row(sql, [], |row| row.get(0)).expect("columns");
    let names = columns.split(", ").map(|column| format!("quote({})", column.split(' ').next().expect("a name")));
    let sql = format!("SELECT {} FROM rows", names.collect::<Vec<_>>().join(" || ' ' || "));
    let mut statement = connection.prepare(&sql).expect("a query");
    let rows = statement.query_map([], |row| row.get(0)).expect("rows").collect::<Result<_, _>>().expect("rows");
    (columns, rows)
}

const BEFORE: &str = "k INTEGER, n INTEGER, old TEXT";

#[test]
fn what_a_run_changes_is_told_before_and_afterwards() {
    let place = place("columns: Evolve");
    place.put("data.csv", "k,n,day\n2,20,2013-06-01\n3,30,\n");
    let adds = "The table \"rows\" gets new columns: \"day\" (DATE)";
    let gone = "The input lacks columns of the table \"rows\": \"old\"";
    let check = place.run(&["check", "p.ron"]);
    check.code(0);
    for told in [adds, gone] {
        assert!(check.out.contains(told) || check.err.contains(told), "{told}: {check:?}");
    }
    assert_eq!(held(&place), (BEFORE.to_owned(), vec!["1 10 'x'".to_owned()]), "a check writes nothing");
    place.run(&["run", "p.ron"]).code(0).err_line(&["rows.columns", adds]).err_line(&[gone]);
    let rows = ["1 10 'x' NULL", "2 20 NULL '2013-06-01'", "3 30 NULL NULL"].map(str::to_owned).to_vec();
    assert_eq!(held(&place), (format!("{BEFORE}, day DATE"), rows));
    let log = place.names(&format!("{STATE}/logs")).pop().expect("a log");
    let log = place.text(&format!("{STATE}/logs/{log}"));
    assert!(log.contains(adds) && log.contains(gone), "{log}");
    place.put("data.csv", "k,n,day,old\n4,40,,y\n");
    let again = place.run(&["run", "p.ron"]);
    assert!(!again.code(0).err.contains("columns"), "nothing differs any more: {again:?}");
}

#[test]
fn what_a_run_drops_is_told_with_numbers_and_values() {
    let place = place("columns: DropRows");
    place.put("data.csv", "k,n,old\n2,20,a\n3,2.5,b\n4,40,c\n");
    let dropped = "1 row does not fit the table \"rows\" and is dropped: row 2: n = 2.5";
    place.run(&["run", "p.ron"]).code(0).err_line(&[dropped]);
    let rows = ["1 10 'x'", "2 20 'a'", "4 40 'c'"].map(str::to_owned).to_vec();
    assert_eq!(held(&place), (BEFORE.to_owned(), rows));
}

#[test]
fn a_source_without_rows_fits_a_table_of_whatever_types() {
    for columns in ["Freeze", "Evolve", "DropRows", "DropValues"] {
        let place = place(&format!("columns: {columns}"));
        place.put("data.csv", "k,n,old\n");
        let said = place.run(&["run", "p.ron"]);
        said.code(0);
        assert_eq!(held(&place), (BEFORE.to_owned(), vec!["1 10 'x'".to_owned()]), "{columns}");
        assert!(!said.err.contains("warning"), "{columns}: {said:?}");
        // A column in which no value has been seen has no type that a table could get.
        place.put("data.csv", "k,n,old,more\n2,20,,\n");
        let said = place.run(&["run", "p.ron"]);
        match columns {
            "Freeze" => said.code(1).err_line(&["has no column \"more\""]),
            "Evolve" => said.code(0).err_line(&["have no values yet, and are not added: \"more\""]),
            _ => said.code(0),
        };
        assert_eq!(held(&place).0, BEFORE, "{columns}");
        place.put("data.csv", "k,n,old,more\n3,30,,5\n");
        let said = place.run(&["run", "p.ron"]);
        if columns == "Evolve" {
            said.code(0);
            assert_eq!(held(&place).0, format!("{BEFORE}, more INTEGER"));
        }
    }
}

#[test]
fn a_run_that_is_killed_leaves_the_old_table_or_the_new_one() {
    let place = place("columns: Evolve");
    let rows = 20_000;
    let mut columns = 3;
    for kill in 0_u32..8 {
        let name = format!("c{kill}");
        let first = 1_000_000 * i64::from(kill + 1);
        let lines: String = (0..rows).map(|n| format!("{},{n},x\n", first + n)).collect();
        place.put("data.csv", &format!("k,n,{name}\n{lines}"));
        let mut command = place.command(&["run", "p.ron"]);
        command.stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null());
        let mut child = command.spawn().expect("starts");
        std::thread::sleep(Duration::from_millis(u64::from(40 + 35 * kill)));
        crate::program::kill(&mut child);
        place.put("people.csv", crate::program::PEOPLE).put("other.ron", &crate::program::adults());
        let staged = || {
            let connection = Connection::open(place.path("shop.sqlite")).expect("a database");
            let sql = "SELECT count(*) FROM sqlite_schema WHERE name LIKE 'tablewire%'";
            connection.query_row(sql, [], |row| row.get::<_, i64>(0)).expect("a number")
        };
        crate::program::start_until(&place, &["run", "other.ron"], || staged() == 0);
        let connection = Connection::open(place.path("shop.sqlite")).expect("a database");
        let one = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, i64>(0)).expect("a number");
        let there = one(&format!("SELECT count(*) FROM rows WHERE k >= {first}"));
        let found = one("SELECT count(*) FROM pragma_table_info('rows')");
        if there == 0 {
            assert_eq!(found, columns, "{kill}: neither rows nor a column");
        } else {
            assert_eq!((there, found), (rows, columns + 1), "{kill}: all rows and their column");
            columns += 1;
        }
    }
}
