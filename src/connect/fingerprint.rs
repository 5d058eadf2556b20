//! What a run records about the content of a file that it reads, in addition to its length and time.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};

use super::source::Address;

/// Files up to this many bytes are read whole.
const WHOLE: u64 = 16 << 20;
/// From larger ones this many pieces are read, including the first and the last bytes: reading all would take as long
/// as the run.
const PIECES: u64 = 64;
const PIECE: u64 = 64 << 10;

/// The prefix of a fingerprint of pieces.
pub(super) const OF_PIECES: &str = "sampled-";

/// The BLAKE3 hash of a file's content, as hexadecimal text. For a file of more than 16 MB it covers its length and 64
/// pieces spread over it, and begins with "sampled-". `None` if it is not a file or cannot be read.
pub fn fingerprint(address: &Address) -> Option<String> {
    let path = address.file()?;
    std::fs::metadata(path).ok().filter(|metadata| metadata.is_file())?;
    let mut file = File::open(path).ok()?;
    let length = file.metadata().ok()?.len();
    let mut hasher = blake3::Hasher::new();
    if length <= WHOLE {
        hasher.update_reader(file).ok()?;
        return Some(hasher.finalize().to_hex().to_string());
    }
    hasher.update(&length.to_le_bytes());
    let mut piece = vec![0; PIECE as usize];
    for number in 0..PIECES {
        // In 128 bits: the product may overflow 64.
        let at = u128::from(length - PIECE) * u128::from(number) / u128::from(PIECES - 1);
        file.seek(SeekFrom::Start(at as u64)).ok()?;
        file.read_exact(&mut piece).ok()?;
        hasher.update(&piece);
    }
    Some(format!("{OF_PIECES}{}", hasher.finalize().to_hex()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_content_has_the_same_fingerprint() {
        let folder = tempfile::tempdir().unwrap();
        let file = |name: &str, content: &[u8]| {
            let path = folder.path().join(name);
            std::fs::write(&path, content).unwrap();
            fingerprint(&path.into()).unwrap()
        };
        assert_eq!(file("a", b"one"), file("b", b"one"));
        assert_ne!(file("a", b"one"), file("b", b"two"));
        assert_eq!(file("none", b""), blake3::hash(b"").to_hex().to_string());
        let mut large = vec![7; WHOLE as usize + 1];
        let before = file("large", &large);
        assert!(before.starts_with("sampled-"), "{before}");
        assert_eq!(file("copy", &large), before);
        *large.last_mut().unwrap() = 8;
        assert_ne!(file("large", &large), before, "the last byte counts");
        large.push(8);
        assert_ne!(file("large", &large), file("copy", &large[1..]), "the length counts");
        assert_eq!(fingerprint(&folder.path().join("missing").into()), None);
    }
}
