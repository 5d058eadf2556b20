//! What samples contain.

use std::fs;
use std::sync::atomic::{AtomicUsize, Ordering};

use polars::prelude::*;

use super::super::files::Csv;
use super::super::options::CsvOptions;
use super::super::scan::CsvRows;
use super::*;
use crate::base::Problem;

const SAMPLE: Sample = Sample { rows: 1_000, seed: 1, part: 4 << 10 };

fn options() -> CsvOptions {
    CsvOptions::default()
}

type Read = Result<(DataFrame, DataFrame), Problem>;

fn read_files(
    texts: &[&str],
    options: &CsvOptions,
    sample: Option<Sample>,
    stopped: &(dyn Fn() -> bool + Sync),
) -> Read {
    let folder = tempfile::tempdir().unwrap();
    let paths: Vec<_> = (0..texts.len()).map(|index| folder.path().join(format!("{index}.csv"))).collect();
    paths.iter().zip(texts).for_each(|(path, text)| fs::write(path, text).unwrap());
    let csv = Csv::open(&paths, options, &|| false)?;
    let CsvRows { rows, rejected, .. } = csv.read(None, false, folder.path(), sample, stopped)?;
    Ok((rows.collect_with_engine(Engine::Streaming).unwrap().unwrap_single(), rejected))
}

fn read(text: &str, sample: Sample) -> (DataFrame, DataFrame) {
    read_files(&[text], &options(), Some(sample), &|| false).unwrap()
}

/// `n` counts up; `rest` makes the other columns from it.
fn text(rows: usize, heads: &str, rest: impl Fn(usize) -> String) -> String {
    let rows = (0..rows).map(|n| format!("{n},{}\n", rest(n)));
    std::iter::once(format!("n,{heads}\n")).chain(rows).collect()
}

fn numbers(frame: &DataFrame) -> Vec<i64> {
    frame.column("n").unwrap().i64().unwrap().into_no_null_iter().collect()
}

/// How many of the eight parts of `0..rows` contain some number.
fn spread(numbers: &[i64], rows: i64) -> usize {
    (0..8).filter(|part| numbers.iter().any(|n| n * 8 / rows == *part)).count()
}

#[test]
fn a_sorted_text_is_sampled_all_over_in_its_order_by_its_seed() {
    let text = text(100_000, "s", |n| format!("text {n}"));
    let of = |seed: u64| numbers(&read(&text, Sample { seed, ..SAMPLE }).0);
    let one = of(1);
    assert_eq!((one.len(), spread(&one, 100_000)), (1_000, 8));
    assert_eq!(one[..20], (0..20).collect::<Vec<i64>>(), "the head is the head");
    assert!(one.is_sorted_by(|a, b| a < b));
    assert_eq!(of(1), one);
    let other = of(2);
    assert!(other[..20] == one[..20] && other != one && spread(&other, 100_000) == 8);
    let few = numbers(&read(&text, Sample { rows: 5, ..SAMPLE }).0);
    assert_eq!((few.len(), few[0]), (5, 0));
    // All rows are requested, and there are no more.
    let all = numbers(&read(&text, Sample { rows: 1_000_000, ..SAMPLE }).0);
    assert_eq!(all, (0..100_000).collect::<Vec<i64>>());
}

#[test]
fn a_text_of_one_part_gives_its_first_rows() {
    let text = text(100, "s", |n| n.to_string());
    assert_eq!(numbers(&read(&text, Sample { rows: 7, ..SAMPLE }).0), [0, 1, 2, 3, 4, 5, 6]);
}

/// A part may start anywhere, even inside quotes: its rows are still rows of the table.
#[test]
fn no_row_is_broken_wherever_a_part_begins() {
    let lines = |line: &str, count: usize| format!("\"{}\"", vec![line; count].join("\n"));
    let embedded = lines("1,2,3", 40);
    let one = lines("alone", 40);
    type Rest<'a> = &'a dyn Fn(usize) -> String;
    let cases: [(&str, &str, Rest); 7] = [
        ("line breaks", "s,e", &|n| format!("\"first, {n}\nsecond, \"\"{n}\"\",,\n\nlast\",end")),
        ("rows in a field", "s,e", &|n| if n % 3 == 0 { format!("{embedded},end") } else { "x,end".into() }),
        ("rare and long", "s,e", &|n| {
            if n % 90 == 0 { format!("{},end", lines("1,2,3", 2_000)) } else { "x,end".into() }
        }),
        ("delimiters alone", "s,e", &|_| "\",\",\"\n\"".into()),
        ("line ends of Windows", "s,e", &|_| "\"a\r\nb,c\",\"d\"\r".into()),
        ("stray quotes", "s,e", &|n| format!("5\" and {n}\" more,end")),
        ("many lines", "s", &|_| one.clone()),
    ];
    for (name, heads, rest) in cases {
        let length = (0..90).map(|n| rest(n).len()).sum::<usize>() / 90;
        let rows = 800_000 / length;
        let text = text(rows, heads, rest);
        let (truth, _) = read_files(&[&text], &options(), None, &|| false).unwrap();
        for seed in 0..8 {
            let (rows_read, rejected) = read(&text, Sample { rows: 300, seed, ..SAMPLE });
            assert_eq!(rejected.height(), 0, "{name} {seed}: {rejected}");
            let found = numbers(&rows_read);
            assert!(found.is_sorted_by(|a, b| a < b), "{name} {seed}");
            assert!(spread(&found, rows as i64) > 6, "{name} {seed}: {found:?}");
            let places: Vec<IdxSize> = found.iter().map(|n| *n as IdxSize).collect();
            let true_rows = truth.take(&IdxCa::from_vec("places".into(), places)).unwrap();
            assert!(rows_read.equals_missing(&true_rows), "{name} {seed}");
        }
    }
}

#[test]
fn rows_that_do_not_fit_are_told_without_a_line_behind_what_was_left_out() {
    let text = text(50_000, "x", |n| if n % 5 == 3 { "odd".into() } else { n.to_string() });
    let options = CsvOptions { infer_rows: 3, ..options() };
    let (rows, rejected) = read_files(&[&text], &options, Some(SAMPLE), &|| false).unwrap();
    let found = numbers(&rows);
    assert_eq!((found.len(), spread(&found, 50_000)), (1_000, 8));
    assert_eq!(rejected.column("line").unwrap().dtype(), &DataType::Int64);
    let lines: Vec<Option<i64>> = rejected.column("line").unwrap().i64().unwrap().iter().collect();
    assert_eq!(lines[..2], [Some(5), Some(10)]);
    assert_eq!(lines.last(), Some(&None));
    assert!(lines.len() > 200, "{}", lines.len());
    let records: Vec<&str> = rejected.column("text").unwrap().str().unwrap().iter().flatten().collect();
    assert!(records.iter().all(|record| record.ends_with(",odd")), "{records:?}");
}

#[test]
fn without_quotes_every_end_of_line_ends_a_record() {
    let text = text(50_000, "x", |n| format!("\"{n}"));
    let options = CsvOptions { quote: None, ..options() };
    let (rows, rejected) = read_files(&[&text], &options, Some(SAMPLE), &|| false).unwrap();
    assert_eq!((rejected.height(), spread(&numbers(&rows), 50_000)), (0, 8));
}

#[test]
fn several_files_share_a_sample_by_their_length() {
    let large = text(60_000, "s", |n| format!("text {n:06}"));
    let small = text(20_000, "s", |n| format!("text {n:06}"));
    let (rows, _) = read_files(&[&large, &small], &options(), Some(SAMPLE), &|| false).unwrap();
    let found = numbers(&rows);
    let border = (1..found.len()).find(|index| found[*index] == 0).unwrap();
    assert!((740..760).contains(&border) && (1_000..1_003).contains(&found.len()), "{border} of {}", found.len());
    assert!(spread(&found[..border], 60_000) == 8 && spread(&found[border..], 20_000) > 5);
}

#[test]
fn an_audit_ends_when_nobody_waits_for_it_and_is_not_remembered() {
    // As many checks as megabytes, if it runs to the end.
    let text = text(2_000_000, "s", |_| "some text".into());
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.csv");
    fs::write(&path, &text).unwrap();
    let csv = Csv::open(&[path], &options(), &|| false).unwrap();
    let looks = AtomicUsize::new(0);
    let until = |most: usize| {
        looks.store(0, Ordering::Relaxed);
        let is_stopped = || looks.fetch_add(1, Ordering::Relaxed) >= most;
        let read = csv.read(None, false, folder.path(), None, &is_stopped);
        (read.map(|read| read.rejected.height()), looks.load(Ordering::Relaxed))
    };
    let parts = text.len() >> 22;
    let (read, looked) = until(2);
    assert_eq!(read, Err(Problem::stopped()));
    assert!(looked < parts + 4, "{looked} looks, {parts} parts");
    let (read, looked) = until(usize::MAX);
    assert_eq!(read, Ok(0), "it was not remembered as stopped");
    assert!(looked > 3 * parts, "{looked} looks, {parts} parts");
    let (read, looked) = until(0);
    assert_eq!((read, looked), (Ok(0), 0), "what is remembered is there at once");
    // A sample as well.
    let read = csv.read(None, false, folder.path(), Some(SAMPLE), &|| true);
    assert_eq!(read.map(|_| ()), Err(Problem::stopped()));
}
