//! The fields of a row in the binary form.

use std::ops::Range;

use super::answer::{Column, Reader};
use super::fault::Fault;

/// The places of the fields of one row; `None` is null.
pub type Fields = Vec<Option<Range<usize>>>;

/// How the values of a type are laid out.
fn width(kind: u8) -> Option<usize> {
    match kind {
        // TINY.
        1 => Some(1),
        // SHORT and YEAR.
        2 | 13 => Some(2),
        // LONG, FLOAT and INT24.
        3 | 4 | 9 => Some(4),
        // DOUBLE and LONGLONG.
        5 | 8 => Some(8),
        // Dates and times say their length, and so do all others.
        _ => None,
    }
}

/// Finds the fields of a row.
pub fn binary_row(payload: &[u8], columns: &[Column], fields: &mut Fields) -> Result<(), Fault> {
    fields.clear();
    let nulls = payload.get(1..1 + (columns.len() + 2).div_ceil(8)).filter(|_| payload[0] == 0).ok_or(Fault::Form)?;
    let mut reader = Reader(&payload[1 + nulls.len()..]);
    for (index, column) in columns.iter().enumerate() {
        let bit = index + 2;
        if nulls[bit / 8] & (1 << (bit % 8)) != 0 {
            fields.push(None);
            continue;
        }
        let length = match width(column.kind) {
            Some(width) => width,
            None => usize::try_from(reader.length()?).map_err(|_| Fault::Form)?,
        };
        let begin = payload.len() - reader.0.len();
        reader.take(length)?;
        fields.push(Some(begin..begin + length));
    }
    if reader.0.is_empty() { Ok(()) } else { Err(Fault::Form) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(kind: u8) -> Column {
        Column { name: "a".into(), charset: 63, length: 0, kind, flags: 0, decimals: 0 }
    }

    #[test]
    fn fields_are_found_or_the_row_is_refused() {
        let columns = [column(1), column(253), column(8)];
        let row = [0, 0b1_0000, 7, 2, b'h', b'i'];
        let mut fields = Fields::new();
        assert!(binary_row(&row, &columns, &mut fields).is_ok());
        assert_eq!(fields, [Some(2..3), Some(4..6), None]);
        for cut in 0..row.len() {
            assert!(binary_row(&row[..cut], &columns, &mut fields).is_err(), "{cut}");
        }
        assert!(binary_row(&[&row[..], &[0]].concat(), &columns, &mut fields).is_err(), "more than the row");
        assert!(binary_row(&[1, 0, 7], &columns[..1], &mut fields).is_err(), "no row");
    }
}
