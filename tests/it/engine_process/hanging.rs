//! Servers that accept a connection and say nothing hold up nobody else, and are noticed soon when they come back.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use super::Window;
use crate::program::{Place, project};

const HOSTS: usize = 20;

/// What a PostgreSQL server answers to a login that it refuses.
fn refusal() -> Vec<u8> {
    let fields = b"SFATAL\0VFATAL\0C28000\0Mno such login\0\0";
    [b"E", &(fields.len() as u32 + 4).to_be_bytes()[..], fields].concat()
}

/// A host that keeps what it accepts until `is_back`; then it refuses every login. Returns its port.
fn host(is_back: Arc<AtomicBool>) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("an address").port();
    std::thread::spawn(move || {
        let mut kept: Vec<TcpStream> = Vec::new();
        for stream in listener.incoming() {
            let Ok(mut stream) = stream else { return };
            if is_back.load(Ordering::SeqCst) {
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
    let is_back = Arc::new(AtomicBool::new(false));
    let ports: Vec<u16> = (0..HOSTS).map(|_| host(is_back.clone())).collect();
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
    let place = Place::new();
    place.put("people.csv", crate::program::PEOPLE).put("p.ron", &text);
    let begun = Instant::now();
    let mut window = Window(tablewire::app::App::without_state(tablewire::engine::Engine::process(Arc::new(|| ()))));
    window.0.open(&place.folder().join("p.ron"));
    window.until("the project is open", |app| app.document().find("some").is_some());
    window.show("some");
    window.until("the table of a file", |app| {
        let node = app.document().find("some");
        node.and_then(|node| app.project.results.output(tablewire::engine::OutputRef::first(node))?.rows).is_some()
    });
    // Four at a time they would keep a source waiting for 25 seconds.
    assert!(begun.elapsed() < Duration::from_secs(10), "{:?}", begun.elapsed());
    let hanging = |app: &tablewire::app::App, words: &str| {
        app.problems().filter(|(_, problem)| problem.to_string().contains(words)).count()
    };
    window.until("each host is told", |app| hanging(app, "did not answer within 5 seconds") == HOSTS);
    assert!(begun.elapsed() < Duration::from_secs(20), "{:?}", begun.elapsed());
    let edited = Instant::now();
    window.set("some", "(condition: \"age >= 40\")");
    let before = window.rows("some");
    let node = window.node("some");
    window.until("an edit while they hang", |app| {
        let found = app.project.results.output(tablewire::engine::OutputRef::first(node));
        found.is_some_and(|found| !found.stale && found.rows != before)
    });
    assert!(edited.elapsed() < Duration::from_secs(5), "{:?}", edited.elapsed());
    is_back.store(true, Ordering::SeqCst);
    let back = window.until("all are there again", |app| hanging(app, "refuses the login") == HOSTS);
    assert!(back < Duration::from_secs(15), "{back:?}");
    eprintln!("{HOSTS} hosts are there again after {back:?}");
}
