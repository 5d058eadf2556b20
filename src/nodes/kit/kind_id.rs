//! The id of a kind in messages between our own processes: read back as the catalogue's own.

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serializer};

use crate::nodes::Kind;

/// The id of a kind of the catalogue.
pub type KindId = &'static str;

/// # Errors
/// Those of the format.
pub fn serialize<S: Serializer>(id: &str, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(id)
}

/// # Errors
/// Those of the format; an id that is not in the catalogue.
pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<&'static str, D::Error> {
    let id = String::deserialize(deserializer)?;
    Kind::info(&id).map(|info| info.meta.id).ok_or_else(|| D::Error::custom(format!("no kind {id}")))
}
