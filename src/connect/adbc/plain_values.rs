//! Single values of a driver's arrays in the form that polars keeps itself.

use polars::prelude::*;
use polars_arrow::array::{Array, BinaryArray, MutableBinaryViewArray, PrimitiveArray};
use polars_arrow::datatypes::ArrowDataType;
use polars_arrow::types::NativeType;

use super::misfit::Misfit;
use super::types::{DIGITS, dtype};

/// The index of a value, and why it is refused.
pub(super) type Refused = (usize, Misfit);
pub(super) type Normal = Result<Box<dyn Array>, Refused>;

pub(super) fn of<A: Array>(array: &dyn Array) -> Result<&A, Refused> {
    array.as_any().downcast_ref().ok_or((0, Misfit::Form))
}

pub(super) fn binary<O: polars_arrow::offset::Offset>(array: &dyn Array) -> Result<&BinaryArray<O>, Refused> {
    of(array)
}

pub(super) fn text<'a>(length: usize, values: impl Iterator<Item = Option<&'a [u8]>>) -> Normal {
    let mut texts = MutableBinaryViewArray::<str>::with_capacity(length);
    for (index, value) in values.enumerate() {
        match value {
            Some(value) => texts.push_value(std::str::from_utf8(value).map_err(|_| (index, Misfit::NoUtf8))?),
            None => texts.push_null(),
        }
    }
    Ok(texts.freeze().boxed())
}

pub(super) fn bytes<'a>(length: usize, values: impl Iterator<Item = Option<&'a [u8]>>) -> Box<dyn Array> {
    let mut all = MutableBinaryViewArray::<[u8]>::with_capacity(length);
    values.for_each(|value| all.push(value));
    all.freeze().boxed()
}

/// Each value that is not null in another form; what stands behind nulls is nothing.
pub(super) fn each<T: NativeType, K: NativeType>(
    array: &dyn Array,
    to: ArrowDataType,
    value: impl Fn(T) -> Result<K, Misfit>,
) -> Normal {
    let values = of::<PrimitiveArray<T>>(array)?;
    let mut all = Vec::with_capacity(values.len());
    for (index, found) in values.iter().enumerate() {
        all.push(match found {
            Some(found) => value(*found).map_err(|misfit| (index, misfit))?,
            None => K::default(),
        });
    }
    let array = PrimitiveArray::try_new(to, all.into(), values.validity().cloned());
    array.map(PrimitiveArray::boxed).map_err(|_| (0, Misfit::Form))
}

pub(super) fn decimal<T: NativeType + Into<i128>>(array: &dyn Array, arrow: &ArrowDataType) -> Normal {
    let Some(DataType::Decimal(precision, scale)) = dtype(arrow) else { return Err((0, Misfit::Form)) };
    let most = 10_i128.checked_pow(u32::try_from(precision.min(DIGITS)).unwrap_or_default()).unwrap_or(i128::MAX);
    each::<T, i128>(array, ArrowDataType::Decimal(precision, scale), |number| {
        let number: i128 = number.into();
        let fits = number > -most && number < most;
        if fits { Ok(number) } else { Err(Misfit::Digits(DataType::Decimal(precision, scale))) }
    })
}

/// A whole number of so many decimals.
pub(super) fn digits(number: &str, scale: usize) -> String {
    let (sign, number) = number.strip_prefix('-').map_or(("", number), |number| ("-", number));
    if scale == 0 {
        return format!("{sign}{number}");
    }
    let number = format!("{number:0>width$}", width = scale + 1);
    let (whole, decimals) = number.split_at(number.len() - scale);
    format!("{sign}{whole}.{decimals}")
}
