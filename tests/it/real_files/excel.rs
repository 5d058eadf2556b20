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

/// Cases whose files are made: each with its files. Tells every one that does not hold.
#[track_caller]
fn check_made(cases: &[(Case, &[(&str, Vec<u8>)])]) {
    let differing = |(case, files): &(Case, &[(&str, Vec<u8>)])| {
        let place = Place::new();
        files.iter().for_each(|(name, bytes)| place.put_bytes(name, bytes));
        check_in(&place, case).err()
    };
    let wrong: Vec<String> = cases.iter().filter_map(differing).collect();
    assert!(wrong.is_empty(), "{} of {} do not hold:\n\n{}", wrong.len(), cases.len(), wrong.join("\n\n"));
}
