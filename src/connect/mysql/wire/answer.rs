//! What a server answers: done, an error, the end of rows, the description of a column.

use super::fault::{Fault, ServerError};

/// A command has been done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Done {
    /// How many rows it has found or changed.
    pub rows: u64,
    pub warnings: u16,
    pub has_more: bool,
}

/// The status that says that another result follows.
const MORE_RESULTS: u16 = 8;

/// A payload that is read from its beginning.
pub struct Reader<'a>(pub &'a [u8]);

impl<'a> Reader<'a> {
    pub fn take(&mut self, count: usize) -> Result<&'a [u8], Fault> {
        let (taken, rest) = self.0.split_at_checked(count).ok_or(Fault::Form)?;
        self.0 = rest;
        Ok(taken)
    }

    pub fn byte(&mut self) -> Result<u8, Fault> {
        Ok(self.take(1)?[0])
    }

    /// A number of `count` bytes, the lowest first.
    pub fn number(&mut self, count: usize) -> Result<u64, Fault> {
        Ok(self.take(count)?.iter().rev().fold(0, |number, byte| number << 8 | u64::from(*byte)))
    }

    pub fn u16(&mut self) -> Result<u16, Fault> {
        Ok(self.number(2)? as u16)
    }

    pub fn u32(&mut self) -> Result<u32, Fault> {
        Ok(self.number(4)? as u32)
    }

    /// A number that says its own length.
    pub fn length(&mut self) -> Result<u64, Fault> {
        match self.byte()? {
            0xfc => self.number(2),
            0xfd => self.number(3),
            0xfe => self.number(8),
            0xfb | 0xff => Err(Fault::Form),
            small => Ok(small.into()),
        }
    }

    /// Bytes after their length.
    pub fn bytes(&mut self) -> Result<&'a [u8], Fault> {
        let length = usize::try_from(self.length()?).map_err(|_| Fault::Form)?;
        self.take(length)
    }

    /// The bytes before a zero.
    pub fn before_zero(&mut self) -> Result<&'a [u8], Fault> {
        let end = self.0.iter().position(|byte| *byte == 0).ok_or(Fault::Form)?;
        let taken = self.take(end)?;
        self.take(1)?;
        Ok(taken)
    }
}

/// Appends a number after the sign of its length.
pub fn put_length(number: u64, out: &mut Vec<u8>) {
    match number {
        0..=250 => out.push(number as u8),
        251..=0xffff => {
            out.push(0xfc);
            out.extend_from_slice(&(number as u16).to_le_bytes());
        }
        0x1_0000..=0xff_ffff => {
            out.push(0xfd);
            out.extend_from_slice(&(number as u32).to_le_bytes()[..3]);
        }
        _ => {
            out.push(0xfe);
            out.extend_from_slice(&number.to_le_bytes());
        }
    }
}

/// Appends bytes after their length.
pub fn put_bytes(bytes: &[u8], out: &mut Vec<u8>) {
    put_length(bytes.len() as u64, out);
    out.extend_from_slice(bytes);
}

/// The error of a payload that begins with 0xff.
pub fn error(payload: &[u8]) -> Fault {
    let mut reader = Reader(payload);
    let code = reader.byte().and_then(|_| reader.u16());
    let Ok(code) = code else { return Fault::Form };
    // The state follows a sign; before the login there is none.
    let message = match reader.0 {
        [b'#', _, _, _, _, _, message @ ..] => message,
        message => message,
    };
    Fault::Refused(ServerError { code, message: String::from_utf8_lossy(message).into_owned() })
}

/// The end of a command that gives no rows.
pub fn done(payload: &[u8]) -> Result<Done, Fault> {
    match payload {
        [0, rest @ ..] => {
            let mut reader = Reader(rest);
            let rows = reader.length()?;
            reader.length()?;
            let status = reader.u16()?;
            Ok(Done { rows, warnings: reader.u16()?, has_more: status & MORE_RESULTS != 0 })
        }
        [0xff, ..] => Err(error(payload)),
        _ => Err(Fault::Form),
    }
}

/// The mark after the last row, or after the descriptions; `None` if it is another payload.
pub fn end(payload: &[u8]) -> Option<Done> {
    match payload {
        [0xfe, a, b, c, d] => {
            let status = u16::from_le_bytes([*c, *d]);
            let warnings = u16::from_le_bytes([*a, *b]);
            Some(Done { rows: 0, warnings, has_more: status & MORE_RESULTS != 0 })
        }
        _ => None,
    }
}

/// A column of a result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    pub name: String,
    /// The number of the encoding; 63 for bytes.
    pub charset: u16,
    pub length: u32,
    /// The number of the type.
    pub kind: u8,
    pub flags: u16,
    pub decimals: u8,
}

impl Column {
    pub fn read(payload: &[u8]) -> Result<Column, Fault> {
        let mut reader = Reader(payload);
        // Catalogue, schema, both names of the table.
        for _ in 0..4 {
            reader.bytes()?;
        }
        let name = std::str::from_utf8(reader.bytes()?).map_err(|_| Fault::Form)?.to_owned();
        reader.bytes()?;
        // The length of what follows.
        reader.length()?;
        let (charset, length, kind) = (reader.u16()?, reader.u32()?, reader.byte()?);
        Ok(Column { name, charset, length, kind, flags: reader.u16()?, decimals: reader.byte()? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_say_their_length() {
        for number in [0, 250, 251, 0xffff, 0x1_0000, 0xff_ffff, 0x100_0000, u64::MAX] {
            let mut out = Vec::new();
            put_length(number, &mut out);
            assert_eq!(Reader(&out).length().ok(), Some(number));
            assert!(Reader(&out[..out.len() - 1]).length().is_err(), "{number} is cut");
        }
    }

    #[test]
    fn answers_are_done_an_error_or_an_end() {
        assert_eq!(done(&[0, 3, 0, 8, 0, 1, 0]).ok(), Some(Done { rows: 3, warnings: 1, has_more: true }));
        assert!(matches!(done(&[1, 3]), Err(Fault::Form)));
        let refused = done(b"\xff\x15\x04#28000Access denied");
        let expected = ServerError { code: 1045, message: "Access denied".into() };
        assert!(matches!(refused, Err(Fault::Refused(error)) if error == expected));
        assert!(end(&[0xfe, 0, 0, 2, 0]).is_some() && end(&[0xfe, 0, 0, 2, 0, 0]).is_none());
    }
}
