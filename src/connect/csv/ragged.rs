//! Rows with too few or too many fields, and other malformed rows.

use std::borrow::Cow;
use std::ops::Range;

use super::check::Auditor;
use super::shape::{LongRows, RepeatedHeader, ShortRows};
use super::split::{Field, LONGEST_ROW, Record, record};
use crate::connect::charset::UNKNOWN;
use crate::connect::encoding_warnings::Broken;

impl Auditor<'_> {
    /// Whether rows may have this many fields.
    pub fn may_have(&self, count: usize) -> bool {
        let width = self.layout.types.len();
        let shape = &self.options.shape;
        self.layout.takes(count) || self.is_filled(count) || (count > width && shape.long_rows == LongRows::Join)
    }

    /// Whether a row with this many fields is padded.
    pub fn is_filled(&self, count: usize) -> bool {
        count < self.layout.types.len() && self.options.shape.short_rows == ShortRows::Fill
    }

    /// The row with as many fields as there are columns, if the settings allow it, and all of them are valid. `holds`
    /// is whether the fields of a row that is too short are valid.
    pub fn fitted(&self, start: usize, row: &Record, count: usize, holds: bool) -> Option<Vec<u8>> {
        let width = self.layout.types.len();
        let is_whole = row.fault.is_none() && row.end - start <= LONGEST_ROW;
        if count == width
            || width == 0
            || !is_whole
            || !self.may_have(count)
            || self.broken_reason(start, row).is_some()
        {
            return None;
        }
        let dialect = self.layout.dialect;
        let mut fields = Vec::with_capacity(count);
        record(self.bytes, start, dialect, |field| fields.push(field));
        let joined = if count > width { Some(self.joined(fields[width - 1].outer().start..row.end)?) } else { None };
        fields.truncate(width);
        if let (Some(last), Some(_)) = (fields.last_mut(), &joined) {
            *last = Field { content: last.outer().start..row.end, quoted: false, stray: true };
        }
        let each_holds = || fields.iter().enumerate().all(|(column, field)| self.holds(column, field));
        if !(if count < width { holds } else { each_holds() }) {
            return None;
        }
        let mut out = Vec::with_capacity(row.next - start + 2 * width);
        for (column, field) in fields.iter().enumerate() {
            if column > 0 {
                out.push(dialect.delimiter);
            }
            match &joined {
                Some(joined) if column + 1 == width => out.extend_from_slice(joined),
                _ => self.write_field(column, field, &mut out),
            }
        }
        out.extend(std::iter::repeat_n(dialect.delimiter, width - fields.len()));
        out.push(b'\n');
        Some(out)
    }

    /// The excess fields joined to the last one, as one field for the scan; `None` if that cannot be written.
    fn joined(&self, range: Range<usize>) -> Option<Vec<u8>> {
        let text = self.as_in_file_bytes(&self.bytes[range]);
        let Some(mark) = self.layout.dialect.quote else {
            return (!text.contains(&self.layout.dialect.delimiter)).then(|| text.into_owned());
        };
        let mut field = vec![mark];
        for &byte in text.iter() {
            field.push(byte);
            if byte == mark {
                field.push(mark);
            }
        }
        field.push(mark);
        Some(field)
    }

    fn as_in_file_bytes<'a>(&self, row: &'a [u8]) -> Cow<'a, [u8]> {
        let delimiter = self.layout.dialect.delimiter;
        match &self.layout.parting {
            Some(parting) if parting.shown().as_bytes() != [delimiter] => {
                let fields: Vec<&[u8]> = row.split(|&byte| byte == delimiter).collect();
                fields.join(parting.shown().as_bytes()).into()
            }
            _ => row.into(),
        }
    }

    /// Why a row is rejected whatever its fields contain.
    pub fn shape_fault(&self, start: usize, row: &Record, is_head: bool) -> Option<String> {
        if is_head && self.options.shape.repeated_header == RepeatedHeader::Reject {
            return Some("it repeats the names of the columns".into());
        }
        self.broken_reason(start, row)
    }

    /// The reason for bytes that are not text.
    fn broken_reason(&self, start: usize, row: &Record) -> Option<String> {
        let bytes = &self.bytes[start..row.end.max(start)];
        match self.layout.broken? {
            Broken::Utf8 { .. } => {
                let bad = std::str::from_utf8(bytes).err()?.valid_up_to();
                Some(format!("the byte 0x{:02X} is not UTF-8", bytes[bad]))
            }
            Broken::Decoded(encoding) => {
                let is_unknown = bytes.windows(UNKNOWN.len()).any(|part| part == UNKNOWN.as_bytes());
                is_unknown.then(|| format!("a byte means nothing in {encoding}"))
            }
        }
    }

    /// A row as written in the file.
    pub fn as_in_file<'a>(&self, row: &'a str) -> Cow<'a, str> {
        match &self.layout.parting {
            Some(parting) => row.replace(char::from(self.layout.dialect.delimiter), parting.shown()).into(),
            None => row.into(),
        }
    }
}
