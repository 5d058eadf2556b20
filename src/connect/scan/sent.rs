//! What the stores of a plan were asked, so that it can be shown.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

use crate::base::{NodeId, Text};

/// The most statements that are remembered of one source.
const MOST: usize = 8;

/// What a source was asked, and what of the plan its store was not given.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Sent {
    /// In the language of the store, the last one at the end.
    pub statements: Vec<String>,
    /// When it was asked last, in milliseconds since 1970; 0 if nothing was asked yet.
    pub at: u64,
    /// Why steps behind the source are computed here.
    pub stays: Vec<Text>,
}

/// What the sources of one plan were asked, by node.
#[derive(Clone, Debug, Default)]
pub struct SentNotes(Arc<Mutex<BTreeMap<NodeId, Sent>>>);

impl Sent {
    /// Adds what came later. Of several statements that came together, none is dropped.
    pub fn add(&mut self, later: Sent) {
        let most = later.statements.len().max(MOST);
        self.extend(later);
        let left = self.statements.len().saturating_sub(most);
        self.statements.drain(..left);
    }

    fn extend(&mut self, later: Sent) {
        self.at = self.at.max(later.at);
        for statement in later.statements {
            self.statements.retain(|before| *before != statement);
            self.statements.push(statement);
        }
        for reason in later.stays {
            if !self.stays.contains(&reason) {
                self.stays.push(reason);
            }
        }
    }
}

impl SentNotes {
    fn with(&self, node: Option<NodeId>, change: impl FnOnce(&mut Sent)) {
        if let Some(node) = node {
            change(self.0.lock().unwrap_or_else(PoisonError::into_inner).entry(node).or_default());
        }
    }

    /// A store is being asked.
    pub(super) fn asked(&self, node: Option<NodeId>, statement: Option<String>, now: SystemTime) {
        self.with(node, |sent| {
            let at = now.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_millis() as u64);
            sent.extend(Sent { statements: statement.into_iter().collect(), at, stays: Vec::new() });
        });
    }

    /// A step behind the source is computed here.
    pub(super) fn stays(&self, node: Option<NodeId>, reason: Text) {
        self.with(node, |sent| sent.extend(Sent { stays: vec![reason], ..Sent::default() }));
    }

    /// What has been noted since the last time.
    pub fn take(&self) -> BTreeMap<NodeId, Sent> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
