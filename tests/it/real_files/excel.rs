//! Workbooks of Excel and OpenDocument.

mod books;
mod far;
mod formats;
mod shapes;
mod sheets;
mod values;
mod writing;

use super::{CASE, Case, check, check_in};
use crate::program::Place;

/// A case with the files that are made for it.
type Made<'a> = (Case, &'a [(&'a str, Vec<u8>)]);

/// Tells every case that does not hold.
#[track_caller]
fn check_made(cases: &[Made<'_>]) {
    let differing = |(case, files): &Made<'_>| {
        let place = Place::new();
        files.iter().for_each(|(name, bytes)| place.put_bytes(name, bytes));
        check_in(&place, case).err()
    };
    let wrong: Vec<String> = cases.iter().filter_map(differing).collect();
    assert!(wrong.is_empty(), "{} of {} do not hold:\n\n{}", wrong.len(), cases.len(), wrong.join("\n\n"));
}
