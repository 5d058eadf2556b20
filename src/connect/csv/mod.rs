//! Delimited text files: their layout, which of their rows are valid, and the plan that reads those.
//!
//! Every file is audited once, in parallel: each row must have its fields, each field must fit its column's type.
//! Invalid rows are cut out of the bytes that the plan reads, and listed. So the plan itself is polars' own typed scan.

mod amount;
mod audit;
mod beginning;
mod check;
mod column;
mod digits;
mod doubt;
mod fixed;
mod guard;
mod infer;
mod layout;
mod look;
mod names;
mod notation;
mod notes;
mod opened;
mod parted;
mod ragged;
mod remark;
mod sample;
mod scan;
mod settle;
mod shape;
mod sniff;
mod split;
mod thousands;
mod typed;
mod unite;

pub use amount::{Amount, Numeric};
pub use column::ColumnType;
pub use digits::Loss;
pub(super) use names::unique_names;
pub use notation::{Notation, Thousands};
pub use remark::Remark;
pub use scan::{Csv, CsvOptions, CsvRows, NamedType};
pub use settle::Tally;
pub use shape::{CsvShape, LongRows, Parting, RepeatedHeader, ShortRows};
pub use typed::{Losses, typed_column};
