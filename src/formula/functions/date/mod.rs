//! Functions of dates and times. Nothing here reads a clock.

mod calendar;
mod fields;
mod formats;
mod kernels;
mod parts;
mod reading;
mod units;
mod writing;

use super::function::Function;

pub(super) fn functions() -> Vec<Function> {
    [fields::functions(), calendar::functions(), parts::functions(), reading::functions(), writing::functions()]
        .concat()
}
