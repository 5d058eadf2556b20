//! Requests to the engine and its answers: plain data, and the tables to view.

pub(super) mod advice;
pub(super) mod catalog;
pub(super) mod cell;
pub(super) mod cell_statistics;
pub(super) mod cleaning;
pub(super) mod cluster;
pub(super) mod cluster_secrets;
pub(super) mod comparison;
pub(super) mod event;
pub(super) mod example;
pub(super) mod find;
pub(super) mod lane;
pub(super) mod listener;
pub(super) mod measure;
pub(super) mod nested;
pub(super) mod output;
pub(super) mod request;
pub(super) mod snapshot;
pub(super) mod table;
pub(super) mod table_text;
pub(super) mod values;
pub(super) mod wire;
