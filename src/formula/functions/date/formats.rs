//! The format of a date function: checked, and translated for an engine.

use super::super::function::Call;
use crate::base::{DateFormat, Problem, Type};
use crate::formula::spark::{text_literal, text_to_temporal};
use crate::formula::tree::Tree;

pub(super) fn known_format(tree: Option<&Tree>) -> Result<(), Problem> {
    let Some(tree) = tree else { return Ok(()) };
    DateFormat::read(tree.constant_text().unwrap_or_default()).map(drop).map_err(|piece| {
        Problem::error(say!("function-unknown-format", piece = piece))
            .remedy(say!("function-write-format"))
            .span(tree.span.clone())
    })
}

pub(super) fn has_offset(tree: Option<&Tree>) -> bool {
    let format = tree.and_then(Tree::constant_text).and_then(|text| DateFormat::read(text).ok());
    format.is_some_and(|format| format.has_offset())
}

/// If the text has an offset, the result is a datetime in UTC.
pub(super) fn moment_read(trees: &[Tree], of_signature: Type) -> Type {
    if has_offset(trees.get(1)) { Type::DateTime(Some("UTC".into())) } else { of_signature }
}

/// A date has no offset: the day would depend on the place.
pub(super) fn format_of_dates(tree: Option<&Tree>) -> Result<(), Problem> {
    known_format(tree)?;
    match tree.filter(|tree| has_offset(Some(tree))) {
        Some(tree) => Err(Problem::error(say!("function-date-with-offset"))
            .remedy(say!("function-timestamp-then-date"))
            .span(tree.span.clone())),
        None => Ok(()),
    }
}

/// The literal format at `index` for chrono, if there is one.
pub(super) fn chrono(call: &Call, index: usize) -> Result<Option<String>, Problem> {
    known_format(call.arguments.get(index))?;
    Ok(call.arguments.get(index).and_then(|tree| DateFormat::read(tree.constant_text()?).ok()).map(|f| f.chrono()))
}

pub(super) fn spark_format(tree: Option<&Tree>) -> Option<String> {
    Some(text_literal(&DateFormat::read(tree?.constant_text()?).ok()?.spark()))
}

/// A text in Spark SQL, parsed with the literal format, or as ISO if there is none.
pub(super) fn spark_read(trees: &[Tree], sql: &[String], to: &Type, lenient: bool) -> Result<String, Problem> {
    let format = trees.get(1).and_then(Tree::constant_text).and_then(|text| DateFormat::read(text).ok());
    let Some(format) = format else { return text_to_temporal(&sql[0], to, lenient) };
    let gap = |words| Err(Problem::error(words).remedy(say!("formula-only-locally")).span(trees[1].span.clone()));
    if format.has_offset() && !format.ends_with_offset() {
        return gap(say!("function-spark-offset"));
    }
    if format.has_joined_fraction() {
        return gap(say!("function-spark-fraction"));
    }
    let text = format!("regexp_replace({}, '(?U)^\\\\s+|\\\\s+$', '')", sql[0]);
    // Spark also reads a second with fewer digits than the format has.
    let text = match format.spark_fraction() {
        Some(pattern) => format!("if({text} RLIKE {}, {text}, concat('?', {text}))", text_literal(&pattern)),
        None => text,
    };
    let format = text_literal(&format.spark_reading());
    // The parts of the offset are optional in Spark, so that it accepts every spelling.
    let has_offset = format!("{text} RLIKE '([Zz]|[+-][0-9]{{2}}(:?[0-9]{{2}})?)$'");
    Ok(match (to, lenient) {
        (Type::Date, false) => format!("to_date({text}, {format})"),
        (Type::Date, true) => format!("CAST(try_to_timestamp({text}, {format}) AS DATE)"),
        (Type::DateTime(None), false) => format!("to_timestamp_ntz({text}, {format})"),
        (Type::DateTime(None), true) => format!("CAST(try_to_timestamp({text}, {format}) AS TIMESTAMP_NTZ)"),
        (_, false) => format!("to_timestamp_ltz(if({has_offset}, {text}, concat('?', {text})), {format})"),
        // The result of try_to_timestamp may lack an offset, depending on a setting: it only shows whether the text can
        // be read.
        (_, true) => {
            let readable = format!("{has_offset} AND try_to_timestamp({text}, {format}) IS NOT NULL");
            format!("to_timestamp_ltz(if({readable}, {text}, NULL), {format})")
        }
    })
}
