//! A database as a source: its state, its columns and its rows.

use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use polars::prelude::SchemaRef;

use super::asked::DuckDb;
use super::described::Described;
use super::groups::Groups;
use super::instance::Use;
use super::pushed::takes;
use super::rows::{read, read_all};
use super::session::Session;
use super::statement::select;
use crate::base::{Key, KeyBuilder, Problem, Text};
use crate::connect::adbc::{Running, aside};
use crate::connect::memo::Memo;
use crate::connect::reach::Reach;
use crate::connect::scan::{
    Complete, GroupScan, Grouping, Predicate, Receive, RowSource, ScanRequest, TableScan, Turns,
};
use crate::connect::source::{Address, Marked, Source, State};
use crate::connect::sql_source::SqlSource;
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
    /// The columns are no longer those that were described.
    pub(super) fn changed(&self) -> Problem {
        let problem = Problem::error(say!("database-columns-changed", path = self.file.path.display()));
        problem.remedy(say!("database-try-later")).at(self.rows.setting()).transient()
    }

    pub(super) fn described(&self, reach: &Reach) -> Result<Arc<Described>, Problem> {
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

impl SqlSource for DuckDb {
    type Scan = Scan;

    /// Remembered while the files stay the same.
    fn schema(&self, reach: &Reach) -> Result<SchemaRef, Problem> {
        self.described(reach).map(|described| described.schema())
    }

    fn scan(self, schema: SchemaRef, reach: &Reach) -> Result<Scan, Problem> {
        let described = self.described(reach)?;
        Ok(Scan { asked: self, described, schema })
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
        Ok(State { marks, schema: Some(self.schema(reach)?), ..Default::default() })
    }

    fn pauses(&self) -> RangeInclusive<Duration> {
        PAUSE..=PAUSE
    }
}

/// The rows of a database whose columns are known.
pub struct Scan {
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

    fn why_not_taken(&self) -> Text {
        if !self.described.is_table { say!("filter-stays-query") } else { say!("filter-stays") }
    }

    fn grouped(&self, grouping: &Grouping) -> Result<Box<dyn GroupScan>, Text> {
        Ok(Box::new(Groups::of(&self.asked, &self.described, grouping)?))
    }

    fn statement(&self, request: &ScanRequest) -> Option<String> {
        Some(select(&self.described, request))
    }

    fn scan(&self, request: &ScanRequest, reach: &Reach, receive: Receive<'_>) -> Result<Complete, Problem> {
        read(&self.asked, &self.described, request, reach, receive)
    }
}

impl TableScan for Scan {
    fn scan_all(turns: &mut Turns<'_, Scan>, reach: &Reach) -> Result<Complete, Problem> {
        read_all(turns, |scan| (&scan.asked, &scan.described), reach)
    }
}
