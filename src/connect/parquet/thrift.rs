//! Thrift's compact protocol, in which Parquet describes itself.

/// How deep values may be nested.
const MOST_DEPTH: usize = 32;

/// Reads values one after the other; `None` where the bytes are something else.
pub(super) struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    pub fn new(bytes: &'a [u8]) -> Reader<'a> {
        Reader { bytes, at: 0 }
    }

    /// What was not read yet.
    pub fn rest(&self) -> &'a [u8] {
        &self.bytes[self.at..]
    }

    pub fn byte(&mut self) -> Option<u8> {
        let byte = *self.bytes.get(self.at)?;
        self.at += 1;
        Some(byte)
    }

    fn unsigned(&mut self) -> Option<u64> {
        let mut value = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            value |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(value);
            }
        }
        None
    }

    pub fn number(&mut self) -> Option<i64> {
        let value = self.unsigned()?;
        Some((value >> 1) as i64 ^ -((value & 1) as i64))
    }

    /// A sequence of bytes.
    pub fn binary(&mut self) -> Option<()> {
        let length = self.unsigned()?;
        self.pass(usize::try_from(length).ok()?)
    }

    /// The number of items of a list, and their kind.
    pub fn list(&mut self) -> Option<(u64, u8)> {
        let header = self.byte()?;
        let count = if header >> 4 == 15 { self.unsigned()? } else { u64::from(header >> 4) };
        Some((count, header & 15))
    }

    /// Hands each field of a struct to `field`, by its number and kind.
    pub fn fields(&mut self, depth: usize, field: &mut dyn FnMut(&mut Self, i64, u8) -> Option<()>) -> Option<()> {
        if depth > MOST_DEPTH {
            return None;
        }
        let mut id = 0;
        loop {
            let header = self.byte()?;
            if header & 15 == 0 {
                return Some(());
            }
            id = if header >> 4 == 0 { self.number()? } else { i64::wrapping_add(id, i64::from(header >> 4)) };
            field(self, id, header & 15)?;
        }
    }

    /// A value that nobody asks for; of what kind it is, its field says.
    pub fn skip(&mut self, kind: u8, depth: usize) -> Option<()> {
        match kind {
            // Truths stand in the header of their field.
            1 | 2 => {}
            3 => self.pass(1)?,
            4..=6 => {
                self.unsigned()?;
            }
            7 => self.pass(8)?,
            8 => self.binary()?,
            9 | 10 if depth < MOST_DEPTH => {
                let (count, kind) = self.list()?;
                for _ in 0..count {
                    self.skip(kind, depth + 1)?;
                }
            }
            12 => self.fields(depth + 1, &mut |reader, _, kind| reader.skip(kind, depth + 1))?,
            _ => return None,
        }
        Some(())
    }

    pub fn pass(&mut self, count: usize) -> Option<()> {
        self.at = self.at.checked_add(count).filter(|at| *at <= self.bytes.len())?;
        Some(())
    }
}
