//! Merge conflict markers that version control leaves in a file.

/// The line numbers at which unresolved conflicts begin, counted from one.
pub(super) fn conflicts(text: &str) -> Vec<usize> {
    let begins = |line: &str| line == "<<<<<<<" || line.starts_with("<<<<<<< ");
    text.lines().enumerate().filter(|(_, line)| begins(line)).map(|(at, _)| at + 1).collect()
}
