//! How the columns of tables descend from those that arrive, and what follows when one is renamed.

pub mod descent;
pub mod graph;
pub mod rename_column;
pub mod rename_settings;
#[cfg(test)]
mod tests;
pub mod trace;
