//! One-line descriptions of nodes, shown as the second line of a card: code shared by several kinds.

use crate::base::Text;
use crate::base::text::{ToArg, in_a_row};
use crate::nodes::form::spelling;
use crate::nodes::shared::aggregate::Function;

/// The file name of a path; for a pattern with its folder, if it has one.
pub fn file(path: &str) -> Text {
    let path = path.trim_end_matches(['/', '\\']);
    let separators = if crate::nodes::shared::files::is_pattern(path) { 2 } else { 1 };
    let start = path.rmatch_indices(['/', '\\']).nth(separators - 1).map_or(0, |(at, _)| at + 1);
    one_line(&path[start..])
}

/// A sheet of a workbook; "" for one that is not named.
pub fn sheet(path: &str, sheet: &str) -> Text {
    let file = file(path);
    if sheet.is_empty() || file.is_empty() { file } else { format!("{file} · {sheet}").into() }
}

/// Text that users wrote, on one line.
pub fn one_line(words: &str) -> Text {
    Text::from(words.trim().to_owned()).one_line()
}

/// The non-empty ones, joined to a list.
pub fn list(parts: impl IntoIterator<Item = impl Into<Text>>) -> Text {
    in_a_row(parts.into_iter().map(Into::into).filter(|part: &Text| !part.is_empty()))
}

/// Names joined to a list, without those that are not chosen yet.
pub fn names<'a>(names: impl IntoIterator<Item = &'a String>) -> Text {
    list(names.into_iter().cloned())
}

/// "margin: mean".
pub fn of(what: &(impl ToArg + ?Sized), how: &Text) -> Text {
    say!("summary-of", what = what, how = how)
}

/// An aggregation of a column: "margin: sum". Rows are counted without one.
pub fn aggregation(column: &str, function: Function, quantile: f64) -> Text {
    let how = match function {
        Function::Quantile => say!("summary-quantile", number = quantile),
        _ => say!("summary-function", function = spelling(function)),
    };
    if column.is_empty() || function == Function::Rows { how } else { of(column, &how) }
}

/// What is computed, and by what it is grouped; either may be empty.
pub fn grouped(aggregations: Text, keys: Text) -> Text {
    match (aggregations.is_empty(), keys.is_empty()) {
        (_, true) => aggregations,
        (true, false) => say!("summary-by", keys = keys),
        (false, false) => say!("summary-grouped", aggregations = aggregations, keys = keys),
    }
}
