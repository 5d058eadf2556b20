//! The columns of a driver's rows.

use std::ffi::{CStr, c_char};
use std::ptr::{null, null_mut};

use polars_arrow::datatypes::ArrowDataType;
use polars_arrow::ffi::{ArrowSchema, import_field_from_c};

use super::super::abi;
use super::super::fault::Fault;

/// The deepest nesting of types.
const DEEPEST: usize = 64;

pub(super) const NO_SCHEMA: abi::Schema = abi::Schema {
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

pub(super) fn release_schema(schema: &mut abi::Schema) {
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

/// The columns of a schema.
pub(super) fn fields(schema: &abi::Schema) -> Result<Vec<ForeignField>, Fault> {
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
