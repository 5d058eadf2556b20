//! Functions of numbers. Overflow gives null.

mod angles;
mod division;
mod extremes;
mod powers;
mod rounding;

use super::function::Function;

pub(super) fn functions() -> Vec<Function> {
    [rounding::functions(), division::functions(), powers::functions(), extremes::functions(), angles::functions()]
        .concat()
}
