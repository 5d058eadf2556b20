//! A server that speaks as much of MySQL's protocol as a read of one table needs, and misbehaves where a script says so.

use std::io::{Read, Result};
use std::net::TcpStream;

use super::stage::{Pipe, listen};

/// What a client can do: a database, the protocol of 4.1, transactions, a proof by name.
const CAPABILITIES: u32 = 1 | 1 << 2 | 1 << 3 | 1 << 7 | 1 << 9 | 1 << 13 | 1 << 15 | 1 << 19 | 1 << 21;
pub const SSL: u32 = 1 << 11;
pub const LONG: u8 = 3;
pub const VAR_STRING: u8 = 253;

/// What the server does at each place.
#[derive(Clone, Copy)]
pub struct Script {
    /// What it can do besides.
    pub capabilities: u32,
    /// The answer to the login.
    pub login: fn(&mut Pipe, &mut TcpStream) -> Result<()>,
    /// The answer to the first statement.
    pub begun: fn(&mut Pipe) -> Result<()>,
    pub version: fn(&mut Pipe) -> Result<()>,
    /// The columns of the table, without what goes before and behind.
    pub columns: fn() -> Vec<Vec<u8>>,
    /// All that is sent behind the descriptions of the columns.
    pub rows: fn(&mut Pipe) -> Result<()>,
}

pub const HONEST: Script = Script {
    capabilities: 0,
    login: |pipe, _| pipe.packet(OK),
    begun: |pipe| pipe.packet(OK),
    version: |pipe| {
        let row = ["10.11.0-MariaDB", "+00:00", MODES, "utf8mb4", "utf8mb4", "utf8mb4"];
        result(pipe, &["v", "z", "m", "a", "b", "c"], &[&row.map(Some)])
    },
    columns: || vec![column("n", LONG, 63, 11), column("t", VAR_STRING, 45, 100)],
    rows: |pipe| {
        for number in 0..3 {
            pipe.packet(&row(number, b"x"))?;
        }
        pipe.packet(END)
    },
};

const MODES: &str = "STRICT_TRANS_TABLES,STRICT_ALL_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION";
pub const OK: &[u8] = &[0, 0, 0, 2, 0, 0, 0];
pub const END: &[u8] = &[0xfe, 0, 0, 2, 0];

/// An error with a code and a message.
pub fn error(code: u16, message: &str) -> Vec<u8> {
    [&[0xff][..], &code.to_le_bytes(), b"#42000", message.as_bytes()].concat()
}

/// A row of the table in the binary form.
pub fn row(number: i32, text: &[u8]) -> Vec<u8> {
    let mut row = vec![0, 0];
    row.extend(number.to_le_bytes());
    row.push(text.len() as u8);
    row.extend(text);
    row
}

fn counted(text: &[u8], out: &mut Vec<u8>) {
    match text.len() {
        0..=250 => out.push(text.len() as u8),
        length => {
            out.push(0xfd);
            out.extend(&(length as u32).to_le_bytes()[..3]);
        }
    }
    out.extend(text);
}

/// The description of a column.
pub fn column(name: &str, kind: u8, charset: u16, length: u32) -> Vec<u8> {
    let mut out = Vec::new();
    for text in ["def", "shop", "a", "a", name, name] {
        counted(text.as_bytes(), &mut out);
    }
    out.push(12);
    out.extend(charset.to_le_bytes());
    out.extend(length.to_le_bytes());
    out.extend([kind, 0, 0, 0, 0, 0]);
    out
}

/// Rows as texts.
fn result(pipe: &mut Pipe, columns: &[&str], rows: &[&[Option<&str>]]) -> Result<()> {
    pipe.packet(&[columns.len() as u8])?;
    for name in columns {
        pipe.packet(&column(name, VAR_STRING, 45, 100))?;
    }
    pipe.packet(END)?;
    for row in rows {
        let mut out = Vec::new();
        for text in *row {
            match text {
                Some(text) => counted(text.as_bytes(), &mut out),
                None => out.push(0xfb),
            }
        }
        pipe.packet(&out)?;
    }
    pipe.packet(END)
}

/// Starts it; returns its port.
pub fn start(script: Script) -> u16 {
    listen(move |stream| {
        let _ = serve(script, stream);
    })
}

/// A packet of the client, and its number.
pub fn received(stream: &mut TcpStream) -> Result<(u8, Vec<u8>)> {
    let mut head = [0; 4];
    stream.read_exact(&mut head)?;
    let mut payload = vec![0; u32::from_le_bytes([head[0], head[1], head[2], 0]) as usize];
    stream.read_exact(&mut payload)?;
    Ok((head[3], payload))
}

fn serve(script: Script, stream: TcpStream) -> Result<()> {
    let mut input = stream.try_clone()?;
    let mut pipe = Pipe::of(stream);
    let capabilities = CAPABILITIES | script.capabilities;
    let mut greeting = vec![10];
    greeting.extend(b"10.11.0-MariaDB\0\x07\0\0\0abcdefgh\0");
    greeting.extend(&capabilities.to_le_bytes()[..2]);
    greeting.extend([45, 2, 0]);
    greeting.extend(&capabilities.to_le_bytes()[2..]);
    greeting.push(21);
    greeting.extend([0; 10]);
    greeting.extend(b"ijklmnopqrst\0mysql_native_password\0");
    pipe.packet(&greeting)?;
    pipe.flush()?;
    pipe.number = received(&mut input)?.0 + 1;
    (script.login)(&mut pipe, &mut input)?;
    pipe.flush()?;
    let mut prepared = 0;
    loop {
        let (number, payload) = received(&mut input)?;
        pipe.number = number + 1;
        let (command, text) = payload.split_first().map(|(command, text)| (*command, text)).unwrap_or((1, &[]));
        let sql = String::from_utf8_lossy(text);
        match command {
            3 if sql.starts_with("SET NAMES") => (script.begun)(&mut pipe)?,
            3 if sql.starts_with("SELECT VERSION()") => (script.version)(&mut pipe)?,
            3 if sql.contains("information_schema.TABLES") => {
                let row = ["shop", "a", "BASE TABLE", "8192", "YES", "0"].map(Some);
                result(&mut pipe, &["s", "t", "k", "b", "x", "l"], &[&row])?;
            }
            3 if sql.contains("information_schema") => result(&mut pipe, &["c"], &[])?,
            3 => pipe.packet(OK)?,
            22 => {
                let columns = (script.columns)();
                prepared += 1;
                let mut answer = vec![0, prepared, 0, 0, 0];
                answer.extend((columns.len() as u16).to_le_bytes());
                answer.extend([0, 0, 0, 0, 0]);
                pipe.packet(&answer)?;
                columns.iter().try_for_each(|column| pipe.packet(column))?;
                pipe.packet(END)?;
            }
            23 => {
                let columns = (script.columns)();
                let mut count = Vec::new();
                match columns.len() {
                    small @ 0..=250 => count.push(small as u8),
                    large => {
                        count.push(0xfc);
                        count.extend((large as u16).to_le_bytes());
                    }
                }
                pipe.packet(&count)?;
                columns.iter().try_for_each(|column| pipe.packet(column))?;
                pipe.packet(END)?;
                (script.rows)(&mut pipe)?;
            }
            _ => return Ok(()),
        }
        pipe.flush()?;
    }
}
