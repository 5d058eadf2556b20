//! A database as a source: its state, its columns and its rows.

use std::ops::RangeInclusive;
use std::time::Duration;

use polars::prelude::SchemaRef;

use super::asked::Sqlite;
use super::columns::schema;
use super::database::{Database, marks};
use super::described::Described;
use super::filling::is_filled;
use super::groups::Groups;
use super::pushed::takes;
use super::rows::{read, read_all};
use super::statement::Reading;
use crate::base::{Key, KeyBuilder, Problem, Text};
use crate::connect::memo::Memo;
use crate::connect::reach::Reach;
use crate::connect::scan::{
    Complete, GroupScan, Grouping, Predicate, Receive, RowSource, ScanRequest, TableScan, Turns,
};
use crate::connect::source::{Address, Marked, Source, State};
use crate::connect::sql_source::SqlSource;

/// As for other files: checking is cheap, and they change while users are watching.
const PAUSE: Duration = Duration::from_millis(300);
/// The number of results cached while the files stay the same.
const REMEMBERED: usize = 256;

/// The columns that were found, by what is read and the state of the files.
static FOUND: Memo<(Key, Vec<Marked>), SchemaRef> = Memo::new(REMEMBERED);

impl SqlSource for Sqlite {
    type Scan = Scan;

    /// The columns. May examine many rows; the result is cached while the files stay the same.
    fn schema(&self, reach: &Reach) -> Result<SchemaRef, Problem> {
        let key = (self.question(), marks(&self.path)?);
        if let Some(found) = FOUND.get(&key) {
            return Ok(found);
        }
        let database = Database::open(&self.path)?;
        let handle = database.connection.get_interrupt_handle();
        let _guard = reach.cancellation.on_cancel(move || handle.interrupt());
        let described = Described::of(self, &database)?;
        let found = schema(self, &database, &described, reach)?;
        database.check_moment()?;
        FOUND.put(key, found.clone());
        Ok(found)
    }

    fn scan(self, schema: SchemaRef, _: &Reach) -> Result<Scan, Problem> {
        let database = Database::open(&self.path)?;
        let described = Described::of(&self, &database)?;
        Ok(Scan { sqlite: self, schema, described })
    }
}

impl Source for Sqlite {
    fn address(&self) -> Address {
        Address::File(self.path.clone())
    }

    fn question(&self) -> Key {
        let builder = KeyBuilder::new("sqlite").bytes(self.path.as_os_str().as_encoded_bytes());
        self.rows.key(builder).finish()
    }

    fn state(&self, reach: &Reach) -> Result<State, Problem> {
        let marks = marks(&self.path)?;
        Ok(State { marks, schema: Some(self.schema(reach)?), ..Default::default() })
    }

    fn explained(&self, problem: Problem) -> Problem {
        match &self.connection {
            Some(name) if problem.setting.as_deref() == Some("path") => {
                let message = say!("database-of-connection", name = name, problem = problem.message);
                Problem { message, setting: None, ..problem }.at("connection")
            }
            _ => problem,
        }
    }

    fn pauses(&self) -> RangeInclusive<Duration> {
        PAUSE..=PAUSE
    }
}

/// The rows of a database whose columns are known.
pub struct Scan {
    sqlite: Sqlite,
    schema: SchemaRef,
    described: Described,
}

impl RowSource for Scan {
    fn schema(&self) -> SchemaRef {
        self.schema.clone()
    }

    fn takes(&self, predicate: &Predicate) -> bool {
        takes(predicate, &self.schema, &self.described)
    }

    /// A database that is read cannot be written at the same time.
    fn streams(&self) -> bool {
        !is_filled(&self.sqlite.path)
    }

    fn grouped(&self, grouping: &Grouping) -> Result<Box<dyn GroupScan>, Text> {
        Ok(Box::new(Groups::of(&self.sqlite, &self.schema, &self.described, grouping)?))
    }

    fn statement(&self, request: &ScanRequest) -> Option<String> {
        Some(Reading::of(&self.sqlite, &self.described, request).sql)
    }

    fn scan(&self, request: &ScanRequest, reach: &Reach, receive: Receive<'_>) -> Result<Complete, Problem> {
        read(&self.sqlite, &self.schema, request, reach, receive)
    }
}

impl TableScan for Scan {
    fn scan_all(turns: &mut Turns<'_, Scan>, reach: &Reach) -> Result<Complete, Problem> {
        read_all(turns, |scan| (&scan.sqlite, &scan.schema), reach)
    }
}
