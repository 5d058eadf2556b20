//! What several kinds have in common.

pub mod aggregate;
pub mod common_type;
pub mod decimal_totals;
pub mod delimiters;
pub mod files;
pub mod invalid_rows;
pub mod lost_offsets;
pub mod rejects;
pub mod stack;
pub mod summary;
pub mod wrong_file_kind;
