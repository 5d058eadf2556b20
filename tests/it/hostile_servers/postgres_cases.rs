//! Servers of PostgreSQL that answer badly.

use super::postgres::{HEADER, HONEST, INT4, Script, TEXT, description, end, row, start};
use super::*;

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
pub fn endless(pipe: &mut Pipe) -> std::io::Result<()> {
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
    attempts("postgres", &cases, start);
}
