//! A column from the cells of a sheet: their common type, and the warnings about those that differ.

use polars::prelude::*;

use super::area::cell_name;
use super::cell_text::cell_text;
use super::cells::{Cell, DAY, Value};
use crate::base::{Problem, Type};

/// The largest integer that floating point represents exactly.
const EXACT: u64 = 1 << 53;

/// The common type of the cells of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Common {
    Boolean,
    Integer,
    Number,
    Date,
    DateTime,
    Time,
    Duration,
    Text,
}

const ALL: [Common; 8] = {
    use Common::*;
    [Boolean, Integer, Number, Date, DateTime, Time, Duration, Text]
};

impl Common {
    /// `None` for values that do not affect the type.
    fn of(value: &Value, errors_as_text: bool) -> Option<Common> {
        Some(match value {
            Value::Unknown => return None,
            Value::Error(_) if !errors_as_text => return None,
            // A formula result that shows nothing does not turn numbers into text.
            Value::Text(text) if text.is_empty() => return None,
            Value::Boolean(_) => Common::Boolean,
            Value::Integer(_) => Common::Integer,
            Value::Number(_) => Common::Number,
            Value::Moment(microseconds) if microseconds.rem_euclid(DAY) == 0 => Common::Date,
            Value::Moment(_) => Common::DateTime,
            Value::Time(_) => Common::Time,
            Value::Span(_) => Common::Duration,
            Value::Text(_) | Value::Error(_) => Common::Text,
        })
    }

    fn and(self, other: Common) -> Common {
        use Common::*;
        match (self, other) {
            (a, b) if a == b => a,
            (Integer, Number) | (Number, Integer) => Number,
            (Date, DateTime) | (DateTime, Date) => DateTime,
            (Time, Duration) | (Duration, Time) => Duration,
            _ => Text,
        }
    }

    fn as_type(self) -> Type {
        match self {
            Common::Boolean => Type::Boolean,
            Common::Integer => Type::Integer,
            Common::Number => Type::Number,
            Common::Date => Type::Date,
            Common::DateTime => Type::DateTime(None),
            Common::Time => Type::Time,
            Common::Duration => Type::Duration,
            Common::Text => Type::Text,
        }
    }
}

/// How often cells of each kind occur, and the first of each.
#[derive(Default)]
struct Counts<'a>([(usize, Option<&'a Cell>); ALL.len()]);

impl<'a> Counts<'a> {
    fn add(&mut self, kind: Common, cell: &'a Cell) {
        let (count, first) = &mut self.0[kind as usize];
        *count += 1;
        first.get_or_insert(cell);
    }

    fn present(&self) -> impl Iterator<Item = (Common, usize, &'a Cell)> {
        ALL.into_iter().filter_map(|kind| {
            let (count, first) = self.0[kind as usize];
            Some((kind, count, first?))
        })
    }
}

/// The column `name` of `height` rows below row `top`, from its cells in order, and its warnings.
pub(super) fn column(
    name: &str,
    rows: (u32, usize),
    cells: &[&Cell],
    errors_as_text: bool,
) -> (Column, Option<Problem>) {
    let mut counts = Counts::default();
    for cell in cells {
        if let Some(kind) = Common::of(&cell.value, errors_as_text) {
            counts.add(kind, cell);
        }
    }
    let mut common = counts.present().map(|(kind, ..)| kind).reduce(Common::and).unwrap_or(Common::Text);
    let long = cells.iter().find(|cell| matches!(cell.value, Value::Integer(whole) if whole.unsigned_abs() > EXACT));
    let mut warning = (common == Common::Text).then(|| mixed(name, &counts)).flatten();
    if let Some(long) = long.filter(|_| common == Common::Number) {
        // To preserve both exactly: as text.
        common = Common::Text;
        let cell = cell_name(long.row, long.column);
        let text = say!("workbook-long-beside", name = name, cell = cell, number = cell_text(&long.value));
        warning = Some(Problem::warning(text).remedy(say!("workbook-mixed-remedy")));
    }
    (typed(name, rows, cells, common, errors_as_text), warning)
}

/// The warning about cells that make the column text, if only some do.
fn mixed(name: &str, counts: &Counts) -> Option<Problem> {
    let rare = counts.present().min_by_key(|(kind, count, _)| (*count, *kind != Common::Text))?;
    let usual = counts.present().filter(|(kind, ..)| *kind != rare.0).max_by_key(|(_, count, _)| *count)?;
    let shown: String = cell_text(&rare.2.value).chars().take(40).collect();
    let text = say!(
        "workbook-mixed",
        name = name,
        cell = cell_name(rare.2.row, rare.2.column),
        text = shown,
        count = rare.1,
        data_type = rare.0.as_type().name(),
        others = usual.1,
        other = usual.0.as_type().name()
    );
    Some(Problem::warning(text).remedy(say!("workbook-mixed-remedy")))
}

fn typed(name: &str, (top, height): (u32, usize), cells: &[&Cell], common: Common, errors_as_text: bool) -> Column {
    let name = PlSmallStr::from_str(name);
    fn all<T: Clone>(
        (top, height): (u32, usize),
        cells: &[&Cell],
        value: impl Fn(&Value) -> Option<T>,
    ) -> Vec<Option<T>> {
        let mut values = vec![None; height];
        for cell in cells {
            if let Some(slot) = values.get_mut((cell.row - top) as usize) {
                *slot = value(&cell.value);
            }
        }
        values
    }
    let rows = (top, height);
    let ticks = |value: &Value| match value {
        Value::Moment(ticks) | Value::Time(ticks) | Value::Span(ticks) => Some(*ticks),
        _ => None,
    };
    let cast = |column: Column, dtype: DataType| column.cast(&dtype).unwrap_or(column);
    match common {
        Common::Boolean => {
            Column::new(name, all(rows, cells, |v| if let Value::Boolean(v) = v { Some(*v) } else { None }))
        }
        Common::Integer => {
            Column::new(name, all(rows, cells, |v| if let Value::Integer(v) = v { Some(*v) } else { None }))
        }
        Common::Number => {
            let number = |value: &Value| match value {
                Value::Integer(number) => Some(*number as f64),
                Value::Number(number) => Some(*number),
                _ => None,
            };
            Column::new(name, all(rows, cells, number))
        }
        Common::Date => {
            let days = all(rows, cells, |value| Some(ticks(value)?.div_euclid(DAY) as i32));
            cast(Column::new(name, days), DataType::Date)
        }
        Common::DateTime => {
            cast(Column::new(name, all(rows, cells, ticks)), DataType::Datetime(TimeUnit::Microseconds, None))
        }
        Common::Time => {
            let nanoseconds = all(rows, cells, |value| Some(ticks(value)? * 1_000));
            cast(Column::new(name, nanoseconds), DataType::Time)
        }
        Common::Duration => {
            cast(Column::new(name, all(rows, cells, ticks)), DataType::Duration(TimeUnit::Microseconds))
        }
        Common::Text => {
            let text = |value: &Value| match value {
                Value::Unknown => None,
                Value::Error(_) if !errors_as_text => None,
                value => Some(cell_text(value)),
            };
            Column::new(name, all(rows, cells, text))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(values: &[Value]) -> (Column, Option<String>) {
        let cells = values.iter().zip(1..).map(|(value, row)| Cell { row, column: 0, value: value.clone() });
        let cells: Vec<Cell> = cells.collect();
        let (column, warning) = column("x", (1, values.len()), &cells.iter().collect::<Vec<_>>(), false);
        (column, warning.map(|warning| warning.message.to_string()))
    }

    #[test]
    fn empty_text_is_blank_among_numbers_and_text_among_text() {
        let empty = Value::Text(String::new());
        let (numbers, warning) = of(&[Value::Number(1.5), empty.clone(), Value::Unknown]);
        assert_eq!((numbers.dtype(), numbers.null_count(), warning), (&DataType::Float64, 2, None));
        let (texts, warning) = of(&[Value::Text("a".into()), empty, Value::Unknown]);
        assert_eq!((texts.dtype(), texts.null_count(), warning), (&DataType::String, 1, None));
    }

    #[test]
    fn the_type_is_what_cells_have_in_common() {
        use Value::*;
        for (values, dtype) in [
            ([Integer(1), Number(2.5)], DataType::Float64),
            ([Moment(0), Moment(1)], DataType::Datetime(TimeUnit::Microseconds, None)),
            ([Moment(0), Moment(DAY)], DataType::Date),
            ([Time(1), Time(2)], DataType::Time),
            ([Time(1), Span(DAY)], DataType::Duration(TimeUnit::Microseconds)),
            ([Boolean(true), Error("#N/A".into())], DataType::Boolean),
            ([Integer(1), Text("007".into())], DataType::String),
            ([Integer(1), Moment(0)], DataType::String),
            ([Integer(12_345_678_901_234_567), Number(0.5)], DataType::String),
            ([Integer(12_345_678_901_234_567), Integer(1)], DataType::Int64),
        ] {
            let (column, warning) = of(&values);
            assert_eq!(column.dtype(), &dtype, "{values:?}");
            assert_eq!(warning.is_some(), dtype == DataType::String, "{values:?}");
        }
    }
}
