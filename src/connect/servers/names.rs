//! Names of tables: `orders`, `sales.orders`, `"a.b"."c""d"`.

use crate::base::Problem;
use crate::connect::sql_rows::quoted;

/// A table, perhaps with its schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableName {
    pub schema: Option<String>,
    pub table: String,
}

impl TableName {
    /// Names without quotes mean what they say, capitals included; quotes are only needed around a dot.
    pub fn parse(text: &str) -> Result<TableName, Problem> {
        let wrong = || {
            let problem = Problem::error(say!("server-table-name", name = text));
            problem.remedy(say!("server-write-table-name")).at("table")
        };
        let mut parts = vec![String::new()];
        let mut signs = text.trim().chars().peekable();
        let mut is_quoted = false;
        while let Some(sign) = signs.next() {
            let last = parts.last_mut().ok_or_else(wrong)?;
            match sign {
                '"' if is_quoted && signs.peek() == Some(&'"') => {
                    signs.next();
                    last.push('"');
                }
                '"' if is_quoted => {
                    is_quoted = false;
                    if !matches!(signs.peek(), None | Some('.')) {
                        return Err(wrong());
                    }
                }
                '"' if last.is_empty() => is_quoted = true,
                '.' if !is_quoted => parts.push(String::new()),
                sign => last.push(sign),
            }
        }
        if is_quoted || parts.iter().any(|part| part.is_empty() || part.contains('\0')) {
            return Err(wrong());
        }
        match parts.as_slice() {
            [table] => Ok(TableName { schema: None, table: table.clone() }),
            [schema, table] => Ok(TableName { schema: Some(schema.clone()), table: table.clone() }),
            _ => Err(wrong()),
        }
    }

    /// The name of the table, and that of the schema if there is one.
    pub fn parts(&self) -> impl Iterator<Item = &String> {
        self.schema.iter().chain([&self.table])
    }

    /// As in a statement.
    pub fn quoted(&self) -> String {
        match &self.schema {
            Some(schema) => format!("{}.{}", quoted(schema), quoted(&self.table)),
            None => quoted(&self.table),
        }
    }
}

/// A part of a table's name as a user writes it.
pub fn written_part(name: &str) -> String {
    if name.contains(['.', '"']) { quoted(name) } else { name.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_quoted_once() {
        for (text, expected) in [
            ("orders", "\"orders\""),
            ("Orders", "\"Orders\""),
            ("sales.orders", "\"sales\".\"orders\""),
            ("\"a.b\".\"c\"\"d\"", "\"a.b\".\"c\"\"d\""),
            ("a b.c%/d", "\"a b\".\"c%/d\""),
            ("select", "\"select\""),
            ("a'; DROP TABLE b; --", "\"a'; DROP TABLE b; --\""),
            ("a\"b", "\"a\"\"b\""),
            ("🦊", "\"🦊\""),
        ] {
            assert_eq!(TableName::parse(text).map(|name| name.quoted()).as_deref(), Ok(expected), "{text}");
        }
        for text in ["a.b.c", ".a", "a.", "\"a", "\"a\"b", ""] {
            assert!(TableName::parse(text).is_err(), "{text}");
        }
        for (schema, table) in [("sales", "a"), ("s.x", "a\"b")] {
            let name = TableName::parse(&format!("{}.{}", written_part(schema), written_part(table))).expect("a name");
            assert_eq!((name.schema.as_deref(), name.table.as_str()), (Some(schema), table));
        }
    }
}
