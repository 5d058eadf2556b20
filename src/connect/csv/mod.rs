//! Delimited text files: their layout, which of their rows are valid, and the plan that reads those.
//!
//! Every file is audited once, in parallel: each row must have its fields, each field must fit its column's type.
//! Invalid rows are cut out of the bytes that the plan reads, and listed. So the plan itself is polars' own typed scan.

mod amount;
mod anomalies;
mod audit;
mod audited;
mod check;
mod column;
mod digits;
mod files;
mod fixed;
mod guard;
mod infer;
mod infer_layout;
mod layout;
mod lines;
mod names;
mod near_types;
mod notation;
mod notes;
mod opened;
mod options;
mod part;
mod plain;
mod ragged;
mod redelimited;
mod remark;
mod sample;
mod scan;
mod shape;
mod sniff;
mod split;
mod table_start;
mod thousands;
mod typed;
mod unite;
mod verify_types;

pub use amount::{Amount, Numeric};
pub use audited::Tally;
pub use column::ColumnType;
pub use digits::Loss;
pub use files::Csv;
pub(super) use names::unique_names;
pub use notation::{Notation, Thousands};
pub use options::{CsvOptions, NamedType};
pub use plain::PlainCsv;
pub use remark::Remark;
pub use scan::CsvRows;
pub use shape::{CsvShape, FieldSeparation, LongRows, RepeatedHeader, ShortRows};
pub use typed::{Losses, typed_column};
