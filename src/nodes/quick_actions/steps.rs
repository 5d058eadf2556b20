//! Steps for a column or a value of a table: nodes with preset settings.

use serde::{Deserialize, Serialize};

use chrono::{DateTime, NaiveDate};

use crate::base::{ColumnInfo, Text, Type};
use crate::formula::{Formula, iso, quote_column};
use crate::nodes::AnyNode;
use crate::nodes::kinds::columns::fill_missing::{Fill, FillMissing, Method};
use crate::nodes::kinds::columns::formula::{FormulaNode, NamedFormula};
use crate::nodes::kinds::columns::select::{Invalid, Pick, Select};
use crate::nodes::kinds::rows::distinct::Distinct;
use crate::nodes::kinds::rows::filter::Filter;
use crate::nodes::kinds::rows::sort::{Order, Sort, SortKey};
use crate::nodes::kinds::shape::group_by::{Aggregation, GroupBy};
use crate::nodes::shared::aggregate::Function;

/// A node that can be added after a table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Step {
    /// The menu label: "Sort, largest first".
    pub title: Text,
    #[serde(with = "crate::nodes::kind_id")]
    pub kind: crate::nodes::kind_id::KindId,
    /// RON text.
    pub settings: String,
    /// Separated from the previous step in the menu.
    pub apart: bool,
}

/// A value of a table.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value<'a> {
    Null,
    /// In canonical text: dates as in ISO 8601, numbers as in a formula.
    Written(&'a str),
}

pub(in crate::nodes) fn step(title: Text, node: &dyn AnyNode) -> Step {
    Step { title, kind: node.meta().id, settings: node.text(), apart: false }
}

fn apart(step: Step) -> Step {
    Step { apart: true, ..step }
}

/// The steps for a column.
pub fn column_steps(column: &ColumnInfo) -> Vec<Step> {
    let name = || column.name.clone();
    let sorted = |order| Sort { keys: vec![SortKey { column: name(), order, ..SortKey::default() }] };
    let mut steps = vec![
        step(say!("step-sort-smallest"), &sorted(Order::Ascending)),
        step(say!("step-sort-largest"), &sorted(Order::Descending)),
    ];
    let groups = GroupBy { keys: vec![name()], aggregations: vec![Aggregation::default()] };
    steps.push(apart(step(say!("step-group-by"), &groups)));
    if column.data_type.is_numeric() {
        let sum = Aggregation { column: name(), function: Function::Sum, ..Aggregation::default() };
        steps.push(step(say!("step-sum-up"), &GroupBy { keys: Vec::new(), aggregations: vec![sum] }));
    }
    steps.push(step(say!("step-one-row-each"), &Distinct { columns: vec![name()], ..Distinct::default() }));
    let filled = |method| FillMissing {
        fills: vec![Fill { columns: vec![name()], method, ..Fill::default() }],
        ..Default::default()
    };
    if column.data_type.is_numeric() {
        steps.push(apart(step(say!("step-fill-mean"), &filled(Method::Mean))));
        steps.push(step(say!("step-fill-median"), &filled(Method::Median)));
    } else {
        steps.push(apart(step(say!("step-fill-before"), &filled(Method::Forward))));
    }
    let there = Filter { condition: Formula::new(format!("{} IS NOT NULL", quote_column(&column.name))) };
    steps.push(step(say!("step-keep-not-null"), &there));
    let copied =
        NamedFormula { name: format!("{}_new", column.name), expression: Formula::new(quote_column(&column.name)) };
    steps
        .push(apart(step(say!("step-compute-from"), &FormulaNode { columns: vec![copied], ..FormulaNode::default() })));
    let picked = |pick| Select { columns: vec![pick], ..Select::default() };
    for to in
        [Type::Text, Type::Integer, Type::Number, Type::Date].into_iter().filter(|to| can_become(&column.data_type, to))
    {
        let title = say!("step-cast", data_type = to.name());
        // Values that cannot be converted are rejected to a separate output: the node neither fails nor drops them
        // silently.
        let may_fail = column.data_type == Type::Text || to == Type::Integer && column.data_type != Type::Boolean;
        let invalid = if may_fail { Invalid::Reject } else { Invalid::Fail };
        let picked = picked(Pick { column: name(), r#type: Some(to), ..Pick::default() });
        steps.push(step(title, &Select { invalid, ..picked }));
    }
    steps.push(step(say!("step-drop"), &picked(Pick { column: name(), keep: false, ..Pick::default() })));
    steps
}

/// A node that arranges the columns in this order (empty: their own) and drops the hidden ones.
pub fn arrangement_step(order: &[&str], hidden: &[&str]) -> Step {
    let pick = |keep| move |name: &&str| Pick { column: (*name).to_owned(), keep, ..Pick::default() };
    let columns = order.iter().map(pick(true)).chain(hidden.iter().map(pick(false))).collect();
    step(say!("step-keep-arrangement"), &Select { columns, ..Select::default() })
}

/// Whether a cast is useful.
fn can_become(from: &Type, to: &Type) -> bool {
    from != to
        && match to {
            Type::Integer | Type::Number => from.is_numeric() || matches!(from, Type::Text | Type::Boolean),
            Type::Date => matches!(from, Type::Text | Type::DateTime(_)),
            _ => true,
        }
}

/// Filters on a value of a column that state what happens to its nulls if it has any: the second excludes the value and
/// nothing else. None for values that cannot be written in a formula.
pub fn value_steps(column: &ColumnInfo, value: Value<'_>, nulls: bool) -> Vec<Step> {
    let (name, quoted) = (&column.name, quote_column(&column.name));
    let filter = |title: Text, condition: String| step(title, &Filter { condition: Formula::new(condition) });
    let text = match value {
        Value::Null => {
            return vec![
                filter(say!("step-keep-is-null", name = name), format!("{quoted} IS NULL")),
                filter(say!("step-keep-is-not-null", name = name), format!("{quoted} IS NOT NULL")),
            ];
        }
        Value::Written(text) => text,
    };
    let Some(literal) = literal(&column.data_type, text) else { return Vec::new() };
    let shown: Text = match text.chars().count() {
        0 => say!("value-empty"),
        1..=24 => text.to_owned().into(),
        _ => text.chars().take(23).chain(['…']).collect::<String>().into(),
    };
    let is = say!("step-keep-where", name = name, sign = "=", value = shown);
    let mut steps = vec![filter(is, format!("{quoted} = {literal}"))];
    steps.push(if nulls {
        let title = say!("step-keep-is-not-or-null", name = name, value = shown);
        filter(title, format!("{quoted} <> {literal} OR {quoted} IS NULL"))
    } else {
        filter(say!("step-keep-is-not", name = name, value = shown), format!("{quoted} <> {literal}"))
    });
    if !matches!(column.data_type, Type::Text | Type::Boolean) {
        steps.extend([("≥", ">="), ("≤", "<=")].map(|(sign, operator)| {
            let title = if nulls {
                say!("step-keep-where-not-null", name = name, sign = sign, value = shown)
            } else {
                say!("step-keep-where", name = name, sign = sign, value = shown)
            };
            filter(title, format!("{quoted} {operator} {literal}"))
        }));
    }
    steps
}

/// A filter on the bars `first..=last` of a histogram of `bars` equal steps from `least` to `most` (in canonical text).
/// `None` for types without a histogram. If the column has `nulls`, the title states that they are excluded. Numeric
/// bounds are rounded to a thousandth of a bar.
pub fn range_step(
    column: &ColumnInfo,
    (least, most): (&str, &str),
    bars: usize,
    (first, last): (usize, usize),
    nulls: bool,
) -> Option<Step> {
    let data_type = &column.data_type;
    let low = position(data_type, least)?;
    let high = position(data_type, most)?;
    // For integers and dates the bars cover whole steps.
    let is_whole = matches!(data_type, Type::Integer | Type::Date);
    let width = match bars.max(1) as f64 {
        bars if is_whole => ((high - low + 1.0) / bars).ceil(),
        bars => (high - low) / bars,
    };
    if is_whole && width == 1.0 && first == last {
        let value = written(data_type, low + first as f64, width)?;
        return value_steps(column, Value::Written(&value), nulls).into_iter().next();
    }
    let edge = |bar: usize| written(data_type, low + width * bar as f64, width);
    // The first and the last bar include the exact end values.
    let from = if first == 0 { least.to_owned() } else { edge(first)? };
    let (sign, to) = if last + 1 >= bars { ("<=", most.to_owned()) } else { ("<", edge(last + 1)?) };
    let (name, quoted) = (&column.name, quote_column(&column.name));
    let condition =
        format!("{quoted} >= {} AND {quoted} {sign} {}", literal(data_type, &from)?, literal(data_type, &to)?);
    let title = if nulls {
        say!("step-keep-range-not-null", name = name, from = from, to = to)
    } else {
        say!("step-keep-range", name = name, from = from, to = to)
    };
    Some(step(title, &Filter { condition: Formula::new(condition) }))
}

/// The position of a value on the axis of its type: numbers as they are, days or seconds since 1970.
fn position(data_type: &Type, text: &str) -> Option<f64> {
    match data_type {
        Type::Integer | Type::Number | Type::Decimal(..) => iso::number(text).filter(|value| value.is_finite()),
        Type::Date => Some(iso::date(text)?.to_epoch_days().into()),
        Type::DateTime(None) => Some(iso::datetime(text)?.and_utc().timestamp_micros() as f64 / 1e6),
        _ => None,
    }
}

/// A position on the axis as canonical text; rounded for whole types.
fn written(data_type: &Type, at: f64, width: f64) -> Option<String> {
    match data_type {
        // No integer lies between the edge and the next integer.
        Type::Integer => Some(format!("{:.0}", at.ceil())),
        Type::Number | Type::Decimal(..) => {
            let digits = (3.0 - width.log10().floor()).clamp(0.0, 15.0) as usize;
            let text = format!("{at:.digits$}");
            Some(if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text })
        }
        Type::Date => Some(NaiveDate::from_epoch_days(at.ceil() as i32)?.format(iso::DATE).to_string()),
        Type::DateTime(None) => {
            Some(DateTime::from_timestamp(at.ceil() as i64, 0)?.naive_utc().format(iso::DATETIME).to_string())
        }
        _ => None,
    }
}

/// The value in formula syntax.
pub(in crate::nodes) fn literal(data_type: &Type, text: &str) -> Option<String> {
    let quoted = || format!("'{}'", text.replace('\'', "''"));
    match data_type {
        Type::Boolean | Type::Integer | Type::Decimal(..) => Some(text.to_owned()),
        Type::Number => iso::number(text).is_some_and(f64::is_finite).then(|| text.to_owned()),
        Type::Text => Some(quoted()),
        Type::Date => Some(format!("DATE {}", quoted())),
        Type::DateTime(None) => Some(format!("TIMESTAMP {}", quoted())),
        Type::Time => Some(format!("TIME {}", quoted())),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
