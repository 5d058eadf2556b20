//! Numbers as people write them are read alike: random texts of all that such numbers are made of.

use polars::prelude::*;

use super::{Answer, Found, Said, ask, difference, in_spark, local, session};
use crate::differential::dice::{Dice, Numbers};

const PIECES: [&str; 52] = [
    "1",
    "12",
    "123",
    "1234",
    "200",
    "000",
    "0",
    "007",
    "5",
    "50",
    ".",
    ",",
    "'",
    "’",
    " ",
    "\u{a0}",
    "\u{2007}",
    "\u{feff}",
    "-",
    "−",
    "+",
    "(",
    ")",
    "%",
    "％",
    "$",
    "€",
    "元",
    "￥",
    "USD",
    "eur",
    "kr",
    "kr.",
    "Fr.",
    "FR",
    "US$",
    "US$.",
    "hk$",
    "Zł",
    "руб.",
    "人民币",
    "R$",
    "RS.",
    "RSD",
    "A$",
    "x",
    "e5",
    "..",
    "\u{3000}",
    "1,200.50",
    "1.200,50",
    "1 200",
];

const FORMULAS: [&str; 7] = [
    "parse_number(t)",
    "parse_number(t, ',')",
    "parse_percent(t)",
    "parse_percent(t, ',')",
    "parse_decimal(t, 2)",
    "parse_decimal(t, 0, ',')",
    "parse_decimal(t, 20)",
];

/// Shapes in which most pieces are numbers.
const SHAPES: [&str; 14] =
    ["#", "(#)", "$#", "-$#", "$-#", "($#)", "$(#)", "+$(#)", "#-", "#%", "# USD", "kr. #", "- #", "(# %)"];

fn texts() -> Vec<String> {
    let numbers: Vec<u32> = Numbers(7).take(40_000).collect();
    let mut dice = Dice::new(&numbers);
    let mut piece = |most: usize| -> String { (0..=dice.below(most)).map(|_| dice.pick(&PIECES)).collect() };
    let bodies = [
        "1",
        "1,234,567",
        "1.234.567,89",
        "12,34,567.5",
        "0.50",
        ".5",
        ",5",
        "1'234",
        "1 234 567",
        "1,234 567",
        "123456789012345",
        "1234567890123456",
        "0,123",
        "012",
        "1.000000000000000000000",
        "0.0000000000000000000001234",
    ];
    let mut texts: Vec<String> = (0..2500).map(|_| piece(5)).collect();
    texts.extend((0..2500).map(|n| SHAPES[n % SHAPES.len()].replace('#', &piece(3))));
    let all = |shape: &&str| bodies.map(|body| shape.replace('#', body));
    texts.extend(SHAPES.iter().flat_map(all));
    texts
}

#[test]
fn written_numbers_are_read_alike() {
    let Some(mut session) = session::session() else { return };
    let texts = texts();
    let rows: Vec<i64> = (0..texts.len() as i64).collect();
    let table = df!("row" => rows, "t" => &texts).expect("a table");
    let sql = FORMULAS.map(|text| in_spark(text, table.schema()).unwrap_or_else(|problem| panic!("{text}: {problem}")));
    let answers = ask(&mut session, &table, sql.iter().map(String::as_str).collect());
    let mut wrong = Vec::new();
    for (text, there) in FORMULAS.iter().zip(answers) {
        let here = local(text, &table);
        assert!(here.values.iter().any(|found| matches!(found, Found::Value(_))), "{text} reads none of them");
        match there {
            Said::Error { error } => wrong.push(format!("{text}: Spark refuses: {error}")),
            Said::Answer { r#type, values } => {
                let there = Answer { data_type: r#type, values: values.into_iter().map(Found::from).collect() };
                wrong.extend(difference(&here, &there, &table).map(|found| format!("{text}: {found}")));
            }
        }
    }
    let named = |row: usize| format!("{row}: {:?}", texts[row]);
    assert!(wrong.is_empty(), "{}\n{}", wrong.join("\n"), (0..texts.len()).map(named).collect::<Vec<_>>().join("\n"));
}
