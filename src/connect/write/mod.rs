//! Writing outputs: all outputs of a run or none. Every output is written beside its target; only when all are complete
//! are they renamed into place, and a journal lets the next start finish or undo what a crash interrupted.

mod check_target;
mod early_flush;
mod excel;
mod file_driver;
mod file_output;
mod journal;
mod json_array;
mod recovery;
mod shared_writer;
mod staging;
mod step;
#[cfg(test)]
mod store_tests;
#[cfg(test)]
mod tests;
mod transaction;
mod unsupported;
mod versions;
mod withdrawal;

pub use recovery::recover_commits;
pub use staging::Staging;
pub use transaction::Transaction;
pub use versions::{roll_back, versions};
pub use withdrawal::Withdrawal;
