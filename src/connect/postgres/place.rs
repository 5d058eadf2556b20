//! Moving staged rows to their table, also after a crash.

use super::session::{Session, Use, with};
use super::words::{problem, problem_at};
use crate::base::{Cancellation, KeyBuilder, Problem};
use crate::connect::connections::Server;
use crate::connect::keyed::Equality;
use crate::connect::servers::{Placement, Places, ServerDriver, Waiting};
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
    session.client().query_opt(sql, &[&schema, &table]).await?.map(|row| row.try_get(0)).transpose()
}

/// Waits until no other session works with the staged table, and finds out whether it is there.
async fn is_staged(session: &Session, placement: &Placement) -> Result<bool, tokio_postgres::Error> {
    let wait = "SELECT pg_catalog.pg_advisory_xact_lock($1)";
    session.client().execute(wait, &[&lock(placement)]).await?;
    Ok(kind_of_table(session, &placement.schema, &placement.staged).await?.is_some())
}

/// Whether the target table is there; `None` if the rows have been moved already.
async fn look(session: &Session, server: &Server, placement: &Placement) -> Result<Option<bool>, Problem> {
    let failed = |error: tokio_postgres::Error| problem_at(server, &error, "table");
    if !is_staged(session, placement).await.map_err(failed)? {
        return Ok(None);
    }
    let there = kind_of_table(session, &placement.schema, &placement.table).await.map_err(failed)?;
    match there.as_deref() {
        None => Ok(Some(false)),
        Some("r" | "p") if placement.existing != ExistingTable::Fail => Ok(Some(true)),
        Some(kind) => Err(unusable(kind, &placement.table)),
    }
}

/// Which tables refer to which others by foreign keys.
async fn references(session: &Session, server: &Server, tables: &[&Placement]) -> Result<Vec<(usize, usize)>, Problem> {
    let sql = "SELECT n.nspname, c.relname, m.nspname, d.relname FROM pg_catalog.pg_constraint AS k \
               JOIN pg_catalog.pg_class AS c ON c.oid = k.conrelid \
               JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace \
               JOIN pg_catalog.pg_class AS d ON d.oid = k.confrelid \
               JOIN pg_catalog.pg_namespace AS m ON m.oid = d.relnamespace \
               WHERE k.contype = 'f' AND c.relname = ANY ($1) AND d.relname = ANY ($1)";
    let names: Vec<&str> = tables.iter().map(|placement| placement.table.as_str()).collect();
    let rows = session.client().query(sql, &[&names]).await;
    let rows = rows.map_err(|error| problem_at(server, &error, "table"))?;
    let number = |row: &tokio_postgres::Row, at: usize| {
        let (schema, table): (&str, &str) = (row.try_get(at).ok()?, row.try_get(at + 1).ok()?);
        tables.iter().position(|placement| placement.schema == schema && placement.table == table)
    };
    Ok(rows.iter().filter_map(|row| Some((number(row, 0)?, number(row, 2)?))).collect())
}

/// Deletes the rows that are to go. Others may read what was there until the end, and write nothing in between.
async fn empty(session: &Session, waiting: &Waiting<'_>) -> Result<(), tokio_postgres::Error> {
    let (client, placement) = (session.client(), waiting.placement);
    let target = placement.target();
    if !waiting.is_there || placement.existing == ExistingTable::Append {
        return Ok(());
    }
    client.batch_execute(&format!("LOCK TABLE {target} IN SHARE ROW EXCLUSIVE MODE")).await?;
    match placement.existing {
        ExistingTable::Replace => client.batch_execute(&format!("DELETE FROM {target}")).await,
        ExistingTable::Delete => {
            for delete in placement.keyed(Equality::Split).deletes() {
                client.execute(&delete, &[]).await?;
            }
            Ok(())
        }
        ExistingTable::Upsert | ExistingTable::Append | ExistingTable::Fail => Ok(()),
    }
}

/// Adds and updates rows; returns how many staged rows have been used.
async fn fill(session: &Session, waiting: &Waiting<'_>) -> Result<u64, tokio_postgres::Error> {
    let (client, placement) = (session.client(), waiting.placement);
    let (target, staged) = (placement.target(), placement.source());
    if !waiting.is_there {
        let expected = client.query_one(&format!("SELECT count(*) FROM {staged}"), &[]).await?.try_get::<_, i64>(0)?;
        client.batch_execute(&format!("ALTER TABLE {staged} RENAME TO {}", quoted(&placement.table))).await?;
        return Ok(u64::try_from(expected).unwrap_or(0));
    }
    let used = match placement.existing {
        ExistingTable::Delete => placement.rows,
        ExistingTable::Upsert => upserted(session, placement).await?,
        ExistingTable::Replace | ExistingTable::Append | ExistingTable::Fail => {
            let names = placement.names();
            client.execute(&format!("INSERT INTO {target} ({names}) SELECT {names} FROM {staged}"), &[]).await?
        }
    };
    client.batch_execute(&format!("DROP TABLE {staged}")).await?;
    Ok(used)
}

/// Updates and adds rows by their keys; returns how many staged rows have been used. A trigger may leave some out.
async fn upserted(session: &Session, placement: &Placement) -> Result<u64, tokio_postgres::Error> {
    let (client, keyed) = (session.client(), placement.keyed(Equality::Split));
    let matched = client.query_one(&keyed.matched(), &[]).await?.try_get::<_, i64>(0)?;
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
    let repeated = with(&server, &placement.reach(&Cancellation::default()), Use::Read, async |session: &Session| {
        let rows = session.client().query(&placement.keyed(Equality::Split).repeated(), &[]).await;
        let rows = rows.map_err(|error| problem_at(&server, &error, "keys"))?;
        let key = |row: &tokio_postgres::Row| (0..row.len()).map(|index| row.try_get(index)).collect();
        let keys: Result<Vec<Vec<Option<String>>>, _> = rows.iter().map(key).collect();
        keys.map_err(|error| problem_at(&server, &error, "keys"))
    })?;
    if repeated.is_empty() { Ok(()) } else { Err(repeated_keys(&repeated)) }
}

/// The number of rows of the existing table.
fn count_present(placement: &Placement) -> Result<i64, Problem> {
    let server = placement.server()?;
    with(&server, &placement.reach(&Cancellation::default()), Use::Read, async |session: &Session| {
        let failed = |error: tokio_postgres::Error| problem_at(&server, &error, "table");
        if kind_of_table(session, &placement.schema, &placement.table).await.map_err(failed)?.is_none() {
            return Ok(0);
        }
        let sql = format!("SELECT count(*) FROM {}", placement.target());
        session.client().query_one(&sql, &[]).await.and_then(|row| row.try_get(0)).map_err(failed)
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
        with(&server, &placement.reach(&Cancellation::default()), Use::Write, async |session: &Session| {
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
    let is_there = with(&server, &placement.reach(&Cancellation::default()), Use::Write, async |session: &Session| {
        is_staged(session, placement).await.map_err(|error| problem(&server, &error))
    })?;
    Ok(if is_there { Standing::Waiting } else { Standing::InPlace })
}

impl Places for PostgresPlaces {
    const NAME: &'static str = "postgres";

    type Session = Session;

    async fn look(session: &mut Session, server: &Server, it: &Placement) -> Result<Option<bool>, Problem> {
        look(session, server, it).await
    }

    async fn references(
        session: &mut Session,
        server: &Server,
        tables: &[&Placement],
    ) -> Result<Vec<(usize, usize)>, Problem> {
        references(session, server, tables).await
    }

    async fn alter(session: &mut Session, server: &Server, it: &Waiting<'_>) -> Result<(), Problem> {
        let changes = it.placement.changes.statements(&it.placement.target()).join("; ");
        session.client().batch_execute(&changes).await.map_err(|error| problem_at(server, &error, "table"))
    }

    async fn empty(session: &mut Session, server: &Server, it: &Waiting<'_>) -> Result<(), Problem> {
        empty(session, it).await.map_err(|error| problem_at(server, &error, "table"))
    }

    async fn fill(session: &mut Session, server: &Server, it: &Waiting<'_>) -> Result<u64, Problem> {
        fill(session, it).await.map_err(|error| problem_at(server, &error, "table"))
    }

    /// Constraints that the server would check at the end are checked now.
    async fn check(session: &mut Session, server: &Server, _: &[&Waiting<'_>]) -> Result<(), Problem> {
        let checked = session.client().batch_execute("SET CONSTRAINTS ALL IMMEDIATE").await;
        checked.map_err(|error| problem_at(server, &error, "table"))
    }

    async fn commit(session: &mut Session, server: &Server, _: &[Waiting<'_>]) -> Result<(), Problem> {
        session.client().batch_execute("COMMIT").await.map_err(|error| problem(server, &error))
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
