//! A server that speaks as much of PostgreSQL's protocol as a read of one table needs, and misbehaves where a script says so.

use std::collections::HashMap;
use std::io::{Read, Result, Write};
use std::net::TcpStream;

use super::stage::{Pipe, listen};

const SSL_REQUEST: u32 = 80_877_103;
const CANCEL_REQUEST: u32 = 80_877_102;
pub const INT4: u32 = 23;
pub const TEXT: u32 = 25;

/// What the server does at each place.
#[derive(Clone, Copy)]
pub struct Script {
    /// The answer to the question whether it encrypts.
    pub tls: &'static [u8],
    /// From the question for the password to the first "ready".
    pub login: fn(&mut Pipe) -> Result<()>,
    /// The answer to the first statement of the session.
    pub begun: fn(&mut Pipe) -> Result<()>,
    /// The version of the server, as a type and bytes.
    pub version: fn() -> (u32, Vec<u8>),
    /// The description of the table.
    pub columns: fn() -> Vec<u8>,
    /// All that is sent between the beginning of a copy and the end of the statement.
    pub rows: fn(&mut Pipe) -> Result<()>,
}

pub const HONEST: Script = Script {
    tls: b"N",
    login: |pipe| {
        pipe.put(b'R', &[0, 0, 0, 0])?;
        pipe.put(b'S', b"client_encoding\0UTF8\0")?;
        pipe.put(b'K', &[0, 0, 0, 1, 0, 0, 0, 2])?;
        pipe.put(b'Z', b"I")
    },
    begun: |_| Ok(()),
    version: || (INT4, 150_000_i32.to_be_bytes().to_vec()),
    columns: || description(&[("n", INT4), ("t", TEXT)]),
    rows: |pipe| {
        pipe.put(b'd', HEADER)?;
        for number in 0..3_i32 {
            pipe.put(b'd', &row(number, "x"))?;
        }
        end(pipe)
    },
};

pub const HEADER: &[u8] = b"PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0";

/// The end of a copy: its mark, and "done".
pub fn end(pipe: &mut Pipe) -> Result<()> {
    pipe.put(b'd', &[0xff, 0xff])?;
    pipe.put(b'c', b"")
}

/// A row of the table in a copy.
pub fn row(number: i32, text: &str) -> Vec<u8> {
    let mut row = vec![0, 2, 0, 0, 0, 4];
    row.extend(number.to_be_bytes());
    row.extend((text.len() as u32).to_be_bytes());
    row.extend(text.as_bytes());
    row
}

/// The content of a RowDescription.
pub fn description(columns: &[(&str, u32)]) -> Vec<u8> {
    let mut out = (columns.len() as u16).to_be_bytes().to_vec();
    for (name, oid) in columns {
        out.extend(name.as_bytes());
        out.extend([0, 0, 0, 0, 0, 0, 0]);
        out.extend(oid.to_be_bytes());
        out.extend([0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0, 1]);
    }
    out
}

/// The content of a DataRow.
fn data(fields: &[Option<Vec<u8>>]) -> Vec<u8> {
    let mut out = (fields.len() as u16).to_be_bytes().to_vec();
    for field in fields {
        match field {
            Some(bytes) => {
                out.extend((bytes.len() as u32).to_be_bytes());
                out.extend(bytes);
            }
            None => out.extend([0xff; 4]),
        }
    }
    out
}

fn text(text: &str) -> Option<Vec<u8>> {
    Some(text.as_bytes().to_vec())
}

/// An array of texts in the binary form.
fn texts(values: &[&str]) -> Option<Vec<u8>> {
    let mut out: Vec<u8> = [1, 0, TEXT, values.len() as u32, 1].iter().flat_map(|n| n.to_be_bytes()).collect();
    for value in values {
        out.extend((value.len() as u32).to_be_bytes());
        out.extend(value.as_bytes());
    }
    Some(out)
}

/// Starts it; returns its port.
pub fn start(script: Script) -> u16 {
    listen(move |stream| {
        let _ = serve(script, stream);
    })
}

/// A statement: the types of its values, its columns, its row.
struct Known {
    values: Vec<u32>,
    columns: Option<Vec<u8>>,
    row: Option<Vec<u8>>,
}

fn known(script: &Script, sql: &str, next_type: &mut u32) -> Known {
    let of = |values: &[u32], columns: &[(&str, u32)], row: Vec<Option<Vec<u8>>>| Known {
        values: values.to_vec(),
        columns: Some(description(columns)),
        row: Some(data(&row)),
    };
    if sql.contains("server_version_num") {
        let (data_type, bytes) = (script.version)();
        let settings = ["UTC", "ISO, YMD", "postgres", "1", "on", "hex"];
        let row = vec![Some(bytes), text("UTF8"), texts(&settings)];
        return of(&[1_009], &[("version", data_type), ("encoding", TEXT), ("settings", 1_009)], row);
    }
    if sql.contains("txid_current_snapshot") {
        return of(&[], &[("state", TEXT)], vec![text("1:1: x")]);
    }
    if sql.contains("server_encoding") {
        return of(&[], &[("encoding", TEXT)], vec![text("UTF8")]);
    }
    if sql.contains("to_regclass") {
        let columns = [("n", TEXT), ("c", TEXT), ("k", TEXT), ("a", TEXT), ("i", 16), ("s", 20)];
        let bytes = Some(8_192_i64.to_be_bytes().to_vec());
        return of(&[TEXT], &columns, vec![text("public"), text("a"), text("r"), text("heap"), Some(vec![0]), bytes]);
    }
    if sql.contains("pg_catalog.pg_type t") {
        // A type that is made of another one, and so on without an end.
        *next_type += 1;
        let oid = |number: u32| Some(number.to_be_bytes().to_vec());
        let columns = [("a", 19), ("b", 18), ("c", 26), ("d", 26), ("e", 26), ("f", 19), ("g", 26)];
        let row = vec![text("t"), Some(b"b".to_vec()), oid(*next_type), None, oid(0), text("public"), oid(0)];
        return of(&[26], &columns, row);
    }
    if sql.starts_with("SELECT 1") {
        return of(&[], &[("one", INT4)], vec![Some(vec![0, 0, 0, 1])]);
    }
    if sql.starts_with("SELECT * FROM") {
        return Known { values: Vec::new(), columns: Some((script.columns)()), row: None };
    }
    Known { values: Vec::new(), columns: None, row: None }
}

fn number(bytes: &[u8]) -> u32 {
    u32::from_be_bytes(std::array::from_fn(|index| bytes.get(index).copied().unwrap_or(0)))
}

/// The texts before zeros.
fn strings(bytes: &[u8]) -> Vec<String> {
    bytes.split(|byte| *byte == 0).map(|text| String::from_utf8_lossy(text).into_owned()).collect()
}

fn serve(script: Script, mut stream: TcpStream) -> Result<()> {
    let mut head = [0; 8];
    stream.read_exact(&mut head)?;
    if number(&head[4..]) == SSL_REQUEST {
        stream.write_all(script.tls)?;
        if script.tls == b"S" {
            // It goes on as if nothing had been agreed on.
            let mut pipe = Pipe::of(stream);
            (script.login)(&mut pipe)?;
            return pipe.flush();
        }
        stream.read_exact(&mut head)?;
    }
    if number(&head[4..]) == CANCEL_REQUEST {
        return Ok(());
    }
    let mut rest = vec![0; (number(&head) as usize).saturating_sub(8)];
    stream.read_exact(&mut rest)?;
    let mut input = stream.try_clone()?;
    let mut pipe = Pipe::of(stream);
    (script.login)(&mut pipe)?;
    pipe.flush()?;
    let mut statements: HashMap<String, String> = HashMap::new();
    let (mut current, mut next_type) = (String::new(), 100_000);
    loop {
        let mut head = [0; 5];
        input.read_exact(&mut head)?;
        let mut body = vec![0; (number(&head[1..]) as usize).saturating_sub(4)];
        input.read_exact(&mut body)?;
        let parts = strings(&body);
        match head[0] {
            b'Q' => {
                (script.begun)(&mut pipe)?;
                for _ in parts[0].split(';') {
                    pipe.put(b'C', b"SET\0")?;
                }
                pipe.put(b'Z', b"T")?;
                pipe.flush()?;
            }
            b'P' => {
                statements.insert(parts[0].clone(), parts[1].clone());
                pipe.put(b'1', b"")?;
            }
            b'D' => {
                let known = known(&script, &statements[&parts[0][1..]], &mut next_type);
                let mut values = (known.values.len() as u16).to_be_bytes().to_vec();
                values.extend(known.values.iter().flat_map(|oid| oid.to_be_bytes()));
                pipe.put(b't', &values)?;
                match known.columns {
                    Some(columns) => pipe.put(b'T', &columns)?,
                    None => pipe.put(b'n', b"")?,
                }
            }
            b'B' => {
                current = statements[&parts[1]].clone();
                pipe.put(b'2', b"")?;
            }
            b'E' if current.starts_with("COPY") => {
                pipe.put(b'H', &[1, 0, 2, 0, 1, 0, 1])?;
                (script.rows)(&mut pipe)?;
                pipe.put(b'C', b"COPY 3\0")?;
            }
            b'E' => {
                if let Some(row) = known(&script, &current, &mut next_type).row {
                    pipe.put(b'D', &row)?;
                }
                pipe.put(b'C', b"SELECT 1\0")?;
            }
            b'C' => pipe.put(b'3', b"")?,
            b'S' => {
                pipe.put(b'Z', b"T")?;
                pipe.flush()?;
            }
            _ => return Ok(()),
        }
    }
}
