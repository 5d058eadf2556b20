//! A driver's library: loading it, and calling it. All unsafe code of ADBC is here, behind safe types.
//!
//! What a driver gives is believed to have the form that ADBC and Arrow describe, as the code of any other library is. Texts are
//! bytes until they are checked.

#![expect(unsafe_code, reason = "a driver is a library with an interface in C")]

use std::cell::Cell;
use std::ffi::{CStr, CString, OsStr, OsString, c_char, c_int};
use std::marker::PhantomData;
use std::ptr::{null, null_mut};
use std::sync::{Arc, Mutex, PoisonError, Weak};

use libloading::Library;
use polars_arrow::array::{Array, StructArray};
use polars_arrow::datatypes::{ArrowDataType, Field};
use polars_arrow::ffi::{
    ArrowArray, ArrowSchema, export_array_to_c, export_field_to_c, import_array_from_c, import_field_from_c,
};

use super::abi::{self, Handle, NOT_IMPLEMENTED, OK, Status, VERSIONS};
use super::fault::Fault;

/// The deepest nesting of types, and the longest text of an error.
const DEEPEST: usize = 64;
const LONGEST: usize = 2_000;

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
    functions: abi::Driver,
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

/// Calls a function of a driver, and takes its words if it fails.
fn call(run: impl FnOnce(*mut abi::Error) -> Status) -> Result<(), Fault> {
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
fn present<F>(function: Option<F>) -> Result<F, Fault> {
    function.ok_or_else(|| Fault::own(NOT_IMPLEMENTED, "the driver lacks a function of ADBC"))
}

/// A text of a driver, in one line.
fn words(text: *const c_char) -> String {
    if text.is_null() {
        return String::new();
    }
    // SAFETY: a text of a driver ends in a zero.
    in_one_line(&unsafe { CStr::from_ptr(text) }.to_string_lossy())
}

fn in_one_line(text: &str) -> String {
    text.trim().chars().take(LONGEST).collect()
}

fn c_text(text: &str) -> Result<CString, Fault> {
    CString::new(text).map_err(|_| Fault::own(abi::INTERNAL, "a text with a zero cannot be sent"))
}

/// A handle in a place of its own, which is released with the driver's function.
struct Owned {
    handle: *mut Handle,
    release: unsafe extern "C" fn(*mut Handle, *mut abi::Error) -> Status,
}

impl Owned {
    fn new(release: unsafe extern "C" fn(*mut Handle, *mut abi::Error) -> Status) -> Owned {
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
    owned: Owned,
    driver: &'static Driver,
    /// Connections are opened one after the other.
    opening: Mutex<()>,
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

    /// Undoes what its transaction has done, where it has one.
    pub fn roll_back(&self) -> Result<(), Fault> {
        let roll_back = present(self.functions().connection_rollback)?;
        // SAFETY: the connection is open.
        call(|error| unsafe { roll_back(self.shared.owned.handle, error) })
    }

    pub fn statement(&self, sql: &str) -> Result<Statement<'_>, Fault> {
        let functions = self.functions();
        let (new, set) = (present(functions.statement_new)?, present(functions.statement_set_sql_query)?);
        let owned = Owned::new(present(functions.statement_release)?);
        // SAFETY: the connection is open, and the handle is empty and stays where it is.
        call(|error| unsafe { new(self.shared.owned.handle, owned.handle, error) })?;
        let statement = Statement { owned, connection: self };
        let sql = c_text(sql)?;
        // SAFETY: the statement is new; the text is copied by the driver.
        call(|error| unsafe { set(statement.owned.handle, sql.as_ptr(), error) })?;
        Ok(statement)
    }

    /// A statement that takes the rows that are bound to it into a table of their own. The driver makes the table.
    pub fn ingest(&self, options: &[(&str, &str)]) -> Result<Statement<'_>, Fault> {
        let functions = self.functions();
        let (new, set) = (present(functions.statement_new)?, present(functions.statement_set_option)?);
        let owned = Owned::new(present(functions.statement_release)?);
        // SAFETY: the connection is open, and the handle is empty and stays where it is.
        call(|error| unsafe { new(self.shared.owned.handle, owned.handle, error) })?;
        for (key, value) in options {
            let (key, value) = (c_text(key)?, c_text(value)?);
            // SAFETY: the statement is new; the texts are copied by the driver.
            call(|error| unsafe { set(owned.handle, key.as_ptr(), value.as_ptr(), error) })?;
        }
        Ok(Statement { owned, connection: self })
    }

    /// What the driver tells of itself, by the codes of ADBC.
    pub fn info(&self, codes: &[u32]) -> Result<Rows<'_>, Fault> {
        let info = present(self.functions().connection_get_info)?;
        self.stream(|stream, error| {
            // SAFETY: the connection is open, and the codes are as many as is said.
            unsafe { info(self.shared.owned.handle, codes.as_ptr(), codes.len(), stream, error) }
        })
    }

    /// Catalogs, each with its schemas and their tables.
    pub fn objects(&self) -> Result<Rows<'_>, Fault> {
        const TABLES: c_int = 3;
        let objects = present(self.functions().connection_get_objects)?;
        let handle = self.shared.owned.handle;
        self.stream(|stream, error| {
            // SAFETY: the connection is open; no pointer means that nothing is left out.
            unsafe { objects(handle, TABLES, null(), null(), null(), null(), null(), stream, error) }
        })
    }

    fn stream(&self, fill: impl FnOnce(*mut abi::Stream, *mut abi::Error) -> Status) -> Result<Rows<'_>, Fault> {
        let mut stream = Box::new(NO_STREAM);
        call(|error| fill(&raw mut *stream, error))?;
        Ok(Rows { stream, _statement: None, _connection: PhantomData })
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

/// A statement of a connection.
pub struct Statement<'c> {
    owned: Owned,
    connection: &'c Connection,
}

impl<'c> Statement<'c> {
    pub fn prepare(&mut self) -> Result<(), Fault> {
        let prepare = present(self.connection.functions().statement_prepare)?;
        // SAFETY: the statement has its text.
        call(|error| unsafe { prepare(self.owned.handle, error) })
    }

    /// Binds rows: the values of its placeholders in their order, or the rows that it takes in.
    pub fn bind(&mut self, rows: StructArray) -> Result<(), Fault> {
        let bind = present(self.connection.functions().statement_bind)?;
        let mut schema = export_field_to_c(&Field::new("".into(), rows.dtype().clone(), false));
        let mut array = export_array_to_c(Box::new(rows));
        let (array, schema) = ((&raw mut array).cast::<abi::Array>(), (&raw mut schema).cast::<abi::Schema>());
        // SAFETY: both are the structs of the C data interface. The driver takes them over and marks them as released.
        call(|error| unsafe { bind(self.owned.handle, array, schema, error) })
    }

    /// The columns of its rows, without computing them; fails as not implemented where a driver cannot tell.
    pub fn columns(&mut self) -> Result<Vec<ForeignField>, Fault> {
        let columns = present(self.connection.functions().statement_execute_schema)?;
        let mut schema = NO_SCHEMA;
        // SAFETY: the statement has its text; the struct is empty.
        call(|error| unsafe { columns(self.owned.handle, &raw mut schema, error) })?;
        let fields = fields(&schema);
        release_schema(&mut schema);
        fields
    }

    /// Its rows.
    pub fn rows(self) -> Result<Rows<'c>, Fault> {
        let execute = present(self.connection.functions().statement_execute_query)?;
        let mut stream = Box::new(NO_STREAM);
        let mut affected = -1_i64;
        // SAFETY: the statement has its text and its values; the stream is empty and stays where it is.
        call(|error| unsafe { execute(self.owned.handle, &raw mut *stream, &raw mut affected, error) })?;
        Ok(Rows { stream, _statement: Some(self), _connection: PhantomData })
    }

    /// Carries it out. Returns how many rows are affected; a driver that does not know it says -1.
    pub fn execute(self) -> Result<i64, Fault> {
        let execute = present(self.connection.functions().statement_execute_query)?;
        let mut affected = -1_i64;
        // SAFETY: the statement has its text and its rows; without a stream a driver gives no rows.
        call(|error| unsafe { execute(self.owned.handle, null_mut(), &raw mut affected, error) })?;
        Ok(affected)
    }
}

const NO_STREAM: abi::Stream =
    abi::Stream { get_schema: None, get_next: None, get_last_error: None, release: None, private_data: null_mut() };
const NO_SCHEMA: abi::Schema = abi::Schema {
    format: null(),
    name: null(),
    metadata: null(),
    flags: 0,
    n_children: 0,
    children: null_mut(),
    dictionary: null_mut(),
    release: None,
    private_data: null_mut(),
};

fn release_schema(schema: &mut abi::Schema) {
    if let Some(release) = schema.release {
        // SAFETY: the driver has given it for this struct, and it is called once.
        unsafe { release(schema) };
    }
}

/// A column of a driver's rows.
#[derive(Clone, Debug, PartialEq)]
pub struct ForeignField {
    pub name: String,
    /// Its Arrow type; the driver's text for one that is unknown here.
    pub dtype: Result<ArrowDataType, String>,
}

/// Rows as a driver gives them, in batches.
pub struct Rows<'c> {
    stream: Box<abi::Stream>,
    /// It lasts as long as its rows.
    _statement: Option<Statement<'c>>,
    _connection: PhantomData<&'c Connection>,
}

impl Rows<'_> {
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

/// The columns of a schema.
fn fields(schema: &abi::Schema) -> Result<Vec<ForeignField>, Fault> {
    let malformed = || Fault::own(abi::INTERNAL, "the columns are malformed");
    children(schema)
        .ok_or_else(malformed)?
        .into_iter()
        .map(|child| {
            let format = text(child.format).ok_or_else(malformed)?;
            let name = text(child.name).ok_or_else(malformed)?;
            let dtype = Plain::of(child, 0).and_then(|plain| {
                // SAFETY: the copy has the form of the C data interface and refers to the schema, which is there.
                let field = unsafe { import_field_from_c(&*(&raw const plain.schema).cast::<ArrowSchema>()) };
                field.ok().map(|field| field.dtype)
            });
            Ok(ForeignField { name, dtype: dtype.ok_or(format) })
        })
        .collect()
}

fn children(schema: &abi::Schema) -> Option<Vec<&abi::Schema>> {
    let count = usize::try_from(schema.n_children).ok()?;
    if count > 0 && schema.children.is_null() {
        return None;
    }
    // SAFETY: there are so many pointers, each to a schema or to nothing, which last as long as this one.
    (0..count).map(|index| unsafe { (*schema.children.add(index)).as_ref() }).collect()
}

/// A text, empty if there is none; `None` if it is no UTF-8.
fn text(text: *const c_char) -> Option<String> {
    if text.is_null() {
        return Some(String::new());
    }
    // SAFETY: a text of a schema ends in a zero.
    unsafe { CStr::from_ptr(text) }.to_str().ok().map(str::to_owned)
}

/// A copy of a schema without metadata, which only refers to its texts: an extension is taken as what it is stored as.
struct Plain {
    schema: abi::Schema,
    /// They stay where they are: the schema refers to them.
    _children: Vec<Plain>,
    _pointers: Vec<*mut abi::Schema>,
}

impl Plain {
    /// `None` for texts that are no UTF-8, and for what nests too deeply.
    fn of(schema: &abi::Schema, depth: usize) -> Option<Plain> {
        if depth > DEEPEST || schema.format.is_null() {
            return None;
        }
        let (format, _) = (text(schema.format)?, text(schema.name)?);
        if format.starts_with('+') && schema.n_children < 1 {
            return None;
        }
        // SAFETY: it is a schema or nothing, and lasts as long as this one.
        let dictionary = unsafe { schema.dictionary.as_ref() };
        let mut below: Vec<Plain> = Vec::new();
        for child in children(schema)?.into_iter().chain(dictionary) {
            below.push(Plain::of(child, depth + 1)?);
        }
        let mut pointers: Vec<*mut abi::Schema> = below.iter_mut().map(|child| &raw mut child.schema).collect();
        let dictionary = if dictionary.is_some() { pointers.pop().unwrap_or(null_mut()) } else { null_mut() };
        let schema = abi::Schema {
            metadata: null(),
            children: pointers.as_mut_ptr(),
            dictionary,
            release: None,
            private_data: null_mut(),
            ..*schema
        };
        Some(Plain { schema, _children: below, _pointers: pointers })
    }
}
