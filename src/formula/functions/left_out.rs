//! Functions of other SQL dialects that formulas omit on purpose, with the alternative to use.

use crate::base::Text;

/// The alternative to a function of other SQL dialects that formulas omit on purpose.
pub(in crate::formula) fn not_in_formulas(name: &str) -> Option<Text> {
    Some(match name.to_lowercase().as_str() {
        "min" | "max" => say!("function-min-max"),
        "sum"
        | "avg"
        | "mean"
        | "count"
        | "median"
        | "stddev"
        | "stddev_samp"
        | "stddev_pop"
        | "variance"
        | "var_samp"
        | "var_pop"
        | "first"
        | "last"
        | "any_value"
        | "string_agg"
        | "listagg"
        | "array_agg"
        | "collect_list"
        | "collect_set"
        | "count_if"
        | "quantile"
        | "percentile"
        | "approx_count_distinct"
        | "mode" => say!("function-of-groups"),
        rows if works_on_rows(rows) => say!("function-of-rows"),
        "now" | "today" | "current_date" | "current_timestamp" | "getdate" | "curdate" | "current_time"
        | "localtimestamp" | "sysdate" => say!("function-of-clock"),
        "rand" | "random" | "uuid" | "newid" => say!("function-of-chance"),
        _ => return None,
    })
}

/// Whether it depends on other rows than its own: on their order or their number.
pub(in crate::formula) fn works_on_rows(name: &str) -> bool {
    const NAMES: [&str; 11] = [
        "row_number",
        "rank",
        "dense_rank",
        "lag",
        "lead",
        "ntile",
        "first_value",
        "last_value",
        "nth_value",
        "percent_rank",
        "cume_dist",
    ];
    NAMES.iter().any(|row| row.eq_ignore_ascii_case(name))
}
