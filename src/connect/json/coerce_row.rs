//! Fits one row to the types of its fields.

use std::ops::Range;

use super::cursor::{Cursor, Sort, unescaped};
use super::fault::Fault;
use super::json_type::{JsonType, Record};
use super::number::{number, plain};

/// One line being fitted.
pub(super) struct Coercion<'a> {
    pub text: &'a [u8],
    /// The number of bytes already copied.
    pub done: usize,
    pub out: &'a mut Vec<u8>,
}

/// Why a value does not fit.
struct Mismatch {
    path: String,
    why: String,
}

impl Mismatch {
    fn within(self, name: &str) -> Self {
        let path = match self.path.as_str() {
            "" => name.to_owned(),
            path if path.starts_with('[') => format!("{name}{path}"),
            path => format!("{name}.{path}"),
        };
        Mismatch { path, ..self }
    }
}

impl From<Fault> for Mismatch {
    fn from(fault: Fault) -> Self {
        Mismatch { path: String::new(), why: super::infer::words(fault) }
    }
}

/// The longest value that a reason shows.
const SHOWN: usize = 60;

impl Coercion<'_> {
    /// Fits the row; returns whether it was rewritten.
    pub fn row(&mut self, record: &Record) -> Result<bool, String> {
        let mut cursor = Cursor::new(self.text, 0);
        let coerced = cursor.sort().map_err(Mismatch::from).and_then(|_| self.object(&mut cursor, record));
        coerced.map_err(|mismatch| format!("{}: {}", mismatch.path, mismatch.why))?;
        if self.done == 0 {
            return Ok(false);
        }
        self.replace(self.text.len()..self.text.len(), b"");
        if !self.out.ends_with(b"\n") {
            self.out.push(b'\n');
        }
        Ok(true)
    }

    fn replace(&mut self, range: Range<usize>, by: &[u8]) {
        self.out.extend_from_slice(&self.text[self.done..range.start]);
        self.out.extend_from_slice(by);
        self.done = range.end;
    }

    fn quoted(&mut self, range: Range<usize>, text: &str) {
        self.replace(range, serde_json::Value::from(text).to_string().as_bytes());
    }

    fn object(&mut self, cursor: &mut Cursor<'_>, record: &Record) -> Result<(), Mismatch> {
        cursor.open()?;
        let mut after = None;
        let mut is_first = true;
        while cursor.next(b'}', is_first)? {
            is_first = false;
            let name = unescaped(cursor.name()?);
            match record.find(&name, &mut after) {
                Some(index) => {
                    self.value(cursor, &record.fields[index].1).map_err(|mismatch| mismatch.within(&name))?;
                }
                None => drop(cursor.value()?),
            }
        }
        Ok(())
    }

    fn value(&mut self, cursor: &mut Cursor<'_>, json_type: &JsonType) -> Result<(), Mismatch> {
        let sort = cursor.sort()?;
        let start = cursor.at;
        match (json_type, sort) {
            (_, Sort::Null) => cursor.word()?,
            (JsonType::Boolean, Sort::Boolean) => cursor.word()?,
            (JsonType::Text | JsonType::Nothing, Sort::Text) => drop(cursor.text()?),
            (JsonType::Record(record), Sort::Object) => self.object(cursor, record)?,
            (JsonType::List(items), Sort::List) => {
                cursor.open()?;
                let mut is_first = true;
                let mut index = 0;
                while cursor.next(b']', is_first)? {
                    self.value(cursor, items).map_err(|mismatch| mismatch.within(&format!("[{index}]")))?;
                    (is_first, index) = (false, index + 1);
                }
            }
            _ => {
                let raw = cursor.value()?;
                self.scalar(start..cursor.at, raw, json_type, sort)?;
            }
        }
        Ok(())
    }

    /// A value that must be examined, or does not fit.
    fn scalar(&mut self, range: Range<usize>, raw: &[u8], json_type: &JsonType, sort: Sort) -> Result<(), Mismatch> {
        let fits = match (json_type, sort) {
            (JsonType::Text | JsonType::Nothing, _) => {
                self.quoted(range, &String::from_utf8_lossy(raw));
                true
            }
            (JsonType::Integer, Sort::Number) => number(raw).is_integer,
            (JsonType::Number, Sort::Number) => {
                let number = number(raw);
                if number.wants_point {
                    self.replace(range, &[raw, b".0"].concat());
                }
                number.is_exact
            }
            (JsonType::Decimal(scale), Sort::Number) => {
                let digits = number(raw).digits;
                let fits = digits.is_some_and(|(before, behind)| behind <= *scale && before + scale <= 38);
                if fits {
                    self.quoted(range, &plain(raw));
                }
                fits
            }
            _ => false,
        };
        if fits {
            return Ok(());
        }
        let text = String::from_utf8_lossy(raw);
        let text = match text.char_indices().nth(SHOWN) {
            Some((end, _)) => format!("{}…", &text[..end]),
            None => text.into_owned(),
        };
        Err(Mismatch { path: String::new(), why: format!("{text} is not {}", json_type.words()) })
    }
}
