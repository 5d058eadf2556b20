//! Compressed files: gzip, zlib, zstd, bzip2 and zip.

mod member;
mod words;

use std::io::{self, Cursor, Read};
use std::path::Path;

use zip::ZipArchive;

pub(super) use self::member::archive_and_member;
use self::member::chosen;
pub use self::member::{files_on_disk, glob_texts};
use self::words::cannot_unpack;
pub(super) use self::words::no_text;
use super::bytes::{Bytes, TooLarge};
use super::cancellable_io::{IsStopped, begin_pass};
use crate::base::Problem;
use crate::base::number::bytes;

/// Bytes decompressed between two checks for cancellation.
const PIECE: usize = 1 << 20;
/// A file may decompress to this many bytes, whatever its size.
const FINE: u64 = 1 << 30;
/// Beyond that, the maximum ratio to its size. Tables reach about 50, one row repeated throughout 1,000.
const MOST_TIMES: u64 = 250;
/// The maximum nesting of compressed files: a zip of gzip, for instance.
const DEEPEST: usize = 3;

enum Pack {
    /// What polars decompresses: gzip, zlib and zstd.
    Stream,
    Bzip2,
    Zip,
}

fn pack(bytes: &[u8]) -> Option<Pack> {
    match bytes {
        [0x1f, 0x8b, _, _, ..] | [0x28, 0xb5, 0x2f, 0xfd, ..] => Some(Pack::Stream),
        // "x^2,y" and "xڀ" are text. What zlib writes is not UTF-8 for long.
        [0x78, 0x01 | 0x5e | 0x9c | 0xda, _, _, ..] => {
            let is_text = match std::str::from_utf8(&bytes[..bytes.len().min(64)]) {
                Ok(_) => true,
                // A character is cut in two.
                Err(error) => error.error_len().is_none() && bytes.len() > 64,
            };
            (!is_text).then_some(Pack::Stream)
        }
        [b'B', b'Z', b'h', b'1'..=b'9', 0x31, 0x41, 0x59, 0x26, 0x53, 0x59, ..] => Some(Pack::Bzip2),
        // A zip without any file starts with its end record.
        [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] => Some(Pack::Zip),
        _ => None,
    }
}

/// The decompressed `raw`, the bytes of the file at `path`; `None` if it is not compressed. `member` names the file
/// within a zip.
pub(super) fn unpacked(
    path: &Path,
    raw: &Bytes,
    member: Option<&str>,
    is_stopped: IsStopped<'_>,
) -> Result<Option<Bytes>, Problem> {
    unpacked_within(path, raw, member, FINE, is_stopped)
}

fn unpacked_within(
    path: &Path,
    raw: &Bytes,
    member: Option<&str>,
    fine: u64,
    is_stopped: IsStopped<'_>,
) -> Result<Option<Bytes>, Problem> {
    let failed = |error: &dyn std::fmt::Display| cannot_unpack(path, error.to_string());
    let most = (raw.len() as u64).saturating_mul(MOST_TIMES).max(fine);
    let unread = |error: io::Error| {
        if error.get_ref().is_some_and(|inner| inner.is::<TooLarge>()) {
            let (packed, size) = (bytes(raw.len() as u64), bytes(most));
            let message = say!("file-unpacks-too-large", path = path.display(), packed = packed, size = size);
            Problem::error(message).remedy(say!("file-unpack-yourself")).at("path")
        } else {
            failed(&error)
        }
    };
    let mut member = member;
    let mut unpacked: Option<Bytes> = None;
    for _ in 0..DEEPEST {
        let packed = unpacked.as_ref().unwrap_or(raw);
        let Some(pack) = pack(packed) else { break };
        unpacked = Some(match pack {
            Pack::Stream => packed.decompressed(most, is_stopped).map_err(unread)?,
            Pack::Bzip2 => {
                spooled(bzip2::bufread::MultiBzDecoder::new(&packed[..]), None, most, is_stopped).map_err(unread)?
            }
            Pack::Zip => {
                let mut archive = ZipArchive::new(Cursor::new(&packed[..])).map_err(|error| failed(&error))?;
                let index = chosen(path, &archive, member.take())?;
                let file = archive.by_index(index).map_err(|error| failed(&error))?;
                let size = Some(file.size());
                spooled(file, size, most, is_stopped).map_err(unread)?
            }
        });
    }
    if member.is_some() {
        return Err(failed(&say!("file-no-archive")));
    }
    Ok(unpacked)
}

/// The reader's decompressed bytes, `size` of them if that is known. Fails with [`TooLarge`] beyond `most`.
fn spooled(mut reader: impl Read, size: Option<u64>, most: u64, is_stopped: IsStopped<'_>) -> io::Result<Bytes> {
    if size.is_some_and(|size| size > most) {
        return Err(io::Error::other(TooLarge));
    }
    begin_pass(size.and_then(|size| usize::try_from(size).ok()).unwrap_or_default());
    Bytes::spool(is_stopped, |out| {
        let (mut piece, mut size) = (vec![0; PIECE], 0);
        loop {
            let count = reader.read(&mut piece)?;
            if count == 0 {
                return Ok(());
            }
            size += count as u64;
            if size > most {
                return Err(io::Error::other(TooLarge));
            }
            out.write_all(&piece[..count])?;
        }
    })
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in files {
            out.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
            out.write_all(bytes).unwrap();
        }
        out.finish().unwrap().into_inner()
    }

    fn bzipped(bytes: &[u8]) -> Vec<u8> {
        let mut out = bzip2::write::BzEncoder::new(Vec::new(), bzip2::Compression::fast());
        out.write_all(bytes).unwrap();
        out.finish().unwrap()
    }

    fn unpack(bytes: &[u8], member: Option<&str>) -> Result<Option<Vec<u8>>, String> {
        let bytes = Bytes::from_vec(bytes.to_vec());
        let unpacked = unpacked_within(Path::new("a"), &bytes, member, 4 << 20, &|| false);
        unpacked.map(|bytes| bytes.map(|bytes| bytes.to_vec())).map_err(|problem| problem.to_string())
    }

    #[test]
    fn packed_files_are_read_to_their_end_or_not_at_all() {
        let text = b"a,b\n1,x\n".repeat(5_000);
        let bz2 = bzipped(&text);
        let several = [bz2.clone(), bzipped(b"end\n")].concat();
        let zip = zipped(&[("__MACOSX/a.csv", b""), ("readme.txt", b"hello"), ("in/a.csv", &text)]);
        let double = zipped(&[("a.csv.bz2", &bz2)]);
        assert_eq!(unpack(&bz2, None), Ok(Some(text.clone())));
        assert_eq!(unpack(&several, None), Ok(Some([&text[..], b"end\n"].concat())));
        assert_eq!(unpack(&zip, None), Ok(Some(text.clone())), "the one table of the archive");
        assert_eq!(unpack(&zip, Some("readme.txt")), Ok(Some(b"hello".to_vec())));
        assert_eq!(unpack(&double, None), Ok(Some(text.clone())));
        let long = format!("x\u{680}{}", "é".repeat(50));
        for text in ["x^2,y\n1,2\n", "x\u{680},b\n1,2\n", "x\u{1},b\n1,2\n", &long] {
            assert_eq!(unpack(text.as_bytes(), None), Ok(None), "{text:?}: text that begins as zlib does");
        }
        for cut in [&bz2[..bz2.len() / 2], &several[..bz2.len() + 10], &zip[..zip.len() / 2], &zip[..zip.len() - 30]] {
            assert!(unpack(cut, None).unwrap_err().contains("Cannot decompress"), "cut off");
        }
        let zeros = vec![b'0'; 5 << 20];
        for bomb in [bzipped(&zeros), zipped(&[("a.csv", &zeros)]), zipped(&[("a.csv.bz2", &bzipped(&zeros))])] {
            let problem = unpack(&bomb, None).unwrap_err();
            assert!(problem.contains("suspiciously compressed") && problem.contains("4.2 MB"), "{problem}");
        }
        assert!(unpack(&zip, Some("b.csv")).unwrap_err().contains("It contains"), "no such file");
        let two = zipped(&[("a.csv", b"a"), ("b.csv", b"b")]);
        assert!(unpack(&two, None).unwrap_err().contains("a.csv, b.csv"));
        assert!(unpack(&zipped(&[("xl/workbook.xml", b""), ("a.csv", b"")]), None).unwrap_err().contains("not a text"));
    }
}
