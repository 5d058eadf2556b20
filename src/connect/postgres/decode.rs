//! Fields in the server's binary form become typed columns. A value that its column's type cannot represent exactly is a
//! misfit.

use polars::prelude::*;

use super::misfit::{Misfit, date, fixed, moment, time_of_day, uuid};
use super::numeric::{NumericFault, decimal};
use super::types::Reading;
use crate::base::Problem;
use crate::connect::servers::{ColumnBuilder, Typed};

enum Values {
    Plain(Typed),
    /// The elements of all lists, and how many each list has.
    List(Box<Builder>, Vec<Option<usize>>),
}

/// A column that is being filled.
pub(super) struct Builder {
    name: PlSmallStr,
    reading: Reading,
    values: Values,
    capacity: usize,
    bytes: usize,
}

impl Builder {
    /// For batches of about `capacity` rows.
    pub fn new(name: &str, reading: &Reading, capacity: usize) -> Builder {
        let name: PlSmallStr = name.into();
        let values = values(&name, reading, capacity);
        Builder { name, reading: reading.clone(), values, capacity, bytes: 0 }
    }

    /// Adds a field; `None` is null.
    #[inline]
    pub fn add_field(&mut self, field: Option<&[u8]>) -> Result<(), Misfit> {
        let Some(field) = field else {
            self.add_null();
            return Ok(());
        };
        match (&mut self.values, &self.reading) {
            (Values::Plain(Typed::Int32(values)), Reading::Int32) => {
                values.append_value(i32::from_be_bytes(fixed(field)?))
            }
            (Values::Plain(Typed::Int64(values)), Reading::Int64) => {
                values.append_value(i64::from_be_bytes(fixed(field)?))
            }
            (Values::Plain(Typed::Text(values)), Reading::Uuid) => {
                self.bytes += 36;
                values.append_value(uuid(fixed(field)?));
            }
            (Values::Plain(Typed::Text(values)), reading) => {
                let field = match (reading, field) {
                    (Reading::Jsonb, [1, field @ ..]) => field,
                    (Reading::Jsonb, _) => return Err(Misfit::Form),
                    (_, field) => field,
                };
                let text = std::str::from_utf8(field).map_err(|_| Misfit::NoUtf8)?;
                self.bytes += text.len();
                values.append_value(text);
            }
            (Values::Plain(Typed::Decimal(values)), Reading::Decimal { precision, scale }) => {
                values.append_value(exact(field, *precision, *scale)?);
            }
            (Values::Plain(Typed::Float64(values)), _) => values.append_value(f64::from_be_bytes(fixed(field)?)),
            (Values::Plain(Typed::Float32(values)), _) => values.append_value(f32::from_be_bytes(fixed(field)?)),
            (Values::Plain(Typed::Int16(values)), _) => values.append_value(i16::from_be_bytes(fixed(field)?)),
            (Values::Plain(Typed::Int64(values)), Reading::Oid) => {
                values.append_value(u32::from_be_bytes(fixed(field)?).into())
            }
            (Values::Plain(Typed::Boolean(values)), _) => values.append_value(match field {
                [0] => false,
                [1] => true,
                _ => return Err(Misfit::Form),
            }),
            (Values::Plain(Typed::Bytes(values)), _) => {
                self.bytes += field.len();
                values.append_value(field);
            }
            (Values::Plain(Typed::Int32(values)), _) => values.append_value(date(i32::from_be_bytes(fixed(field)?))?),
            (Values::Plain(Typed::Int64(values)), Reading::Time) => {
                values.append_value(time_of_day(i64::from_be_bytes(fixed(field)?))?);
            }
            (Values::Plain(Typed::Int64(values)), _) => values.append_value(moment(i64::from_be_bytes(fixed(field)?))?),
            (Values::List(elements, lengths), _) => {
                self.bytes += field.len();
                lengths.push(Some(list(field, elements)?));
            }
            (Values::Plain(_), _) => return Err(Misfit::Form),
        }
        Ok(())
    }

    fn add_null(&mut self) {
        match &mut self.values {
            Values::Plain(values) => values.append_null(),
            Values::List(_, lengths) => lengths.push(None),
        }
    }
}

impl ColumnBuilder for Builder {
    #[inline]
    fn add(&mut self, field: Option<&[u8]>, row: u64) -> Result<(), Problem> {
        self.add_field(field).map_err(|misfit| misfit.problem(&self.name, row))
    }

    /// The kind of the column is looked at once for those that most tables have.
    fn add_all<'a>(
        &mut self,
        mut fields: impl Iterator<Item = Option<&'a [u8]>>,
        row: u64,
    ) -> Result<(), (usize, Problem)> {
        let mut index = 0_usize;
        let mut next = || fields.next().inspect(|_| index += 1);
        let added = match (&mut self.values, &self.reading) {
            (Values::Plain(Typed::Int32(values)), Reading::Int32) => {
                each(next, |field| fixed(field).map(i32::from_be_bytes), |value| values.append_option(value))
            }
            (Values::Plain(Typed::Int64(values)), Reading::Int64) => {
                each(next, |field| fixed(field).map(i64::from_be_bytes), |value| values.append_option(value))
            }
            (Values::Plain(Typed::Float64(values)), _) => {
                each(next, |field| fixed(field).map(f64::from_be_bytes), |value| values.append_option(value))
            }
            (Values::Plain(Typed::Int32(values)), Reading::Date) => {
                each(next, |field| date(i32::from_be_bytes(fixed(field)?)), |value| values.append_option(value))
            }
            (Values::Plain(Typed::Int64(values)), Reading::Timestamp) => {
                each(next, |field| moment(i64::from_be_bytes(fixed(field)?)), |value| values.append_option(value))
            }
            (Values::Plain(Typed::Decimal(values)), Reading::Decimal { precision, scale }) => {
                let number = |field: &[u8]| exact(field, *precision, *scale);
                each(next, number, |value| values.append_option(value))
            }
            (Values::Plain(Typed::Text(values)), Reading::Text) => {
                let bytes = &mut self.bytes;
                let text = |field: &'a [u8]| std::str::from_utf8(field).map_err(|_| Misfit::NoUtf8);
                each(next, text, |value| {
                    *bytes += value.map_or(0, str::len);
                    values.append_option(value);
                })
            }
            _ => std::iter::from_fn(&mut next).try_for_each(|field| self.add_field(field)),
        };
        let index = index.saturating_sub(1);
        added.map_err(|misfit| (index, misfit.problem(&self.name, row + index as u64)))
    }

    fn bytes(&self) -> usize {
        self.bytes
    }

    fn take(&mut self) -> PolarsResult<Series> {
        self.bytes = 0;
        let empty = values(&self.name, &self.reading, self.capacity);
        let (mut elements, lengths) = match std::mem::replace(&mut self.values, empty) {
            Values::Plain(values) => return Ok(values.finish(&self.reading.dtype())),
            Values::List(elements, lengths) => (elements, lengths),
        };
        let elements = elements.take()?;
        let (name, count) = (self.name.clone(), elements.len());
        let mut lists = polars::chunked_array::builder::get_list_builder(elements.dtype(), count, lengths.len(), name);
        let mut begin = 0_usize;
        for length in lengths {
            match length {
                Some(length) => {
                    lists.append_series(&elements.slice(begin as i64, length))?;
                    begin += length;
                }
                None => lists.append_null(),
            }
        }
        Ok(lists.finish().into_series())
    }
}

/// Adds the values of all fields; ends at the first misfit.
#[inline]
fn each<'a, V>(
    mut next: impl FnMut() -> Option<Option<&'a [u8]>>,
    value: impl Fn(&'a [u8]) -> Result<V, Misfit>,
    mut add: impl FnMut(Option<V>),
) -> Result<(), Misfit> {
    while let Some(field) = next() {
        add(field.map(&value).transpose()?);
    }
    Ok(())
}

fn exact(field: &[u8], precision: usize, scale: usize) -> Result<i128, Misfit> {
    decimal(field, precision, scale).map_err(|fault| match fault {
        NumericFault::NotANumber => Misfit::NotANumber,
        NumericFault::Digits => Misfit::Digits(DataType::Decimal(precision, scale)),
        NumericFault::Form => Misfit::Form,
    })
}

fn values(name: &PlSmallStr, reading: &Reading, capacity: usize) -> Values {
    match reading {
        Reading::Array(element) => Values::List(Box::new(Builder::new(name, element, capacity)), Vec::new()),
        reading => Values::Plain(Typed::new(name, &reading.dtype(), capacity)),
    }
}

/// Adds the elements of an array; returns how many there are.
fn list(field: &[u8], elements: &mut Builder) -> Result<usize, Misfit> {
    let number = |at: usize| -> Result<i32, Misfit> {
        let bytes = field.get(at..at + 4).ok_or(Misfit::Form)?;
        Ok(i32::from_be_bytes(fixed(bytes)?))
    };
    match number(0)? {
        0 => return Ok(0),
        1 => {}
        _ => return Err(Misfit::Shape),
    }
    let (length, first) = (number(12)?, number(16)?);
    if first != 1 {
        return Err(Misfit::Shape);
    }
    let length = usize::try_from(length).map_err(|_| Misfit::Form)?;
    let mut at = 20;
    for _ in 0..length {
        let size = number(at)?;
        at += 4;
        let Ok(size) = usize::try_from(size) else {
            elements.add_field(None)?;
            continue;
        };
        elements.add_field(Some(field.get(at..at + size).ok_or(Misfit::Form)?))?;
        at += size;
    }
    Ok(length)
}

#[cfg(test)]
mod tests;
