//! How output columns descend from input columns, and the consequences of renaming one.

pub mod descent;
pub mod graph;
pub mod rename_column;
pub mod rename_settings;
#[cfg(test)]
mod tests;
pub mod trace;
