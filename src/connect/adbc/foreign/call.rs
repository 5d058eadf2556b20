//! Calling a function of a driver.

use std::ffi::{CStr, CString, c_char};
use std::ptr::null_mut;

use super::super::abi::{self, NOT_IMPLEMENTED, OK, Status};
use super::super::fault::Fault;

/// The longest text of an error.
const LONGEST: usize = 2_000;

/// Calls a function of a driver, and takes its words if it fails.
pub(super) fn call(run: impl FnOnce(*mut abi::Error) -> Status) -> Result<(), Fault> {
    let mut error = abi::Error {
        message: null_mut(),
        vendor_code: 0,
        sqlstate: [0; 5],
        release: None,
        private_data: null_mut(),
        private_driver: null_mut(),
    };
    let status = run(&raw mut error);
    let fault = (status != OK).then(|| {
        let sqlstate = error.sqlstate.iter().map(|sign| char::from(sign.cast_unsigned()));
        Fault {
            status,
            sqlstate: sqlstate.filter(char::is_ascii_alphanumeric).collect(),
            message: words(error.message),
        }
    });
    if let Some(release) = error.release {
        // SAFETY: the driver has given it for this struct, and it is called once.
        unsafe { release(&raw mut error) };
    }
    fault.map_or(Ok(()), Err)
}

/// A function that a driver may lack.
pub(super) fn present<F>(function: Option<F>) -> Result<F, Fault> {
    function.ok_or_else(|| Fault::own(NOT_IMPLEMENTED, "the driver lacks a function of ADBC"))
}

/// A text of a driver, in one line.
pub(super) fn words(text: *const c_char) -> String {
    if text.is_null() {
        return String::new();
    }
    // SAFETY: a text of a driver ends in a zero.
    in_one_line(&unsafe { CStr::from_ptr(text) }.to_string_lossy())
}

pub(super) fn in_one_line(text: &str) -> String {
    text.trim().chars().take(LONGEST).collect()
}

pub(super) fn c_text(text: &str) -> Result<CString, Fault> {
    CString::new(text).map_err(|_| Fault::own(abi::INTERNAL, "a text with a zero cannot be sent"))
}
