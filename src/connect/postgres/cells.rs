//! The values of columns in the server's binary form, without a value of any type in between where the type of the table is
//! that of the column. A block of rows is written column by column, each field at its place.

use std::ops::Range;

use polars::prelude::*;
use polars::series::SeriesIter;

use super::encode::{EARLIEST, EARLIEST_DAY, Encoding, LATEST, Unfit, field};
use super::misfit::{EPOCH_DAYS, EPOCH_MICROS};
use super::numeric;
use crate::connect::servers::declared_digits;

/// The length of null.
const NULL: [u8; 4] = (-1_i32).to_be_bytes();

/// The values of one column, to be taken from the first to the last.
pub(super) struct Cells<'a> {
    values: Values<'a>,
    encoded: Encoded,
}

/// Fields of a block that are encoded before their places are known.
#[derive(Default)]
struct Encoded {
    bytes: Vec<u8>,
    /// Where each ends.
    ends: Vec<usize>,
}

enum Values<'a> {
    Boolean(&'a BooleanChunked),
    Int2(Plain<'a, Int16Type>),
    Int4(Plain<'a, Int32Type>),
    Int8(Plain<'a, Int64Type>),
    Float4(Plain<'a, Float32Type>),
    Float8(Plain<'a, Float64Type>),
    /// With their scale, and the declared precision and scale.
    Numeric(Plain<'a, Int128Type>, usize, Option<(u16, u16)>),
    /// The texts from here on, those of the block that was measured last, and the most characters of one.
    Text(Box<dyn Iterator<Item = Option<&'a str>> + 'a>, Vec<Option<&'a str>>, Option<usize>),
    Date(Plain<'a, Int32Type>),
    Timestamp(Plain<'a, Int64Type>),
    /// All others, one by one.
    Any(SeriesIter<'a>, &'a Encoding),
}

/// Values as they are held.
struct Plain<'a, T: PolarsNumericType> {
    column: &'a ChunkedArray<T>,
    /// All of them, if none is null.
    all: Option<&'a [T::Native]>,
}

impl<'a, T: PolarsNumericType> Plain<'a, T> {
    fn of(column: PolarsResult<&'a ChunkedArray<T>>) -> Option<Plain<'a, T>> {
        let column = column.ok()?;
        Some(Plain { column, all: column.cont_slice().ok() })
    }

    /// Passes the values of some rows to `take`, with their numbers in the block; ends at its first error.
    #[inline]
    fn each<E>(
        &self,
        rows: Range<usize>,
        mut take: impl FnMut(usize, Option<T::Native>) -> Result<(), E>,
    ) -> Result<(), E> {
        match self.all {
            Some(values) => values[rows].iter().enumerate().try_for_each(|(index, value)| take(index, Some(*value))),
            None => rows.enumerate().try_for_each(|(index, row)| take(index, self.column.get(row))),
        }
    }
}

impl<T: PolarsNumericType> Plain<'_, T> {
    /// Adds the lengths of fields whose values have one size.
    fn of_one_size(&self, size: usize, rows: Range<usize>, lengths: &mut [usize]) -> Result<(), UnfitRow> {
        if self.all.is_none() {
            return self.each(rows, |index, value| sized(value.map(|_| size), index, lengths));
        }
        lengths.iter_mut().for_each(|length| *length += 4 + size);
        Ok(())
    }
}

/// The number of a row in its block, whose value does not fit.
pub(super) type UnfitRow = usize;

impl<'a> Cells<'a> {
    /// `physical` are the values of `series` as they are held; both are in one piece.
    pub fn of(series: &'a Series, physical: &'a Series, encoding: &'a Encoding) -> Cells<'a> {
        let values = values(series.dtype(), physical, encoding);
        let values = values.unwrap_or_else(|| Values::Any(series.iter(), encoding));
        Cells { values, encoded: Encoded::default() }
    }

    /// Adds the lengths of the fields of a block to those of its rows. Fails with the first row that does not fit.
    /// Blocks are passed in their order, each of them once.
    pub fn measure(&mut self, rows: Range<usize>, lengths: &mut [usize]) -> Result<(), UnfitRow> {
        let encoded = &mut self.encoded;
        encoded.bytes.clear();
        encoded.ends.clear();
        match &mut self.values {
            Values::Boolean(values) => {
                for (row, length) in rows.zip(lengths) {
                    *length += if values.get(row).is_some() { 5 } else { 4 };
                }
                Ok(())
            }
            Values::Int2(values) => values.of_one_size(2, rows, lengths),
            Values::Int4(values) => values.of_one_size(4, rows, lengths),
            Values::Int8(values) => values.of_one_size(8, rows, lengths),
            Values::Float4(values) => values.of_one_size(4, rows, lengths),
            Values::Float8(values) => values.of_one_size(8, rows, lengths),
            Values::Date(values) => values.each(rows, |index, value| {
                let size = value.map(|days| day(days).map(|_| 4)).transpose();
                sized(size.map_err(|_| index)?, index, lengths)
            }),
            Values::Timestamp(values) => values.each(rows, |index, value| {
                let size = value.map(|micros| moment(micros).map(|_| 8)).transpose();
                sized(size.map_err(|_| index)?, index, lengths)
            }),
            Values::Numeric(values, scale, declared) => values.each(rows, |index, value| {
                lengths[index] += encoded.add(|out| number(value, *scale, *declared, out)).map_err(|_| index)?;
                Ok(())
            }),
            Values::Text(values, block, longest) => {
                block.clear();
                block.extend(values.by_ref().take(rows.len()));
                block.iter().enumerate().try_for_each(|(index, text)| {
                    let size = text.map(|text| checked(text, *longest)).transpose();
                    sized(size.map_err(|_| index)?, index, lengths)
                })
            }
            Values::Any(values, encoding) => lengths.iter_mut().enumerate().try_for_each(|(index, length)| {
                let value = values.next().unwrap_or(AnyValue::Null);
                *length += encoded.add(|out| field(&value, encoding, out)).map_err(|_| index)?;
                Ok(())
            }),
        }
    }

    /// Writes the fields of the block that was measured last, each at its place in `out`, and moves the places behind them.
    pub fn write(&self, rows: Range<usize>, places: &mut [usize], out: &mut [u8]) {
        match &self.values {
            Values::Boolean(values) => {
                for (row, place) in rows.zip(places) {
                    put(values.get(row).map(|value| [u8::from(value)]), place, out);
                }
            }
            Values::Int2(values) => all(values, rows, i16::to_be_bytes, places, out),
            Values::Int4(values) => all(values, rows, i32::to_be_bytes, places, out),
            Values::Int8(values) => all(values, rows, i64::to_be_bytes, places, out),
            Values::Float4(values) => all(values, rows, f32::to_be_bytes, places, out),
            Values::Float8(values) => all(values, rows, f64::to_be_bytes, places, out),
            // They have been measured, so all of them fit.
            Values::Date(values) => all(values, rows, |days| day(days).unwrap_or_default(), places, out),
            Values::Timestamp(values) => all(values, rows, |micros| moment(micros).unwrap_or_default(), places, out),
            Values::Text(_, block, _) => {
                for (text, place) in block.iter().zip(places) {
                    match text {
                        Some(text) => {
                            append(&(text.len() as u32).to_be_bytes(), place, out);
                            append(text.as_bytes(), place, out);
                        }
                        None => append(&NULL, place, out),
                    }
                }
            }
            Values::Numeric(..) | Values::Any(..) => {
                let mut begin = 0;
                for (end, place) in self.encoded.ends.iter().zip(places) {
                    append(&self.encoded.bytes[begin..*end], place, out);
                    begin = *end;
                }
            }
        }
    }
}

impl Encoded {
    /// Adds the field that `encode` appends; returns its length.
    #[inline]
    fn add(&mut self, encode: impl FnOnce(&mut Vec<u8>) -> Result<(), Unfit>) -> Result<usize, Unfit> {
        let begin = self.bytes.len();
        encode(&mut self.bytes)?;
        self.ends.push(self.bytes.len());
        Ok(self.bytes.len() - begin)
    }
}

/// Adds the length of a field whose value has that size; null has none.
#[inline]
fn sized(size: Option<usize>, index: usize, lengths: &mut [usize]) -> Result<(), UnfitRow> {
    lengths[index] += 4 + size.unwrap_or(0);
    Ok(())
}

#[inline]
fn append(bytes: &[u8], place: &mut usize, out: &mut [u8]) {
    out[*place..*place + bytes.len()].copy_from_slice(bytes);
    *place += bytes.len();
}

/// Writes a field of a fixed length.
#[inline]
fn put<const N: usize>(bytes: Option<[u8; N]>, place: &mut usize, out: &mut [u8]) {
    let Some(bytes) = bytes else { return append(&NULL, place, out) };
    let field = &mut out[*place..*place + 4 + N];
    field[..4].copy_from_slice(&(N as u32).to_be_bytes());
    field[4..].copy_from_slice(&bytes);
    *place += 4 + N;
}

/// Writes the fields of a column whose values have one length.
#[inline]
fn all<T: PolarsNumericType, const N: usize>(
    values: &Plain<T>,
    rows: Range<usize>,
    bytes: impl Fn(T::Native) -> [u8; N],
    places: &mut [usize],
    out: &mut [u8],
) {
    let written = values.each(rows, |index, value| -> Result<(), std::convert::Infallible> {
        put(value.map(&bytes), &mut places[index], out);
        Ok(())
    });
    let Ok(()) = written;
}

/// The size of a text that the column can hold.
#[inline]
fn checked(text: &str, longest: Option<usize>) -> Result<usize, Unfit> {
    // A text has at most as many characters as bytes.
    let is_long = |longest: usize| text.len() > longest && text.chars().count() > longest;
    // Most texts are short: then a look at each byte is faster than a search.
    let has_zero = text.bytes().fold(false, |found, byte| found | (byte == 0));
    if longest.is_some_and(is_long) || has_zero || i32::try_from(text.len()).is_err() {
        return Err(Unfit);
    }
    Ok(text.len())
}

fn number(value: Option<i128>, scale: usize, declared: Option<(u16, u16)>, out: &mut Vec<u8>) -> Result<(), Unfit> {
    let Some(number) = value else {
        out.extend_from_slice(&NULL);
        return Ok(());
    };
    let exact = declared.map_or(Some((number, scale)), |it| declared_digits(number, scale, it));
    let (number, scale) = exact.ok_or(Unfit)?;
    numeric::encode_field(number, scale, out);
    Ok(())
}

fn day(days: i32) -> Result<[u8; 4], Unfit> {
    let days = days.checked_sub(EPOCH_DAYS).filter(|days| *days >= EARLIEST_DAY).ok_or(Unfit)?;
    Ok(days.to_be_bytes())
}

fn moment(micros: i64) -> Result<[u8; 8], Unfit> {
    let micros = micros.checked_sub(EPOCH_MICROS).filter(|micros| (EARLIEST..LATEST).contains(micros)).ok_or(Unfit)?;
    Ok(micros.to_be_bytes())
}

/// The values that need no conversion; `None` for others.
fn values<'a>(dtype: &DataType, physical: &'a Series, encoding: &'a Encoding) -> Option<Values<'a>> {
    Some(match (dtype, encoding) {
        (DataType::Boolean, Encoding::Boolean) => Values::Boolean(physical.bool().ok()?),
        (DataType::Int16, Encoding::Int2) => Values::Int2(Plain::of(physical.i16())?),
        (DataType::Int32, Encoding::Int4) => Values::Int4(Plain::of(physical.i32())?),
        (DataType::Int64, Encoding::Int8) => Values::Int8(Plain::of(physical.i64())?),
        (DataType::Float32, Encoding::Float4) => Values::Float4(Plain::of(physical.f32())?),
        (DataType::Float64, Encoding::Float8) => Values::Float8(Plain::of(physical.f64())?),
        (DataType::Decimal(_, scale), Encoding::Numeric(declared)) => {
            Values::Numeric(Plain::of(physical.i128())?, *scale, *declared)
        }
        (DataType::Date, Encoding::Date) => Values::Date(Plain::of(physical.i32())?),
        (DataType::Datetime(TimeUnit::Microseconds, _), Encoding::Timestamp | Encoding::TimestampTz) => {
            Values::Timestamp(Plain::of(physical.i64())?)
        }
        (DataType::String, Encoding::Text(longest)) => {
            Values::Text(Box::new(physical.str().ok()?.iter()), Vec::new(), *longest)
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests;
