//! Limit: keep the first rows, the last rows, or a slice from the middle.

use polars::prelude::IdxSize;
use serde::{Deserialize, Serialize};

use super::form::{Choice, Field, Form, choice};
use super::kind::{Category, Meta, NodeKind, Ports};
use super::lower::{Inputs, Lower, LowerError, Outputs};
use crate::base::Problem;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Limit {
    pub keep: Keep,
    /// Rows to keep.
    pub count: i64,
    /// Rows to pass over before the slice; counts only for [`Keep::Slice`].
    pub offset: i64,
}

impl Default for Limit {
    fn default() -> Self {
        Limit { keep: Keep::First, count: 100, offset: 0 }
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Keep {
    #[default]
    First,
    Last,
    Slice,
}

impl Choice for Keep {
    const OPTIONS: &'static [(Self, &'static str)] =
        &[(Keep::First, "First rows"), (Keep::Last, "Last rows"), (Keep::Slice, "Slice")];
}

impl NodeKind for Limit {
    const META: Meta = Meta::new("limit", 1, "Limit", Category::Rows)
        .about("Keeps the first rows, the last rows, or a slice")
        .help(
            "Counts rows in the order in which they arrive. Behind a sort it gives the top or the bottom of a ranking. \
             A table with fewer rows passes whole.",
        )
        .words(&["head", "tail", "top", "bottom", "first", "last", "slice", "offset", "fetch", "select records"]);

    fn ports(&self) -> Ports {
        Ports::input("in").output("rows")
    }

    fn lower(&self, _cx: &Lower, inputs: Inputs) -> Result<Outputs, LowerError> {
        let rows = inputs.one()?;
        let count = at_least_zero(self.count, "count")?;
        // More rows than a table can have mean all of them.
        let length = IdxSize::try_from(count).unwrap_or(IdxSize::MAX);
        let plan = match self.keep {
            Keep::First => rows.lazy.limit(length),
            Keep::Last => rows.lazy.tail(length),
            Keep::Slice => rows.lazy.slice(at_least_zero(self.offset, "offset")?, length),
        };
        Ok(Outputs::new([plan])?)
    }

    fn form(&mut self, form: &mut dyn Form) {
        choice(form, Field::new("keep", "Keep"), &mut self.keep);
        if self.keep == Keep::Slice {
            let field = Field::new("offset", "Skip").hint("Rows to pass over before the first that is kept");
            form.integer(field, &mut self.offset, 0..=i64::MAX);
        }
        form.integer(Field::new("count", "Rows").hint("How many rows to keep"), &mut self.count, 0..=i64::MAX);
    }
}

fn at_least_zero(count: i64, setting: &str) -> Result<i64, Problem> {
    if count < 0 {
        return Err(Problem::error(format!("{count} is no number of rows")).remedy("Give 0 or more").at(setting));
    }
    Ok(count)
}
