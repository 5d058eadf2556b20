//! Groups and their totals as SQL. Each driver says what its columns are, and how texts are compared by their bytes.

use crate::base::{Problem, Text};
use crate::connect::scan::{Grouping, ScanRequest, Total, TotalOf};
use polars::prelude::DataType;

/// What a column is to a grouping.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grouped {
    /// Of at most 64 bits with a sign.
    Integer,
    /// Of 64 bits without a sign.
    Unsigned,
    Boolean,
    Decimal {
        /// Whether its sums are certain.
        sums: bool,
    },
    Text {
        is_key: bool,
        has_order: bool,
    },
    /// Dates, times and instants.
    Time,
    /// Its values can only be counted.
    Other,
}

/// The words of a database.
pub struct GroupWords<'a> {
    /// What a column is; `None` if there is no such column.
    pub column: &'a dyn Fn(&str) -> Option<Grouped>,
    pub quoted: fn(&str) -> String,
    /// A text that is compared by its bytes.
    pub by_bytes: fn(&str) -> String,
    /// The text of a group whose texts are equal by bytes; the smallest or largest text, by the aggregate's name.
    pub text_key: fn(&str) -> String,
    pub text_extreme: fn(&str, &str) -> String,
    /// The type of integers of 64 bits in a CAST.
    pub integer: &'static str,
    /// The sum of integers, null beyond 64 bits, where SUM cannot be trusted with it.
    pub sum: Option<fn(&str) -> String>,
    /// Whether a decimal can be NaN.
    pub has_nan: bool,
    /// The first row of a group, as an expression to sort by; or why there is none.
    pub first: Result<String, Text>,
}

/// The statement for groups of the rows that `rows` names (FROM and WHERE), or why they are computed here. Its columns are the keys
/// and the totals, `c0`, `c1` and so on.
pub fn grouped(grouping: &Grouping, words: &GroupWords, rows: &str) -> Result<String, Text> {
    let mut items = Vec::new();
    let mut keys = Vec::new();
    for (name, _) in &grouping.keys {
        let column = (words.quoted)(name);
        match (words.column)(name) {
            Some(Grouped::Text { is_key: true, .. }) => {
                items.push((words.text_key)(&column));
                keys.push((words.by_bytes)(&column));
            }
            Some(Grouped::Integer | Grouped::Unsigned | Grouped::Boolean | Grouped::Decimal { .. } | Grouped::Time) => {
                items.push(column.clone());
                keys.push(column);
            }
            _ => return Err(say!("groups-stay-key", column = name.as_str())),
        }
    }
    for total in &grouping.totals {
        items.push(words.total(total)?);
    }
    let items: Vec<String> = items.iter().enumerate().map(|(index, item)| format!("{item} AS c{index}")).collect();
    let items = items.join(", ");
    if keys.is_empty() {
        return Ok(format!("SELECT {items} {rows}"));
    }
    let first = words.first.clone()?;
    Ok(format!("SELECT {items} {rows} GROUP BY {} ORDER BY {first}", keys.join(", ")))
}

/// A request for all columns of a statement for groups.
pub fn groups_request(grouping: &Grouping) -> ScanRequest {
    let width = grouping.keys.len() + grouping.totals.len();
    ScanRequest { columns: (0..width).map(|index| format!("c{index}").into()).collect(), ..ScanRequest::default() }
}

/// A problem of a statement for groups, at the setting of the source: the user has not written that statement.
pub fn groups_problem(problem: Problem, setting: &str) -> Problem {
    match problem.setting.as_deref() {
        Some("query") => Problem { setting: None, span: None, ..problem }.at(setting),
        _ => problem,
    }
}

impl GroupWords<'_> {
    fn total(&self, total: &Total) -> Result<String, Text> {
        let name = total.column.as_str();
        let column = (self.quoted)(name);
        let stays = || Err(say!("groups-stay-total", name = total.name.as_str()));
        if total.of == TotalOf::Rows {
            return Ok("COUNT(*)".to_owned());
        }
        let Some(kind) = (self.column)(name) else { return stays() };
        let extreme = |word: &str| match (kind, &total.data_type) {
            (Grouped::Integer | Grouped::Unsigned | Grouped::Time, _) => Ok(format!("{word}({column})")),
            // Its digits would be lost.
            (Grouped::Decimal { .. }, DataType::Decimal(precision, scale)) => {
                Ok(format!("CAST({word}({column}) AS DECIMAL({precision}, {scale}))"))
            }
            (Grouped::Text { has_order: true, .. }, _) => Ok((self.text_extreme)(word, &(self.by_bytes)(&column))),
            _ => stays(),
        };
        match (total.of, kind, &total.data_type) {
            (TotalOf::Count, _, _) => Ok(format!("COUNT({column})")),
            (TotalOf::Min, ..) => extreme("MIN"),
            (TotalOf::Max, ..) => extreme("MAX"),
            (TotalOf::Sum, Grouped::Integer, DataType::Int64) => {
                if let Some(sum) = self.sum {
                    return Ok(sum(&column));
                }
                let sum = format!("COALESCE(SUM({column}), 0)");
                let (least, most) = (i64::MIN, i64::MAX);
                Ok(format!("CASE WHEN {sum} BETWEEN {least} AND {most} THEN CAST({sum} AS {}) END", self.integer))
            }
            (TotalOf::Sum, Grouped::Decimal { sums: true }, DataType::Decimal(precision, scale)) => {
                let sum = format!("COALESCE(SUM({column}), 0)");
                let most = format!("1{}", "0".repeat(precision.saturating_sub(*scale)));
                let nan = if self.has_nan { format!("WHEN {sum} = 'NaN' THEN {sum} ") } else { String::new() };
                // NaN has no decimals: the cast leaves it.
                let within = format!("WHEN {sum} > -{most} AND {sum} < {most} THEN {sum}");
                Ok(format!("CAST(CASE {nan}{within} END AS DECIMAL({precision}, {scale}))"))
            }
            _ => stays(),
        }
    }
}
