//! Functions of text. Lengths and positions count characters, and positions start at 1.

mod case;
mod fill;
mod join;
mod kernels;
mod measure;
mod parts;
mod regex;
mod replace;
mod replacement;
mod search;
mod written;
mod written_on_spark;

use super::function::Function;

pub(super) fn functions() -> Vec<Function> {
    [
        measure::functions(),
        case::functions(),
        fill::functions(),
        parts::functions(),
        replace::functions(),
        regex::functions(),
        join::functions(),
        search::functions(),
        written::functions(),
    ]
    .concat()
}
