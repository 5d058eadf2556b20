//! Steps that apply to a column or to a value of a table: nodes with their settings filled in.

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

/// A node that can be put behind a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// As a menu says it: "Sort, largest first".
    pub title: Text,
    pub kind: &'static str,
    /// RON text.
    pub settings: String,
    /// Stands apart from the step before.
    pub apart: bool,
}

/// A value of a table.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value<'a> {
    Null,
    /// In canonical text: dates as in ISO 8601, numbers as they are written in a formula.
    Written(&'a str),
}

pub(in crate::nodes) fn step(title: Text, node: &dyn AnyNode) -> Step {
    Step { title, kind: node.meta().id, settings: node.text(), apart: false }
}

fn apart(step: Step) -> Step {
    Step { apart: true, ..step }
}

/// What can be done with a column.
pub fn column_steps(column: &ColumnInfo) -> Vec<Step> {
    let name = || column.name.clone();
    let sorted = |order| Sort { keys: vec![SortKey { column: name(), order, ..SortKey::default() }] };
    let mut steps = vec![
        step(say!("step-sort-smallest"), &sorted(Order::Ascending)),
        step(say!("step-sort-largest"), &sorted(Order::Descending)),
    ];
    let groups = |aggregation| GroupBy { keys: vec![name()], aggregations: vec![aggregation] };
    steps.push(apart(step(say!("step-group-by"), &groups(Aggregation::default()))));
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
        // What does not become one is set aside: it takes neither the table away nor leaves in silence.
        let may_fail = column.data_type == Type::Text || to == Type::Integer && column.data_type != Type::Boolean;
        let invalid = if may_fail { Invalid::Reject } else { Invalid::Fail };
        let picked = picked(Pick { column: name(), r#type: Some(to), ..Pick::default() });
        steps.push(step(title, &Select { invalid, ..picked }));
    }
    steps.push(step(say!("step-drop"), &picked(Pick { column: name(), keep: false, ..Pick::default() })));
    steps
}

/// A node that gives the columns this order (empty: their own) and drops those that are hidden.
pub fn arrangement_step(order: &[&str], hidden: &[&str]) -> Step {
    let pick = |keep| move |name: &&str| Pick { column: (*name).to_owned(), keep, ..Pick::default() };
    let columns = order.iter().map(pick(true)).chain(hidden.iter().map(pick(false))).collect();
    step(say!("step-keep-arrangement"), &Select { columns, ..Select::default() })
}

/// Whether a cast is worth offering.
fn can_become(from: &Type, to: &Type) -> bool {
    from != to
        && match to {
            Type::Integer | Type::Number => from.is_numeric() || matches!(from, Type::Text | Type::Boolean),
            Type::Date => matches!(from, Type::Text | Type::DateTime(_)),
            _ => true,
        }
}

/// Filters on a value of a column, which say what becomes of its nulls where it has some: the second leaves the value out and
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
    steps.push(match nulls {
        true => {
            let title = say!("step-keep-is-not-or-null", name = name, value = shown);
            filter(title, format!("{quoted} <> {literal} OR {quoted} IS NULL"))
        }
        false => filter(say!("step-keep-is-not", name = name, value = shown), format!("{quoted} <> {literal}")),
    });
    if !matches!(column.data_type, Type::Text | Type::Boolean) {
        steps.extend([("≥", ">="), ("≤", "<=")].map(|(sign, operator)| {
            let title = match nulls {
                true => say!("step-keep-where-not-null", name = name, sign = sign, value = shown),
                false => say!("step-keep-where", name = name, sign = sign, value = shown),
            };
            filter(title, format!("{quoted} {operator} {literal}"))
        }));
    }
    steps
}

/// A filter on the bars `first..=last` of a histogram of `bars` equal steps from `least` to `most` (in canonical text).
/// `None` for types without a histogram. Where the column has `nulls`, the step says that they are left out. Bounds of numbers are rounded to a thousandth of a bar.
pub fn range_step(
    column: &ColumnInfo,
    (least, most): (&str, &str),
    bars: usize,
    (first, last): (usize, usize),
    nulls: bool,
) -> Option<Step> {
    let data_type = &column.data_type;
    let (low, high) = (position(data_type, least)?, position(data_type, most)?);
    // Bars of whole values hold whole steps.
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
    // The first and the last bar hold the ends, as they are.
    let from = if first == 0 { least.to_owned() } else { edge(first)? };
    let (sign, to) = if last + 1 >= bars { ("<=", most.to_owned()) } else { ("<", edge(last + 1)?) };
    let (name, quoted) = (&column.name, quote_column(&column.name));
    let condition =
        format!("{quoted} >= {} AND {quoted} {sign} {}", literal(data_type, &from)?, literal(data_type, &to)?);
    let title = match nulls {
        true => say!("step-keep-range-not-null", name = name, from = from, to = to),
        false => say!("step-keep-range", name = name, from = from, to = to),
    };
    Some(step(title, &Filter { condition: Formula::new(condition) }))
}

/// Where a value lies on the axis of its type: numbers as they are, days and seconds since 1970.
fn position(data_type: &Type, text: &str) -> Option<f64> {
    match data_type {
        Type::Integer | Type::Number | Type::Decimal(..) => iso::number(text).filter(|value| value.is_finite()),
        Type::Date => Some(iso::date(text)?.to_epoch_days().into()),
        Type::DateTime(None) => Some(iso::datetime(text)?.and_utc().timestamp_micros() as f64 / 1e6),
        _ => None,
    }
}

/// A place on the axis as canonical text; whole for what is whole.
fn written(data_type: &Type, at: f64, width: f64) -> Option<String> {
    match data_type {
        // No whole value lies between the edge and the next whole number.
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

/// The value as a formula writes it.
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
mod tests {
    use super::*;
    use crate::formula::from_polars;
    use crate::nodes::kit::checks::text::parse_tables;
    use crate::nodes::kit::checks::{collect, outputs};
    use crate::nodes::{Kind, Purpose};

    const TABLE: &str = r#"n:int x:number t:text b:boolean d:date s:datetime u:time "a ""b":text
        1 0.5 it's true 2024-02-29 2024-02-29T05:15:00 05:15:00 x
        2 1e300 - false 2024-03-01 2024-03-01T00:00:00.5 00:00:00 y
        - - "" - - - - -"#;

    fn read(step: &Step) -> Kind {
        Kind::read(step.kind, Kind::info(step.kind).unwrap().meta.version, &step.settings).unwrap()
    }

    #[test]
    fn every_step_of_a_column_fits_it() {
        let tables = parse_tables(TABLE);
        for (name, dtype) in tables[0].schema().iter() {
            let column = ColumnInfo::new(name.as_str(), from_polars(dtype));
            let steps = column_steps(&column);
            assert!(steps.len() >= 9, "{name}: {}", steps.len());
            for step in steps {
                let fits = outputs(&read(&step), &tables, Purpose::Data);
                assert!(fits.is_ok(), "{name}: {}: {:?}", step.title, fits.err());
            }
        }
    }

    #[test]
    fn filters_on_a_value_keep_its_row() {
        let tables = parse_tables(TABLE);
        let written = [
            Some("1"),
            Some("0.5"),
            Some("it's"),
            Some("true"),
            Some("2024-02-29"),
            Some("2024-02-29 05:15:00"),
            Some("05:15:00"),
            Some("x"),
        ];
        for ((name, dtype), value) in tables[0].schema().iter().zip(written) {
            let column = ColumnInfo::new(name.as_str(), from_polars(dtype));
            for value in [value.map_or(Value::Null, Value::Written), Value::Null] {
                let steps = value_steps(&column, value, false);
                assert!(steps.len() >= 2, "{name}");
                let rows = |step: &Step| {
                    let result = outputs(&read(step), &tables, Purpose::Data);
                    let result = result.unwrap_or_else(|error| panic!("{name}: {}: {error:?}", step.title));
                    collect(&result.0[0]).unwrap_or_else(|problem| panic!("{name}: {}: {problem}", step.title)).height()
                };
                let nulls = if name == "t" { 1 } else { usize::from(value == Value::Null) };
                let expected = if value == Value::Null { nulls.max(1) } else { 1 };
                assert_eq!(rows(&steps[0]), expected, "{name}: {}", steps[0].title);
                assert!(rows(&steps[1]) >= 1, "{name}: {}", steps[1].title);
            }
        }
    }

    #[test]
    fn what_a_formula_cannot_write_has_no_steps() {
        let of = |data_type: Type, text: &str| {
            value_steps(&ColumnInfo::new("c", data_type), Value::Written(text), false).len()
        };
        assert_eq!(of(Type::Number, "NaN"), 0);
        assert_eq!(of(Type::List(Box::new(Type::Integer)), "[1]"), 0);
        assert_eq!(of(Type::Text, ""), 2);
        assert_eq!(of(Type::Integer, "-7"), 4);
    }

    #[test]
    fn steps_say_what_becomes_of_nulls() {
        let column = ColumnInfo::new("n", Type::Integer);
        let titles = |nulls| {
            let steps = value_steps(&column, Value::Written("2"), nulls).into_iter();
            let range = range_step(&column, ("0", "9"), 5, (1, 2), nulls);
            steps.chain(range).map(|step| step.title.to_string()).collect::<Vec<_>>()
        };
        let kept = ["Keep rows where n = 2", "Keep rows where n is not 2", "Keep rows where n ≥ 2"];
        assert_eq!(titles(false)[..3], kept);
        let told = [
            "Keep rows where n = 2",
            "Keep rows where n is not 2 (nulls too)",
            "Keep rows where n ≥ 2 (no nulls)",
            "Keep rows where n ≤ 2 (no nulls)",
            "Keep rows where n is from 2 to 6 (no nulls)",
        ];
        assert_eq!(titles(true), told);
        // The words are true of the rows.
        let tables = parse_tables("n:int\n1\n2\n3\n-");
        for (step, kept) in value_steps(&column, Value::Written("2"), true).iter().zip([1, 3, 2, 2]) {
            let result = outputs(&read(step), &tables, Purpose::Data).expect("it computes");
            assert_eq!(collect(&result.0[0]).expect("rows").height(), kept, "{}", step.title);
        }
    }

    #[test]
    fn bars_become_ranges() {
        let of_some = |count: usize, data_type: Type, ends: (&str, &str), bars: (usize, usize)| {
            let step = range_step(&ColumnInfo::new("c", data_type), ends, count, bars, false)?;
            Some(step.settings.split_once('"')?.1.trim_end_matches("\")").to_owned())
        };
        let of = |data_type: Type, ends: (&str, &str), bars: (usize, usize)| of_some(24, data_type, ends, bars);
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(of(Type::Integer, ("0", "1301"), (0, 23)), some("c >= 0 AND c <= 1301"));
        assert_eq!(of(Type::Integer, ("0", "1301"), (1, 2)), some("c >= 55 AND c < 165"));
        assert_eq!(of(Type::Number, ("-0.5", "1.5"), (12, 23)), some("c >= 0.5 AND c <= 1.5"));
        let days = ("2013-01-01", "2013-12-31");
        assert_eq!(of_some(23, Type::Date, days, (0, 1)), some("c >= DATE '2013-01-01' AND c < DATE '2013-02-02'"));
        assert_eq!(of_some(12, Type::Integer, ("1", "12"), (2, 2)), some("c = 3"));
        assert_eq!(of_some(12, Type::Integer, ("1", "12"), (2, 3)), some("c >= 3 AND c < 5"));
        assert_eq!(of_some(16, Type::Integer, ("1", "31"), (15, 15)), some("c >= 31 AND c <= 31"));
        let times = ("2013-01-01 05:00:00", "2013-01-02 05:00:00");
        let expected = "c >= TIMESTAMP '2013-01-01 06:00:00' AND c < TIMESTAMP '2013-01-01 07:00:00'";
        assert_eq!(of(Type::DateTime(None), times, (1, 1)), some(expected));
        assert_eq!(of(Type::Text, ("a", "b"), (0, 1)), None);
    }
}
