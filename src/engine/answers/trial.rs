//! What a step would change in a column: some values before and after, and how many fit.

use crate::connect::{self, Reach};
use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use polars::prelude::*;

use super::picked_columns;
use crate::base::Problem;
use crate::engine::api::cell::text;
use crate::engine::api::cleaning::{Trial, TrialExample, TrialRequest};
use crate::engine::api::event::Event;
use crate::engine::control::panics::guarded;
use crate::engine::control::stop::Stop;
use crate::engine::preview::shared::Shared;
use crate::nodes::cleaning::{Observer, Spelling};
use crate::nodes::{Frame, Inputs, Kind, Lower, LowerError, Purpose, column, problem_of};

/// The number of values from which examples are chosen.
const LOOKED_AT: usize = 2_000;
/// The number of examples of each sort.
const EXAMPLES: usize = 6;
/// A column beside the one that is tried; a file's column is unlikely to have this name.
const BEFORE: &str = "\u{1}before";
const ROWS: &str = "\u{1}rows";

/// The answer; `None` if the table is no longer that of the newest plan, or the request was cancelled.
pub(crate) fn answer(shared: &Shared, request: &TrialRequest, stop: &Stop) -> Option<Event> {
    let (frame, whole) =
        picked_columns::columns(shared, (request.output, request.key), std::slice::from_ref(&request.column), stop)?;
    let tried = guarded(|| tried(&frame, request)).unwrap_or_else(Err);
    let trial = tried.unwrap_or_else(|problem| Trial { problem: Some(problem), ..Trial::default() });
    let trial = Trial { rows: frame.height() as u64, whole, ..trial };
    (!stop.is_set()).then(|| Event::Tried { ask: request.ask, trial: Arc::new(trial) })
}

fn tried(frame: &DataFrame, request: &TrialRequest) -> Result<Trial, Problem> {
    let own = column(&request.column);
    let counted = frame.clone().lazy().group_by([own.clone()]).agg([len().alias(ROWS)]);
    let counted =
        counted.with_column(own.alias(BEFORE)).select([column(&request.column), column(BEFORE), column(ROWS)]);
    let counted = collect(counted)?;
    let mut trial = Trial::default();
    if request.spellings {
        trial.spellings = Some(spellings(frame, &request.column));
    }
    let Some(step) = &request.step else {
        trial.examples = examples(&counted, &request.column, &mut Trial::default(), false)?;
        return Ok(trial);
    };
    let kind = Kind::read(step.kind, Kind::info(step.kind).map_or(1, |info| info.meta.version), &step.settings)?;
    let parameters = BTreeMap::new();
    let reach = Reach::new(".");
    let cx = Lower::new(&reach, &parameters, Purpose::Data);
    let mut inputs = Inputs::new(&kind.ports());
    inputs.push(0, "", Frame::new(counted.clone().lazy())?);
    let outputs = kind.lower(&cx, inputs).map_err(|error| match error {
        LowerError::Problem(problem) => problem,
        LowerError::AfterRun => Problem::error(say!("table-cannot-be-computed")),
    })?;
    let out = collect(outputs.0[0].lazy.clone())?;
    let is_converted = out.schema().get(&request.column) != counted.schema().get(&request.column);
    trial.examples = examples(&out, &request.column, &mut trial, is_converted)?;
    if let Some(rejected) = outputs.0.get(1) {
        let rejected = collect(rejected.lazy.clone())?;
        let values = texts(rejected.column(BEFORE))?;
        let counts = numbers(&rejected)?;
        for (value, count) in values.into_iter().zip(counts) {
            trial.unfit += count;
            trial.unfit_examples.push((value.unwrap_or_default(), count));
        }
    }
    trial.unfit_examples.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    trial.unfit_examples.truncate(EXAMPLES);
    Ok(trial)
}

/// The examples among the rows that stay; counts them on the way. With `is_converted` the values have another type, so
/// that a row without a value did not fit.
fn examples(out: &DataFrame, name: &str, trial: &mut Trial, is_converted: bool) -> Result<Vec<TrialExample>, Problem> {
    let before = texts(out.column(BEFORE))?;
    let made: Vec<&Column> = out.columns().iter().filter(|c| c.name() != BEFORE && c.name() != ROWS).collect();
    let made: Vec<&Column> =
        if made.len() > 1 { made.into_iter().filter(|c| c.name() != name).collect() } else { made };
    let parts = made.iter().map(|column| texts(Ok(*column))).collect::<Result<Vec<_>, _>>()?;
    let after = |row: usize| match &parts[..] {
        [one] => one[row].clone(),
        several => {
            let words: Vec<&str> = several.iter().map(|part| part[row].as_deref().unwrap_or("")).collect();
            Some(words.join(" │ "))
        }
    };
    let mut examples = Vec::new();
    for (row, (before, count)) in before.into_iter().zip(numbers(out)?).enumerate() {
        let after = after(row);
        let is_blank = before.as_ref().is_none_or(|text| text.trim().is_empty());
        match (&before, &after) {
            (_, None) if is_blank => trial.empty += count,
            (Some(text), None) if is_converted => {
                trial.unfit += count;
                trial.unfit_examples.push((text.clone(), count));
                continue;
            }
            _ if before != after || is_converted => trial.changed += count,
            _ => {}
        }
        if !(is_blank && after.is_none()) {
            examples.push((before, after, count));
        }
    }
    let changes = |(before, after, _): &TrialExample| before != after;
    examples.sort_by(|a, b| (changes(b), b.2, &a.0).cmp(&(changes(a), a.2, &b.0)));
    Ok(various(examples))
}

/// Some of each shape before several of one, in their original order.
fn various(all: Vec<TrialExample>) -> Vec<TrialExample> {
    let mut shapes = HashSet::new();
    let is_new = |(before, ..): &TrialExample| shapes.insert(before.as_deref().map(shape));
    let (mut first, rest): (Vec<TrialExample>, Vec<TrialExample>) = all.into_iter().take(LOOKED_AT).partition(is_new);
    first.extend(rest);
    first.truncate(EXAMPLES);
    first
}

/// A text with one character for each run of letters or of digits.
fn shape(text: &str) -> String {
    let sort = |c: char| {
        if c.is_numeric() {
            '0'
        } else if c.is_alphabetic() {
            'a'
        } else {
            c
        }
    };
    let mut shape = String::new();
    text.chars().map(sort).filter(|c| c.is_ascii()).for_each(|c| {
        if !shape.ends_with(c) || !c.is_alphanumeric() {
            shape.push(c);
        }
    });
    shape
}

fn spellings(frame: &DataFrame, name: &str) -> Vec<Spelling> {
    let mut observer = Observer::new();
    if let Ok(values) = frame.column(name).and_then(|column| column.as_materialized_series().str().cloned()) {
        values.iter().for_each(|value| observer.see(value));
    }
    observer.spellings()
}

fn texts(values: PolarsResult<&Column>) -> Result<Vec<Option<String>>, Problem> {
    let values = values.map_err(|error| problem_of(&error))?;
    let of = |row: usize| values.get(row).ok().filter(|value| !value.is_null()).map(|value| text(&value));
    Ok((0..values.len()).map(of).collect())
}

fn numbers(frame: &DataFrame) -> Result<Vec<u64>, Problem> {
    let counts =
        frame.column(ROWS).and_then(|counts| counts.cast(&DataType::UInt64)).map_err(|error| problem_of(&error))?;
    Ok(counts.u64().map_err(|error| problem_of(&error))?.iter().map(Option::unwrap_or_default).collect())
}

fn collect(plan: LazyFrame) -> Result<DataFrame, Problem> {
    connect::collect(plan).map_err(|error| problem_of(&error))
}
