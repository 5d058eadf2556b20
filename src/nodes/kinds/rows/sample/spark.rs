//! Sample on Spark: the same draws, computed from the same numbers of rows.

use super::{FACTORS, STEP, Sample, Size, start_of};
use crate::nodes::kinds::rows::limit::slice_on_spark;
use crate::nodes::kit::spark::{SparkGap, SparkInputs, ToSpark};
use crate::spark::{DataType, Key, Rows, Sql};

/// The lower half of 64 bits.
const LOW: i64 = 0xffff_ffff;

impl Sample {
    pub(super) fn on_spark(&self, _: &ToSpark, inputs: &SparkInputs) -> Result<Vec<Rows>, SparkGap> {
        let rows = &inputs.one()?.rows;
        let order = rows.order();
        if order.is_empty() {
            return Err(SparkGap::new(say!("spark-no-sample"), say!("spark-sort-before")).at("size"));
        }
        // Counted from 1, which is the row's index and 1: what its draw begins with.
        let place = rows.schema().free_name("row");
        let mut numbered = rows.with_number(&place, &order);
        let draw = numbered.schema().free_name("draw");
        let steps = [
            product(&place, STEP),
            sum(&draw, start_of(self.seed)),
            mixed(&draw, 30),
            product(&draw, FACTORS[0]),
            mixed(&draw, 27),
            product(&draw, FACTORS[1]),
            mixed(&draw, 31),
            shifted(Sql::column(&draw), 11),
        ];
        for sql in steps {
            numbered = numbered.with(&draw, DataType::Long, sql);
        }
        let kept = match self.size {
            Size::Fraction => {
                let most = Sql::written(format!("{:?}D", self.fraction * super::DRAWS));
                numbered.filter(Sql::column(&draw).cast(&DataType::Double).binary("<", most))
            }
            Size::Count => {
                let keys = [Key::ascending(&draw), Key::ascending(&place)];
                slice_on_spark(&numbered, &keys, 0, self.count).ranked(&order)
            }
        };
        Ok(vec![kept.drop(&[place, draw])])
    }
}

fn call(function: &str, value: Sql, bits: i64) -> Sql {
    Sql::call(function, &[value, Sql::int(bits)])
}

/// Without regard to the sign.
fn shifted(value: Sql, bits: i64) -> Sql {
    call("shiftrightunsigned", value, bits)
}

fn low(value: Sql, mask: i64) -> Sql {
    value.binary("&", Sql::long(mask))
}

/// `column ^ (column >> bits)`.
fn mixed(column: &str, bits: i64) -> Sql {
    Sql::column(column).binary("^", shifted(Sql::column(column), bits))
}

/// The upper and the lower half of a number.
fn halves(number: u64) -> (i64, i64) {
    ((number >> 32) as i64, (number & LOW as u64) as i64)
}

/// Two halves as one number; of the upper one only 32 bits count.
fn joined(upper: Sql, lower: Sql) -> Sql {
    call("shiftleft", upper, 32).binary("|", low(lower, LOW))
}

/// The sum modulo 2^64: Spark's own fails where it leaves the range of signed integers.
fn sum(column: &str, number: u64) -> Sql {
    let (high, own) = halves(number);
    let lower = low(Sql::column(column), LOW).binary("+", Sql::long(own));
    let upper = shifted(Sql::column(column), 32).binary("+", Sql::long(high)).binary("+", shifted(lower.clone(), 32));
    joined(upper, lower)
}

/// The product modulo 2^64, of pieces that fit: 16 bits of the column by 32 bits of the number.
fn product(column: &str, number: u64) -> Sql {
    const PIECE: i64 = 0xffff;
    let (high, own) = halves(number);
    let piece = |at: i64| match at {
        0 => low(Sql::column(column), PIECE),
        at => low(shifted(Sql::column(column), 16 * at), PIECE),
    };
    let times = |at: i64, by: i64| piece(at).binary("*", Sql::long(by));
    let moved = |value: Sql| call("shiftleft", low(value, PIECE), 16);
    let lower = times(0, own).binary("+", moved(times(1, own)));
    let upper = shifted(lower.clone(), 32)
        .binary("+", shifted(times(1, own), 16))
        .binary("+", times(2, own))
        .binary("+", moved(times(3, own)))
        .binary("+", times(0, high))
        .binary("+", moved(times(1, high)));
    joined(upper, lower)
}
