//! Moving staged rows to their table, also after a crash.

use super::session::{Session, Use, with};
use super::words::{problem, problem_at};
use crate::base::{KeyBuilder, Problem};
use crate::connect::keyed::Equality;
use crate::connect::servers::{Placement, Places, ServerDriver};
use crate::connect::sql_rows::quoted;
use crate::connect::target::{Driver, ExistingTable, Removal, Standing, repeated_keys};

/// Finishes or removes staged tables.
pub(super) struct PostgresPlaces;

pub const POSTGRES: &dyn Driver = &ServerDriver::<PostgresPlaces>::new();

/// The number of the lock that a session holds while it works with the staged table.
pub(super) fn lock(placement: &Placement) -> i64 {
    let key = KeyBuilder::new("postgres-staged").text(&placement.staged).finish();
    i64::from_be_bytes(std::array::from_fn(|index| key.as_bytes()[index]))
}

/// What kind of thing has this name: "r" for a table, "p" for one in parts, "v" for a view; `None` if nothing has.
pub(super) async fn kind_of_table(
    session: &Session,
    schema: &str,
    table: &str,
) -> Result<Option<String>, tokio_postgres::Error> {
    let sql = "SELECT c.relkind::text FROM pg_catalog.pg_class AS c \
               JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace WHERE n.nspname = $1 AND c.relname = $2";
    Ok(session.client().query_opt(sql, &[&schema, &table]).await?.map(|row| row.get(0)))
}

/// Waits until no other session works with the staged table, and finds out whether it is there.
async fn is_staged(session: &Session, placement: &Placement) -> Result<bool, tokio_postgres::Error> {
    let wait = "SELECT pg_catalog.pg_advisory_xact_lock($1)";
    session.client().execute(wait, &[&lock(placement)]).await?;
    Ok(kind_of_table(session, &placement.schema, &placement.staged).await?.is_some())
}

/// Moves the staged rows to the target table, in one transaction; `false` if they are there already.
pub(super) fn place(placement: &Placement) -> Result<bool, Problem> {
    let server = placement.server()?;
    let moved = with(&server, &placement.reach(), Use::Write, async |session: &Session| {
        let failed = |error: tokio_postgres::Error| problem_at(&server, &error, "table");
        if !is_staged(session, placement).await.map_err(failed)? {
            return Ok(false);
        }
        let (target, staged) = (placement.target(), placement.source());
        let expected = session.client().query_one(&format!("SELECT count(*) FROM {staged}"), &[]).await;
        let expected = expected.map_err(failed)?.get::<_, i64>(0);
        let there = kind_of_table(session, &placement.schema, &placement.table).await.map_err(failed)?;
        if matches!(there.as_deref(), Some("r" | "p")) && !placement.changes.is_empty() {
            let changes = placement.changes.statements(&target).join("; ");
            session.client().batch_execute(&changes).await.map_err(failed)?;
        }
        let moved = match there.as_deref() {
            None => {
                let rename = format!("ALTER TABLE {staged} RENAME TO {}", quoted(&placement.table));
                session.client().batch_execute(&rename).await.map_err(failed)?;
                u64::try_from(expected).unwrap_or(0)
            }
            Some("r" | "p") if placement.existing.is_keyed() => by_keys(session, placement).await.map_err(failed)?,
            Some("r" | "p") if placement.existing != ExistingTable::Fail => {
                if placement.existing == ExistingTable::Replace {
                    // Others may read what was there until the end, and write nothing in between.
                    let lock = format!("LOCK TABLE {target} IN SHARE ROW EXCLUSIVE MODE; DELETE FROM {target}");
                    session.client().batch_execute(&lock).await.map_err(failed)?;
                }
                let names = placement.names();
                let insert = format!("INSERT INTO {target} ({names}) SELECT {names} FROM {staged}");
                session.client().execute(&insert, &[]).await.map_err(failed)?
            }
            Some(kind) => return Err(unusable(kind, &placement.table)),
        };
        if moved != placement.rows || i64::try_from(moved) != Ok(expected) {
            return Err(placement.left_out(moved));
        }
        if there.is_some() {
            session.client().batch_execute(&format!("DROP TABLE {staged}")).await.map_err(failed)?;
        }
        session.client().batch_execute("COMMIT").await.map_err(failed)?;
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

/// Updates, adds or deletes rows by their keys; returns how many staged rows have been used. A trigger may leave some out.
async fn by_keys(session: &Session, placement: &Placement) -> Result<u64, tokio_postgres::Error> {
    let (client, keyed) = (session.client(), placement.keyed(Equality::Split));
    client.batch_execute(&format!("LOCK TABLE {} IN SHARE ROW EXCLUSIVE MODE", keyed.target)).await?;
    if placement.existing == ExistingTable::Delete {
        for delete in keyed.deletes() {
            client.execute(&delete, &[]).await?;
        }
        return Ok(placement.rows);
    }
    let matched = client.query_one(&keyed.matched(), &[]).await?.get::<_, i64>(0);
    let matched = u64::try_from(matched).unwrap_or(0);
    // Several rows of the target may have one key.
    let mut updated = if keyed.updates().is_empty() { matched } else { 0 };
    for update in keyed.updates() {
        updated += client.execute(&update, &[]).await?;
    }
    let inserted = client.execute(&keyed.insert(), &[]).await?;
    Ok(updated.min(matched) + inserted)
}

/// Fails if several staged rows have one key.
pub(super) fn check_keys(placement: &Placement) -> Result<(), Problem> {
    if !placement.existing.is_keyed() {
        return Ok(());
    }
    let server = placement.server()?;
    let repeated = with(&server, &placement.reach(), Use::Read, async |session: &Session| {
        let rows = session.client().query(&placement.keyed(Equality::Split).repeated(), &[]).await;
        let rows = rows.map_err(|error| problem_at(&server, &error, "keys"))?;
        let key = |row: &tokio_postgres::Row| (0..row.len()).map(|index| row.get(index)).collect();
        Ok(rows.iter().map(key).collect::<Vec<Vec<Option<String>>>>())
    })?;
    if repeated.is_empty() { Ok(()) } else { Err(repeated_keys(&repeated)) }
}

/// The number of rows of the existing table.
fn count_present(placement: &Placement) -> Result<i64, Problem> {
    let server = placement.server()?;
    with(&server, &placement.reach(), Use::Read, async |session: &Session| {
        let failed = |error: tokio_postgres::Error| problem_at(&server, &error, "table");
        if kind_of_table(session, &placement.schema, &placement.table).await.map_err(failed)?.is_none() {
            return Ok(0);
        }
        let sql = format!("SELECT count(*) FROM {}", placement.target());
        Ok(session.client().query_one(&sql, &[]).await.map_err(failed)?.get(0))
    })
}

/// The problem of a target that is there and cannot be written.
pub(super) fn unusable(kind: &str, table: &str) -> Problem {
    let message = if matches!(kind, "r" | "p") {
        say!("database-table-exists", name = table)
    } else {
        say!("database-is-no-table", name = table)
    };
    Problem::error(message).remedy(say!("database-other-table")).at("table")
}

/// Removes a staged table.
pub(super) fn remove(placement: &Placement) -> Removal {
    let removed = placement.server().and_then(|server| {
        with(&server, &placement.reach(), Use::Write, async |session: &Session| {
            let failed = |error: tokio_postgres::Error| problem(&server, &error);
            let is_there = is_staged(session, placement).await.map_err(failed)?;
            if is_there {
                let drop = format!("DROP TABLE {}; COMMIT", placement.source());
                session.client().batch_execute(&drop).await.map_err(failed)?;
            }
            Ok(is_there)
        })
    });
    match removed {
        Ok(true) => Removal::Removed,
        Ok(false) => Removal::Absent,
        Err(_) => Removal::Left,
    }
}

/// The rows and the table that holds them change in one transaction: as long as it is there, they have not been placed.
fn standing(placement: &Placement) -> Result<Standing, Problem> {
    let server = placement.server()?;
    let is_there = with(&server, &placement.reach(), Use::Write, async |session: &Session| {
        is_staged(session, placement).await.map_err(|error| problem(&server, &error))
    })?;
    Ok(if is_there { Standing::Waiting } else { Standing::InPlace })
}

impl Places for PostgresPlaces {
    const NAME: &'static str = "postgres";

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
