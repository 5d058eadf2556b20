//! Reads the rows of a statement into batches of typed columns. Without values to bind they come as a binary COPY, which is
//! the fastest way; with values, as the rows of a prepared statement. Both are streams: a batch is in memory at a time.

use std::pin::pin;

use futures_util::StreamExt;

use super::asked::Postgres;
use super::bound::{Bound, Raw};
use super::copied::{Fault, RowReceiver, copy};
use super::decode::Builder;
use super::described::Described;
use super::session::{Session, Use, with};
use super::statement::Select;
use super::tap::Piece;
use super::tuples::Tuples;
use super::words::{problem, problem_at};
use crate::base::Problem;
use crate::connect::reach::Reach;
use crate::connect::scan::{Complete, Receive, ScanRequest};
use crate::connect::servers::{Batch, Held, Located, wrong_form};

/// How many rows are decoded at once.
const BLOCK: usize = 1_024;
/// How often cancellation is checked where rows come one by one, in rows.
const STRETCH: u64 = 4_096;

/// Reads what is requested, as one statement: all rows are of one moment.
pub(super) fn read(
    asked: &Postgres,
    described: &Described,
    request: &ScanRequest,
    reach: &Reach,
    receive: Receive<'_>,
) -> Result<Complete, Problem> {
    with(&asked.server, reach, Use::Read, async |session: &Session| {
        let mut values = asked.values()?;
        let select = selected(asked, described, request, session).await?;
        values.extend(select.values.iter().cloned());
        let limit = request.limit;
        let mut reading = Reading { asked, batch: batch(described, request), limit, reach, receive };
        if values.is_empty() {
            copy(asked, session, &select.sql, &mut reading).await?;
        } else {
            reading.rows(session, &select.sql, values).await?;
        }
        let last = reading.batch.take()?;
        (reading.receive)(last)?;
        if reading.is_enough() {
            return Ok(Complete::at_end_of_store());
        }
        check_ended(asked, session).await?;
        Ok(Complete::at_end_of_store())
    })
}

/// The statement of a request, in a session that has begun. Fails if the columns are others than those.
pub(super) async fn selected(
    asked: &Postgres,
    described: &Described,
    request: &ScanRequest,
    session: &Session,
) -> Result<Select, Problem> {
    if !Described::declared(asked, session).await?.is_like(described) {
        let problem = Problem::error(say!("database-columns-changed", path = asked.server.url(asked.rows.table())));
        return Err(problem.remedy(say!("database-try-later")).at(asked.rows.setting()).transient());
    }
    let select = Select::of(described, request, asked.values()?.len());
    if select.is_unsorted {
        let scans = "SET LOCAL enable_indexscan = off; SET LOCAL enable_indexonlyscan = off";
        let set = session.client().batch_execute(scans).await;
        set.map_err(|error| problem(&asked.server, &error))?;
    }
    Ok(select)
}

/// Fails if the transaction does not work any more: the server has found a fault after the last row.
pub(super) async fn check_ended(asked: &Postgres, session: &Session) -> Result<(), Problem> {
    let ended = session.client().query_one("SELECT 1", &[]).await;
    ended.map(drop).map_err(|error| problem(&asked.server, &error))
}

fn batch(described: &Described, request: &ScanRequest) -> Batch<Builder> {
    Batch::new(request, |name, capacity| {
        let column = described.columns.iter().find(|column| column.name == name)?;
        Some(Builder::new(name, &column.reading, capacity))
    })
}

struct Reading<'a, 'r> {
    asked: &'a Postgres,
    batch: Batch<Builder>,
    limit: Option<u64>,
    reach: &'a Reach,
    receive: Receive<'r>,
}

impl RowReceiver for Reading<'_, '_> {
    fn add_piece(&mut self, tuples: &mut Tuples, piece: &Piece) -> Result<(), Problem> {
        let mut located = Located::new(self.batch.width());
        for content in piece.contents() {
            if tuples.locate(piece.bytes(), content.clone(), &mut located) {
                if located.rows() >= BLOCK {
                    self.add_located(&mut located, piece.bytes())?;
                }
            } else {
                self.add_located(&mut located, piece.bytes())?;
                self.add_message(tuples, &piece.bytes()[content])?;
            }
        }
        self.add_located(&mut located, piece.bytes())
    }

    fn add_message(&mut self, tuples: &mut Tuples, bytes: &[u8]) -> Result<(), Problem> {
        let width = self.batch.width();
        let fed = tuples.feed::<Fault>(bytes, width, |bytes, fields| {
            let field = |index: usize| fields[index].clone().map(|place| &bytes[place]);
            let held = self.batch.add(field);
            let held = held.map_err(|problem| Fault::Told(problem.at(self.asked.rows.setting())))?;
            self.row_added(held).map_err(Fault::Told)
        });
        fed.map_err(|fault| fault.problem(self.asked))
    }

    /// Whether the server sends more than was asked for: all that is needed is here.
    fn is_enough(&self) -> bool {
        self.limit.is_some_and(|limit| self.batch.count > limit)
    }
}

impl Reading<'_, '_> {
    /// Passes on a batch that is full.
    fn row_added(&mut self, held: Held) -> Result<(), Problem> {
        if self.batch.count.is_multiple_of(STRETCH) && self.reach.is_stopped()() {
            return Err(Problem::stopped());
        }
        if held == Held::Full { (self.receive)(self.batch.take()?) } else { Ok(()) }
    }

    /// A problem in the midst of the rows.
    fn failed(&self, error: &tokio_postgres::Error) -> Problem {
        problem_at(&self.asked.server, error, self.asked.rows.setting())
    }

    /// Adds rows whose fields have been found in some bytes.
    fn add_located(&mut self, located: &mut Located, bytes: &[u8]) -> Result<(), Problem> {
        if self.reach.is_stopped()() {
            return Err(Problem::stopped());
        }
        let mut begin = 0;
        while begin < located.rows() {
            let rows = begin..located.rows().min(begin + self.batch.room());
            begin = rows.end;
            let held = self.batch.add_all(located, bytes, rows);
            if held.map_err(|problem| problem.at(self.asked.rows.setting()))? == Held::Full {
                (self.receive)(self.batch.take()?)?;
            }
        }
        located.truncate(0);
        Ok(())
    }

    async fn rows(&mut self, session: &Session, sql: &str, values: Vec<Bound>) -> Result<(), Problem> {
        let statement = session.client().prepare(sql).await;
        let statement = statement.map_err(|error| self.failed(&error))?;
        let rows = session.client().query_raw(&statement, values).await.map_err(|error| self.failed(&error))?;
        let mut rows = pin!(rows);
        while let Some(row) = rows.next().await {
            let row = row.map_err(|error| self.failed(&error))?;
            if row.len() != self.batch.width() {
                return Err(self.wrong_form());
            }
            let field = |index: usize| row.try_get::<_, Option<Raw>>(index).ok().flatten().map(|raw| raw.0);
            let held = self.batch.add(field).map_err(|problem| problem.at(self.asked.rows.setting()))?;
            self.row_added(held)?;
            if self.is_enough() {
                break;
            }
        }
        Ok(())
    }

    fn wrong_form(&self) -> Problem {
        wrong_form(&self.asked.server)
    }
}
