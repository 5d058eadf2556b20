//! Writing outputs: all outputs of a run or none. Every output is written beside its target; only when all are complete
//! are they renamed into place, and a journal lets the next start finish or undo what a crash interrupted.

mod ahead;
mod excel;
mod file_driver;
mod file_output;
mod journal;
mod json_array;
mod recovery;
mod refused;
mod staging;
mod step;
#[cfg(test)]
mod store_tests;
#[cfg(test)]
mod tests;
mod transaction;
mod unsaid;
mod versions;
mod withdrawal;
mod writer;

pub use recovery::recover_commits;
pub use staging::Staging;
pub use transaction::Transaction;
pub use versions::{roll_back, versions};
pub use withdrawal::Withdrawal;
