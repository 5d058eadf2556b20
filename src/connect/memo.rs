//! A cache for what was found out about files.

use std::sync::{Mutex, MutexGuard, PoisonError};

/// The answers to the last few questions; the least recently used one is removed first.
pub(super) struct Memo<K, V> {
    known: Mutex<Vec<(K, V)>>,
    most: usize,
}

impl<K: PartialEq, V: Clone> Memo<K, V> {
    pub const fn new(most: usize) -> Self {
        Memo { known: Mutex::new(Vec::new()), most }
    }

    pub fn get(&self, key: &K) -> Option<V> {
        let mut known = self.locked();
        let index = known.iter().position(|(known, _)| known == key)?;
        let entry = known.remove(index);
        let value = entry.1.clone();
        known.push(entry);
        Some(value)
    }

    pub fn put(&self, key: K, value: V) {
        let mut known = self.locked();
        known.retain(|(known, _)| *known != key);
        if known.len() >= self.most {
            known.remove(0);
        }
        known.push((key, value));
    }

    fn locked(&self) -> MutexGuard<'_, Vec<(K, V)>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_unused_is_forgotten() {
        let memo = Memo::new(2);
        memo.put("a", 1);
        memo.put("b", 2);
        assert_eq!(memo.get(&"a"), Some(1));
        memo.put("c", 3);
        assert_eq!((memo.get(&"a"), memo.get(&"b"), memo.get(&"c")), (Some(1), None, Some(3)));
    }
}
