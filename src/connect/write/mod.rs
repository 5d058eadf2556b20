//! Writing outputs: all of a run's or none. Every output is written beside its target; only when all are complete are they
//! renamed into place, and a journal lets the next start finish or undo what a crash interrupted.

mod ahead;
mod excel;
mod journal;
mod json_array;
mod output;
mod refused;
#[cfg(test)]
mod tests;
mod transaction;
mod unsaid;
mod versions;
mod withdrawal;
mod writer;

pub use journal::recover_commits;
pub use refused::refused;
pub use transaction::{Gauge, Transaction, Written};
pub use versions::{Keep, roll_back, versions};
pub use withdrawal::Withdrawal;
