use super::*;
use crate::connect::postgres::misfit::DAY_MICROS;

fn added(reading: &Reading, field: &[u8]) -> Result<String, Misfit> {
    let mut builder = Builder::new("a", reading, 4);
    builder.add_field(Some(field))?;
    builder.add_field(None)?;
    let series = builder.take().unwrap();
    assert_eq!((series.len(), series.dtype(), series.null_count()), (2, &reading.dtype(), 1));
    assert_eq!(builder.take().unwrap().len(), 0, "it begins anew");
    Ok(series.get(0).unwrap().to_string())
}

/// Fields are added alike one by one and all at once, and the same one is the first misfit.
#[test]
fn all_at_once_is_as_one_by_one() {
    let zero = [0_u8; 8];
    let reading = |reading: &Reading, good: &[u8], bad: &[u8]| {
        let fields = [Some(good), None, Some(good), Some(bad), Some(good)];
        for count in 0..=fields.len() {
            let mut one_by_one = Builder::new("a", reading, 4);
            let mut fields_one = fields[..count].iter().zip(5..);
            let one = fields_one.try_for_each(|(field, row)| one_by_one.add(*field, row));
            let mut together = Builder::new("a", reading, 4);
            let all = together.add_all(fields[..count].iter().copied(), 5);
            assert_eq!(all.as_ref().err().map(|(index, _)| *index), (count > 3).then_some(3), "{reading:?}");
            assert_eq!(all.err().map(|(_, problem)| problem.to_string()), one.err().map(|it| it.to_string()));
            assert_eq!(together.bytes(), one_by_one.bytes());
            assert!(together.take().unwrap().equals_missing(&one_by_one.take().unwrap()), "{reading:?}");
        }
    };
    reading(&Reading::Int32, &[0, 0, 0, 7], &zero);
    reading(&Reading::Int64, &[0, 0, 0, 0, 0, 0, 0, 9], &zero[..4]);
    reading(&Reading::Int16, &[0, 3], &zero);
    reading(&Reading::Float64, &1.5_f64.to_be_bytes(), &zero[..4]);
    reading(&Reading::Date, &zero[..4], &i32::MAX.to_be_bytes());
    reading(&Reading::Timestamp, &zero, &i64::MAX.to_be_bytes());
    reading(&Reading::TimestampTz, &zero, &i64::MIN.to_be_bytes());
    reading(&Reading::Decimal { precision: 5, scale: 2 }, &zero, &[0, 0, 0, 0, 0xC0, 0, 0, 0]);
    reading(&Reading::Text, "häuser".as_bytes(), &[0xff]);
    reading(&Reading::Jsonb, b"\x01{}", b"\x02{}");
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
