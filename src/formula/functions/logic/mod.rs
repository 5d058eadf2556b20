//! Functions of conditions, nulls and NaN.

mod choice;
mod missing;

use super::function::Function;

pub(super) fn functions() -> Vec<Function> {
    [choice::functions(), missing::functions()].concat()
}
