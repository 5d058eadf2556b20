//! A driver that is a library and ends its process: the window says so, and goes on.

use std::path::Path;
use std::process::Command as Process;
use std::sync::Arc;
use std::time::Duration;

use tablewire::app::databases::TestOf;
use tablewire::app::{App, Command, DatabaseCommand};
use tablewire::base::Problem;
use tablewire::engine::Engine;

use super::Window;
use crate::interrupted::in_window;
use crate::program::Place;

/// Drivers of ADBC that do not come to work: the name, what they do, and what is said.
const DRIVERS: [(&str, &str, &str); 4] = [
    ("gives_up", "fputs(\"no good end\\n\", stderr); abort();", "has ended its process: it aborted (SIGABRT)"),
    ("reads_wrong", "*(volatile int *)0 = 1;", "has ended its process"),
    ("leaves", "exit(0);", "has ended its process"),
    ("hangs", "for (;;) sleep(1);", "did not answer within"),
];

/// Builds a library that does this when it is asked for a driver.
fn build(place: &Place, name: &str, body: &str) {
    let text = format!(
        "#include <stdio.h>\n#include <stdlib.h>\n#include <unistd.h>\n\
         int AdbcDriverInit(int version, void *driver, void *error) {{ {body} return 5; }}\n"
    );
    place.put(&format!("{name}.c"), &text);
    let (source, library) = (place.path(&format!("{name}.c")), place.path(&format!("{name}.so")));
    let built = Process::new("cc").args(["-shared", "-fPIC", "-O0", "-o"]).arg(&library).arg(&source).status();
    assert!(built.is_ok_and(|status| status.success()), "{name}: cc builds a library");
}

#[test]
fn a_library_that_ends_its_process_does_not_end_the_window() {
    let place = Place::new();
    let mut connections = Vec::new();
    for (name, body, _) in DRIVERS {
        build(&place, name, body);
        let library = place.path(&format!("{name}.so"));
        connections.push(format!(
            "{name:?}: {{\"driver\": \"adbc\", \"library\": {library:?}, \"entrypoint\": \"AdbcDriverInit\"}}"
        ));
    }
    place.put("connections.ron", &format!("{{{}}}", connections.join(", ")));
    let test = "engine_process::library::a_library_that_ends_its_process_does_not_end_the_window";
    in_window(test, &place, tested_and_browsed);
}

fn tested_and_browsed(folder: &Path) {
    let mut window = Window(App::without_state(Engine::process(Arc::new(|| ()))));
    window.0.person.databases.file = Some(folder.join("connections.ron"));
    window.0.handle(Command::Database(DatabaseCommand::Load));
    let problem = |problem: &Problem, words: &str| {
        let text = problem.to_string();
        assert!(text.contains(words) && problem.remedy.is_some(), "{text}");
        assert_eq!(problem.setting.as_deref(), Some("connection"), "{text}");
    };
    for (name, _, words) in DRIVERS {
        window.0.handle(Command::Database(DatabaseCommand::Test(TestOf::Name(name.to_owned()))));
        let answer = |app: &App| app.person.databases.test.as_ref().and_then(|test| test.answer.clone());
        let took = window.until("a test is answered", |app| answer(app).is_some());
        assert!(took < Duration::from_secs(8), "{name}: {took:?}");
        problem(&answer(&window.0).expect("an answer").expect_err("no driver"), words);
    }
    let (name, _, words) = DRIVERS[0];
    window.0.handle(Command::Database(DatabaseCommand::Browse(name.to_owned())));
    let tables = |app: &App| app.person.databases.tables.get(name).and_then(|look| look.answer().cloned());
    window.until("the tables are answered", |app| tables(app).is_some());
    problem(&tables(&window.0).expect("an answer").expect_err("no driver"), words);
    let (connection, table) = (name.to_owned(), "a".to_owned());
    let key = (connection.clone(), table.clone());
    window.0.handle(Command::Database(DatabaseCommand::BrowseColumns { connection, table }));
    let columns = |app: &App| app.person.databases.columns.get(&key).and_then(|look| look.answer().cloned());
    window.until("the columns are answered", |app| columns(app).is_some());
    problem(&columns(&window.0).expect("an answer").expect_err("no driver"), words);
    // A driver of our own works as before.
    let known = window.0.person.databases.list.as_ref().map_or(0, Vec::len);
    assert_eq!(known, DRIVERS.len());
}

#[test]
fn a_driver_that_works_is_asked_in_its_own_process() {
    let Ok(library) = std::env::var("TABLEWIRE_ADBC_SQLITE") else {
        eprintln!("left out: TABLEWIRE_ADBC_SQLITE is not set");
        return;
    };
    let place = Place::new();
    let connection = rusqlite::Connection::open(place.path("shop.sqlite")).expect("a database");
    connection.execute_batch("CREATE TABLE orders (id INTEGER, city TEXT)").expect("a table");
    let uri = place.path("shop.sqlite");
    let text = format!("{{\"shop\": {{\"driver\": \"adbc\", \"library\": {library:?}, \"uri\": {uri:?}}}}}");
    place.put("connections.ron", &text);
    in_window("engine_process::library::a_driver_that_works_is_asked_in_its_own_process", &place, |folder| {
        let mut window = Window(App::without_state(Engine::process(Arc::new(|| ()))));
        window.0.person.databases.file = Some(folder.join("connections.ron"));
        window.0.handle(Command::Database(DatabaseCommand::Load));
        window.0.handle(Command::Database(DatabaseCommand::Test(TestOf::Name("shop".to_owned()))));
        let answer = |app: &App| app.person.databases.test.as_ref().and_then(|test| test.answer.clone());
        window.until("a test is answered", |app| answer(app).is_some());
        let found = answer(&window.0).expect("an answer").expect("a driver");
        assert_eq!((found.server.as_ref(), found.tables), ("ADBC", 1), "{found:?}");
        window.0.handle(Command::Database(DatabaseCommand::Browse("shop".to_owned())));
        let tables = |app: &App| app.person.databases.tables.get("shop").and_then(|look| look.answer().cloned());
        window.until("the tables are answered", |app| tables(app).is_some());
        let found = tables(&window.0).expect("an answer").expect("tables");
        assert_eq!(found.tables.iter().map(|table| table.name.as_str()).collect::<Vec<_>>(), ["orders"]);
    });
}
