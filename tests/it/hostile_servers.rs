//! Servers that answer badly: a command that reads from one says in one line what is wrong, in time, without taking the memory of
//! the machine, and leaves no table behind that is not whole.
#![cfg(target_os = "linux")]

mod mysql;
mod postgres;
mod stage;

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering::SeqCst;
use std::time::{Duration, Instant};

use tablewire::app::App;
use tablewire::engine::{Engine, OutputRef};

use crate::interrupted::in_window;
use crate::program::{Place, project};
use mysql::Script as MySql;
use postgres::{HEADER, HONEST, INT4, Script, TEXT, description, end, row};
use stage::{Pipe, Watched, watch};

/// What a case ends in.
#[derive(Clone, Copy)]
enum Ends {
    /// With one line that has these words.
    Told(&'static str),
    /// With the table.
    Table,
    /// Not by itself: it is told to end after some seconds, and does within a second.
    Stopped,
}

/// A case: its name, the command, how it ends, within how many seconds.
struct Case<S> {
    name: &'static str,
    command: &'static str,
    ends: Ends,
    seconds: u64,
    /// The most memory of its process, in MB.
    memory: u64,
    script: S,
}

/// The most memory that a case may take, in MB: about half of it is the program itself.
const MEMORY: u64 = 600;
/// Whether the servers of the two cases that stop in mid-row have stopped.
static STALLS: [AtomicBool; 2] = [AtomicBool::new(false), AtomicBool::new(false)];
/// The same for a run with a field of 300 MB, which is held a few times on its way.
const LARGE: u64 = 1_500;
const LARGEST: usize = 300 << 20;
/// When a run that would not end by itself is told to.
const STOP: Duration = Duration::from_secs(4);

fn attempt<S>(case: &Case<S>, driver: &str, port: u16) -> Result<String, String> {
    let place = Place::new();
    place.put("connections.ron", &format!("{{\"bad\": \"{driver}://me:s3cret-word@127.0.0.1:{port}/shop\"}}"));
    let nodes =
        [("in", "read_database", "(connection: \"bad\", table: \"a\")"), ("out", "write_csv", "(path: \"out.csv\")")];
    place.put("p.ron", &project(&nodes, &[("in", "out")]));
    let arguments: &[&str] = match case.command {
        "run" => &["run", "p.ron", "--no-cache", "--connections", "connections.ron"],
        "test" => &["connections", "test", "bad", "--connections", "connections.ron"],
        _ => &["preview", "p.ron", "in", "--connections", "connections.ron"],
    };
    let end = matches!(case.ends, Ends::Stopped).then_some(STOP);
    let done = watch(&place, arguments, end, Duration::from_secs(case.seconds));
    let Watched { said, took, memory, ended_in } = &done;
    let problems: Vec<&str> = said.err.lines().filter(|line| !line.is_empty()).collect();
    let text = format!("{}{}", said.err, said.out);
    let line = format!("{:<44} {:>5.1} s {memory:>4} MB  {}", case.name, took.as_secs_f64(), problems.join(" ⏎ "));
    let fault = |what: &str| Err(format!("{what}: {line}\n{done:#?}"));
    if text.contains("panicked") || text.contains("unexpectedly") || text.contains("Internal error") {
        return fault("a crash");
    }
    if text.contains("s3cret-word") || text.contains('\u{1b}') {
        return fault("a secret, or an order to the terminal");
    }
    if took.as_secs() >= case.seconds {
        return fault("too slow");
    }
    if *memory > case.memory {
        return fault("too much memory");
    }
    match case.ends {
        Ends::Table if said.code != 0 => return fault("no table"),
        Ends::Table => return Ok(line),
        Ends::Told(words) if said.code != 1 || !text.contains(words) => return fault("other words"),
        Ends::Told(_) if problems.len() > 3 || text.len() > 2_000 => return fault("too many words"),
        Ends::Stopped if ended_in.is_none_or(|took| took > Duration::from_millis(1_500)) => {
            return fault("not stopped");
        }
        _ => {}
    }
    if place.path("out.csv").exists() {
        return fault("a table that is not whole");
    }
    Ok(line)
}

/// Tries all cases, several at a time.
fn attempts<S: Copy + Sync>(driver: &str, cases: &[Case<S>], start: fn(S) -> u16) {
    let next = std::sync::atomic::AtomicUsize::new(0);
    let faults = std::sync::Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                while let Some(case) = cases.get(next.fetch_add(1, std::sync::atomic::Ordering::SeqCst)) {
                    match attempt(case, driver, start(case.script)) {
                        Ok(line) => println!("{line}"),
                        Err(fault) => faults.lock().expect("no panic").push(fault),
                    }
                }
            });
        }
    });
    let faults = faults.into_inner().expect("no panic");
    assert!(faults.is_empty(), "{} of {} cases:\n{}", faults.len(), cases.len(), faults.join("\n"));
}

const WRONG: &str = "its protocol does not have";

const fn told(name: &'static str, words: &'static str, script: Script) -> Case<Script> {
    Case { name, command: "run", ends: Ends::Told(words), seconds: 20, memory: MEMORY, script }
}

/// A login, up to the first "ready", with this before it.
fn login_with(pipe: &mut Pipe, before: impl Fn(&mut Pipe) -> std::io::Result<()>) -> std::io::Result<()> {
    pipe.put(b'R', &[0, 0, 0, 0])?;
    before(pipe)?;
    pipe.put(b'K', &[0, 0, 0, 1, 0, 0, 0, 2])?;
    pipe.put(b'Z', b"I")
}

fn ask(pipe: &mut Pipe, question: &[u8]) -> std::io::Result<()> {
    pipe.put(b'R', question)?;
    pipe.flush()?;
    std::thread::sleep(Duration::from_secs(8));
    Ok(())
}

fn refuse(pipe: &mut Pipe, message: &str) -> std::io::Result<()> {
    pipe.put(b'E', format!("SERROR\0VERROR\0C42501\0M{message}\0\0").as_bytes())
}

fn row_of(fields: &[(i32, &[u8])]) -> Vec<u8> {
    let mut row = (fields.len() as u16).to_be_bytes().to_vec();
    for (length, bytes) in fields {
        row.extend(length.to_be_bytes());
        row.extend_from_slice(bytes);
    }
    row
}

/// Rows that never end.
fn endless(pipe: &mut Pipe) -> std::io::Result<()> {
    pipe.put(b'd', HEADER)?;
    for number in 0.. {
        pipe.put(b'd', &row(number, "a row among very many others"))?;
    }
    Ok(())
}

#[test]
fn postgres_servers_that_answer_badly_are_told_in_one_line() {
    let cases = [
        Case {
            name: "an honest server",
            command: "run",
            ends: Ends::Table,
            seconds: 20,
            memory: MEMORY,
            script: HONEST,
        },
        Case {
            name: "endless rows, preview of all of them",
            command: "preview",
            ends: Ends::Stopped,
            seconds: 20,
            memory: MEMORY,
            script: Script { rows: endless, ..HONEST },
        },
        Case {
            name: "endless rows, run",
            command: "run",
            ends: Ends::Stopped,
            seconds: 20,
            memory: MEMORY,
            script: Script { rows: endless, ..HONEST },
        },
        told(
            "a message of 2 GB is announced",
            WRONG,
            Script {
                rows: |pipe| {
                    pipe.put(b'd', HEADER)?;
                    pipe.raw(b"d\x7f\xff\xff\xff\0\x02")?;
                    pipe.stall()
                },
                ..HONEST
            },
        ),
        told(
            "a field of 2 GB is announced",
            WRONG,
            Script {
                rows: |pipe| {
                    pipe.put(b'd', HEADER)?;
                    pipe.put(b'd', &row_of(&[(4, &[0, 0, 0, 1]), (i32::MAX, b"x")]))?;
                    end(pipe)
                },
                ..HONEST
            },
        ),
        told(
            "a field of 2 GB in small messages",
            WRONG,
            Script {
                rows: |pipe| {
                    pipe.put(b'd', HEADER)?;
                    pipe.put(b'd', &row_of(&[(4, &[0, 0, 0, 1]), (i32::MAX, b"x")]))?;
                    for _ in 0..2_000 {
                        pipe.put(b'd', &[b'x'; 10_000])?;
                    }
                    end(pipe)
                },
                ..HONEST
            },
        ),
        Case {
            name: "a field of 300 MB",
            command: "run",
            ends: Ends::Table,
            seconds: 90,
            memory: LARGE,
            script: Script {
                rows: |pipe| {
                    pipe.put(b'd', HEADER)?;
                    let field = vec![b'x'; LARGEST];
                    pipe.put(b'd', &row_of(&[(4, &[0, 0, 0, 1]), (LARGEST as i32, &field)]))?;
                    end(pipe)
                },
                ..HONEST
            },
        },
        told(
            "a negative length of a field",
            WRONG,
            Script {
                rows: |pipe| {
                    pipe.put(b'd', HEADER)?;
                    pipe.put(b'd', &row_of(&[(4, &[0, 0, 0, 1]), (-5, b"")]))?;
                    end(pipe)
                },
                ..HONEST
            },
        ),
        told("a message shorter than its length", WRONG, Script { rows: |pipe| pipe.raw(b"d\0\0\0\x02"), ..HONEST }),
        told(
            "a number of three bytes",
            "does not have the form of its type",
            Script {
                rows: |pipe| {
                    pipe.put(b'd', HEADER)?;
                    pipe.put(b'd', &row_of(&[(3, &[0, 0, 1]), (1, b"x")]))?;
                    end(pipe)
                },
                ..HONEST
            },
        ),
        told(
            "a text that is no UTF-8",
            "row 1",
            Script {
                rows: |pipe| {
                    pipe.put(b'd', HEADER)?;
                    pipe.put(b'd', &row_of(&[(4, &[0, 0, 0, 1]), (2, &[0xff, 0xfe])]))?;
                    end(pipe)
                },
                ..HONEST
            },
        ),
        told("an unknown message", WRONG, Script { rows: |pipe| pipe.put(b'?', b"what"), ..HONEST }),
        told("a message of another place", WRONG, Script { rows: |pipe| pipe.put(b'1', b""), ..HONEST }),
        told(
            "more fields than columns",
            WRONG,
            Script {
                rows: |pipe| {
                    pipe.put(b'd', HEADER)?;
                    pipe.put(b'd', &row_of(&[(4, &[0, 0, 0, 1]), (1, b"x"), (1, b"x")]))?;
                    end(pipe)
                },
                ..HONEST
            },
        ),
        told(
            "fewer fields than columns",
            WRONG,
            Script {
                rows: |pipe| {
                    pipe.put(b'd', HEADER)?;
                    pipe.put(b'd', &row_of(&[(4, &[0, 0, 0, 1])]))?;
                    end(pipe)
                },
                ..HONEST
            },
        ),
        told(
            "a description of 65,000 columns",
            WRONG,
            Script {
                columns: || {
                    let names: Vec<String> = (0..65_000).map(|number| format!("c{number}")).collect();
                    description(&names.iter().map(|name| (name.as_str(), INT4)).collect::<Vec<_>>())
                },
                ..HONEST
            },
        ),
        told(
            "a description that is cut",
            WRONG,
            Script { columns: || description(&[("n", INT4), ("t", TEXT)])[..20].to_vec(), ..HONEST },
        ),
        Case {
            name: "types that are made of types, endlessly",
            command: "run",
            ends: Ends::Told(WRONG),
            // Thousands of questions and answers.
            seconds: 60,
            memory: MEMORY,
            script: Script { columns: || description(&[("n", 100_000), ("t", TEXT)]), ..HONEST },
        },
        told(
            "rows without a header",
            WRONG,
            Script {
                rows: |pipe| {
                    pipe.put(b'd', &row(1, "x"))?;
                    end(pipe)
                },
                ..HONEST
            },
        ),
        told(
            "a header with unknown flags",
            WRONG,
            Script {
                rows: |pipe| {
                    let mut header = HEADER.to_vec();
                    header[12] = 1;
                    pipe.put(b'd', &header)?;
                    pipe.put(b'd', &row(1, "x"))?;
                    end(pipe)
                },
                ..HONEST
            },
        ),
        told(
            "rows without their end mark",
            WRONG,
            Script {
                rows: |pipe| {
                    pipe.put(b'd', HEADER)?;
                    pipe.put(b'd', &row(1, "x"))?;
                    pipe.put(b'c', b"")
                },
                ..HONEST
            },
        ),
        told(
            "rows behind their end mark",
            WRONG,
            Script {
                rows: |pipe| {
                    pipe.put(b'd', HEADER)?;
                    pipe.put(b'd', &[0xff, 0xff])?;
                    pipe.put(b'd', &row(1, "x"))?;
                    pipe.put(b'c', b"")
                },
                ..HONEST
            },
        ),
        told(
            "an error in the midst of rows",
            "permission denied",
            Script {
                rows: |pipe| {
                    pipe.put(b'd', HEADER)?;
                    pipe.put(b'd', &row(1, "x"))?;
                    refuse(pipe, "permission denied")
                },
                ..HONEST
            },
        ),
        told(
            "endless errors",
            "and again",
            Script {
                rows: |pipe| {
                    loop {
                        refuse(pipe, "and again")?;
                    }
                },
                ..HONEST
            },
        ),
        told(
            "an error with orders to a terminal",
            "\\u{1b}[2J",
            Script { rows: |pipe| refuse(pipe, "\u{1b}[2J\u{1b}]0;x\u{7}cleared\u{202e}"), ..HONEST },
        ),
        told("an error of a megabyte", "…", Script { rows: |pipe| refuse(pipe, &"long ".repeat(200_000)), ..HONEST }),
        told(
            "endless notices in the login",
            WRONG,
            Script {
                login: |pipe| {
                    login_with(pipe, |pipe| {
                        loop {
                            pipe.put(b'N', b"SNOTICE\0C00000\0Mand again\0\0")?
                        }
                    })
                },
                ..HONEST
            },
        ),
        told(
            "endless settings in the login",
            WRONG,
            Script {
                login: |pipe| {
                    login_with(pipe, |pipe| {
                        (0_u64..).try_for_each(|number| pipe.put(b'S', format!("setting_{number}\0x\0").as_bytes()))
                    })
                },
                ..HONEST
            },
        ),
        told(
            "endless settings later",
            WRONG,
            Script {
                begun: |pipe| (0_u64..).try_for_each(|number| pipe.put(b'S', format!("s{number}\0x\0").as_bytes())),
                ..HONEST
            },
        ),
        Case {
            name: "endless notices instead of rows",
            command: "run",
            ends: Ends::Stopped,
            seconds: 20,
            memory: MEMORY,
            script: Script {
                rows: |pipe| loop {
                    pipe.put(b'N', b"SNOTICE\0C00000\0Mand again\0\0")?
                },
                ..HONEST
            },
        },
        told("a version that is a text", WRONG, Script { version: || (TEXT, b"new".to_vec()), ..HONEST }),
        told(
            "an older version",
            "is older than",
            Script { version: || (INT4, 90_000_i32.to_be_bytes().to_vec()), ..HONEST },
        ),
        told(
            "a login that is not supported (GSS)",
            "unsupported",
            Script { login: |pipe| ask(pipe, &[0, 0, 0, 7]), ..HONEST },
        ),
        told("a login that nobody knows", "No session", Script { login: |pipe| ask(pipe, &[0, 0, 0, 99]), ..HONEST }),
        told(
            "a login by an unknown proof",
            "unsupported",
            Script { login: |pipe| ask(pipe, b"\0\0\0\x0aMAGIC-1\0\0"), ..HONEST },
        ),
        told(
            "the password itself, in the open",
            "asks for the password itself",
            Script { login: |pipe| ask(pipe, &[0, 0, 0, 3]), ..HONEST },
        ),
        told("encryption that is none", "No session", Script { tls: b"S", ..HONEST }),
        told("no answer of this protocol", WRONG, Script { tls: b"HTTP/1.1 400 Bad Request\r\n\r\n", ..HONEST }),
        told(
            "a login of a byte a second",
            "did not answer within 5 seconds",
            Script { login: |pipe| pipe.drip(&[b'R', 0, 0, 0, 8, 0, 0, 0, 0, b'Z', 0, 0, 0, 5, b'I']), ..HONEST },
        ),
        Case {
            name: "a test that never ends",
            command: "test",
            ends: Ends::Told("did not answer within 4 seconds"),
            seconds: 8,
            memory: MEMORY,
            script: Script { begun: Pipe::stall, ..HONEST },
        },
        Case {
            name: "a run that stops in mid-row for ever",
            command: "run",
            ends: Ends::Told("did not answer within 5 seconds"),
            seconds: 130,
            memory: MEMORY,
            script: Script {
                login: |pipe| if STALLS[0].load(SeqCst) { pipe.stall() } else { (HONEST.login)(pipe) },
                rows: |pipe| {
                    STALLS[0].store(true, SeqCst);
                    pipe.put(b'd', HEADER)?;
                    pipe.put(b'd', &row(1, "x"))?;
                    pipe.raw(b"d\0\0\0\x30\0\x02")?;
                    pipe.stall()
                },
                ..HONEST
            },
        },
    ];
    attempts("postgres", &cases, postgres::start);
}

const MY: MySql = mysql::HONEST;

const fn my(name: &'static str, words: &'static str, script: MySql) -> Case<MySql> {
    Case { name, command: "run", ends: Ends::Told(words), seconds: 20, memory: MEMORY, script }
}

/// Rows of MySQL that never end.
fn endless_packets(pipe: &mut Pipe) -> std::io::Result<()> {
    (0..).try_for_each(|number| pipe.packet(&mysql::row(number, b"a row among very many others")))
}

#[test]
fn mysql_servers_that_answer_badly_are_told_in_one_line() {
    let cases = [
        Case { name: "an honest server", command: "run", ends: Ends::Table, seconds: 20, memory: MEMORY, script: MY },
        Case {
            name: "endless rows, preview of all of them",
            command: "preview",
            ends: Ends::Stopped,
            seconds: 20,
            memory: MEMORY,
            script: MySql { rows: endless_packets, ..MY },
        },
        Case {
            name: "endless rows, run",
            command: "run",
            ends: Ends::Stopped,
            seconds: 20,
            memory: MEMORY,
            script: MySql { rows: endless_packets, ..MY },
        },
        my(
            "a field of 2 GB is announced",
            WRONG,
            MySql {
                rows: |pipe| {
                    pipe.packet(&[0, 0, 1, 0, 0, 0, 0xfe, 0xff, 0xff, 0xff, 0x7f, 0, 0, 0, 0, b'x'])?;
                    pipe.packet(mysql::END)
                },
                ..MY
            },
        ),
        Case {
            name: "a row of packets without an end",
            command: "run",
            ends: Ends::Told(WRONG),
            seconds: 90,
            // As much as a row may have.
            memory: 1_600,
            script: MySql {
                rows: |pipe| {
                    let part = vec![b'x'; 0xff_ffff];
                    loop {
                        pipe.raw(&[0xff, 0xff, 0xff, pipe.number])?;
                        pipe.number = pipe.number.wrapping_add(1);
                        pipe.raw(&part)?;
                    }
                },
                ..MY
            },
        },
        Case {
            name: "a field of 300 MB",
            command: "run",
            ends: Ends::Table,
            seconds: 90,
            memory: LARGE,
            script: MySql {
                rows: |pipe| {
                    let mut row = vec![0, 0, 1, 0, 0, 0, 0xfe];
                    row.extend((LARGEST as u64).to_le_bytes());
                    row.resize(row.len() + LARGEST, b'x');
                    pipe.packet(&row)?;
                    pipe.packet(mysql::END)
                },
                ..MY
            },
        },
        my("a length that is none", WRONG, MySql { rows: |pipe| pipe.packet(&[0, 0, 1, 0, 0, 0, 0xff]), ..MY }),
        my("a packet out of order", WRONG, MySql { rows: |pipe| pipe.raw(&[1, 0, 0, 77, 0]), ..MY }),
        my("a row that is no row", WRONG, MySql { rows: |pipe| pipe.packet(b"\x42what"), ..MY }),
        my("an empty packet", WRONG, MySql { rows: |pipe| pipe.packet(&[]), ..MY }),
        my(
            "more fields than columns",
            WRONG,
            MySql { rows: |pipe| pipe.packet(&[0, 0, 1, 0, 0, 0, 1, b'x', 1, b'y']), ..MY },
        ),
        my("fewer fields than columns", WRONG, MySql { rows: |pipe| pipe.packet(&[0, 0, 1, 0, 0, 0]), ..MY }),
        my(
            "a text that is no UTF-8",
            "row 1",
            MySql {
                rows: |pipe| {
                    pipe.packet(&mysql::row(1, &[0xff, 0xfe]))?;
                    pipe.packet(mysql::END)
                },
                ..MY
            },
        ),
        my(
            "a description of 65,000 columns",
            WRONG,
            MySql {
                columns: || {
                    (0..65_000).map(|number| mysql::column(&format!("c{number}"), mysql::LONG, 63, 11)).collect()
                },
                ..MY
            },
        ),
        my(
            "descriptions of a megabyte each",
            WRONG,
            MySql {
                columns: || {
                    let name = "x".repeat(1 << 20);
                    (0..40).map(|_| mysql::column(&name, mysql::LONG, 63, 11)).collect()
                },
                ..MY
            },
        ),
        my(
            "a name that is no UTF-8",
            WRONG,
            MySql {
                columns: || {
                    let mut column = mysql::column("name", mysql::LONG, 63, 11);
                    let end = column.len() - 18;
                    column[end - 4..end].fill(0xff);
                    vec![column]
                },
                ..MY
            },
        ),
        my("an unknown type", "unknown", MySql { columns: || vec![mysql::column("n", 99, 63, 11)], ..MY }),
        my(
            "fewer columns than were asked for",
            WRONG,
            MySql {
                version: |pipe| {
                    pipe.packet(&[1])?;
                    pipe.packet(&mysql::column("v", mysql::VAR_STRING, 45, 100))?;
                    pipe.packet(mysql::END)?;
                    pipe.packet(b"\x0210")?;
                    pipe.packet(mysql::END)
                },
                ..MY
            },
        ),
        my(
            "a small answer that never ends",
            WRONG,
            MySql {
                version: |pipe| {
                    pipe.packet(&[1])?;
                    pipe.packet(&mysql::column("v", mysql::VAR_STRING, 45, 100))?;
                    pipe.packet(mysql::END)?;
                    loop {
                        pipe.packet(b"\x0f10.11.0-MariaDB")?;
                    }
                },
                ..MY
            },
        ),
        my(
            "a file is asked for instead of an answer",
            "has asked for the file /etc/passwd",
            MySql { begun: |pipe| pipe.packet(b"\xfb/etc/passwd"), ..MY },
        ),
        my(
            "a file is asked for at the login",
            WRONG_LOGIN,
            MySql { login: |pipe, _| pipe.packet(b"\xfb/etc/passwd"), ..MY },
        ),
        my("a file is asked for instead of rows", WRONG, MySql { rows: |pipe| pipe.packet(b"\xfb/etc/passwd"), ..MY }),
        my(
            "an error in the midst of rows",
            "denied",
            MySql {
                rows: |pipe| {
                    pipe.packet(&mysql::row(1, b"x"))?;
                    pipe.packet(&mysql::error(1_142, "SELECT command denied"))
                },
                ..MY
            },
        ),
        my(
            "an error with orders to a terminal",
            "\\u{1b}[2J",
            MySql { rows: |pipe| pipe.packet(&mysql::error(1_064, "\u{1b}[2J\u{1b}]0;x\u{7}cleared\u{202e}")), ..MY },
        ),
        my(
            "an error of a megabyte",
            "…",
            MySql { rows: |pipe| pipe.packet(&mysql::error(1_064, &"long ".repeat(200_000))), ..MY },
        ),
        my("an error that is cut", WRONG, MySql { rows: |pipe| pipe.packet(&[0xff, 1]), ..MY }),
        my(
            "the password itself, in the open",
            "mysql_clear_password, which is not supported",
            MySql { login: |pipe, _| pipe.packet(b"\xfemysql_clear_password\0"), ..MY },
        ),
        my(
            "the password itself, by SHA-256",
            "asks for the password itself",
            MySql { login: |pipe, _| pipe.packet(b"\xfesha256_password\0abcdefghijklmnopqrst\0"), ..MY },
        ),
        my(
            "the whole password, behind a digest",
            "asks for the password itself",
            MySql {
                login: |pipe, input| {
                    pipe.packet(b"\xfecaching_sha2_password\0abcdefghijklmnopqrst\0")?;
                    pipe.flush()?;
                    pipe.number = mysql::received(input)?.0 + 1;
                    pipe.packet(&[1, 4])
                },
                ..MY
            },
        ),
        my(
            "an endless login",
            WRONG_LOGIN,
            MySql {
                login: |pipe, input| {
                    loop {
                        pipe.packet(b"\xfemysql_native_password\0abcdefghijklmnopqrst\0")?;
                        pipe.flush()?;
                        pipe.number = mysql::received(input)?.0 + 1;
                    }
                },
                ..MY
            },
        ),
        my(
            "encryption that is none",
            "No session",
            MySql { capabilities: mysql::SSL, login: |pipe, _| pipe.packet(mysql::OK), ..MY },
        ),
        my(
            "a login of a byte a second",
            "did not answer within 5 seconds",
            MySql { login: |pipe, _| pipe.drip(&[7, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0]), ..MY },
        ),
        Case {
            name: "a test that never ends",
            command: "test",
            ends: Ends::Told("did not answer within 4 seconds"),
            seconds: 8,
            memory: MEMORY,
            script: MySql { begun: Pipe::stall, ..MY },
        },
        Case {
            name: "a run that stops in mid-row for ever",
            command: "run",
            ends: Ends::Told("did not answer within 5 seconds"),
            seconds: 130,
            memory: MEMORY,
            script: MySql {
                login: |pipe, _| if STALLS[1].load(SeqCst) { pipe.stall() } else { pipe.packet(mysql::OK) },
                rows: |pipe| {
                    STALLS[1].store(true, SeqCst);
                    pipe.packet(&mysql::row(1, b"x"))?;
                    pipe.raw(&[40, 0, 0, pipe.number, 0, 0])?;
                    pipe.stall()
                },
                ..MY
            },
        },
    ];
    attempts("mysql", &cases, mysql::start);
}

const WRONG_LOGIN: &str = "does not answer as a MySQL or MariaDB server";

/// A server of PostgreSQL that stops in the midst of a row.
const STALLED: Script = Script {
    rows: |pipe| {
        pipe.put(b'd', HEADER)?;
        pipe.raw(b"d\0\0\0\x30\0\x02")?;
        pipe.stall()
    },
    ..HONEST
};

#[test]
fn the_window_shows_first_rows_of_endless_ones_and_gives_up_what_stalls() {
    let place = Place::new();
    // The servers are in the process of the window, which is the one inside.
    in_window(
        "hostile_servers::the_window_shows_first_rows_of_endless_ones_and_gives_up_what_stalls",
        &place,
        |folder| {
            let servers = [
                ("endless_postgres", "postgres", postgres::start(Script { rows: endless, ..HONEST })),
                ("endless_mysql", "mysql", mysql::start(MySql { rows: endless_packets, ..MY })),
                ("stalled", "postgres", postgres::start(STALLED)),
            ];
            let connections: Vec<String> = servers
                .iter()
                .map(|(name, driver, port)| format!("{name:?}: \"{driver}://me:s3cret-word@127.0.0.1:{port}/shop\""))
                .collect();
            let state = std::env::var("TABLEWIRE_STATE").expect("a folder");
            std::fs::create_dir_all(&state).expect("a folder");
            let file = Path::new(&state).join("connections.ron");
            std::fs::write(&file, format!("{{{}}}", connections.join(", "))).expect("a file");
            let settings = servers.map(|(name, ..)| (name, format!("(connection: {name:?}, table: \"a\")")));
            let nodes: Vec<(&str, &str, &str)> =
                settings.iter().map(|(name, settings)| (*name, "read_database", settings.as_str())).collect();
            std::fs::write(folder.join("p.ron"), project(&nodes, &[])).expect("a file");
            for (name, words) in
                [("endless_postgres", None), ("endless_mysql", None), ("stalled", Some("within 65 seconds"))]
            {
                shown(folder, name, words);
            }
        },
    );
}

/// Opens the project in a window and shows a node: its first rows, or its problem.
fn shown(folder: &Path, name: &str, words: Option<&str>) {
    let mut app = App::without_state(Engine::process(Arc::new(|| ())));
    app.open(&folder.join("p.ron"));
    let begun = Instant::now();
    let limit = Duration::from_secs(if words.is_some() { 100 } else { 30 });
    loop {
        while app.poll() {}
        let node = app.document().find(name);
        if let Some(node) = node {
            app.project.view.shown = Some(OutputRef::first(node));
        }
        let has_rows =
            || app.project.results.output(OutputRef::first(node?))?.table.as_ref().map(|table| !table.is_empty());
        let told: Vec<String> = app.problems().map(|(_, problem)| problem.to_string()).collect();
        let is_done = match words {
            None => has_rows() == Some(true),
            Some(words) => told.iter().any(|text| text.contains(words)),
        };
        if is_done {
            println!("{name}: after {:?}", begun.elapsed());
            return;
        }
        assert!(begun.elapsed() < limit, "{name}: {told:#?}");
        std::thread::sleep(Duration::from_millis(5));
    }
}
