//! Casts that change no value.

use polars::prelude::DataType as Polars;

use super::{SparkGap, required_type};
use crate::connect::is_exact;
use crate::formula::{Formula, from_polars};
use crate::nodes::kit::spark::ToSpark;
use crate::spark::Sql;

/// The column `name`, of type `from`, as `to`. Only a type that holds all its values: what may lose some is checked row
/// by row here, and refused on Spark.
pub fn exact_cast(cx: &ToSpark, name: &str, from: &Polars, to: &Polars) -> Result<Sql, SparkGap> {
    let target = required_type(name, to)?;
    let source = required_type(name, from)?;
    if source == target {
        return Ok(Sql::column(name));
    }
    if !is_exact(from, to) {
        let message = say!("spark-inexact", name = name, from = from_polars(from).name(), to = from_polars(to).name());
        return Err(SparkGap::new(message, say!("spark-cast-before")));
    }
    if *to == Polars::String {
        // As formulas write values as text.
        let schema = polars::prelude::Schema::from_iter([(name.into(), from.clone())]);
        let quoted = name.replace('"', "\"\"");
        return cx.formula(&schema, &Formula::new(format!("CAST(\"{quoted}\" AS TEXT)")));
    }
    Ok(Sql::column(name).cast(&target))
}
