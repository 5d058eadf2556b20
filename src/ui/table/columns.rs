//! Which columns are visible, in which order, and how many are frozen. This only affects the view and is remembered by name until
//! the program ends. It can be turned into a node.

use std::collections::BTreeSet;

use crate::base::ColumnInfo;
use crate::nodes::{Step, arrangement_step};

/// The arrangement of a table's columns. A *place* is an index among the visible columns, from the left.
#[derive(Clone, Debug, Default)]
pub struct Columns {
    /// The column names in the user's order; empty for the table's own order.
    order: Vec<String>,
    hidden: BTreeSet<String>,
    /// The number of frozen places at the left.
    frozen: usize,
    /// The column names of the table at the last update.
    names: Vec<String>,
    shown: Vec<usize>,
}

impl Columns {
    /// Updates the arrangement for a table: known names keep their place, new columns follow the one before them.
    pub fn update(&mut self, columns: &[ColumnInfo]) {
        let same =
            columns.len() == self.names.len() && columns.iter().zip(&self.names).all(|(c, name)| c.name == *name);
        if !same {
            self.names = columns.iter().map(|column| column.name.clone()).collect();
            self.refresh();
        }
    }

    /// All columns in the user's order.
    fn arranged(&self) -> Vec<usize> {
        if self.order.is_empty() {
            return (0..self.names.len()).collect();
        }
        let at: std::collections::HashMap<&str, usize> =
            self.names.iter().enumerate().map(|(column, name)| (name.as_str(), column)).collect();
        let mut all: Vec<usize> = self.order.iter().filter_map(|name| at.get(name.as_str()).copied()).collect();
        let known: BTreeSet<usize> = all.iter().copied().collect();
        for column in (0..self.names.len()).filter(|column| !known.contains(column)) {
            let before = column.checked_sub(1).and_then(|before| all.iter().position(|other| *other == before));
            all.insert(before.map_or(0, |place| place + 1), column);
        }
        all
    }

    /// The indices of the visible columns, from left to right.
    pub fn shown(&self) -> &[usize] {
        &self.shown
    }

    /// The index of the column at a place.
    pub fn at(&self, place: usize) -> Option<usize> {
        self.shown.get(place).copied()
    }

    /// The place of a column.
    pub fn place_of(&self, column: usize) -> Option<usize> {
        self.shown.iter().position(|shown| *shown == column)
    }

    pub fn frozen(&self) -> usize {
        self.frozen
    }

    /// Freezes the first `count` places.
    pub fn freeze(&mut self, count: usize) {
        self.frozen = count.min(self.shown.len());
    }

    pub fn is_hidden(&self, name: &str) -> bool {
        self.hidden.contains(name)
    }

    /// The number of hidden columns.
    pub fn hidden(&self) -> usize {
        self.names.len() - self.shown.len().min(self.names.len())
    }

    /// Whether it differs from the table's own arrangement.
    pub fn is_arranged(&self) -> bool {
        self.hidden() > 0 || self.is_ordered() || self.frozen > 0
    }

    fn is_ordered(&self) -> bool {
        !self.shown.is_sorted()
    }

    /// Whether a node could produce the same arrangement.
    pub fn is_worth_a_node(&self) -> bool {
        self.hidden() > 0 || self.is_ordered()
    }

    /// Hides or shows a column. The last visible one cannot be hidden.
    pub fn set_hidden(&mut self, name: &str, hide: bool) {
        let column = self.names.iter().position(|known| known == name);
        let place = column.and_then(|column| self.place_of(column));
        if hide && self.shown.len() > 1 {
            self.hidden.insert(name.to_owned());
            self.frozen -= usize::from(place.is_some_and(|place| place < self.frozen));
        } else if !hide {
            self.hidden.remove(name);
        }
        self.refresh();
    }

    pub fn show_all(&mut self) {
        self.hidden.clear();
        self.refresh();
    }

    /// Moves the column at a place in front of another place.
    pub fn move_to(&mut self, from: usize, before: usize) {
        let Some(column) = self.at(from) else { return };
        let target = self.at(before);
        let mut all = self.arranged();
        all.retain(|other| *other != column);
        let to = match target {
            Some(target) if target != column => all.iter().position(|other| *other == target).unwrap_or(all.len()),
            Some(_) => return,
            None => self
                .shown
                .iter()
                .rev()
                .find(|last| **last != column)
                .map_or(0, |last| all.iter().position(|other| other == last).map_or(all.len(), |place| place + 1)),
        };
        all.insert(to, column);
        self.order = all.into_iter().map(|column| self.names[column].clone()).collect();
        // Moving across the edge of the frozen columns freezes or unfreezes the column.
        match (from < self.frozen, before <= self.frozen) {
            (true, false) => self.frozen -= 1,
            (false, true) if self.frozen > 0 && before < self.frozen => self.frozen += 1,
            _ => {}
        }
        self.refresh();
    }

    pub fn reset(&mut self) {
        let names = std::mem::take(&mut self.names);
        *self = Columns { names, ..Columns::default() };
        self.refresh();
    }

    /// The node that produces this arrangement.
    pub fn step(&self) -> Step {
        let shown: Vec<&str> = self.shown.iter().map(|column| self.names[*column].as_str()).collect();
        let hidden: Vec<&str> =
            self.names.iter().filter(|name| self.hidden.contains(*name)).map(String::as_str).collect();
        arrangement_step(if self.is_ordered() { &shown } else { &[] }, &hidden)
    }

    fn refresh(&mut self) {
        self.shown = self.arranged();
        self.shown.retain(|column| !self.hidden.contains(&self.names[*column]));
        self.frozen = self.frozen.min(self.shown.len());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Type;

    fn columns(names: &str) -> Columns {
        let mut columns = Columns::default();
        see(&mut columns, names);
        columns
    }

    fn see(columns: &mut Columns, names: &str) {
        let infos: Vec<ColumnInfo> =
            names.chars().map(|name| ColumnInfo::new(name.to_string(), Type::Integer)).collect();
        columns.update(&infos);
    }

    fn seen(columns: &Columns) -> String {
        columns.shown().iter().map(|column| columns.names[*column].as_str()).collect()
    }

    #[test]
    fn columns_are_moved_hidden_and_come_back_to_their_places() {
        let mut it = columns("abcd");
        it.move_to(3, 0);
        assert_eq!(seen(&it), "dabc");
        it.set_hidden("a", true);
        assert_eq!((seen(&it).as_str(), it.hidden()), ("dbc", 1));
        it.move_to(0, 3);
        assert_eq!(seen(&it), "bcd");
        it.set_hidden("a", false);
        assert_eq!(seen(&it), "abcd");
        assert!(!it.is_arranged());
        it.move_to(1, 1);
        it.move_to(1, 2);
        assert_eq!(seen(&it), "abcd");
        it.move_to(1, 3);
        assert_eq!(seen(&it), "acbd");
        it.reset();
        assert_eq!(seen(&it), "abcd");
    }

    #[test]
    fn another_table_keeps_what_it_can() {
        let mut it = columns("abcd");
        it.move_to(3, 0);
        it.set_hidden("b", true);
        see(&mut it, "axbcd");
        assert_eq!(seen(&it), "daxc");
        see(&mut it, "bc");
        assert_eq!(seen(&it), "c");
        see(&mut it, "abcd");
        assert_eq!(seen(&it), "dac");
    }

    #[test]
    fn frozen_columns_are_joined_and_left() {
        let mut it = columns("abcd");
        it.freeze(2);
        it.move_to(3, 0);
        assert_eq!((seen(&it).as_str(), it.frozen()), ("dabc", 3));
        it.move_to(0, 4);
        assert_eq!((seen(&it).as_str(), it.frozen()), ("abcd", 2));
        it.set_hidden("a", true);
        assert_eq!(it.frozen(), 1);
    }

    #[test]
    fn the_last_column_cannot_be_hidden() {
        let mut it = columns("ab");
        it.set_hidden("a", true);
        it.set_hidden("b", true);
        assert_eq!(seen(&it), "b");
    }

    #[test]
    fn the_node_does_what_is_seen() {
        let mut it = columns("abc");
        it.set_hidden("b", true);
        assert_eq!(it.step().settings, r#"(columns:[(column:"b",keep:false)])"#);
        it.move_to(1, 0);
        assert_eq!(it.step().settings, r#"(columns:[(column:"c"),(column:"a"),(column:"b",keep:false)])"#);
    }
}
