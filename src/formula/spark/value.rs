//! Values, names and types in Spark SQL.

use crate::base::{DecimalType, Problem, Type, decimal};
use crate::formula::iso;
use crate::formula::tree::Tree;
use crate::formula::value::Value;

pub(super) type Result<T = String> = std::result::Result<T, Problem>;

/// The SQL name of this type. `TIMESTAMP` alone would depend on a setting.
pub(super) fn type_name(data_type: &Type) -> Result {
    Ok(match data_type {
        Type::Boolean => "BOOLEAN".into(),
        Type::Integer => "BIGINT".into(),
        Type::Number => "DOUBLE".into(),
        Type::Decimal(precision, scale) => format!("DECIMAL({precision}, {scale})"),
        Type::Text => "STRING".into(),
        Type::Date => "DATE".into(),
        Type::DateTime(None) => "TIMESTAMP_NTZ".into(),
        Type::DateTime(Some(_)) => "TIMESTAMP_LTZ".into(),
        Type::Null => "VOID".into(),
        Type::List(inner) => format!("ARRAY<{}>", type_name(inner)?),
        other => {
            return Err(Problem::error(say!("formula-no-spark-type", what = other.in_a_sentence()))
                .remedy(say!("formula-run-locally")));
        }
    })
}

/// A count that Spark requires in 32 bits: values beyond a billion become a billion, so that the sum of two does not
/// overflow.
pub(in crate::formula) fn in_32_bits(tree: &Tree, sql: &str) -> String {
    const MOST: i64 = 1_000_000_000;
    match tree.constant_integer() {
        Some(count) => count.clamp(-MOST, MOST).to_string(),
        None => {
            let within = format!("WHEN {sql} > {MOST}L THEN {MOST}L WHEN {sql} < -{MOST}L THEN -{MOST}L ELSE {sql}");
            format!("CAST(CASE {within} END AS INT)")
        }
    }
}

pub(super) fn literal(value: &Value, data_type: &Type) -> Result {
    Ok(match value {
        Value::Null if *data_type == Type::Null => "NULL".into(),
        Value::Null => format!("CAST(NULL AS {})", type_name(data_type)?),
        Value::Boolean(value) => value.to_string(),
        Value::Integer(i64::MIN) => "(-9223372036854775807L - 1L)".into(),
        Value::Integer(value) if *value < 0 => format!("({value}L)"),
        Value::Integer(value) => format!("{value}L"),
        Value::Number(value) if value.is_nan() || value.is_infinite() => format!("CAST('{value}' AS DOUBLE)"),
        Value::Number(value) if *value < 0.0 => format!("({value:?}D)"),
        Value::Number(value) => format!("{value:?}D"),
        Value::Decimal(units, of) => decimal_literal(*units, *of),
        Value::Text(value) => text_literal(value),
        Value::Date(value) => format!("DATE '{value}'"),
        Value::DateTime(value) => format!("TIMESTAMP_NTZ '{}'", value.format(iso::DATETIME)),
    })
}

/// A decimal in its own type: Spark would infer the smallest type from the digits.
fn decimal_literal(units: i128, of: DecimalType) -> String {
    let digits = format!("{}BD", decimal::to_text(units, of.scale));
    match (DecimalType::of_units(units, of.scale) == of, units < 0) {
        (false, _) => format!("CAST({digits} AS DECIMAL({}, {}))", of.precision, of.scale),
        (true, true) => format!("({digits})"),
        (true, false) => digits,
    }
}

/// A text literal, with the escapes of Spark.
pub fn text_literal(text: &str) -> String {
    let mut out = String::from("'");
    for c in text.chars() {
        match c {
            '\'' => out.push_str("\\'"),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\0' => out.push_str("\\0"),
            // Spark would substitute a variable here.
            '{' if out.ends_with('$') => out.push_str("\\{"),
            c => out.push(c),
        }
    }
    out + "'"
}

/// A name in backticks. Spark would substitute a variable for `${…}`, and has no way to escape it.
pub(super) fn name_literal(name: &str) -> Result {
    if name.contains("${") {
        return Err(Problem::error(say!("formula-no-spark-name", name = name)).remedy(say!("formula-rename-column")));
    }
    Ok(format!("`{}`", name.replace('`', "``")))
}
