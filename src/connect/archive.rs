//! Compressed files: gzip, zlib, zstd, bzip2, and the files within a zip, which paths name like those of a folder.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, Cursor, Read, Seek};
use std::path::{Path, PathBuf};

use zip::ZipArchive;

use super::bytes::{Bytes, TooLarge};
use super::cancellable_io::{IsStopped, begin_pass};
use super::files::glob;
use super::io_problem::{FileOperation, io_problem};
use super::stamp::stamp;
use crate::base::number::bytes;
use crate::base::text::in_a_row;
use crate::base::{Fix, Problem, Text};

/// Bytes decompressed between two checks for cancellation.
const PIECE: usize = 1 << 20;
/// A file may decompress to this many bytes, whatever its size.
const FINE: u64 = 1 << 30;
/// Beyond that, the maximum ratio to its size. Tables reach about 50, one row repeated throughout 1,000.
const MOST_TIMES: u64 = 250;
/// The maximum nesting of compressed files: a zip of gzip, for instance.
const DEEPEST: usize = 3;
/// The number of names that a message lists.
const LISTED: usize = 5;
/// Extensions that distinguish a table from a note or a licence beside it.
const TABLES: &[&str] = &["csv", "tsv", "tab", "json", "jsonl", "ndjson"];

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

fn cannot_unpack(path: &Path, error: impl Into<Text>) -> Problem {
    Problem::error(say!("file-cannot-unpack", path = path.display(), error = error.into()))
        .remedy(say!("file-fetch-again"))
        .at("path")
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

/// Its files, without those that operating systems add.
fn members<R: Read + Seek>(archive: &ZipArchive<R>) -> Vec<(usize, String)> {
    let names = (0..archive.len()).filter_map(|index| Some((index, archive.name_for_index(index)?.ok()?)));
    let own = names.filter(|(_, name): &(usize, Cow<'_, str>)| {
        let last = name.rsplit('/').next().unwrap_or_default();
        let is_system = last.starts_with('.') || matches!(last, "Thumbs.db" | "desktop.ini");
        !last.is_empty() && !is_system && !name.starts_with("__MACOSX/")
    });
    own.map(|(index, name)| (index, name.into_owned())).collect()
}

fn has_ending(name: &str, endings: &[&str]) -> bool {
    let name = name.to_lowercase();
    let stem = [".gz", ".zst", ".bz2"].iter().find_map(|pack| name.strip_suffix(pack)).unwrap_or(&name);
    endings.iter().any(|ending| stem.strip_suffix(ending).is_some_and(|stem| stem.ends_with('.')))
}

/// The requested file of the archive: by its name, or the only one that can be a table.
fn chosen<R: Read + Seek>(path: &Path, archive: &ZipArchive<R>, member: Option<&str>) -> Result<usize, Problem> {
    let members = members(archive);
    let list = |names: &[&(usize, String)]| {
        let mut listed: Vec<Text> = names.iter().take(LISTED).map(|(_, name)| name.clone().into()).collect();
        listed.extend((names.len() > LISTED).then(|| "…".into()));
        in_a_row(listed)
    };
    let all: Vec<&(usize, String)> = members.iter().collect();
    if let Some(member) = member {
        let found = members.iter().find(|(_, name)| name == member);
        return found.map(|(index, _)| *index).ok_or_else(|| {
            let problem = Problem::error(say!("file-none-in-archive", path = path.display(), name = member));
            let problem = if all.is_empty() {
                problem.remedy(say!("file-choose-other-archive"))
            } else {
                problem.remedy(say!("file-archive-holds", names = list(&all)))
            };
            problem.at("path")
        });
    }
    let is_office = |(_, name): &&(usize, String)| {
        matches!(name.as_str(), "[Content_Types].xml" | "mimetype" | "xl/workbook.xml" | "xl/workbook.bin")
    };
    if members.iter().any(|member| is_office(&member)) {
        return Err(no_text(path));
    }
    let tables: Vec<&(usize, String)> = members.iter().filter(|(_, name)| has_ending(name, TABLES)).collect();
    match (tables.as_slice(), all.as_slice()) {
        ([(index, _)], _) | ([], [(index, _)]) => Ok(*index),
        ([], []) => Err(Problem::error(say!("file-archive-empty", path = path.display()))
            .remedy(say!("file-choose-other-archive"))
            .at("path")),
        (tables, all) => {
            let choice = if tables.is_empty() { all } else { tables };
            let problem = Problem::error(say!("file-archive-several", path = path.display(), names = list(choice)))
                .remedy(say!("file-name-in-archive"))
                .at("path");
            Err(choice.iter().take(LISTED).fold(problem, |problem, (_, name)| problem.fix(inside(path, name))))
        }
    }
}

/// Appends the name of a file in the archive to the archive's own path.
fn inside(path: &Path, name: &str) -> Fix {
    let archive = path.file_name().unwrap_or_default().to_string_lossy();
    Fix::write(archive.clone(), format!("{archive}/{name}"))
}

/// The problem that a file is not text.
pub(super) fn no_text(path: &Path) -> Problem {
    Problem::error(say!("file-no-text", path = path.display())).remedy(say!("file-other-node")).at("path")
}

/// The file on the disk that a path denotes, and the name of the file within it if that is a zip.
pub(super) fn archive_and_member(path: &Path) -> (PathBuf, Option<String>) {
    if !path.exists() {
        for archive in path.ancestors().skip(1).filter(|folder| is_zip(folder) && folder.is_file()) {
            if let Ok(member) = path.strip_prefix(archive) {
                let names: Vec<_> = member.iter().map(|name| name.to_string_lossy()).collect();
                return (archive.to_path_buf(), Some(names.join("/")));
            }
        }
    }
    (path.to_path_buf(), None)
}

fn is_zip(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("zip"))
}

/// The files on the disk that contain the texts at these paths.
pub fn files_on_disk(paths: impl IntoIterator<Item = PathBuf>) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = paths.into_iter().map(|path| archive_and_member(&path).0).collect();
    files.dedup();
    files
}

/// Like [`glob()`], but also finds files in a zip: `a.zip/*.csv` are its files that match, `a.zip/b.csv` is one of
/// them.
pub fn glob_texts(pattern: &Path) -> Result<Vec<PathBuf>, Problem> {
    let outer = pattern.ancestors().skip(1).find(|folder| is_zip(folder) && !folder.is_dir());
    let Some(outer) = outer.filter(|_| !pattern.exists()) else { return glob(pattern) };
    let Ok(inner) = pattern.strip_prefix(outer) else { return glob(pattern) };
    let inner = inner.to_string_lossy().into_owned();
    let mut found = Vec::new();
    for archive in glob(outer)? {
        stamp(&archive)?;
        if !inner.contains(['*', '?', '[']) {
            found.push(archive.join(&inner));
            continue;
        }
        let name_pattern = glob::Pattern::new(&inner).map_err(|error| {
            let message = say!("file-no-pattern", pattern = inner, error = error.msg);
            Problem::error(message).remedy(say!("file-correct-pattern"))
        })?;
        let file = File::open(&archive).map_err(|error| io_problem(FileOperation::Read, &archive, &error))?;
        let zip = ZipArchive::new(file).map_err(|error| cannot_unpack(&archive, error.to_string()))?;
        let mut names: Vec<String> = members(&zip).into_iter().map(|(_, name)| name).collect();
        names.retain(|name| *name == inner || name_pattern.matches(name));
        names.sort();
        found.extend(names.iter().map(|name| archive.join(name)));
    }
    if found.is_empty() {
        return Err(
            Problem::error(say!("file-no-match", pattern = pattern.display())).remedy(say!("file-check-pattern"))
        );
    }
    Ok(found)
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
