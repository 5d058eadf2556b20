//! Targets that are not files: an in-memory store, with guarantees, tickets and failures.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};

use polars::prelude::*;

use super::journal::Journal;
use super::recovery::recover;
use super::staging::Staging;
use super::transaction::Transaction;
use super::withdrawal::Withdrawal;
use crate::base::Problem;
use crate::connect::source::Address;
use crate::connect::target::{
    Compression, Driver, Existing, FileTarget, Gauge, ParquetTarget, Promise, Removal, Staged, Target, TargetFormat,
    Ticket, Written,
};

/// Tables by name, with the actions in order. Clones share them.
#[derive(Clone, Default)]
struct Store(Arc<Mutex<Tables>>);

#[derive(Default)]
struct Tables {
    tables: BTreeMap<String, u64>,
    did: Vec<String>,
    refuses: Option<String>,
}

impl Store {
    fn tables(&self) -> MutexGuard<'_, Tables> {
        self.0.lock().expect("nobody panics")
    }

    fn did(&self) -> String {
        self.tables().did.join(", ")
    }

    fn names(&self) -> Vec<String> {
        self.tables().tables.keys().cloned().collect()
    }

    fn table(&self, name: &str, promise: Promise) -> Table {
        Table { store: self.clone(), name: name.into(), promise, rows: Arc::default() }
    }
}

#[derive(Clone)]
struct Table {
    store: Store,
    name: String,
    promise: Promise,
    rows: Arc<AtomicU64>,
}

impl Table {
    fn staging_name(&self) -> String {
        format!("{}.new", self.name)
    }

    fn ticket(&self, text: String) -> Ticket {
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

/// Finishes what the store has left.
impl Driver for Store {
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

fn rows() -> LazyFrame {
    df!("x" => [1, 2, 3]).expect("a table").lazy()
}

/// A transaction with its notes in `folder`, and these outputs filled.
fn filled(folder: &std::path::Path, withdrawal: &Withdrawal, targets: &[&dyn Target]) -> Transaction {
    let journal = Journal::create_in(&folder.join("notes")).expect("a journal");
    let mut transaction = Transaction::noted_in(journal, withdrawal);
    for target in targets {
        let plan = transaction.add(rows(), *target).expect("a plan");
        plan.collect_with_engine(Engine::Streaming).expect("written");
    }
    transaction
}

#[test]
fn a_file_and_a_table_are_committed_together_and_what_can_be_taken_back_comes_first() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = FileTarget {
        path: folder.path().join("out.parquet"),
        format: TargetFormat::Parquet(ParquetTarget { compression: Compression::None }),
        existing: Existing::Overwrite,
        create_folders: false,
    };
    for refuses in [None, Some("mail")] {
        let store = Store::default();
        store.tables().refuses = refuses.map(str::to_owned);
        let (mail, queue) = (store.table("mail", Promise::Irrevocable), store.table("queue", Promise::AtLeastOnce));
        let table = store.table("table", Promise::AllOrNothing);
        let transaction = filled(folder.path(), &Withdrawal::default(), &[&mail, &queue, &file, &table]);
        match (refuses, transaction.commit(None)) {
            (None, Ok((written, lost))) => {
                let addresses: Vec<String> = written.iter().map(|one| one.address.to_string()).collect();
                assert_eq!((addresses[0].as_str(), addresses[3].as_str()), ("memory://mail", "memory://table"));
                assert_eq!((written[0].bytes, lost.len(), file.path.exists()), (24, 0, true));
                assert_eq!(store.did(), "commit table, commit queue, commit mail");
                std::fs::remove_file(&file.path).expect("the file");
            }
            (Some(_), Err((index, problem))) => {
                assert_eq!((index, problem.message.to_string().as_str()), (0, "refused"));
                assert_eq!(store.did(), "commit table, commit queue, undo mail, undo queue, undo table");
                assert_eq!((store.names().len(), file.path.exists()), (0, false));
            }
            (_, other) => panic!("{:?}", other.map(|(written, _)| written)),
        }
    }
}

#[test]
fn two_outputs_that_cannot_be_taken_back_are_refused_and_so_is_one_address_twice() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::default();
    let (mail, other) = (store.table("mail", Promise::Irrevocable), store.table("other", Promise::Irrevocable));
    let mut transaction = filled(folder.path(), &Withdrawal::default(), &[&mail]);
    let problem = transaction.add(rows(), &other).err().expect("a problem");
    assert!(
        problem.message.contains("memory://other and memory://mail cannot be rolled back") && problem.remedy.is_some(),
        "{problem}"
    );
    let again = store.table("mail", Promise::AllOrNothing);
    let problem = transaction.add(rows(), &again).err().expect("a problem");
    assert_eq!(problem.setting.as_deref(), Some("table"));
}

#[test]
fn a_crash_is_answered_by_the_driver_with_its_ticket() {
    for is_prepared in [false, true] {
        let folder = tempfile::tempdir().expect("a folder");
        let store = Store::default();
        store.tables().tables.insert("table.new".into(), 3);
        let table = store.table("table", Promise::AllOrNothing);
        let mut journal = Journal::create_in(folder.path()).expect("a journal");
        journal.note_staged(&table.ticket("table.new".into()));
        if is_prepared {
            journal.note_commit(&[table.ticket("table".into())]);
        }
        let note = folder.path().join("left.jsonl");
        std::fs::copy(journal.path().expect("a note"), &note).expect("a copy");
        let unknown = recover(&note, &[]).remove(0);
        assert!(unknown.message.contains("\"memory\"") && note.exists(), "{unknown}");
        let said = recover(&note, &[&store]).remove(0);
        assert_eq!(said.message.contains("interrupted run: memory://table"), is_prepared, "{said}");
        assert_eq!(store.names(), if is_prepared { vec!["table"] } else { Vec::new() });
        assert!(!note.exists());
    }
}

#[test]
fn what_is_withdrawn_leaves_the_store_as_it_was() {
    let folder = tempfile::tempdir().expect("a folder");
    let (store, withdrawal) = (Store::default(), Withdrawal::default());
    let table = store.table("table", Promise::AllOrNothing);
    let transaction = filled(folder.path(), &withdrawal, &[&table]);
    assert_eq!(store.names(), ["table.new"]);
    assert!(withdrawal.withdraw());
    assert_eq!(store.names().len(), 0);
    assert!(transaction.commit(None).is_err());
    assert_eq!(store.names().len(), 0, "nothing is committed any more");
}
