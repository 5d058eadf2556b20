//! A column with a configured type and text format.

use serde::{Deserialize, Serialize};

use crate::base::{DateFormat, Moment, Problem, Type, Unreadable, reading_format};
use crate::connect::{Amount, ColumnType, Notation, Numeric};

/// A column with a configured type.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TypedColumn {
    pub column: String,
    pub r#type: Type,
    /// For dates and times a pattern, such as "%d.%m.%Y" or "dd.MM.yyyy"; empty is ISO 8601. For numbers an example,
    /// such as "1.234,56": then currency and percent signs, brackets and a trailing minus are also accepted.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub format: String,
}

impl Default for TypedColumn {
    fn default() -> Self {
        TypedColumn { column: String::new(), r#type: Type::Text, format: String::new() }
    }
}

impl TypedColumn {
    /// What an empty format means, for the form; empty if that is ISO 8601.
    pub fn usual_format(&self) -> String {
        match self.r#type {
            Type::Date | Type::DateTime(_) | Type::Time => String::new(),
            Type::Integer | Type::Number | Type::Decimal(..) => tr!("such-as", example = "1,234.56"),
            _ => tr!("not-needed").to_owned(),
        }
    }

    /// The type and its format, for the reader.
    pub fn column_type(&self) -> Result<ColumnType, Problem> {
        let moment = |iso: &str, moment: Moment| match self.format.as_str() {
            "" => Ok(iso.to_owned()),
            format => reading_format(format, moment).map_err(|why| self.is_no_format(&why)),
        };
        Ok(match &self.r#type {
            Type::Text => ColumnType::Text,
            Type::Integer => self.number(Numeric::Integer)?.unwrap_or(ColumnType::Integer),
            Type::Number => self.number(Numeric::Number)?.unwrap_or(ColumnType::Number),
            Type::Decimal(digits, scale) => {
                let number = Numeric::Decimal(*digits, *scale);
                self.number(number)?.unwrap_or(ColumnType::Amount(Amount { number, notation: None }))
            }
            Type::Boolean => ColumnType::Boolean,
            Type::Date => ColumnType::Date(moment("%Y-%m-%d", Moment::Date)?),
            Type::DateTime(None) if !self.is_zoned() => {
                ColumnType::DateTime(moment("%Y-%m-%d %H:%M:%S%.f", Moment::DateTime)?)
            }
            Type::DateTime(_) => ColumnType::ZonedDateTime(moment("%Y-%m-%dT%H:%M:%S%.f%#z", Moment::Zoned)?),
            Type::Time => ColumnType::Time(moment("%H:%M:%S%.f", Moment::Time)?),
            other => {
                let message = say!("cannot-be-read-as", data_type = other.name());
                return Err(Problem::error(message).remedy(say!("choose-another-type")).at("type"));
            }
        })
    }

    /// The number format shown by the example; `None` without one. A former date format does not apply to numbers.
    fn number(&self, number: Numeric) -> Result<Option<ColumnType>, Problem> {
        if !self.format.contains(|c: char| c.is_ascii_digit()) {
            return Ok(None);
        }
        let Some(notation) = Notation::from_example(&self.format) else {
            return Err(Problem::error(say!("is-no-example", format = self.format))
                .remedy(say!("use-example"))
                .at("format"));
        };
        Ok(Some(ColumnType::Amount(Amount { number, notation: Some(notation) })))
    }

    fn is_zoned(&self) -> bool {
        let format = if self.format.contains('%') {
            self.format.clone()
        } else {
            DateFormat::read(&self.format).map(|format| format.chrono()).unwrap_or_default()
        };
        ["%z", "%:z", "%#z", "%+"].iter().any(|part| format.contains(part))
    }

    fn is_no_format(&self, why: &Unreadable) -> Problem {
        let what = self.r#type.in_a_sentence();
        let message = match why {
            Unreadable::Piece(piece) => say!("format-unknown-piece", format = self.format, piece = piece),
            Unreadable::Incomplete => say!("format-incomplete", format = self.format, data_type = what),
        };
        Problem::error(message).remedy(say!("use-format-of-either")).at("format")
    }
}
