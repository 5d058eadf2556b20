//! What every layer may use: names, types in words, problems, keys, fuzzy search. Imports nothing of ours.

pub mod find;
pub mod fix;
pub mod fuzzy;
pub mod key;
pub mod name;
pub mod number;
pub mod problem;
pub mod suggest;
pub mod types;

pub use fix::Fix;
pub use key::{Key, KeyBuilder};
pub use problem::{Problem, Severity};
pub use types::{ColumnInfo, Type};
