//! Adding and widening columns. Each such statement commits by itself, so it comes before the transaction that moves the rows: if
//! that one fails, the table has a column of nulls, or a wider one, and its old rows.

use super::literal::{literal, ticked};
use super::session::Session;
use super::wire::Fault;
use super::words::problem_at;
use crate::base::{Cause, Problem};
use crate::connect::connections::Server;
use crate::connect::drift::Added;
use crate::connect::servers::Placement;
use crate::connect::sql_rows::quoted;

/// Changes the target table in one statement. What an attempt before has changed is left as it is.
pub(super) async fn alter(session: &mut Session, server: &Server, placement: &Placement) -> Result<(), Problem> {
    if placement.changes.is_empty() {
        return Ok(());
    }
    let failed = |fault: Fault| problem_at(server, &fault, "table");
    let sql = format!(
        "SELECT COLUMN_NAME, COLUMN_TYPE FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = {} AND TABLE_NAME = {}",
        literal(&placement.schema),
        literal(&placement.table)
    );
    let there = session.run(&sql).await.map_err(failed)?.rows;
    let type_of = |name: &str| {
        let row = there.iter().find(|row| row.first().and_then(Option::as_deref) == Some(name));
        row.and_then(|row| row.get(1)?.clone())
    };
    let mut parts = Vec::new();
    for Added { name, declaration, .. } in &placement.changes.added {
        match type_of(name) {
            None => parts.push(format!("ADD COLUMN {} {declaration} NULL", quoted(name))),
            Some(found) if same_type(&found, declaration) => {}
            Some(_) => return Err(changed(placement, name)),
        }
    }
    let is_open = |name: &str, to: &str| type_of(name).is_some_and(|found| !same_type(&found, to));
    let open: Vec<_> = placement.changes.widened.iter().filter(|it| is_open(&it.name, &it.to)).collect();
    if !open.is_empty() {
        let table = format!("{}.{}", ticked(&placement.schema), ticked(&placement.table));
        let rows = session.run(&format!("SHOW CREATE TABLE {table}")).await.map_err(failed)?.rows;
        let definition = rows.into_iter().next().and_then(|row| row.into_iter().nth(1).flatten()).unwrap_or_default();
        for widened in open {
            let other = redefined(&definition, &widened.name, &widened.from, &widened.to);
            parts.push(format!("MODIFY COLUMN {}", other.ok_or_else(|| changed(placement, &widened.name))?));
        }
    }
    if !parts.is_empty() {
        let alter = format!("ALTER TABLE {} {}", placement.target(), parts.join(", "));
        session.run(&alter).await.map_err(failed)?;
    }
    Ok(())
}

/// Somebody else has changed the column meanwhile.
fn changed(placement: &Placement, name: &str) -> Problem {
    let problem = Problem::error(say!("drift-changed-meanwhile", table = placement.table.as_str(), name = name));
    problem.remedy(say!("drift-run-again")).at("table").because(Cause::Source)
}

/// The first word of a type, its sign and its digits; servers add a width of display to integers, or none.
fn parts(data_type: &str) -> (String, bool, Option<String>) {
    let name = data_type.split(['(', ' ']).next().unwrap_or_default().to_lowercase();
    let digits = data_type.split_once('(').and_then(|(_, rest)| Some(rest.split_once(')')?.0.replace(' ', "")));
    let digits = if name.ends_with("int") && digits.as_deref() != Some("1") { None } else { digits };
    (name, data_type.contains("unsigned"), digits)
}

/// Whether a type that is there is the one that was declared.
fn same_type(there: &str, declared: &str) -> bool {
    parts(there) == parts(declared)
}

/// The definition of a column with another type, out of the definition of its table: everything else in it stays.
fn redefined(table: &str, name: &str, from: &str, to: &str) -> Option<String> {
    // How names are quoted there depends on the session.
    let begins = [format!("{} {from}", quoted(name)), format!("{} {from}", ticked(name))];
    let after = |line: &'_ str| begins.iter().find_map(|begin| Some(line.strip_prefix(begin.as_str())?.to_owned()));
    let rest = table.lines().find_map(|line| after(line.trim_start()))?;
    let rest = rest.trim_end().trim_end_matches(',');
    (rest.is_empty() || rest.starts_with(' ')).then(|| format!("{} {to}{rest}", quoted(name)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_keeps_all_but_its_type() {
        let table = "CREATE TABLE `t` (\n  `id` int(11) NOT NULL AUTO_INCREMENT COMMENT 'a, `n` b',\n  \
                     `n` int(11) unsigned DEFAULT 5,\n  `a``b` varchar(2) COLLATE utf8mb4_bin\n) ENGINE=InnoDB";
        let of = |name, from, to| redefined(table, name, from, to);
        assert_eq!(
            of("id", "int(11)", "bigint").as_deref(),
            Some("\"id\" bigint NOT NULL AUTO_INCREMENT COMMENT 'a, `n` b'")
        );
        assert_eq!(of("n", "int(11) unsigned", "bigint unsigned").as_deref(), Some("\"n\" bigint unsigned DEFAULT 5"));
        assert_eq!(of("a`b", "varchar(2)", "longtext").as_deref(), Some("\"a`b\" longtext COLLATE utf8mb4_bin"));
        assert_eq!((of("n", "int(1", "bigint"), of("x", "int(11)", "bigint")), (None, None));
    }

    #[test]
    fn types_are_the_same_with_and_without_a_width_of_display() {
        assert!(same_type("bigint(20)", "bigint") && same_type("int(10) unsigned", "int unsigned"));
        assert!(same_type("decimal(12,2)", "decimal(12,2)") && same_type("longtext", "longtext CHARACTER SET utf8mb4"));
        assert!(!same_type("bigint(20)", "bigint unsigned") && !same_type("tinyint(4)", "tinyint(1)"));
        assert!(!same_type("datetime", "datetime(6)") && !same_type("decimal(12,2)", "decimal(12,3)"));
    }
}
