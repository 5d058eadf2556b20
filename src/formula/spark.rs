//! From the typed tree to Spark SQL. Brackets stand around everything that has operators, so that no rule of precedence
//! can change a meaning; what Spark leaves to its settings is written so that every setting gives the same.

use super::Value;
use super::functions::Spark;
use super::like::{self, Pattern};
use super::tree::{Arithmetic, Expr, Tree};
use crate::base::{DecimalType, Problem, Type, decimal};

type Result = std::result::Result<String, Problem>;

/// The Spark SQL of `tree`.
pub(super) fn sql(tree: &Tree) -> Result {
    Ok(match &tree.expr {
        Expr::Literal(value) => literal(value, &tree.data_type)?,
        Expr::Column { name, .. } => name_literal(name),
        Expr::Field(inner, field) => format!("{}.{}", sql(inner)?, name_literal(field)),
        Expr::Negate(inner) if tree.data_type == Type::Integer => format!("try_subtract(0L, {})", sql(inner)?),
        Expr::Negate(inner) => format!("(- {})", sql(inner)?),
        Expr::Arithmetic(op, left, right) => arithmetic(*op, &tree.data_type, &sql(left)?, &sql(right)?),
        Expr::Compare(op, left, right) => format!("({} {} {})", sql(left)?, op.sign(), sql(right)?),
        Expr::Distinct { left, right, negated: true } => format!("({} <=> {})", sql(left)?, sql(right)?),
        Expr::Distinct { left, right, negated: false } => format!("(NOT ({} <=> {}))", sql(left)?, sql(right)?),
        Expr::Not(inner) => format!("(NOT {})", sql(inner)?),
        Expr::And(all) => format!("({})", list(all, " AND ")?),
        Expr::Or(all) => format!("({})", list(all, " OR ")?),
        Expr::IsNull { tree, negated } => format!("({} IS {}NULL)", sql(tree)?, not(*negated)),
        Expr::Is { tree, value, negated } => {
            format!("({} IS {}{})", sql(tree)?, not(*negated), if *value { "TRUE" } else { "FALSE" })
        }
        Expr::In { tree, list: items, negated } => {
            format!("({} {}IN ({}))", sql(tree)?, not(*negated), list(items, ", ")?)
        }
        Expr::Between { tree, low, high, negated } => {
            format!("({} {}BETWEEN {} AND {})", sql(tree)?, not(*negated), sql(low)?, sql(high)?)
        }
        Expr::Like { tree, pattern, ignore_case, negated } => {
            let word = if *ignore_case { "ILIKE" } else { "LIKE" };
            let pattern = match pattern {
                Pattern::Fixed(parts) => text_literal(&like::canonical(parts)),
                Pattern::Computed(pattern, '\\') => sql(pattern)?,
                Pattern::Computed(pattern, escape) => {
                    format!("{} ESCAPE {}", sql(pattern)?, text_literal(&escape.to_string()))
                }
            };
            format!("({} {}{word} {pattern})", sql(tree)?, not(*negated))
        }
        Expr::Case { branches, otherwise } => {
            let mut out = String::from("(CASE");
            for (holds, value) in branches {
                out.push_str(&format!(" WHEN {} THEN {}", sql(holds)?, sql(value)?));
            }
            if let Some(otherwise) = otherwise {
                out.push_str(&format!(" ELSE {}", sql(otherwise)?));
            }
            out + " END)"
        }
        Expr::Cast { tree: inner, lenient } => cast(&sql(inner)?, inner, &tree.data_type, *lenient)?,
        Expr::Shift { tree, interval } => {
            let mut out = sql(tree)?;
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
            let arguments_sql = arguments.iter().map(sql).collect::<std::result::Result<Vec<_>, _>>()?;
            match function.spark {
                Spark::Same(name) => format!("{name}({})", arguments_sql.join(", ")),
                Spark::Template(template) => filled(template, &arguments_sql),
                Spark::With(write) => write(arguments, &arguments_sql),
            }
        }
    })
}

fn list(trees: &[Tree], between: &str) -> Result {
    Ok(trees.iter().map(sql).collect::<std::result::Result<Vec<_>, _>>()?.join(between))
}

fn not(negated: bool) -> &'static str {
    if negated { "NOT " } else { "" }
}

/// `{0}` and its like replaced in one pass, so that braces inside an argument are left alone.
fn filled(template: &str, arguments: &[String]) -> String {
    let mut out = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let (place, after) = after.split_once('}').unwrap_or((after, ""));
        if let Some(argument) = place.parse::<usize>().ok().and_then(|place| arguments.get(place)) {
            out.push_str(argument);
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

fn cast(inner: &str, from: &Tree, to: &Type, lenient: bool) -> Result {
    let word = if lenient { "TRY_CAST" } else { "CAST" };
    Ok(match (&from.data_type, to) {
        // Spark would read "2013" and "2013-01" as dates too; the text must be whole.
        (Type::Text, Type::Date) if lenient => format!("TRY_CAST({inner} AS DATE)"),
        // Spark would leave the offset out.
        (Type::DateTime(Some(_)), Type::Text) => {
            format!("concat(CAST({inner} AS STRING), date_format({inner}, 'xxx'))")
        }
        _ => format!("{word}({inner} AS {})", type_name(to)?),
    })
}

fn type_name(data_type: &Type) -> Result {
    Ok(match data_type {
        Type::Boolean => "BOOLEAN".into(),
        Type::Integer => "BIGINT".into(),
        Type::Number => "DOUBLE".into(),
        Type::Decimal(precision, scale) => format!("DECIMAL({precision}, {scale})"),
        Type::Text => "STRING".into(),
        Type::Date => "DATE".into(),
        Type::DateTime(None) => "TIMESTAMP_NTZ".into(),
        Type::DateTime(Some(_)) => "TIMESTAMP".into(),
        Type::Null => "VOID".into(),
        other => {
            return Err(Problem::error(say!("formula-no-spark-type", what = super::coerce::a(other)))
                .remedy(say!("formula-run-locally")));
        }
    })
}

fn literal(value: &Value, data_type: &Type) -> Result {
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
        Value::DateTime(value) => format!("TIMESTAMP_NTZ '{}'", value.format(super::iso::DATETIME)),
    })
}

/// A decimal in its own type: Spark reads the shortest one out of the digits.
fn decimal_literal(units: i128, of: DecimalType) -> String {
    let digits = format!("{}BD", decimal::to_text(units, of.scale));
    match (DecimalType::of_units(units, of.scale) == of, units < 0) {
        (false, _) => format!("CAST({digits} AS DECIMAL({}, {}))", of.precision, of.scale),
        (true, true) => format!("({digits})"),
        (true, false) => digits,
    }
}

/// A text in quotes, with the escapes that Spark reads.
pub(super) fn text_literal(text: &str) -> String {
    let mut out = String::from("'");
    for c in text.chars() {
        match c {
            '\'' => out.push_str("\\'"),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\0' => out.push_str("\\0"),
            c => out.push(c),
        }
    }
    out + "'"
}

/// A name in backticks.
fn name_literal(name: &str) -> String {
    format!("`{}`", name.replace('`', "``"))
}
