//! Servers of MySQL that answer badly.

use super::mysql::Script as MySql;
use super::*;

const WRONG_LOGIN: &str = "does not answer as a MySQL or MariaDB server";
pub const MY: MySql = mysql::HONEST;

const fn my(name: &'static str, words: &'static str, script: MySql) -> Case<MySql> {
    Case { name, command: "run", ends: Ends::Told(words), seconds: 20, memory: MEMORY, script }
}

/// Rows that never end.
pub fn endless_packets(pipe: &mut Pipe) -> std::io::Result<()> {
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
