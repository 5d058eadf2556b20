//! Standard error: lines for people.

use crate::base::visible;

/// Prints a line. What names, paths and data hold is shown and never obeyed by the terminal.
pub fn tell(line: &str) {
    eprintln!("{}", visible::in_lines(line));
}
