//! Translates the typed tree to Spark SQL. Every expression with operators is bracketed, so that precedence cannot
//! change its meaning. Two settings are assumed: `spark.sql.ansi.enabled` is true, so that what fails here fails there,
//! and `spark.sql.session.timeZone` is UTC. `tests/it/spark.rs` checks against a real Spark; the remaining differences
//! are listed in `docs/spark.md`.

mod cast;
mod open;
mod regex;
mod value;

use polars::prelude::DataType;

use super::functions::Spark;
use super::like;
use super::tree::{Arithmetic, Expr, Pattern, Tree};
use crate::base::{Problem, Type};
pub(super) use cast::text_to_temporal;
pub use open::{OPEN, OpenSql};
pub(super) use regex::{JavaPattern, java_pattern};
pub use value::text_literal as spark_text;
use value::{Result, literal, name_literal, type_name};
pub(super) use value::{in_32_bits, text_literal};

/// The Spark SQL of a whole formula. A bare column keeps its type, narrow or not.
pub(super) fn sql(tree: &Tree) -> Result {
    match &tree.expr {
        Expr::Column { name, .. } => name_literal(name),
        _ => part(tree, None),
    }
}

/// The expression of the tree of a formula with this text.
pub(super) fn of(tree: &Tree, text: &str) -> Result<OpenSql> {
    let mut places: Vec<String> = open::parameters(text);
    if text.contains([OPEN.0, OPEN.1]) {
        return Ok(OpenSql { sql: sql(tree)?, fixed: places.into_iter().collect() });
    }
    let sql = open_sql(tree, text)?;
    for mark in sql.split(OPEN.0).skip(1) {
        let name = mark.split(OPEN.1).next().unwrap_or_default().get(1..).unwrap_or_default();
        if let Some(at) = places.iter().position(|own| own == name) {
            places.swap_remove(at);
        }
    }
    Ok(OpenSql { sql, fixed: places.into_iter().collect() })
}

/// As [`sql`], with the values of parameters left open where the text does not depend on them.
pub(super) fn open_sql(tree: &Tree, text: &str) -> Result {
    match &tree.expr {
        Expr::Column { name, .. } => name_literal(name),
        _ => part(tree, Some(text)),
    }
}

/// `open`: the formula's text, if parameters are left open.
fn part(tree: &Tree, open: Option<&str>) -> Result {
    Ok(match &tree.expr {
        Expr::Literal(value) => match open.and_then(|text| open::parameter(tree, value, text)) {
            Some(mark) => mark,
            None => literal(value, &tree.data_type)?,
        },
        Expr::Column { name, stored } => column(name, stored, &tree.data_type)?,
        Expr::Field(inner, field) => {
            let field = format!("{}.{}", part(inner, open)?, name_literal(field)?);
            match tree.data_type {
                Type::Integer | Type::Number => format!("CAST({field} AS {})", type_name(&tree.data_type)?),
                _ => field,
            }
        }
        Expr::Negate(inner) if tree.data_type == Type::Integer => format!("try_subtract(0L, {})", part(inner, open)?),
        // Spark's own negation keeps 34 digits.
        Expr::Negate(inner) if matches!(tree.data_type, Type::Decimal(35.., _)) => {
            let text = format!("CAST({} AS STRING)", part(inner, open)?);
            let negated = format!("if(startswith({text}, '-'), substring({text}, 2), concat('-', {text}))");
            format!("CAST({negated} AS {})", type_name(&tree.data_type)?)
        }
        Expr::Negate(inner) => format!("(- {})", part(inner, open)?),
        Expr::Arithmetic(op, left, right) => arithmetic(*op, &tree.data_type, &part(left, open)?, &part(right, open)?),
        Expr::Compare(op, left, right) => format!("({} {} {})", part(left, open)?, op.sign(), part(right, open)?),
        Expr::Distinct { left, right, negated: true } => format!("({} <=> {})", part(left, open)?, part(right, open)?),
        Expr::Distinct { left, right, negated: false } => {
            format!("(NOT ({} <=> {}))", part(left, open)?, part(right, open)?)
        }
        Expr::Not(inner) => format!("(NOT {})", part(inner, open)?),
        Expr::And(all) => format!("({})", list(all, open, " AND ")?),
        Expr::Or(all) => format!("({})", list(all, open, " OR ")?),
        Expr::IsNull { tree, negated } => format!("({} IS {}NULL)", part(tree, open)?, not(*negated)),
        Expr::Is { tree, value, negated } => {
            format!("({} IS {}{})", part(tree, open)?, not(*negated), if *value { "TRUE" } else { "FALSE" })
        }
        Expr::In { tree, list: items, negated } => {
            format!("({} {}IN ({}))", part(tree, open)?, not(*negated), list(items, open, ", ")?)
        }
        Expr::Between { tree, low, high, negated } => {
            format!("({} {}BETWEEN {} AND {})", part(tree, open)?, not(*negated), part(low, open)?, part(high, open)?)
        }
        Expr::Like { tree, pattern, ignore_case, negated } => {
            let word = if *ignore_case { "ILIKE" } else { "LIKE" };
            let pattern = match pattern {
                Pattern::Fixed(parts) => text_literal(&like::canonical(parts)),
                Pattern::Computed(pattern, '\\') => part(pattern, None)?,
                Pattern::Computed(pattern, escape) => {
                    format!("{} ESCAPE {}", part(pattern, None)?, text_literal(&escape.to_string()))
                }
            };
            format!("({} {}{word} {pattern})", part(tree, open)?, not(*negated))
        }
        Expr::Case { branches, otherwise } => {
            let mut out = String::from("(CASE");
            for (holds, value) in branches {
                out.push_str(&format!(" WHEN {} THEN {}", part(holds, open)?, part(value, open)?));
            }
            if let Some(otherwise) = otherwise {
                out.push_str(&format!(" ELSE {}", part(otherwise, open)?));
            }
            out + " END)"
        }
        Expr::Cast { tree: inner, lenient } => cast::written(&part(inner, None)?, inner, &tree.data_type, *lenient)?,
        Expr::Shift { tree, interval } => {
            let mut out = part(tree, open)?;
            for (count, unit) in
                [(interval.months, "MONTH"), (interval.days, "DAY"), (interval.microseconds, "MICROSECOND")]
            {
                if count != 0 {
                    out = format!("({out} + INTERVAL '{count}' {unit})");
                }
            }
            out
        }
        Expr::Call { function, arguments, .. } => {
            let written =
                arguments.iter().map(|argument| part(argument, None)).collect::<std::result::Result<Vec<_>, _>>()?;
            match function.spark {
                Spark::Same(name) => format!("{name}({})", written.join(", ")),
                Spark::Narrow(name) => format!("CAST({name}({}) AS BIGINT)", written.join(", ")),
                Spark::Template(template) => filled(template, &written),
                Spark::With(write) => write(arguments, &written),
                Spark::Fallible(write) => write(arguments, &written)?,
            }
        }
    })
}

/// A column as formulas compute with it: 64 bits wide. Here, datetimes with a zone show the zone's local time; in
/// Spark, that of the session.
fn column(name: &str, stored: &DataType, data_type: &Type) -> Result {
    let name = name_literal(name)?;
    Ok(match stored {
        DataType::Int64 | DataType::Float64 => name,
        stored if stored.is_integer() || stored.is_float() => format!("CAST({name} AS {})", type_name(data_type)?),
        DataType::List(inner) if inner.is_integer() || inner.is_float() => match **inner {
            DataType::Int64 | DataType::Float64 => name,
            _ => format!("CAST({name} AS {})", type_name(data_type)?),
        },
        _ => match data_type {
            Type::DateTime(Some(zone)) if zone != "UTC" => {
                return Err(
                    Problem::error(say!("formula-no-spark-zone", zone = zone)).remedy(say!("formula-only-locally"))
                );
            }
            _ => name,
        },
    })
}

fn list(trees: &[Tree], open: Option<&str>, between: &str) -> Result {
    Ok(trees.iter().map(|tree| part(tree, open)).collect::<std::result::Result<Vec<_>, _>>()?.join(between))
}

fn not(negated: bool) -> &'static str {
    if negated { "NOT " } else { "" }
}

/// Replaces `{0}`, `{1}` … by the arguments and `{*}` by all of them, in one pass, so that braces inside an argument
/// are not replaced.
pub(super) fn filled(template: &str, arguments: &[String]) -> String {
    let mut out = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let (place, after) = after.split_once('}').unwrap_or((after, ""));
        match place.parse::<usize>().ok().and_then(|place| arguments.get(place)) {
            Some(argument) => out.push_str(argument),
            None => out.push_str(&arguments.join(", ")),
        }
        rest = after;
    }
    out + rest
}

fn arithmetic(op: Arithmetic, data_type: &Type, left: &str, right: &str) -> String {
    match (op, data_type) {
        (Arithmetic::Add, Type::Integer | Type::Decimal(..)) => format!("try_add({left}, {right})"),
        (Arithmetic::Subtract, Type::Integer | Type::Decimal(..)) => format!("try_subtract({left}, {right})"),
        (Arithmetic::Multiply, Type::Integer | Type::Decimal(..)) => format!("try_multiply({left}, {right})"),
        (Arithmetic::Divide | Arithmetic::Remainder, _) => format!("({left} {} nullif({right}, 0))", op.sign()),
        _ => format!("({left} {} {right})", op.sign()),
    }
}
