//! Casts of columns.

use polars::prelude::*;

use super::{Invalid, Select};
use crate::base::{Problem, Text, Type};
use crate::formula::{Formula, Raiser, Want, value_in_words};
use crate::nodes::kit::columns::column;
use crate::nodes::kit::frame::Frame;
use crate::nodes::kit::lower::Lower;

impl Select {
    /// Casts as formulas do, so that casts have one definition; returns also the equivalent formula.
    pub(super) fn cast(
        &self,
        cx: &Lower,
        rows: &Frame,
        name: &str,
        data_type: &Type,
    ) -> Result<(Expr, Formula), Problem> {
        let sql = sql_type(data_type).ok_or_else(|| {
            Problem::error(say!("cannot-be-cast-to", data_type = data_type.name()))
                .remedy(say!("choose-another-type"))
                .at("columns")
        })?;
        let formula = Formula::new(format!("TRY_CAST(\"{}\" AS {sql})", name.replace('"', "\"\"")));
        let cast = formula.to_polars(&cx.scope(rows, "columns"), Want::Any).map_err(|problem| {
            // A span would count bytes of a formula that the user did not write.
            let message = say!("column-problem", name = name, problem = problem.message);
            Problem { span: None, message, ..problem }.at("columns")
        })?;
        let cast = match self.invalid {
            Invalid::Null | Invalid::Reject => cast,
            Invalid::Fail => complete(cast, name, data_type.name(), cx.raiser("columns")),
        };
        Ok((cast, formula))
    }
}

/// `cast`, which fails with the first value of the column `name` that cannot be converted.
fn complete(cast: Expr, name: &str, becomes: Text, raiser: Raiser) -> Expr {
    let own = name.to_owned();
    let check = move |columns: &mut [Column]| {
        let cast = &columns[0];
        let before = &columns[1];
        if cast.null_count() > before.null_count() {
            let lost = before.is_not_null() & cast.is_null();
            let first = lost.iter().position(|lost| lost == Some(true)).unwrap_or(0);
            let value: String = value_in_words(before, first)?.chars().take(40).collect();
            let message = say!("value-does-not-become", column = own, value = value, data_type = becomes);
            return Err(raiser.raise(Problem::error(message).remedy(say!("correct-or-null"))));
        }
        Ok(cast.clone())
    };
    cast.map_many(check, &[column(name)], |_, fields| Ok(fields[0].clone()))
}

pub(super) fn sql_type(data_type: &Type) -> Option<String> {
    Some(match data_type {
        Type::Text => "TEXT".into(),
        Type::Integer => "BIGINT".into(),
        Type::Number => "DOUBLE".into(),
        Type::Boolean => "BOOLEAN".into(),
        Type::Date => "DATE".into(),
        Type::DateTime(None) => "TIMESTAMP".into(),
        Type::DateTime(Some(zone)) if zone == "UTC" => "TIMESTAMPTZ".into(),
        Type::Time => "TIME".into(),
        Type::Decimal(precision, scale) => format!("DECIMAL({precision}, {scale})"),
        _ => return None,
    })
}
