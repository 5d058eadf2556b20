//! What a child writes to standard error without us: words of libraries, and the last words of a process that gives up.

use std::io::{BufRead, BufReader, Read};

use crate::engine::process::death::is_last_word;

/// The most last words that are kept.
const LINES: usize = 20;

/// Passes on lines as they come, with their ends. Returns those that a process says at its end, which may be ours to say.
pub(super) fn listen(errors: impl Read, hear: &mut dyn FnMut(&[u8])) -> Vec<String> {
    let mut held: Vec<String> = Vec::new();
    let mut reader = BufReader::new(errors);
    let mut line = Vec::new();
    while reader.read_until(b'\n', &mut line).is_ok_and(|length| length > 0) {
        let text = String::from_utf8_lossy(&line);
        // The last words begin with an empty line.
        if (text.trim().is_empty() || is_last_word(&text)) && held.len() < LINES {
            held.push(text.into_owned());
        } else {
            let was_silent = held.iter().all(|line| line.trim().is_empty());
            if was_silent {
                held.drain(..).for_each(|line| hear(line.as_bytes()));
            }
            hear(&line);
        }
        line.clear();
    }
    held
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_libraries_pass_and_last_words_are_held() {
        let mut heard: Vec<u8> = Vec::new();
        let said =
            b"one\n\ntwo\n\nthread 'x' (7) has overflowed its stack\nfatal runtime error: stack overflow, aborting\n";
        let held = listen(&said[..], &mut |line| heard.extend(line));
        assert_eq!(String::from_utf8(heard).unwrap(), "one\n\ntwo\n");
        assert_eq!(held.len(), 3, "{held:?}");
        let mut heard: Vec<u8> = Vec::new();
        assert_eq!(listen(&b"no end"[..], &mut |line| heard.extend(line)), Vec::<String>::new());
        assert_eq!(heard, b"no end");
    }
}
