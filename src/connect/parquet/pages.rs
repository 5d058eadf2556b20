//! Validates the headers of a Parquet file's pages: polars reserves memory for as many values as a header declares, before it
//! reads the first.

use super::thrift::Reader;

/// Pages up to this size are accepted, whatever their compressed size.
const FINE: i64 = 1 << 20;
/// The maximum compression ratio of a larger page.
const MOST_TIMES: i64 = 16_384;

/// Whether the pages of a column chunk hold the values that it declares, and no page claims to be what it cannot be.
pub(super) fn are_plausible(chunk: &[u8], num_values: i64) -> bool {
    let (mut rest, mut seen) = (chunk, 0_i64);
    while seen < num_values {
        let mut reader = Reader::new(rest);
        let Some(page) = page(&mut reader) else { return false };
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
        let Some(behind) = reader.rest().get(compressed..) else { return false };
        (rest, seen) = (behind, sum);
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

/// A header of a page. Fields are read by their numbers, whatever kind they say they are, as polars does it.
fn page(reader: &mut Reader) -> Option<Page> {
    let mut page = Page::default();
    reader.fields(0, &mut |reader, id, kind| {
        match id {
            1 | 4 => drop(reader.number()?),
            2 => page.uncompressed = reader.number()?,
            3 => page.compressed = reader.number()?,
            5 | 7 | 8 => {
                let count = first_number(reader)?;
                if id == 7 { page.dictionary = Some(count) } else { page.values = count }
            }
            _ => reader.skip(kind, 0)?,
        }
        Some(())
    })?;
    Some(page)
}

/// The first field of a struct, a number.
fn first_number(reader: &mut Reader) -> Option<i64> {
    let mut first = 0;
    reader.fields(1, &mut |reader, id, kind| {
        match id {
            1 => first = reader.number()?,
            _ => reader.skip(kind, 1)?,
        }
        Some(())
    })?;
    Some(first)
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
        assert!(!are_plausible(&two, 6), "a page is missing");
        assert!(!are_plausible(&two, i64::MAX));
        assert!(!are_plausible(&two, 4));
        assert!(!are_plausible(&two[..two.len() - 1], 5), "the last page is cut short");
        assert!(!are_plausible(b"no header", 3) && !are_plausible(b"", 3));
        assert!(are_plausible(b"", 0));
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
