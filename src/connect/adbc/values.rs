//! A driver's arrays as columns: each value exactly, or refused at its row.

use polars::prelude::*;
use polars_arrow::array::{
    Array, BinaryViewArray, DictionaryArray, FixedSizeBinaryArray, FixedSizeListArray, ListArray, MapArray,
    MutableBinaryViewArray, PrimitiveArray, StructArray, Utf8ViewArray,
};
use polars_arrow::bitmap::Bitmap;
use polars_arrow::compute::utils::combine_validities_and;
use polars_arrow::datatypes::{ArrowDataType, Field, TimeUnit as Unit};
use polars_arrow::match_integer_type;
use polars_arrow::offset::OffsetsBuffer;
use polars_arrow::types::i256;

use super::misfit::Misfit;
use super::moments::{date, datetime, duration, time_of_day};
use super::plain_values::{Normal, Refused, binary, bytes, decimal, digits, each, of, text};

/// A column of a type that [`dtype`] knows. Texts in `array` are bytes.
pub(super) fn column(name: &str, array: &dyn Array, arrow: &ArrowDataType) -> Result<Series, Refused> {
    let array = normal(array, arrow)?;
    let field = Field::new(name.into(), array.dtype().clone(), true);
    Series::try_from((&field, array)).map_err(|_| (0, Misfit::Form))
}

/// An array of the form that polars keeps itself.
fn normal(array: &dyn Array, arrow: &ArrowDataType) -> Normal {
    match arrow {
        ArrowDataType::Null => Ok(Utf8ViewArray::new_null(ArrowDataType::Utf8View, array.len()).boxed()),
        ArrowDataType::Utf8 => text(array.len(), binary::<i32>(array)?.iter()),
        ArrowDataType::LargeUtf8 => text(array.len(), binary::<i64>(array)?.iter()),
        ArrowDataType::Utf8View => text(array.len(), of::<BinaryViewArray>(array)?.iter()),
        ArrowDataType::Binary => Ok(bytes(array.len(), binary::<i32>(array)?.iter())),
        ArrowDataType::LargeBinary => Ok(bytes(array.len(), binary::<i64>(array)?.iter())),
        ArrowDataType::FixedSizeBinary(_) => Ok(bytes(array.len(), of::<FixedSizeBinaryArray>(array)?.iter())),
        ArrowDataType::Date32 => each(array, ArrowDataType::Date32, date),
        ArrowDataType::Date64 => each(array, ArrowDataType::Date32, |millis: i64| match millis % 86_400_000 {
            0 => date(i32::try_from(millis / 86_400_000).map_err(|_| Misfit::OutOfRange)?),
            _ => Err(Misfit::Form),
        }),
        ArrowDataType::Time32(unit) => each(array, NANOS, |value: i32| time_of_day(i64::from(value), *unit)),
        ArrowDataType::Time64(unit) => each(array, NANOS, |value| time_of_day(value, *unit)),
        ArrowDataType::Timestamp(unit, zone) => {
            let kept = ArrowDataType::Timestamp(kept(*unit), zone.as_ref().map(|_| "UTC".into()));
            each(array, kept, |value| datetime(value, *unit))
        }
        ArrowDataType::Duration(unit) => {
            each(array, ArrowDataType::Duration(kept(*unit)), |value| duration(value, *unit))
        }
        ArrowDataType::Decimal32(..) => decimal::<i32>(array, arrow),
        ArrowDataType::Decimal64(..) => decimal::<i64>(array, arrow),
        ArrowDataType::Decimal(..) => decimal::<i128>(array, arrow),
        ArrowDataType::Decimal256(_, scale) => {
            let numbers = of::<PrimitiveArray<i256>>(array)?.iter();
            let texts = numbers.map(|number| number.map(|number| digits(&number.0.to_string(), *scale)));
            Ok(MutableBinaryViewArray::<str>::from_iter(texts).freeze().boxed())
        }
        ArrowDataType::List(item) => {
            let list = of::<ListArray<i32>>(array)?;
            lists(list.offsets().into(), list.values().as_ref(), list.validity(), item)
        }
        ArrowDataType::LargeList(item) => {
            let list = of::<ListArray<i64>>(array)?;
            lists(list.offsets().clone(), list.values().as_ref(), list.validity(), item)
        }
        ArrowDataType::FixedSizeList(item, size) => {
            let list = of::<FixedSizeListArray>(array)?;
            let offsets = (0..=list.len()).map(|index| (index * size) as i64).collect::<Vec<_>>();
            let offsets = OffsetsBuffer::try_from(offsets).map_err(|_| (0, Misfit::Form))?;
            lists(offsets, list.values().as_ref(), list.validity(), item)
        }
        ArrowDataType::Map(entry, _) => {
            let map = of::<MapArray>(array)?;
            lists(map.offsets().into(), map.field().as_ref(), map.validity(), entry)
        }
        ArrowDataType::Struct(fields) => structs(of::<StructArray>(array)?, fields),
        ArrowDataType::Dictionary(key, values, _) => {
            match_integer_type!(key, |$T| {
                let labelled = of::<DictionaryArray<$T>>(array)?;
                let labels = normal(labelled.values().as_ref(), values).map_err(|(_, misfit)| (0, misfit))?;
                let labels = of::<Utf8ViewArray>(labels.as_ref())?;
                let label = |key: Option<usize>| key.filter(|key| *key < labels.len()).and_then(|key| labels.get(key));
                Ok(MutableBinaryViewArray::<str>::from_iter(labelled.keys_iter().map(label)).freeze().boxed())
            })
        }
        // Integers, numbers, booleans, and bytes as polars has them.
        _ => Ok(array.to_boxed()),
    }
}

const NANOS: ArrowDataType = ArrowDataType::Time64(Unit::Nanosecond);

/// Seconds are counted in milliseconds.
fn kept(unit: Unit) -> Unit {
    if unit == Unit::Second { Unit::Millisecond } else { unit }
}

fn lists(offsets: OffsetsBuffer<i64>, values: &dyn Array, validity: Option<&Bitmap>, item: &Field) -> Normal {
    let (first, last) = (*offsets.first(), *offsets.last());
    let wrong = |_| (0, Misfit::Form);
    let (begin, length) = (usize::try_from(first).map_err(wrong)?, usize::try_from(last - first).map_err(wrong)?);
    if begin + length > values.len() {
        return Err((0, Misfit::Form));
    }
    // Whose list a value stands in.
    let row = |index: usize| {
        let place = (begin + index) as i64;
        offsets.buffer().partition_point(|offset| *offset <= place).saturating_sub(1)
    };
    let items = normal(values.sliced(begin, length).as_ref(), &item.dtype);
    let items = items.map_err(|(index, misfit)| (row(index), misfit))?;
    let offsets: Vec<i64> = offsets.buffer().iter().map(|offset| offset - first).collect();
    let offsets = OffsetsBuffer::try_from(offsets).map_err(|_| (0, Misfit::Form))?;
    let field = Field::new("item".into(), items.dtype().clone(), true);
    let list = ListArray::<i64>::try_new(ArrowDataType::LargeList(Box::new(field)), offsets, items, validity.cloned());
    list.map(ListArray::boxed).map_err(|_| (0, Misfit::Form))
}

fn structs(array: &StructArray, fields: &[Field]) -> Normal {
    let mut parts = Vec::with_capacity(fields.len());
    for (part, field) in array.values().iter().zip(fields) {
        // What stands behind a null is nothing.
        let validity = combine_validities_and(part.validity(), array.validity());
        parts.push(normal(part.with_validity(validity).as_ref(), &field.dtype)?);
    }
    let fields = fields.iter().zip(&parts);
    let fields = fields.map(|(field, part)| Field::new(field.name.clone(), part.dtype().clone(), true)).collect();
    let array = StructArray::try_new(ArrowDataType::Struct(fields), array.len(), parts, array.validity().cloned());
    array.map(StructArray::boxed).map_err(|_| (0, Misfit::Form))
}

#[cfg(test)]
mod tests {
    use polars_arrow::array::{BinaryArray, BooleanArray};
    use polars_arrow::datatypes::IntegerType;

    use super::super::types::{as_bytes, called, dtype};
    use super::*;

    /// The column of an array whose texts are bytes; or the row and the reason.
    fn shown(array: &dyn Array, arrow: &ArrowDataType) -> String {
        match column("v", array, arrow) {
            Ok(series) => {
                assert_eq!(Some(series.dtype()), dtype(arrow).as_ref());
                let values = series.iter().map(|value| value.to_string()).collect::<Vec<_>>();
                format!("{} {}", values.join(" "), series.dtype())
            }
            Err((row, misfit)) => format!("! {row} {misfit:?}"),
        }
    }

    fn numbers(values: &[Option<i64>], arrow: ArrowDataType) -> String {
        shown(&PrimitiveArray::<i64>::from(values).to(arrow.clone()), &arrow)
    }

    #[test]
    fn texts_are_checked() {
        let bytes = |values: &[&[u8]]| BinaryArray::<i32>::from_slice(values);
        let text = ArrowDataType::Utf8;
        assert_eq!(shown(&bytes(&["é".as_bytes(), b""]), &text), "\"é\" \"\" str");
        assert_eq!(shown(&bytes(&[b"a", b"\xff"]), &text), "! 1 NoUtf8");
        assert_eq!(as_bytes(&text), ArrowDataType::Binary);
    }

    #[test]
    fn moments_are_exact_or_refused() {
        let stamp = |unit| ArrowDataType::Timestamp(unit, None);
        assert_eq!(numbers(&[Some(1), None], stamp(Unit::Second)), "1970-01-01 00:00:01 null datetime[ms]");
        assert_eq!(numbers(&[Some(0), Some(i64::MAX)], stamp(Unit::Microsecond)), "! 1 Infinite");
        assert_eq!(numbers(&[Some(i64::MAX / 2)], stamp(Unit::Second)), "! 0 OutOfRange");
        assert_eq!(numbers(&[Some(i64::MAX - 1)], stamp(Unit::Microsecond)), "! 0 OutOfRange");
        let zone = ArrowDataType::Timestamp(Unit::Microsecond, Some("Europe/Oslo".into()));
        assert_eq!(numbers(&[Some(0)], zone), "1970-01-01 00:00:00 UTC datetime[μs, UTC]");
        let micros = ArrowDataType::Time64(Unit::Microsecond);
        assert_eq!(numbers(&[Some(86_400_000_000)], micros.clone()), "! 0 EndOfDay");
        assert_eq!(numbers(&[Some(-1)], micros), "! 0 Form");
        assert_eq!(numbers(&[Some(86_400_000)], ArrowDataType::Date64), "1970-01-02 date");
        assert_eq!(numbers(&[Some(1)], ArrowDataType::Date64), "! 0 Form");
        assert_eq!(numbers(&[Some(i64::MAX)], ArrowDataType::Duration(Unit::Second)), "! 0 OutOfRange");
    }

    #[test]
    fn decimals_have_their_digits() {
        let of = |values: &[i128], precision, scale| {
            let arrow = ArrowDataType::Decimal(precision, scale);
            shown(&PrimitiveArray::from_slice(values).to(arrow.clone()), &arrow)
        };
        assert_eq!(of(&[-99_999, 5], 5, 2), "-999.99 0.05 decimal[5,2]");
        assert_eq!(of(&[1, 100_000], 5, 2), "! 1 Digits(Decimal(5, 2))");
        assert_eq!(of(&[i128::MIN], 38, 0), "! 0 Digits(Decimal(38, 0))");
        let small = ArrowDataType::Decimal64(9, 3);
        assert_eq!(shown(&PrimitiveArray::<i64>::from_slice([1]).to(small.clone()), &small), "0.001 decimal[9,3]");
        let large = ArrowDataType::Decimal256(76, 3);
        let values = PrimitiveArray::<i256>::from_slice([i256::from_words(0, -5), i256::from_words(1, 0)]);
        assert!(shown(&values.to(large.clone()), &large).ends_with("340282366920938463463374607431768211.456\" str"));
        for (number, scale, expected) in [("-5", 3, "-0.005"), ("1234", 2, "12.34"), ("7", 0, "7")] {
            assert_eq!(digits(number, scale), expected);
        }
        assert_eq!(dtype(&ArrowDataType::Decimal(39, 0)), None);
    }

    #[test]
    fn lists_and_structs_say_the_row_of_a_value() {
        let item = Field::new("item".into(), ArrowDataType::Date32, true);
        let list = ArrowDataType::List(Box::new(item.clone()));
        let dates = |values: &[i32]| PrimitiveArray::from_slice(values).to(ArrowDataType::Date32).boxed();
        let offsets = OffsetsBuffer::try_from(vec![0_i32, 2, 2, 3]).unwrap();
        let lists = |values: &[i32]| ListArray::<i32>::new(list.clone(), offsets.clone(), dates(values), None);
        assert_eq!(shown(&lists(&[0, 1, 2]), &list), "[1970-01-01, 1970-01-02] [] [1970-01-03] list[date]");
        assert_eq!(shown(&lists(&[0, 1, i32::MAX]), &list), "! 2 Infinite");
        let mut sliced = lists(&[i32::MAX, 1, 2]);
        sliced.slice(2, 1);
        assert_eq!(shown(&sliced, &list), "[1970-01-03] list[date]", "what is left out does not count");
        let fixed = ArrowDataType::FixedSizeList(Box::new(item.clone()), 2);
        let pairs = FixedSizeListArray::new(fixed.clone(), 2, dates(&[0, 1, 2, i32::MAX]), None);
        assert_eq!(shown(&pairs, &fixed), "! 1 Infinite");
        let of = ArrowDataType::Struct(vec![item]);
        let validity = Some(Bitmap::from([true, false]));
        let rows = StructArray::new(of.clone(), 2, vec![dates(&[0, i32::MAX])], validity);
        let found = column("v", &rows, &of).unwrap();
        assert_eq!(found.null_count(), 1, "what stands behind a null does not count");
    }

    #[test]
    fn labels_are_texts_and_other_types_are_refused_by_name() {
        let labels = BinaryArray::<i32>::from_slice([&b"a"[..], b"b"]).boxed();
        let keys = PrimitiveArray::<u8>::from([Some(1), None, Some(0)]);
        let arrow = ArrowDataType::Dictionary(IntegerType::UInt8, Box::new(ArrowDataType::Utf8), false);
        let labelled = DictionaryArray::try_new(as_bytes(&arrow), keys, labels).unwrap();
        assert_eq!(shown(&labelled, &arrow), "\"b\" null \"a\" str");
        let none = ArrowDataType::Null;
        assert_eq!(shown(&polars_arrow::array::NullArray::new(none.clone(), 2), &none), "null null str");
        assert_eq!(shown(&BooleanArray::from([Some(true), None]), &ArrowDataType::Boolean), "true null bool");
        assert_eq!(called(&ArrowDataType::Float16), "float16");
        for unknown in [ArrowDataType::Float16, ArrowDataType::Struct(Vec::new()), ArrowDataType::Decimal(5, 6)] {
            assert_eq!(dtype(&unknown), None, "{unknown:?}");
        }
    }
}
