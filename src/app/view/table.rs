//! The state of the table panel: its searches, comparisons, selected cells and copies, and what is asked of it.

use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use crate::base::{Key, Problem, Text};
use crate::engine::{CellStatistics, Comparison, Found, Matching, OutputRef, Suggestions, TextFormat, Trial};
use crate::nodes::cleaning::Cleaning;

/// A request to the table below, which knows its view state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableRequest {
    Find,
    GoToRow,
    Export,
    /// Copies the selected cells to the clipboard, with or without column names.
    Copy {
        names: bool,
    },
    /// Shows or hides the fields above the columns.
    Filters,
    /// Opens the menu of the cell at the cursor.
    Menu,
    Arrange(Arrange),
}

/// An arrangement of the column at the cursor, for the view only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrange {
    Left,
    Right,
    Wider,
    Narrower,
    Fit,
    Hide,
    /// Freezes it and the columns before it at the left; repeated, unfreezes all.
    Freeze,
    Sort,
}

/// The search in the displayed table.
#[derive(Clone, Debug, PartialEq)]
pub struct Search {
    /// The searched output, and the state of its table.
    pub output: OutputRef,
    pub key: Option<Key>,
    pub text: String,
    /// The columns, in display order.
    pub columns: Vec<String>,
    pub found: Arc<Found>,
    pub since: Instant,
}

/// The table with which the displayed one is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Baseline {
    /// The node's first input.
    Input,
    /// The pinned table.
    Pinned,
    /// The same output before the latest change that affected it.
    Before,
}

/// How two tables are compared, and the view of the result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompareView {
    pub baseline: Baseline,
    pub matching: Matching,
    pub only_different: bool,
}

impl CompareView {
    pub fn with(baseline: Baseline) -> Self {
        CompareView { baseline, matching: Matching::Auto, only_different: true }
    }
}

/// The current state of the comparison.
#[derive(Clone, Debug, Default)]
pub struct ComparisonState {
    pub ask: u64,
    /// The latest answer; an older one while a newer is pending.
    pub result: Option<Result<Arc<Comparison>, Problem>>,
    pub waiting: bool,
    /// Since when an answer is pending.
    pub since: Option<Instant>,
    /// The names of the tables one of which is the other side.
    pub names: Vec<Text>,
}

impl ComparisonState {
    /// The name of the other side.
    pub fn name(&self) -> Text {
        let chosen = self.result.as_ref().and_then(|result| Some(result.as_ref().ok()?.chosen));
        self.names.get(chosen.unwrap_or(0)).cloned().unwrap_or_default()
    }

    pub fn take(&mut self, ask: u64, result: Result<Arc<Comparison>, Problem>) {
        if ask == self.ask {
            self.result = Some(result);
            self.waiting = false;
        }
    }
}

/// The selected cells, and their statistics.
#[derive(Clone, Debug)]
pub struct SelectedCells {
    pub ask: u64,
    /// The output of the cells, and the state of its table.
    pub output: OutputRef,
    pub key: Option<Key>,
    /// The number of rows processed, and the total.
    pub rows: u64,
    pub of: u64,
    pub statistics: Option<Arc<CellStatistics>>,
    pub since: Instant,
}

/// A request for statistics of selected cells.
#[derive(Clone, Debug, PartialEq)]
pub struct CellSelection {
    pub output: OutputRef,
    pub first: u64,
    pub count: u64,
    pub columns: Vec<String>,
    /// The result, if the rows were already loaded.
    pub known: Option<Arc<CellStatistics>>,
}

/// Rows to convert to text.
#[derive(Clone, Debug, PartialEq)]
pub struct CopyRows {
    pub output: OutputRef,
    pub first: u64,
    pub count: u64,
    pub columns: Vec<usize>,
    pub format: TextFormat,
    pub header: bool,
    /// The target file; `None` for the clipboard.
    pub to: Option<PathBuf>,
}

/// Rows being converted to text.
#[derive(Clone, Debug)]
pub struct Copying {
    pub count: u64,
    pub to: Option<PathBuf>,
    pub header: bool,
    pub since: Instant,
}

#[derive(Debug, Default)]
pub struct CleaningState {
    pub by_key: HashMap<Key, Arc<Suggestions>>,
    /// The table requested last.
    pub asked: Option<Key>,
    pub ask: u64,
    pub tried: Option<(OutputRef, Key, Cleaning)>,
    pub trial: Option<Arc<Trial>>,
}

/// The column widths of the open project, by output and column, in points.
pub type ColumnWidths = HashMap<OutputRef, BTreeMap<String, u16>>;
