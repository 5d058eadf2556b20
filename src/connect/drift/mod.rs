//! Tables whose columns differ from those that arrive: what changes in the table, which values fit, and what is told.

mod changes;
mod compare;
mod look;
mod names;
mod numbers;
mod sieve;
mod table;
mod tally;
mod words;

use serde::{Deserialize, Serialize};

pub(super) use changes::{Added, Changes};
pub(super) use compare::{Compared, compare, fresh};
pub(super) use look::look;
pub(super) use names::{NameRules, check_names, renamed, renamed_schema, written};
pub(super) use numbers::Number;
pub(super) use sieve::{Check, Sieve};
pub(super) use table::{Filled, Table, Terms, There};

/// What happens where the columns of a table differ from those that arrive.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Drift {
    /// The run fails.
    #[default]
    Freeze,
    /// The table gets the columns that it lacks, and wider columns for values that do not fit.
    Evolve,
    /// Rows with a value that does not fit are dropped.
    DropRows,
    /// Values that do not fit become null; columns that the table lacks are left out.
    DropValues,
}
