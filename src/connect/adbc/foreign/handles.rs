//! An open database, and how a handle of a driver is kept.

use std::sync::Mutex;

use super::super::abi::{self, Handle, Status};
use super::super::fault::Fault;
use super::call::{c_text, call, present};
use super::driver::Driver;

/// A handle in a place of its own, which is released with the driver's function.
pub(super) struct Owned {
    pub handle: *mut Handle,
    release: unsafe extern "C" fn(*mut Handle, *mut abi::Error) -> Status,
}

impl Owned {
    pub fn new(release: unsafe extern "C" fn(*mut Handle, *mut abi::Error) -> Status) -> Owned {
        Owned { handle: Box::into_raw(Box::new(Handle::NONE)), release }
    }
}

impl Drop for Owned {
    fn drop(&mut self) {
        // SAFETY: the pointer is that of the box that was made with it.
        let mut handle = unsafe { Box::from_raw(self.handle) };
        if !handle.private_data.is_null() {
            // SAFETY: the driver has made it, and it is released once.
            let _ = call(|error| unsafe { (self.release)(&raw mut *handle, error) });
        }
    }
}

/// An open database.
pub struct Database {
    pub(super) owned: Owned,
    pub(super) driver: &'static Driver,
    /// Connections are opened one after the other.
    pub(super) opening: Mutex<()>,
}

// SAFETY: a database may be used by one thread after the other; only connections are made of it, under a lock.
unsafe impl Send for Database {}
// SAFETY: the same.
unsafe impl Sync for Database {}

impl Database {
    pub fn open(driver: &'static Driver, options: &[(String, String)]) -> Result<Database, Fault> {
        let functions = &driver.functions;
        let (new, set, init) = (functions.database_new, functions.database_set_option, functions.database_init);
        let (new, set, init) = (present(new)?, present(set)?, present(init)?);
        let owned = Owned::new(present(functions.database_release)?);
        // SAFETY: the handle is empty and stays where it is.
        call(|error| unsafe { new(owned.handle, error) })?;
        for (key, value) in options {
            let (key, value) = (c_text(key)?, c_text(value)?);
            // SAFETY: the handle is new; the texts are copied by the driver.
            call(|error| unsafe { set(owned.handle, key.as_ptr(), value.as_ptr(), error) })?;
        }
        // SAFETY: the handle has its options.
        call(|error| unsafe { init(owned.handle, error) })?;
        Ok(Database { owned, driver, opening: Mutex::new(()) })
    }
}
