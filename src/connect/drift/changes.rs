//! What changes in a table before it receives rows.

use serde::{Deserialize, Serialize};

use crate::connect::sql_rows::quoted;

/// Columns that are added and widened.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changes {
    pub added: Vec<Added>,
    /// Only those that a value needs, once all rows have arrived.
    pub widened: Vec<Widened>,
}

/// A column that the table lacks; it allows null.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Added {
    pub name: String,
    /// As users read it.
    pub data_type: String,
    /// As in CREATE TABLE.
    pub declaration: String,
}

/// A column that gets another type, which holds each of its values unchanged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Widened {
    pub name: String,
    pub from: String,
    pub to: String,
}

impl Changes {
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.widened.is_empty()
    }

    /// Keeps the columns to widen that are among `needed`.
    pub fn keep_widened(&mut self, needed: &[String]) {
        self.widened.retain(|widened| needed.contains(&widened.name));
    }

    /// The statements that add columns to a table, and that widen them as PostgreSQL does; in a transaction.
    pub fn statements(&self, table: &str) -> Vec<String> {
        let added = self.added.iter().map(|added| {
            let Added { name, declaration, .. } = added;
            format!("ALTER TABLE {table} ADD COLUMN {} {declaration}", quoted(name))
        });
        let widened = self.widened.iter().map(|widened| {
            let Widened { name, to, .. } = widened;
            format!("ALTER TABLE {table} ALTER COLUMN {} TYPE {to}", quoted(name))
        });
        added.chain(widened).collect()
    }

    /// Whether a run could have noted them: a note may be forged, and its types become parts of statements.
    pub fn are_plain(&self) -> bool {
        let is_plain = |text: &String| {
            let is_part =
                |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, ' ' | '_' | '(' | ')' | ',' | '[' | ']');
            let outside = without_fields(text);
            !outside.is_empty() && outside.chars().all(is_part)
        };
        let types = self.added.iter().map(|added| &added.declaration).chain(self.widened.iter().map(|it| &it.to));
        types.into_iter().all(is_plain)
    }
}

/// A type without the names of fields, which stand in quotes where a field begins: `STRUCT("a b" bigint)`.
fn without_fields(text: &str) -> String {
    let mut outside = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('"') {
        let (before, name) = rest.split_at(at);
        outside.push_str(before);
        let Some(end) = name[1..].find('"').filter(|_| before.ends_with('(') || before.ends_with(", ")) else {
            return outside + name;
        };
        rest = &name[end + 2..];
    }
    outside + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changes(declaration: &str) -> Changes {
        let added = vec![Added { name: "a\"b".into(), data_type: "bigint".into(), declaration: declaration.into() }];
        let widened = Widened { name: "n".into(), from: "integer".into(), to: "numeric(20,0)".into() };
        Changes { added, widened: vec![widened] }
    }

    #[test]
    fn statements_name_their_columns_in_quotes() {
        let expected = [
            "ALTER TABLE \"t\" ADD COLUMN \"a\"\"b\" bigint",
            "ALTER TABLE \"t\" ALTER COLUMN \"n\" TYPE numeric(20,0)",
        ];
        let mut changes = changes("bigint");
        assert_eq!(changes.statements("\"t\""), expected);
        changes.keep_widened(&["other".to_owned()]);
        assert_eq!(changes.statements("\"t\""), expected[..1]);
    }

    #[test]
    fn a_forged_type_is_recognised() {
        for plain in [
            "bigint",
            "timestamp with time zone",
            "numeric(38,10)",
            "text[]",
            "TEXT",
            "STRUCT(\"a;b\" BIGINT, \"c\" STRUCT(\"d\" DATE))[]",
        ] {
            assert!(changes(plain).are_plain(), "{plain}");
        }
        for forged in
            ["", "int; DROP TABLE a", "int DEFAULT 'x'", "int -- a", "int CHECK (a > 1)", "int\"a\"", "STRUCT(\"a"]
        {
            assert!(!changes(forged).are_plain(), "{forged}");
        }
    }
}
