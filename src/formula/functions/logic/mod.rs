//! Functions of conditions, nulls and NaN.

use polars::prelude::*;

use super::Function;
use super::Spark::{Same, Template, With};
use crate::formula::lower::null;

pub(super) fn functions() -> Vec<Function> {
    let f = Function::new;
    vec![
        f(
            ("if", "condition: boolean, then: same, [otherwise: same] -> same"),
            ("if(1 < 2, 'less', 'more')", "less"),
            |c| {
                let otherwise = if c.count() > 2 { c.arg(2) } else { null(c.data_type)? };
                Ok(when(c.arg(0)).then(c.arg(1)).otherwise(otherwise))
            },
            With(|_, sql| format!("if({}, {}, {})", sql[0], sql[1], sql.get(2).map_or("NULL", String::as_str))),
        )
        .aliases(&["iff", "iif"]),
        f(
            ("coalesce", "value: same... -> same"),
            ("coalesce(NULL, 'unknown')", "unknown"),
            |c| Ok(coalesce(&c.lowered)),
            Same("coalesce"),
        )
        .aliases(&["ifnull", "nvl"]),
        f(
            ("nvl2", "value: any, there: same, missing: same -> same"),
            ("nvl2(NULL, 'there', 'missing')", "missing"),
            |c| Ok(when(c.arg(0).is_not_null()).then(c.arg(1)).otherwise(c.arg(2))),
            Same("nvl2"),
        ),
        f(
            ("nullif", "value: same, unwanted: same -> same"),
            ("nullif(5, 5)", "null"),
            |c| {
                let unwanted = c.arg(0).eq(c.arg(1)).fill_null(lit(false));
                Ok(when(unwanted).then(null(c.data_type)?).otherwise(c.arg(0)))
            },
            Same("nullif"),
        )
        .copies(2),
        f(
            ("isnull", "value: any -> boolean"),
            ("isnull(NULL)", "true"),
            |c| Ok(c.arg(0).is_null()),
            Template("({0} IS NULL)"),
        ),
        f(
            ("isnotnull", "value: any -> boolean"),
            ("isnotnull(NULL)", "false"),
            |c| Ok(c.arg(0).is_not_null()),
            Template("({0} IS NOT NULL)"),
        ),
        f(
            ("isnan", "value: number -> boolean"),
            ("isnan(sqrt(-1))", "true"),
            |c| Ok(c.arg(0).is_nan().fill_null(lit(false))),
            Same("isnan"),
        ),
        f(
            ("nanvl", "value: number, replacement: number -> number"),
            ("nanvl(sqrt(-1), 0)", "0.0"),
            |c| Ok(when(c.arg(0).is_nan().fill_null(lit(false))).then(c.arg(1)).otherwise(c.arg(0))),
            Same("nanvl"),
        )
        .copies(2),
    ]
}
