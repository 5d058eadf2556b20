//! Targets that are not files, for tests: an in-memory store, with guarantees, tickets and failures.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};

use polars::prelude::*;

use super::journal::Journal;
use super::staging::Staging;
use super::transaction::Transaction;
use super::withdrawal::Withdrawal;
use crate::base::{Cancellation, Problem};
use crate::connect::source::Address;
use crate::connect::target::{
    Driver, Gauge, Promise, Removal, Staged, Standing, StoreTransaction, Target, Ticket, Written,
};

/// Tables by name, with the actions in order. Clones share them.
#[derive(Clone, Default)]
pub(super) struct Store(Arc<Mutex<Tables>>);

#[derive(Default)]
pub(super) struct Tables {
    pub tables: BTreeMap<String, u64>,
    pub did: Vec<String>,
    pub refuses: Option<String>,
    /// What the next commits of transactions come to, by the name of their store; the last is repeated.
    pub commits: BTreeMap<String, Vec<Outcome>>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Outcome {
    Done,
    /// Nothing is changed.
    Refused,
    /// The connection is gone before anything is changed.
    Cut,
    /// It is done, and the answer is lost.
    AnswerLost,
}

impl Store {
    pub fn tables(&self) -> MutexGuard<'_, Tables> {
        self.0.lock().expect("nobody panics")
    }

    pub fn did(&self) -> String {
        self.tables().did.join(", ")
    }

    pub fn names(&self) -> Vec<String> {
        self.tables().tables.keys().cloned().collect()
    }

    pub fn table(&self, name: &str, promise: Promise) -> Table {
        Table { store: self.clone(), name: name.into(), promise, rows: Arc::default() }
    }
}

#[derive(Clone)]
pub(super) struct Table {
    store: Store,
    pub name: String,
    promise: Promise,
    rows: Arc<AtomicU64>,
}

impl Table {
    pub fn staging_name(&self) -> String {
        format!("{}.new", self.name)
    }

    pub fn ticket(&self, text: String) -> Ticket {
        Ticket { driver: "memory".into(), text }
    }
}

impl Target for Table {
    fn address(&self) -> Address {
        Address::Url(format!("memory://{}", self.name))
    }

    fn setting(&self) -> &'static str {
        "table"
    }

    fn promise(&self) -> Promise {
        self.promise
    }

    fn check(&self) -> Result<(), Problem> {
        Ok(())
    }

    fn stage(&self, rows: LazyFrame, staging: &mut Staging<'_>) -> Result<(Box<dyn Staged>, LazyFrame), Problem> {
        staging.note(&self.ticket(self.staging_name()));
        let counted = self.rows.clone();
        let count = move |batch: DataFrame| {
            counted.fetch_add(batch.height() as u64, Ordering::Relaxed);
            Ok(batch)
        };
        let plan = rows.map(count, AllowedOptimizations::all(), None, Some("store"));
        self.store.tables().tables.insert(self.staging_name(), 0);
        let (store, name) = (self.store.clone(), self.staging_name());
        staging.on_withdrawal(move || {
            store.tables().tables.remove(&name);
        });
        Ok((Box::new(self.clone()), plan))
    }
}

impl Staged for Table {
    fn address(&self) -> Address {
        Target::address(self)
    }

    fn gauge(&self) -> Gauge {
        let rows = self.rows.clone();
        Arc::new(move || rows.load(Ordering::Relaxed))
    }

    fn fault(&self) -> Option<Problem> {
        None
    }

    fn complete(&self) -> Result<(), Problem> {
        let rows = self.rows.load(Ordering::Relaxed);
        self.store.tables().tables.insert(self.staging_name(), rows);
        Ok(())
    }

    fn bytes(&self) -> u64 {
        8 * self.rows.load(Ordering::Relaxed)
    }

    fn prepare(&mut self) -> Result<Option<Ticket>, Problem> {
        Ok(Some(self.ticket(self.name.clone())))
    }

    fn commit(&mut self) -> Result<(), Problem> {
        let mut tables = self.store.tables();
        if tables.refuses.as_deref() == Some(&self.name) {
            return Err(Problem::error("refused"));
        }
        let rows = tables.tables.remove(&self.staging_name()).expect("it was staged");
        tables.tables.insert(self.name.clone(), rows);
        tables.did.push(format!("commit {}", self.name));
        Ok(())
    }

    fn undo(&mut self) -> Result<(), Problem> {
        let mut tables = self.store.tables();
        tables.tables.remove(&self.name);
        tables.did.push(format!("undo {}", self.name));
        Ok(())
    }

    fn settle(&mut self) -> Result<(), Problem> {
        Ok(())
    }

    fn written(self: Box<Self>) -> Written {
        Written { address: Target::address(&*self), bytes: self.bytes() }
    }

    fn discard(self: Box<Self>) -> bool {
        self.store.tables().tables.remove(&self.staging_name());
        false
    }
}

/// The changes of several tables of one store, whose name stands before the slash.
struct Changes {
    store: Store,
    tables: Vec<String>,
}

fn store_of(table: &str) -> &str {
    table.split_once('/').map_or(table, |(store, _)| store)
}

impl StoreTransaction for Changes {
    fn commit(self: Box<Self>) -> Result<(), Problem> {
        let mut tables = self.store.tables();
        let Some(first) = self.tables.first() else { return Ok(()) };
        let name = store_of(first).to_owned();
        let outcome = match tables.commits.get_mut(&name) {
            Some(outcomes) if outcomes.len() > 1 => outcomes.remove(0),
            outcomes => outcomes.map_or(Outcome::Done, |outcomes| outcomes[0]),
        };
        tables.did.push(format!("{outcome:?} {}", self.tables.join("+")));
        if matches!(outcome, Outcome::Done | Outcome::AnswerLost) {
            for table in &self.tables {
                let rows = tables.tables.remove(&format!("{table}.new")).expect("it was staged");
                tables.tables.insert(table.clone(), rows);
            }
        }
        match outcome {
            Outcome::Done => Ok(()),
            Outcome::Refused => Err(Problem::error("refused")),
            Outcome::Cut | Outcome::AnswerLost => Err(Problem::error("cut").transient()),
        }
    }
}

/// Finishes what the store has left.
impl Driver for Store {
    fn store(&self, prepared: &str) -> Option<String> {
        prepared.contains('/').then(|| store_of(prepared).to_owned())
    }

    fn begin(&self, prepared: &[&str], _: &Cancellation) -> Result<Box<dyn StoreTransaction>, (usize, Problem)> {
        let refuses = self.tables().refuses.clone();
        if let Some(index) = prepared.iter().position(|table| Some(*table) == refuses.as_deref()) {
            return Err((index, Problem::error("refused")));
        }
        let waits = |table: &&str| self.names().contains(&format!("{table}.new"));
        let tables = prepared.iter().copied().filter(waits).map(str::to_owned).collect();
        Ok(Box::new(Changes { store: self.clone(), tables }))
    }

    fn standing(&self, prepared: &str) -> Result<Standing, Problem> {
        let waits = self.names().contains(&format!("{prepared}.new")) || !prepared.contains('/');
        Ok(if waits { Standing::Waiting } else { Standing::InPlace })
    }

    fn name(&self) -> &'static str {
        "memory"
    }

    fn remove(&self, staged: &str) -> Removal {
        self.tables().tables.remove(staged).map_or(Removal::Absent, |_| Removal::Removed)
    }

    fn finish(&self, prepared: &str) -> Result<Option<Address>, Problem> {
        let mut tables = self.tables();
        let Some(rows) = tables.tables.remove(&format!("{prepared}.new")) else { return Ok(None) };
        tables.tables.insert(prepared.into(), rows);
        Ok(Some(Address::Url(format!("memory://{prepared}"))))
    }
}

pub(super) fn rows() -> LazyFrame {
    df!("x" => [1, 2, 3]).expect("a table").lazy()
}

/// A transaction with its notes in `folder`, and these outputs filled.
pub(super) fn filled(folder: &std::path::Path, withdrawal: &Withdrawal, targets: &[&dyn Target]) -> Transaction {
    filled_in(folder, withdrawal, targets, &[])
}

/// The same, with drivers that know how to commit them.
pub(super) fn filled_in(
    folder: &std::path::Path,
    withdrawal: &Withdrawal,
    targets: &[&dyn Target],
    drivers: &'static [&'static dyn Driver],
) -> Transaction {
    let journal = Journal::create_in(&folder.join("notes")).expect("a journal");
    let mut transaction = Transaction::with_drivers(journal, withdrawal, drivers);
    for target in targets {
        let plan = transaction.add(rows(), *target).expect("a plan");
        plan.collect_with_engine(Engine::Streaming).expect("written");
    }
    transaction
}
