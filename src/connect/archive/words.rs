//! What is said of packed files that cannot be read.

use std::path::Path;

use crate::base::{Problem, Text};

/// The problem of a packed file, with the reason.
pub(super) fn cannot_unpack(path: &Path, error: impl Into<Text>) -> Problem {
    Problem::error(say!("file-cannot-unpack", path = path.display(), error = error.into()))
        .remedy(say!("file-fetch-again"))
        .at("path")
}

/// The problem that a file is not text.
pub(in crate::connect) fn no_text(path: &Path) -> Problem {
    Problem::error(say!("file-no-text", path = path.display())).remedy(say!("file-other-node")).at("path")
}
