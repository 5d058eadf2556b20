//! The node that reads a table of a connection.

use crate::nodes::Kind;
use crate::nodes::kinds::sources::read_database::ReadDatabase;

/// A node that reads this table, which is named as the driver names it.
pub fn reader_of_table(connection: &str, table: &str) -> Kind {
    Kind::ReadDatabase(ReadDatabase {
        connection: connection.to_owned(),
        table: table.to_owned(),
        ..Default::default()
    })
}

/// The node with one more table behind those that it reads; `None` if it does not read tables of this connection, or reads
/// this one already.
pub fn with_further_table(kind: &Kind, connection: &str, table: &str) -> Option<Kind> {
    let Kind::ReadDatabase(reads) = kind else { return None };
    let is_named = reads.table == table || reads.tables.iter().any(|other| other == table);
    // A query is whole, and new rows are those of one table.
    let is_one = !reads.query.trim().is_empty() || !reads.new_by.is_empty();
    if reads.connection != connection || is_one || is_named {
        return None;
    }
    let mut reads = reads.clone();
    if reads.table.is_empty() && reads.tables.is_empty() {
        reads.table = table.to_owned();
    } else {
        reads.tables.push(table.to_owned());
    }
    Some(Kind::ReadDatabase(reads))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_further_table_stands_behind_the_others() {
        let one = reader_of_table("shop", "sales_1");
        let two = with_further_table(&one, "shop", "sales_2").expect("a node");
        let Kind::ReadDatabase(reads) = &two else { panic!("another kind") };
        assert_eq!((reads.table.as_str(), reads.tables.as_slice()), ("sales_1", &["sales_2".to_owned()][..]));
        assert!(with_further_table(&two, "shop", "sales_2").is_none(), "it is there");
        assert!(with_further_table(&one, "other", "sales_2").is_none(), "another database");
        let query = ReadDatabase { connection: "shop".into(), query: "SELECT 1".into(), ..Default::default() };
        assert!(with_further_table(&Kind::ReadDatabase(query), "shop", "a").is_none(), "a query");
        let new =
            ReadDatabase { connection: "shop".into(), table: "b".into(), new_by: "at".into(), ..Default::default() };
        assert!(with_further_table(&Kind::ReadDatabase(new), "shop", "a").is_none(), "new rows");
    }
}
