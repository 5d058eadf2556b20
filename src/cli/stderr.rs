//! Standard error, which may have been closed: lines for people.

use std::io::Write;

use crate::base::visible;

/// Writes a line, in which control characters of names, paths and data are made visible. If writing is impossible, the
/// work continues without it.
pub fn print_line(line: &str) {
    let _ = std::io::stderr().write_all(format!("{}\n", visible::in_lines(line)).as_bytes());
}
