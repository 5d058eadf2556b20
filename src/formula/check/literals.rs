//! Literals: numbers, texts, dates, intervals; and the names of types.

use std::ops::Range;

use sqlparser::ast;

use super::super::{Interval, iso};
use super::{Checker, Result, lex};
use crate::base::{DecimalType, Fix, Problem, Type, decimal, suggest};
use crate::formula::Value;
use crate::formula::lower::offset_lost;
use crate::formula::tree::{Expr, Tree};

/// The types of CAST by their common names.
const TYPES: &[(&str, Type)] = &[
    ("text", Type::Text),
    ("string", Type::Text),
    ("varchar", Type::Text),
    ("nvarchar", Type::Text),
    ("char", Type::Text),
    ("character", Type::Text),
    ("character varying", Type::Text),
    ("integer", Type::Integer),
    ("int", Type::Integer),
    ("int2", Type::Integer),
    ("int4", Type::Integer),
    ("int8", Type::Integer),
    ("int64", Type::Integer),
    ("bigint", Type::Integer),
    ("smallint", Type::Integer),
    ("tinyint", Type::Integer),
    ("long", Type::Integer),
    ("number", Type::Number),
    ("double", Type::Number),
    ("double precision", Type::Number),
    ("float", Type::Number),
    ("float4", Type::Number),
    ("float8", Type::Number),
    ("float64", Type::Number),
    ("real", Type::Number),
    ("boolean", Type::Boolean),
    ("bool", Type::Boolean),
    ("date", Type::Date),
    ("datetime", Type::DateTime(None)),
    ("timestamp", Type::DateTime(None)),
    ("timestamp_ntz", Type::DateTime(None)),
    ("timestamp without time zone", Type::DateTime(None)),
    ("time", Type::Time),
];

/// The types of points in time: date and time with an offset from UTC.
const MOMENTS: &[&str] = &["timestamptz", "timestamp_ltz", "timestamp with time zone", "datetime with time zone"];

/// The type named in a CAST.
pub(super) fn type_of(named: &ast::DataType, span: Range<usize>) -> Result<Type> {
    let shown = named.to_string().to_lowercase();
    let (word, size) = match shown.split_once('(') {
        Some((word, size)) => (word.trim(), Some(size)),
        None => (shown.as_str(), None),
    };
    if matches!(word, "decimal" | "numeric" | "dec") {
        let mut sizes = size
            .map_or("38,2", |size| size.trim_end_matches(')'))
            .splitn(2, ',')
            .map(|part| part.trim().parse::<u8>().ok());
        return match (sizes.next().flatten(), sizes.next().unwrap_or(Some(0))) {
            (Some(precision @ 1..=38), Some(scale)) if scale <= precision => Ok(Type::Decimal(precision, scale)),
            _ => Err(Problem::error(say!("formula-type-cannot-be", what = shown))
                .remedy(say!("formula-write-decimal"))
                .span(span)),
        };
    }
    // The digits of the fraction are inside the name: "timestamp(6) with time zone".
    let rest = size.and_then(|size| size.split_once(')')).map_or("", |(_, rest)| rest);
    let full = format!("{word}{rest}");
    let word = full.as_str();
    if MOMENTS.contains(&word) {
        return Ok(Type::DateTime(Some("UTC".into())));
    }
    match TYPES.iter().find(|(name, _)| *name == word) {
        Some((_, data_type)) => Ok(data_type.clone()),
        None => {
            let names = TYPES.iter().map(|(name, _)| *name).chain(["decimal"]).chain(MOMENTS.iter().copied());
            let problem = Problem::error(say!("formula-no-type", what = word));
            let problem = match suggest::nearest(word, names) {
                Some(near) => problem.remedy(say!("did-you-mean-name", name = near)).fix(Fix::write(word, near)),
                None => problem.remedy(say!("formula-types")),
            };
            Err(problem.span(span))
        }
    }
}

impl Checker<'_> {
    pub(super) fn value(&self, value: &ast::ValueWithSpan) -> Result {
        let span = lex::bytes(value.span);
        let value = match &value.value {
            ast::Value::Number(digits, _) => self.number(digits, &span)?,
            ast::Value::SingleQuotedString(text) => Value::Text(text.clone()),
            ast::Value::Boolean(value) => Value::Boolean(*value),
            ast::Value::Null => Value::Null,
            other => {
                return Err(Problem::error(say!("formula-no-value", value = other.to_string()))
                    .remedy(say!("formula-write-texts"))
                    .span(span));
            }
        };
        Ok(Tree::literal(span, value))
    }

    /// A literal of digits only is an integer if it fits 64 bits. A literal without an exponent is a decimal if it has
    /// at most 38 digits; everything else is a number.
    fn number(&self, digits: &str, span: &Range<usize>) -> Result<Value> {
        if let Ok(value) = digits.parse::<i64>() {
            return Ok(Value::Integer(value));
        }
        if let Some((units, of)) = decimal::written(digits) {
            return Ok(Value::Decimal(units, of));
        }
        digits
            .parse::<f64>()
            .ok()
            .filter(|value| value.is_finite())
            .map(Value::Number)
            .ok_or_else(|| Problem::error(say!("formula-number-too-large", digits = digits)).span(span.clone()))
    }

    /// `DATE '2013-01-31'` and similar literals.
    pub(super) fn typed_text(&self, typed: &ast::TypedString) -> Result {
        let span = self.with_token_before(&lex::bytes(typed.value.span));
        let data_type = type_of(&typed.data_type, span.clone())?;
        let ast::Value::SingleQuotedString(text) = &typed.value.value else {
            return Err(Problem::error(say!("formula-literal-needs-text"))
                .remedy(say!("formula-write", formula = "DATE '2013-01-31'"))
                .span(span));
        };
        // DECIMAL without a size takes the digits of the text.
        let unsized_decimal = matches!(data_type, Type::Decimal(..)) && !typed.data_type.to_string().contains('(');
        match decimal::written(text).filter(|_| unsized_decimal) {
            Some((units, of)) => Ok(Tree::literal(span, Value::Decimal(units, of))),
            None => literal_of(text, &data_type, span),
        }
    }

    /// The interval and the byte span of `INTERVAL 3 DAY`, `INTERVAL '3' DAY` or `INTERVAL '3 days'`.
    pub(super) fn interval(&mut self, interval: &ast::Interval) -> Result<(Interval, Range<usize>)> {
        let (amount, inner) = match &*interval.value {
            ast::Expr::Value(value) => match &value.value {
                ast::Value::SingleQuotedString(text) => (text.clone(), lex::bytes(value.span)),
                _ => self.interval_amount(&interval.value)?,
            },
            other => self.interval_amount(other)?,
        };
        let (count, unit) = match &interval.leading_field {
            Some(field) => (amount.as_str(), field.to_string()),
            None => {
                let (count, unit) = amount.trim().split_once(char::is_whitespace).unwrap_or((&amount, ""));
                (count, unit.trim().to_owned())
            }
        };
        let span = self.with_token_before(&inner);
        let span = match &interval.leading_field {
            Some(_) => self.and_words(&span, 1),
            None => span,
        };
        let wrong =
            || Problem::error(say!("formula-no-interval")).remedy(say!("formula-write-interval")).span(span.clone());
        let count: i64 = count.trim().parse().map_err(|_| wrong())?;
        let length = length_of(count, &unit).filter(|_| interval.last_field.is_none()).ok_or_else(wrong)?;
        Ok((length, span))
    }

    /// A whole number in an interval, a literal or a parameter.
    fn interval_amount(&mut self, expr: &ast::Expr) -> Result<(String, Range<usize>)> {
        let tree = self.check(expr)?;
        match tree.constant_integer() {
            Some(count) => Ok((count.to_string(), tree.span)),
            None => Err(Problem::error(say!("formula-interval-needs-number"))
                .remedy(say!("formula-use-date-add"))
                .span(tree.span)),
        }
    }
}

/// Whether the word is a unit of intervals.
pub(in crate::formula) fn is_unit(word: &str) -> bool {
    length_of(1, word).is_some()
}

fn length_of(count: i64, unit: &str) -> Option<Interval> {
    let unit = unit.to_lowercase();
    let (months, days, microseconds) = match unit.strip_suffix('s').unwrap_or(&unit) {
        "year" => (12, 0, 0),
        "quarter" => (3, 0, 0),
        "month" => (1, 0, 0),
        "week" => (0, 7, 0),
        "day" => (0, 1, 0),
        "hour" => (0, 0, 3_600_000_000),
        "minute" => (0, 0, 60_000_000),
        "second" => (0, 0, 1_000_000),
        "millisecond" => (0, 0, 1000),
        "microsecond" => (0, 0, 1),
        _ => return None,
    };
    Some(Interval {
        months: count.checked_mul(months)?,
        days: count.checked_mul(days)?,
        microseconds: count.checked_mul(microseconds)?,
    })
}

/// A text as a literal of another type.
pub(in crate::formula) fn literal_of(text: &str, data_type: &Type, span: Range<usize>) -> Result {
    let value = match data_type {
        Type::Text => Some(Value::Text(text.to_owned())),
        Type::Date => iso::date(text).map(Value::Date),
        Type::DateTime(None) if iso::has_offset(text) => return Err(offset_lost(text).span(span)),
        Type::DateTime(None) => iso::datetime(text).map(Value::DateTime),
        Type::Boolean => iso::boolean(text).map(Value::Boolean),
        Type::Integer => iso::integer(text).map(Value::Integer),
        Type::Number => iso::number(text).map(Value::Number),
        Type::Decimal(precision, scale) => {
            let of = DecimalType::new(*precision, *scale);
            decimal::parse(text, of).filter(|(_, exact)| *exact).map(|(units, _)| Value::Decimal(units, of))
        }
        Type::DateTime(Some(_)) if iso::has_offset(text) => {
            let tree = Tree::literal(span.clone(), Value::Text(text.to_owned()));
            return Ok(Tree::new(span, data_type.clone(), Expr::Cast { tree: Box::new(tree), lenient: false }));
        }
        Type::Time => {
            if iso::time(text).is_some() {
                let tree = Tree::literal(span.clone(), Value::Text(text.to_owned()));
                return Ok(Tree::new(span, Type::Time, Expr::Cast { tree: Box::new(tree), lenient: false }));
            }
            None
        }
        _ => None,
    };
    value.map(|value| Tree::literal(span.clone(), value)).ok_or_else(|| {
        let message = say!("formula-text-is-not", text = text, what = super::coerce::a(data_type));
        let problem = Problem::error(message).span(span);
        match data_type {
            Type::Date => problem.remedy(say!("formula-write-dates")),
            Type::DateTime(Some(_)) => problem.remedy(say!("formula-add-offset")),
            Type::DateTime(_) => problem.remedy(say!("formula-write-moments")),
            Type::Time => problem.remedy(say!("formula-write-times")),
            _ => problem,
        }
    })
}
