//! Moving staged rows to their tables.

use super::altered::alter;
use super::described::{Found, find};
use super::literal::literal;
use super::session::{Session, Use, with};
use super::staged::{clear, lock_of, mark, remove, standing, standing_in};
use super::wire::{Fault, TextRow, text_at};
use super::words::{problem, problem_at};
use crate::base::{Cancellation, Cause, Problem};
use crate::connect::connections::Server;
use crate::connect::keyed::Equality;
use crate::connect::servers::{Placement, Places, ServerDriver, Waiting};
use crate::connect::target::{Driver, ExistingTable, Removal, Standing, repeated_keys};

/// Finishes or removes staged tables.
pub(super) struct MySqlPlaces;

pub const MYSQL: &dyn Driver = &ServerDriver::<MySqlPlaces>::new();

/// Whether the target table is there; `None` if the rows have been moved already.
async fn look(session: &mut Session, server: &Server, placement: &Placement) -> Result<Option<bool>, Problem> {
    let failed = |fault: Fault| problem_at(server, &fault, "table");
    session.lock(server, &lock_of(placement)).await?;
    if standing_in(session, placement).await.map_err(failed)? != Standing::Waiting {
        clear(session, placement).await.map_err(failed)?;
        return Ok(None);
    }
    let there = find(session, &placement.schema, &placement.table).await.map_err(failed)?;
    if let Some(found) = &there {
        check_target(found, placement.existing, &placement.table)?;
    }
    Ok(Some(there.is_some()))
}

/// Which tables refer to which others by foreign keys.
async fn references(session: &mut Session, tables: &[&Placement]) -> Result<Vec<(usize, usize)>, Fault> {
    let names: Vec<String> = tables.iter().map(|placement| literal(&placement.table)).collect();
    let names = names.join(", ");
    let sql = format!(
        "SELECT DISTINCT TABLE_SCHEMA, TABLE_NAME, REFERENCED_TABLE_SCHEMA, REFERENCED_TABLE_NAME \
         FROM information_schema.KEY_COLUMN_USAGE WHERE TABLE_NAME IN ({names}) AND REFERENCED_TABLE_NAME IN ({names})"
    );
    let rows = session.run(&sql).await?.rows;
    let number = |row: &TextRow, place: usize| {
        let (schema, table) = (text_at(row, place)?, text_at(row, place + 1)?);
        // The server may not distinguish capitals; a table more in the order does no harm.
        let same = |it: &Placement| it.schema.eq_ignore_ascii_case(schema) && it.table.eq_ignore_ascii_case(table);
        tables.iter().position(|placement| same(placement))
    };
    let pair = |row: &TextRow| Some((number(row, 0)?, number(row, 2)?));
    Ok(rows.iter().filter_map(pair).collect())
}

/// Fails for a target that is there and cannot be written, or not as a whole.
pub(super) fn check_target(found: &Found, existing: ExistingTable, name: &str) -> Result<(), Problem> {
    let message = if !matches!(found.kind.as_str(), "BASE TABLE" | "SYSTEM VERSIONED") {
        say!("database-is-no-table", name = name)
    } else if existing == ExistingTable::Fail {
        say!("database-table-exists", name = name)
    } else if found.is_transactional != Some(true) {
        let problem = Problem::error(say!("mysql-not-transactional", name = name));
        return Err(problem.remedy(say!("mysql-use-innodb")).at("table"));
    } else {
        return Ok(());
    };
    Err(Problem::error(message).remedy(say!("database-other-table")).at("table"))
}

/// Deletes the rows that are to go. Of a table that is replaced all rows are locked until the end: others may read what was
/// there, and write nothing in between.
async fn empty(session: &mut Session, server: &Server, waiting: &Waiting<'_>) -> Result<(), Problem> {
    let placement = waiting.placement;
    let deletes = match placement.existing {
        _ if !waiting.is_there => Vec::new(),
        ExistingTable::Replace => vec![format!("DELETE FROM {}", placement.target())],
        ExistingTable::Delete => placement.keyed(Equality::NullSafe).deletes(),
        ExistingTable::Upsert | ExistingTable::Append | ExistingTable::Fail => Vec::new(),
    };
    for delete in deletes {
        changed(session, server, &delete).await?;
    }
    Ok(())
}

/// Adds and updates rows; returns how many staged rows have been used: a trigger may leave some out. A new table is named at the
/// commit.
async fn fill(session: &mut Session, server: &Server, waiting: &Waiting<'_>) -> Result<u64, Problem> {
    let failed = |fault: Fault| problem_at(server, &fault, "table");
    let placement = waiting.placement;
    let (target, staged, names) = (placement.target(), placement.source(), placement.names());
    let expected = session.count(&format!("SELECT count(*) FROM {staged}")).await.map_err(failed)?;
    if !waiting.is_there || expected != placement.rows {
        return Ok(expected);
    }
    let keyed = placement.keyed(Equality::NullSafe);
    let used = match placement.existing {
        ExistingTable::Delete => placement.rows,
        ExistingTable::Upsert => {
            let matched = session.count(&keyed.matched()).await.map_err(failed)?;
            // Several rows of the target may have one key.
            let mut updated = if keyed.updates().is_empty() { matched } else { 0 };
            for update in keyed.updates() {
                updated += changed(session, server, &update).await?;
            }
            updated.min(matched) + changed(session, server, &keyed.insert()).await?
        }
        ExistingTable::Replace | ExistingTable::Append | ExistingTable::Fail => {
            let insert = format!("INSERT INTO {target} ({names}) SELECT {names} FROM {staged}");
            changed(session, server, &insert).await?
        }
    };
    changed(session, server, &format!("DELETE FROM {}", mark(placement))).await?;
    Ok(used)
}

/// Commits what was moved, then names all new tables at once. After a crash in between the next start names them.
async fn commit(session: &mut Session, all: &[Waiting<'_>]) -> Result<(), Fault> {
    session.run("COMMIT").await?;
    let new = all.iter().filter(|waiting| !waiting.is_there).map(|waiting| waiting.placement);
    let renamed: Vec<String> = new.map(|it| format!("{} TO {}", it.source(), it.target())).collect();
    if !renamed.is_empty() {
        session.run(&format!("RENAME TABLE {}", renamed.join(", "))).await?;
    }
    for waiting in all {
        // What cannot be dropped now is nothing but a table that nobody reads.
        let _ = clear(session, waiting.placement).await;
    }
    Ok(())
}

/// Runs a statement that changes rows; returns how many. A warning is an error: a value would be another one.
async fn changed(session: &mut Session, server: &Server, sql: &str) -> Result<u64, Problem> {
    let done = session.run(sql).await.map_err(|fault| problem_at(server, &fault, "table"))?.done;
    if done.warnings == 0 {
        return Ok(done.rows);
    }
    let warnings = session.run("SHOW WARNINGS").await.map_err(|fault| problem(server, &fault))?.rows;
    let text = |row: &[Option<String>], index: usize| row.get(index).cloned().flatten().unwrap_or_default();
    // Notes tell how the server works; one of them tells of digits that were cut off.
    let harm = warnings.iter().find(|row| text(row, 0) != "Note" || text(row, 1) == "1265");
    match harm {
        Some(row) => {
            let problem = Problem::error(say!("database-refuses", error = text(row, 2)));
            Err(problem.remedy(say!("database-check-triggers")).at("table").because(Cause::User))
        }
        None => Ok(done.rows),
    }
}

/// Fails if several staged rows have one key.
fn check_keys(placement: &Placement) -> Result<(), Problem> {
    if !placement.existing.is_keyed() {
        return Ok(());
    }
    let server = placement.server()?;
    let repeated =
        with(&server, &placement.reach(&Cancellation::default()), Use::Write, async |session: &mut Session| {
            let rows = session.run(&placement.keyed(Equality::NullSafe).repeated()).await;
            Ok(rows.map_err(|fault| problem_at(&server, &fault, "keys"))?.rows)
        })?;
    if repeated.is_empty() { Ok(()) } else { Err(repeated_keys(&repeated)) }
}

/// The number of rows of the existing table.
fn count_present(placement: &Placement) -> Result<i64, Problem> {
    let server = placement.server()?;
    with(&server, &placement.reach(&Cancellation::default()), Use::Write, async |session: &mut Session| {
        let failed = |fault: Fault| problem_at(&server, &fault, "table");
        if find(session, &placement.schema, &placement.table).await.map_err(failed)?.is_none() {
            return Ok(0);
        }
        let count = session.count(&format!("SELECT count(*) FROM {}", placement.target())).await.map_err(failed)?;
        Ok(i64::try_from(count).unwrap_or(i64::MAX))
    })
}

impl Places for MySqlPlaces {
    const NAME: &'static str = "mysql";

    type Session = Session;

    async fn look(session: &mut Session, server: &Server, it: &Placement) -> Result<Option<bool>, Problem> {
        look(session, server, it).await
    }

    async fn references(
        session: &mut Session,
        server: &Server,
        tables: &[&Placement],
    ) -> Result<Vec<(usize, usize)>, Problem> {
        references(session, tables).await.map_err(|fault| problem_at(server, &fault, "table"))
    }

    async fn alter(session: &mut Session, server: &Server, it: &Waiting<'_>) -> Result<(), Problem> {
        alter(session, server, it.placement).await
    }

    async fn empty(session: &mut Session, server: &Server, it: &Waiting<'_>) -> Result<(), Problem> {
        empty(session, server, it).await
    }

    async fn fill(session: &mut Session, server: &Server, it: &Waiting<'_>) -> Result<u64, Problem> {
        fill(session, server, it).await
    }

    /// The server checks every constraint at once.
    async fn check(_: &mut Session, _: &Server, _: &[&Waiting<'_>]) -> Result<(), Problem> {
        Ok(())
    }

    async fn commit(session: &mut Session, server: &Server, all: &[Waiting<'_>]) -> Result<(), Problem> {
        commit(session, all).await.map_err(|fault| problem(server, &fault))
    }

    fn remove(placement: &Placement) -> Removal {
        remove(placement)
    }

    fn standing(placement: &Placement) -> Result<Standing, Problem> {
        standing(placement)
    }

    fn check_keys(placement: &Placement) -> Result<(), Problem> {
        check_keys(placement)
    }

    fn count_present(placement: &Placement) -> Result<i64, Problem> {
        count_present(placement)
    }
}
