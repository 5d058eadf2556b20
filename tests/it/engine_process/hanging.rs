//! Servers that accept a connection and say nothing hold up nobody else, and are noticed soon when they come back.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use tablewire::app::App;
use tablewire::engine::{Engine, OutputRef};

use super::Window;
use crate::interrupted::in_window;
use crate::program::{Place, project};

const HOSTS: usize = 20;

/// What a PostgreSQL server answers to a login that it refuses.
fn refusal() -> Vec<u8> {
    let fields = b"SFATAL\0VFATAL\0C28000\0Mno such login\0\0";
    [b"E", &(fields.len() as u32 + 4).to_be_bytes()[..], fields].concat()
}

/// A host that keeps what it accepts until there is a file `back`; then it refuses every login. Returns its port.
fn host(back: PathBuf) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("an address").port();
    std::thread::spawn(move || {
        let mut kept: Vec<TcpStream> = Vec::new();
        for stream in listener.incoming() {
            let Ok(mut stream) = stream else { return };
            if back.exists() {
                let mut login = [0; 512];
                let _ = stream.read(&mut login).and_then(|_| stream.write_all(&refusal()));
            } else {
                kept.push(stream);
            }
        }
    });
    port
}

#[test]
fn twenty_hosts_that_hang_hold_up_nobody_and_are_there_again_soon() {
    let place = Place::new();
    let ports: Vec<u16> = (0..HOSTS).map(|_| host(place.path("back"))).collect();
    let connection = |(number, port): (usize, &u16)| {
        format!(
            "\"host_{number}\": {{\"driver\": \"postgres\", \"host\": \"127.0.0.1\", \"port\": \"{port}\", \
             \"user\": \"me\", \"sslmode\": \"disable\"}}"
        )
    };
    let connections: Vec<String> = ports.iter().enumerate().map(connection).collect();
    let nodes: Vec<(String, String)> = (0..HOSTS)
        .map(|number| (format!("host_{number}"), format!("(connection: \"host_{number}\", table: \"t\")")))
        .collect();
    let mut all: Vec<(&str, &str, &str)> =
        nodes.iter().map(|(name, settings)| (name.as_str(), "read_database", settings.as_str())).collect();
    // They come last in every order.
    all.push(("people", "read_csv", "(path: \"people.csv\")"));
    all.push(("some", "filter", "(condition: \"age >= 18\")"));
    let text = project(&all, &[("people", "some")]);
    let text = text.replacen("nodes:", &format!("connections: {{{}}},\n    nodes:", connections.join(", ")), 1);
    place.put("people.csv", crate::program::PEOPLE).put("p.ron", &text);
    let name = "engine_process::hanging::twenty_hosts_that_hang_hold_up_nobody_and_are_there_again_soon";
    in_window(name, &place, edited_while_they_hang);
}

/// How many nodes have a problem with these words.
fn told(app: &App, words: &str) -> usize {
    app.problems().filter(|(_, problem)| problem.to_string().contains(words)).count()
}

/// The number of rows of the filter's table, as its settings are now.
fn rows(app: &App) -> Option<u64> {
    let found = app.project.results.output(OutputRef::first(app.document().find("some")?))?;
    found.table.as_ref().filter(|_| !found.stale)?;
    found.rows
}

fn edited_while_they_hang(folder: &Path) {
    let begun = Instant::now();
    let mut window = Window(App::without_state(Engine::process(Arc::new(|| ()))));
    window.0.open(&folder.join("p.ron"));
    window.until("the project is open", |app| app.document().find("some").is_some());
    window.show("some");
    window.until("the table of a file", |app| rows(app).is_some());
    // Four at a time they would keep a source waiting for 25 seconds.
    assert!(begun.elapsed() < Duration::from_secs(12), "{:?}", begun.elapsed());
    window.until("each host is told", |app| told(app, "did not answer within 5 seconds") == HOSTS);
    assert!(begun.elapsed() < Duration::from_secs(25), "{:?}", begun.elapsed());
    let before = rows(&window.0);
    window.set("some", "(condition: \"age >= 40\")");
    let edited = window.until("an edit while they hang", |app| rows(app).is_some_and(|rows| Some(rows) != before));
    assert!(edited < Duration::from_secs(8), "{edited:?}");
    std::fs::write(folder.join("back"), "").expect("a file");
    let back = window.until("all are there again", |app| told(app, "refuses the login") == HOSTS);
    assert!(back < Duration::from_secs(25), "{back:?}");
    eprintln!("{HOSTS} hosts hang: an edit shows after {edited:?}; all are there again after {back:?}");
}
