//! What is read through a driver.

use std::sync::Arc;

use crate::base::Problem;
use crate::connect::connections::Foreign;
use crate::connect::servers::TableName;
use crate::connect::sql_rows::SqlRows;

/// Rows of a database that a driver leads to.
#[derive(Clone, Debug)]
pub struct Adbc {
    pub(super) foreign: Arc<Foreign>,
    /// In a query, `?` stands for each of the values.
    pub(super) rows: SqlRows,
}

impl Adbc {
    pub fn new(foreign: Arc<Foreign>, rows: SqlRows) -> Adbc {
        Adbc { foreign, rows }
    }

    /// Fails for a query that is no single SELECT: no other keeps a driver from writing.
    pub(super) fn check(&self) -> Result<(), Problem> {
        let SqlRows::Query { sql, .. } = &self.rows else { return Ok(()) };
        if is_select(sql) {
            return Ok(());
        }
        Err(Problem::error(say!("database-query-no-rows")).remedy(say!("database-write-select")).at("query"))
    }
}

/// The statement for a table, with the quotes of the standard.
pub(super) fn select_all(table: &str) -> Result<String, Problem> {
    Ok(format!("SELECT * FROM {}", TableName::parse(table)?.quoted()))
}

/// Whether a text begins as a query does, and holds no sign that ends a statement outside of quotes and comments.
pub fn is_select(sql: &str) -> bool {
    // Where a backslash or a dollar may begin or end a text, depends on the database.
    let dollar = sql.match_indices('$').any(|(at, _)| !sql[at + 1..].starts_with(|sign: char| sign.is_ascii_digit()));
    if sql.contains(';') && (dollar || sql.contains('\\')) {
        return false;
    }
    let code = code(sql);
    let first = code.trim_start_matches(|sign: char| sign.is_whitespace() || sign == '(');
    let word: String = first.chars().take_while(char::is_ascii_alphabetic).collect();
    let begins = ["SELECT", "WITH", "VALUES", "TABLE", "FROM"];
    begins.iter().any(|begin| begin.eq_ignore_ascii_case(&word)) && !code.contains(';')
}

/// A statement without its comments and without what stands in quotes.
fn code(sql: &str) -> String {
    let mut code = String::new();
    let mut rest = sql;
    while let Some(sign) = rest.chars().next() {
        let skipped = match sign {
            '-' if rest.starts_with("--") => rest.find('\n').unwrap_or(rest.len()),
            '/' if rest.starts_with("/*") => rest[2..].find("*/").map_or(rest.len(), |end| end + 4),
            '\'' | '"' | '`' => rest[1..].find(sign).map_or(rest.len(), |end| end + 2),
            sign => {
                code.push(sign);
                sign.len_utf8()
            }
        };
        rest = &rest[skipped..];
    }
    code
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_single_select_is_sent() {
        for sql in [
            "SELECT 1",
            "  (select ';' AS \"a;b\")",
            "-- DROP;\nWITH a AS (SELECT 1) SELECT * FROM a /* ; */",
            "VALUES (1)",
            "SELECT 'it''s; fine'",
        ] {
            assert!(is_select(sql), "{sql}");
        }
        for sql in [
            "DROP TABLE a",
            "SELECT 1; DROP TABLE a",
            "/* SELECT */ DELETE FROM a",
            "",
            "SELECTED",
            "COPY a TO 'x'",
            "SELECT $$ ' $$; DROP TABLE a --'",
        ] {
            assert!(!is_select(sql), "{sql}");
        }
        assert_eq!(select_all("s.a\"b").as_deref(), Ok("SELECT * FROM \"s\".\"a\"\"b\""));
    }
}
