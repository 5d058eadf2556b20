//! A connection, which is used by one thread at a time.

use std::cell::Cell;
use std::ffi::c_int;
use std::marker::PhantomData;
use std::ptr::null;
use std::sync::{Arc, PoisonError, Weak};

use super::super::abi::{self, Status};
use super::super::fault::Fault;
use super::call::{c_text, call, present};
use super::handles::{Database, Owned};
use super::rows::Rows;
use super::statement::Statement;

/// A connection, used by one thread at a time.
pub struct Connection {
    shared: Arc<Shared>,
    one_thread: PhantomData<Cell<()>>,
}

struct Shared {
    owned: Owned,
    database: Arc<Database>,
}

// SAFETY: a connection may be used by one thread after the other. That several never use it at once is the type `Connection`,
// of which there is one and which is not `Sync`; cancelling is the one call that ADBC allows meanwhile.
unsafe impl Send for Shared {}
// SAFETY: the same.
unsafe impl Sync for Shared {}

impl Connection {
    pub fn open(database: &Arc<Database>) -> Result<Connection, Fault> {
        let functions = &database.driver.functions;
        let (new, init) = (present(functions.connection_new)?, present(functions.connection_init)?);
        let owned = Owned::new(present(functions.connection_release)?);
        let _one = database.opening.lock().unwrap_or_else(PoisonError::into_inner);
        // SAFETY: the handle is empty and stays where it is.
        call(|error| unsafe { new(owned.handle, error) })?;
        // SAFETY: the handle is new, and the database is open for as long as the connection.
        call(|error| unsafe { init(owned.handle, database.owned.handle, error) })?;
        let shared = Arc::new(Shared { owned, database: database.clone() });
        Ok(Connection { shared, one_thread: PhantomData })
    }

    pub fn canceller(&self) -> Canceller {
        Canceller(Arc::downgrade(&self.shared))
    }

    /// Sets an option of the connection, such as whether each statement commits by itself.
    pub fn set(&self, key: &str, value: &str) -> Result<(), Fault> {
        let set = present(self.functions().connection_set_option)?;
        let (key, value) = (c_text(key)?, c_text(value)?);
        // SAFETY: the connection is open; the texts are copied by the driver.
        call(|error| unsafe { set(self.shared.owned.handle, key.as_ptr(), value.as_ptr(), error) })
    }

    /// Commits its transaction, where it has one.
    pub fn commit(&self) -> Result<(), Fault> {
        let commit = present(self.functions().connection_commit)?;
        // SAFETY: the connection is open.
        call(|error| unsafe { commit(self.shared.owned.handle, error) })
    }

    /// Undoes what its transaction has done, where it has one.
    pub fn roll_back(&self) -> Result<(), Fault> {
        let roll_back = present(self.functions().connection_rollback)?;
        // SAFETY: the connection is open.
        call(|error| unsafe { roll_back(self.shared.owned.handle, error) })
    }

    /// A statement that takes the rows that are bound to it into a table.
    pub fn ingest(&self, options: &[(&str, &str)]) -> Result<Statement<'_>, Fault> {
        Statement::new(self.functions(), self.shared.owned.handle, options)
    }

    pub fn statement(&self, sql: &str) -> Result<Statement<'_>, Fault> {
        Statement::new(self.functions(), self.shared.owned.handle, &[])?.with_text(sql)
    }

    /// What the driver tells of itself, by the codes of ADBC.
    pub fn info(&self, codes: &[u32]) -> Result<Rows<'_>, Fault> {
        let info = present(self.functions().connection_get_info)?;
        self.stream(|stream, error| {
            // SAFETY: the connection is open, and the codes are as many as is said.
            unsafe { info(self.shared.owned.handle, codes.as_ptr(), codes.len(), stream, error) }
        })
    }

    /// Catalogs, each with its schemas and their tables; only tables like `table`, a pattern of SQL, if there is one.
    pub fn objects(&self, table: Option<&str>, with_constraints: bool) -> Result<Rows<'_>, Fault> {
        const ALL: c_int = 0;
        const TABLES: c_int = 3;
        let depth = if with_constraints { ALL } else { TABLES };
        let table = table.map(c_text).transpose()?;
        let table = table.as_ref().map_or(null(), |table| table.as_ptr());
        let objects = present(self.functions().connection_get_objects)?;
        let handle = self.shared.owned.handle;
        self.stream(|stream, error| {
            // SAFETY: the connection is open; no pointer means that nothing is left out. The text outlives the call.
            unsafe { objects(handle, depth, null(), null(), table, null(), null(), stream, error) }
        })
    }

    fn stream(&self, fill: impl FnOnce(*mut abi::Stream, *mut abi::Error) -> Status) -> Result<Rows<'_>, Fault> {
        Rows::of(None, fill)
    }

    fn functions(&self) -> &'static abi::Driver {
        &self.shared.database.driver.functions
    }
}

/// Ends what a connection does, from any thread.
#[derive(Clone)]
pub struct Canceller(Weak<Shared>);

impl Canceller {
    /// Returns whether there was something to end, and a driver that can.
    pub fn cancel(&self) -> bool {
        let Some(shared) = self.0.upgrade() else { return false };
        let Some(cancel) = shared.database.driver.functions.connection_cancel else { return false };
        // SAFETY: ADBC allows this call while others use the connection, which is open for as long as it is shared.
        call(|error| unsafe { cancel(shared.owned.handle, error) }).is_ok()
    }
}
