//! Undo and redo: labelled transactions, merged while one gesture continues, and a marker for the saved state.

use std::sync::atomic::{AtomicU64, Ordering};

use crate::base::Text;

use super::edit::{Edit, EditError};
use super::model::Document;

/// Revisions are never shared by two documents, so that the revision alone can be used as a cache key.
fn fresh_revision() -> u64 {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    NEXT.fetch_add(1, Ordering::Relaxed)
}

/// Edits with the same gesture merge into one undo step: one drag, one burst of typing in one field.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Gesture(pub String);

#[derive(Clone, Debug)]
struct Transaction {
    label: Text,
    gesture: Option<Gesture>,
    /// In the order of application.
    edits: Vec<Edit>,
    /// In the order required for undo.
    inverses: Vec<Edit>,
}

impl Transaction {
    /// Adds the next edits of the same gesture. Of edits that override one another the last is kept, and the inverse of
    /// the first: a gesture stores one state of a node before it and one after it, however long it is.
    fn join(&mut self, edits: Vec<Edit>, mut inverses: Vec<Edit>) {
        let replaces = edits.len() == self.edits.len()
            && inverses.len() == edits.len()
            && self.inverses.len() == edits.len()
            && edits.iter().zip(&self.edits).all(|(new, old)| new.supersedes(old));
        if replaces {
            self.edits = edits;
            return;
        }
        self.edits.extend(edits);
        inverses.append(&mut self.inverses);
        self.inverses = inverses;
    }
}

/// A document with its undo and redo history.
#[derive(Clone, Debug, Default)]
pub struct History {
    document: Document,
    past: Vec<Transaction>,
    future: Vec<Transaction>,
    /// The number of past transactions at the last save; `None` if it cannot be reached by undo.
    clean: Option<usize>,
    /// As `clean`, for a save in progress.
    saving: Option<usize>,
    revision: u64,
}

impl History {
    /// A clean history that starts with `document`.
    pub fn new(document: Document) -> Self {
        History { document, clean: Some(0), revision: fresh_revision(), ..History::default() }
    }

    pub fn document(&self) -> &Document {
        &self.document
    }

    /// Increases with every change, including undo and redo; differs from that of any other non-empty document.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Applies `edits` as one step, all or none. An empty list adds no step.
    pub fn apply(
        &mut self,
        label: impl Into<Text>,
        gesture: Option<Gesture>,
        edits: Vec<Edit>,
    ) -> Result<(), EditError> {
        if edits.is_empty() {
            return Ok(());
        }
        let inverses = self.document.apply_all(edits.iter().cloned())?;
        self.revision = fresh_revision();
        self.future.clear();
        let now = self.past.len();
        self.clean = self.clean.filter(|clean| *clean <= now);
        self.saving = self.saving.filter(|saving| *saving <= now);
        // A state saved in the middle of a gesture remains a separate step, so that undo can return to it.
        let may_merge = ![self.clean, self.saving].contains(&Some(now));
        match self.past.last_mut() {
            Some(last) if may_merge && gesture.is_some() && last.gesture == gesture => {
                last.join(edits, inverses);
                // A burst of typing is labelled by its result.
                last.label = label.into();
            }
            _ => self.past.push(Transaction { label: label.into(), gesture, edits, inverses }),
        }
        Ok(())
    }

    /// Ends the current gesture: the next edit starts a new step even if it looks the same.
    pub fn end_gesture(&mut self) {
        if let Some(last) = self.past.last_mut() {
            last.gesture = None;
        }
    }

    /// Undoes a step; returns the edits that were applied to do so.
    pub fn undo(&mut self) -> Option<Vec<Edit>> {
        let mut step = self.past.pop()?;
        step.gesture = None;
        let edits = step.inverses.clone();
        self.document.apply_all(edits.iter().cloned()).expect("what was applied can be undone");
        self.future.push(step);
        self.revision = fresh_revision();
        Some(edits)
    }

    /// Redoes a step; returns the edits that were applied to do so.
    pub fn redo(&mut self) -> Option<Vec<Edit>> {
        let step = self.future.pop()?;
        let edits = step.edits.clone();
        self.document.apply_all(edits.iter().cloned()).expect("what was undone can be done again");
        self.past.push(step);
        self.revision = fresh_revision();
        Some(edits)
    }

    /// The document before each of the last steps, at most `most`, latest first, with the labels of those steps.
    pub fn earlier(&self, most: usize) -> Vec<(Text, Document)> {
        let mut document = self.document.clone();
        let mut found = Vec::new();
        for step in self.past.iter().rev().take(most) {
            if document.apply_all(step.inverses.iter().cloned()).is_err() {
                break;
            }
            found.push((step.label.clone(), document.clone()));
        }
        found
    }

    /// The label of the step that undo would revert.
    pub fn undo_label(&self) -> Option<&Text> {
        self.past.last().map(|step| &step.label)
    }

    pub fn redo_label(&self) -> Option<&Text> {
        self.future.last().map(|step| &step.label)
    }

    /// The labels of all steps in the order of execution, undone ones last.
    pub fn labels(&self) -> impl Iterator<Item = &Text> {
        self.past.iter().chain(self.future.iter().rev()).map(|step| &step.label)
    }

    /// The number of steps that are currently applied.
    pub fn position(&self) -> usize {
        self.past.len()
    }

    /// The number of steps applied at the last save; `None` if that state cannot be reached by undo or redo.
    pub fn saved_position(&self) -> Option<usize> {
        self.clean
    }

    pub fn is_dirty(&self) -> bool {
        self.clean != Some(self.past.len())
    }

    /// Marks the current document as saved.
    pub fn mark_clean(&mut self) {
        self.clean = Some(self.past.len());
    }

    /// Marks the current document as being saved.
    pub fn begin_save(&mut self) {
        self.saving = Some(self.past.len());
    }

    /// Ends the save in progress; steps made since it began are not saved.
    pub fn end_save(&mut self, is_saved: bool) {
        let saving = self.saving.take();
        if is_saved {
            self.clean = saving;
        }
    }

    /// Marks the document as different from every saved state (it was recovered).
    pub fn mark_dirty(&mut self) {
        self.clean = None;
    }
}
