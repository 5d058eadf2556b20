//! Rows as a driver gives them.

use std::ffi::c_int;
use std::marker::PhantomData;
use std::ptr::null_mut;

use polars_arrow::array::StructArray;
use polars_arrow::datatypes::{ArrowDataType, Field};
use polars_arrow::ffi::{ArrowArray, import_array_from_c};

use super::super::abi::{self, Status};
use super::super::fault::Fault;
use super::call::{call, present, words};
use super::handles::Owned;
use super::schema::{ForeignField, NO_SCHEMA, fields, release_schema};

const NO_STREAM: abi::Stream =
    abi::Stream { get_schema: None, get_next: None, get_last_error: None, release: None, private_data: null_mut() };

/// Rows as a driver gives them, in batches.
pub struct Rows<'c> {
    stream: Box<abi::Stream>,
    /// It lasts as long as its rows.
    _statement: Option<Owned>,
    /// The connection lasts as long as well.
    _connection: PhantomData<&'c ()>,
}

impl<'c> Rows<'c> {
    /// Those of the stream that a driver fills.
    pub(super) fn of(
        statement: Option<Owned>,
        fill: impl FnOnce(*mut abi::Stream, *mut abi::Error) -> Status,
    ) -> Result<Rows<'c>, Fault> {
        let mut rows = Rows { stream: Box::new(NO_STREAM), _statement: statement, _connection: PhantomData };
        let filled = call(|error| fill(&raw mut *rows.stream, error));
        // What has failed has nothing to release.
        filled.inspect_err(|_| *rows.stream = NO_STREAM).map(|()| rows)
    }

    pub fn columns(&mut self) -> Result<Vec<ForeignField>, Fault> {
        let get = present(self.stream.get_schema)?;
        let mut schema = NO_SCHEMA;
        // SAFETY: the stream is open; the struct is empty.
        let code = unsafe { get(&raw mut *self.stream, &raw mut schema) };
        self.check(code)?;
        let fields = fields(&schema);
        release_schema(&mut schema);
        fields
    }

    /// The next rows as a struct of these types; `None` where the driver says that there are no more.
    pub fn next(&mut self, columns: &[Field]) -> Result<Option<StructArray>, Fault> {
        let get = present(self.stream.get_next)?;
        // SAFETY: a struct of numbers and pointers, for which zeros mean none.
        let mut array: abi::Array = unsafe { std::mem::zeroed() };
        // SAFETY: the stream is open; the struct is empty.
        let code = unsafe { get(&raw mut *self.stream, &raw mut array) };
        self.check(code)?;
        if array.release.is_none() {
            return Ok(None);
        }
        let width = usize::try_from(array.n_children).ok();
        // SAFETY: both are the struct of the C data interface; the driver's is not used any more, so it is released once.
        let array = unsafe { std::mem::transmute::<abi::Array, ArrowArray>(array) };
        if width != Some(columns.len()) {
            return Err(Fault::own(abi::INTERNAL, "the rows do not have the columns that were announced"));
        }
        // SAFETY: the driver has announced these types, but for texts, which are taken as bytes.
        let rows = unsafe { import_array_from_c(array, ArrowDataType::Struct(columns.to_vec())) };
        let rows = rows.map_err(|error| Fault::own(abi::INTERNAL, &error.to_string()))?;
        match rows.as_any().downcast_ref::<StructArray>() {
            Some(rows) => Ok(Some(rows.clone())),
            None => Err(Fault::own(abi::INTERNAL, "the rows are no table")),
        }
    }

    /// The error of a stream. Its codes are those of the system.
    fn check(&mut self, code: c_int) -> Result<(), Fault> {
        if code == 0 {
            return Ok(());
        }
        // SAFETY: the stream is open, and the text lasts until its next call.
        let message = self.stream.get_last_error.map(|get| words(unsafe { get(&raw mut *self.stream) }));
        Err(Fault { status: 0, sqlstate: String::new(), message: message.unwrap_or_default() })
    }
}

impl Drop for Rows<'_> {
    fn drop(&mut self) {
        if let Some(release) = self.stream.release {
            // SAFETY: the driver has given it for this stream, and it is called once.
            unsafe { release(&raw mut *self.stream) };
        }
    }
}
