//! The rows of several tables of one database as one source.

use std::sync::Arc;

use polars::prelude::*;

use super::pruned::{Pruned, pruned};
use super::short_lists::short_lists;
use super::turns::{Arrival, TableScan, Turns};
use super::{Complete, GroupScan, Grouping, Predicate, Receive, RowSource, ScanRequest};
use crate::base::{Cause, NodeId, Problem, Text};
use crate::connect::reach::Reach;

/// Converts the values of a column of a table, which is named, to the common type; fails for a value that would change.
pub type Convert = dyn Fn(&str, &Column, &DataType) -> Result<Column, Problem> + Send + Sync;

/// How the rows of several tables become rows of one.
pub struct Uniting {
    /// The names of the tables for users, and the settings that name them.
    pub tables: Vec<(String, &'static str)>,
    /// The columns of all tables, and the one with the name of the table.
    pub schema: SchemaRef,
    /// The column with the name of each row's table.
    pub table_column: Option<PlSmallStr>,
    pub convert: Arc<Convert>,
    /// The node that reads them.
    pub node: Option<NodeId>,
}

/// The rows of all tables, in the order of the tables.
pub struct UnitedRows<S> {
    scans: Vec<S>,
    uniting: Uniting,
}

impl<S> UnitedRows<S> {
    /// The scans of `uniting.tables`.
    pub fn new(scans: Vec<S>, uniting: Uniting) -> UnitedRows<S> {
        UnitedRows { scans, uniting }
    }
}

impl<S: TableScan> UnitedRows<S> {
    fn pruned(&self, predicate: &Predicate, index: usize) -> Pruned {
        let Uniting { tables, schema, table_column, .. } = &self.uniting;
        let named = table_column.as_ref().map(|column| (column, tables[index].0.as_str()));
        pruned(predicate, &self.scans[index].schema(), schema, named)
    }

    /// What is requested of a table; `None` if none of its rows is.
    fn of_table(&self, index: usize, request: &ScanRequest) -> Option<ScanRequest> {
        let predicate = match request.predicate.as_ref().map(|predicate| self.pruned(predicate, index)) {
            Some(Pruned::Never) => return None,
            Some(Pruned::If(predicate)) => Some(predicate),
            Some(Pruned::Always | Pruned::Unknown) | None => None,
        };
        let own = self.scans[index].schema();
        let mut columns: Vec<PlSmallStr> =
            own.iter_names_cloned().filter(|name| request.columns.contains(name)).collect();
        if columns.is_empty() {
            // Only the number of rows is needed.
            columns.extend(own.iter_names_cloned().next());
        }
        Some(ScanRequest { columns, predicate, limit: None })
    }

    /// Rows of a table with the common columns.
    fn united(&self, index: usize, rows: &DataFrame, wanted: &[PlSmallStr]) -> Result<DataFrame, Problem> {
        let Uniting { tables, schema, table_column, convert, .. } = &self.uniting;
        let table = tables[index].0.as_str();
        let mut columns = Vec::with_capacity(wanted.len());
        for name in wanted {
            let Some(to) = schema.get(name) else { continue };
            columns.push(match rows.column(name) {
                _ if table_column.as_ref() == Some(name) => {
                    Column::new_scalar(name.clone(), Scalar::from(PlSmallStr::from_str(table)), rows.height())
                }
                Ok(column) if column.dtype() == to => column.clone(),
                Ok(column) => convert(table, column, to)?,
                Err(_) if self.scans[index].schema().contains(name) => return Err(columns_changed(table)),
                Err(_) => Column::full_null(name.clone(), rows.height(), to),
            });
        }
        DataFrame::new(rows.height(), columns).map_err(|error| {
            let problem = Problem::error(say!("scan-cannot-pass", error = error.to_string()));
            problem.remedy(say!("defect-report")).because(Cause::Internal)
        })
    }

    fn explained(&self, index: Option<usize>, problem: Problem) -> Problem {
        match index.and_then(|index| self.uniting.tables.get(index)) {
            Some((table, setting)) => problem_of_table(problem, table, setting),
            None => problem,
        }
    }
}

/// A table has other columns than those that it was planned with.
pub fn columns_changed(table: &str) -> Problem {
    let problem = Problem::error(say!("database-columns-changed", path = table));
    problem.remedy(say!("database-try-later")).at("table").transient()
}

/// A problem with one of several tables says with which.
pub fn problem_of_table(problem: Problem, table: &str, setting: &str) -> Problem {
    if problem.setting.as_deref() != Some("table") {
        return problem;
    }
    let message = say!("database-table-says", table = table, message = problem.message);
    Problem { message, setting: None, ..problem }.at(setting)
}

impl<S: TableScan> RowSource for UnitedRows<S> {
    fn schema(&self) -> SchemaRef {
        self.uniting.schema.clone()
    }

    /// What every table takes, after what is known of its columns: those that it lacks are null.
    fn takes(&self, predicate: &Predicate) -> bool {
        let is_taken = |index: usize| match self.pruned(predicate, index) {
            Pruned::Always | Pruned::Never => true,
            Pruned::If(own) => self.scans[index].takes(&own),
            Pruned::Unknown => false,
        };
        (0..self.scans.len()).all(is_taken)
    }

    fn why_not_taken(&self) -> Text {
        say!("filter-stays-united")
    }

    fn streams(&self) -> bool {
        self.scans.iter().all(S::streams)
    }

    fn grouped(&self, _: &Grouping) -> Result<Box<dyn GroupScan>, Text> {
        Err(say!("groups-stay-united"))
    }

    /// Each table is asked with its own statement, which is noted then.
    fn scan(&self, request: &ScanRequest, reach: &Reach, receive: Receive<'_>) -> Result<Complete, Problem> {
        let (mut indices, mut turns) = (Vec::new(), Vec::new());
        for (index, scan) in self.scans.iter().enumerate() {
            if let Some(own) = self.of_table(index, request) {
                indices.push(index);
                turns.push((scan, own));
            }
        }
        if turns.is_empty() {
            // No row of any table can satisfy the condition.
            return Ok(Complete::at_end_of_store());
        }
        let mut current = None;
        let mut arrived = |arrival: Arrival<'_>| match arrival {
            Arrival::Begins(turn, own) => {
                current = indices.get(turn).copied();
                let statement = current.and_then(|index| self.scans[index].statement(own));
                let statement = statement.map(|statement| short_lists(&statement));
                reach.sent.asked(self.uniting.node, statement, reach.clock.now());
                Ok(())
            }
            Arrival::Rows(rows) => match current {
                Some(index) => receive(self.united(index, &rows, &request.columns)?),
                None => Ok(()),
            },
        };
        let done = S::scan_all(&mut Turns::new(turns, request.limit, &mut arrived), reach);
        done.map_err(|problem| self.explained(current, problem))
    }
}
