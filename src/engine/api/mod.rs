//! What the engine is asked and what it answers: plain data, and the tables that are looked at.

pub(super) mod cell;
pub(super) mod event;
pub(super) mod measure;
pub(super) mod nested;
pub(super) mod request;
pub(super) mod snapshot;
pub(super) mod table;
pub(super) mod table_text;
