//! The structs of ADBC 1.1 and of the Arrow C stream interface, as a driver fills them. Order and size are those of `adbc.h`;
//! a driver of ADBC 1.0 fills the first part of [`Driver`] alone.

use std::ffi::{c_char, c_int, c_void};

use polars_arrow::ffi::ArrowSchema;

/// The version that a driver is asked for first, and the one before it.
pub(super) const VERSIONS: [c_int; 2] = [1_001_000, 1_000_000];

/// A status: 0 is success.
pub(super) type Status = u8;
pub(super) const OK: Status = 0;
pub(super) const NOT_IMPLEMENTED: Status = 2;
pub(super) const NOT_FOUND: Status = 3;
pub(super) const INTERNAL: Status = 9;
pub(super) const CANCELLED: Status = 11;
pub(super) const TIMEOUT: Status = 12;
pub(super) const UNAUTHENTICATED: Status = 13;
pub(super) const UNAUTHORIZED: Status = 14;

/// What a library exports: fills a driver of this version.
pub(super) type Init = unsafe extern "C" fn(c_int, *mut c_void, *mut Error) -> Status;

/// What went wrong. The text belongs to the driver until it is released.
#[repr(C)]
pub(super) struct Error {
    pub message: *mut c_char,
    pub vendor_code: i32,
    pub sqlstate: [c_char; 5],
    pub release: Option<unsafe extern "C" fn(*mut Error)>,
    pub private_data: *mut c_void,
    pub private_driver: *mut c_void,
}

/// A database, a connection or a statement: what it is, only the driver knows.
#[repr(C)]
pub(super) struct Handle {
    pub private_data: *mut c_void,
    pub private_driver: *mut c_void,
}

impl Handle {
    pub const NONE: Handle = Handle { private_data: std::ptr::null_mut(), private_driver: std::ptr::null_mut() };
}

/// An array of the Arrow C data interface: the same struct as in polars, which does not show its fields.
#[repr(C)]
pub(super) struct Array {
    pub length: i64,
    pub null_count: i64,
    pub offset: i64,
    pub n_buffers: i64,
    pub n_children: i64,
    pub buffers: *mut *const c_void,
    pub children: *mut *mut Array,
    pub dictionary: *mut Array,
    pub release: Option<unsafe extern "C" fn(*mut Array)>,
    pub private_data: *mut c_void,
}

/// A schema of the Arrow C data interface: the same struct as in polars, which does not show its fields.
#[repr(C)]
pub(super) struct Schema {
    pub format: *const c_char,
    pub name: *const c_char,
    pub metadata: *const c_char,
    pub flags: i64,
    pub n_children: i64,
    pub children: *mut *mut Schema,
    pub dictionary: *mut Schema,
    pub release: Option<unsafe extern "C" fn(*mut Schema)>,
    pub private_data: *mut c_void,
}

/// A stream of arrays.
#[repr(C)]
pub(super) struct Stream {
    pub get_schema: Option<unsafe extern "C" fn(*mut Stream, *mut Schema) -> c_int>,
    pub get_next: Option<unsafe extern "C" fn(*mut Stream, *mut Array) -> c_int>,
    pub get_last_error: Option<unsafe extern "C" fn(*mut Stream) -> *const c_char>,
    pub release: Option<unsafe extern "C" fn(*mut Stream)>,
    pub private_data: *mut c_void,
}

type OfHandle = Option<unsafe extern "C" fn(*mut Handle, *mut Error) -> Status>;
type SetOption = Option<unsafe extern "C" fn(*mut Handle, *const c_char, *const c_char, *mut Error) -> Status>;
type TwoHandles = Option<unsafe extern "C" fn(*mut Handle, *mut Handle, *mut Error) -> Status>;
type GetInfo = Option<unsafe extern "C" fn(*mut Handle, *const u32, usize, *mut Stream, *mut Error) -> Status>;
type GetObjects = Option<
    unsafe extern "C" fn(
        *mut Handle,
        c_int,
        *const c_char,
        *const c_char,
        *const c_char,
        *const *const c_char,
        *const c_char,
        *mut Stream,
        *mut Error,
    ) -> Status,
>;
type GetTableSchema = Option<
    unsafe extern "C" fn(
        *mut Handle,
        *const c_char,
        *const c_char,
        *const c_char,
        *mut ArrowSchema,
        *mut Error,
    ) -> Status,
>;
type Bind = Option<unsafe extern "C" fn(*mut Handle, *mut Array, *mut Schema, *mut Error) -> Status>;
type Execute = Option<unsafe extern "C" fn(*mut Handle, *mut Stream, *mut i64, *mut Error) -> Status>;
type SetText = Option<unsafe extern "C" fn(*mut Handle, *const c_char, *mut Error) -> Status>;
/// A function that is never called from here.
type Other = Option<unsafe extern "C" fn()>;

/// The functions of a driver.
#[repr(C)]
pub(super) struct Driver {
    pub private_data: *mut c_void,
    pub private_manager: *mut c_void,
    pub release: Other,
    pub database_init: OfHandle,
    pub database_new: OfHandle,
    pub database_set_option: SetOption,
    pub database_release: OfHandle,
    pub connection_commit: OfHandle,
    pub connection_get_info: GetInfo,
    pub connection_get_objects: GetObjects,
    pub connection_get_table_schema: GetTableSchema,
    pub connection_get_table_types: Other,
    pub connection_init: TwoHandles,
    pub connection_new: OfHandle,
    pub connection_set_option: SetOption,
    pub connection_read_partition: Other,
    pub connection_release: OfHandle,
    pub connection_rollback: OfHandle,
    pub statement_bind: Bind,
    pub statement_bind_stream: Other,
    pub statement_execute_query: Execute,
    pub statement_execute_partitions: Other,
    pub statement_get_parameter_schema: Other,
    pub statement_new: TwoHandles,
    pub statement_prepare: OfHandle,
    pub statement_release: OfHandle,
    pub statement_set_option: SetOption,
    pub statement_set_sql_query: SetText,
    pub statement_set_substrait_plan: Other,
    // From ADBC 1.1 on.
    pub error_functions: [Other; 3],
    pub database_options: [Other; 7],
    pub connection_cancel: OfHandle,
    pub connection_options: [Other; 4],
    pub connection_statistics: [Other; 2],
    pub connection_set_options: [Other; 3],
    pub statement_cancel: OfHandle,
    pub statement_execute_schema: Option<unsafe extern "C" fn(*mut Handle, *mut Schema, *mut Error) -> Status>,
    pub statement_options: [Other; 7],
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As `adbc.h` says: 29 pointers in ADBC 1.0, and 29 more in 1.1.
    #[test]
    fn a_driver_has_the_size_of_its_version() {
        let pointer = size_of::<*mut c_void>();
        assert_eq!(std::mem::offset_of!(Driver, error_functions), 29 * pointer);
        assert_eq!(std::mem::offset_of!(Driver, connection_cancel), 39 * pointer);
        assert_eq!(std::mem::offset_of!(Driver, statement_cancel), 49 * pointer);
        assert_eq!(size_of::<Driver>(), 58 * pointer);
        assert_eq!(size_of::<Array>(), size_of::<polars_arrow::ffi::ArrowArray>());
        assert_eq!(size_of::<Schema>(), size_of::<ArrowSchema>());
        assert_eq!(size_of::<Stream>(), size_of::<polars_arrow::ffi::ArrowArrayStream>());
    }
}
