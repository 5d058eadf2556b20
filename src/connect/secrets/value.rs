//! A secret in memory.

use std::collections::BTreeMap;

use zeroize::Zeroizing;

/// A text that is wiped when it is dropped.
pub type Value = Zeroizing<String>;

/// The secrets of a file by name.
pub type Secrets = BTreeMap<String, Value>;
