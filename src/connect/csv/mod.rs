//! Delimited text files: what they look like, which of their rows hold, and the plan that reads those.
//!
//! Every file is audited once, in parallel: each row must have its fields, each field must be of its column's type. Rows that
//! do not hold are cut out of the bytes that the plan reads, and listed. So the plan itself is polars' own typed scan.

mod audit;
mod check;
mod column;
mod infer;
mod layout;
mod names;
mod sample;
mod scan;
mod split;
mod typed;
mod unite;

pub use column::ColumnType;
pub(super) use names::unique_names;
pub use scan::{Csv, CsvOptions, NamedType};
pub use typed::typed_column;
