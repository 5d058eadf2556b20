//! Cleaning by pointing: what a column's values suggest, what can be done with them, and the step that does it.

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
