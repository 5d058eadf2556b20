//! Lines of a text.

/// The position after this many lines, and how many there were.
pub(super) fn skip_lines(text: &[u8], count: usize) -> (usize, usize) {
    let mut at = 0;
    for skipped in 0..count {
        match text[at..].iter().position(|&byte| byte == b'\n') {
            Some(length) => at += length + 1,
            None => return (text.len(), skipped + usize::from(at < text.len())),
        }
    }
    (at, count)
}
