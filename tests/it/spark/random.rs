//! Random expressions over the hard values, which are columns of data: Spark computes constants by itself, before it runs.
//!
//! `TABLEWIRE_SPARK_EXPRESSIONS` sets their number (300), `TABLEWIRE_SEED` which they are.

use super::{Answer, Found, Said, ask, difference, hard, in_spark, local, session};
use crate::differential::dice::{Dice, Numbers};
use crate::differential::expression::expression;
use crate::differential::tables::{Column, KINDS, Kind};

/// So many at a time.
const AT_ONCE: usize = 400;

const COLUMNS: [(&str, Kind); 12] = [
    ("n", Kind::Number),
    ("m", Kind::Number),
    ("i", Kind::Integer),
    ("j", Kind::Integer),
    ("small", Kind::Integer),
    ("t", Kind::Text),
    ("numeral", Kind::Text),
    ("dated", Kind::Text),
    ("flag", Kind::Text),
    ("day", Kind::Date),
    ("day2", Kind::Date),
    ("b", Kind::Boolean),
];

#[test]
fn random_expressions_over_hard_values() {
    let Some(mut session) = session::session() else { return };
    let number = |name: &str, default| std::env::var(name).map_or(default, |text| text.parse().expect("a number"));
    let (count, seed) = (number("TABLEWIRE_SPARK_EXPRESSIONS", 300), number("TABLEWIRE_SEED", 1) as u64);
    let mut random = Numbers(seed);
    let columns = COLUMNS.map(|(name, kind)| Column { name: name.to_owned(), kind });
    let table = hard::table();
    let mut wrong = Vec::new();
    let mut left = count;
    while left > 0 {
        let texts: Vec<String> = (0..left.min(AT_ONCE))
            .map(|_| {
                let numbers: Vec<u32> = random.by_ref().take(80).collect();
                let mut dice = Dice::new(&numbers);
                let kind = dice.pick(&KINDS);
                expression(kind, &columns, 4, &mut dice).ours
            })
            .collect();
        left -= texts.len();
        let sql: Vec<String> = texts
            .iter()
            .map(|text| in_spark(text, table.schema()).unwrap_or_else(|problem| panic!("{text}: {problem}")))
            .collect();
        let answers = ask(&mut session, &table, sql.iter().map(String::as_str).collect());
        for ((text, sql), there) in texts.iter().zip(&sql).zip(answers) {
            let found = match there {
                Said::Error { error } => Some(format!("Spark refuses: {error}")),
                Said::Answer { r#type, values } => {
                    let there = Answer { data_type: r#type, values: values.into_iter().map(Found::from).collect() };
                    difference(&local(text, &table), &there, &table)
                }
            };
            wrong.extend(found.map(|found| format!("{text}\n    {sql}\n    {found}")));
        }
    }
    assert!(wrong.is_empty(), "{} of {count} differ, seed {seed}:\n{}", wrong.len(), wrong.join("\n"));
}
