//! Moving staged rows to their table, also after a crash.

use std::sync::Arc;

use super::placement::{Placement, STAGED};
use super::session::{Session, Use, with};
use super::words::{problem, problem_at};
use crate::base::{Cancellation, Cause, Problem};
use crate::connect::connections::{Connection, Server};
use crate::connect::reach::Reach;
use crate::connect::source::Address;
use crate::connect::sql_rows::quoted;
use crate::connect::target::{Driver, ExistingTable, Removal, Standing, Ticket, repeated_keys};

/// Finishes or removes staged tables. Both tickets are a [`Placement`] as JSON.
struct PostgresDriver;

pub const POSTGRES: &dyn Driver = &PostgresDriver;

pub(super) fn ticket(placement: &Placement) -> Result<Ticket, Problem> {
    let text = serde_json::to_string(placement)
        .map_err(|error| Problem::error(say!("write-cannot-note", error = error)).remedy(say!("file-choose-name")))?;
    Ok(Ticket { driver: POSTGRES.name().to_owned(), text })
}

/// The server of a placement. Fails if the connection leads elsewhere now.
fn server(placement: &Placement) -> Result<Arc<Server>, Problem> {
    match placement.connections.find(&placement.connection, &placement.base)? {
        Connection::Postgres(server) if placement.url.starts_with(&server.url("")) => Ok(server),
        _ => {
            let name = placement.connection.as_str();
            let problem = Problem::error(say!("postgres-leads-elsewhere", name = name, url = placement.url.as_str()));
            Err(problem.remedy(say!("postgres-restore-definition")).at("connection").because(Cause::Source))
        }
    }
}

/// What a commit may reach: it is not cancelled in the middle.
fn reach(placement: &Placement) -> Reach {
    let reach = Reach::new(placement.base.clone()).with_connections(placement.connections.clone());
    reach.cancelled_by(&Cancellation::default())
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
    let lock = "SELECT pg_catalog.pg_advisory_xact_lock($1)";
    session.client().execute(lock, &[&placement.lock()]).await?;
    Ok(kind_of_table(session, &placement.schema, &placement.staged).await?.is_some())
}

/// Moves the staged rows to the target table, in one transaction; `false` if they are there already.
pub(super) fn place(placement: &Placement) -> Result<bool, Problem> {
    let server = server(placement)?;
    let moved = with(&server, &reach(placement), Use::Write, async |session: &Session| {
        let failed = |error: tokio_postgres::Error| problem_at(&server, &error, "table");
        if !is_staged(session, placement).await.map_err(failed)? {
            return Ok(false);
        }
        let (target, staged) = (placement.target(), placement.source());
        let expected = session.client().query_one(&format!("SELECT count(*) FROM {staged}"), &[]).await;
        let expected = expected.map_err(failed)?.get::<_, i64>(0);
        let there = kind_of_table(session, &placement.schema, &placement.table).await.map_err(failed)?;
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
                let names = placement.columns.iter().map(|name| quoted(name));
                let names = names.collect::<Vec<_>>().join(", ");
                let insert = format!("INSERT INTO {target} ({names}) SELECT {names} FROM {staged}");
                session.client().execute(&insert, &[]).await.map_err(failed)?
            }
            Some(kind) => return Err(unusable(kind, &placement.table)),
        };
        if moved != placement.rows || i64::try_from(moved) != Ok(expected) {
            // A trigger or a rule has left rows out.
            let problem =
                Problem::error(say!("database-rows-left-out", name = placement.table.as_str(), count = moved));
            return Err(problem.remedy(say!("database-check-triggers")).at("table"));
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
    let (client, keyed) = (session.client(), placement.keyed());
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
    let server = server(placement)?;
    let repeated = with(&server, &reach(placement), Use::Read, async |session: &Session| {
        let rows = session.client().query(&placement.keyed().repeated(), &[]).await;
        let rows = rows.map_err(|error| problem_at(&server, &error, "keys"))?;
        let key = |row: &tokio_postgres::Row| (0..row.len()).map(|index| row.get(index)).collect();
        Ok(rows.iter().map(key).collect::<Vec<Vec<Option<String>>>>())
    })?;
    if repeated.is_empty() { Ok(()) } else { Err(repeated_keys(&repeated)) }
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
    let removed = server(placement).and_then(|server| {
        with(&server, &reach(placement), Use::Write, async |session: &Session| {
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
    let server = server(placement)?;
    let is_there = with(&server, &reach(placement), Use::Write, async |session: &Session| {
        is_staged(session, placement).await.map_err(|error| problem(&server, &error))
    })?;
    Ok(if is_there { Standing::Waiting } else { Standing::InPlace })
}

fn address(placement: &Placement) -> Address {
    Address::Url(placement.url.clone())
}

fn read(ticket: &str) -> Option<Placement> {
    serde_json::from_str(ticket).ok()
}

impl Driver for PostgresDriver {
    fn name(&self) -> &'static str {
        "postgres"
    }

    fn remove(&self, staged: &str) -> Removal {
        read(staged).map_or(Removal::Absent, |placement| remove(&placement))
    }

    fn finish(&self, prepared: &str) -> Result<Option<Address>, Problem> {
        let Some(placement) = read(prepared) else { return Ok(None) };
        Ok(place(&placement)?.then(|| address(&placement)))
    }

    /// A note may be forged: it may only name tables that are created for staging.
    fn check(&self, ticket: &str) -> Result<(), Problem> {
        if read(ticket).is_some_and(|placement| placement.staged.starts_with(STAGED)) {
            return Ok(());
        }
        Err(Problem::error(say!("database-ticket-foreign")).remedy(say!("defect-report")))
    }

    fn address(&self, prepared: &str) -> Option<Address> {
        read(prepared).map(|placement| address(&placement))
    }

    fn standing(&self, prepared: &str) -> Result<Standing, Problem> {
        read(prepared).map_or(Ok(Standing::Lost), |placement| standing(&placement))
    }
}
