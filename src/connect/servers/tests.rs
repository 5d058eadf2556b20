//! What is tested of every server: streams that are cut, hosts that are dead or silent, secrets that nobody sees.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use crate::base::{Cancellation, Cause, Problem};
use crate::connect::connections::{Secret, Server};
use crate::connect::reach::Reach;
use crate::connect::scan::{RowSource, ScanRequest};

/// Whether a session can be had.
pub type TryLogin = fn(&Server, &Reach) -> Result<(), Problem>;

/// Passes bytes on to a server, for one connection after the other, and cuts each after so many bytes of the server.
pub struct Proxy {
    pub port: u16,
    /// How many bytes of the server pass in the next connection.
    limit: Arc<AtomicU64>,
    /// How many have passed in the newest one.
    passed: Arc<AtomicU64>,
}

impl Proxy {
    pub fn to(server: &Server) -> Proxy {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let limit = Arc::new(AtomicU64::new(u64::MAX));
        let passed = Arc::new(AtomicU64::new(0));
        let (most, count, target) = (limit.clone(), passed.clone(), server.port);
        let accept = move || {
            for client in listener.incoming() {
                let Ok(client) = client else { return };
                let Ok(server) = TcpStream::connect(("127.0.0.1", target)) else { return };
                count.store(0, Ordering::SeqCst);
                pass(client, server, most.load(Ordering::SeqCst), count.clone());
            }
        };
        std::thread::Builder::new().name("proxy".into()).spawn(accept).expect("a thread");
        Proxy { port, limit, passed }
    }
}

fn pass(client: TcpStream, server: TcpStream, mut left: u64, passed: Arc<AtomicU64>) {
    let (mut from_client, mut to_server) =
        (client.try_clone().expect("a socket"), server.try_clone().expect("a socket"));
    let up = move || {
        let _ = std::io::copy(&mut from_client, &mut to_server);
        let _ = to_server.shutdown(Shutdown::Both);
    };
    std::thread::Builder::new().name("proxy-up".into()).spawn(up).expect("a thread");
    let (mut from_server, mut to_client) = (server, client);
    let down = move || {
        let mut buffer = [0; 4_096];
        while let Ok(count @ 1..) = from_server.read(&mut buffer) {
            let count = left.min(count as u64) as usize;
            left -= count as u64;
            passed.fetch_add(count as u64, Ordering::SeqCst);
            if to_client.write_all(&buffer[..count]).is_err() || left == 0 {
                break;
            }
        }
        let _ = to_client.shutdown(Shutdown::Both);
        let _ = from_server.shutdown(Shutdown::Both);
    };
    std::thread::Builder::new().name("proxy-down".into()).spawn(down).expect("a thread");
}

/// The number of rows of a scan.
pub fn counted(source: &dyn RowSource, request: &ScanRequest, reach: &Reach) -> Result<usize, Problem> {
    let mut count = 0;
    let done = source.scan(request, reach, &mut |batch| {
        count += batch.height();
        Ok(())
    });
    done.map(|_complete| count)
}

/// Cuts the stream of a scan of 300 rows at more than 500 places: none of them gives a table.
pub fn cut_everywhere(proxy: &Proxy, scan: impl Fn() -> Result<usize, Problem>) {
    assert_eq!(scan(), Ok(300));
    let whole = proxy.passed.load(Ordering::SeqCst);
    assert!(whole > 4_000, "{whole}");
    // At the end the session only says goodbye, and the server says nothing any more.
    let cuts: Vec<u64> = (1..whole).step_by((whole / 600).max(1) as usize).chain(whole - 120..whole).collect();
    assert!(cuts.len() > 500);
    for cut in cuts {
        proxy.limit.store(cut, Ordering::SeqCst);
        let problem = match scan() {
            Err(problem) => problem,
            // After the last answer the server only confirms that statements are closed.
            Ok(count) => {
                assert!(count == 300 && cut + 64 > whole, "{count} rows after {cut} of {whole} bytes");
                continue;
            }
        };
        assert!(problem.cause.is_transient(), "{cut} of {whole}: {problem}");
        assert_eq!(problem.setting.as_deref(), Some("connection"), "{cut} of {whole}: {problem}");
    }
    proxy.limit.store(u64::MAX, Ordering::SeqCst);
    assert_eq!(scan(), Ok(300), "it works again");
}

/// Hosts that are dead or silent are one line, in time, and a cancellation does not wait for them.
pub fn dead_and_silent(server: impl Fn(u16) -> Arc<Server>, login: TryLogin) {
    let nobody = TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("an address").port();
    let begun = Instant::now();
    let problem = login(&server(nobody), &Reach::new(".")).expect_err("nobody is there");
    assert!(problem.message.to_string().contains(&format!("127.0.0.1:{nobody}")), "{problem}");
    assert!(begun.elapsed() < Duration::from_secs(3) && problem.cause.is_transient(), "{problem}");
    // It accepts, and says nothing.
    let silent = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = silent.local_addr().expect("an address").port();
    let begun = Instant::now();
    let problem = login(&server(port), &Reach::new(".")).expect_err("it says nothing");
    let took = begun.elapsed();
    assert!((Duration::from_secs(4)..Duration::from_secs(8)).contains(&took), "{took:?}: {problem}");
    assert!(problem.message.to_string().contains("did not answer within 5 seconds"), "{problem}");
    // A cancellation does not wait for it.
    let cancellation = Cancellation::default();
    let reach = Reach::new(".").cancelled_by(&cancellation);
    let begun = Instant::now();
    std::thread::scope(|scope| {
        scope.spawn(|| {
            std::thread::sleep(Duration::from_millis(100));
            cancellation.cancel();
        });
        let stopped = login(&server(port), &reach);
        assert_eq!(stopped.expect_err("stopped").cause, Cause::Stopped);
    });
    assert!(begun.elapsed() < Duration::from_secs(2));
}

/// A file that is read in turn as each of these texts: a password that is renewed between two looks at it.
pub fn told_in_turn(path: &std::path::Path, texts: Vec<String>) {
    assert!(std::process::Command::new("mkfifo").arg(path).status().expect("mkfifo").success());
    let path = path.to_owned();
    let tell = move || {
        for text in texts {
            // It waits until somebody reads.
            std::fs::write(&path, text).expect("a reader");
            // The next one is for whoever opens it anew.
            std::thread::sleep(Duration::from_millis(50));
        }
    };
    std::thread::Builder::new().name("teller".into()).spawn(tell).expect("a thread");
}

/// A password in a file is looked up for each login, and once more after a login that was refused. `alter` changes that of the
/// user on the server; `defined` is the user's connection by the reference.
pub fn passwords_are_renewed(
    folder: &std::path::Path,
    alter: impl Fn(&str),
    defined: impl Fn(&str) -> Arc<Server>,
    login: TryLogin,
) {
    let reach = Reach::new(".");
    let file = folder.join("password");
    std::fs::write(&file, "first\n").expect("a file");
    alter("first");
    let server = defined(&format!("file:{}", file.display()));
    assert_eq!(login(&server, &reach), Ok(()));
    // The connection was found before the password changed, as by a retry that waits.
    alter("second");
    let refused = login(&server, &reach).expect_err("the old one");
    assert!(refused.message.id() == Some("server-login-refused") && !refused.cause.is_transient(), "{refused}");
    std::fs::write(&file, "second\n").expect("a file");
    assert_eq!(login(&server, &reach), Ok(()));
    // It changes between the look at the file and the login.
    let turns = folder.join("turns");
    told_in_turn(&turns, vec!["first".into(), "second".into()]);
    let server = defined(&format!("file:{}", turns.display()));
    assert_eq!(login(&server, &reach), Ok(()));
    // There is no third try.
    let turns = folder.join("more");
    told_in_turn(&turns, vec!["first".into(), "other".into(), "second".into()]);
    let server = defined(&format!("file:{}", turns.display()));
    assert_eq!(login(&server, &reach).expect_err("refused twice").message.id(), Some("server-login-refused"));
    std::fs::read_to_string(&turns).expect("nobody has read the third");
}

/// Tries failing logins with secrets: no text has one.
pub fn no_secret_is_told(
    driver: &str,
    port: Option<u16>,
    defined: fn(&str) -> Result<Arc<Server>, Problem>,
    login: TryLogin,
) {
    const SECRETS: [&str; 5] =
        ["pl4in-s3cret", "p%40s s/w?r#d", "c2VjcmV0LWJhc2U2NA==", "geheim\u{e9}\u{1f98a}", "'; SELECT 1"];
    let nobody = TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("an address").port();
    let mut tried = 0;
    for secret in SECRETS {
        let encoded: String = secret.bytes().map(|byte| format!("%{byte:02X}")).collect();
        let mut servers: Vec<Result<Arc<Server>, Problem>> = Vec::new();
        for port in [port, Some(nobody)].into_iter().flatten() {
            for mode in ["disable", "prefer", "require", "verify-full", "s3"] {
                let parts = format!(
                    "{{\"driver\": \"{driver}\", \"host\": \"127.0.0.1\", \"port\": {port}, \"user\": \"me\", \"database\": \"shop\", \
                     \"sslmode\": \"{mode}\", \"password\": {secret:?}}}"
                );
                servers.push(defined(&parts));
                for way in [
                    "me:SECRET@127.0.0.1",
                    "me:RAW@127.0.0.1",
                    "me:SECRET@nowhere.invalid",
                    "me:SECRET@127.0.0.1:SECRET",
                ] {
                    let way = way.replace("SECRET", &encoded).replace("RAW", secret);
                    let url = format!("{driver}://{way}:{port}/shop?sslmode={mode}");
                    servers.push(defined(&format!("{url:?}")));
                }
            }
        }
        for server in servers {
            tried += 1;
            let debug = format!("{server:?}");
            let problem = server.and_then(|server| login(&server, &Reach::new("."))).expect_err("no login");
            let text = format!("{problem} {problem:?} {debug} {}", serde_json::to_string(&problem).expect("JSON"));
            for planted in [secret, &encoded] {
                assert!(!text.contains(planted), "{text}");
            }
        }
    }
    assert!(tried >= 125, "{tried}");
    assert_eq!(Secret::new("x").reveal(), "x");
}
