//! What every node has besides its settings: how it is run.

use super::form::{Choice, Field, Form, choice};
use crate::document::{Delay, OnFailure, Running, Seconds};

/// The heading of these fields.
pub const RUNNING: &str = "Running";

const RETRIES: Field = Field::new("running.retries", "Retries")
    .hint("How often a run tries again after an error that may heal: a file that is missing or locked, a network, a time limit");
const DELAY: Field = Field::new("running.delay", "First wait")
    .hint("Seconds before the first retry; each further one waits twice as long");
const LIMIT: Field = Field::new("running.limit", "Time limit").hint(
    "Seconds from the first row that arrives to the last that leaves; for a source from the run's start. 0 is no limit",
);
const ON_FAILURE: Field = Field::new("running.on_failure", "If it fails")
    .hint("Whether a run goes on with the outputs that do not depend on it");

impl Choice for OnFailure {
    const OPTIONS: &'static [(Self, &'static str)] = &[(OnFailure::Stop, "Stop the run"), (OnFailure::Skip, "Go on")];
}

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
    form.section("", true);
}

fn seconds(form: &mut dyn Form, field: Field, value: &mut Seconds, most: f64) {
    let mut number = value.number();
    form.number(field, &mut number, 0.0..=most);
    *value = Seconds::of(number);
}

/// Puts the field called `name` back to its default.
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
