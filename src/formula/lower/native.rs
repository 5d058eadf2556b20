//! Types, nulls and whole numbers in polars' terms.

use chrono::NaiveDate;
use polars::prelude::*;

use crate::base::{Problem, Type};
use crate::formula::dtype::to_polars;

pub(super) type Result<T = Expr> = std::result::Result<T, Problem>;

/// The polars type for one of our types.
pub(in super::super) fn native(data_type: &Type) -> Result<DataType> {
    if let Type::DateTime(Some(zone)) = data_type {
        return Ok(DataType::Datetime(
            TimeUnit::Microseconds,
            TimeZone::opt_try_new(Some(zone.as_str())).ok().flatten(),
        ));
    }
    to_polars(data_type).ok_or_else(|| Problem::error(say!("formula-cannot-compute", what = data_type.in_a_sentence())))
}

/// A null of the given type.
pub(in super::super) fn null(data_type: &Type) -> Result {
    native(data_type).map(|dtype| lit(Scalar::null(dtype)))
}

/// An integer of 64 bits.
pub(in super::super) fn integer(value: i64) -> Expr {
    lit(Scalar::from(value))
}

/// Days since 1970.
pub(in super::super) fn days(date: NaiveDate) -> i32 {
    date.signed_duration_since(NaiveDate::default()).num_days() as i32
}
