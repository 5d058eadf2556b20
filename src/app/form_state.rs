//! What a form shows beside its fields: examples, the values of a formula, advice from tables and files.

use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use crate::base::{ColumnInfo, Key, Problem};
use crate::document::{NodeId, Parameter, Settings};
use crate::engine::{
    Advice, AdviceRequest, Example, Frequent, KeyPairs, OutputRef, Sheets, TableRef, ValueRows, Values,
};

/// By kind; `None` while an example is being computed.
#[derive(Debug, Default)]
pub struct Examples(pub(super) BTreeMap<&'static str, Option<Arc<Result<Example, Problem>>>>);

impl Examples {
    /// `None`: not requested yet.
    pub fn get(&self, kind: &str) -> Option<Option<&Result<Example, Problem>>> {
        self.0.get(kind).map(|found| found.as_deref())
    }

    pub(super) fn take(&mut self, kind: &'static str, example: Arc<Result<Example, Problem>>) {
        self.0.insert(kind, Some(example));
    }
}

/// A request for the columns of the table of Spark's catalog that a node reads.
#[derive(Debug)]
pub struct CatalogAsk {
    pub number: u64,
    pub node: NodeId,
    /// The database and the table that were asked for.
    pub table: (String, String),
    pub since: Instant,
}

/// A formula, identified by the setting of a node that contains it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormulaPlace {
    pub node: NodeId,
    pub setting: String,
}

/// The known values of one formula.
#[derive(Debug, Default)]
pub struct FormulaValues {
    pub at: Option<FormulaPlace>,
    /// The columns that the formula can refer to.
    pub columns: Option<Vec<ColumnInfo>>,
    /// The values for the current settings, or for the last ones that worked while `is_stale`.
    pub rows: Option<ValueRows>,
    pub is_stale: bool,
    /// The revision and node to which `formulas` apply.
    pub(super) seen: Option<(u64, NodeId)>,
    /// The settings of that node that contain a formula.
    pub(super) formulas: Vec<String>,
    pub(super) asked: Option<AskedValues>,
    pub(super) ask: u64,
}

/// Everything that the values depend on.
#[derive(Debug, PartialEq)]
pub(super) struct AskedValues {
    pub(super) at: FormulaPlace,
    pub(super) settings: Settings,
    pub(super) table: (OutputRef, Key),
    pub(super) parameters: BTreeMap<String, Parameter>,
}

impl FormulaValues {
    /// The values of the formula in `setting` of `node`, if it is being edited.
    pub fn of(&self, node: NodeId, setting: &str) -> Option<&Self> {
        self.at.as_ref().filter(|at| at.node == node && at.setting == setting).map(|_| self)
    }

    /// The engine has lost the request.
    pub(super) fn forget_asked(&mut self) {
        self.asked = None;
    }

    pub(super) fn take(&mut self, ask: u64, values: Arc<Values>) {
        if ask != self.ask {
            return;
        }
        self.columns = Some(values.columns.clone());
        self.is_stale = values.rows.is_err();
        if let Ok(rows) = &values.rows {
            self.rows = Some(rows.clone());
        }
    }
}

/// The number of columns whose values are cached.
const REMEMBERED: usize = 64;

/// Pairs of columns, left and right.
pub(super) type Chosen = Vec<(String, String)>;

/// The pending requests and the known answers.
#[derive(Debug, Default)]
pub struct FormAdvice {
    pub(super) frequent: HashMap<(OutputRef, String), Arc<Advice>>,
    pub(super) keys: HashMap<(OutputRef, OutputRef, Chosen), Arc<Advice>>,
    /// The keys of the join shown last, at this revision.
    pub(super) chosen: Option<(u64, NodeId, Chosen)>,
    /// For the workbook requested last: its path, and its sheets.
    sheets: Option<(PathBuf, String, Arc<Advice>)>,
    /// The last request for sheets; `None` after its file may have changed.
    pub(super) asked_sheets: Option<AdviceRequest>,
    /// The request that the engine is processing.
    pub(super) asked: Option<AdviceRequest>,
    /// The next requests: sent one at a time, because a newer request would cancel an older one.
    pub(super) queued: Vec<AdviceRequest>,
    /// The requests without an answer for the tables of the preview with this number.
    pub(super) unknown: (u64, Vec<AdviceRequest>),
    /// The tables to which the answers apply.
    pub(super) tables: HashMap<OutputRef, TableRef>,
}

impl FormAdvice {
    /// The most frequent values of a column, if they are known.
    pub fn frequent(&self, output: OutputRef, column: &str) -> Option<&Frequent> {
        match &**self.frequent.get(&(output, column.to_owned()))? {
            Advice::Frequent(found) => Some(found),
            _ => None,
        }
    }

    /// The columns by which two tables could be joined in addition to the chosen ones, if known.
    pub fn keys(&self, left: OutputRef, right: OutputRef, chosen: &[(String, String)]) -> Option<&KeyPairs> {
        match &**self.keys.get(&(left, right, chosen.to_vec()))? {
            Advice::Keys(found) => Some(found),
            _ => None,
        }
    }

    /// The sheets of the workbook at the path setting `path`, or the reason why there are none, if known.
    pub fn sheets(&self, path: &str) -> Option<&Result<Sheets, Problem>> {
        let (_, of, advice) = self.sheets.as_ref()?;
        match &**advice {
            Advice::Sheets(found) if of == path => Some(found),
            _ => None,
        }
    }

    /// Files, or the meaning of paths, may have changed: known answers stay until they are requested again.
    pub(super) fn files_changed(&mut self) {
        self.asked_sheets = None;
        self.unknown.1.retain(|request| !matches!(request, AdviceRequest::Sheets { .. }));
    }

    pub(super) fn take(&mut self, request: AdviceRequest, advice: Arc<Advice>) {
        match request {
            AdviceRequest::Frequent { table, column } => {
                if self.frequent.len() >= REMEMBERED {
                    self.frequent.clear();
                }
                self.tables.insert(table.output, table);
                self.frequent.insert((table.output, column), advice);
            }
            AdviceRequest::Keys { left, right, chosen } => {
                if self.keys.len() >= REMEMBERED {
                    self.keys.clear();
                }
                self.tables.extend([(left.output, left), (right.output, right)]);
                self.keys.insert((left.output, right.output, chosen), advice);
            }
            AdviceRequest::Sheets { base, path } => self.sheets = Some((base, path, advice)),
        }
    }
}
