//! Statements that change the rows of a table by keys, from the rows of a staged table. Nulls are equal as keys.

use super::sql_rows::quoted;

/// How two values are compared so that nulls are equal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Equality {
    /// SQLite's `IS`, which uses an index.
    Is,
    /// PostgreSQL's `=`, which can use an index or a hash, and `IS NOT DISTINCT FROM` for keys with a null.
    Split,
    /// MySQL's `<=>`, which uses an index.
    NullSafe,
}

/// Two tables, as in statements, and their columns.
pub(super) struct Keyed<'a> {
    pub target: String,
    pub staged: String,
    pub keys: &'a [String],
    /// All columns that are written, the keys among them.
    pub columns: &'a [String],
    pub equality: Equality,
}

impl Keyed<'_> {
    /// Selects the texts of the first three keys that several staged rows have.
    pub fn repeated(&self) -> String {
        let text = if self.equality == Equality::NullSafe { "char" } else { "text" };
        let texts: Vec<String> = self.keys.iter().map(|key| format!("CAST({} AS {text})", quoted(key))).collect();
        let keys: Vec<String> = self.keys.iter().map(|key| quoted(key)).collect();
        let (texts, keys, staged) = (texts.join(", "), keys.join(", "), &self.staged);
        format!("SELECT {texts} FROM {staged} GROUP BY {keys} HAVING count(*) > 1 ORDER BY {keys} LIMIT 3")
    }

    /// Counts the staged rows whose key is in the target table.
    pub fn matched(&self) -> String {
        format!("SELECT count(*) FROM {} AS s WHERE {}", self.staged, self.is_there())
    }

    /// Give the rows that are there the other values; together they touch each once. None if there are only keys.
    pub fn updates(&self) -> Vec<String> {
        let others = self.columns.iter().filter(|column| !self.keys.contains(column));
        // MySQL names the table of the column that is set; the others refuse that.
        let of = if self.equality == Equality::NullSafe { "t." } else { "" };
        let set: Vec<String> = others.map(|column| format!("{of}{0} = s.{0}", quoted(column))).collect();
        if set.is_empty() {
            return Vec::new();
        }
        let (target, staged, set) = (&self.target, &self.staged, set.join(", "));
        let update = |same: String| match self.equality {
            Equality::NullSafe => format!("UPDATE {target} AS t JOIN {staged} AS s ON {same} SET {set}"),
            Equality::Is | Equality::Split => format!("UPDATE {target} AS t SET {set} FROM {staged} AS s WHERE {same}"),
        };
        self.same().into_iter().map(update).collect()
    }

    /// Adds the rows that are not there.
    pub fn insert(&self) -> String {
        let names: Vec<String> = self.columns.iter().map(|column| quoted(column)).collect();
        let (names, target, staged) = (names.join(", "), &self.target, &self.staged);
        format!("INSERT INTO {target} ({names}) SELECT {names} FROM {staged} AS s WHERE NOT ({})", self.is_there())
    }

    /// Remove the rows that are there.
    pub fn deletes(&self) -> Vec<String> {
        let (target, staged) = (&self.target, &self.staged);
        let delete = |same: String| match self.equality {
            Equality::NullSafe => format!("DELETE t FROM {target} AS t JOIN {staged} AS s ON {same}"),
            Equality::Is | Equality::Split => {
                format!("DELETE FROM {target} AS t WHERE EXISTS (SELECT 1 FROM {staged} AS s WHERE {same})")
            }
        };
        self.same().into_iter().map(delete).collect()
    }

    /// Whether the target table has the key of a staged row.
    fn is_there(&self) -> String {
        let exists = |same: String| format!("EXISTS (SELECT 1 FROM {} AS t WHERE {same})", self.target);
        self.same().into_iter().map(exists).collect::<Vec<_>>().join(" OR ")
    }

    /// Conditions for equal keys of which at most one holds.
    fn same(&self) -> Vec<String> {
        let all = |sign: &str| {
            let each = self.keys.iter().map(|key| format!("t.{0} {sign} s.{0}", quoted(key)));
            each.collect::<Vec<_>>().join(" AND ")
        };
        match self.equality {
            Equality::Is => vec![all("IS")],
            Equality::NullSafe => vec![all("<=>")],
            Equality::Split => {
                let null: Vec<String> = self.keys.iter().map(|key| format!("s.{} IS NULL", quoted(key))).collect();
                vec![all("="), format!("({}) AND {}", null.join(" OR "), all("IS NOT DISTINCT FROM"))]
            }
        }
    }
}
