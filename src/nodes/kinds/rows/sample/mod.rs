//! Sample: keeps a random part of the rows, the same part each time.

mod spark;

use polars::prelude::*;
use serde::{Deserialize, Serialize};

use crate::base::{Problem, Text};
use crate::nodes::form::{self, Form, choice};
use crate::nodes::kinds::rows::limit;
use crate::nodes::kit::columns::{column, free_name};
use crate::nodes::kit::kind::{Category, Cost, Meta, NodeKind};
use crate::nodes::kit::lower::{Inputs, Lower, LowerError, Outputs};
use crate::nodes::kit::ports::Ports;
use crate::nodes::kit::spark::{SparkGap, SparkInputs, ToSpark};
use crate::nodes::lineage::descent::{Descent, Given, passes};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Sample {
    pub size: Size,
    /// The number of rows, for [`Size::Count`].
    pub count: i64,
    /// The fraction of the rows between 0 and 1, for [`Size::Fraction`].
    pub fraction: f64,
    /// A different seed selects different rows.
    pub seed: i64,
}

impl Default for Sample {
    fn default() -> Self {
        Sample { size: Size::Count, count: 1000, fraction: 0.1, seed: 0 }
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Size {
    #[default]
    Count,
    Fraction,
}

choices!(Size: Count, Fraction);

impl NodeKind for Sample {
    /// The icon is Phosphor's "dice five".
    const META: Meta = Meta::new("sample", 1, Category::Rows, "\u{e1ee}").cost(Cost::Whole);

    fn ports(&self) -> Ports {
        Ports::input("in").output("sample")
    }

    fn lower(&self, _cx: &Lower, inputs: Inputs) -> Result<Outputs, LowerError> {
        let rows = inputs.one()?;
        let place = free_name(rows.schema(), "row");
        let draw = free_name(rows.schema(), "draw");
        let numbered = rows.lazy.clone().with_row_index(place.clone(), None);
        let drawn = draw_of(column(&place), self.seed);
        let kept = match self.size {
            Size::Fraction => {
                if !(0.0..=1.0).contains(&self.fraction) {
                    return Err(Problem::error(say!("is-no-share", number = self.fraction))
                        .remedy(say!("give-a-share"))
                        .at("fraction")
                        .into());
                }
                numbered.filter(drawn.lt(lit(self.fraction)))
            }
            Size::Count => {
                if self.count < 0 {
                    return Err(Problem::error(say!("is-no-number-of-rows", count = self.count))
                        .remedy(say!("give-zero-or-more"))
                        .at("count")
                        .into());
                }
                // Ties, which are rare with 53 bits, are resolved in favour of the earlier row.
                let keys = [column(&draw), column(&place)];
                let ranked =
                    numbered.with_column(drawn.alias(draw)).sort_by_exprs(keys, SortMultipleOptions::default());
                limit::slice(ranked, 0, limit::length(self.count))
                    .sort_by_exprs([column(&place)], SortMultipleOptions::default())
            }
        };
        let names: Vec<Expr> = rows.schema().iter_names().map(column).collect();
        Ok(Outputs::new([kept.select(names)])?)
    }

    fn spark(&self, cx: &ToSpark, inputs: &SparkInputs) -> Result<Vec<crate::spark::Rows>, SparkGap> {
        self.on_spark(cx, inputs)
    }

    fn summary(&self) -> Text {
        match self.size {
            Size::Count => say!("summary-sample", count = self.count),
            Size::Fraction => say!("summary-share", percent = (self.fraction * 1e8).round() / 1e6),
        }
    }

    fn form(&mut self, form: &mut dyn Form) {
        choice(form, form::Field::of::<Self>("size"), &mut self.size);
        match self.size {
            Size::Count => form.integer(form::Field::of::<Self>("count"), &mut self.count, 0..=i64::MAX),
            Size::Fraction => {
                let field = form::Field::of::<Self>("fraction");
                form.share(field, &mut self.fraction);
            }
        }
        let field = form::Field::of::<Self>("seed");
        form.integer(field, &mut self.seed, i64::MIN..=i64::MAX);
    }

    fn descent(&self, given: &Given) -> Vec<Descent> {
        vec![passes(given, 0)]
    }
}

/// A number in 0..1 for each row index, evenly distributed. Uses our own hash function, so that no library release
/// changes a sample.
fn draw_of(index: Expr, seed: i64) -> Expr {
    index.map(
        move |column| {
            let places = column.cast(&DataType::UInt64)?;
            let draws: Float64Chunked =
                places.u64()?.iter().map(|place| place.map(|place| draw(place, seed))).collect();
            Ok(draws.with_name(column.name().clone()).into_column())
        },
        |_, field| Ok(Field::new(field.name().clone(), DataType::Float64)),
    )
}

/// The number of draws there are: numbers of 53 bits.
const DRAWS: f64 = (1u64 << 53) as f64;
const STEP: u64 = 0x9e37_79b9_7f4a_7c15;
const FACTORS: [u64; 2] = [0xbf58_476d_1ce4_e5b9, 0x94d0_49bb_1331_11eb];

/// SplitMix64 over the seed and the row index.
fn draw(place: u64, seed: i64) -> f64 {
    let bits = mix(start_of(seed).wrapping_add(place.wrapping_add(1).wrapping_mul(STEP)));
    (bits >> 11) as f64 / DRAWS
}

fn start_of(seed: i64) -> u64 {
    mix((seed as u64).wrapping_add(STEP))
}

fn mix(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(FACTORS[0]);
    z = (z ^ (z >> 27)).wrapping_mul(FACTORS[1]);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::draw;
    use crate::nodes::kit::checks::{check_node, check_problem};

    const TABLE: &str = "a:int row:text\n1 a\n2 b\n3 c\n4 d\n5 e\n6 f";

    #[test]
    fn a_sample_is_the_same_on_every_machine() {
        check_node("sample (count: 3)", TABLE, "a:int row:text\n1 a\n3 c\n6 f");
        check_node("sample (count: 3, seed: 1)", TABLE, "a:int row:text\n1 a\n3 c\n5 e");
        check_node("sample (size: Fraction, fraction: 0.5)", TABLE, "a:int row:text\n3 c\n6 f");
    }

    #[test]
    fn the_whole_and_nothing() {
        check_node("sample ()", TABLE, TABLE);
        check_node("sample (size: Fraction, fraction: 1.0)", TABLE, TABLE);
        check_node("sample (count: 0)", TABLE, "a:int row:text");
        check_node("sample (size: Fraction, fraction: 0.0)", TABLE, "a:int row:text");
    }

    #[test]
    fn draws_are_spread_evenly() {
        for seed in [0, 1, -1, i64::MAX] {
            let below = (0..100_000).filter(|place| draw(*place, seed) < 0.1).count();
            assert!((9_700..10_300).contains(&below), "seed {seed}: {below}");
        }
    }

    #[test]
    fn problems() {
        check_problem(
            "sample (size: Fraction, fraction: 10)",
            TABLE,
            "fraction: 10 is not a valid share. Enter a number from 0 to 1, such as 0.1 for a tenth",
        );
        check_problem("sample (count: -1)", TABLE, "count: -1 is not a valid number of rows. Enter 0 or more");
    }
}
