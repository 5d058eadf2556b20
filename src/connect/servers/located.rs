//! The places of the fields of rows in the bytes that a server has sent.

use std::ops::Range;

/// The place of a null field.
const NULL: u32 = u32::MAX;

/// The places of the fields of some rows, all in the same bytes.
#[derive(Default)]
pub struct Located {
    width: usize,
    /// Where each field begins and ends, row by row.
    places: Vec<(u32, u32)>,
}

impl Located {
    /// For rows of so many fields.
    pub fn new(width: usize) -> Located {
        Located { width, places: Vec::new() }
    }

    pub fn width(&self) -> usize {
        self.width
    }

    /// The number of whole rows.
    pub fn rows(&self) -> usize {
        self.places.len() / self.width.max(1)
    }

    /// Adds the next field; `None` if its place has too large a number.
    #[inline]
    pub fn add(&mut self, place: Range<usize>) -> Option<()> {
        let end = u32::try_from(place.end).ok()?;
        self.places.push((place.start as u32, end));
        Some(())
    }

    #[inline]
    pub fn add_null(&mut self) {
        self.places.push((NULL, NULL));
    }

    /// Keeps so many rows.
    pub fn truncate(&mut self, rows: usize) {
        self.places.truncate(rows * self.width);
    }

    /// The fields of a column in a range of rows, out of the bytes that they stand in.
    #[inline]
    pub fn column<'a>(
        &'a self,
        bytes: &'a [u8],
        column: usize,
        rows: Range<usize>,
    ) -> impl Iterator<Item = Option<&'a [u8]>> {
        let places = &self.places[rows.start * self.width..rows.end * self.width];
        places.iter().skip(column).step_by(self.width.max(1)).map(|(begin, end)| match *begin {
            NULL => None,
            begin => Some(&bytes[begin as usize..*end as usize]),
        })
    }
}
