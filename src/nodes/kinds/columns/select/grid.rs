//! The settings as a grid with a row for each column.

use std::collections::HashSet;

use super::{Pick, Rest, Select};

impl Select {
    /// One row for each of the columns in `present`, in the order of the result, then the listed columns that are
    /// missing.
    pub(in crate::nodes) fn grid(&self, present: &[String]) -> Vec<Pick> {
        let is_present: HashSet<&str> = present.iter().map(String::as_str).collect();
        // Of two for one column the first counts.
        let mut listed: HashSet<&str> = HashSet::new();
        let first = self.columns.iter().filter(|pick| is_present.contains(pick.column.as_str()));
        let first: Vec<&Pick> = first.filter(|pick| listed.insert(&pick.column)).collect();
        let mut in_order = first.into_iter();
        let mut grid: Vec<Pick> = present
            .iter()
            .map(|name| match listed.contains(name.as_str()).then(|| in_order.next()).flatten() {
                Some(pick) => pick.clone(),
                None => Pick { column: name.clone(), keep: self.rest == Rest::Keep, ..Pick::default() },
            })
            .collect();
        grid.extend(self.columns.iter().filter(|pick| !is_present.contains(pick.column.as_str())).cloned());
        grid
    }

    /// Stores those parts of an edited grid that differ from the input columns.
    pub(in crate::nodes) fn store(&mut self, grid: Vec<Pick>, before: &[Pick], present: &[String]) {
        let keeps = self.rest == Rest::Keep;
        let arriving: HashSet<&str> = present.iter().map(String::as_str).collect();
        let (here, gone): (Vec<Pick>, Vec<Pick>) =
            grid.into_iter().partition(|pick| arriving.contains(pick.column.as_str()));
        self.columns = here
            .into_iter()
            .zip(present)
            .filter(|(pick, place)| {
                let plain = Pick { column: pick.column.clone(), keep: keeps, ..Pick::default() };
                pick.column != **place || *pick != plain
            })
            .map(|(pick, _)| pick)
            .collect();
        // A missing column that was just unticked is removed: this is how the user deletes it.
        let ticked: HashSet<&str> = before.iter().filter(|pick| pick.keep).map(|pick| pick.column.as_str()).collect();
        let unticked = |pick: &Pick| !pick.keep && ticked.contains(pick.column.as_str());
        self.columns.extend(gone.into_iter().filter(|pick| present.is_empty() || !unticked(pick)));
    }
}
