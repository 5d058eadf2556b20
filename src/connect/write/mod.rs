//! Writing outputs: all outputs of a run or none. Every output is written beside its target; only when all are complete
//! are they renamed into place, and a journal lets the next start finish or undo what a crash interrupted.

mod check_target;
mod disk;
mod early_flush;
mod excel;
#[cfg(test)]
mod fault;
#[cfg(test)]
mod fault_tests;
mod file_driver;
mod file_output;
mod identity;
mod journal;
mod json_array;
mod lock;
#[cfg(test)]
mod lock_tests;
mod plan;
mod recovery;
mod shared_writer;
mod staging;
mod step;
#[cfg(test)]
mod store_for_tests;
#[cfg(test)]
mod store_tests;
mod stores;
#[cfg(test)]
mod stores_tests;
mod stream_output;
#[cfg(test)]
mod tests;
mod transaction;
mod unsupported;
mod versions;
mod withdrawal;

pub use check_target::check_place;
pub use recovery::{recover_commits, unfinished_commits};
pub use staging::Staging;
pub use transaction::Transaction;
pub use versions::{KeptOutput, KeptOutputs, kept_before, kept_by_number, kept_numbers, kept_runs, restore};
pub use withdrawal::Withdrawal;
