//! Standard error, which may have been closed: lines for people.

use std::io::Write;

use crate::base::visible;
use crate::connect;

/// Writes a line, in which control characters of names, paths and data are made visible. If writing is impossible, the
/// work continues without it.
pub fn print_line(line: &str) {
    let line = format!("{}\n", visible::in_lines(line));
    let _ = match connect::own_errors() {
        Some(mut own) => own.write_all(line.as_bytes()),
        None => std::io::stderr().write_all(line.as_bytes()),
    };
}
