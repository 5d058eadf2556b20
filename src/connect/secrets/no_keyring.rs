//! Systems on which no keyring is known.

use std::collections::BTreeSet;

use super::value::Value;

#[derive(Debug)]
pub enum Fault {
    Absent,
    #[expect(dead_code, reason = "what a keyring may say elsewhere")]
    Locked,
    #[expect(dead_code, reason = "what a keyring may say elsewhere")]
    Silent,
    #[expect(dead_code, reason = "what a keyring may say elsewhere")]
    Several,
    #[expect(dead_code, reason = "what a keyring may say elsewhere")]
    NotText,
    #[expect(dead_code, reason = "what a keyring may say elsewhere")]
    Failed(String),
}

pub fn get(_: &str) -> Result<Option<Value>, Fault> {
    Err(Fault::Absent)
}

pub fn set(_: &str, _: &str) -> Result<(), Fault> {
    Err(Fault::Absent)
}

pub fn remove(_: &str) -> Result<bool, Fault> {
    Err(Fault::Absent)
}

pub fn names() -> Result<BTreeSet<String>, Fault> {
    Err(Fault::Absent)
}

pub fn is_ready() -> Result<(), Fault> {
    Err(Fault::Absent)
}
