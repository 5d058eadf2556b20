//! Passwords of connections: 25 of them go through 300 tests, looks, runs and previews that fail, and are found in no output, event,
//! history or file of state; neither as they are nor as a URL or base64 would have them.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::os::unix::net::UnixListener;
use std::path::Path;
use std::sync::mpsc::{Receiver, Sender};

use crate::program::{Place, project};

const SECRETS: usize = 25;

/// The sign of a client that asks for TLS.
const WANTS_TLS: [u8; 4] = [4, 210, 22, 47];

/// The passwords, with signs that have a meaning somewhere.
pub fn secrets() -> Vec<String> {
    let signs = [
        "", "/", "@", ":", "?", "#", "%41", "&", "=", "+", " ", "\"", "'", "\\", "{", "}", "$", "é", "密", "*", "<",
        "|", "`", ";", "!",
    ];
    (0..SECRETS).map(|n| format!("pl4nted{n:02}{}kept", signs[n])).collect()
}

fn url_encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

fn base64(text: &str) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let group = |bytes: &[u8]| {
        let number = (0..3).fold(0, |number, at| (number << 8) | usize::from(bytes.get(at).copied().unwrap_or(0)));
        let sign = |at: usize| if at > bytes.len() { '=' } else { char::from(SIGNS[(number >> (18 - 6 * at)) & 63]) };
        (0..4).map(sign).collect::<String>()
    };
    text.as_bytes().chunks(3).map(group).collect()
}

/// All forms of a password that must be found nowhere. A short end of it may be cut off by a sign.
pub fn forms(secret: &str) -> Vec<String> {
    let begin = secret.chars().take("pl4nted00".len()).collect();
    vec![secret.to_owned(), url_encoded(secret), base64(secret), base64(&format!("me:{secret}")), begin]
}

/// Asks every client for its password, in the clear, and refuses it in words that repeat it. Without encryption no client tells it.
fn refusing(listener: TcpListener) {
    drop(recording_all(move |serve| listener.incoming().flatten().for_each(serve)));
}

/// The same through the file of a socket, where clients tell their passwords; what it is told.
fn recording(listener: UnixListener) -> Receiver<String> {
    recording_all(move |serve| listener.incoming().flatten().for_each(serve))
}

/// A server in the folder that repeats the password of every login, and the parts of a connection to it with a password in RON. With
/// the passwords that it is told.
pub fn recording_login(folder: &Path) -> (Receiver<String>, impl Fn(&str) -> String + use<>) {
    let listener = UnixListener::bind(folder.join(".s.PGSQL.5432")).expect("a short path");
    let host = ron::to_string(&folder.display().to_string()).expect("RON");
    let server = format!("\"driver\": \"postgres\", \"host\": {host}, \"port\": 5432, \"user\": \"me\"");
    (recording(listener), move |password| format!("{{{server}, \"password\": {password}}}"))
}

fn recording_all<S: Read + Write>(clients: impl FnOnce(&mut dyn FnMut(S)) + Send + 'static) -> Receiver<String> {
    fn message(stream: &mut impl Read, has_type: bool) -> std::io::Result<Vec<u8>> {
        let mut head = vec![0; if has_type { 5 } else { 4 }];
        stream.read_exact(&mut head)?;
        let length = u32::from_be_bytes(head[head.len() - 4..].try_into().expect("four bytes"));
        let mut body = vec![0; (length as usize).saturating_sub(4).min(1 << 16)];
        stream.read_exact(&mut body)?;
        Ok(body)
    }
    fn serve(mut stream: impl Read + Write, seen: &Sender<String>) -> std::io::Result<()> {
        if message(&mut stream, false)?.starts_with(&WANTS_TLS) {
            stream.write_all(b"N")?;
            message(&mut stream, false)?;
        }
        stream.write_all(&[b'R', 0, 0, 0, 8, 0, 0, 0, 3])?;
        let password = message(&mut stream, true)?;
        let password = String::from_utf8_lossy(&password).trim_end_matches('\0').to_owned();
        let fields = format!("SFATAL\0VFATAL\0C28P01\0Mno login for me with {password}\0\0");
        // Perhaps nobody wants to know.
        let _ = seen.send(password);
        let mut answer = vec![b'E'];
        answer.extend(u32::try_from(fields.len() + 4).expect("short").to_be_bytes());
        answer.extend(fields.bytes());
        stream.write_all(&answer)
    }
    let (told, seen) = std::sync::mpsc::channel();
    std::thread::spawn(move || clients(&mut |stream| drop(serve(stream, &told))));
    seen
}

/// The files below a folder that hold one of the texts, without the file of connections.
pub fn telling(folder: &Path, texts: &[String]) -> Vec<String> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(telling(&path, texts));
        } else if entry.file_name() != "machine.ron" {
            let bytes = std::fs::read(&path).unwrap_or_default();
            let text = String::from_utf8_lossy(&bytes);
            found.extend(texts.iter().any(|secret| text.contains(secret)).then(|| path.display().to_string()));
        }
    }
    found
}

#[test]
fn planted_passwords_are_found_nowhere() {
    let place = Place::new();
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("an address").port();
    refusing(listener);
    let (told_passwords, by_socket) = recording_login(place.folder());
    place.put("not_a_certificate.pem", "nothing of the kind");
    place.put("rows.csv", "a\n1\n");
    let ways = ["host", "login", "tls", "certificate", "url", "option"];
    for way in ways {
        let text = project(
            &[
                ("in", "read_database", &format!("(connection: {way:?}, table: \"t\")")),
                ("out", "write_database", &format!("(connection: {way:?}, table: \"u\")")),
                ("rows", "read_csv", "(path: \"rows.csv\")"),
            ],
            &[("rows", "out")],
        );
        place.put(&format!("{way}.ron"), &text);
    }
    let all: Vec<String> = secrets().iter().flat_map(|secret| forms(secret)).collect();
    let mut failed = 0;
    for (n, secret) in secrets().iter().enumerate() {
        let quoted = ron::to_string(secret).expect("RON");
        let parts = |port: u16, more: &str| {
            format!(
                "{{\"driver\": \"postgres\", \"host\": \"127.0.0.1\", \"port\": {port}, \"user\": \"me\", \"password\": {quoted}{more}}}"
            )
        };
        let encoded = url_encoded(secret);
        let url = |text: String| ron::to_string(&text).expect("RON");
        let definitions = [
            ("host", parts(1, "")),
            ("login", by_socket(&quoted)),
            ("tls", parts(port, ", \"sslmode\": \"verify-full\"")),
            ("certificate", parts(port, ", \"sslmode\": \"verify-ca\", \"sslrootcert\": \"not_a_certificate.pem\"")),
            ("url", url(format!("postgres://me:{secret}@@127.0.0.1:{port}/x"))),
            ("option", url(format!("postgres://me:{encoded}@127.0.0.1:{port}/x?passfile={encoded}"))),
        ];
        let definitions: Vec<String> = definitions.iter().map(|(name, text)| format!("{name:?}: {text}")).collect();
        place.put("machine.ron", &format!("{{{}}}", definitions.join(", ")));
        // Three ways for each, in turn; with each of them a test, a look, a run and a preview.
        for way in (0..3).map(|step| ways[(n + 2 * step + n / ways.len()) % ways.len()]) {
            let project = format!("{way}.ron");
            for command in [
                &["connections", "test", way][..],
                &["connections", "browse", way, "--format", "json"],
                &["run", &project, "--events", "json"],
                &["preview", &project, "in"],
            ] {
                let said = place.run(&[command, &["--connections", "machine.ron"]].concat());
                assert_eq!(said.code, 1, "{way}: {command:?}: {}", said.err);
                failed += 1;
                let told = [said.out, said.err].concat();
                let found: Vec<&String> = all.iter().filter(|text| told.contains(text.as_str())).collect();
                assert!(found.is_empty(), "{way}: {command:?} tells {found:?} in {told}");
            }
        }
        let listed = place.run(&["connections", "--connections", "machine.ron", "--format", "json"]);
        let told = [listed.code(0).out.as_str(), &listed.err].concat();
        assert!(!all.iter().any(|text| told.contains(text)), "{told}");
    }
    assert_eq!(failed, 300);
    let known: Vec<String> = told_passwords.try_iter().collect();
    assert!(known.iter().all(|password| secrets().contains(password)) && known.len() > 20, "logins: {known:?}");
    let found = telling(place.folder(), &all);
    assert!(found.is_empty(), "{found:#?}");
    assert!(place.names("state").iter().any(|name| name == "runs.sqlite3"), "there is a history to look into");
}
