//! Expressions in Spark SQL. The values of parameters may stay open in them.

use super::order::Key;
use super::types::{DataType, quoted};
use crate::formula::spark_text;

/// An expression. Open parameters are marked as [`crate::formula::OpenSql`] says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sql(String);

impl Sql {
    /// An expression that is written already, with brackets where it is combined with others.
    pub fn written(text: impl Into<String>) -> Sql {
        Sql(text.into())
    }

    pub fn column(name: &str) -> Sql {
        Sql(quoted(name))
    }

    pub fn text(value: &str) -> Sql {
        Sql(spark_text(value))
    }

    pub fn long(value: i64) -> Sql {
        Sql(format!("{value}L"))
    }

    pub fn int(value: i64) -> Sql {
        Sql(value.to_string())
    }

    pub fn null(data_type: &DataType) -> Sql {
        Sql(format!("CAST(NULL AS {})", data_type.name()))
    }

    pub fn call(function: &str, arguments: &[Sql]) -> Sql {
        let arguments: Vec<&str> = arguments.iter().map(Sql::bare).collect();
        Sql(format!("{function}({})", arguments.join(", ")))
    }

    /// `function(DISTINCT self)`.
    pub fn distinct_call(self, function: &str) -> Sql {
        Sql(format!("{function}(DISTINCT {})", self.0))
    }

    pub fn cast(self, data_type: &DataType) -> Sql {
        Sql(format!("CAST({} AS {})", self.0, data_type.name()))
    }

    pub fn is_null(self) -> Sql {
        Sql(format!("({} IS NULL)", self.0))
    }

    pub fn is_not_null(self) -> Sql {
        Sql(format!("({} IS NOT NULL)", self.0))
    }

    pub fn not(self) -> Sql {
        Sql(format!("(NOT {})", self.0))
    }

    /// `left sign right`, in brackets.
    pub fn binary(self, sign: &str, right: Sql) -> Sql {
        Sql(format!("({} {sign} {})", self.0, right.0))
    }

    /// All of them, joined by `sign`; `None` of none.
    pub fn all(parts: Vec<Sql>, sign: &str) -> Option<Sql> {
        match <[Sql; 1]>::try_from(parts) {
            Ok([one]) => Some(one),
            Err(parts) if parts.is_empty() => None,
            Err(parts) => {
                let parts: Vec<String> = parts.into_iter().map(|sql| sql.0).collect();
                Some(Sql(format!("({})", parts.join(&format!(" {sign} ")))))
            }
        }
    }

    pub fn case(holds: Sql, then: Sql, otherwise: Option<Sql>) -> Sql {
        let otherwise = otherwise.map(|sql| format!(" ELSE {}", sql.0)).unwrap_or_default();
        Sql(format!("(CASE WHEN {} THEN {}{otherwise} END)", holds.bare(), then.0))
    }

    /// An aggregate over the rows for which `holds`.
    pub fn filtered(self, holds: Sql) -> Sql {
        Sql(format!("{} FILTER (WHERE {})", self.0, bare(&holds.0)))
    }

    /// Of a list of structs, the list of one of their fields, by name.
    pub fn field_of_each(self, field: &str) -> Sql {
        Sql(format!("transform({}, pair -> pair.{field})", self.0))
    }

    /// A window function; `frame` such as "ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW".
    pub fn over(self, partition: &[String], order: &[Key], frame: &str) -> Sql {
        let mut parts = Vec::new();
        if !partition.is_empty() {
            let names: Vec<String> = partition.iter().map(|name| quoted(name)).collect();
            parts.push(format!("PARTITION BY {}", names.join(", ")));
        }
        if !order.is_empty() {
            let keys: Vec<String> = order.iter().map(Key::sql).collect();
            parts.push(format!("ORDER BY {}", keys.join(", ")));
        }
        if !frame.is_empty() {
            parts.push(frame.to_owned());
        }
        Sql(format!("{} OVER ({})", self.0, parts.join(" ")))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Without brackets around the whole.
    pub(super) fn bare(&self) -> &str {
        bare(&self.0)
    }
}

/// `text` without brackets around the whole.
fn bare(text: &str) -> &str {
    let Some(inner) = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) else { return text };
    let (mut depth, mut quote, mut escaped) = (0_i32, None, false);
    for c in inner.chars() {
        match quote {
            Some(_) if escaped => escaped = false,
            Some('\'') if c == '\\' => escaped = true,
            Some(open) if c == open => quote = None,
            Some(_) => {}
            None => match c {
                '\'' | '`' => quote = Some(c),
                '(' => depth += 1,
                ')' => depth -= 1,
                _ => {}
            },
        }
        if depth < 0 {
            return text;
        }
    }
    inner
}

#[cfg(test)]
mod tests {
    use super::{Sql, bare};

    #[test]
    fn brackets_around_the_whole_are_dropped() {
        for (text, expected) in [
            ("(a > 1)", "a > 1"),
            ("(a) + (b)", "(a) + (b)"),
            ("((a) + (b))", "(a) + (b)"),
            ("(a = ')(')", "a = ')('"),
            ("(a = '\\')') OR (b)", "(a = '\\')') OR (b)"),
            ("a", "a"),
        ] {
            assert_eq!(bare(text), expected);
        }
        assert_eq!(Sql::all(vec![Sql::column("a`b")], "AND").unwrap().as_str(), "`a``b`");
    }
}
