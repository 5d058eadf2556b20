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
                values.append_value(decimal(field, *precision, *scale).map_err(|fault| match fault {
                    NumericFault::NotANumber => Misfit::NotANumber,
                    NumericFault::Digits => Misfit::Digits(self.reading.dtype()),
                    NumericFault::Form => Misfit::Form,
                })?);
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
mod tests {
    use super::super::misfit::DAY_MICROS;
    use super::*;

    fn added(reading: &Reading, field: &[u8]) -> Result<String, Misfit> {
        let mut builder = Builder::new("a", reading, 4);
        builder.add_field(Some(field))?;
        builder.add_field(None)?;
        let series = builder.take().unwrap();
        assert_eq!((series.len(), series.dtype(), series.null_count()), (2, &reading.dtype(), 1));
        assert_eq!(builder.take().unwrap().len(), 0, "it begins anew");
        Ok(series.get(0).unwrap().to_string())
    }

    #[test]
    fn values_are_exact_or_misfits() {
        let days = |days: i32| added(&Reading::Date, &days.to_be_bytes());
        assert_eq!(days(0).as_deref(), Ok("2000-01-01"));
        assert_eq!(days(i32::MAX), Err(Misfit::Infinite));
        assert_eq!(days(i32::MIN), Err(Misfit::Infinite));
        assert_eq!(days(i32::MAX - 1), Err(Misfit::OutOfRange));
        let time = |micros: i64| added(&Reading::Timestamp, &micros.to_be_bytes());
        assert_eq!(time(1).as_deref(), Ok("2000-01-01 00:00:00.000001"));
        assert_eq!(time(i64::MIN), Err(Misfit::Infinite));
        assert_eq!(time(i64::MAX - 1), Err(Misfit::OutOfRange));
        let clock = |micros: i64| added(&Reading::Time, &micros.to_be_bytes());
        assert_eq!(clock(DAY_MICROS - 1).as_deref(), Ok("23:59:59.999999"));
        assert_eq!(clock(DAY_MICROS), Err(Misfit::EndOfDay));
        assert_eq!(added(&Reading::Oid, &u32::MAX.to_be_bytes()).as_deref(), Ok("4294967295"));
        assert_eq!(added(&Reading::Int64, &[1, 2]), Err(Misfit::Form));
        assert_eq!(added(&Reading::Text, &[0xff]), Err(Misfit::NoUtf8));
        assert_eq!(added(&Reading::Jsonb, b"\x01{}").as_deref(), Ok("\"{}\""));
        assert_eq!(added(&Reading::Jsonb, b"{}"), Err(Misfit::Form));
        assert_eq!(added(&Reading::Boolean, &[2]), Err(Misfit::Form));
        let uuid = added(&Reading::Uuid, &std::array::from_fn::<u8, 16, _>(|index| index as u8 * 17));
        assert_eq!(uuid.as_deref(), Ok("\"00112233-4455-6677-8899-aabbccddeeff\""));
    }

    #[test]
    fn arrays_are_lists() {
        let array = |dimensions: &[(i32, i32)], elements: &[Option<i32>]| {
            let mut field: Vec<u8> = [dimensions.len() as i32, 0, 23].iter().flat_map(|n| n.to_be_bytes()).collect();
            for (length, first) in dimensions {
                field.extend([*length, *first].iter().flat_map(|n| n.to_be_bytes()));
            }
            for element in elements {
                match element {
                    Some(element) => field.extend([4, *element].iter().flat_map(|n| n.to_be_bytes())),
                    None => field.extend((-1_i32).to_be_bytes()),
                }
            }
            added(&Reading::Array(Box::new(Reading::Int32)), &field)
        };
        assert_eq!(array(&[], &[]).as_deref(), Ok("[]"));
        assert_eq!(array(&[(3, 1)], &[Some(1), None, Some(3)]).as_deref(), Ok("[1, null, 3]"));
        assert_eq!(array(&[(3, 0)], &[Some(1), None, Some(3)]), Err(Misfit::Shape));
        assert_eq!(array(&[(1, 1), (1, 1)], &[Some(1)]), Err(Misfit::Shape));
        assert_eq!(array(&[(2, 1)], &[Some(1)]), Err(Misfit::Form));
        assert_eq!(array(&[(-2, 1)], &[]), Err(Misfit::Form));
    }
}
