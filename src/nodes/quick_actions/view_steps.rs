//! The short conditions that can be typed above a column to filter the view.

use crate::base::{ColumnInfo, Problem, Type};
use crate::formula::{Formula, iso, quote_column};
use crate::nodes::kinds::rows::filter::Filter;
use crate::nodes::kinds::rows::sort::{Order, Sort, SortKey};
use crate::nodes::quick_actions::steps::{Step, literal, step};

/// Longest first, so that `>=` is not read as `>`.
const SIGNS: &[(&str, &str)] = &[
    (">=", ">="),
    ("<=", "<="),
    ("<>", "<>"),
    ("!=", "<>"),
    ("≥", ">="),
    ("≤", "<="),
    ("≠", "<>"),
    ("=", "="),
    (">", ">"),
    ("<", "<"),
];

/// The SQL condition for the typed text; `None` if nothing is typed.
pub fn short_condition(column: &ColumnInfo, typed: &str) -> Result<Option<String>, Problem> {
    let typed = typed.trim();
    let quoted = quote_column(&column.name);
    match typed.to_lowercase().as_str() {
        "" => return Ok(None),
        "null" | "is null" | "=null" | "= null" | "空" | "空值" => return Ok(Some(format!("{quoted} IS NULL"))),
        "not null" | "is not null" | "!null" | "<>null" | "<> null" | "非空" => {
            return Ok(Some(format!("{quoted} IS NOT NULL")));
        }
        _ => {}
    }
    if let Some((sign, rest)) = SIGNS.iter().find_map(|(short, sign)| Some((sign, typed.strip_prefix(short)?))) {
        return Ok(Some(format!("{quoted} {sign} {}", value(column, rest)?)));
    }
    if column.data_type == Type::Text {
        let part = typed.to_lowercase().replace('\'', "''");
        return Ok(Some(format!("contains(lower({quoted}), '{part}')")));
    }
    if let Some((low, high)) = typed.split_once("..") {
        let bound = |sign: &str, text: &str| match text.trim() {
            "" => Ok(None),
            text => value(column, text).map(|value| Some(format!("{quoted} {sign} {value}"))),
        };
        let bounds: Vec<String> = [bound(">=", low)?, bound("<=", high)?].into_iter().flatten().collect();
        return Ok((!bounds.is_empty()).then(|| bounds.join(" AND ")));
    }
    Ok(Some(format!("{quoted} = {}", value(column, typed)?)))
}

/// The value in formula syntax.
fn value(column: &ColumnInfo, typed: &str) -> Result<String, Problem> {
    let typed = typed.trim();
    let (fits, example) = match &column.data_type {
        Type::Text => (true, ""),
        Type::Boolean => (iso::boolean(typed).is_some(), "true"),
        Type::Integer | Type::Number | Type::Decimal(..) => (iso::number(typed).is_some_and(f64::is_finite), "> 100"),
        Type::Date => (iso::date(typed).is_some(), ">= 2013-01-31"),
        Type::DateTime(None) => (iso::datetime(typed).is_some(), ">= 2013-01-31 06:00:00"),
        Type::Time => (iso::time(typed).is_some(), ">= 06:00:00"),
        _ => (false, "null"),
    };
    let written = literal(&column.data_type, typed).filter(|_| fits);
    written.ok_or_else(|| {
        Problem::error(say!("is-no", text = typed, data_type = column.data_type.name()))
            .remedy(say!("write-it-as", example = example))
    })
}

/// The filter for the conjunction of the conditions; `None` without any.
pub fn filter_step(conditions: &[String]) -> Option<Step> {
    let condition = conditions.join(" AND ");
    (!condition.is_empty()).then(|| step(say!("step-keep-these-rows"), &Filter { condition: Formula::new(condition) }))
}

/// The sort by these columns, each with whether it is descending; `None` without any.
pub fn sort_step(keys: &[(String, bool)]) -> Option<Step> {
    let key = |(column, largest_first): &(String, bool)| SortKey {
        column: column.clone(),
        order: if *largest_first { Order::Descending } else { Order::Ascending },
        ..SortKey::default()
    };
    (!keys.is_empty()).then(|| step(say!("step-keep-this-order"), &Sort { keys: keys.iter().map(key).collect() }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_letters_are_a_condition() {
        let of = |data_type: Type, typed: &str| {
            short_condition(&ColumnInfo::new("c", data_type), typed).map_err(|problem| problem.message.to_string())
        };
        let some = |text: &str| Ok(Some(text.to_owned()));
        for (data_type, typed, condition) in [
            (Type::Integer, "12", "c = 12"),
            (Type::Integer, " >= -3 ", "c >= -3"),
            (Type::Number, "1..2.5", "c >= 1 AND c <= 2.5"),
            (Type::Number, "..2", "c <= 2"),
            (Type::Integer, "!=0", "c <> 0"),
            (Type::Integer, "not null", "c IS NOT NULL"),
            (Type::Text, "It's", "contains(lower(c), 'it''s')"),
            (Type::Text, "=It's", "c = 'It''s'"),
            (Type::Text, "=", "c = ''"),
            (Type::Text, "a..b", "contains(lower(c), 'a..b')"),
            (Type::Text, "NULL", "c IS NULL"),
            (Type::Integer, "空值", "c IS NULL"),
            (Type::Integer, "非空", "c IS NOT NULL"),
            (Type::Boolean, "true", "c = true"),
            (Type::Date, "<2013-02-01", "c < DATE '2013-02-01'"),
            (Type::List(Box::new(Type::Integer)), "null", "c IS NULL"),
        ] {
            assert_eq!(of(data_type, typed), some(condition), "{typed}");
        }
        assert_eq!(of(Type::Integer, "  "), Ok(None));
        assert_eq!(of(Type::Integer, "abc"), Err("\"abc\" is not a valid integer".into()));
        assert!(of(Type::Date, "> 2013").is_err());
        assert!(of(Type::Binary, "00").is_err());
    }
}
