//! Loading the library of a driver.

use std::ffi::{OsStr, OsString};
use std::sync::{Mutex, PoisonError};

use libloading::Library;

use super::super::abi::{self, NOT_IMPLEMENTED, VERSIONS};
use super::super::fault::Fault;
use super::call::{call, in_one_line};

/// Why a library is not used.
#[derive(Debug)]
pub enum LoadFault {
    /// In the words of the system.
    NotLoaded(String),
    /// It exports none of these functions.
    NoEntry(String),
    /// Its own answer.
    Refused(Fault),
}

/// A driver, which stays loaded until the process ends: some have threads of their own.
pub struct Driver {
    pub(super) functions: abi::Driver,
    _library: Library,
}

// SAFETY: after it is made it is only read, and a driver's functions may be called from any thread.
unsafe impl Send for Driver {}
// SAFETY: the same.
unsafe impl Sync for Driver {}

static LOADED: Mutex<Vec<(OsString, Vec<String>, &'static Driver)>> = Mutex::new(Vec::new());

impl Driver {
    /// Loads a library, by its path or as the system finds it. `entries` are the functions that it may export, the best first.
    pub fn load(library: &OsStr, entries: &[String]) -> Result<&'static Driver, LoadFault> {
        let mut loaded = LOADED.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, _, driver)) = loaded.iter().find(|(known, by, _)| known == library && by == entries) {
            return Ok(driver);
        }
        // SAFETY: whoever has set up this machine names the library, whose code may be run; a project's file cannot.
        let opened = unsafe { Library::new(library) };
        let opened = opened.map_err(|error| LoadFault::NotLoaded(in_one_line(&error.to_string())))?;
        let found = entries.iter().find_map(|entry| {
            // SAFETY: by ADBC a function of this name has this type.
            unsafe { opened.get::<abi::Init>(entry.as_bytes()) }.ok().map(|init| *init)
        });
        let init = found.ok_or_else(|| LoadFault::NoEntry(entries.join(", ")))?;
        // SAFETY: a struct of pointers and of functions that may be missing, for which zeros mean none.
        let mut functions: abi::Driver = unsafe { std::mem::zeroed() };
        let mut done = Ok(());
        for version in VERSIONS {
            let target: *mut abi::Driver = &raw mut functions;
            // SAFETY: the function fills the struct of the version that it is asked for, and the struct has room for both.
            done = call(|error| unsafe { init(version, target.cast(), error) });
            if !matches!(&done, Err(fault) if fault.status == NOT_IMPLEMENTED) {
                break;
            }
        }
        done.map_err(LoadFault::Refused)?;
        let driver: &'static Driver = Box::leak(Box::new(Driver { functions, _library: opened }));
        loaded.push((library.to_owned(), entries.to_vec(), driver));
        Ok(driver)
    }
}
