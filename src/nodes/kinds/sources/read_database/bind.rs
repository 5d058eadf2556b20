//! The parameters of a query. They are bound as values and never become part of its text, so that no value can change
//! what the query means.

use crate::base::Problem;
use crate::connect::{Constant, SqlPlaces, SqlRows};
use crate::formula::Value;
use crate::nodes::kit::lower::{Parameters, missing_parameter};

/// The parts of SQL in which a parameter has no meaning.
#[derive(Clone, Copy, PartialEq)]
enum Part {
    Code,
    /// Until this character; twice, it stands for itself.
    Quoted(char),
    /// A text in which a backslash takes the next sign, until this character.
    Escaped(char),
    /// Until the end of the line.
    LineComment,
    BlockComment,
}

/// Whose SQL it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dialect {
    Sqlite,
    Postgres,
    MySql,
    /// Whatever is behind a driver of ADBC.
    Adbc,
}

/// The query with `?1`, `?2` and so on (`$1`, `$2` for PostgreSQL and DuckDB, `?` for MySQL and ADBC) in the place of each `${name}`, and their
/// values.
pub(super) fn bound(query: &str, parameters: &Parameters, dialect: Dialect) -> Result<SqlRows, Problem> {
    let query_end = query.trim_end_matches(|c: char| c.is_whitespace() || c == ';').len();
    let mut sql = String::new();
    let mut values = Vec::new();
    let mut places = vec![(0, 0)];
    let mut part = Part::Code;
    let mut at = 0;
    while at < query_end {
        let rest = &query[at..query_end];
        let found = if matches!(part, Part::LineComment | Part::BlockComment) { None } else { parameter(rest) };
        if let Some(end) = found {
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
            sql.push_str(&match dialect {
                Dialect::Sqlite => format!("?{}", values.len()),
                Dialect::Postgres => format!("${}", values.len()),
                Dialect::MySql | Dialect::Adbc => "?".to_owned(),
            });
            at = span.end;
            places.push((sql.len(), at));
            continue;
        }
        if part == Part::Code
            && dialect == Dialect::Postgres
            && let Some(end) = dollar_quoted(rest, &sql)
        {
            if let Some(name) = rest[..end]
                .find("${")
                .and_then(|begin| parameter(&rest[begin..]).map(|end| &rest[begin + 2..begin + end]))
            {
                let problem = Problem::error(say!("database-parameter-quoted", name = name));
                return Err(problem
                    .remedy(say!("database-parameter-unquote", name = name))
                    .at("query")
                    .span(at..at + end));
            }
            sql.push_str(&rest[..end]);
            at += end;
            continue;
        }
        let Some(sign) = rest.chars().next() else { break };
        part = match part {
            Part::Code if begins_comment(rest, dialect) => Part::LineComment,
            Part::Code if rest.starts_with("/*") => Part::BlockComment,
            Part::Code if sign == '\'' && dialect == Dialect::Postgres && is_escaping(&sql) => Part::Escaped(sign),
            Part::Code if matches!(sign, '\'' | '"') && dialect == Dialect::MySql => Part::Escaped(sign),
            Part::Code if matches!(sign, '\'' | '"') => Part::Quoted(sign),
            Part::Code if sign == '`' && dialect != Dialect::Postgres => Part::Quoted(sign),
            Part::Code if sign == '[' && dialect == Dialect::Sqlite => Part::Quoted(']'),
            Part::Quoted(end) if sign == end => Part::Code,
            Part::Escaped(end) if sign == end => Part::Code,
            Part::Escaped(_) if sign == '\\' => {
                sql.push(sign);
                at += 1;
                let Some(next) = query[at..query_end].chars().next() else { break };
                sql.push(next);
                at += next.len_utf8();
                continue;
            }
            Part::LineComment if sign == '\n' => Part::Code,
            Part::BlockComment if sql.ends_with('*') && sign == '/' => Part::Code,
            part => part,
        };
        sql.push(sign);
        at += sign.len_utf8();
    }
    Ok(SqlRows::Query { sql, values, places: SqlPlaces(places) })
}

/// Whether a comment to the end of the line begins here. In MySQL two dashes alone are twice a minus.
fn begins_comment(rest: &str, dialect: Dialect) -> bool {
    match dialect {
        Dialect::Sqlite | Dialect::Postgres | Dialect::Adbc => rest.starts_with("--"),
        Dialect::MySql => {
            let after = rest.strip_prefix("--").map(|after| after.chars().next());
            rest.starts_with('#') || after.is_some_and(|sign| sign.is_none_or(|sign| sign.is_whitespace()))
        }
    }
}

/// Whether a quote after this text begins one in which backslashes count: after a single `E`.
fn is_escaping(before: &str) -> bool {
    let mut signs = before.chars().rev();
    let is_name = |sign: Option<char>| sign.is_some_and(|sign| sign.is_alphanumeric() || sign == '_');
    matches!(signs.next(), Some('e' | 'E')) && !is_name(signs.next())
}

/// Where a text between `$$` or `$name$` at the beginning ends; `None` if there is none.
fn dollar_quoted(text: &str, before: &str) -> Option<usize> {
    // Within a name a dollar is a part of it.
    if before.chars().next_back().is_some_and(|sign| sign.is_alphanumeric() || sign == '_') {
        return None;
    }
    let length = text.strip_prefix('$')?.find('$')?;
    let name = &text[1..=length];
    let is_name = name.chars().all(|sign| sign.is_alphanumeric() || sign == '_');
    if !is_name || name.starts_with(|sign: char| sign.is_ascii_digit()) {
        return None;
    }
    let mark = &text[..length + 2];
    Some(text[mark.len()..].find(mark).map_or(text.len(), |end| end + 2 * mark.len()))
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
        check_in(query, Dialect::Sqlite)
    }

    fn check_in(query: &str, dialect: Dialect) -> String {
        match bound(query, &parameters(), dialect) {
            Ok(SqlRows::Query { sql, values, .. }) => format!("{sql} {values:?}"),
            Ok(SqlRows::Table(_)) => unreachable!("it is a query"),
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
    fn texts_of_postgresql_are_no_code() {
        let check = |query: &str| check_in(query, Dialect::Postgres);
        assert_eq!(check("SELECT a[1], ${year}"), "SELECT a[1], $1 [Integer(2013)]");
        assert_eq!(check("SELECT E'it\\'s', ${year}"), "SELECT E'it\\'s', $1 [Integer(2013)]");
        assert_eq!(check("SELECT date'it\\', ${year}"), "SELECT date'it\\', $1 [Integer(2013)]");
        assert_eq!(check("SELECT $$it's$$, $a$ $$ $a$, ${year}"), "SELECT $$it's$$, $a$ $$ $a$, $1 [Integer(2013)]");
        assert_eq!(check("SELECT a$b$c, ${year}"), "SELECT a$b$c, $1 [Integer(2013)]");
        assert!(check("SELECT $$ ${year} $$").starts_with("! "));
        assert!(check("SELECT E'\\' ${year}'").starts_with("! "));
    }

    #[test]
    fn texts_of_mysql_are_no_code() {
        let check = |query: &str| check_in(query, Dialect::MySql);
        assert_eq!(check("SELECT ${year}, ${year}"), "SELECT ?, ? [Integer(2013), Integer(2013)]");
        assert_eq!(check("SELECT 'it\\'s', ${year}"), "SELECT 'it\\'s', ? [Integer(2013)]");
        assert_eq!(check("SELECT \"it's\", `a'b`, ${year}"), "SELECT \"it's\", `a'b`, ? [Integer(2013)]");
        assert_eq!(check("SELECT 1--${year}"), "SELECT 1--? [Integer(2013)]");
        assert_eq!(check("SELECT 1 -- '\n, ${year} # '"), "SELECT 1 -- '\n, ? # ' [Integer(2013)]");
        assert!(check("SELECT '\\' ${year}'").starts_with("! "));
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
