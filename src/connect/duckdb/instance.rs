//! Open databases. A process has a file open once at most: DuckDB's lock on it, which is the system's, holds between processes
//! and not within one.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, Weak};
use std::time::{Duration, Instant};

use super::words::{is_lock, locked, not_opened};
use crate::base::{Cause, Problem, environment};
use crate::connect::adbc::{Database, Running, driver};
use crate::connect::connections::DuckDbFile;
use crate::connect::io_problem::{FileOperation, io_problem};
use crate::connect::memory::memory_of_database;

/// The function that DuckDB's library exports.
const ENTRY: &str = "duckdb_adbc_init";
/// How long whoever writes waits for those that read, here and in other processes.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long a file may take to be let go.
const CLOSING: Duration = Duration::from_secs(1);
const LOOK: Duration = Duration::from_millis(50);
/// With less memory DuckDB can do nothing.
const LEAST_MIB: u64 = 32;

/// What a database is opened for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    Read,
    /// The file is made if there is none.
    Write,
}

/// As DuckDB reads it.
fn in_mib(bytes: u64) -> String {
    format!("{}MiB", (bytes >> 20).max(LEAST_MIB))
}

struct Open {
    r#use: Use,
    instance: Weak<Instance>,
}

static OPEN: Mutex<Option<HashMap<PathBuf, Open>>> = Mutex::new(None);
static CLOSED: Condvar = Condvar::new();

fn lock() -> MutexGuard<'static, Option<HashMap<PathBuf, Open>>> {
    OPEN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// An open database. Its file is closed when this is dropped.
pub(super) struct Instance {
    path: PathBuf,
    /// `None` once it is closed.
    database: Option<Arc<Database>>,
}

impl Instance {
    pub fn database(&self) -> Option<&Arc<Database>> {
        self.database.as_ref()
    }

    /// The database of a file, which others of this process may use as well.
    pub fn open(file: &DuckDbFile, r#use: Use, running: &Running) -> Result<Arc<Instance>, Problem> {
        let library = match &file.library {
            Some(library) => library.clone(),
            None => environment::text(environment::DUCKDB).ok_or_else(|| {
                let problem = Problem::error(say!("duckdb-no-library", name = file.connection.as_str()));
                let remedy = say!("duckdb-name-library", variable = environment::DUCKDB);
                problem.remedy(remedy).at("connection").because(Cause::Source)
            })?,
        };
        let driver = driver(&file.connection, &library, Some(ENTRY))?;
        // One name for one file.
        let path = std::fs::canonicalize(&file.path).unwrap_or_else(|_| file.path.clone());
        // Without a name DuckDB would open a database in memory.
        let Some(text) = path.to_str().filter(|text| !text.is_empty()).map(str::to_owned) else {
            let error = std::io::ErrorKind::InvalidFilename.into();
            return Err(io_problem(FileOperation::Read, &path, &error).at("connection"));
        };
        let begun = Instant::now();
        let mut open = lock();
        loop {
            running.check()?;
            let all = open.get_or_insert_default();
            let waits_for = match all.get(&path) {
                Some(known) if known.r#use == Use::Write || r#use == Use::Read => match known.instance.upgrade() {
                    Some(instance) => return Ok(instance),
                    None => None,
                },
                Some(_) => None,
                None => {
                    let access = if r#use == Use::Read { "READ_ONLY" } else { "READ_WRITE" };
                    let option = |(key, value): (&str, &str)| (key.to_owned(), value.to_owned());
                    // Neither a query nor a view reaches another file, or the network.
                    let options = [("path", text.as_str()), ("access_mode", access)];
                    let options = options.into_iter().chain([("enable_external_access", "false")]).map(option);
                    // What does not fit is put into a folder beside the file.
                    let limit = memory_of_database().map(|bytes| ("memory_limit".to_owned(), in_mib(bytes)));
                    match Database::open(driver, &options.chain(limit).collect::<Vec<_>>()) {
                        Ok(database) => {
                            let database = Some(Arc::new(database));
                            let instance = Arc::new(Instance { path: path.clone(), database });
                            all.insert(path, Open { r#use, instance: Arc::downgrade(&instance) });
                            return Ok(instance);
                        }
                        Err(fault) => Some(fault),
                    }
                }
            };
            let is_locked = waits_for.as_ref().is_none_or(is_lock);
            let patience = if r#use == Use::Write { PATIENCE } else { Duration::from_secs(1) };
            if !is_locked || begun.elapsed() > patience {
                return Err(waits_for.map_or_else(|| locked(file), |fault| not_opened(file, &fault)));
            }
            open = CLOSED.wait_timeout(open, LOOK).unwrap_or_else(PoisonError::into_inner).0;
        }
    }
}

impl Drop for Instance {
    fn drop(&mut self) {
        // Nobody opens it again before it is closed, which whoever cancels something may delay for a moment.
        let mut open = lock();
        let begun = Instant::now();
        while self.database.as_ref().is_some_and(|database| Arc::strong_count(database) > 1)
            && begun.elapsed() < CLOSING
        {
            open = CLOSED.wait_timeout(open, CLOSING / 100).unwrap_or_else(PoisonError::into_inner).0;
        }
        self.database = None;
        open.get_or_insert_default().remove(&self.path);
        CLOSED.notify_all();
    }
}
