//! Values in the text of settings, as Spark SQL.

use crate::base::{DecimalType, Type, decimal};
use crate::spark::Sql;

/// The literal that `text` stands for in a column of this type, as [`fill_missing`] and [`pivot`] read it; `None` if it
/// stands for none, or Spark has no such type.
///
/// [`fill_missing`]: crate::nodes::Kind::FillMissing
/// [`pivot`]: crate::nodes::Kind::Pivot
pub fn literal(text: &str, data_type: &Type) -> Option<Sql> {
    let word = text.trim();
    Some(match data_type {
        Type::Text => Sql::text(text),
        Type::Integer => Sql::long(word.parse().ok()?),
        Type::Number => {
            let number: f64 = word.parse().ok()?;
            match number.is_finite() {
                true => Sql::written(format!("{number:?}D")),
                false => Sql::written(format!("CAST('{number}' AS DOUBLE)")),
            }
        }
        Type::Decimal(precision, scale) => {
            let of = DecimalType::new(*precision, *scale);
            let (units, exact) = decimal::parse(word, of)?;
            let digits = exact.then(|| decimal::to_text(units, *scale))?;
            Sql::written(format!("CAST('{digits}' AS DECIMAL({precision}, {scale}))"))
        }
        Type::Boolean => match word.to_lowercase().as_str() {
            "true" | "yes" | "1" => Sql::written("true"),
            "false" | "no" | "0" => Sql::written("false"),
            _ => return None,
        },
        Type::Date => Sql::written(format!("DATE '{}'", word.parse::<chrono::NaiveDate>().ok()?)),
        Type::DateTime(zone) => {
            let date = || word.parse::<chrono::NaiveDate>().ok()?.and_hms_opt(0, 0, 0);
            let moment: chrono::NaiveDateTime = word.replace(' ', "T").parse().ok().or_else(date)?;
            let moment = moment.format("%Y-%m-%d %H:%M:%S%.6f");
            match zone {
                None => Sql::written(format!("TIMESTAMP_NTZ '{moment}'")),
                Some(_) => Sql::written(format!("TIMESTAMP_LTZ '{moment}+00:00'")),
            }
        }
        _ => return None,
    })
}
