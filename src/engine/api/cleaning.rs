//! What the values of columns suggest, and what a step would make of them.

use super::output::OutputRef;
use crate::base::{Key, Problem};
use crate::nodes::Step;
use crate::nodes::cleaning::{Spelling, Suggestion};

/// A wish to try a step on a column.
#[derive(Clone, Debug)]
pub struct TrialRequest {
    /// Comes back with the answer.
    pub ask: u64,
    pub output: OutputRef,
    pub key: Key,
    pub column: String,
    /// `None` while something that it needs is not filled in: the values are seen as they are.
    pub step: Option<Step>,
    /// Whether the groups of spellings are wanted.
    pub spellings: bool,
}

/// What the step would do.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Trial {
    /// Rows that were tried.
    pub rows: u64,
    /// Whether these are all.
    pub whole: bool,
    /// Rows whose value becomes another.
    pub changed: u64,
    /// Rows whose value does not fit.
    pub unfit: u64,
    /// Rows without a value, before and after.
    pub empty: u64,
    /// Different values, each with what becomes of it and its number of rows: what changes first, most frequent first.
    pub examples: Vec<TrialExample>,
    /// Different values that do not fit, with their numbers of rows, most frequent first.
    pub unfit_examples: Vec<(String, u64)>,
    /// Groups of spellings, where they were asked for.
    pub spellings: Option<Vec<Spelling>>,
    pub problem: Option<Problem>,
}

/// A value before and after, and its number of rows.
pub type TrialExample = (Option<String>, Option<String>, u64);

/// What the values of a table suggest.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Suggestions {
    /// Rows that were looked at, of each column.
    pub rows: u64,
    /// Whether these are all.
    pub whole: bool,
    /// The columns of which something can be said.
    pub columns: Vec<(String, Vec<Suggestion>)>,
}

impl Suggestions {
    pub fn of(&self, column: &str) -> &[Suggestion] {
        self.columns.iter().find(|(name, _)| name == column).map_or(&[], |(_, found)| found)
    }
}
