//! Files pasted as text: copied in a file manager, or as a path from a terminal.

use std::path::{Path, PathBuf};

use crate::nodes::Kind;

/// The files listed in the lines of `text`, as URIs or as absolute paths. Paths must exist (`exists`), because ordinary
/// text may look like a path.
pub fn files_of(text: &str, exists: impl Fn(&Path) -> bool) -> Option<Vec<PathBuf>> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let files: Option<Vec<PathBuf>> = lines.map(|line| file_of(line, &exists)).collect();
    files.filter(|files| !files.is_empty())
}

fn file_of(line: &str, exists: &impl Fn(&Path) -> bool) -> Option<PathBuf> {
    let path = match line.strip_prefix("file://") {
        Some(uri) => decoded(uri.strip_prefix("localhost").unwrap_or(uri))?,
        None => {
            line.strip_prefix(['"', '\'']).and_then(|rest| rest.strip_suffix(['"', '\''])).unwrap_or(line).to_owned()
        }
    };
    // "/C:/data" in a URI.
    let drive = path.strip_prefix('/').filter(|rest| rest.as_bytes().get(1) == Some(&b':'));
    let path = PathBuf::from(drive.unwrap_or(&path));
    let is_ours =
        path.extension().is_some_and(|ending| ending == "ron") || Kind::for_file(&path.to_string_lossy()).is_some();
    let is_rooted = path.is_absolute() || drive.is_some();
    (is_ours && is_rooted && (line.starts_with("file://") || exists(&path))).then_some(path)
}

/// Text with its `%20`s decoded.
fn decoded(uri: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(uri.len());
    let mut rest = uri.bytes();
    while let Some(byte) = rest.next() {
        let digit = |byte: Option<u8>| char::from(byte?).to_digit(16);
        match byte {
            b'%' => bytes.push((digit(rest.next())? * 16 + digit(rest.next())?) as u8),
            _ => bytes.push(byte),
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_are_all_files_are_files() {
        let there = |path: &Path| path == Path::new("/data/a b.csv");
        for (text, files) in [
            ("file:///data/a%20b.csv\r\nfile:///x/%C3%BC.parquet\r\n", Some(vec!["/data/a b.csv", "/x/ü.parquet"])),
            ("file:///C:/data/a.json", Some(vec!["C:/data/a.json"])),
            ("file://localhost/p/flow.ron", Some(vec!["/p/flow.ron"])),
            ("/data/a b.csv", Some(vec!["/data/a b.csv"])),
            ("\"/data/a b.csv\"\n", Some(vec!["/data/a b.csv"])),
            ("/data/gone.csv", None),
            ("file:///a/notes.md", None),
            ("/data/a b.csv\nand more", None),
            ("a.csv", None),
            ("file:///bad%2", None),
            ("\n", None),
        ] {
            let expected = files.map(|files| files.into_iter().map(PathBuf::from).collect::<Vec<_>>());
            assert_eq!(files_of(text, there), expected, "{text:?}");
        }
    }
}
