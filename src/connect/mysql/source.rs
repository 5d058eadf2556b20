//! A database as a source: its state, its columns and its rows.

use std::ops::RangeInclusive;
use std::sync::Arc;
use std::time::{Duration, UNIX_EPOCH};

use polars::prelude::SchemaRef;

use super::asked::MySql;
use super::described::Described;
use super::pushed::takes;
use super::rows::read;
use super::session::{Session, Use, with};
use crate::base::{Key, KeyBuilder, Problem};
use crate::connect::memo::Memo;
use crate::connect::reach::Reach;
use crate::connect::scan::{Complete, Predicate, Receive, RowSource, ScanRequest};
use crate::connect::source::{Address, Mark, Marked, Source, State};

/// Servers have other work too: the state is asked for once a minute at most.
const PAUSES: RangeInclusive<Duration> = Duration::from_secs(60)..=Duration::from_secs(600);
/// The number of descriptions that are remembered.
const REMEMBERED: usize = 256;

/// What was found last, by what is read.
static FOUND: Memo<Key, Arc<Described>> = Memo::new(REMEMBERED);

impl MySql {
    /// The columns, asked of the server.
    pub fn schema(&self, reach: &Reach) -> Result<SchemaRef, Problem> {
        self.described(reach).map(|described| described.schema())
    }

    /// The rows, with the columns that were found last.
    pub fn row_source(self, schema: SchemaRef, reach: &Reach) -> Result<Arc<dyn RowSource>, Problem> {
        let known = FOUND.get(&self.question()).filter(|described| described.schema() == schema);
        let described = match known {
            Some(described) => described,
            None => self.described(reach)?,
        };
        Ok(Arc::new(Scan { asked: self, described, schema }))
    }

    fn described(&self, reach: &Reach) -> Result<Arc<Described>, Problem> {
        let found = with(&self.server, reach, Use::Read, async |session: &mut Session| {
            Described::of(self, session).await.map(Arc::new)
        })?;
        FOUND.put(self.question(), found.clone());
        Ok(found)
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
        Ok(State { marks, schema: Some(described.schema()), notes: Vec::new() })
    }

    fn pauses(&self) -> RangeInclusive<Duration> {
        PAUSES
    }
}

/// The rows of a database whose columns are known.
struct Scan {
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

    fn scan(&self, request: &ScanRequest, reach: &Reach, receive: Receive<'_>) -> Result<Complete, Problem> {
        read(&self.asked, &self.described, request, reach, receive)
    }
}
