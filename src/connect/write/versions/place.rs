//! Where versions are: `folder/.tablewire/NAME/ID` beside an output, each with a manifest `ID.json`. A version without a
//! manifest does not exist yet.

use std::io;
use std::path::{Path, PathBuf};

use crate::connect::links::folder_of;
use crate::connect::write::disk;

/// The folder of versions, beside outputs.
pub(in crate::connect::write) const FOLDER: &str = ".tablewire";

/// The suffix of the version that holds the output from before the first run that kept any.
pub(super) const BEFORE: &str = "-before";

pub(super) fn folder(output: &Path) -> PathBuf {
    folder_of(output).join(FOLDER).join(output.file_name().unwrap_or_default())
}

pub(in crate::connect::write) fn manifest_of(version: &Path) -> PathBuf {
    version.with_extension("json")
}

/// The manifest of a version whose run is not committed yet.
pub(super) fn pending_of(version: &Path) -> PathBuf {
    version.with_extension("pending")
}

/// Whether a path is that of a version or its manifest, by its name.
pub(in crate::connect::write) fn is_version(path: &Path) -> bool {
    let is_there = folder_of(path).parent().is_some_and(|above| above.file_name().is_some_and(|name| name == FOLDER));
    is_there && path.file_stem().and_then(|name| name.to_str()).is_some_and(is_id)
}

/// `20261129T160244123Z-1f2e3d4c`, perhaps with `-before`.
pub(super) fn is_id(name: &str) -> bool {
    let name = name.strip_suffix(BEFORE).unwrap_or(name);
    let is_hex = |text: &str| text.len() == 8 && text.bytes().all(|c| c.is_ascii_hexdigit());
    let is_time = |text: &str| {
        let shape = text.bytes().map(|c| if c.is_ascii_digit() { b'0' } else { c });
        shape.eq(*b"00000000T000000000Z")
    };
    name.split_once('-').is_some_and(|(time, rest)| is_time(time) && is_hex(rest))
}

/// Publishes a version, because its run is committed. Idempotent.
pub(in crate::connect::write) fn publish(version: &Path) -> io::Result<()> {
    match disk::rename(&pending_of(version), &manifest_of(version)) {
        // It was published before, and may even have been pruned since.
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        done => done,
    }
}

/// Removes a version, so that at no moment there is a manifest without it.
pub(in crate::connect::write) fn remove(version: &Path) -> io::Result<()> {
    for path in [manifest_of(version), pending_of(version), version.to_path_buf()] {
        disk::remove_if_there(&path)?;
    }
    // Only if it was the last one.
    disk::remove_empty(folder_of(version));
    disk::remove_empty(folder_of(folder_of(version)));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_known_by_their_names() {
        for (path, expected) in [
            ("/d/.tablewire/a.csv/20261129T160244123Z-1f2e3d4c", true),
            ("/d/.tablewire/a.csv/20261129T160244123Z-1f2e3d4c.json", true),
            ("/d/.tablewire/a.csv/20261129T160244123Z-1f2e3d4c-before.pending", true),
            ("/d/.tablewire/a.csv/12", false),
            ("/d/.tablewire/a.csv/../../../etc/passwd", false),
            ("/d/other/a.csv/20261129T160244123Z-1f2e3d4c", false),
            ("/d/.tablewire/20261129T160244123Z-1f2e3d4c", false),
        ] {
            assert_eq!(is_version(Path::new(path)), expected, "{path}");
        }
    }
}
