use super::*;

pub(crate) fn whole(frame: &DataFrame) -> Profile {
    profile(frame, &Stop::default(), UPDATE_INTERVAL, &|_| ()).unwrap()
}

#[test]
fn columns_are_told_as_they_come() {
    let column = |n: i64| Column::new(format!("c{n}").into(), vec![n; 3]);
    let frame = DataFrame::new(3, (0..40).map(column).collect()).unwrap();
    let reported = Mutex::new(Vec::new());
    let report = |known: Profile| locked(&reported).push(known);
    let all = profile(&frame, &Stop::default(), Duration::ZERO, &report).unwrap();
    let reported = reported.into_inner().unwrap();
    assert!(reported.len() > 5, "{}", reported.len());
    assert!(reported.is_sorted_by_key(|known| known.columns.len()));
    let is_true = |known: &Profile| {
        known.rows == 3 && known.columns.iter().zip(&all.columns).all(|(now, end)| now.range == end.range)
    };
    assert!(reported.iter().all(is_true));
    let pictures = reported.iter().rposition(|known| known.columns.iter().all(|column| column.distinct.is_none()));
    assert_eq!(reported[pictures.unwrap()..].iter().map(|known| known.columns.len()).min(), Some(40));
    assert_eq!(all.columns.len(), 40);
}

fn of(column: Column) -> ColumnProfile {
    let frame = DataFrame::new(column.len(), vec![column]).unwrap();
    whole(&frame).columns.remove(0)
}

#[test]
fn numbers_have_a_range_and_a_histogram() {
    let found = of(Column::new("x".into(), (0..48i64).map(Some).chain([None]).collect::<Vec<_>>()));
    assert_eq!((found.nulls, found.distinct), (1, Some(48)));
    assert_eq!(found.range, Some(("0".into(), "47".into())));
    assert_eq!(found.histogram, vec![2; BINS]);
    let same = of(Column::new("x".into(), [7.0, 7.0, f64::NAN, f64::INFINITY]));
    assert_eq!(same.histogram[0], 2);
    assert_eq!(of(Column::new("x".into(), [None::<f64>])).histogram, Vec::<u64>::new());
}

#[test]
fn distinct_values_of_many_rows_are_an_estimate_and_say_so() {
    let found = of(Column::new("x".into(), (0..EXACT_ROWS as i64 + 1).collect::<Vec<_>>()));
    let distinct = found.distinct.unwrap() as f64;
    assert!(found.rough && (distinct / EXACT_ROWS as f64 - 1.0).abs() < 0.05, "{distinct}");
}

#[test]
fn thousands_of_columns_fit_on_the_stack() {
    let column = |n: i64| Column::new(format!("c{n}").into(), (0..3000).map(|row| row * n % 97).collect::<Vec<i64>>());
    let frame = DataFrame::new(3000, (0..2500).map(column).collect()).unwrap();
    let columns = whole(&frame).columns;
    assert_eq!(columns.iter().map(|c| c.distinct).collect::<Vec<_>>()[..3], [Some(1), Some(97), Some(97)]);
    assert_eq!(columns.len(), 2500);
}

#[test]
fn dates_have_both_too() {
    let days = Column::new("x".into(), [15_706i32, 15_729]).cast(&DataType::Date).unwrap();
    let found = of(days);
    assert_eq!(found.range, Some(("2013-01-01".into(), "2013-01-24".into())));
    assert_eq!((found.histogram[0], found.histogram[BINS - 1]), (1, 1));
}

#[test]
fn no_step_of_whole_values_stands_out_for_nothing() {
    let of = |values: std::ops::Range<i64>| of(Column::new("x".into(), values.collect::<Vec<_>>())).histogram;
    assert_eq!(of(1..13), [1; 12]);
    assert_eq!(of(1..32), [&[2u64; 15][..], &[1]].concat());
    assert_eq!(of(5..6), [1]);
    let ends = super::Bins::between(i64::MIN as f64, i64::MAX as f64, true);
    assert_eq!(ends.counts.len(), BINS);
}

#[test]
fn texts_and_booleans_have_frequent_values() {
    let found = of(Column::new("x".into(), [Some("b"), Some("a"), Some("b"), None, Some("c")]));
    assert_eq!(found.top, [("b".into(), 2), ("a".into(), 1), ("c".into(), 1)]);
    assert_eq!((found.distinct, found.range), (Some(3), Some(("a".into(), "c".into()))));
    let many: Vec<String> = (0..EXACT_TEXTS + 10).map(|n| n.to_string()).collect();
    let found = of(Column::new("x".into(), &many));
    assert!(found.top.is_empty());
    assert_eq!((found.distinct, found.rough), (Some(many.len() as u64), false));
    assert_eq!(of(Column::new("x".into(), [true, false, true])).top, [("true".into(), 2), ("false".into(), 1)]);
}
