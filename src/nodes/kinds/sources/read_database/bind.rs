//! The parameters of a query. They are bound as values and never become part of its text, so that no value can change
//! what the query means.

use crate::base::Problem;
use crate::connect::{Constant, SqlPlaces, SqliteRows};
use crate::formula::Value;
use crate::nodes::kit::lower::{Parameters, missing_parameter};

/// The parts of SQL in which a parameter has no meaning.
#[derive(Clone, Copy, PartialEq)]
enum Part {
    Code,
    /// Until this character; twice, it stands for itself.
    Quoted(char),
    /// Until the end of the line.
    LineComment,
    BlockComment,
}

/// The query with `?1`, `?2` and so on in the place of each `${name}`, and their values.
pub(super) fn bound(query: &str, parameters: &Parameters) -> Result<SqliteRows, Problem> {
    let query_end = query.trim_end_matches(|c: char| c.is_whitespace() || c == ';').len();
    let mut sql = String::new();
    let mut values = Vec::new();
    let mut places = vec![(0, 0)];
    let mut part = Part::Code;
    let mut at = 0;
    while at < query_end {
        let rest = &query[at..query_end];
        let parameter = if matches!(part, Part::LineComment | Part::BlockComment) { None } else { parameter(rest) };
        if let Some(end) = parameter {
            let name = &rest[2..end];
            let span = at..at + end + 1;
            if part != Part::Code {
                let problem = Problem::error(say!("database-parameter-quoted", name = name));
                return Err(problem.remedy(say!("database-parameter-unquote", name = name)).at("query").span(span));
            }
            let value = parameters.get(name).ok_or_else(|| {
                missing_parameter(name, parameters.keys().map(String::as_str)).at("query").span(span.clone())
            })?;
            values.push(constant(value).ok_or_else(|| {
                let problem = Problem::error(say!("database-parameter-type", name = name));
                problem.remedy(say!("database-parameter-as-text")).at("query").span(span.clone())
            })?);
            sql.push_str(&format!("?{}", values.len()));
            at = span.end;
            places.push((sql.len(), at));
            continue;
        }
        let Some(sign) = rest.chars().next() else { break };
        part = match part {
            Part::Code if rest.starts_with("--") => Part::LineComment,
            Part::Code if rest.starts_with("/*") => Part::BlockComment,
            Part::Code if matches!(sign, '\'' | '"' | '`') => Part::Quoted(sign),
            Part::Code if sign == '[' => Part::Quoted(']'),
            Part::Quoted(end) if sign == end => Part::Code,
            Part::LineComment if sign == '\n' => Part::Code,
            Part::BlockComment if sql.ends_with('*') && sign == '/' => Part::Code,
            part => part,
        };
        sql.push(sign);
        at += sign.len_utf8();
    }
    Ok(SqliteRows::Query { sql, values, places: SqlPlaces(places) })
}

/// The position of the brace that ends the parameter at the beginning of a text; `None` if there is none.
fn parameter(text: &str) -> Option<usize> {
    let name = text.strip_prefix("${")?.split_once('}')?.0;
    let is_name = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | ' '));
    is_name.then_some(name.len() + 2)
}

/// A value that can be bound exactly; a null can be bound, although no comparison with it is true.
fn constant(value: &Value) -> Option<Constant> {
    match value {
        Value::Boolean(value) => Some(Constant::Boolean(*value)),
        Value::Integer(number) => Some(Constant::Integer(*number)),
        Value::Number(number) if !number.is_nan() => Some(Constant::Number(*number)),
        Value::Text(text) => Some(Constant::Text(text.clone())),
        Value::Date(date) => Some(Constant::Text(date.format("%Y-%m-%d").to_string())),
        Value::DateTime(time) => Some(Constant::Text(time.format("%Y-%m-%d %H:%M:%S%.f").to_string())),
        Value::Null | Value::Number(_) | Value::Decimal(..) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parameters() -> Parameters {
        let text = |text: &str| Value::Text(text.to_owned());
        [("year", Value::Integer(2013)), ("name", text("' OR 1 = 1 --")), ("none", Value::Null)]
            .map(|(name, value)| (name.to_owned(), value))
            .into()
    }

    fn check(query: &str) -> String {
        match bound(query, &parameters()) {
            Ok(SqliteRows::Query { sql, values, .. }) => format!("{sql} {values:?}"),
            Ok(SqliteRows::Table(_)) => unreachable!("it is a query"),
            Err(problem) => format!("! {problem} {:?}", problem.span),
        }
    }

    #[test]
    fn parameters_become_values() {
        assert_eq!(check("SELECT 1; \n"), "SELECT 1 []");
        assert_eq!(
            check("SELECT * FROM a WHERE y = ${year} AND n = ${name};"),
            r#"SELECT * FROM a WHERE y = ?1 AND n = ?2 [Integer(2013), Text("' OR 1 = 1 --")]"#
        );
        assert_eq!(
            check("SELECT 'it''s', [a'b], \"${\" -- ${year}\n, /* ${year} */ ${year}"),
            "SELECT 'it''s', [a'b], \"${\" -- ${year}\n, /* ${year} */ ?1 [Integer(2013)]"
        );
    }

    #[test]
    fn a_parameter_in_quotes_or_without_a_value_is_a_problem() {
        let problem = check("SELECT '${year}'");
        assert!(problem.starts_with("! ") && problem.ends_with("Some(8..15)"), "{problem}");
        let problem = check("SELECT ${yaer}");
        assert!(problem.contains("year") && problem.ends_with("Some(7..14)"), "{problem}");
        assert!(check("SELECT ${none}").starts_with("! "));
    }
}
