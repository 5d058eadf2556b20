//! Values within a statement. What users write is bound; these are conditions of a plan, which a stream of rows may not have
//! bound.

use crate::connect::scan::Constant;
use crate::connect::servers::{date_text, time_text};

/// A value as DuckDB reads it back exactly; `None` for one that has no such text.
pub(super) fn literal(value: &Constant) -> Option<String> {
    Some(match value {
        Constant::Boolean(value) => value.to_string(),
        Constant::Integer(number) => format!("CAST({number} AS BIGINT)"),
        Constant::Number(number) if number.is_nan() => return None,
        Constant::Number(number) if number.is_infinite() => {
            format!("CAST('{}infinity' AS DOUBLE)", if *number < 0.0 { "-" } else { "" })
        }
        Constant::Number(number) => format!("CAST('{number:e}' AS DOUBLE)"),
        Constant::Text(text) if text.contains('\0') => return None,
        Constant::Text(text) => text_literal(text),
        Constant::Date(days) => format!("DATE '{}'", date_text(*days)?),
        Constant::DateTime(micros) => format!("TIMESTAMP '{}'", time_text(*micros)?),
        Constant::Instant(micros) => format!("TIMESTAMPTZ '{}+00'", time_text(*micros)?),
    })
}

/// A text in quotes, in which a backslash means nothing.
pub(super) fn text_literal(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_have_one_text() {
        let text = |value: Constant| literal(&value);
        assert_eq!(text(Constant::Text("it's \\".into())).as_deref(), Some("'it''s \\'"));
        assert_eq!(text(Constant::Integer(i64::MIN)).as_deref(), Some("CAST(-9223372036854775808 AS BIGINT)"));
        assert_eq!(text(Constant::Number(0.1)).as_deref(), Some("CAST('1e-1' AS DOUBLE)"));
        assert_eq!(text(Constant::Number(f64::NEG_INFINITY)).as_deref(), Some("CAST('-infinity' AS DOUBLE)"));
        assert_eq!(text(Constant::Date(0)).as_deref(), Some("DATE '1970-01-01'"));
        assert_eq!(text(Constant::DateTime(-1)).as_deref(), Some("TIMESTAMP '1969-12-31 23:59:59.999999'"));
        for none in [Constant::Text("\0".into()), Constant::Number(f64::NAN), Constant::Date(i32::MAX)] {
            assert_eq!(literal(&none), None);
        }
    }
}
