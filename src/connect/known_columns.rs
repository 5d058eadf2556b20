//! The columns that a source had in its last run, for the day on which it has no rows. They are kept in the user's state folder: what
//! another user has run is of no concern, and a project that is copied takes none along.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;
use std::{fs, io};

use polars::prelude::{DataFrame, Schema, SchemaRef};

use super::state::folder_in_state;
use super::table_bytes::{table_from_bytes, table_to_bytes};
use crate::base::{Key, KeyBuilder};

/// The folder in the state folder.
const FOLDER: &str = "columns";
/// The most sources whose columns are kept; the oldest go first.
const MOST: usize = 2_000;

/// The columns of a source as a run has found them.
#[derive(Clone, Debug, PartialEq)]
pub struct KnownColumns {
    pub schema: SchemaRef,
    /// When that run ended.
    pub at: SystemTime,
    /// The same for the same columns.
    pub key: Key,
}

/// Identifies a source by its settings and the folder in which relative paths start. The values of parameters do not count: a file
/// of today has the columns of that of yesterday.
pub fn columns_key(base: &Path, settings: Key) -> Key {
    KeyBuilder::new("columns of a run").bytes(base.as_os_str().as_encoded_bytes()).key(settings).finish()
}

/// The columns of the last run; `None` if there was none, or they cannot be read.
pub fn known_columns(key: Key) -> Option<Arc<KnownColumns>> {
    known_in(&folder_in_state(FOLDER).ok()?, key)
}

/// Keeps the columns of a run.
pub fn keep_columns(key: Key, schema: &Schema) -> io::Result<()> {
    keep_in(&folder_in_state(FOLDER)?, key, schema, MOST)
}

fn known_in(folder: &Path, key: Key) -> Option<Arc<KnownColumns>> {
    let path = folder.join(key.to_string());
    let at = fs::metadata(&path).ok()?.modified().ok()?;
    let bytes = fs::read(&path).ok()?;
    let digest = Key::of(&bytes);
    let schema = table_from_bytes(bytes).ok()?.schema().clone();
    Some(Arc::new(KnownColumns { schema, at, key: digest }))
}

fn keep_in(folder: &Path, key: Key, schema: &Schema, most: usize) -> io::Result<()> {
    let path = folder.join(key.to_string());
    let is_new = !path.exists();
    let bytes = table_to_bytes(&DataFrame::empty_with_schema(schema))?;
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    io::Write::write_all(&mut file, &bytes)?;
    file.persist(path).map_err(|error| error.error)?;
    if is_new { forget_oldest(folder, most) } else { Ok(()) }
}

fn forget_oldest(folder: &Path, most: usize) -> io::Result<()> {
    let mut all: Vec<(SystemTime, PathBuf)> = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        all.push((entry.metadata()?.modified()?, entry.path()));
    }
    all.sort_unstable();
    let left = all.len().saturating_sub(most);
    all.into_iter().take(left).try_for_each(|(_, path)| fs::remove_file(path))
}

#[cfg(test)]
mod tests {
    use polars::prelude::{DataType, Field, TimeUnit};

    use super::*;

    #[test]
    fn columns_come_back_with_their_types_and_the_oldest_go() {
        let folder = tempfile::tempdir().expect("a folder");
        let types = [
            DataType::Int64,
            DataType::Decimal(12, 2),
            DataType::Datetime(TimeUnit::Microseconds, None),
            DataType::List(Box::new(DataType::Float64)),
        ];
        let fields = types.iter().enumerate().map(|(at, of)| Field::new(format!("c{at}").into(), of.clone()));
        let schema: Schema = fields.collect();
        let keys = [1_u8, 2, 3].map(|byte| Key::of(&[byte]));
        assert_eq!(known_in(folder.path(), keys[0]), None);
        for key in keys {
            keep_in(folder.path(), key, &schema, 2).expect("it is kept");
        }
        let known: Vec<_> = keys.iter().filter_map(|key| known_in(folder.path(), *key)).collect();
        assert_eq!(known.len(), 2);
        assert!(known.iter().all(
            |known| *known.schema == schema && known.key == known_in(folder.path(), keys[2]).expect("the last").key
        ));
        assert_ne!(columns_key(Path::new("/a"), keys[0]), columns_key(Path::new("/b"), keys[0]));
        fs::write(folder.path().join(keys[2].to_string()), b"nonsense").expect("a file");
        assert_eq!(known_in(folder.path(), keys[2]), None);
    }
}
