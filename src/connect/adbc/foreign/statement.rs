//! A statement of a connection.

use std::marker::PhantomData;
use std::ptr::null_mut;

use polars_arrow::array::{Array, StructArray};
use polars_arrow::datatypes::Field;
use polars_arrow::ffi::{export_array_to_c, export_field_to_c};

use super::super::abi;
use super::super::fault::Fault;
use super::call::{c_text, call, present};
use super::handles::Owned;
use super::rows::Rows;
use super::schema::{ForeignField, NO_SCHEMA, fields, release_schema};

/// A statement of a connection.
pub struct Statement<'c> {
    owned: Owned,
    functions: &'static abi::Driver,
    _connection: PhantomData<&'c ()>,
}

impl<'c> Statement<'c> {
    /// One of an open connection, which outlives it.
    pub(super) fn new(
        functions: &'static abi::Driver,
        connection: *mut abi::Handle,
        options: &[(&str, &str)],
    ) -> Result<Statement<'c>, Fault> {
        let (new, set) = (present(functions.statement_new)?, present(functions.statement_set_option)?);
        let owned = Owned::new(present(functions.statement_release)?);
        // SAFETY: the connection is open, and the handle is empty and stays where it is.
        call(|error| unsafe { new(connection, owned.handle, error) })?;
        for (key, value) in options {
            let (key, value) = (c_text(key)?, c_text(value)?);
            // SAFETY: the statement is new; the texts are copied by the driver.
            call(|error| unsafe { set(owned.handle, key.as_ptr(), value.as_ptr(), error) })?;
        }
        Ok(Statement { owned, functions, _connection: PhantomData })
    }

    pub(super) fn with_text(self, sql: &str) -> Result<Statement<'c>, Fault> {
        let set = present(self.functions.statement_set_sql_query)?;
        let sql = c_text(sql)?;
        // SAFETY: the statement is new; the text is copied by the driver.
        call(|error| unsafe { set(self.owned.handle, sql.as_ptr(), error) })?;
        Ok(self)
    }

    pub fn prepare(&mut self) -> Result<(), Fault> {
        let prepare = present(self.functions.statement_prepare)?;
        // SAFETY: the statement has its text.
        call(|error| unsafe { prepare(self.owned.handle, error) })
    }

    /// Binds rows: the values of its placeholders in their order, or the rows that it takes in.
    pub fn bind(&mut self, rows: StructArray) -> Result<(), Fault> {
        let bind = present(self.functions.statement_bind)?;
        let mut schema = export_field_to_c(&Field::new("".into(), rows.dtype().clone(), false));
        let mut array = export_array_to_c(Box::new(rows));
        let (array, schema) = ((&raw mut array).cast::<abi::Array>(), (&raw mut schema).cast::<abi::Schema>());
        // SAFETY: both are the structs of the C data interface. The driver takes them over and marks them as released.
        call(|error| unsafe { bind(self.owned.handle, array, schema, error) })
    }

    /// The columns of its rows, without computing them; fails as not implemented where a driver cannot tell.
    pub fn columns(&mut self) -> Result<Vec<ForeignField>, Fault> {
        let columns = present(self.functions.statement_execute_schema)?;
        let mut schema = NO_SCHEMA;
        // SAFETY: the statement has its text; the struct is empty.
        call(|error| unsafe { columns(self.owned.handle, &raw mut schema, error) })?;
        let fields = fields(&schema);
        release_schema(&mut schema);
        fields
    }

    /// Its rows.
    pub fn rows(self) -> Result<Rows<'c>, Fault> {
        let execute = present(self.functions.statement_execute_query)?;
        let handle = self.owned.handle;
        let mut affected = -1_i64;
        Rows::of(Some(self.owned), |stream, error| {
            // SAFETY: the statement has its text and its values; the stream is empty and stays where it is.
            unsafe { execute(handle, stream, &raw mut affected, error) }
        })
    }

    /// Carries it out. Returns how many rows are affected; a driver that does not know it says -1.
    pub fn execute(self) -> Result<i64, Fault> {
        let execute = present(self.functions.statement_execute_query)?;
        let mut affected = -1_i64;
        // SAFETY: the statement has its text and its rows; without a stream a driver gives no rows.
        call(|error| unsafe { execute(self.owned.handle, null_mut(), &raw mut affected, error) })?;
        Ok(affected)
    }
}
