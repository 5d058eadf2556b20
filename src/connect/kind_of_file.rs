//! The type of a file by its first bytes, whatever its name.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;

use super::file_kind::FileKind;

/// The number of bytes examined.
const HEAD: usize = 4096;

/// Signatures that identify one format.
const MARKS: &[(&[u8], FileKind)] = &[
    (b"PAR1", FileKind::Parquet),
    (b"ARROW1", FileKind::Arrow),
    (b"FEA1", FileKind::Arrow),
    (b"Obj\x01", FileKind::Avro),
    (b"ORC", FileKind::Orc),
    (b"SQLite format 3\0", FileKind::Sqlite),
    (b"\x1f\x8b", FileKind::Gzip),
    (b"\x28\xb5\x2f\xfd", FileKind::Zstd),
    (b"BZh", FileKind::Bzip2),
    (b"\xfd7zXZ\0", FileKind::Xz),
    (b"7z\xbc\xaf\x27\x1c", FileKind::SevenZip),
    (b"%PDF-", FileKind::Pdf),
    (b"{\\rtf", FileKind::Rtf),
    (b"\x89PNG\r\n", FileKind::Image),
    (b"\xff\xd8\xff", FileKind::Image),
    (b"GIF8", FileKind::Image),
    (b"II*\0", FileKind::Image),
    (b"MM\0*", FileKind::Image),
    (b"version https://git-lfs.github.com/spec/", FileKind::LfsPointer),
    (b"\xff\xfe", FileKind::Utf16),
    (b"\xfe\xff", FileKind::Utf16),
];

/// The type of the file at `path`; `None` if it is not a file or cannot be read.
pub fn kind_of_file(path: &Path) -> Option<FileKind> {
    // Opening a pipe would wait for what is written into it.
    std::fs::metadata(path).ok().filter(|metadata| metadata.is_file())?;
    let mut file = File::open(path).ok()?;
    let mut head = Vec::with_capacity(HEAD);
    file.by_ref().take(HEAD as u64).read_to_end(&mut head).ok()?;
    Some(match head.as_slice() {
        [b'P', b'K', 3 | 5, 4 | 6, ..] => in_zip(file),
        [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ..] => in_old_office(&mut file, &head),
        // A BIFF stream without the container, as Excel 2 to 4 wrote it.
        [9, 0 | 2 | 4, 4 | 6, 0, ..] => FileKind::OldExcel,
        head => of_head(head),
    })
}

fn of_head(head: &[u8]) -> FileKind {
    if head.is_empty() {
        return FileKind::Empty;
    }
    if let Some((_, kind)) = MARKS.iter().find(|(mark, _)| head.starts_with(mark)) {
        return *kind;
    }
    if head.get(8..12) == Some(b"DUCK") {
        return FileKind::DuckDb;
    }
    if head.starts_with(b"RIFF") && head.get(8..12) == Some(b"WEBP") {
        return FileKind::Image;
    }
    if head.contains(&0) {
        let zeros = |parity: usize| head.iter().skip(parity).step_by(2).filter(|&&byte| byte == 0).count();
        let even = zeros(0);
        let odd = zeros(1);
        let half = head.len() / 2;
        let is_wide = even.max(odd) * 10 > half * 4 && even.min(odd) * 10 < half.max(1);
        return if is_wide { FileKind::Utf16 } else { FileKind::Unknown };
    }
    let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    let lower = text[..text.len().min(1024)].to_ascii_lowercase();
    let has = |words: &[u8]| lower.windows(words.len()).any(|part| part == words);
    match text {
        [b'<', ..] if has(b"<html") || has(b"<!doctype html") || has(b"<table") => FileKind::Html,
        [b'<', ..] if has(b"urn:schemas-microsoft-com:office:spreadsheet") => FileKind::ExcelXml,
        [b'<', b'?' | b'!' | b'a'..=b'z' | b'A'..=b'Z', ..] => FileKind::Xml,
        [b'{', rest @ ..] if matches!(rest.trim_ascii_start().first(), None | Some(b'"' | b'}')) => FileKind::Json,
        // Comments, which some programs write into JSON.
        [b'/', b'/' | b'*', ..] => FileKind::Json,
        [b'[', rest @ ..] if begins_as_array(rest.trim_ascii_start()) => FileKind::Json,
        _ if text.iter().filter(|byte| byte.is_ascii_control() && !byte.is_ascii_whitespace()).count() * 20
            > text.len() =>
        {
            FileKind::Unknown
        }
        _ => FileKind::Text,
    }
}

/// Whether what follows "[" can be a JSON item, and not a section of settings such as "[main]".
fn begins_as_array(rest: &[u8]) -> bool {
    let is_word = [&b"true"[..], b"false", b"null"].iter().any(|word| rest.starts_with(word));
    is_word || matches!(rest.first(), None | Some(b'{' | b'[' | b'"' | b']' | b'-' | b'0'..=b'9'))
}

/// The type of a zip by its content: workbooks and documents are zips that contain certain names.
fn in_zip(file: File) -> FileKind {
    let Ok(mut archive) = zip::ZipArchive::new(file) else { return FileKind::Zip };
    let has = |name: &str| archive.index_for_name(name).is_some();
    if has("xl/workbook.xml") || has("xl/workbook.bin") {
        return FileKind::Excel;
    }
    if has("word/document.xml") {
        return FileKind::Word;
    }
    let mut mime = String::new();
    if let Ok(entry) = archive.by_name("mimetype") {
        // What cannot be read is ignored.
        let _ = entry.take(100).read_to_string(&mut mime);
    }
    if mime.contains("opendocument.spreadsheet") { FileKind::OpenDocument } else { FileKind::Zip }
}

/// The type of an old Office container by its content: the names of its streams are in its directory.
fn in_old_office(file: &mut File, head: &[u8]) -> FileKind {
    let number = |at: usize| head.get(at..at + 4).and_then(|bytes| bytes.try_into().ok()).map(u32::from_le_bytes);
    let (Some(first), Some(&shift)) = (number(48), head.get(30)) else { return FileKind::OldOffice };
    let start = (u64::from(first) + 1).checked_shl(u32::from(shift)).unwrap_or(u64::MAX);
    let mut names = Vec::new();
    // A truncated container has no readable directory, and its type stays unknown.
    let _ = file.seek(SeekFrom::Start(start)).and_then(|_| file.take(HEAD as u64).read_to_end(&mut names));
    let has = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        names.windows(wide.len()).any(|part| part == wide)
    };
    match () {
        () if has("EncryptedPackage") => FileKind::LockedWorkbook,
        () if has("Workbook") || has("Book") => FileKind::OldExcel,
        () if has("WordDocument") => FileKind::Word,
        () => FileKind::OldOffice,
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn zipped(entries: &[(&str, &str)]) -> Vec<u8> {
        let mut out = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for (name, text) in entries {
            out.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
            out.write_all(text.as_bytes()).unwrap();
        }
        out.finish().unwrap().into_inner()
    }

    /// An old Office container whose directory contains one name.
    fn container(name: &str) -> Vec<u8> {
        let mut bytes = vec![0; 1024];
        bytes[..8].copy_from_slice(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
        bytes[30] = 9;
        bytes[48..52].copy_from_slice(&0_u32.to_le_bytes());
        bytes.splice(512.., name.encode_utf16().flat_map(u16::to_le_bytes));
        bytes
    }

    #[test]
    fn files_are_told_by_their_first_bytes() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.xlsx");
        let ods = "application/vnd.oasis.opendocument.spreadsheet";
        let cases: Vec<(Vec<u8>, FileKind)> = vec![
            (zipped(&[("[Content_Types].xml", ""), ("xl/workbook.xml", "")]), FileKind::Excel),
            (zipped(&[("mimetype", ods), ("content.xml", "")]), FileKind::OpenDocument),
            (zipped(&[("a.csv", "a,b")]), FileKind::Zip),
            (b"PK\x03\x04cut off".to_vec(), FileKind::Zip),
            (container("Workbook"), FileKind::OldExcel),
            (container("EncryptedPackage"), FileKind::LockedWorkbook),
            (container("WordDocument"), FileKind::Word),
            (container("Other"), FileKind::OldOffice),
            (b"PAR1\x15\x00".to_vec(), FileKind::Parquet),
            (b"SQLite format 3\0".to_vec(), FileKind::Sqlite),
            (b"\x1f\x8b\x08".to_vec(), FileKind::Gzip),
            (b"\xef\xbb\xbf\r\n <!DOCTYPE html><p>".to_vec(), FileKind::Html),
            (b"<html><table><tr><td>1".to_vec(), FileKind::Html),
            (b"<TABLE border=1>".to_vec(), FileKind::Html),
            (b"<?xml version=\"1.0\"?><rss/>".to_vec(), FileKind::Xml),
            (
                b"<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">".to_vec(),
                FileKind::ExcelXml,
            ),
            (b" {\"a\": 1}".to_vec(), FileKind::Json),
            (b"[\n]".to_vec(), FileKind::Json),
            (b"[main]\nkey = 1".to_vec(), FileKind::Text),
            (b"{\\rtf1 hello}".to_vec(), FileKind::Rtf),
            (b"a;b\n1;2\n".to_vec(), FileKind::Text),
            (b"caf\xe9;1\n".to_vec(), FileKind::Text),
            (b"\xff\xfea\0;\0b\0".to_vec(), FileKind::Utf16),
            (b"a\0;\0b\0\n\0".to_vec(), FileKind::Utf16),
            (b"version https://git-lfs.github.com/spec/v1\noid".to_vec(), FileKind::LfsPointer),
            (b"\x00\x01\x02\x03\x00\x00\x00\x07".to_vec(), FileKind::Unknown),
            (Vec::new(), FileKind::Empty),
        ];
        for (bytes, kind) in cases {
            std::fs::write(&path, &bytes).unwrap();
            assert_eq!(kind_of_file(&path), Some(kind), "{:?}", String::from_utf8_lossy(&bytes));
        }
        assert_eq!(kind_of_file(&folder.path().join("none")), None);
    }
}
