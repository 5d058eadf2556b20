//! What a kind is, how its settings are read and how it is lowered.

#[macro_use]
pub mod catalogue;
#[cfg(test)]
pub mod checks;
pub mod columns;
pub mod formula_values;
pub mod frame;
pub mod kind;
pub mod kind_id;
pub mod kind_texts;
pub mod lower;
pub mod matching;
pub mod meta;
pub mod ports;
pub mod project;
mod read_kind;
pub mod spark;
pub mod unreadable_settings;
pub mod upgrade;
