//! What a forked child notes for its supervisor, in a file that both have open. It can still be read when the child was
//! killed.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Seek, SeekFrom};
use std::sync::{Mutex, PoisonError};

use super::positioned::{read_at, write_at};

/// The bytes before the lines: the names of nodes, ended by zeros, and whether a line of output is incomplete.
const NAMES: usize = 511;
const HEAD: u64 = NAMES as u64 + 1;

/// The notes.
#[derive(Debug)]
pub struct Notes {
    file: File,
    /// Where the next line begins.
    end: Mutex<u64>,
}

impl Notes {
    /// Notes in an empty file.
    pub(super) fn over(file: File) -> Notes {
        Notes { file, end: Mutex::new(HEAD) }
    }

    /// From now on these nodes are being computed. As many are noted as there is room for.
    pub fn set_nodes<'a>(&self, names: impl IntoIterator<Item = &'a str>) {
        let mut bytes = Vec::new();
        for name in names {
            if bytes.len() + name.len() < NAMES {
                bytes.extend(name.as_bytes());
                bytes.push(b'\n');
            }
        }
        bytes.resize(NAMES, 0);
        let _ = write_at(&self.file, &bytes, 0);
    }

    /// The nodes that were being computed last.
    pub fn nodes(&self) -> Vec<String> {
        let mut bytes = [0; NAMES];
        let _ = read_at(&self.file, &mut bytes, 0);
        let text = String::from_utf8_lossy(&bytes).into_owned();
        text.trim_end_matches('\0').lines().map(str::to_owned).collect()
    }

    /// Whether standard output is within a line.
    pub fn set_within_line(&self, is_within: bool) {
        let _ = write_at(&self.file, &[u8::from(is_within)], NAMES as u64);
    }

    pub fn is_within_line(&self) -> bool {
        let mut byte = [0];
        read_at(&self.file, &mut byte, NAMES as u64).is_ok() && byte == [1]
    }

    /// Adds a line.
    pub fn add(&self, line: &str) {
        let mut end = self.end.lock().unwrap_or_else(PoisonError::into_inner);
        if let Ok(length) = write_at(&self.file, format!("{line}\n").as_bytes(), *end) {
            *end += length as u64;
        }
    }

    /// All lines that are complete.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn lines(&self) -> io::Result<Vec<String>> {
        let mut reader = BufReader::new(&self.file);
        reader.seek(SeekFrom::Start(HEAD))?;
        let lines = reader.split(b'\n').map_while(Result::ok);
        Ok(lines.map(|line| String::from_utf8_lossy(&line).into_owned()).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_are_read_as_they_were_written() {
        let notes = Notes::over(tempfile::tempfile().unwrap());
        assert_eq!((notes.nodes(), notes.lines().unwrap(), notes.is_within_line()), (vec![], vec![], false));
        notes.add("first");
        notes.set_nodes(["a b", "长"]);
        notes.set_within_line(true);
        notes.add("second");
        assert_eq!(notes.lines().unwrap(), ["first", "second"]);
        assert_eq!((notes.nodes(), notes.is_within_line()), (vec!["a b".to_owned(), "长".to_owned()], true));
        let long = "x".repeat(NAMES);
        notes.set_nodes([long.as_str(), "short"]);
        assert_eq!(notes.nodes(), ["short"]);
        notes.set_nodes([]);
        assert_eq!(notes.nodes(), Vec::<String>::new());
    }
}
