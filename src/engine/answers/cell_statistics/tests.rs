use super::*;

fn of(columns: &[Column]) -> CellStatistics {
    let mut adding = Adding::default();
    columns.iter().for_each(|column| adding.take(column));
    adding.statistics()
}

fn described(statistics: &CellStatistics) -> (String, String) {
    (statistics.sum.unwrap().to_string(), statistics.mean.unwrap().0.to_string())
}

#[test]
fn integers_and_decimals_are_added_exactly() {
    let large = Column::new("n".into(), [Some(i64::MAX), Some(i64::MAX), None, Some(1)]);
    let statistics = of(&[large]);
    assert_eq!(statistics.sum.unwrap().to_string(), "18446744073709551615");
    assert_eq!((statistics.count, statistics.empty, statistics.distinct), (3, 1, Some(2)));
    assert_eq!(statistics.range, Some(("1".into(), i64::MAX.to_string())));
    let cents = Series::new("d".into(), [10i64, 20, 25]).cast(&DataType::Decimal(18, 0)).unwrap();
    let cents: Column =
        (&cents / &Series::new("h".into(), [100i64]).cast(&DataType::Decimal(18, 2)).unwrap()).unwrap().into();
    let (sum, _) = described(&of(std::slice::from_ref(&cents)));
    assert_eq!(sum, "0.55");
    let ones = Column::new("n".into(), [1i32, 2]);
    let both = of(&[ones, cents]);
    assert_eq!(described(&both).0, "3.55", "of both types, exact");
    assert_eq!((both.distinct, both.range), (None, None), "values of two types are not compared");
}

#[test]
fn a_mean_is_exact_or_says_that_it_is_rounded() {
    let thirds = of(&[Column::new("n".into(), [1i64, 0, 0])]);
    assert_eq!((described(&thirds).1.as_str(), thirds.mean.unwrap().1), ("0.333333", true));
    let half = of(&[Column::new("n".into(), [-1i64, 0])]);
    assert_eq!((described(&half).1.as_str(), half.mean.unwrap().1), ("-0.5", false));
}

#[test]
fn fractions_texts_and_dates() {
    let tenths = of(&[Column::new("x".into(), [0.1; 10])]);
    assert_eq!(described(&tenths).0, "1", "roundings do not add up");
    let words = of(&[Column::new("t".into(), [Some("a"), Some("b"), Some("a"), None])]);
    assert_eq!((words.count, words.empty, words.distinct, words.sum, words.range.clone()), (3, 1, Some(2), None, None));
    let days = Column::new("d".into(), [15_710i32, 15_706]).cast(&DataType::Date).unwrap();
    assert_eq!(of(&[days]).range, Some(("2013-01-01".into(), "2013-01-05".into())));
    assert_eq!(of(&[Column::new("n".into(), [None::<i64>])]).sum, None);
}
