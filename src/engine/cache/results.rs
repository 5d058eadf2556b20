//! Results by key, so that what was computed once is shown at once.
//!
//! Holds small parts (first rows, row count, profile, failure) of many results, and the whole tables of the few that
//! are worth it, within a budget of bytes. Whole tables are evicted by the greedy-dual-size policy: those that cost
//! little time per byte and were not used recently go first.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use polars::prelude::DataFrame;

use super::memory_size::held_bytes;
use crate::base::{Key, Problem};
use crate::engine::api::measure::Measure;
use crate::engine::api::table::{Profile, Table};

/// What is known about one output.
#[derive(Clone, Debug, Default)]
pub(crate) struct Known {
    pub table: Option<Arc<Table>>,
    pub rows: Option<u64>,
    pub profile: Option<Arc<Profile>>,
    pub measure: Option<Measure>,
    /// The whole table has more bytes than this: do not try again where no more may be held.
    pub beyond: u64,
    /// Its rows were chosen because they match those of another table.
    pub is_chosen: bool,
}

impl Known {
    fn bytes(&self) -> u64 {
        self.table.as_ref().map_or(0, |table| held_bytes(table.frame()))
    }
}

#[derive(Debug)]
struct Whole {
    frame: DataFrame,
    bytes: u64,
    /// Computing time in seconds, per byte.
    worth: f64,
    /// When the cache's clock reaches this, it may be evicted.
    due: f64,
}

/// The store.
pub(crate) struct Cache {
    known: HashMap<Key, (Known, u64)>,
    /// By the key of the node.
    failures: HashMap<Key, Problem>,
    whole: HashMap<Key, Whole>,
    budget: u64,
    used: u64,
    clock: f64,
    touches: u64,
    /// Bytes of first rows.
    known_bytes: u64,
}

/// The number of first rows, counts and profiles kept; the least recently used are evicted.
const KNOWN: usize = 8_192;
/// The maximum bytes of first rows kept.
const KNOWN_BYTES: u64 = 256 << 20;

impl Cache {
    /// `budget`: bytes of whole tables.
    pub fn new(budget: u64) -> Self {
        Cache {
            known: HashMap::new(),
            failures: HashMap::new(),
            whole: HashMap::new(),
            budget,
            used: 0,
            clock: 0.0,
            touches: 0,
            known_bytes: 0,
        }
    }

    /// The largest table worth keeping whole, in bytes.
    pub fn largest(&self) -> u64 {
        self.budget / 2
    }

    pub fn known(&mut self, key: Key) -> Option<&Known> {
        self.touches += 1;
        let (known, touched) = self.known.get_mut(&key)?;
        *touched = self.touches;
        Some(known)
    }

    /// Changes what is known about an output.
    pub fn note(&mut self, key: Key, change: impl FnOnce(&mut Known)) {
        self.touches += 1;
        if self.known_bytes > KNOWN_BYTES || (self.known.len() >= KNOWN && !self.known.contains_key(&key)) {
            self.forget_quarter();
        }
        let (known, touched) = self.known.entry(key).or_default();
        *touched = self.touches;
        self.known_bytes -= known.bytes();
        change(known);
        self.known_bytes += known.bytes();
    }

    fn forget_quarter(&mut self) {
        let mut touches: Vec<u64> = self.known.values().map(|(_, touched)| *touched).collect();
        let middle = touches.len() / 4;
        let (_, bound, _) = touches.select_nth_unstable(middle);
        let bound = *bound;
        self.known.retain(|_, (_, touched)| *touched > bound);
        self.known_bytes = self.known.values().map(|(known, _)| known.bytes()).sum();
    }

    pub fn failure(&self, node: Key) -> Option<&Problem> {
        self.failures.get(&node)
    }

    pub fn fail(&mut self, node: Key, problem: Problem) {
        if self.failures.len() >= KNOWN {
            self.failures.clear();
        }
        self.failures.insert(node, problem);
    }

    pub fn has_whole(&self, key: Key) -> bool {
        self.whole.contains_key(&key)
    }

    /// The whole table, if it is kept; using it makes it stay longer.
    pub fn whole(&mut self, key: Key) -> Option<DataFrame> {
        let whole = self.whole.get_mut(&key)?;
        whole.due = self.clock + whole.worth;
        Some(whole.frame.clone())
    }

    /// Keeps a whole table of this many bytes that took `cost` to compute, if it is not too large.
    pub fn keep(&mut self, key: Key, frame: DataFrame, bytes: u64, cost: Duration) {
        if bytes > self.largest() {
            self.note(key, |known| known.beyond = known.beyond.max(bytes - 1));
            return;
        }
        if let Some(old) = self.whole.remove(&key) {
            self.used -= old.bytes;
        }
        self.make_room(bytes);
        let worth = cost.as_secs_f64() / bytes.max(1) as f64;
        self.used += bytes;
        self.whole.insert(key, Whole { frame, bytes, worth, due: self.clock + worth });
    }

    /// Evicts tables until there is room for one of this many bytes: while it grows it is in memory already.
    pub fn make_room(&mut self, bytes: u64) {
        while self.used + bytes > self.budget {
            let Some((first, due)) =
                self.whole.iter().map(|(key, whole)| (*key, whole.due)).min_by(|a, b| a.1.total_cmp(&b.1))
            else {
                break;
            };
            self.clock = self.clock.max(due);
            if let Some(gone) = self.whole.remove(&first) {
                self.used -= gone.bytes;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use polars::prelude::Column;

    use super::*;

    fn frame(rows: usize) -> DataFrame {
        DataFrame::new(rows, vec![Column::new("x".into(), vec![1i64; rows])]).unwrap()
    }

    fn key(n: u8) -> Key {
        Key::of(&[n])
    }

    #[test]
    fn the_cheap_and_old_go_first() {
        let mut cache = Cache::new(2_400);
        cache.keep(key(1), frame(100), 800, Duration::from_millis(10));
        cache.keep(key(2), frame(100), 800, Duration::from_millis(1_000));
        cache.keep(key(3), frame(100), 800, Duration::from_millis(10));
        assert!(cache.whole(key(1)).is_some());
        cache.keep(key(4), frame(100), 800, Duration::from_millis(10));
        assert!(cache.has_whole(key(2)), "dear");
        assert!(cache.has_whole(key(4)), "new");
        assert_eq!([1, 3].map(|n| cache.has_whole(key(n))).iter().filter(|kept| **kept).count(), 1);
        for n in 5..50 {
            cache.keep(key(n), frame(100), 800, Duration::from_millis(100));
            assert!(cache.used <= 2_400);
        }
        assert!(!cache.has_whole(key(2)), "what was dear ages too");
    }

    #[test]
    fn there_is_room_for_a_table_that_grows() {
        let mut cache = Cache::new(2_400);
        cache.keep(key(1), frame(100), 800, Duration::from_millis(10));
        cache.keep(key(2), frame(100), 800, Duration::from_millis(1_000));
        cache.make_room(800);
        assert!(cache.has_whole(key(1)));
        cache.make_room(801);
        assert!(!cache.has_whole(key(1)) && cache.has_whole(key(2)));
        cache.make_room(10_000);
        assert_eq!(cache.used, 0);
    }

    #[test]
    fn too_large_is_remembered_and_not_kept() {
        let mut cache = Cache::new(2_400);
        cache.keep(key(1), frame(200), 1600, Duration::ZERO);
        assert!(!cache.has_whole(key(1)));
        assert_eq!(cache.known(key(1)).unwrap().beyond, 1_599);
    }

    #[test]
    fn what_is_known_stays_bounded() {
        let mut cache = Cache::new(0);
        for n in 0..2 * KNOWN as u64 {
            cache.note(Key::of(&n.to_le_bytes()), |known| known.rows = Some(n));
        }
        assert!(cache.known.len() <= KNOWN);
        assert!(cache.known(Key::of(&(2 * KNOWN as u64 - 1).to_le_bytes())).is_some());
    }
}
