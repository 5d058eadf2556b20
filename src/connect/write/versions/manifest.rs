//! The manifest of a version, stored beside it.

use std::fs::{self, File};
use std::io;
use std::path::{Component, Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::place::{BEFORE, folder, is_id, manifest_of};
use crate::base::Key;
use crate::connect::links::{end_of_links, folder_of, real_path};
use crate::connect::target::KeptBy;

/// The version of manifests.
const FORMAT: u32 = 1;

/// One version of an output: which run wrote it, and how to find out whether it has changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Manifest {
    format: u32,
    /// The run that wrote it, or that kept it before it wrote.
    pub run: KeptBy,
    pub bytes: u64,
    pub digest: Key,
    /// All outputs of the run, relative to the folder of this one, so that they can be moved together.
    outputs: Vec<PathBuf>,
}

impl Manifest {
    pub fn new(run: &KeptBy, version: &Path, output: &Path, outputs: &[PathBuf]) -> io::Result<Manifest> {
        let folder = real_path(folder_of(output));
        let outputs = outputs.iter().map(|other| seen_from(&folder, &real_path(other))).collect();
        let bytes = fs::metadata(version)?.len();
        Ok(Manifest { format: FORMAT, run: run.clone(), bytes, digest: digest(version)?, outputs })
    }

    pub fn outputs(&self, output: &Path) -> Vec<PathBuf> {
        let folder = real_path(folder_of(output));
        self.outputs.iter().map(|other| real_path(&folder.join(other))).collect()
    }
}

/// A version with its manifest.
#[derive(Clone, Debug)]
pub(super) struct Version {
    pub path: PathBuf,
    pub manifest: Manifest,
}

impl Version {
    pub fn id(&self) -> String {
        self.path.file_name().unwrap_or_default().to_string_lossy().into_owned()
    }

    pub fn is_before(&self) -> bool {
        self.id().ends_with(BEFORE)
    }
}

/// The versions of an output, oldest first.
pub(super) fn versions(output: &Path) -> Vec<Version> {
    let entries = fs::read_dir(folder(&real_output(output))).into_iter().flatten().flatten();
    let version = |entry: fs::DirEntry| {
        let path = entry.path();
        if path.extension().is_some() || !is_id(path.file_name()?.to_str()?) {
            return None;
        }
        let text = fs::read_to_string(manifest_of(&path)).ok()?;
        let manifest: Manifest = serde_json::from_str(&text).ok()?;
        (manifest.format == FORMAT).then_some(Version { path, manifest })
    };
    let mut versions: Vec<Version> = entries.filter_map(version).collect();
    versions.sort_by_key(|version| (!version.is_before(), version.id()));
    versions
}

/// The runs of which an older program has kept a version, oldest first: the version's name is the number of the run in
/// the history of the user who ran it.
pub(super) fn numbered(output: &Path) -> Vec<i64> {
    let entries = fs::read_dir(folder(&real_output(output))).into_iter().flatten().flatten();
    let mut runs: Vec<i64> = entries.filter_map(|entry| entry.file_name().to_str()?.parse().ok()).collect();
    runs.sort_unstable();
    runs
}

/// The file that an output is, behind links.
pub(super) fn real_output(output: &Path) -> PathBuf {
    end_of_links(output).unwrap_or_else(|_| output.to_path_buf())
}

pub(super) fn digest(path: &Path) -> io::Result<Key> {
    Key::of_reader(File::open(path)?)
}

/// A path relative to a folder, both without links; absolute if they have nothing in common.
fn seen_from(folder: &Path, path: &Path) -> PathBuf {
    let (mut from, mut to) = (folder.components().peekable(), path.components().peekable());
    let mut common = 0;
    while from.peek().is_some() && from.peek() == to.peek() {
        from.next();
        to.next();
        common += 1;
    }
    if common == 0 {
        return path.to_path_buf();
    }
    from.map(|_| Component::ParentDir).chain(to).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outputs_are_named_from_their_folder() {
        let seen = |folder: &str, path: &str| seen_from(Path::new(folder), Path::new(path)).display().to_string();
        assert_eq!(seen("/d/out", "/d/out/a.csv"), "a.csv");
        assert_eq!(seen("/d/out", "/d/other/a.csv"), "../other/a.csv");
        assert_eq!(seen("/d/out", "/a.csv"), "../../a.csv");
    }
}
