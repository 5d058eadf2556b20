//! Commands of a session and their answers.

use super::answer::{Column, Done, Reader, done, end, error, put_bytes};
use super::fault::Fault;
use super::packets::Packets;
use crate::connect::servers::MOST_COLUMNS;

const QUIT: u8 = 1;
const QUERY: u8 = 3;
const PREPARE: u8 = 22;
const EXECUTE: u8 = 23;

/// The most bytes of descriptions, and of rows that are said to be few.
const MOST_DESCRIBED: usize = 16 << 20;
const MOST_HELD: usize = 64 << 20;

/// A row as texts.
pub type TextRow = Vec<Option<String>>;

/// The text at a place of a row. A server may send fewer than it was asked for: the others are null.
pub fn text_at(row: &TextRow, place: usize) -> Option<&str> {
    row.get(place)?.as_deref()
}

/// A value bound to a statement.
#[derive(Clone, PartialEq)]
pub enum Value {
    Integer(i64),
    Number(f64),
    Text(String),
    Bytes(Vec<u8>),
}

/// Its text is blank: a value may be anything.
impl std::fmt::Debug for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("…")
    }
}

/// A statement that the server has understood.
#[derive(Debug)]
pub struct Prepared {
    number: u32,
    pub columns: Vec<Column>,
    /// How many values it needs.
    pub values: u16,
}

/// The answer to a statement: its rows, if it has any, and its end.
#[derive(Debug, Default)]
pub struct Answer {
    pub rows: Vec<TextRow>,
    pub done: Done,
}

/// How the answer to a statement begins.
enum Begun {
    Done(Done),
    /// Rows of so many columns follow.
    Rows(usize),
}

fn begun(payload: &[u8]) -> Result<Begun, Fault> {
    match payload {
        [0, ..] | [0xff, ..] => done(payload).map(Begun::Done),
        // No file is read for a server. The name is its own choice.
        [0xfb, name @ ..] => Err(Fault::AskedForFile(String::from_utf8_lossy(name).into_owned())),
        payload => {
            let mut reader = Reader(payload);
            let width = reader.length()?;
            let is_whole = reader.0.is_empty() && (1..=MOST_COLUMNS as u64).contains(&width);
            if is_whole { Ok(Begun::Rows(width as usize)) } else { Err(Fault::Form) }
        }
    }
}

impl Packets {
    /// Says goodbye.
    pub async fn quit(&mut self) -> Result<(), Fault> {
        self.command(QUIT, &[]).await
    }

    /// Runs a statement whose rows are few.
    pub async fn run(&mut self, sql: &str) -> Result<Answer, Fault> {
        self.command(QUERY, sql.as_bytes()).await?;
        let width = match begun(self.next().await?)? {
            Begun::Done(done) => return only(Answer { rows: Vec::new(), done }),
            Begun::Rows(width) => width,
        };
        self.columns(width).await?;
        let mut rows = Vec::new();
        let mut held = 0;
        loop {
            let payload = self.next().await?;
            if payload.first() == Some(&0xff) {
                return Err(error(payload));
            }
            held += payload.len() + width * size_of::<Option<String>>();
            if held > MOST_HELD {
                return Err(Fault::Form);
            }
            match end(payload) {
                Some(done) => return only(Answer { rows, done }),
                None => rows.push(text_row(payload, width)?),
            }
        }
    }

    /// The descriptions of columns, and the mark behind them.
    async fn columns(&mut self, width: usize) -> Result<Vec<Column>, Fault> {
        let mut columns = Vec::with_capacity(width);
        let mut held = 0;
        for _ in 0..width {
            let payload = self.next().await?;
            held += payload.len();
            if held > MOST_DESCRIBED {
                return Err(Fault::Form);
            }
            columns.push(Column::read(payload)?);
        }
        end(self.next().await?).map(|_| columns).ok_or(Fault::Form)
    }

    pub async fn prepare(&mut self, sql: &str) -> Result<Prepared, Fault> {
        self.command(PREPARE, sql.as_bytes()).await?;
        let payload = self.next().await?;
        if payload.first() == Some(&0xff) {
            return Err(error(payload));
        }
        let mut reader = Reader(payload);
        if reader.byte()? != 0 {
            return Err(Fault::Form);
        }
        let (number, width, values) = (reader.u32()?, reader.u16()?, reader.u16()?);
        if usize::from(width) > MOST_COLUMNS {
            return Err(Fault::Form);
        }
        if values > 0 {
            self.columns(values.into()).await?;
        }
        let columns = if width > 0 { self.columns(width.into()).await? } else { Vec::new() };
        Ok(Prepared { number, columns, values })
    }

    /// Runs a prepared statement that gives rows; returns their columns. The rows follow.
    pub async fn execute(&mut self, prepared: &Prepared, values: &[Value]) -> Result<Vec<Column>, Fault> {
        self.command(EXECUTE, &execution(prepared, values)).await?;
        match begun(self.next().await?)? {
            Begun::Rows(width) => self.columns(width).await,
            Begun::Done(_) => Err(Fault::Form),
        }
    }

    /// Begins a LOAD DATA LOCAL statement: afterwards the server takes packets, of which an empty one is the last.
    pub async fn begin_load(&mut self, sql: &str) -> Result<(), Fault> {
        self.command(QUERY, sql.as_bytes()).await?;
        match self.next().await? {
            // Which file it asks for is of no interest: none is read.
            [0xfb, ..] => Ok(()),
            payload @ [0xff, ..] => Err(error(payload)),
            _ => Err(Fault::Form),
        }
    }

    /// Ends what [`Packets::begin_load`] has begun.
    pub async fn end_load(&mut self) -> Result<Done, Fault> {
        self.send(&[]).await?;
        done(self.next().await?)
    }
}

/// Nobody asks for several results.
fn only(answer: Answer) -> Result<Answer, Fault> {
    if answer.done.has_more { Err(Fault::Form) } else { Ok(answer) }
}

fn text_row(payload: &[u8], width: usize) -> Result<TextRow, Fault> {
    let mut reader = Reader(payload);
    let mut row = TextRow::with_capacity(width);
    for _ in 0..width {
        if reader.0.first() == Some(&0xfb) {
            reader.byte()?;
            row.push(None);
        } else {
            row.push(Some(String::from_utf8_lossy(reader.bytes()?).into_owned()));
        }
    }
    if reader.0.is_empty() { Ok(row) } else { Err(Fault::Form) }
}

/// What is sent to run a prepared statement.
fn execution(prepared: &Prepared, values: &[Value]) -> Vec<u8> {
    let mut out = prepared.number.to_le_bytes().to_vec();
    // No cursor; once.
    out.extend_from_slice(&[0, 1, 0, 0, 0]);
    if values.is_empty() {
        return out;
    }
    // None is null; then the types.
    out.resize(out.len() + values.len().div_ceil(8), 0);
    out.push(1);
    for value in values {
        let kind = match value {
            Value::Integer(_) => 8,
            Value::Number(_) => 5,
            Value::Text(_) => 253,
            Value::Bytes(_) => 252,
        };
        out.extend_from_slice(&[kind, 0]);
    }
    for value in values {
        match value {
            Value::Integer(number) => out.extend_from_slice(&number.to_le_bytes()),
            Value::Number(number) => out.extend_from_slice(&number.to_le_bytes()),
            Value::Text(text) => put_bytes(text.as_bytes(), &mut out),
            Value::Bytes(bytes) => put_bytes(bytes, &mut out),
        }
    }
    out
}
