//! Connections from the command line and in the window: listed, tested, browsed, changed. PostgreSQL where `TABLEWIRE_POSTGRES` is set.

use std::time::{Duration, Instant};

use egui::{Event, Key, Modifiers, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable, by};
use serde_json::Value;
use tablewire::app::databases::{ConnectionTest, TestOf};
use tablewire::app::view::Dialog;
use tablewire::app::{Action, Command, DatabaseCommand, Password, Secret, Tested, WindowCommand};
use tablewire::base::Problem;
use tablewire::document::Position;

use crate::program::Place;
use crate::window::{Window, app, ask, opened};

/// A folder with a database of a table and a view, and a file of connections.
fn shop() -> Place {
    let place = Place::new();
    let database = rusqlite::Connection::open(place.path("shop.sqlite")).expect("a database");
    let script = "CREATE TABLE orders (id INTEGER PRIMARY KEY, city TEXT NOT NULL, price NUMERIC(9, 2)); \
                  INSERT INTO orders VALUES (1, 'Oslo', 12.5), (2, 'Turin', 7.25), (3, 'Kyoto', 3); \
                  CREATE TABLE \"odd name\" (a); CREATE VIEW cheap AS SELECT * FROM orders WHERE price < 10;";
    database.execute_batch(script).expect("a script");
    place.put("machine.ron", r#"{"shop": "sqlite:shop.sqlite", "gone": "sqlite:none/gone.sqlite"}"#);
    place
}

fn json(place: &Place, arguments: &[&str]) -> Value {
    let all = [&["connections"], arguments, &["--connections", "machine.ron", "--format", "json"]].concat();
    serde_json::from_str(&place.run(&all).code(0).out).expect("JSON")
}

#[test]
fn the_command_line_lists_tests_and_browses() {
    let place = shop();
    let default =
        "(format: 1, connections: {\"archive\": {\"driver\": \"sqlite\", \"path\": \"shop.sqlite\"}}, nodes: {})";
    place.put("p.ron", default);
    let mut command =
        place.command(&["connections", "--connections", "machine.ron", "--project", "p.ron", "--format", "json"]);
    command.env("TABLEWIRE_CONNECTION_FAR", "postgres://me:s3cret@db.example/sales");
    let listed = crate::program::said(command.output().expect("starts"));
    let all: Value = serde_json::from_str(&listed.code(0).out).expect("JSON");
    let all: Vec<[&str; 4]> = all
        .as_array()
        .expect("a list")
        .iter()
        .map(|entry| ["name", "from", "driver", "leads_to"].map(|key| entry[key].as_str().unwrap_or("-")))
        .filter(|entry| ["archive", "far", "gone", "shop"].contains(&entry[0]))
        .collect();
    let path = |name: &str| place.path(name).canonicalize().unwrap_or_else(|_| place.path(name)).display().to_string();
    assert_eq!(
        all.iter().map(|entry| (entry[0], entry[1], entry[2])).collect::<Vec<_>>(),
        [
            ("archive", "project", "sqlite"),
            ("far", "environment", "postgres"),
            ("gone", "file", "sqlite"),
            ("shop", "file", "sqlite"),
        ]
    );
    assert_eq!(all[1][3], "db.example:5432/sales");
    assert!(all[0][3].ends_with("shop.sqlite"), "{} {}", all[0][3], path("shop.sqlite"));
    assert!(!listed.out.contains("s3cret"));

    let tested = json(&place, &["test", "shop"]);
    assert_eq!((&tested["server"], &tested["tables"], &tested["schemas"]), (&"SQLite".into(), &3.into(), &Value::Null));
    assert!(tested["version"].as_str().is_some_and(|version| version.starts_with("3.")));
    let browsed = json(&place, &["browse", "shop"]);
    let tables: Vec<(&str, &str, Option<u64>)> = browsed["tables"]
        .as_array()
        .expect("tables")
        .iter()
        .map(|table| (table["table"].as_str().unwrap(), table["kind"].as_str().unwrap(), table["rows"].as_u64()))
        .collect();
    assert_eq!(tables, [("cheap", "view", None), ("odd name", "table", Some(0)), ("orders", "table", Some(3))]);
    let columns = json(&place, &["browse", "shop", "orders"]);
    assert_eq!(columns[2], serde_json::json!({"name": "price", "type": "NUMERIC(9, 2)"}));
    let run =
        |arguments: &[&str]| place.run(&[&["connections"], arguments, &["--connections", "machine.ron"]].concat());
    run(&["test", "shop"]).code(0).out(&["shop: SQLite 3.", "3 tables to read"]);
    run(&["browse", "shop"]).code(0).out(&["orders", "about 3"]);
    run(&["browse", "shop", "order"]).code(1).err_line(&["shop: There is no table", "orders"]);
    run(&["test", "gone"]).code(1).err_line(&["gone: ", "gone.sqlite"]);
    run(&["test", "shp"]).code(1).err_line(&["shp: There is no connection \"shp\"", "shop"]);
    run(&["browse"]).code(2);
    assert_eq!(place.run(&["connections", "--connections", "none.ron"]).code, 1);
    place.put("bad.ron", "{\"a\": (s3cret)}");
    let bad = place.run(&["connections", "--connections", "bad.ron"]);
    bad.code(1).err_line(&["bad.ron", "not a valid connections file"]);
    assert!(!bad.err.contains("s3cret"));
}

/// A server that accepts and says nothing.
#[test]
fn a_test_of_a_silent_server_ends_within_five_seconds() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("an address").port();
    let place = Place::new();
    place.put("machine.ron", &format!(r#"{{"silent": "postgres://me:s3cret@127.0.0.1:{port}/shop"}}"#));
    let begun = Instant::now();
    let said = place.run(&["connections", "test", "silent", "--connections", "machine.ron"]);
    assert!(begun.elapsed() < Duration::from_secs(7), "with the start of the program: {:?}", begun.elapsed());
    said.code(1).err_line(&["silent: ", "did not answer"]);
    assert!(!said.err.contains("s3cret"));
    drop(listener);
}

#[test]
fn a_postgres_server_is_tested_and_browsed() {
    let Ok(url) = std::env::var("TABLEWIRE_POSTGRES") else {
        eprintln!("left out: TABLEWIRE_POSTGRES is not set");
        return;
    };
    let place = Place::new();
    let schema = format!("it_browsed_{}", std::process::id());
    let script = |sql: &str| {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        runtime.block_on(async {
            let (client, connection) = tokio_postgres::connect(&url, tokio_postgres::NoTls).await.expect("a server");
            let work = tokio::spawn(connection);
            client.batch_execute(sql).await.expect("a script");
            drop(client);
            let _ = work.await;
        });
    };
    script(&format!(
        "CREATE SCHEMA {schema}; CREATE TABLE {schema}.\"Odd.name\" (a int, b numeric(9, 2), c text[]); \
         CREATE TABLE {schema}.big AS SELECT * FROM generate_series(1, 5000) AS n; ANALYZE {schema}.big; \
         CREATE VIEW {schema}.few AS SELECT * FROM {schema}.big WHERE n < 10"
    ));
    let run = |arguments: &[&str]| {
        let mut command = place.command(&[&["connections"], arguments, &["--format", "json"]].concat());
        command.env("TABLEWIRE_CONNECTION_PG", &url);
        let said = crate::program::said(command.output().expect("starts"));
        serde_json::from_str::<Value>(&said.code(0).out).expect("JSON")
    };
    let tested = run(&["test", "pg"]);
    assert_eq!(tested["server"], "PostgreSQL");
    assert!(tested["version"].as_str().is_some_and(|version| version.starts_with(|sign: char| sign.is_ascii_digit())));
    assert!(
        tested["encrypted"].is_boolean()
            && tested["tables"].as_u64() >= Some(3)
            && tested["schemas"].as_u64() >= Some(1)
    );
    let browsed = run(&["browse", "pg"]);
    let own: Vec<(&str, &str, Option<u64>)> = browsed["tables"]
        .as_array()
        .expect("tables")
        .iter()
        .filter(|table| table["schema"] == schema.as_str())
        .map(|table| (table["name"].as_str().unwrap(), table["kind"].as_str().unwrap(), table["rows"].as_u64()))
        .collect();
    assert_eq!(own, [("Odd.name", "table", Some(0)), ("big", "table", Some(5000)), ("few", "view", None)]);
    let columns = run(&["browse", "pg", &format!("{schema}.\"Odd.name\"")]);
    let types: Vec<&str> = columns.as_array().unwrap().iter().map(|column| column["type"].as_str().unwrap()).collect();
    assert_eq!(types, ["integer", "numeric(9,2)", "text[]"]);
    script(&format!("DROP SCHEMA {schema} CASCADE"));
}

/// A window whose connections are in a folder of its own.
fn window(place: &Place) -> Window {
    let file = place.path("machine.ron");
    let mut harness = opened(Harness::builder().with_size(vec2(1360.0, 860.0)), |_| ());
    app(&mut harness).person.databases.file = Some(file);
    harness.run_steps(6);
    harness
}

fn press(harness: &mut Window, name: &str) {
    harness.get_by_label(name).click();
    harness.run_steps(4);
}

fn write(harness: &mut Window, field: &str, text: &str) {
    harness.get_by_role_and_label(egui::accesskit::Role::TextInput, field).focus();
    harness.run_steps(2);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.event(Event::Text(text.into()));
    harness.run_steps(3);
}

fn shows(harness: &Window, words: &str) -> bool {
    harness.query_all(by().label_contains(words)).next().is_some()
}

#[test]
fn a_connection_is_made_tested_changed_forgotten_and_brought_back() {
    let place = Place::new();
    place.put("machine.ron", "{}");
    let mut harness = window(&place);
    ask(&mut harness, Command::Do(Action::Connections));
    harness.run_steps(4);
    assert!(shows(&harness, "No connections yet"));
    press(&mut harness, "Add connection");
    assert!(shows(&harness, "has no host"), "what is missing is said");
    write(&mut harness, "Host", "127.0.0.1");
    write(&mut harness, "Port", "1");
    write(&mut harness, "User", "me");
    assert!(shows(&harness, "The variable that holds the password has no name yet"), "a reference is the first choice");
    press(&mut harness, "Saved here");
    harness.get_by_role_and_label(egui::accesskit::Role::PasswordInput, "Saved here").focus();
    harness.run_steps(2);
    harness.event(Event::Text("s3cret".into()));
    harness.run_steps(3);
    write(&mut harness, "Name of database", "warehouse");
    press(&mut harness, "Test");
    assert!(shows(&harness, "Cannot reach 127.0.0.1:1"), "without threads it is answered at once");
    press(&mut harness, "Save warehouse");
    let text = place.text("machine.ron");
    assert!(text.contains("warehouse") && text.contains("s3cret"), "{text}");
    let all = harness.query_all(by()).filter_map(|node| {
        let node = node.accesskit_node();
        Some([node.label()?, node.value().unwrap_or_default()].join(" "))
    });
    let all = all.collect::<Vec<_>>().join("\n");
    assert!(all.contains("warehouse") && !all.contains("s3cret"), "{all}");
    write(&mut harness, "Port", "5433");
    press(&mut harness, "Done");
    assert!(app(&mut harness).project.view.dialog.is_some(), "it is not saved");
    press(&mut harness, "Save warehouse");
    assert!(place.text("machine.ron").contains("5433") && place.text("machine.ron").contains("s3cret"));
    press(&mut harness, "Forget");
    assert!(!place.text("machine.ron").contains("warehouse"));
    press(&mut harness, "Bring back warehouse");
    assert!(place.text("machine.ron").contains("s3cret"));
    press(&mut harness, "Done");
    assert_eq!(app(&mut harness).project.view.dialog, None);
    assert!(!app(&mut harness).project.history.is_dirty(), "the project knows nothing of it");
}

#[test]
fn a_place_for_secrets_is_the_first_choice_and_what_stays_is_told() {
    use tablewire::app::SecretPlace;
    use tablewire::connect::KeptSecrets;
    let place = Place::new();
    place.put(
        "machine.ron",
        "{\"shop\": {\"driver\": \"postgres\", \"host\": \"db\", \"user\": \"me\", \"password\": \"secret:own\"}}",
    );
    let mut harness = window(&place);
    app(&mut harness).person.databases.secret_place = Some(SecretPlace::Keyring);
    ask(&mut harness, Command::Do(Action::Connections));
    harness.run_steps(4);
    assert!(shows(&harness, "Kept in the keyring or in the encrypted file"), "nobody has looked yet");
    for (kept, says) in [
        (Some(SecretPlace::Keyring), "Kept in the keyring of the system"),
        (Some(SecretPlace::File), "Kept in the encrypted file of secrets"),
        (None, "It is kept neither"),
    ] {
        let names = kept.map(|place| ("own".to_owned(), place)).into_iter().collect();
        let kept = KeptSecrets { names, places: Vec::new(), problems: Vec::new() };
        app(&mut harness).person.databases.secrets = Some(kept);
        harness.run_steps(3);
        assert!(shows(&harness, says), "{says}");
    }
    press(&mut harness, "Add connection");
    harness.get_by_role_and_label(egui::accesskit::Role::PasswordInput, "Keyring");
    app(&mut harness).person.databases.secret_place = Some(SecretPlace::File);
    harness.run_steps(4);
    harness.get_by_role_and_label(egui::accesskit::Role::PasswordInput, "Encrypted");
    press(&mut harness, "Discard");
    let left = Problem::warning("The old password is still kept").remedy("Remove it");
    app(&mut harness).person.databases.left = Some(left);
    harness.run_steps(3);
    assert!(shows(&harness, "The old password is still kept. Remove it"));
    press(&mut harness, "Forget");
    assert!(!shows(&harness, "still kept"), "it was of the change before");
    app(&mut harness).person.databases.left = Some(Problem::warning("The old password is still kept"));
    harness.run_steps(3);
    press(&mut harness, "Done");
    ask(&mut harness, Command::Do(Action::Connections));
    harness.run_steps(4);
    assert!(!shows(&harness, "still kept"));
}

#[test]
fn a_file_with_a_comment_is_not_written() {
    let place = Place::new();
    let text = "{\n    // the old one\n    \"shop\": \"sqlite:shop.sqlite\",\n}\n";
    place.put("machine.ron", text);
    let mut harness = window(&place);
    ask(&mut harness, Command::Do(Action::Connections));
    harness.run_steps(4);
    press(&mut harness, "Forget");
    assert!(shows(&harness, "line 2: a comment would be lost"));
    assert_eq!(place.text("machine.ron"), text);
}

#[test]
fn a_table_of_the_tree_becomes_a_node_in_one_step() {
    let place = shop();
    let mut harness = window(&place);
    ask(&mut harness, Command::Database(DatabaseCommand::ShowPanel(true)));
    harness.run_steps(4);
    press(&mut harness, "shop, This machine");
    assert!(shows(&harness, "orders, table, about 3 rows") && shows(&harness, "cheap, view"));
    press(&mut harness, "gone, This machine");
    assert!(shows(&harness, "gone.sqlite"), "an error is said where it arose");
    // Right shows the columns, left hides them.
    harness.get_by_label("orders, table, about 3 rows").focus();
    harness.run_steps(3);
    harness.key_press(Key::ArrowRight);
    harness.run_steps(4);
    assert!(shows(&harness, "price, NUMERIC(9, 2)"));
    harness.key_press(Key::ArrowLeft);
    harness.run_steps(4);
    assert!(!shows(&harness, "price, NUMERIC(9, 2)"));
    let before = app(&mut harness).document().nodes().count();
    harness.key_press(Key::Enter);
    harness.run_steps(4);
    let node =
        app(&mut harness).document().nodes().find(|(_, node)| node.kind == "read_database").expect("a node").1.clone();
    assert_eq!(node.name, "orders");
    let settings = node.settings.text().to_owned();
    assert!(settings.contains("connection:\"shop\"") && settings.contains("table:\"orders\""), "{settings}");
    ask(&mut harness, Command::Do(Action::Undo));
    assert_eq!(app(&mut harness).document().nodes().count(), before, "one step");
    let (connection, table) = ("shop".to_owned(), "odd name".to_owned());
    let at = Some(Position::new(4, 80));
    ask(&mut harness, Command::Database(DatabaseCommand::ReadTable { connection, table, at, onto: None }));
    let node =
        app(&mut harness).document().nodes().find(|(_, node)| node.kind == "read_database").expect("a node").1.clone();
    assert_eq!((node.name.as_str(), node.position), ("odd_name", Position::new(4, 80)));
    // On a node that reads this connection, a table is read behind the others.
    let reads = |harness: &mut Window| {
        let app = app(harness);
        let (id, node) = app.document().nodes().find(|(_, node)| node.kind == "read_database").expect("a node");
        (id, node.settings.text().to_owned(), app.document().nodes().count())
    };
    let (onto, _, count) = reads(&mut harness);
    for (connection, table) in [("shop", "orders"), ("shop", "orders"), ("other", "orders")] {
        let (connection, table) = (connection.to_owned(), table.to_owned());
        let read = DatabaseCommand::ReadTable { connection, table, at: None, onto: Some(onto) };
        ask(&mut harness, Command::Database(read));
    }
    let (_, settings, after) = reads(&mut harness);
    assert!(settings.contains("tables:[\"orders\"]"), "{settings}");
    assert_eq!(after, count + 2, "it is there, and another connection: nodes of their own");
}

#[test]
fn a_search_leaves_the_tables_that_fit() {
    let place = shop();
    let mut harness = window(&place);
    ask(&mut harness, Command::Database(DatabaseCommand::ShowPanel(true)));
    harness.run_steps(4);
    press(&mut harness, "shop, This machine");
    write(&mut harness, "Search tables", "NAME odd");
    assert!(shows(&harness, "odd name, table") && !shows(&harness, "orders, table"));
    write(&mut harness, "Search tables", "zebra");
    assert!(shows(&harness, "gone, This machine") && !shows(&harness, "odd name, table"));
}

#[test]
fn the_answer_of_a_test_is_one_line() {
    let place = shop();
    let mut harness = window(&place);
    ask(&mut harness, Command::Window(WindowCommand::OpenDialog(Dialog::Connections)));
    harness.run_steps(4);
    harness.query_all(by().label_contains("shop, ")).next().expect("an entry").click();
    harness.run_steps(4);
    press(&mut harness, "Test");
    assert!(shows(&harness, "SQLite 3.") && shows(&harness, "3 tables to read"));
    let of = app(&mut harness).person.databases.test.as_ref().expect("a test").of.clone();
    assert!(matches!(&of, TestOf::Draft { draft, .. } if draft.password == Password::None));
    let found = Tested {
        server: "PostgreSQL".into(),
        version: "16.3".into(),
        round_trip: Duration::from_millis(3),
        is_encrypted: Some(true),
        schemas: Some(4),
        tables: 37,
    };
    let mut answered = |answer| {
        app(&mut harness).person.databases.test = Some(ConnectionTest::of(of.clone(), answer));
        harness.run_steps(3);
        let all = harness.query_all(by()).filter_map(|node| node.accesskit_node().label()).collect::<Vec<_>>();
        all.join("\n")
    };
    assert!(answered(Some(Ok(found))).contains("PostgreSQL 16.3, 3 ms, encrypted, 37 tables to read in 4 schemas"));
    let waits = answered(None);
    assert!(waits.contains("Stop test") && waits.contains("Connecting"), "{waits}");
    press(&mut harness, "Stop test");
    assert!(app(&mut harness).person.databases.test.is_none());
}

#[test]
fn no_text_of_a_command_holds_a_password() {
    let mut draft = tablewire::app::Draft { name: "a".into(), ..Default::default() };
    draft.password = Password::Typed(Secret::new("s3cret"));
    draft.parts.insert("token".into(), "s3cret".into());
    let command = Command::Database(DatabaseCommand::Save { old: None, draft });
    assert!(!format!("{command:?}").contains("s3cret"));
}
