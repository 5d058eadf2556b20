//! MySQL's protocol on the wire: packets, the login, commands and their answers.
//!
//! It is written here since the crate `mysql` would change the features of `num-traits` and `rustls`, and with them rebuild
//! polars; and since a reader of packets passes rows on without a value for each field.

mod answer;
mod auth;
mod commands;
mod fault;
mod fields;
mod handshake;
mod packets;

pub(super) use answer::{Column, end, error};
pub(super) use commands::{Answer, TextRow, Value, text_at};
pub(super) use fault::{Fault, ServerError};
pub(super) use fields::{Fields, binary_row};
pub(super) use handshake::{Encrypts, Login, LoginFault};
pub(super) use packets::{Packets, Stream};
