//! A database as a source: its state, its columns and its rows.

use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use polars::prelude::SchemaRef;

use super::asked::DuckDb;
use super::columns::QUERY;
use super::described::Described;
use super::instance::Use;
use super::pushed::takes;
use super::session::Session;
use super::statement::{select, wanted};
use super::words::refused;
use crate::base::{Key, KeyBuilder, Problem};
use crate::connect::adbc::{self, Ended, Fault, ForeignColumn, Running, Statement, Wanted, aside};
use crate::connect::memo::Memo;
use crate::connect::reach::Reach;
use crate::connect::scan::{Complete, Constant, Predicate, Receive, RowSource, ScanRequest};
use crate::connect::source::{Address, Marked, Source, State};
use crate::connect::sql_rows::SqlRows;
use crate::connect::stamp::stamp;

/// As for other files: checking is cheap, and they change while users are watching.
const PAUSE: Duration = Duration::from_millis(300);
/// The number of descriptions that are remembered.
const REMEMBERED: usize = 256;

/// The descriptions, by what is read and the state of the files.
static FOUND: Memo<(Key, Vec<Marked>), Arc<Described>> = Memo::new(REMEMBERED);

/// The state of a database: of its file, and of the log of changes that are not in it yet.
fn marks(path: &Path) -> Result<Vec<Marked>, Problem> {
    let mut marks = vec![Marked::file(path, stamp(path).map_err(|problem| problem.at("connection"))?)];
    let mut log = path.as_os_str().to_owned();
    log.push(".wal");
    let log = PathBuf::from(log);
    marks.extend(stamp(&log).ok().filter(|stamp| stamp.len > 0).map(|stamp| Marked::file(log, stamp)));
    Ok(marks)
}

impl DuckDb {
    /// The columns, which are remembered while the files stay the same.
    pub fn schema(&self, reach: &Reach) -> Result<SchemaRef, Problem> {
        self.described(reach).map(|described| described.schema())
    }

    /// The rows, with the columns that the database has.
    pub fn row_source(self, schema: SchemaRef, reach: &Reach) -> Result<Arc<dyn RowSource>, Problem> {
        let described = self.described(reach)?;
        Ok(Arc::new(Scan { asked: self, described, schema }))
    }

    fn described(&self, reach: &Reach) -> Result<Arc<Described>, Problem> {
        let key = (self.question(), marks(&self.file.path)?);
        if let Some(found) = FOUND.get(&key) {
            return Ok(found);
        }
        let asked = self.clone();
        let found = aside(reach, &self.file.connection, &mut |()| Ok(()), move |running: &Running, _| {
            let session = Session::open(&asked.file, Use::Read, running)?;
            Described::of(&asked, &session).map(Arc::new)
        })?;
        FOUND.put(key, found.clone());
        Ok(found)
    }
}

impl Source for DuckDb {
    fn address(&self) -> Address {
        Address::File(self.file.path.clone())
    }

    fn question(&self) -> Key {
        let builder = KeyBuilder::new("duckdb").bytes(self.file.path.as_os_str().as_encoded_bytes());
        self.rows.key(builder).finish()
    }

    fn state(&self, reach: &Reach) -> Result<State, Problem> {
        let marks = marks(&self.file.path)?;
        Ok(State { marks, schema: Some(self.schema(reach)?), notes: Vec::new() })
    }

    fn pauses(&self) -> RangeInclusive<Duration> {
        PAUSE..=PAUSE
    }
}

/// The rows of a database whose columns are known.
struct Scan {
    asked: DuckDb,
    described: Arc<Described>,
    schema: SchemaRef,
}

impl RowSource for Scan {
    fn schema(&self) -> SchemaRef {
        self.schema.clone()
    }

    fn takes(&self, predicate: &Predicate) -> bool {
        takes(predicate, &self.described)
    }

    fn scan(&self, request: &ScanRequest, reach: &Reach, receive: Receive<'_>) -> Result<Complete, Problem> {
        let (asked, described, request) = (self.asked.clone(), self.described.clone(), request.clone());
        aside(reach, &self.asked.file.connection, receive, move |running: &Running, pass| {
            let session = Session::open(&asked.file, Use::Read, running)?;
            if Described::of(&asked, &session)? != *described {
                let path = asked.file.path.display();
                let problem = Problem::error(say!("database-columns-changed", path = path));
                return Err(problem.remedy(say!("database-try-later")).at(asked.rows.setting()).transient());
            }
            let none: &[Constant] = &[];
            let values = match &asked.rows {
                SqlRows::Table(_) => none,
                SqlRows::Query { values, .. } => values.as_slice(),
            };
            if !described.is_table {
                // The order of such rows may depend on how many threads compute them.
                session.run("SET threads = 1")?;
            }
            let failed = |fault: Fault| refused(&asked.file, &asked.rows, QUERY, &fault);
            let rows = session.statement(&select(&described, &request), values).and_then(Statement::rows);
            let rows = rows.map_err(failed)?;
            let arriving: Vec<ForeignColumn> = wanted(&described, &request)
                .into_iter()
                .filter_map(|column| described.arriving.iter().find(|arriving| arriving.name == column.name))
                .cloned()
                .collect();
            let wanted = Wanted { columns: &arriving, names: &request.columns, limit: request.limit };
            adbc::read(rows, &wanted, running, pass).map_err(|ended| match ended {
                Ended::Failed(fault) => failed(fault),
                Ended::Told(problem) => problem.at(asked.rows.setting()),
            })
        })?;
        Ok(Complete::at_end_of_store())
    }
}
