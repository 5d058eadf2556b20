//! Any driver as a source. The statement is sent as it is: nothing is known of how the database compares.

use std::ops::RangeInclusive;
use std::sync::Arc;
use std::time::{Duration, UNIX_EPOCH};

use polars::prelude::{DataFrame, SchemaRef};

use super::aside::{Running, aside};
use super::asked::Adbc;
use super::columns::{self, Ended, ForeignColumn, Wanted};
use super::session::{Session, login};
use crate::base::{Key, KeyBuilder, Problem};
use crate::connect::memo::Memo;
use crate::connect::reach::Reach;
use crate::connect::scan::{Complete, Predicate, Receive, RowSource, ScanRequest, TableScan, Turns};
use crate::connect::servers::right;
use crate::connect::source::{Address, Mark, Marked, Source, State};
use crate::connect::sql_source::SqlSource;

/// Whatever is behind a driver has other work too.
const PAUSES: RangeInclusive<Duration> = Duration::from_secs(60)..=Duration::from_secs(600);
/// The number of tables whose columns are remembered.
const REMEMBERED: usize = 256;

/// The columns that were found last, by what is read.
static FOUND: Memo<Key, Arc<Vec<ForeignColumn>>> = Memo::new(REMEMBERED);

impl Adbc {
    fn described(&self, reach: &Reach) -> Result<Arc<Vec<ForeignColumn>>, Problem> {
        self.check()?;
        let right = right(login(&self.foreign), reach)?;
        let asked = self.clone();
        let found = aside(reach, &self.foreign.connection, &mut |()| Ok(()), move |running: &Running, _| {
            let session = Session::open(&asked.foreign, running, right)?;
            let setting = asked.rows.setting();
            let fields = match session.statement(&asked.rows)?.columns() {
                // Not every driver can tell them without computing rows.
                Err(fault) if fault.is_missing() => {
                    let mut rows =
                        session.statement(&asked.rows)?.rows().map_err(|fault| session.refused(setting, &fault))?;
                    rows.columns()
                }
                fields => fields,
            };
            let fields = fields.map_err(|fault| session.refused(setting, &fault))?;
            session.close();
            columns::columns(fields).map_err(|problem| problem.at(setting))
        })?;
        let found = Arc::new(found);
        FOUND.put(self.question(), found.clone());
        Ok(found)
    }
}

impl SqlSource for Adbc {
    type Scan = Scan;

    /// As the driver announces them.
    fn schema(&self, reach: &Reach) -> Result<SchemaRef, Problem> {
        self.described(reach).map(|columns| columns::schema(&columns))
    }

    fn scan(self, schema: SchemaRef, reach: &Reach) -> Result<Scan, Problem> {
        let known = FOUND.get(&self.question()).filter(|columns| columns::schema(columns) == schema);
        let columns = known.map_or_else(|| self.described(reach), Ok)?;
        Ok(Scan { asked: self, schema: columns::schema(&columns), columns })
    }
}

impl Source for Adbc {
    fn address(&self) -> Address {
        Address::Url(self.foreign.url(self.rows.table()))
    }

    fn question(&self) -> Key {
        self.rows.key(self.foreign.key(KeyBuilder::new("adbc"))).finish()
    }

    /// A driver names no state: rows are those of the moment at which it was asked.
    fn state(&self, reach: &Reach) -> Result<State, Problem> {
        let at = reach.clock.now().duration_since(UNIX_EPOCH).unwrap_or_default().as_nanos() as u64;
        let schema = self.schema(reach)?;
        let mark = Mark::Moment { at, valid_until: None };
        Ok(State {
            marks: vec![Marked { address: self.address(), mark, bytes: None }],
            schema: Some(schema),
            ..Default::default()
        })
    }

    fn pauses(&self) -> RangeInclusive<Duration> {
        PAUSES
    }
}

/// The rows of a database whose columns are known.
pub struct Scan {
    asked: Adbc,
    schema: SchemaRef,
    columns: Arc<Vec<ForeignColumn>>,
}

impl RowSource for Scan {
    fn schema(&self) -> SchemaRef {
        self.schema.clone()
    }

    fn takes(&self, _: &Predicate) -> bool {
        false
    }

    fn scan(&self, request: &ScanRequest, reach: &Reach, receive: Receive<'_>) -> Result<Complete, Problem> {
        let right = right(login(&self.asked.foreign), reach)?;
        let (asked, columns, request) = (self.asked.clone(), self.columns.clone(), request.clone());
        aside(reach, &self.asked.foreign.connection, receive, move |running: &Running, pass| {
            let session = Session::open(&asked.foreign, running, right)?;
            read_in(&session, (&asked, &columns), &request, running, pass)?;
            session.close();
            Ok(())
        })?;
        // The driver has ended its stream, or has given as many rows as were asked for.
        Ok(Complete::at_end_of_store())
    }
}

/// What comes of several tables.
enum Arrived {
    Begins,
    Rows(DataFrame),
}

impl TableScan for Scan {
    /// In one transaction, if the driver has any.
    fn scan_all(turns: &mut Turns<'_, Scan>, reach: &Reach) -> Result<Complete, Problem> {
        let all = turns.all().iter();
        let all: Vec<_> =
            all.map(|(scan, request)| (scan.asked.clone(), scan.columns.clone(), request.clone())).collect();
        let mut left = turns.left();
        let Some((first, ..)) = all.first().cloned() else { return Ok(Complete::at_end_of_store()) };
        let right = right(login(&first.foreign), reach)?;
        let mut receive = |arrived| match arrived {
            Arrived::Begins => turns.next().map(drop),
            Arrived::Rows(rows) => turns.receive(rows),
        };
        let name = first.foreign.connection.clone();
        aside(reach, &name, &mut receive, move |running: &Running, pass| {
            let session = Session::open(&first.foreign, running, right)?;
            for (asked, columns, request) in &all {
                let Some(request) = left.request(request) else { break };
                pass(Arrived::Begins)?;
                read_in(&session, (asked, columns), &request, running, &mut |rows| {
                    left.arrived(&rows);
                    pass(Arrived::Rows(rows))
                })?;
            }
            session.close();
            Ok(())
        })?;
        Ok(Complete::at_end_of_store())
    }
}

/// Reads what is requested in a session that is open.
fn read_in(
    session: &Session,
    (asked, columns): (&Adbc, &[ForeignColumn]),
    request: &ScanRequest,
    running: &Running,
    pass: Receive<'_>,
) -> Result<(), Problem> {
    let setting = asked.rows.setting();
    let rows = session.statement(&asked.rows)?.rows().map_err(|fault| session.refused(setting, &fault))?;
    let wanted = Wanted { columns, names: &request.columns, limit: request.limit };
    columns::read(rows, &wanted, running, pass).map_err(|ended| match ended {
        Ended::Failed(fault) => session.refused(setting, &fault),
        Ended::Told(problem) => problem.at(setting),
    })
}
