//! The values of a column where a formula compares it with one: among the completions, with how many rows have them.

use super::super::setting::Slot;
use crate::app::{Command, FormCommand};
use crate::base::Type;
use crate::engine::{Frequent, OutputRef};
use crate::formula::{Completion, ValuePlace, complete_values, value_place};

/// What the data have to offer at the cursor.
pub struct ColumnValues {
    pub place: ValuePlace,
    pub values: Vec<Completion>,
    /// What is written is a value of the column: nothing is offered in its place.
    pub is_complete: bool,
    /// Of which rows the values are.
    pub rows: String,
}

/// The values at the cursor, as soon as they are known. Those beside a bound (`<`, `BETWEEN`) come only if they are asked for.
pub fn column_values(slot: &mut Slot<'_, '_>, text: &str, cursor: usize, asked: bool) -> Option<ColumnValues> {
    let place = value_place(text, cursor).filter(|place| place.is_exact || asked)?;
    let (output, data_type) = source(slot, &place.column)?;
    let Some(known) = slot.context.advice.frequent(output, &place.column) else {
        slot.actions.commands.push(Command::Form(FormCommand::WatchColumn { output, column: place.column }));
        return None;
    };
    let is_complete = place.is_one_of(&data_type, known.values.iter().map(|(value, _)| value.as_str()));
    let counted = known.values.iter().map(|(value, count)| (value.as_str(), tr!("count-rows", count = *count)));
    let values = complete_values(&place, &data_type, counted);
    Some(ColumnValues { place, values, is_complete, rows: counted_rows(known) })
}

/// Of which rows the values are.
pub fn counted_rows(known: &Frequent) -> String {
    match (known.whole, known.more) {
        (true, false) => tr!("values-all-rows", rows = known.rows),
        (true, true) => tr!("values-most-frequent", rows = known.rows),
        (false, _) => tr!("values-first-rows", rows = known.rows),
    }
}

/// Where the values of a column that the formula names come from: not of one that a row above has changed.
fn source(slot: &Slot<'_, '_>, column: &str) -> Option<(OutputRef, Type)> {
    let arrives = slot.columns(0).iter().find(|own| own.name == column)?;
    let is_new = slot.names_above().any(|above| above == column);
    let output = slot.context.sources.first().copied().flatten().filter(|_| !is_new)?;
    Some((output, arrives.data_type.clone()))
}

/// Values and names in one list: what begins with the letters that are typed comes first.
pub fn merged(
    column_values: ColumnValues,
    names: Vec<Completion>,
    begins: impl Fn(&Completion) -> bool,
) -> Vec<Completion> {
    let (sure, other) = column_values.values.into_iter().partition(|value| column_values.place.begins(value));
    let (near, far) = names.into_iter().partition(begins);
    let mut found: Vec<Completion> = sure;
    let parts: [Vec<Completion>; 3] = [near, other, far];
    found.extend(parts.into_iter().flatten());
    found
}
