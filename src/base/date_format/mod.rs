//! Date formats. People write them as in Spark (`yyyy-MM-dd`) or as in most programming languages (`%Y-%m-%d`); both
//! are parsed into the same fields and written in the notation that an engine needs.

mod format;
mod reading;

pub use format::{DateFormat, WrittenPart};
pub use reading::{Moment, Unreadable, reading_format};
