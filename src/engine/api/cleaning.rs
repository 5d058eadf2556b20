//! What the values of columns suggest, and what a step would change.

use serde::{Deserialize, Serialize};

use super::output::OutputRef;
use crate::base::{Key, Problem};
use crate::nodes::Step;
use crate::nodes::cleaning::{Spelling, Suggestion};

/// A request to try a step on a column.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct TrialRequest {
    /// Returned with the answer.
    pub ask: u64,
    pub output: OutputRef,
    pub key: Key,
    pub column: String,
    /// `None` while a required setting is missing: the values are shown unchanged.
    pub step: Option<Step>,
    /// Whether groups of spellings are requested.
    pub spellings: bool,
}

/// What the step would change.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Trial {
    /// The number of rows tried.
    pub rows: u64,
    /// Whether these are all rows.
    pub whole: bool,
    /// The number of rows whose value changes.
    pub changed: u64,
    /// The number of rows whose value does not fit.
    pub unfit: u64,
    /// The number of rows without a value, before and after.
    pub empty: u64,
    /// Distinct values, each with its result and number of rows: changed values first, then by frequency.
    pub examples: Vec<TrialExample>,
    /// Distinct values that do not fit, with their numbers of rows, most frequent first.
    pub unfit_examples: Vec<(String, u64)>,
    /// Groups of spellings, if requested.
    pub spellings: Option<Vec<Spelling>>,
    pub problem: Option<Problem>,
}

/// A value before and after, and its number of rows.
pub type TrialExample = (Option<String>, Option<String>, u64);

/// What the values of a table suggest.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Suggestions {
    /// The number of rows examined in each column.
    pub rows: u64,
    /// Whether these are all rows.
    pub whole: bool,
    /// The columns that have suggestions.
    pub columns: Vec<(String, Vec<Suggestion>)>,
}

impl Suggestions {
    pub fn of(&self, column: &str) -> &[Suggestion] {
        self.columns.iter().find(|(name, _)| name == column).map_or(&[], |(_, found)| found)
    }
}
