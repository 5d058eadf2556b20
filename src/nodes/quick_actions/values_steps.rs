//! Steps for several values of a column, and steps that move a column.

use crate::base::ColumnInfo;
use crate::formula::{Formula, quote_column};
use crate::nodes::kinds::columns::select::{Pick, Select};
use crate::nodes::kinds::rows::filter::Filter;
use crate::nodes::quick_actions::steps::{Step, Value, literal, step, value_steps};

/// Filters that keep the rows with one of these values, or exclude them; none if a value cannot be written in a
/// formula. If the column has `nulls`, they are kept when other values are excluded.
pub fn values_steps(column: &ColumnInfo, values: &[Value<'_>], nulls: bool) -> Vec<Step> {
    let written = values.iter().filter_map(|value| match value {
        Value::Null => None,
        Value::Written(text) => Some(literal(&column.data_type, text)),
    });
    let Some(literals) = written.collect::<Option<Vec<String>>>() else { return Vec::new() };
    let quoted = quote_column(&column.name);
    let filter = |condition: String| Filter { condition: Formula::new(condition) };
    if let [one] = values {
        return value_steps(column, *one, nulls);
    }
    let has_null = values.contains(&Value::Null);
    let list = literals.join(", ");
    let keep = match (literals.is_empty(), has_null) {
        (true, _) => return Vec::new(),
        (false, true) => format!("{quoted} IN ({list}) OR {quoted} IS NULL"),
        (false, false) => format!("{quoted} IN ({list})"),
    };
    let exclude = match (has_null, nulls) {
        (true, _) => format!("{quoted} NOT IN ({list}) AND {quoted} IS NOT NULL"),
        (false, true) => format!("{quoted} NOT IN ({list}) OR {quoted} IS NULL"),
        (false, false) => format!("{quoted} NOT IN ({list})"),
    };
    let name = &column.name;
    let count = values.len();
    let title = if nulls && !has_null {
        say!("step-exclude-values-not-null", name = name, count = count)
    } else {
        say!("step-exclude-values", name = name, count = count)
    };
    vec![step(say!("step-keep-values", name = name, count = count), &filter(keep)), step(title, &filter(exclude))]
}

/// Selects that move a column to the first or to the last position.
pub fn move_steps(columns: &[&str], name: &str) -> Vec<Step> {
    let others = || columns.iter().filter(|other| **other != name).copied();
    let ordered = |names: Vec<&str>| {
        let pick = |name: &str| Pick { column: name.to_owned(), ..Pick::default() };
        Select { columns: names.into_iter().map(pick).collect(), ..Select::default() }
    };
    let mut steps = Vec::new();
    if columns.first() != Some(&name) {
        let first = ordered(std::iter::once(name).chain(others()).collect());
        steps.push(Step { apart: true, ..step(say!("step-move-first"), &first) });
    }
    if columns.last() != Some(&name) {
        steps.push(step(say!("step-move-last"), &ordered(others().chain([name]).collect())));
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Type;
    use crate::nodes::kit::checks::check_node;

    #[test]
    fn several_values_are_kept_or_left_out_and_nulls_are_values_too() {
        let column = ColumnInfo::new("c", Type::Text);
        let done = |values: &[Value<'_>], nulls: bool, rows: [&str; 2]| {
            let steps = values_steps(&column, values, nulls);
            for (step, rows) in steps.iter().zip(rows) {
                let node = format!("{} {}", step.kind, step.settings);
                check_node(&node, "c:text\nUA\nAA\nDL\n-", &format!("c:text\n{rows}"));
            }
            steps.len()
        };
        let ua = Value::Written("UA");
        let aa = Value::Written("AA");
        assert_eq!(done(&[ua, aa], true, ["UA\nAA", "DL\n-"]), 2);
        assert_eq!(done(&[ua, Value::Null], true, ["UA\n-", "AA\nDL"]), 2);
        assert_eq!(done(&[ua], true, ["UA", "AA\nDL\n-"]), 2);
        assert_eq!(done(&[Value::Null], true, ["-", "UA\nAA\nDL"]), 2);
        let plain = values_steps(&column, &[ua], false);
        assert_eq!(plain[1].settings, r#"(condition:"c <> 'UA'")"#, "without nulls it is short");
        assert!(
            values_steps(&ColumnInfo::new("c", Type::Number), &[Value::Written("NaN"), Value::Null], true).is_empty()
        );
    }

    #[test]
    fn a_column_moves_to_either_end() {
        let moved: Vec<String> = move_steps(&["a", "b", "c"], "b").into_iter().map(|step| step.settings).collect();
        assert_eq!(
            moved,
            [
                r#"(columns:[(column:"b"),(column:"a"),(column:"c")])"#,
                r#"(columns:[(column:"a"),(column:"c"),(column:"b")])"#
            ]
        );
        assert_eq!(move_steps(&["a", "b"], "a").len(), 1);
    }
}
