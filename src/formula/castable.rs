//! Which conversions CAST supports.

use std::ops::Range;

use super::tree::Tree;
use crate::base::{Problem, Type};

/// Whether CAST supports a conversion between the types at all.
pub(super) fn castable(tree: &Tree, to: &Type, span: &Range<usize>) -> Result<(), Problem> {
    use Type::*;
    let from = &tree.data_type;
    let possible = match (from, to) {
        (Null, _) => true,
        (from, to) if from == to => true,
        (Text, Boolean | Integer | Number | Decimal(..) | Date | DateTime(_) | Time) => true,
        (Boolean | Integer | Number | Decimal(..), Text | Boolean | Integer | Number | Decimal(..)) => true,
        (Date, Text | DateTime(None)) => true,
        (DateTime(_), Text | Date | Time | DateTime(None)) => true,
        (DateTime(Some(_)), DateTime(Some(_))) => true,
        (Time, Text) => true,
        _ => false,
    };
    if possible {
        return Ok(());
    }
    let problem = Problem::error(say!("formula-cannot-become", from = from.in_a_sentence(), to = to.in_a_sentence()))
        .span(span.clone());
    Err(match (from, to) {
        (Date | DateTime(_), Integer | Number) => problem.remedy(say!("formula-use-date-parts")),
        (Integer | Number, Date) => problem.remedy(say!("formula-use-make-date")),
        (Date | DateTime(None), DateTime(Some(_))) => problem.remedy(say!("formula-say-offset")),
        _ => problem,
    })
}
