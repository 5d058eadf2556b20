//! The settings that every node has in addition to those of its kind: how it is run.

use crate::document::{Delay, OnFailure, Running, Seconds};
use crate::nodes::form::{Field, Form, choice};

/// The section of these fields.
pub const RUNNING: &str = "running";

const RETRIES: Field = Field::shared("running.retries");
const DELAY: Field = Field::shared("running.delay");
const LIMIT: Field = Field::shared("running.limit");
const ON_FAILURE: Field = Field::shared("running.on_failure");

choices!(OnFailure: Stop, Skip);

/// Describes how a node is run.
pub fn running_form(running: &mut Running, form: &mut dyn Form) {
    form.section(RUNNING, !running.is_default());
    let mut retries = i64::from(running.retries);
    form.integer(RETRIES, &mut retries, 0..=i64::from(Running::MOST_RETRIES));
    running.retries = retries.clamp(0, i64::from(Running::MOST_RETRIES)) as u32;
    if running.retries > 0 {
        seconds(form, DELAY, &mut running.delay.0, 600.0);
    }
    seconds(form, LIMIT, &mut running.limit, 86_400.0);
    choice(form, ON_FAILURE, &mut running.on_failure);
}

fn seconds(form: &mut dyn Form, field: Field, value: &mut Seconds, most: f64) {
    let mut number = value.number();
    form.number(field, &mut number, 0.0..=most);
    *value = Seconds::of(number);
}

/// Resets the field called `name` to its default.
pub fn reset_running(running: &mut Running, name: &str) {
    match name {
        name if name == RETRIES.name => running.retries = 0,
        name if name == DELAY.name => running.delay = Delay::default(),
        name if name == LIMIT.name => running.limit = Seconds::default(),
        _ => running.on_failure = OnFailure::default(),
    }
}

/// The fields that are not at their defaults.
pub fn changed_running(running: &Running) -> Vec<String> {
    let default = Running::default();
    let fields = [
        (RETRIES, running.retries != default.retries),
        (DELAY, running.delay != default.delay),
        (LIMIT, running.limit != default.limit),
        (ON_FAILURE, running.on_failure != default.on_failure),
    ];
    fields.into_iter().filter(|(_, is_changed)| *is_changed).map(|(field, _)| field.name.to_owned()).collect()
}
