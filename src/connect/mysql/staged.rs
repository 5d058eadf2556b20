//! The staged table of an output.
//!
//! A statement that creates, renames or drops a table commits by itself. So beside the staged table stands another one with a
//! single row, the mark: it is deleted in the transaction that moves the rows. As long as both are there, nothing has been moved.

use super::described::find;
use super::placed::PlacedColumn;
use super::session::{Session, Use, with};
use super::wire::Fault;
use super::words::problem;
use crate::base::{Cancellation, Problem};
use crate::connect::servers::Placement;
use crate::connect::sql_rows::quoted;
use crate::connect::target::{Removal, Standing};

/// The lock that a session has while it works with the staged table.
pub(super) fn lock_of(placement: &Placement) -> String {
    placement.staged.clone()
}

/// The name of the table with the mark.
fn mark_name(placement: &Placement) -> String {
    format!("{}_m", placement.staged)
}

pub(super) fn mark(placement: &Placement) -> String {
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
pub(super) async fn standing_in(session: &mut Session, placement: &Placement) -> Result<Standing, Fault> {
    let is_staged = find(session, &placement.schema, &placement.staged).await?.is_some();
    let is_marked = find(session, &placement.schema, &mark_name(placement)).await?.is_some();
    let waits =
        is_staged && is_marked && session.count(&format!("SELECT count(*) FROM {}", mark(placement))).await? > 0;
    Ok(if waits { Standing::Waiting } else { Standing::InPlace })
}

/// Drops what is left; the mark goes last, since without it the rows count as moved.
pub(super) async fn clear(session: &mut Session, placement: &Placement) -> Result<(), Fault> {
    session.run(&format!("DROP TABLE IF EXISTS {}", placement.source())).await?;
    session.run(&format!("DROP TABLE IF EXISTS {}", mark(placement))).await.map(drop)
}

/// Removes what was staged.
pub(super) fn remove(placement: &Placement) -> Removal {
    let removed = placement.server().and_then(|server| {
        with(&server, &placement.reach(&Cancellation::default()), Use::Write, async |session: &mut Session| {
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

pub(super) fn standing(placement: &Placement) -> Result<Standing, Problem> {
    let server = placement.server()?;
    with(&server, &placement.reach(&Cancellation::default()), Use::Write, async |session: &mut Session| {
        session.lock(&server, &lock_of(placement)).await?;
        standing_in(session, placement).await.map_err(|fault| problem(&server, &fault))
    })
}
