//! Moving staged rows to their table, also after a crash.
//!
//! A statement that creates, renames or drops a table commits by itself. So beside the staged table stands another one with a
//! single row, the mark: it is deleted in the transaction that moves the rows. As long as both are there, nothing has been moved.

use super::altered::alter;
use super::described::{Found, find};
use super::placed::PlacedColumn;
use super::session::{Session, Use, with};
use super::wire::Fault;
use super::words::{problem, problem_at};
use crate::base::{Cause, Problem};
use crate::connect::connections::Server;
use crate::connect::keyed::Equality;
use crate::connect::servers::{Placement, Places, ServerDriver};
use crate::connect::sql_rows::quoted;
use crate::connect::target::{Driver, ExistingTable, Removal, Standing, repeated_keys};

/// Finishes or removes staged tables.
pub(super) struct MySqlPlaces;

pub const MYSQL: &dyn Driver = &ServerDriver::<MySqlPlaces>::new();

/// The lock that a session has while it works with the staged table.
pub(super) fn lock_of(placement: &Placement) -> String {
    placement.staged.clone()
}

/// The name of the table with the mark.
fn mark_name(placement: &Placement) -> String {
    format!("{}_m", placement.staged)
}

fn mark(placement: &Placement) -> String {
    format!("{}.{}", quoted(&placement.schema), quoted(&mark_name(placement)))
}

/// The most characters or bytes of a text in an index.
const INDEXED: u64 = 100;
/// The most columns of a key in an index.
const MOST_INDEXED: usize = 4;

/// The index by which rows are found: without one, each row would be compared with each. Empty if no column can be indexed.
fn index(placement: &Placement, columns: &[PlacedColumn]) -> String {
    let part = |column: &PlacedColumn| {
        let name = quoted(&column.name);
        let (kind, rest) = column.data_type.split_once('(').unwrap_or((&column.data_type, ""));
        match kind {
            "json" => None,
            kind if kind.ends_with("text") || kind.ends_with("blob") => Some(format!("{name}({INDEXED})")),
            "char" | "varchar" | "binary" | "varbinary" => {
                let length: u64 = rest.trim_end_matches(')').parse().unwrap_or(0);
                Some(if length > INDEXED { format!("{name}({INDEXED})") } else { name })
            }
            _ => Some(name),
        }
    };
    let keys = placement.keys.iter().filter_map(|key| columns.iter().find(|column| column.name == *key));
    let parts: Vec<String> = keys.filter_map(part).take(MOST_INDEXED).collect();
    if parts.is_empty() { String::new() } else { format!(", INDEX ({})", parts.join(", ")) }
}

/// Creates both tables: with the columns as they are declared, and an index of the keys; and the mark.
pub(super) async fn create(
    session: &mut Session,
    placement: &Placement,
    columns: &[PlacedColumn],
) -> Result<(), Fault> {
    let (staged, mark) = (placement.source(), mark(placement));
    session.run(&format!("CREATE TABLE {mark} (n tinyint NOT NULL) ENGINE=InnoDB")).await?;
    session.run(&format!("INSERT INTO {mark} VALUES (1)")).await?;
    let declared = columns.iter().map(|column| format!("{} {} NULL", quoted(&column.name), column.declaration));
    let declared: Vec<String> = declared.collect();
    let index = if placement.existing.is_keyed() { index(placement, columns) } else { String::new() };
    // This row format has no narrow limit.
    let create = format!("CREATE TABLE {staged} ({}{index}) ENGINE=InnoDB ROW_FORMAT=DYNAMIC", declared.join(", "));
    session.run(&create).await.map(drop)
}

/// How far a placement has come, in a session that has its lock.
async fn standing_in(session: &mut Session, placement: &Placement) -> Result<Standing, Fault> {
    let is_staged = find(session, &placement.schema, &placement.staged).await?.is_some();
    let is_marked = find(session, &placement.schema, &mark_name(placement)).await?.is_some();
    let waits =
        is_staged && is_marked && session.count(&format!("SELECT count(*) FROM {}", mark(placement))).await? > 0;
    Ok(if waits { Standing::Waiting } else { Standing::InPlace })
}

/// Drops what is left; the mark goes last, since without it the rows count as moved.
async fn clear(session: &mut Session, placement: &Placement) -> Result<(), Fault> {
    session.run(&format!("DROP TABLE IF EXISTS {}", placement.source())).await?;
    session.run(&format!("DROP TABLE IF EXISTS {}", mark(placement))).await.map(drop)
}

/// Moves the staged rows to the target table, in one transaction; `false` if they are there already.
fn place(placement: &Placement) -> Result<bool, Problem> {
    let server = placement.server()?;
    let moved = with(&server, &placement.reach(), Use::Write, async |session: &mut Session| {
        let failed = |fault: Fault| problem_at(&server, &fault, "table");
        session.lock(&server, &lock_of(placement)).await?;
        if standing_in(session, placement).await.map_err(failed)? != Standing::Waiting {
            clear(session, placement).await.map_err(failed)?;
            return Ok(false);
        }
        let (target, staged) = (placement.target(), placement.source());
        let expected = session.count(&format!("SELECT count(*) FROM {staged}")).await.map_err(failed)?;
        let there = find(session, &placement.schema, &placement.table).await.map_err(failed)?;
        let moved = match &there {
            None if expected != placement.rows => expected,
            None => {
                session.run(&format!("RENAME TABLE {staged} TO {target}")).await.map_err(failed)?;
                expected
            }
            Some(found) => {
                check_target(found, placement.existing, &placement.table)?;
                alter(session, &server, placement).await?;
                move_rows(session, &server, placement).await?
            }
        };
        if moved != placement.rows || moved != expected {
            return Err(placement.left_out(moved));
        }
        if there.is_some() {
            session.run(&format!("DELETE FROM {}", mark(placement))).await.map_err(failed)?;
            session.run("COMMIT").await.map_err(failed)?;
        }
        // What cannot be dropped now is nothing but a table that nobody reads.
        let _ = clear(session, placement).await;
        Ok(true)
    });
    match moved {
        // Perhaps only the answer was lost: the server knows.
        Err(problem) if problem.cause.is_transient() => match standing(placement) {
            Ok(Standing::InPlace) => Ok(true),
            _ => Err(problem),
        },
        moved => moved,
    }
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

/// Replaces, appends, updates or deletes rows; returns how many staged rows have been used. A trigger may leave some out.
async fn move_rows(session: &mut Session, server: &Server, placement: &Placement) -> Result<u64, Problem> {
    let failed = |fault: Fault| problem_at(server, &fault, "table");
    let (target, staged, names) = (placement.target(), placement.source(), placement.names());
    let keyed = placement.keyed(Equality::NullSafe);
    let (mut updated, mut matched) = (0, 0);
    match placement.existing {
        ExistingTable::Delete => {
            for delete in keyed.deletes() {
                changed(session, server, &delete).await?;
            }
            return Ok(placement.rows);
        }
        ExistingTable::Upsert => {
            matched = session.count(&keyed.matched()).await.map_err(failed)?;
            // Several rows of the target may have one key.
            updated = if keyed.updates().is_empty() { matched } else { 0 };
            for update in keyed.updates() {
                updated += changed(session, server, &update).await?;
            }
        }
        // All rows are locked until the end: others may read what was there, and write nothing in between.
        ExistingTable::Replace => {
            changed(session, server, &format!("DELETE FROM {target}")).await?;
        }
        ExistingTable::Append | ExistingTable::Fail => {}
    }
    let insert = if placement.existing == ExistingTable::Upsert {
        keyed.insert()
    } else {
        format!("INSERT INTO {target} ({names}) SELECT {names} FROM {staged}")
    };
    Ok(updated.min(matched) + changed(session, server, &insert).await?)
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
    let repeated = with(&server, &placement.reach(), Use::Write, async |session: &mut Session| {
        let rows = session.run(&placement.keyed(Equality::NullSafe).repeated()).await;
        Ok(rows.map_err(|fault| problem_at(&server, &fault, "keys"))?.rows)
    })?;
    if repeated.is_empty() { Ok(()) } else { Err(repeated_keys(&repeated)) }
}

/// The number of rows of the existing table.
fn count_present(placement: &Placement) -> Result<i64, Problem> {
    let server = placement.server()?;
    with(&server, &placement.reach(), Use::Write, async |session: &mut Session| {
        let failed = |fault: Fault| problem_at(&server, &fault, "table");
        if find(session, &placement.schema, &placement.table).await.map_err(failed)?.is_none() {
            return Ok(0);
        }
        let count = session.count(&format!("SELECT count(*) FROM {}", placement.target())).await.map_err(failed)?;
        Ok(i64::try_from(count).unwrap_or(i64::MAX))
    })
}

/// Removes what was staged.
pub(super) fn remove(placement: &Placement) -> Removal {
    let removed = placement.server().and_then(|server| {
        with(&server, &placement.reach(), Use::Write, async |session: &mut Session| {
            let failed = |fault: Fault| problem(&server, &fault);
            session.lock(&server, &lock_of(placement)).await?;
            let is_staged = find(session, &placement.schema, &placement.staged).await.map_err(failed)?.is_some();
            let is_marked = find(session, &placement.schema, &mark_name(placement)).await.map_err(failed)?.is_some();
            if is_staged || is_marked {
                clear(session, placement).await.map_err(failed)?;
            }
            Ok(is_staged || is_marked)
        })
    });
    match removed {
        Ok(true) => Removal::Removed,
        Ok(false) => Removal::Absent,
        Err(_) => Removal::Left,
    }
}

fn standing(placement: &Placement) -> Result<Standing, Problem> {
    let server = placement.server()?;
    with(&server, &placement.reach(), Use::Write, async |session: &mut Session| {
        session.lock(&server, &lock_of(placement)).await?;
        standing_in(session, placement).await.map_err(|fault| problem(&server, &fault))
    })
}

impl Places for MySqlPlaces {
    const NAME: &'static str = "mysql";

    fn place(placement: &Placement) -> Result<bool, Problem> {
        place(placement)
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
