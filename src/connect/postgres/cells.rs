//! The values of a column in the server's binary form, without a value of any type in between where the type of the table is
//! that of the column.

use polars::prelude::*;
use polars::series::SeriesIter;

use super::encode::{EARLIEST, EARLIEST_DAY, Encoding, LATEST, Unfit, field};
use super::misfit::{EPOCH_DAYS, EPOCH_MICROS};
use super::numeric;
use crate::connect::servers::declared_digits;

/// The values of one column, to be taken from the first to the last.
pub(super) struct Cells<'a> {
    values: Values<'a>,
    next: usize,
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
    /// With the most characters.
    Text(&'a StringChunked, Option<usize>),
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

    #[inline]
    fn get(&self, row: usize) -> Option<T::Native> {
        match self.all {
            Some(values) => values.get(row).copied(),
            None => self.column.get(row),
        }
    }
}

impl<'a> Cells<'a> {
    /// `physical` are the values of `series` as they are held; both are in one piece.
    pub fn of(series: &'a Series, physical: &'a Series, encoding: &'a Encoding) -> Cells<'a> {
        let values = values(series.dtype(), physical, encoding);
        Cells { values: values.unwrap_or_else(|| Values::Any(series.iter(), encoding)), next: 0 }
    }

    /// Appends the next field. There are as many as rows.
    #[inline]
    pub fn add(&mut self, out: &mut Vec<u8>) -> Result<(), Unfit> {
        let row = self.next;
        self.next += 1;
        match &mut self.values {
            Values::Boolean(values) => match values.get(row) {
                Some(value) => out.extend_from_slice(&[0, 0, 0, 1, value.into()]),
                None => null(out),
            },
            Values::Int2(values) => fixed(values.get(row).map(i16::to_be_bytes), out),
            Values::Int4(values) => fixed(values.get(row).map(i32::to_be_bytes), out),
            Values::Int8(values) => fixed(values.get(row).map(i64::to_be_bytes), out),
            Values::Float4(values) => fixed(values.get(row).map(f32::to_be_bytes), out),
            Values::Float8(values) => fixed(values.get(row).map(f64::to_be_bytes), out),
            Values::Date(values) => fixed(values.get(row).map(day).transpose()?, out),
            Values::Timestamp(values) => fixed(values.get(row).map(moment).transpose()?, out),
            Values::Numeric(values, scale, declared) => match values.get(row) {
                Some(number) => {
                    let exact = declared.map_or(Some((number, *scale)), |it| declared_digits(number, *scale, it));
                    let (number, scale) = exact.ok_or(Unfit)?;
                    let begin = out.len();
                    out.extend_from_slice(&[0; 4]);
                    numeric::encode(number, scale, out);
                    let length = (out.len() - begin - 4) as u32;
                    out[begin..begin + 4].copy_from_slice(&length.to_be_bytes());
                }
                None => null(out),
            },
            Values::Text(values, longest) => match values.get(row) {
                Some(text) => {
                    // A text has at most as many characters as bytes.
                    let is_long = |longest: usize| text.len() > longest && text.chars().count() > longest;
                    if longest.is_some_and(is_long) || text.as_bytes().contains(&0) {
                        return Err(Unfit);
                    }
                    let length = i32::try_from(text.len()).map_err(|_| Unfit)?;
                    out.extend_from_slice(&length.to_be_bytes());
                    out.extend_from_slice(text.as_bytes());
                }
                None => null(out),
            },
            Values::Any(values, encoding) => field(&values.next().unwrap_or(AnyValue::Null), encoding, out)?,
        }
        Ok(())
    }
}

fn null(out: &mut Vec<u8>) {
    out.extend_from_slice(&(-1_i32).to_be_bytes());
}

/// A field of a fixed length.
#[inline]
fn fixed<const N: usize>(bytes: Option<[u8; N]>, out: &mut Vec<u8>) {
    let Some(bytes) = bytes else { return null(out) };
    // The longest has eight bytes; one call for all of them is faster.
    let mut field = [0; 12];
    field[3] = N as u8;
    field[4..4 + N].copy_from_slice(&bytes);
    out.extend_from_slice(&field[..4 + N]);
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
        (DataType::String, Encoding::Text(longest)) => Values::Text(physical.str().ok()?, *longest),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The fields of a column, one by one and by their type; `Err` has the number of the first that does not fit.
    fn both(series: &Series, encoding: &Encoding) -> [Result<Vec<u8>, usize>; 2] {
        let mut one_by_one = Vec::new();
        let any = |(row, value): (usize, AnyValue)| field(&value, encoding, &mut one_by_one).map_err(|_| row);
        let any = series.iter().enumerate().try_for_each(any).map(|()| one_by_one);
        let physical = series.to_physical_repr();
        let mut cells = Cells::of(series, &physical, encoding);
        let mut typed = Vec::new();
        let typed = (0..series.len()).try_for_each(|row| cells.add(&mut typed).map_err(|_| row)).map(|()| typed);
        [any, typed]
    }

    #[test]
    fn both_ways_give_the_same_bytes_and_refuse_the_same_values() {
        let series = |values: &[Option<i64>], dtype: DataType| {
            Series::new("a".into(), values).cast(&dtype).expect("values of the type")
        };
        let some = [Some(0), None, Some(1), Some(-1), Some(32_767), Some(-32_768)];
        let micros = |zone: Option<TimeZone>| DataType::Datetime(TimeUnit::Microseconds, zone);
        let mut cases = vec![
            (series(&[Some(1), None, Some(0)], DataType::Boolean), Encoding::Boolean),
            (series(&some, DataType::Int16), Encoding::Int2),
            (series(&some, DataType::Int32), Encoding::Int4),
            (series(&some, DataType::Int64), Encoding::Int8),
            (series(&some, DataType::Int64), Encoding::Int2),
            (series(&some, DataType::Int8).fill_null(FillNullStrategy::Zero).expect("numbers"), Encoding::Int8),
            (series(&some, DataType::Float32), Encoding::Float4),
            (series(&some, DataType::Float32), Encoding::Float8),
            (series(&some, DataType::Float64), Encoding::Float8),
            (series(&some, DataType::Date), Encoding::Date),
            (series(&[Some(i32::MAX.into()), Some(i32::MIN.into())], DataType::Date), Encoding::Date),
            (series(&some, micros(None)), Encoding::Timestamp),
            (series(&some, micros(Some(TimeZone::UTC))), Encoding::TimestampTz),
            (series(&[Some(0), Some(i64::MAX)], micros(None)), Encoding::Timestamp),
            (series(&[Some(i64::MIN)], micros(None)), Encoding::Timestamp),
            (series(&some, DataType::Datetime(TimeUnit::Nanoseconds, None)), Encoding::Timestamp),
            (series(&some, DataType::Time), Encoding::Time),
            (series(&[], DataType::Int64), Encoding::Int8),
        ];
        let texts =
            Series::new("a".into(), &[Some(""), None, Some("äöü"), Some("longer than twelve bytes"), Some("a\0b")]);
        for length in [2, 3, 5] {
            cases.push((texts.head(Some(length)), Encoding::Text(None)));
            cases.push((texts.head(Some(length)), Encoding::Text(Some(3))));
            cases.push((texts.head(Some(length)), Encoding::Jsonb));
        }
        for value in [0, 1, -1, 99, 12_345_678, -100_000_000, 10_i128.pow(37)] {
            for scale in [0, 1, 2, 4, 7] {
                for declared in [None, Some((38, 2)), Some((9, 2)), Some((38, 7))] {
                    let numbers = Int128Chunked::new("a".into(), [value, -value]).into_decimal_unchecked(38, scale);
                    cases.push((numbers.into_series(), Encoding::Numeric(declared)));
                }
            }
        }
        for (series, encoding) in cases {
            let [any, typed] = both(&series, &encoding);
            assert_eq!(any, typed, "{series} {encoding:?}");
        }
    }
}
