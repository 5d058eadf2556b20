//! Two tables as bags of rows: the order of rows is left aside, numbers may differ in their last digits.

use polars::prelude::*;

/// Relative; what is left of it comes from summing in another order.
const TOLERANCE: f64 = 1e-9;

/// A value as both engines mean it.
#[derive(Clone, Debug, PartialEq, PartialOrd)]
enum Cell {
    Null,
    Number(f64),
    Text(String),
    List(Vec<Cell>),
}

/// What differs between the local table and that of Spark, in a line; `None` if nothing does.
pub fn difference(here: &DataFrame, there: &DataFrame) -> Option<String> {
    let columns = |table: &DataFrame| -> Vec<String> {
        table.schema().iter().map(|(name, of)| format!("{name}: {}", type_of(of))).collect()
    };
    if columns(here) != columns(there) {
        return Some(format!("columns {:?} here, {:?} there", columns(here), columns(there)));
    }
    if here.height() != there.height() {
        return Some(format!("{} rows here, {} there", here.height(), there.height()));
    }
    let (here, mut there) = (rows(here), rows(there));
    for row in here {
        match there.iter().position(|other| row.iter().zip(other).all(|(a, b)| same(a, b))) {
            Some(found) => drop(there.swap_remove(found)),
            None => return Some(format!("no row {row:?} there, but {there:?}")),
        }
    }
    None
}

/// The type, without widths that Spark's Parquet reader changes.
fn type_of(of: &DataType) -> String {
    match of {
        of if of.is_integer() => "integer".into(),
        DataType::Float32 | DataType::Float64 => "number".into(),
        DataType::Datetime(_, zone) => format!("datetime {}", if zone.is_some() { "with a zone" } else { "" }),
        DataType::List(of) | DataType::Array(of, _) => format!("list of {}", type_of(of)),
        DataType::Struct(fields) => {
            let fields: Vec<_> =
                fields.iter().map(|field| format!("{}: {}", field.name, type_of(&field.dtype))).collect();
            format!("{{{}}}", fields.join(", "))
        }
        DataType::Categorical(..) | DataType::Enum(..) => "str".into(),
        of => of.to_string(),
    }
}

fn rows(table: &DataFrame) -> Vec<Vec<Cell>> {
    let columns = table.columns();
    (0..table.height())
        .map(|row| columns.iter().map(|column| cell(column.get(row).expect("a row"))).collect())
        .collect()
}

fn cell(value: AnyValue<'_>) -> Cell {
    match value {
        AnyValue::Null => Cell::Null,
        AnyValue::Float32(value) => Cell::Number(value.into()),
        AnyValue::Float64(value) => Cell::Number(value),
        AnyValue::List(values) => Cell::List(values.iter().map(cell).collect()),
        AnyValue::Datetime(value, unit, _) => moment(value, unit),
        AnyValue::DatetimeOwned(value, unit, _) => moment(value, unit),
        AnyValue::Struct(..) | AnyValue::StructOwned(_) => {
            Cell::List(value._iter_struct_av().map(|value| cell(value.into_static())).collect())
        }
        value => Cell::Text(value.get_str().map_or_else(|| value.to_string(), str::to_owned)),
    }
}

/// In microseconds, which is what Spark has.
fn moment(value: i64, unit: TimeUnit) -> Cell {
    let micros = match unit {
        TimeUnit::Nanoseconds => value.div_euclid(1_000),
        TimeUnit::Microseconds => value,
        TimeUnit::Milliseconds => value * 1_000,
    };
    Cell::Text(format!("{micros} µs"))
}

fn same(a: &Cell, b: &Cell) -> bool {
    match (a, b) {
        (Cell::Number(a), Cell::Number(b)) => {
            a == b || a.is_nan() && b.is_nan() || (a - b).abs() <= TOLERANCE * a.abs().max(b.abs())
        }
        (Cell::List(a), Cell::List(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b)),
        (a, b) => a == b,
    }
}
