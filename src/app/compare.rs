//! A pinned table next to the displayed one, and the differences between two tables.

use std::sync::Arc;
use std::time::Instant;

use crate::base::{Problem, Text};
use crate::engine::{CompareRequest, CompareSide, OutputRef, Request, Snapshot};

use super::App;
use super::view::{Baseline, CompareView};

/// The maximum number of changes to search back for a table with different content.
const MAX_STEPS_BACK: usize = 16;

impl App {
    /// The output connected to a node's first input.
    pub fn input_of(&self, output: OutputRef) -> Option<OutputRef> {
        let from = &self.document().wires_into(output.node).next()?.from;
        let info = self.project.node_info.get(from.node)?;
        Some(OutputRef { node: from.node, port: info.ports.find_output(&from.port)? })
    }

    /// Whether the displayed table is compared with this.
    pub(super) fn compares_with(&self, baseline: Baseline) -> bool {
        self.project.view.compare.as_ref().is_some_and(|view| view.baseline == baseline)
    }

    pub(super) fn toggle_pin(&mut self) {
        let shown = self.project.view.shown;
        self.pin(if self.project.view.pinned == shown { None } else { shown });
    }

    pub(super) fn pin(&mut self, output: Option<OutputRef>) {
        self.project.view.pinned = output;
        if self.project.view.compare.as_ref().is_some_and(|compare| compare.baseline == Baseline::Pinned) {
            self.compare(None);
        }
    }

    /// Starts, changes or ends a comparison.
    pub(super) fn compare(&mut self, compare: Option<CompareView>) {
        let old = self.project.view.compare.take();
        let asks_the_same = match (&old, &compare) {
            (Some(old), Some(new)) => (old.baseline, &old.matching) == (new.baseline, &new.matching),
            _ => false,
        };
        self.project.view.compare = compare;
        if self.project.view.compare.is_some() && !self.person.preferences.table {
            self.change_preferences(|p| p.table = true);
        }
        if !asks_the_same {
            self.project.comparison.result = None;
            self.request_comparison();
        }
    }

    /// Requests the comparison again; does nothing if none is displayed.
    pub(super) fn request_comparison(&mut self) {
        let (Some(view), Some(shown)) = (self.project.view.compare.clone(), self.project.view.shown) else { return };
        self.project.comparison.ask += 1;
        let ask = self.project.comparison.ask;
        let now = Arc::new(Snapshot::new(self.document().clone(), self.base()));
        let name =
            |output: OutputRef| self.document().node(output.node).map_or(Text::default(), |n| n.name.clone().into());
        let side = |output: OutputRef| (name(output), CompareSide { snapshot: now.clone(), output });
        let before: Result<Vec<(Text, CompareSide)>, Text> = match view.baseline {
            Baseline::Input => {
                self.input_of(shown).map(|input| vec![side(input)]).ok_or_else(|| say!("compare-no-input"))
            }
            Baseline::Pinned => {
                self.project.view.pinned.map(|pinned| vec![side(pinned)]).ok_or_else(|| say!("compare-none-pinned"))
            }
            Baseline::Before => {
                let earlier = self.project.history.earlier(MAX_STEPS_BACK).into_iter();
                let sides = earlier.map(|(label, document)| {
                    let snapshot = Arc::new(Snapshot::new(document, self.base()));
                    (say!("compare-before", step = label), CompareSide { snapshot, output: shown })
                });
                let sides: Vec<_> = sides.collect();
                if sides.is_empty() { Err(say!("compare-nothing-changed")) } else { Ok(sides) }
            }
        };
        match before {
            Err(why) => {
                self.project.comparison.names.clear();
                self.project.comparison.take(ask, Err(Problem::error(why)));
            }
            Ok(sides) => {
                let (names, before) = sides.into_iter().unzip();
                self.project.comparison.names = names;
                self.project.comparison.waiting = true;
                self.project.comparison.since = Some(Instant::now());
                let after = CompareSide { snapshot: now, output: shown };
                self.send(Request::Compare(CompareRequest { ask, before, after, matching: view.matching }));
            }
        }
    }
}
