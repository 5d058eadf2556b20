//! A database as a source: its state, its columns and its rows.

use std::ops::RangeInclusive;
use std::sync::Arc;
use std::time::{Duration, UNIX_EPOCH};

use polars::prelude::SchemaRef;

use super::asked::MySql;
use super::described::{Described, Order};
use super::groups::Groups;
use super::pushed::takes;
use super::rows::{read, read_all};
use super::session::{Session, Use, with};
use super::statement::Select;
use crate::base::{Key, KeyBuilder, Problem, Text};
use crate::connect::memo::Memo;
use crate::connect::reach::Reach;
use crate::connect::scan::{
    Complete, GroupScan, Grouping, Predicate, Receive, RowSource, ScanRequest, TableScan, Turns,
};
use crate::connect::source::{Address, Mark, Marked, Source, State};
use crate::connect::sql_rows::SqlRows;
use crate::connect::sql_source::SqlSource;

/// Servers have other work too: the state is asked for once a minute at most.
const PAUSES: RangeInclusive<Duration> = Duration::from_secs(60)..=Duration::from_secs(600);
/// The number of descriptions that are remembered.
const REMEMBERED: usize = 256;

/// What was found last, by what is read.
static FOUND: Memo<Key, Arc<Described>> = Memo::new(REMEMBERED);

impl MySql {
    fn described(&self, reach: &Reach) -> Result<Arc<Described>, Problem> {
        let found = self.described_anew(reach).map(Arc::new)?;
        FOUND.put(self.question(), found.clone());
        Ok(found)
    }

    /// The description, asked of the server now, and not remembered.
    pub(super) fn described_anew(&self, reach: &Reach) -> Result<Described, Problem> {
        with(&self.server, reach, Use::Read, async |session: &mut Session| Described::of(self, session).await)
    }

    /// Fails if the columns are others than those.
    pub(super) fn check_unchanged(&self, described: &Described, reach: &Reach) -> Result<(), Problem> {
        if self.described_anew(reach)?.is_like(described) {
            return Ok(());
        }
        let problem = Problem::error(say!("database-columns-changed", path = self.server.url(self.rows.table())));
        Err(problem.remedy(say!("database-try-later")).at(self.rows.setting()).transient())
    }
}

impl SqlSource for MySql {
    type Scan = Scan;

    fn schema(&self, reach: &Reach) -> Result<SchemaRef, Problem> {
        self.described(reach).map(|described| described.schema())
    }

    fn scan(self, schema: SchemaRef, reach: &Reach) -> Result<Scan, Problem> {
        let known = FOUND.get(&self.question()).filter(|described| described.schema() == schema);
        let described = match known {
            Some(described) => described,
            None => self.described(reach)?,
        };
        Ok(Scan { asked: self, described, schema })
    }
}

impl Source for MySql {
    fn address(&self) -> Address {
        Address::Url(self.server.url(self.rows.table()))
    }

    fn question(&self) -> Key {
        self.rows.key(self.server.key(KeyBuilder::new("mysql"))).finish()
    }

    /// A server names no state of a table, nor one of all it holds: rows are those of the moment at which it was asked.
    fn state(&self, reach: &Reach) -> Result<State, Problem> {
        let at = reach.clock.now().duration_since(UNIX_EPOCH).unwrap_or_default().as_nanos() as u64;
        let described = self.described(reach)?;
        let mark = Mark::Moment { at, valid_until: None };
        let marks = vec![Marked { address: self.address(), mark, bytes: described.bytes }];
        Ok(State { marks, schema: Some(described.schema()), ..Default::default() })
    }

    fn pauses(&self) -> RangeInclusive<Duration> {
        PAUSES
    }
}

/// The rows of a database whose columns are known.
pub struct Scan {
    asked: MySql,
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

    fn streams(&self) -> bool {
        true
    }

    fn why_not_taken(&self) -> Text {
        if self.described.order == Order::Own { say!("filter-stays-query") } else { say!("filter-stays") }
    }

    fn grouped(&self, grouping: &Grouping) -> Result<Box<dyn GroupScan>, Text> {
        Ok(Box::new(Groups::of(&self.asked, &self.described, grouping)?))
    }

    fn statement(&self, request: &ScanRequest) -> Option<String> {
        Some(Select::of(&self.described, request, matches!(self.asked.rows, SqlRows::Query { .. })).sql)
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
