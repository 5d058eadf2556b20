//! How much of a file has been read. Files are mapped into memory, so that no call counts their bytes: the system does, page
//! by page, as they are first touched.

use std::collections::HashMap;
use std::fs;
use std::path::PathBuf;

/// Bytes of each file that this process has touched in its mappings. Nothing where the system does not tell.
pub fn mapped_bytes() -> HashMap<PathBuf, u64> {
    fs::read_to_string("/proc/self/smaps").map(|text| resident(&text)).unwrap_or_default()
}

/// Of each mapped file, the most that is resident in one mapping. A file may be mapped twice, for two passes or two nodes.
fn resident(smaps: &str) -> HashMap<PathBuf, u64> {
    let mut found: HashMap<PathBuf, u64> = HashMap::new();
    let mut path = None;
    for line in smaps.lines() {
        if let Some(kilobytes) = line.strip_prefix("Rss:") {
            let bytes = kilobytes.trim().trim_end_matches("kB").trim().parse::<u64>().unwrap_or(0) * 1024;
            if let Some(path) = path.take() {
                let most = found.entry(path).or_default();
                *most = bytes.max(*most);
            }
        } else if line.starts_with(|c: char| c.is_ascii_hexdigit() && !c.is_ascii_uppercase()) {
            // A range, its rights, offset, device, inode, and the file's path, which may hold blanks.
            let begins = line.find(" /").map(|at| at + 1);
            path = begins.filter(|_| line.contains(" r")).map(|at| PathBuf::from(&line[at..]));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn resident_pages_are_told_by_file() {
        let smaps = "\
7f10-7f20 r--s 00000000 08:01 123   /data/my flights.csv
Size:               1000 kB
Rss:                 100 kB
7f20-7f30 r--s 00000000 08:01 123   /data/my flights.csv
Rss:                  20 kB
7f30-7f40 rw-p 00000000 00:00 0
Rss:                   7 kB
7f40-7f50 r--p 00000000 08:01 9     /data/a.parquet
Rss:                   0 kB
";
        let found = resident(smaps);
        assert_eq!((found.len(), found[&PathBuf::from("/data/my flights.csv")]), (2, 100 << 10));
        assert_eq!(found[&PathBuf::from("/data/a.parquet")], 0);
    }
}
