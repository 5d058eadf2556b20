//! Standard error, which nobody may read any more.

use std::io::Write;

/// Writes a line. If that is impossible, the work goes on without it.
pub fn say(line: &str) {
    let _ = std::io::stderr().write_all(format!("{line}\n").as_bytes());
}
