//! Earlier outputs, kept beside the current ones. They belong to the output: what is known of a version stands beside
//! it, whoever kept it, and no history is needed.

mod keep;
mod kept;
mod manifest;
pub(super) mod place;
mod restore;
#[cfg(test)]
mod tests;

pub(super) use keep::{keep_before, prune, stage};
pub use kept::{KeptOutput, KeptOutputs, kept_before, kept_by_number, kept_numbers, kept_runs};
pub use restore::restore;
