//! The constant value used for filling.

use polars::prelude::*;

use crate::base::{DecimalType, Problem, Type, decimal, exact_float};

/// The literal that `text` represents in a column of this type.
pub(super) fn constant(text: &str, name: &str, data_type: &Type) -> Result<Expr, Problem> {
    let word = text.trim();
    let value = match data_type {
        Type::Text => Some(lit(text)),
        Type::Integer => word.parse::<i64>().ok().map(lit),
        Type::Number => exact_float(word).map(lit),
        // A digit that the column's scale cannot hold is not rounded away.
        Type::Decimal(precision, scale) => {
            let of = DecimalType::new(*precision, *scale);
            let exact = decimal::parse(word, of).filter(|(_, exact)| *exact);
            exact.map(|(units, _)| lit(Scalar::new_decimal(units, (*precision).into(), (*scale).into())))
        }
        Type::Boolean => match word.to_lowercase().as_str() {
            "true" | "yes" | "1" => Some(lit(true)),
            "false" | "no" | "0" => Some(lit(false)),
            _ => None,
        },
        Type::Date => word.parse::<chrono::NaiveDate>().ok().map(lit),
        Type::DateTime(_) => date_time(word).map(lit),
        Type::Time => word.parse::<chrono::NaiveTime>().ok().map(time),
        Type::Null => {
            return Err(Problem::error(say!("only-nulls", name = name)).remedy(say!("cast-before")).at("columns"));
        }
        _ => {
            return Err(Problem::error(say!("takes-no-constant", name = name, data_type = data_type.name()))
                .remedy(say!("fill-neighbour"))
                .at("method"));
        }
    };
    value.ok_or_else(|| {
        let remedy = match data_type {
            Type::Boolean => say!("write-true-or-false"),
            Type::Date => say!("write-a-date"),
            Type::DateTime(_) => say!("write-a-moment"),
            Type::Time => say!("write-a-time"),
            Type::Integer => say!("write-a-whole-number"),
            _ => say!("write-a-number"),
        };
        let problem = if word.is_empty() {
            Problem::incomplete(say!("nothing-to-fill-with"))
        } else {
            Problem::error(say!("text-does-not-fit", text = text, name = name, data_type = data_type.name()))
        };
        problem.remedy(remedy).at("value")
    })
}

fn date_time(text: &str) -> Option<chrono::NaiveDateTime> {
    let date = || text.parse::<chrono::NaiveDate>().ok()?.and_hms_opt(0, 0, 0);
    text.replace(' ', "T").parse().ok().or_else(date)
}

fn time(time: chrono::NaiveTime) -> Expr {
    use chrono::Timelike;
    let nanoseconds = i64::from(time.num_seconds_from_midnight()) * 1_000_000_000 + i64::from(time.nanosecond());
    lit(Scalar::new(DataType::Time, AnyValue::Time(nanoseconds)))
}
