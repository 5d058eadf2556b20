//! Steps created from a selected object: a column, a value, a file, cells of the clipboard, a problem.

pub mod apply_fix;
pub mod cleaning;
pub mod database_table;
pub mod dropped_files;
pub mod export;
pub mod merge_step;
pub mod pasted;
pub mod steps;
pub mod table_file;
pub mod values_steps;
pub mod view_steps;
