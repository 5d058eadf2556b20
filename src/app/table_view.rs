//! Views: some rows of a table, or in another order, without changing the document. The engine computes a view as nodes
//! after the table in the snapshot of a preview, so keys, counts, statistics and pages work as for any table.

use std::collections::{BTreeMap, HashMap};

use crate::base::ColumnInfo;
use crate::document::NodeId;
use crate::engine::OutputRef;
use crate::nodes::{Step, filter_step, short_condition, sort_step};

/// The view of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableView {
    /// The conditions typed above columns, by column name.
    pub filters: BTreeMap<String, String>,
    /// The sort columns, each with whether it is descending.
    pub sort: Vec<(String, bool)>,
}

impl TableView {
    pub fn is_plain(&self) -> bool {
        self.sort.is_empty() && self.filters.values().all(|typed| typed.trim().is_empty())
    }

    /// Handles a click on a column's arrow: cycles through ascending, descending, and the table's own order. With
    /// `further` the other sort columns are kept.
    pub fn turn(&mut self, column: &str, further: bool) {
        let next = match self.order(column) {
            None => Some(false),
            Some(false) => Some(true),
            Some(true) => None,
        };
        let place = self.sort.iter().position(|(name, _)| name == column);
        match (next, place) {
            (Some(largest_first), Some(place)) if further => self.sort[place].1 = largest_first,
            (None, Some(place)) if further => drop(self.sort.remove(place)),
            (Some(largest_first), None) if further => self.sort.push((column.to_owned(), largest_first)),
            (next, _) => self.sort = next.map(|largest_first| (column.to_owned(), largest_first)).into_iter().collect(),
        }
    }

    /// Whether the view is sorted by a column, and if so whether descending.
    pub fn order(&self, column: &str) -> Option<bool> {
        self.sort.iter().find(|(name, _)| name == column).map(|(_, largest_first)| *largest_first)
    }

    /// The equivalent nodes. Invalid conditions, and those about missing columns, are omitted.
    pub fn steps(&self, columns: &[ColumnInfo]) -> Vec<Step> {
        let conditions: Vec<String> = columns
            .iter()
            .filter_map(|column| short_condition(column, self.filters.get(&column.name)?).ok().flatten())
            .collect();
        let is_there = |name: &str| columns.iter().any(|column| column.name == name);
        let keys: Vec<_> = self.sort.iter().filter(|(name, _)| is_there(name)).cloned().collect();
        filter_step(&conditions).into_iter().chain(sort_step(&keys)).collect()
    }
}

/// The views of all tables.
#[derive(Clone, Debug, Default)]
pub(super) struct TableViews {
    pub(super) by_output: HashMap<OutputRef, (TableView, NodeId)>,
    /// Incremented with every change.
    pub revision: u64,
    pub(super) given: u64,
}

impl TableViews {
    /// Resets for another project: its nodes are different even if their ids are the same.
    pub fn clear(&mut self) {
        self.by_output.clear();
        self.revision += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Type;

    #[test]
    fn arrows_turn_and_add_up() {
        let mut view = TableView::default();
        view.turn("a", false);
        assert_eq!(view.sort, [("a".into(), false)]);
        view.turn("a", false);
        assert_eq!(view.sort, [("a".into(), true)]);
        view.turn("b", true);
        assert_eq!(view.sort, [("a".into(), true), ("b".into(), false)]);
        view.turn("a", true);
        assert_eq!(view.sort, [("b".into(), false)]);
        view.turn("c", false);
        assert_eq!(view.sort, [("c".into(), false)]);
        view.turn("c", false);
        view.turn("c", false);
        assert!(view.is_plain());
    }

    #[test]
    fn what_cannot_be_understood_is_left_out() {
        let columns = [ColumnInfo::new("n", Type::Integer), ColumnInfo::new("t", Type::Text)];
        let filters = [("n", "> x"), ("t", "ab"), ("gone", "1")].map(|(name, typed)| (name.into(), typed.into()));
        let view = TableView { filters: filters.into(), sort: vec![("gone".into(), false), ("n".into(), true)] };
        let steps: Vec<String> = view.steps(&columns).into_iter().map(|step| step.settings).collect();
        assert_eq!(steps, [r#"(condition:"contains(lower(t), 'ab')")"#, r#"(keys:[(column:"n",order:Descending)])"#]);
    }
}
