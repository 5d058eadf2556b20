//! What a sink writes, where and how: a description that only a run carries out.

use std::path::PathBuf;

/// One output file.
#[derive(Clone, Debug, PartialEq)]
pub struct Target {
    pub path: PathBuf,
    pub format: TargetFormat,
    pub existing: Existing,
    /// Make the folders on the way to `path` that are not there.
    pub create_folders: bool,
}

/// What happens to a file that is there already.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Existing {
    /// Replaced once the whole run has succeeded.
    #[default]
    Overwrite,
    /// The run fails before it starts.
    Fail,
}

/// The file formats and their options.
#[derive(Clone, Debug, PartialEq)]
pub enum TargetFormat {}
