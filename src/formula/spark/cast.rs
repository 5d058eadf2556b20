//! Conversions. Spark accepts more texts as numbers and dates than formulas do, and formats numbers and datetimes
//! differently.

use super::value::{Result, text_literal, type_name};
use crate::base::Type;
use crate::formula::tree::Tree;

/// White space of any script at both ends.
macro_rules! alone {
    ($inner:expr) => {
        concat!("(?U)^\\s*", $inner, "\\s*\\z")
    };
}

const DIGITS: &str = alone!("([+-]?[0-9]+)");
const DECIMAL: &str = alone!("(?i)([+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:e[+-]?[0-9]+)?)");
const NUMBER: &str =
    alone!("(?i)(?:[+-](?=nan))?([+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:e[+-]?[0-9]+)?|[+-]?inf(?:inity)?|nan)");
const BOOLEAN: &str = alone!("(?i)(true|t|yes|y|1|false|f|no|n|0)");

macro_rules! date {
    () => {
        "[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}"
    };
}
macro_rules! time {
    ($fraction:expr) => {
        concat!("\\s*(?:[01]?[0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\\.", $fraction, ")?)?")
    };
}
/// A datetime keeps six digits of a second; of a date the time is dropped.
macro_rules! kept_time {
    () => {
        time!("(?:[0-9]{1,6}|[0-9]{6}0{1,3})")
    };
}

const DATE: &str = alone!(concat!("(", date!(), ")(?:[T ]", time!("[0-9]{1,9}"), ")?"));
const DATETIME: &str = alone!(concat!("(", date!(), ")(?:[T ]\\s*(", kept_time!(), "))?"));
const MOMENT: &str =
    alone!(concat!("(", date!(), ")[T ]\\s*(", kept_time!(), ")\\s*([Zz]|[+-][0-9]{2}(?::?[0-9]{2})?)"));

/// `inner`, the Spark SQL of `from`, as `to`.
pub(super) fn written(inner: &str, from: &Tree, to: &Type, lenient: bool) -> Result {
    let as_type = type_name(to)?;
    Ok(match (&from.data_type, to) {
        (Type::Text, Type::Boolean) => read(inner, BOOLEAN, &as_type, lenient),
        (Type::Text, Type::Integer) => read(inner, DIGITS, &as_type, lenient),
        (Type::Text, Type::Number) => read(inner, NUMBER, &as_type, lenient),
        (Type::Text, Type::Decimal(..)) => read(inner, DECIMAL, &as_type, lenient),
        (Type::Text, _) if temporal(to).is_some() => text_to_temporal(inner, to, lenient)?,
        (Type::Number, Type::Text) => number_text(inner),
        (Type::DateTime(None), Type::Text) => moment_text(inner),
        // Spark would omit the offset.
        (Type::DateTime(Some(_)), Type::Text) => {
            format!("concat({}, date_format({inner}, 'xxx'))", moment_text(inner))
        }
        // Spark would convert NaN and infinities to null.
        (Type::Number, Type::Decimal(..)) if !lenient => format!("CAST(CAST({inner} AS STRING) AS {as_type})"),
        _ => format!("{}({inner} AS {as_type})", word(lenient)),
    })
}

fn word(lenient: bool) -> &'static str {
    if lenient { "TRY_CAST" } else { "CAST" }
}

/// The first group of `pattern`, parsed as a type. A text that does not match is not cast: without `lenient` it fails
/// with a question mark before the text.
fn read(text: &str, pattern: &str, as_type: &str, lenient: bool) -> String {
    let pattern = text_literal(pattern);
    let found = format!("regexp_extract({text}, {pattern}, 1)");
    if lenient {
        format!("TRY_CAST({found} AS {as_type})")
    } else {
        format!("CAST(if({text} RLIKE {pattern}, {found}, concat('?', {text})) AS {as_type})")
    }
}

/// The pattern of texts that are parsed as a date or datetime, and the part of it that is passed to Spark.
fn temporal(to: &Type) -> Option<(&'static str, &'static str)> {
    match to {
        Type::Date => Some((DATE, "$1")),
        Type::DateTime(None) => Some((DATETIME, "$1 $2")),
        Type::DateTime(Some(_)) => Some((MOMENT, "$1 $2$3")),
        _ => None,
    }
}

/// Parses a text as a date, a datetime, or a datetime with an offset, in ISO format.
pub(in crate::formula) fn text_to_temporal(text: &str, to: &Type, lenient: bool) -> Result {
    let as_type = type_name(to)?;
    let Some((pattern, parts)) = temporal(to) else { return Ok(format!("{}({text} AS {as_type})", word(lenient))) };
    if *to == Type::Date {
        return Ok(read(text, pattern, &as_type, lenient));
    }
    let pattern = text_literal(pattern);
    let mut found = format!("regexp_replace({text}, {pattern}, '{parts}')");
    if *to != Type::DateTime(None) {
        // Spark requires seconds before an offset, and a colon in the offset.
        for (part, whole) in [
            (" ([0-9]+:[0-9]+)([Zz+-])", " $1:00$2"),
            ("([+-][0-9]{2})$", "$1:00"),
            ("([+-][0-9]{2})([0-9]{2})$", "$1:$2"),
        ] {
            found = format!("regexp_replace({found}, '{part}', '{whole}')");
        }
        found = format!("upper({found})");
    }
    let other = if lenient { "NULL".to_owned() } else { format!("concat('?', {text})") };
    Ok(format!("{}(if({text} RLIKE {pattern}, {found}, {other}) AS {as_type})", word(lenient)))
}

/// All digits of a number up to 16 places, otherwise an exponent with its sign; `inf` for infinity.
fn number_text(number: &str) -> String {
    let fixed = format!("CAST(CAST({number} AS DECIMAL(38, 22)) AS STRING)");
    let fixed = format!("regexp_replace(regexp_replace({fixed}, '0+$', ''), '\\\\.$', '.0')");
    let short = format!("regexp_replace(CAST({number} AS STRING), '(\\\\.0)?E-', 'e-')");
    let short = format!("replace(regexp_replace({short}, '(\\\\.0)?E', 'e+'), 'Infinity', 'inf')");
    let size = format!("abs({number})");
    format!(
        "CASE WHEN {size} >= 1e7D AND {size} < 1e16D OR {size} >= 1e-5D AND {size} < 1e-3D THEN {fixed} ELSE {short} END"
    )
}

/// With zero, three or six fractional digits of the second.
fn moment_text(moment: &str) -> String {
    let text = format!("CAST({moment} AS STRING)");
    let text = format!("regexp_replace({text}, '(\\\\.[0-9](?:[0-9]{{3}})?)$', '$100')");
    format!("regexp_replace({text}, '(\\\\.[0-9]{{2}}(?:[0-9]{{3}})?)$', '$10')")
}
