//! Reads the rows of a statement into batches of typed columns, as they arrive: a batch is in memory at a time.

use super::asked::MySql;
use super::decode::Builder;
use super::described::{Described, Order};
use super::kinds::{Reading, reading};
use super::session::{Session, Use, with};
use super::statement::Select;
use super::wire::{Column, Fault, Fields, binary_row, end, error};
use super::words::{problem, problem_at};
use crate::base::Problem;
use crate::connect::reach::Reach;
use crate::connect::scan::{Complete, Receive, ScanRequest, Turns};
use crate::connect::servers::{Batch, Held};
use crate::connect::sql_rows::SqlRows;

/// How often cancellation is checked, in rows.
const STRETCH: u64 = 4_096;

/// Reads what is requested, as one statement: all rows are of one moment.
pub(super) fn read(
    asked: &MySql,
    described: &Described,
    request: &ScanRequest,
    reach: &Reach,
    receive: Receive<'_>,
) -> Result<Complete, Problem> {
    with(&asked.server, reach, Use::Read, async |session: &mut Session| {
        read_in(session, (asked, described), request, reach, receive).await
    })
}

/// Reads several tables in one transaction. `of` tells what is read of a database.
pub(super) fn read_all<S>(
    turns: &mut Turns<'_, S>,
    of: fn(&S) -> (&MySql, &Described),
    reach: &Reach,
) -> Result<Complete, Problem> {
    let Some((first, _)) = turns.all().first() else { return Ok(Complete::at_end_of_store()) };
    let server = of(first).0.server.clone();
    with(&server, reach, Use::Read, async |session: &mut Session| {
        while let Some((scan, request)) = turns.next()? {
            // The table before may have had another limit.
            let set = "SET SESSION sql_select_limit = 18446744073709551615";
            session.run(set).await.map_err(|fault| problem(&server, &fault))?;
            let mut receive = |rows| turns.receive(rows);
            let _ = read_in(session, of(scan), &request, reach, &mut receive).await?;
        }
        Ok(Complete::at_end_of_store())
    })
}

/// Reads what is requested in a session that has begun. If it ends before the last row, the session is of no more use.
async fn read_in(
    session: &mut Session,
    (asked, described): (&MySql, &Described),
    request: &ScanRequest,
    reach: &Reach,
    receive: Receive<'_>,
) -> Result<Complete, Problem> {
    if !Described::of(asked, session).await?.is_like(described) {
        let problem = Problem::error(say!("database-columns-changed", path = asked.server.url(asked.rows.table())));
        return Err(problem.remedy(say!("database-try-later")).at(asked.rows.setting()).transient());
    }
    let failed = |fault: &Fault| problem_at(&asked.server, fault, asked.rows.setting());
    let limit = request.limit.filter(|_| described.order == Order::Own);
    if let Some(limit) = limit {
        // Of a statement that has a limit of its own, so many rows are read.
        let set = format!("SET SESSION sql_select_limit = {limit}");
        session.run(&set).await.map_err(|fault| problem(&asked.server, &fault))?;
    }
    let select = Select::of(described, request, matches!(asked.rows, SqlRows::Query { .. }));
    let mut values = asked.values()?;
    values.extend(select.values.iter().cloned());
    let prepared = session.packets.prepare(&select.sql).await.map_err(|fault| failed(&fault))?;
    let columns = session.packets.execute(&prepared, &values).await.map_err(|fault| failed(&fault))?;
    let mut batch = batch(asked, described, request, &columns)?;
    let mut pairs = select.positions.iter().zip(&request.columns);
    if !pairs.all(|(position, name)| columns.get(*position).is_some_and(|came| came.name == name.as_str())) {
        return Err(problem(&asked.server, &Fault::Form));
    }
    let mut fields = Fields::with_capacity(columns.len());
    loop {
        let payload = session.packets.next().await.map_err(|fault| failed(&fault))?;
        if let [0xff, ..] = payload {
            return Err(failed(&error(payload)));
        }
        if let Some(done) = end(payload) {
            if done.has_more {
                return Err(problem(&asked.server, &Fault::Form));
            }
            break;
        }
        if request.limit.is_some_and(|limit| batch.count >= limit) {
            // All that was asked for is here. The server stops when the session is closed.
            break;
        }
        binary_row(payload, &columns, &mut fields).map_err(|fault| problem(&asked.server, &fault))?;
        let field = |index: usize| fields[select.positions[index]].clone().map(|place| &payload[place]);
        let held = batch.add(field).map_err(|problem| problem.at(asked.rows.setting()))?;
        if batch.count.is_multiple_of(STRETCH) && reach.is_stopped()() {
            return Err(Problem::stopped());
        }
        if held == Held::Full {
            receive(batch.take()?)?;
        }
    }
    receive(batch.take()?)?;
    Ok(Complete::at_end_of_store())
}

/// For the columns that come. They are those that were described, unless a parameter is one: the server knows its type only with
/// its value.
fn batch(
    asked: &MySql,
    described: &Described,
    request: &ScanRequest,
    columns: &[Column],
) -> Result<Batch<Builder>, Problem> {
    let mut readings = Vec::with_capacity(columns.len());
    for column in columns {
        let name = column.name.as_str();
        let reading = reading(column).ok();
        let told = described.column(name).map(|told| told.reading.dtype());
        if told.is_some() && told != reading.map(Reading::dtype) {
            let problem = Problem::error(say!("mysql-type-late", name = name));
            return Err(problem.remedy(say!("mysql-cast-parameter")).at(asked.rows.setting()));
        }
        readings.extend(reading.map(|reading| (name, reading)));
    }
    Ok(Batch::new(request, |name, capacity| {
        let (_, reading) = readings.iter().find(|(other, _)| *other == name)?;
        Some(Builder::new(name, *reading, capacity))
    }))
}
