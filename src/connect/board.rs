//! A small file that two of our processes share: what one writes, the other can read even if the first was killed right
//! afterwards. It has slots of fixed size, each with a few numbers.

use std::fs::File;
use std::io;
use std::path::Path;

use super::positioned::{read_at, write_at};

/// The numbers of a slot.
pub const SLOT: usize = 8;

/// An open board.
#[derive(Debug)]
pub struct Board(File);

/// A new board, and the path under which another process may open it until the path is dropped.
#[derive(Debug)]
pub struct NewBoard {
    pub board: Board,
    pub path: tempfile::TempPath,
}

impl Board {
    /// # Errors
    /// If there is no folder for temporary files.
    pub fn create(slots: usize) -> io::Result<NewBoard> {
        let (file, path) = tempfile::Builder::new().prefix("tablewire-engine-").tempfile()?.into_parts();
        // Written in full, so that later writes need no more disk space.
        io::Write::write_all(&mut &file, &vec![0; slots * SLOT * 8])?;
        Ok(NewBoard { board: Board(file), path })
    }

    /// # Errors
    /// If it no longer exists.
    pub fn open(path: &Path) -> io::Result<Board> {
        File::options().read(true).write(true).open(path).map(Board)
    }

    /// Writes all numbers of a slot. What cannot be written stays as it was.
    pub fn set(&self, slot: usize, numbers: [u64; SLOT]) {
        let mut bytes = [0; SLOT * 8];
        for (place, number) in bytes.chunks_exact_mut(8).zip(numbers) {
            place.copy_from_slice(&number.to_le_bytes());
        }
        let _ = write_at(&self.0, &bytes, (slot * bytes.len()) as u64);
    }

    /// The numbers of a slot; zeros if it cannot be read.
    pub fn get(&self, slot: usize) -> [u64; SLOT] {
        let mut bytes = [0; SLOT * 8];
        let length = bytes.len() as u64;
        if read_at(&self.0, &mut bytes, slot as u64 * length).ok() != Some(bytes.len()) {
            return [0; SLOT];
        }
        let mut numbers = [0; SLOT];
        for (number, place) in numbers.iter_mut().zip(bytes.chunks_exact(8)) {
            *number = u64::from_le_bytes(place.try_into().unwrap_or_default());
        }
        numbers
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_one_writes_the_other_reads_and_no_file_stays() {
        let new = Board::create(4).unwrap();
        let path = new.path.to_path_buf();
        let other = Board::open(&path).unwrap();
        let NewBoard { board, path: kept } = new;
        drop(kept);
        assert!(!path.exists() || cfg!(windows));
        other.set(2, [1, 2, 3, 4, 5, 6, 7, u64::MAX]);
        assert_eq!((board.get(2), board.get(1)), ([1, 2, 3, 4, 5, 6, 7, u64::MAX], [0; SLOT]));
        assert_eq!(board.get(9), [0; SLOT], "there is no such slot");
    }
}
