//! Limit: keeps the first rows, the last rows, or a slice from the middle.

mod spark;

pub(in crate::nodes) use spark::slice as slice_on_spark;

use polars::prelude::{AllowedOptimizations, IdxSize, LazyFrame};
use serde::{Deserialize, Serialize};

use crate::base::{Problem, Text};
use crate::nodes::form::{Field, Form, choice};
use crate::nodes::kit::kind::{Category, Meta, NodeKind};
use crate::nodes::kit::lower::{Inputs, Lower, LowerError, Outputs};
use crate::nodes::kit::ports::Ports;
use crate::nodes::kit::spark::{SparkGap, SparkInputs, ToSpark};
use crate::nodes::lineage::descent::{Descent, Given, passes};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Limit {
    pub keep: Keep,
    /// Rows to keep.
    pub count: i64,
    /// Rows to skip before the slice; only for [`Keep::Slice`].
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

choices!(Keep: First, Last, Slice);

impl NodeKind for Limit {
    /// The icon is Phosphor's "list numbers".
    const META: Meta = Meta::new("limit", 1, Category::Rows, "\u{e2f6}");

    fn ports(&self) -> Ports {
        Ports::input("in").output("rows")
    }

    fn lower(&self, _cx: &Lower, inputs: Inputs) -> Result<Outputs, LowerError> {
        let rows = inputs.one()?;
        let count = at_least_zero(self.count, "count")?;
        let length = length(count);
        let plan = match self.keep {
            Keep::First => slice(rows.lazy, 0, length),
            Keep::Last => rows.lazy.tail(length),
            Keep::Slice => {
                let offset = at_least_zero(self.offset, "offset")?;
                slice(rows.lazy, offset, length)
            }
        };
        Ok(Outputs::new([plan])?)
    }

    fn spark(&self, cx: &ToSpark, inputs: &SparkInputs) -> Result<Vec<crate::spark::Rows>, SparkGap> {
        self.on_spark(cx, inputs)
    }

    fn summary(&self) -> Text {
        let last = self.offset.saturating_add(self.count);
        match self.keep {
            Keep::First => say!("summary-first", count = self.count),
            Keep::Last => say!("summary-last", count = self.count),
            Keep::Slice => say!("summary-slice", first = self.offset.saturating_add(1), last = last),
        }
    }

    fn form(&mut self, form: &mut dyn Form) {
        choice(form, Field::of::<Self>("keep"), &mut self.keep);
        if self.keep == Keep::Slice {
            let field = Field::of::<Self>("offset");
            form.integer(field, &mut self.offset, 0..=i64::MAX);
        }
        form.integer(Field::of::<Self>("count"), &mut self.count, 0..=i64::MAX);
    }

    fn descent(&self, given: &Given) -> Vec<Descent> {
        vec![passes(given, 0)]
    }
}

/// A count larger than the maximum number of rows means all of them.
pub(in crate::nodes) fn length(count: i64) -> IdxSize {
    IdxSize::try_from(count).unwrap_or(IdxSize::MAX)
}

/// `length` rows starting at `offset`. polars turns a limit after a sort into a heap of that many rows, allocated at
/// once: right for a ranking, but a billion rows would crash the process. So a long limit is separated from the
/// preceding plan.
pub fn slice(plan: LazyFrame, offset: i64, length: IdxSize) -> LazyFrame {
    const LONGEST_RANKING: i64 = 1_000_000;
    if offset.saturating_add(length.into()) <= LONGEST_RANKING {
        return plan.slice(offset, length);
    }
    let kept_away = AllowedOptimizations::PROJECTION_PUSHDOWN | AllowedOptimizations::STREAMING;
    plan.map(Ok, kept_away, None, Some("long limit")).slice(offset, length)
}

fn at_least_zero(count: i64, setting: &str) -> Result<i64, Problem> {
    if count < 0 {
        return Err(Problem::error(say!("is-no-number-of-rows", count = count))
            .remedy(say!("give-zero-or-more"))
            .at(setting));
    }
    Ok(count)
}

#[cfg(test)]
mod tests {
    use crate::nodes::kit::checks::{check_node, check_problem};

    const TABLE: &str = "a:int\n1\n2\n3\n4";

    #[test]
    fn first_last_and_slice() {
        check_node("limit (count: 2)", TABLE, "a:int\n1\n2");
        check_node("limit (keep: Last, count: 2)", TABLE, "a:int\n3\n4");
        check_node("limit (keep: Slice, offset: 1, count: 2)", TABLE, "a:int\n2\n3");
    }

    #[test]
    fn more_than_there_is_means_all() {
        check_node("limit ()", TABLE, TABLE);
        check_node("limit (keep: Last, count: 9223372036854775807)", TABLE, TABLE);
        check_node("limit (keep: Slice, offset: 3, count: 9223372036854775807)", TABLE, "a:int\n4");
        check_node("limit (keep: Slice, offset: 9223372036854775807)", TABLE, "a:int");
        check_node("limit (count: 0)", TABLE, "a:int");
        check_node("limit (count: 4000000000)", TABLE, TABLE);
    }

    #[test]
    fn problems() {
        check_problem("limit (count: -1)", TABLE, "count: -1 is not a valid number of rows. Enter 0 or more");
        let expected = "offset: -2 is not a valid number of rows. Enter 0 or more";
        check_problem("limit (keep: Slice, offset: -2)", TABLE, expected);
    }
}
