//! The suggestions for the displayed table, and the cleaning step being tried on a column.

use std::sync::Arc;

use super::{App, OutputResult};
use crate::base::{Key, Type};
use crate::engine::{OutputRef, Request, Suggestions, Trial, TrialRequest};
use crate::nodes::cleaning::{Cleaning, Operation};

/// The number of tables whose suggestions are cached.
const KEPT: usize = 64;

impl App {
    /// The suggestions for a table, from the values scanned so far.
    pub fn suggestions(&self, output: OutputRef) -> Option<&Arc<Suggestions>> {
        self.project.cleaning.by_key.get(&self.project.results.output(output)?.key?)
    }

    /// The latest known result of the step being tried.
    pub fn trial(&self) -> Option<&Arc<Trial>> {
        self.project.cleaning.trial.as_ref()
    }

    /// Requests the suggestions for the displayed table when it is available. Cheap if already requested.
    pub(super) fn refresh_suggestions(&mut self) {
        let Some(output) = self.project.view.shown.map(|shown| self.displayed_output(shown)) else { return };
        let Some(found) = self.project.results.output(output).filter(|found| !found.stale && self.is_quiet(found))
        else {
            return;
        };
        let (Some(key), Some(table)) = (found.key, &found.table) else { return };
        if self.project.cleaning.asked == Some(key) || self.project.cleaning.by_key.contains_key(&key) {
            return;
        }
        let texts = table.columns().iter().filter(|column| column.data_type == Type::Text);
        let texts: Vec<String> = texts.map(|column| column.name.clone()).collect();
        if self.project.cleaning.by_key.len() >= KEPT {
            self.project.cleaning.by_key.clear();
        }
        self.project.cleaning.asked = Some(key);
        self.send(Request::Suggest { output, key, texts });
    }

    /// Whether the preview has finished the most urgent work for this table.
    fn is_quiet(&self, found: &OutputResult) -> bool {
        self.project.results.settled || found.rows.is_some() && found.profile.is_some()
    }

    pub(super) fn take_suggestions(&mut self, key: Key, found: Arc<Suggestions>) {
        self.project.cleaning.by_key.insert(key, found);
    }

    /// Tries a step on a column of a table; the previous result is kept until the new one arrives.
    pub(super) fn try_cleaning(&mut self, output: OutputRef, cleaning: Cleaning) {
        let seen = self.displayed_output(output);
        let Some(key) = self.project.results.output(seen).and_then(|found| found.key) else { return };
        let tried = (seen, key, cleaning);
        if self.project.cleaning.tried.as_ref() == Some(&tried) {
            return;
        }
        let (_, _, cleaning) = &tried;
        let is_other = self
            .project
            .cleaning
            .tried
            .as_ref()
            .is_none_or(|(at, _, old)| *at != seen || old.column != cleaning.column);
        if is_other {
            self.project.cleaning.trial = None;
        }
        self.project.cleaning.ask += 1;
        let request = TrialRequest {
            ask: self.project.cleaning.ask,
            output: seen,
            key,
            column: cleaning.column.clone(),
            step: cleaning.step(&self.columns_of(output)),
            spellings: matches!(cleaning.operation, Operation::Spellings(_)),
        };
        self.project.cleaning.tried = Some(tried);
        self.send(Request::Try(request));
    }

    pub(super) fn take_trial(&mut self, ask: u64, trial: Arc<Trial>) {
        if ask == self.project.cleaning.ask {
            self.project.cleaning.trial = Some(trial);
        }
    }
}
