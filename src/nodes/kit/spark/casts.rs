//! Casts that change no value.

use polars::prelude::DataType as Polars;

use super::{SparkGap, required_type};
use crate::base::{Language, Type};
use crate::connect::is_exact;
use crate::formula::{Formula, from_polars};
use crate::nodes::kit::spark::ToSpark;
use crate::spark::Sql;

/// The column `name`, of type `from`, as `to`. Where some values may not fit, each one is checked, and the run fails at
/// the first that does not.
pub fn exact_cast(cx: &ToSpark, name: &str, from: &Polars, to: &Polars) -> Result<Sql, SparkGap> {
    let target = required_type(name, to)?;
    let source = required_type(name, from)?;
    if source == target {
        return Ok(Sql::column(name));
    }
    if *to == Polars::String {
        // As formulas write values as text.
        let schema = polars::prelude::Schema::from_iter([(name.into(), from.clone())]);
        let quoted = name.replace('"', "\"\"");
        return cx.formula(&schema, &Formula::new(format!("CAST(\"{quoted}\" AS TEXT)")));
    }
    let cast = Sql::column(name).cast(&target);
    if is_exact(from, to) {
        return Ok(cast);
    }
    let data_type = |of: &Polars| from_polars(of);
    let is_checked = matches!(
        (data_type(from), data_type(to)),
        (Type::Integer, Type::Number | Type::Decimal(..)) | (Type::Decimal(..), Type::Decimal(..))
    );
    if !is_checked {
        let message = say!("spark-inexact", name = name, from = data_type(from).name(), to = data_type(to).name());
        return Err(SparkGap::new(message, say!("spark-cast-before")));
    }
    // What does not come back as it was stops the run, as here.
    let tried = Sql::written(format!("TRY_CAST({} AS {})", Sql::column(name).as_str(), target.name()));
    let back = Sql::written(format!("TRY_CAST({} AS {})", tried.as_str(), source.name()));
    let message = say!("spark-value-not-exact", name = name, to = data_type(to).in_a_sentence());
    let failure = Sql::call("raise_error", &[Sql::text(&message.in_language(Language::English))]);
    let is_same = Sql::call("coalesce", &[back.binary("=", Sql::column(name)), Sql::column(name).is_null()]);
    Ok(Sql::case(is_same, tried, Some(failure)))
}
