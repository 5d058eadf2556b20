//! One of several values.

use polars::prelude::*;

use super::super::function::Spark::{Same, With};
use super::super::function::{Evaluation, Function, function};
use crate::formula::lower::null;

pub(in crate::formula::functions) fn functions() -> Vec<Function> {
    vec![
        function("if")
            .takes("condition: boolean, then: same, [otherwise: same]")
            .gives("same")
            .evaluation(Evaluation::Chosen)
            .example("if(1 < 2, 'less', 'more')", "less")
            .aliases(&["iff", "iif"])
            .polars(|c| {
                let otherwise = if c.count() > 2 { c.arg(2) } else { null(c.data_type)? };
                Ok(when(c.arg(0)).then(c.arg(1)).otherwise(otherwise))
            })
            .spark(With(|_, sql| format!("if({}, {}, {})", sql[0], sql[1], sql.get(2).map_or("NULL", String::as_str)))),
        function("coalesce")
            .takes("value: same...")
            .gives("same")
            .evaluation(Evaluation::UntilPresent)
            .example("coalesce(NULL, 'unknown')", "unknown")
            .aliases(&["ifnull", "nvl"])
            .polars(|c| Ok(coalesce(&c.lowered)))
            .spark(Same("coalesce")),
        function("nvl2")
            .takes("value: any, there: same, missing: same")
            .gives("same")
            .example("nvl2(NULL, 'there', 'missing')", "missing")
            .polars(|c| Ok(when(c.arg(0).is_not_null()).then(c.arg(1)).otherwise(c.arg(2))))
            .spark(Same("nvl2")),
        function("nullif")
            .takes("value: same, unwanted: same")
            .gives("same")
            .example("nullif(5, 5)", "null")
            .polars(|c| {
                let unwanted = c.arg(0).eq(c.arg(1)).fill_null(lit(false));
                Ok(when(unwanted).then(null(c.data_type)?).otherwise(c.arg(0)))
            })
            .spark(Same("nullif"))
            .copies(2),
    ]
}
