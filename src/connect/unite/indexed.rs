//! A table whose columns are found by name at once, however many there are.

use std::collections::HashMap;

use super::options::Place;

pub(super) struct Indexed<'a, T> {
    pub name: &'a str,
    pub columns: &'a [(String, T)],
    by_name: HashMap<&'a str, &'a T>,
}

impl<'a, T> Indexed<'a, T> {
    pub fn of(place: &'a Place<T>) -> Indexed<'a, T> {
        let by_name = place.columns.iter().rev().map(|(name, of)| (name.as_str(), of)).collect();
        Indexed { name: &place.name, columns: &place.columns, by_name }
    }

    pub fn get(&self, name: &str) -> Option<&'a T> {
        self.by_name.get(name).copied()
    }

    pub fn has(&self, name: &str) -> bool {
        self.by_name.contains_key(name)
    }
}
