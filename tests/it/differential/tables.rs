//! Random source tables: small, of odd names and values, written as Parquet and into SQLite.

use std::fs::File;
use std::path::Path;

use polars::prelude::*;
use rusqlite::types::Value as Sql;
use rusqlite::{Connection, params_from_iter};

use super::dice::Dice;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Integer,
    Number,
    Text,
    Boolean,
    Date,
}

pub const KINDS: [Kind; 5] = [Kind::Integer, Kind::Text, Kind::Number, Kind::Date, Kind::Boolean];

/// A column of a table on its way.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    pub name: String,
    pub kind: Kind,
}

pub const NAMES: [&str; 12] = ["a", "b", "c", "key", "a b", "dot.ted", "qu\"ote", "日本", "order", "Ä", "^x$", "*"];

pub const INTEGERS: [i64; 14] =
    [0, 1, 2, -1, 3, 7, 10, -5, 100, 1 << 31, -(1 << 40), (1 << 53) + 1, i64::MAX, i64::MIN];
pub const NUMBERS: [f64; 12] = [0.0, 1.0, -1.0, 0.5, 2.25, -0.0, 0.1, 100.0, -7.75, 1e-9, 1e15, -1e15];
pub const TEXTS: [&str; 16] =
    ["", "a", "b", "A", " ", "b ", "ab", "aB%", "日本", "ä", "null", "x,y", "qu\"ote", "it's", "two\nlines", "0"];
pub const DATES: [&str; 9] = [
    "2013-01-31",
    "2013-02-28",
    "2012-02-29",
    "1970-01-01",
    "1969-12-31",
    "0001-01-01",
    "9999-12-31",
    "1582-10-10",
    "2000-02-29",
];

/// Makes a table with its Parquet file `name.parquet` and its SQLite table `name`; columns, and the rows in words.
pub fn make(name: &str, dice: &mut Dice, folder: &Path, database: &Connection) -> (Vec<Column>, String) {
    let height = dice.pick(&[3, 0, 1, 2, 5, 8, 12]);
    let width = 2 + dice.below(4);
    // Neighbouring names, so that two tables share some.
    let first = dice.below(NAMES.len());
    let columns: Vec<_> = (0..width)
        .map(|n| Column { name: NAMES[(first + n) % NAMES.len()].to_owned(), kind: dice.pick(&KINDS) })
        .collect();
    let mut values: Vec<Vec<Sql>> = vec![Vec::new(); width];
    let wild: Vec<_> = columns.iter().map(|_| dice.once_in(4)).collect();
    for _ in 0..height {
        for ((column, values), wild) in columns.iter().zip(&mut values).zip(&wild) {
            values.push(value(column.kind, *wild, dice));
        }
    }
    let series = columns.iter().zip(&values).map(|(column, values)| series(column, values)).collect();
    let mut frame = DataFrame::new(height, series).expect("columns of one length");
    let file = File::create(folder.join(format!("{name}.parquet"))).expect("a new file");
    ParquetWriter::new(file).finish(&mut frame).expect("a table of plain columns");
    load(name, &columns, &values, height, database);
    (columns.clone(), words(name, &columns, &values, height))
}

fn words(name: &str, columns: &[Column], values: &[Vec<Sql>], height: usize) -> String {
    let heads: Vec<_> = columns.iter().map(|column| format!("{:?}: {:?}", column.name, column.kind)).collect();
    let rows = (0..height).map(|row| format!("  {:?}", values.iter().map(|column| &column[row]).collect::<Vec<_>>()));
    format!("{name} ({})\n{}", heads.join(", "), rows.collect::<Vec<_>>().join("\n"))
}

/// Mostly of the first, plain values, so that keys meet; in a wild column mostly of the last.
fn value(kind: Kind, wild: bool, dice: &mut Dice) -> Sql {
    if dice.once_in(6) {
        return Sql::Null;
    }
    let any = dice.once_in(3);
    let mut of = |all: usize| match (any, wild) {
        (true, _) => dice.below(all),
        (false, false) => dice.below(all.min(4)),
        (false, true) => all - 1 - dice.below(3),
    };
    match kind {
        Kind::Integer => Sql::Integer(INTEGERS[of(INTEGERS.len())]),
        Kind::Number => Sql::Real(NUMBERS[of(NUMBERS.len())]),
        Kind::Text => Sql::Text(TEXTS[of(TEXTS.len())].into()),
        Kind::Boolean => Sql::Integer(dice.below(2) as i64),
        Kind::Date => Sql::Text(DATES[of(DATES.len())].into()),
    }
}

fn series(column: &Column, values: &[Sql]) -> polars::prelude::Column {
    let name = PlSmallStr::from_str(&column.name);
    let integers = values.iter().map(|value| if let Sql::Integer(value) = value { Some(*value) } else { None });
    let texts = values.iter().map(|value| if let Sql::Text(value) = value { Some(value.clone()) } else { None });
    match column.kind {
        Kind::Integer => Int64Chunked::from_iter(integers).into_series(),
        Kind::Boolean => integers.map(|value| value.map(|value| value == 1)).collect::<BooleanChunked>().into_series(),
        Kind::Number => values
            .iter()
            .map(|value| if let Sql::Real(value) = value { Some(*value) } else { None })
            .collect::<Float64Chunked>()
            .into_series(),
        Kind::Text => texts.collect::<StringChunked>().into_series(),
        Kind::Date => {
            let epoch = chrono::NaiveDate::default();
            let days = texts.map(|text| {
                let date: chrono::NaiveDate = text?.parse().expect("a date");
                Some(date.signed_duration_since(epoch).num_days() as i32)
            });
            days.collect::<Int32Chunked>().into_series().cast(&DataType::Date).expect("days are dates")
        }
    }
    .with_name(name)
    .into()
}

fn load(name: &str, columns: &[Column], values: &[Vec<Sql>], height: usize, database: &Connection) {
    let types = columns.iter().map(|column| {
        let affinity = match column.kind {
            Kind::Integer | Kind::Boolean => "INTEGER",
            Kind::Number => "REAL",
            Kind::Text | Kind::Date => "TEXT",
        };
        format!("{} {affinity}", quoted(&column.name))
    });
    database
        .execute_batch(&format!("CREATE TABLE {name} ({})", types.collect::<Vec<_>>().join(", ")))
        .expect("a table");
    let places = vec!["?"; columns.len()].join(", ");
    let mut insert = database.prepare(&format!("INSERT INTO {name} VALUES ({places})")).expect("a statement");
    for row in 0..height {
        insert.execute(params_from_iter(values.iter().map(|column| &column[row]))).expect("a row");
    }
}

/// A name as both languages quote it.
pub fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}
