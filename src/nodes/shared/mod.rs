//! What several kinds have in common.

pub mod aggregate;
pub mod aggregate_on_spark;
pub mod catalog_table;
pub mod common_type;
pub mod database;
pub mod decimal_totals;
pub mod delimiters;
pub mod files;
pub mod lost_offsets;
pub mod no_records;
pub mod rejected_on_spark;
pub mod rejected_rows;
pub mod rejects;
pub mod stack;
pub mod summary;
pub mod written_dates;
pub mod wrong_file_kind;
