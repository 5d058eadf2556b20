//! How much of a file has been read. Files are mapped into memory, so that no call counts their bytes: the system does,
//! page by page, when they are first accessed.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom};
use std::ops::Range;
use std::path::Path;

use super::source::Address;

/// The size of the system's entry for one page.
const ENTRY: u64 = 8;
/// Set in an entry whose page is in memory for this process.
const PRESENT: u64 = 1 << 63;

/// For each of these files (all if `of` is `None`), the most bytes that this process has accessed in one mapping: a
/// file may be mapped twice, for two passes or two nodes. Empty if the system does not report it.
///
/// Only the pages of these files are inspected: the system's own account (`smaps`) walks over all memory of the
/// process, which takes ten times as long and blocks others.
pub fn mapped_bytes(of: Option<&[&Address]>) -> HashMap<Address, u64> {
    let mut found: HashMap<Address, u64> = HashMap::new();
    let is_wanted = |path: &Path| of.is_none_or(|of| of.iter().any(|address| address.file() == Some(path)));
    let Ok(maps) = fs::read_to_string("/proc/self/maps") else { return found };
    let Ok(mut pages) = File::open("/proc/self/pagemap") else { return found };
    let Some(page) = page_size() else { return found };
    for (range, path) in maps.lines().filter_map(mapping).filter(|(_, path)| is_wanted(path)) {
        // A mapping may disappear meanwhile.
        let Ok(touched) = present(&mut pages, range, page) else { continue };
        let most = found.entry(path.into()).or_default();
        *most = (touched * page).max(*most);
    }
    found
}

/// The address range and the file of a line of `/proc/self/maps`, if it is a readable file.
fn mapping(line: &str) -> Option<(Range<u64>, &Path)> {
    // A range, its permissions, offset, device, inode, and the file's path, which may contain blanks.
    let (range, rest) = line.split_once(' ')?;
    let path = &rest[rest.find(" /")? + 1..];
    let (start, end) = range.split_once('-')?;
    let number = |text| u64::from_str_radix(text, 16).ok();
    rest.starts_with('r').then_some((number(start)?..number(end)?, Path::new(path)))
}

/// How many pages of a range are in memory, according to the system's page table.
fn present(table: &mut (impl Read + Seek), range: Range<u64>, page: u64) -> io::Result<u64> {
    table.seek(SeekFrom::Start(range.start / page * ENTRY))?;
    let mut rest = table.take((range.end - range.start) / page * ENTRY);
    let mut buffer = vec![0; 1 << 16];
    let mut count = 0;
    loop {
        match rest.read(&mut buffer)? {
            0 => return Ok(count),
            length => {
                let entries = buffer[..length].chunks_exact(ENTRY as usize);
                let is_present =
                    |entry: &&[u8]| u64::from_ne_bytes((*entry).try_into().unwrap_or_default()) & PRESENT != 0;
                count += entries.filter(is_present).count() as u64;
            }
        }
    }
}

/// The page size in bytes, from the auxiliary vector that the system passes to a program: pairs of a tag and a number.
fn page_size() -> Option<u64> {
    const TAG: u64 = 6;
    let found = fs::read("/proc/self/auxv").ok()?;
    let number = |bytes: &[u8]| Some(u64::from_ne_bytes(bytes.try_into().ok()?));
    let mut pairs = found.chunks_exact(16).filter_map(|pair| Some((number(&pair[..8])?, number(&pair[8..])?)));
    pairs.find_map(|(tag, value)| (tag == TAG && value.is_power_of_two()).then_some(value))
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    #[test]
    fn lines_of_readable_files_are_understood() {
        let known = |line: &str| mapping(line).map(|(range, path)| (range, path.display().to_string()));
        let path = "/data/my flights.csv";
        assert_eq!(known(&format!("7f10-7f20 r--s 00000000 08:01 123   {path}")), Some((0x7f10..0x7f20, path.into())));
        assert_eq!(known("7f30-7f40 rw-p 00000000 00:00 0"), None);
        assert_eq!(known("7f30-7f40 rw-p 00000000 00:00 0    [heap]"), None);
        assert_eq!(known("7f30-7f40 ---p 00000000 08:01 9    /data/a.parquet"), None);
    }

    #[test]
    fn pages_in_memory_are_counted_within_the_range() {
        let pages = [PRESENT, 0, PRESENT, PRESENT | 7, 7, PRESENT];
        let table: Vec<u8> = pages.iter().flat_map(|entry| entry.to_ne_bytes()).collect();
        let count = |range| present(&mut Cursor::new(&table), range, 4_096).unwrap();
        assert_eq!((count(0..6 * 4_096), count(4_096..4 * 4_096), count(4 * 4_096..5 * 4_096)), (4, 2, 0));
        assert_eq!(count(5 * 4_096..9 * 4_096), 1, "the table ends");
    }

    #[test]
    fn touched_pages_are_counted() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a b.bin");
        fs::write(&path, vec![7; 1 << 20]).unwrap();
        let bytes = super::super::bytes::Bytes::map(File::open(&path).unwrap()).unwrap();
        let sum: u64 = bytes.iter().map(|byte| u64::from(*byte)).sum();
        assert_eq!(sum, 7 << 20);
        let found = mapped_bytes(Some(&[&path.as_path().into()]));
        if cfg!(target_os = "linux") {
            assert_eq!(found, HashMap::from([(path.into(), 1 << 20)]));
        }
    }
}
