//! The values of a small table, as they stand in the text of a program.

use polars::prelude::{AnyValue, DataFrame, TimeUnit};

use crate::spark::Literal;

/// Each row of the table; `None` if it has a value that the text cannot hold.
pub fn literals_of(table: &DataFrame) -> Option<Vec<Vec<Literal>>> {
    let columns = table.columns();
    (0..table.height())
        .map(|row| columns.iter().map(|column| literal(&column.get(row).ok()?)).collect::<Option<Vec<_>>>())
        .collect()
}

fn literal(value: &AnyValue) -> Option<Literal> {
    Some(match value {
        AnyValue::Null => Literal::Null,
        AnyValue::Boolean(value) => Literal::Boolean(*value),
        AnyValue::Int64(value) => Literal::Long(*value),
        AnyValue::Int32(value) => Literal::Long((*value).into()),
        AnyValue::Float64(value) => Literal::Double(*value),
        AnyValue::String(value) => Literal::Text((*value).to_owned()),
        AnyValue::StringOwned(value) => Literal::Text(value.to_string()),
        AnyValue::Date(days) => {
            let date = chrono::NaiveDate::from_epoch_days(*days)?;
            // Python's dates have these years only.
            let in_range = (1..=9999).contains(&chrono::Datelike::year(&date));
            in_range.then(|| Literal::Date(date.to_string()))?
        }
        AnyValue::Datetime(micros, TimeUnit::Microseconds, None) => {
            let moment = chrono::DateTime::from_timestamp_micros(*micros)?.naive_utc();
            let in_range = (1..=9999).contains(&chrono::Datelike::year(&moment));
            in_range.then(|| Literal::Timestamp(moment.format("%Y-%m-%d %H:%M:%S%.6f").to_string()))?
        }
        AnyValue::Decimal(units, _, scale) => {
            Literal::Decimal(crate::base::decimal::to_text(*units, u8::try_from(*scale).ok()?))
        }
        _ => return None,
    })
}
