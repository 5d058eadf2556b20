//! Validates the headers of a Parquet file's pages: polars reserves memory for as many values as a header declares, before it
//! reads the first.

/// Pages up to this size are accepted, whatever their compressed size.
const FINE: i64 = 1 << 20;
/// The maximum compression ratio of a larger page.
const MOST_TIMES: i64 = 16_384;
/// How deep the values of a header may be nested.
const MOST_DEPTH: usize = 16;

/// Whether the pages of a column chunk hold as many values as it declares, and no page claims to be what it cannot be.
/// What cannot be read as headers is left to polars, which says what is wrong.
pub(super) fn are_plausible(chunk: &[u8], num_values: i64) -> bool {
    let (mut rest, mut seen) = (chunk, 0_i64);
    while !rest.is_empty() && seen < num_values {
        let mut reader = Reader { bytes: rest, at: 0 };
        let Some(page) = reader.page() else { return true };
        let Ok(compressed) = usize::try_from(page.compressed) else { return false };
        let is_bomb = page.uncompressed > FINE && page.uncompressed / MOST_TIMES > page.compressed;
        // A value of a dictionary takes at least a byte.
        let is_too_long = page.dictionary.is_some_and(|values| values < 0 || values > page.uncompressed);
        let Some(sum) = seen.checked_add(page.values).filter(|sum| page.values >= 0 && *sum <= num_values) else {
            return false;
        };
        if page.uncompressed < 0 || is_bomb || is_too_long {
            return false;
        }
        seen = sum;
        rest = rest.get(reader.at..).and_then(|rest| rest.get(compressed..)).unwrap_or_default();
    }
    true
}

#[derive(Default)]
struct Page {
    uncompressed: i64,
    compressed: i64,
    /// The number of values of a page of data.
    values: i64,
    /// The number of values of a dictionary.
    dictionary: Option<i64>,
}

/// Reads Thrift's compact protocol; `None` where the bytes are something else.
struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Reader<'_> {
    fn page(&mut self) -> Option<Page> {
        let mut page = Page::default();
        self.fields(0, &mut |reader, id, kind| {
            match id {
                2 => page.uncompressed = reader.number()?,
                3 => page.compressed = reader.number()?,
                5 | 7 | 8 => {
                    let count = reader.first_number()?;
                    if id == 7 { page.dictionary = Some(count) } else { page.values = count }
                }
                _ => reader.skip(kind, 0)?,
            }
            Some(())
        })?;
        Some(page)
    }

    /// The first field of a struct, a number.
    fn first_number(&mut self) -> Option<i64> {
        let mut first = 0;
        self.fields(1, &mut |reader, id, kind| {
            match id {
                1 => first = reader.number()?,
                _ => reader.skip(kind, 1)?,
            }
            Some(())
        })?;
        Some(first)
    }

    fn byte(&mut self) -> Option<u8> {
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

    fn number(&mut self) -> Option<i64> {
        let value = self.unsigned()?;
        Some((value >> 1) as i64 ^ -((value & 1) as i64))
    }

    /// Hands each field of a struct to `field`, by its number and kind.
    fn fields(&mut self, depth: usize, field: &mut dyn FnMut(&mut Self, i64, u8) -> Option<()>) -> Option<()> {
        if depth > MOST_DEPTH {
            return None;
        }
        let mut id = 0;
        loop {
            let header = self.byte()?;
            if header == 0 {
                return Some(());
            }
            id = if header >> 4 == 0 { self.number()? } else { i64::wrapping_add(id, i64::from(header >> 4)) };
            field(self, id, header & 15)?;
        }
    }

    fn skip(&mut self, kind: u8, depth: usize) -> Option<()> {
        match kind {
            // Truths stand in the header of their field.
            1 | 2 => {}
            3 => self.pass(1)?,
            4..=6 => {
                self.unsigned()?;
            }
            7 => self.pass(8)?,
            8 => {
                let length = self.unsigned()?;
                self.pass(usize::try_from(length).ok()?)?;
            }
            9 | 10 if depth < MOST_DEPTH => {
                let header = self.byte()?;
                let count = if header >> 4 == 15 { self.unsigned()? } else { u64::from(header >> 4) };
                for _ in 0..count {
                    match header & 15 {
                        1 | 2 => self.pass(1)?,
                        kind => self.skip(kind, depth + 1)?,
                    }
                }
            }
            12 => self.fields(depth + 1, &mut |reader, _, kind| reader.skip(kind, depth + 1))?,
            _ => return None,
        }
        Some(())
    }

    fn pass(&mut self, count: usize) -> Option<()> {
        self.at = self.at.checked_add(count).filter(|at| *at <= self.bytes.len())?;
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A page of data of `values` values in `bytes` bytes.
    fn page(values: u8, bytes: u8) -> Vec<u8> {
        let zigzag = |number: u8| number << 1;
        let header = [0x15, 0, 0x15, zigzag(bytes), 0x15, zigzag(bytes), 0x2c, 0x15, zigzag(values), 0x15, 0, 0, 0];
        [&header[..], &vec![7; usize::from(bytes)]].concat()
    }

    #[test]
    fn pages_hold_what_their_chunk_declares() {
        let two = [page(3, 9), page(2, 4)].concat();
        assert!(are_plausible(&two, 5));
        assert!(are_plausible(&two, 6), "polars says that pages are missing");
        assert!(!are_plausible(&two, 4));
        assert!(are_plausible(b"no header", 3) && are_plausible(b"", 3));
    }

    #[test]
    fn numbers_below_zero_are_none() {
        let mut negative = page(3, 9);
        negative[8] = 5;
        assert!(!are_plausible(&negative, i64::MAX));
        let mut negative = page(3, 9);
        negative[5] = 17;
        assert!(!are_plausible(&negative, 3));
    }
}
