//! Suggested cleaning: detection from a column's values, the possible operations, and the step that performs one.

mod dates;
mod observe;
mod operation;
mod spellings;
mod suggest;
#[cfg(test)]
mod tests;

pub use observe::Observer;
pub use operation::{Case, Cleaning, Operation, cleaning_operations};
pub use spellings::Spelling;
pub use suggest::{Finding, Suggestion};
