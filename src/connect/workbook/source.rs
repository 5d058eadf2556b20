//! What the libraries read from, and the names that they find.

use std::fs::File;
use std::io::BufReader;

use crate::connect::cancellable_io::Cancellable;

/// What the library reads from.
pub(super) type Source<'a> = Cancellable<'a, BufReader<File>>;

/// A named table or range in the workbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Named {
    pub name: String,
    /// `Sheet!$A$1:$B$2`
    pub place: String,
}
