//! Earlier outputs, kept beside the current ones. They belong to the output: each version has its manifest beside it,
//! whichever user kept it, and no history is needed.

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
