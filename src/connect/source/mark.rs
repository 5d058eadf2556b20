//! Marks, which distinguish one state of a source from the next.

use std::time::{SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

use super::Address;
use crate::base::KeyBuilder;
use crate::connect::stamp::{Stamp, stamp};

/// A state of something that is read: part of the key of every result that depends on it. Equal marks mean equal
/// content.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Mark {
    /// For a file.
    Stamp(Stamp),
    /// For a store that counts or names its states: an ETag, a version, a snapshot.
    Version(String),
    /// For a store that reports no state: its content counts as that of this moment until the next check is requested.
    /// Nanoseconds since 1970.
    Moment {
        at: u64,
        /// Until then the store guarantees that nothing changes.
        valid_until: Option<u64>,
    },
}

/// Something that is read, in one state.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Marked {
    pub address: Address,
    pub mark: Mark,
    /// Its size in bytes, if known.
    pub bytes: Option<u64>,
}

impl Marked {
    pub fn file(path: impl Into<std::path::PathBuf>, stamp: Stamp) -> Marked {
        Marked { address: Address::File(path.into()), mark: Mark::Stamp(stamp), bytes: Some(stamp.len) }
    }

    /// Adds the identity and the state to a key.
    pub fn key(&self, builder: KeyBuilder) -> KeyBuilder {
        let builder = builder.bytes(self.address.bytes());
        match &self.mark {
            Mark::Stamp(Stamp { len, modified, changed }) => builder.number(*len).number(*modified).number(*changed),
            Mark::Version(version) => builder.text("version").text(version),
            Mark::Moment { at, .. } => builder.text("moment").number(*at),
        }
    }

    /// Whether the content read since `asked`, the time when the mark was taken, is certainly the content that the mark
    /// stands for. Reads the file system for files.
    pub fn is_certain(&self, asked: SystemTime, now: SystemTime) -> bool {
        match &self.mark {
            Mark::Stamp(then) => {
                let now = self.address.file().and_then(|path| stamp(path).ok());
                then.is_at_rest(asked) && now == Some(*then)
            }
            Mark::Version(_) => true,
            Mark::Moment { valid_until, .. } => valid_until.is_some_and(|until| nanos(now) < until),
        }
    }

    /// Whether what is read has another content by now, as far as that can be asked at once: for files.
    pub fn has_changed(&self) -> bool {
        let Mark::Stamp(then) = &self.mark else { return false };
        let now = self.address.file().and_then(|path| stamp(path).ok());
        // The system's own time also changes with permissions and further names.
        now.is_none_or(|now| (now.len, now.modified) != (then.len, then.modified))
    }

    /// The store's own name for its state; `None` for a file, and if the store reports none.
    pub fn version(&self) -> Option<&str> {
        match &self.mark {
            Mark::Version(version) => Some(version),
            Mark::Stamp(_) | Mark::Moment { .. } => None,
        }
    }

    /// The time of the last change, in nanoseconds since 1970; `None` if unknown.
    pub fn modified(&self) -> Option<u64> {
        match &self.mark {
            Mark::Stamp(stamp) => Some(stamp.modified),
            Mark::Version(_) | Mark::Moment { .. } => None,
        }
    }
}

/// Nanoseconds since 1970.
pub(super) fn nanos(time: SystemTime) -> u64 {
    time.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_nanos() as u64)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::base::Key;

    fn of(mark: Mark) -> Marked {
        Marked { address: Address::parse("s3://bucket/a"), mark, bytes: None }
    }

    #[test]
    fn another_state_has_another_key() {
        let key = |marked: &Marked| marked.key(KeyBuilder::new("test")).finish();
        let stamp = |len, modified, changed| Mark::Stamp(Stamp { len, modified, changed });
        let marks = [
            stamp(1, 2, 3),
            stamp(9, 2, 3),
            stamp(1, 9, 3),
            stamp(1, 2, 9),
            Mark::Version("1".into()),
            Mark::Version("2".into()),
            Mark::Moment { at: 1, valid_until: None },
            Mark::Moment { at: 2, valid_until: None },
        ];
        let mut keys: Vec<Key> = marks.into_iter().map(|mark| key(&of(mark))).collect();
        let other = Marked { address: Address::parse("s3://bucket/b"), ..of(Mark::Version("1".into())) };
        keys.push(key(&other));
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), 9);
        let promised = of(Mark::Moment { at: 1, valid_until: Some(5) });
        assert_eq!(key(&promised), key(&of(Mark::Moment { at: 1, valid_until: None })), "one moment");
    }

    #[test]
    fn a_version_is_certain_and_a_moment_only_while_it_is_promised() {
        let at = |nanos| UNIX_EPOCH + Duration::from_nanos(nanos);
        let is_certain = |mark| of(mark).is_certain(at(5), at(10));
        assert!(is_certain(Mark::Version("1".into())));
        assert!(!is_certain(Mark::Moment { at: 5, valid_until: None }));
        assert!(!is_certain(Mark::Moment { at: 5, valid_until: Some(10) }));
        assert!(is_certain(Mark::Moment { at: 5, valid_until: Some(11) }));
    }
}
