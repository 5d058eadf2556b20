//! Functions of lists. Positions start at 1; a negative one counts from the end.

mod elements;
mod texts;

use super::function::Function;

pub(super) fn functions() -> Vec<Function> {
    [elements::functions(), texts::functions()].concat()
}
