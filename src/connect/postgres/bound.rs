//! Values bound to a statement. They are sent as texts, which the server reads as the type that the statement needs.

use std::error::Error;
use std::fmt;

use bytes::BytesMut;
use tokio_postgres::types::{Format, FromSql, IsNull, ToSql, Type};

use crate::connect::scan::Constant;
use crate::connect::servers::{date_text, time_text};

/// A value as a text. Its `Debug` text is blank: it may be anything.
#[derive(Clone)]
pub(super) struct Bound(pub String);

impl fmt::Debug for Bound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("…")
    }
}

impl ToSql for Bound {
    fn to_sql(&self, _: &Type, out: &mut BytesMut) -> Result<IsNull, Box<dyn Error + Sync + Send>> {
        out.extend_from_slice(self.0.as_bytes());
        Ok(IsNull::No)
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    fn encode_format(&self, _: &Type) -> Format {
        Format::Text
    }

    fn to_sql_checked(&self, data_type: &Type, out: &mut BytesMut) -> Result<IsNull, Box<dyn Error + Sync + Send>> {
        self.to_sql(data_type, out)
    }
}

/// The value of a query's parameter. Dates beyond the years 1 to 9999 are none.
pub(super) fn bound(value: &Constant) -> Option<Bound> {
    Some(Bound(match value {
        Constant::Boolean(value) => value.to_string(),
        Constant::Integer(number) => number.to_string(),
        Constant::Number(number) => format!("{number:?}"),
        Constant::Text(text) if text.contains('\0') => return None,
        Constant::Text(text) => text.clone(),
        Constant::Date(days) => date_text(*days)?,
        Constant::DateTime(micros) => time_text(*micros)?,
        Constant::Instant(micros) => time_text(*micros)? + "+00",
    }))
}

/// A field of a row as the server sends it.
pub(super) struct Raw<'a>(pub &'a [u8]);

impl<'a> FromSql<'a> for Raw<'a> {
    fn from_sql(_: &Type, raw: &'a [u8]) -> Result<Self, Box<dyn Error + Sync + Send>> {
        Ok(Raw(raw))
    }

    fn accepts(_: &Type) -> bool {
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_have_one_text() {
        let text = |value: Constant| bound(&value).map(|bound| bound.0);
        assert_eq!(text(Constant::Date(0)).as_deref(), Some("1970-01-01"));
        assert_eq!(text(Constant::Date(-719_162)).as_deref(), Some("0001-01-01"));
        assert_eq!(text(Constant::Date(-719_163)), None);
        assert_eq!(text(Constant::Date(i32::MAX)), None);
        assert_eq!(text(Constant::DateTime(-1)).as_deref(), Some("1969-12-31 23:59:59.999999"));
        assert_eq!(text(Constant::DateTime(i64::MAX)), None);
        assert_eq!(text(Constant::Instant(0)).as_deref(), Some("1970-01-01 00:00:00.000000+00"));
        assert_eq!(text(Constant::Number(0.1)).as_deref(), Some("0.1"));
        assert_eq!(text(Constant::Number(f64::INFINITY)).as_deref(), Some("inf"));
        assert_eq!(text(Constant::Text("a\0".into())), None);
    }
}
