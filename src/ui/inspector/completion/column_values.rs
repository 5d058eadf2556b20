//! Column values as completions where a formula compares a column, with row counts.

use super::super::setting::Slot;
use crate::app::{Command, FormCommand};
use crate::base::Type;
use crate::engine::{Frequent, OutputRef};
use crate::formula::{Completion, ValuePlace, complete_values, value_place};

/// The values offered at the text cursor.
pub struct ColumnValues {
    pub place: ValuePlace,
    pub values: Vec<Completion>,
    /// The typed text is a value of the column, so nothing is offered in its place.
    pub is_complete: bool,
    /// A description of the rows that were counted.
    pub rows: String,
}

/// The values at the text cursor, once they are known. For bounds (`<`, `BETWEEN`) they are offered only if `asked`.
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

/// A description of the rows that were counted.
pub fn counted_rows(known: &Frequent) -> String {
    match (known.whole, known.more) {
        (true, false) => tr!("values-all-rows", rows = known.rows),
        (true, true) => tr!("values-most-frequent", rows = known.rows),
        (false, _) => tr!("values-first-rows", rows = known.rows),
    }
}

/// The output that a column named by the formula comes from, unless a row above has changed the column.
fn source(slot: &Slot<'_, '_>, column: &str) -> Option<(OutputRef, Type)> {
    let arrives = slot.columns(0).iter().find(|own| own.name == column)?;
    let is_new = slot.names_above().any(|above| above == column);
    let output = slot.context.sources.first().copied().flatten().filter(|_| !is_new)?;
    Some((output, arrives.data_type.clone()))
}

/// Merges values and names: entries that begin with the typed letters come first.
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
