use super::*;

/// The fields of a column, in blocks of two rows.
fn blocks(mut cells: Cells, rows: usize) -> Result<Vec<u8>, usize> {
    let mut out = Vec::new();
    for begin in (0..rows).step_by(2) {
        let block = begin..rows.min(begin + 2);
        let mut lengths = vec![0; block.len()];
        cells.measure(block.clone(), &mut lengths).map_err(|index| begin + index)?;
        let end = out.len();
        let mut places: Vec<usize> = (0..lengths.len()).map(|row| end + lengths[..row].iter().sum::<usize>()).collect();
        out.resize(end + lengths.iter().sum::<usize>(), 0);
        cells.write(block, &mut places, &mut out);
        assert_eq!(places.last(), Some(&out.len()), "fields are as long as measured");
    }
    Ok(out)
}

/// The fields of a column, one by one and by their type; `Err` has the number of the first that does not fit.
fn both(series: &Series, encoding: &Encoding) -> [Result<Vec<u8>, usize>; 2] {
    let mut one_by_one = Vec::new();
    let any = |(row, value): (usize, AnyValue)| field(&value, encoding, &mut one_by_one).map_err(|_| row);
    let any = series.iter().enumerate().try_for_each(any).map(|()| one_by_one);
    let physical = series.to_physical_repr();
    [any, blocks(Cells::of(series, &physical, encoding), series.len())]
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
    let texts = Series::new("a".into(), &[Some(""), None, Some("äöü"), Some("longer than twelve bytes"), Some("a\0b")]);
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
