//! Columns that are matched in a node: tables matched by column name, and the renamed output columns.

use std::collections::BTreeSet;

use super::{Pairs, Planner, clash, text_becomes};
use crate::base::Problem;
use crate::document::NodeId;
use crate::nodes::Role;
use crate::nodes::lineage::descent::{Descends, Part, Renames, renamed};
use crate::nodes::lineage::graph::Place;

impl Planner<'_, '_> {
    /// Keeps tables that are matched by column name matched: if only some are renamed, the others are renamed too.
    pub(super) fn reconcile(&mut self, id: NodeId, renames: &mut Renames) -> Result<(), Problem> {
        let station = &self.graph.stations[&id];
        for column in station.descent.iter().flatten().flatten() {
            let named: Vec<_> = column.from.iter().filter(|origin| origin.part == Part::Name).collect();
            let new = |origin: &crate::nodes::lineage::descent::Origin| {
                let pairs = &renames.ports[origin.port][origin.table];
                pairs.iter().find(|(old, _)| *old == origin.column).map(|(_, new)| new.clone())
            };
            let Some(to) = named.iter().find_map(|origin| new(origin)) else { continue };
            let others: Vec<_> =
                named.into_iter().filter(|origin| new(origin).as_ref() != Some(&to)).cloned().collect();
            for origin in others {
                let arrival = &station.arrivals[origin.port][origin.table];
                let pairs = &mut renames.ports[origin.port][origin.table];
                if renamed(&station.inputs[origin.port][origin.table], pairs).contains(&to) {
                    return Err(clash(&to, self.graph.node_name(id)));
                }
                pairs.push((origin.column.clone(), to.clone()));
                let from = arrival.from;
                let wire = arrival.wire.clone();
                match self.inserted.iter_mut().find(|inserted| inserted.wires == [wire.clone()]) {
                    Some(inserted) => {
                        inserted.pairs.push((origin.column, to.clone()));
                        self.wires.insert(wire, inserted.pairs.clone());
                    }
                    None => {
                        // Columns renamed further upstream on this wire stay renamed.
                        let own = vec![(origin.column, to.clone())];
                        self.insert(from, vec![wire.clone()], own, from.0);
                        self.wires.insert(wire, pairs.clone());
                    }
                }
            }
        }
        Ok(())
    }

    /// The new output names, position by position. The set of columns stays the same: none is added, removed or merged.
    pub(super) fn compare(
        &mut self,
        place: Place,
        before: &[Descends],
        after: &[Descends],
        renames: &Renames,
    ) -> Result<(), Problem> {
        let node = self.graph.node_name(place.0);
        let mut seen = BTreeSet::new();
        if let Some(twice) = after.iter().find(|column| !seen.insert(&column.name)) {
            return Err(clash(&twice.name, node));
        }
        if before.len() != after.len() {
            let all = renames.ports.iter().flatten().flatten();
            let new = all.map(|(_, new)| new.as_str()).next().unwrap_or_default();
            return Err(clash(new, node));
        }
        let pairs: Pairs = before
            .iter()
            .zip(after)
            .filter(|(before, after)| before.name != after.name)
            .map(|(before, after)| (before.name.clone(), after.name.clone()))
            .collect();
        let is_begin = self.tables.contains_key(&place);
        for column in before {
            let follows = |origin: &crate::nodes::lineage::descent::Origin| {
                let pairs = &renames.ports[origin.port][origin.table];
                pairs.iter().find(|(old, _)| *old == origin.column)
            };
            let labelled = column.from.iter().find_map(|origin| Some((origin.part, follows(origin)?)));
            if let Some((Part::Label, (old, new))) = labelled {
                self.plan.notes.push(text_becomes(node, old, &column.name, new));
            }
            let pair = pairs.iter().find(|(old, _)| *old == column.name);
            // A formula that replaces a column is renamed with it.
            let is_it = column.from.iter().any(|origin| origin.part.carries() && follows(origin).is_some())
                || pair.is_some_and(|pair| renames.ports.iter().flatten().flatten().any(|arriving| arriving == pair));
            // A suffix would make the names unique, but the column would not have the requested name.
            let arrived = column.from.iter().filter(|origin| origin.part == Part::Name).find_map(follows);
            if let (Some((_, new)), Some(_)) = (arrived, pair)
                && before.iter().any(|other| other.name == *new && pairs.iter().all(|(old, _)| *old != other.name))
            {
                return Err(clash(new, node));
            }
            if let (Some((old, new)), false, false) = (pair, is_it, is_begin) {
                // If another column had to give up the new name, that is a conflict. Another column may take the old
                // name.
                if pairs.iter().any(|(_, new)| new == old) {
                    return Err(clash(old, node));
                }
                let what = say!("needs-no-suffix", node = node, old = old, new = new);
                self.plan.notes.push(what);
            }
        }
        if self.graph.stations[&place.0].kind.meta().role == Role::Sink {
            for (old, new) in &pairs {
                self.plan.notes.push(say!("writes-column-as", node = node, old = old, new = new));
            }
        }
        if pairs.is_empty() {
            self.tables.remove(&place)
        } else {
            self.tables.insert(place, pairs)
        };
        Ok(())
    }
}
