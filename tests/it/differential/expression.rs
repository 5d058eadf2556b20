//! Random typed expressions, written once for Tablewire and once for SQLite.

use super::dice::Dice;
use super::tables::{Column, DATES, INTEGERS, KINDS, Kind, NUMBERS, TEXTS, quoted};

/// The same expression in both languages.
pub struct Both {
    pub ours: String,
    pub sql: String,
}

impl Both {
    fn same(text: impl Into<String>) -> Both {
        let text = text.into();
        Both { ours: text.clone(), sql: text }
    }

    fn of<const N: usize>(parts: [Both; N], write: impl Fn([&str; N]) -> String) -> Both {
        let ours = write(std::array::from_fn(|n| parts[n].ours.as_str()));
        let sql = write(std::array::from_fn(|n| parts[n].sql.as_str()));
        Both { ours, sql }
    }

    /// Integers that leave 64 bits are null here, rounded numbers in SQLite.
    fn whole(self) -> Both {
        let sql = format!("(CASE WHEN typeof({0}) = 'real' THEN NULL ELSE {0} END)", self.sql);
        Both { sql, ..self }
    }
}

/// An expression of this type over `columns`, `depth` operators deep at most.
pub fn expression(kind: Kind, columns: &[Column], depth: usize, dice: &mut Dice) -> Both {
    if depth == 0 || dice.below(4) == 0 {
        return leaf(kind, columns, dice);
    }
    let deeper = |kind, dice: &mut Dice| expression(kind, columns, depth - 1, dice);
    // What every type has.
    match dice.below(8) {
        5 => {
            let parts = [deeper(Kind::Boolean, dice), deeper(kind, dice), deeper(kind, dice)];
            return Both::of(parts, |[c, a, b]| format!("(CASE WHEN {c} THEN {a} ELSE {b} END)"));
        }
        6 => return Both::of([deeper(kind, dice), deeper(kind, dice)], |[a, b]| format!("coalesce({a}, {b})")),
        7 => return Both::of([deeper(kind, dice), deeper(kind, dice)], |[a, b]| format!("nullif({a}, {b})")),
        _ => {}
    }
    match kind {
        Kind::Integer => integer(&deeper, dice),
        Kind::Number => number(&deeper, dice),
        Kind::Text => text(&deeper, dice),
        Kind::Boolean => boolean(&deeper, dice),
        Kind::Date => leaf(kind, columns, dice),
    }
}

type Deeper<'a> = dyn Fn(Kind, &mut Dice) -> Both + 'a;

fn integer(deeper: &Deeper, dice: &mut Dice) -> Both {
    match dice.below(7) {
        0 => Both::of([deeper(Kind::Text, dice)], |[t]| format!("length({t})")),
        1 => {
            let date = deeper(Kind::Date, dice);
            let (part, from) = dice.pick(&[("year", "1, 4"), ("month", "6, 2"), ("day", "9, 2")]);
            Both {
                ours: format!("{part}({})", date.ours),
                sql: format!("CAST(substr({}, {from}) AS INTEGER)", date.sql),
            }
        }
        2 => Both::of([deeper(Kind::Integer, dice), deeper(Kind::Integer, dice)], |[a, b]| format!("({a} % {b})")),
        n => {
            let operator = ["+", "-", "*"][n % 3];
            Both::of([deeper(Kind::Integer, dice), deeper(Kind::Integer, dice)], |[a, b]| {
                format!("({a} {operator} {b})")
            })
            .whole()
        }
    }
}

fn number(deeper: &Deeper, dice: &mut Dice) -> Both {
    match dice.below(5) {
        0 => {
            let kind = dice.pick(&[Kind::Number, Kind::Integer]);
            let (a, b) = (deeper(kind, dice), deeper(kind, dice));
            // A division of integers is a number here.
            Both { ours: format!("({} / {})", a.ours, b.ours), sql: format!("(CAST({} AS REAL) / {})", a.sql, b.sql) }
        }
        n => {
            let operator = ["+", "-", "*", "+"][n - 1];
            Both::of([deeper(Kind::Number, dice), deeper(Kind::Number, dice)], |[a, b]| format!("({a} {operator} {b})"))
        }
    }
}

fn text(deeper: &Deeper, dice: &mut Dice) -> Both {
    match dice.below(4) {
        0 => {
            let (from, count) = (1 + dice.below(3), dice.below(4));
            Both::of([deeper(Kind::Text, dice)], |[t]| format!("substr({t}, {from}, {count})"))
        }
        1 => Both::of([deeper(Kind::Text, dice)], |[t]| format!("replace({t}, 'a', 'ä')")),
        _ => Both::of([deeper(Kind::Text, dice), deeper(Kind::Text, dice)], |[a, b]| format!("({a} || {b})")),
    }
}

fn boolean(deeper: &Deeper, dice: &mut Dice) -> Both {
    match dice.below(9) {
        0 => Both::of([deeper(Kind::Boolean, dice), deeper(Kind::Boolean, dice)], |[a, b]| format!("({a} AND {b})")),
        1 => Both::of([deeper(Kind::Boolean, dice), deeper(Kind::Boolean, dice)], |[a, b]| format!("({a} OR {b})")),
        2 => Both::of([deeper(Kind::Boolean, dice)], |[a]| format!("(NOT {a})")),
        3 => {
            let kind = dice.pick(&KINDS);
            let not = dice.pick(&["", "NOT "]);
            Both::of([deeper(kind, dice)], |[a]| format!("({a} IS {not}NULL)"))
        }
        4 => {
            let pattern = dice.pick(&["a%", "%b", "%", "_", "%a%", "", "日_", "a"]);
            Both::of([deeper(Kind::Text, dice)], |[t]| format!("({t} LIKE '{pattern}')"))
        }
        5 => {
            let kind = dice.pick(&[Kind::Integer, Kind::Text, Kind::Date]);
            let parts = [deeper(kind, dice), leaf(kind, &[], dice), leaf(kind, &[], dice)];
            Both::of(parts, |[x, a, b]| format!("({x} IN ({a}, {b}))"))
        }
        6 => {
            let kind = dice.pick(&[Kind::Integer, Kind::Text, Kind::Date, Kind::Number]);
            let parts = [deeper(kind, dice), deeper(kind, dice), deeper(kind, dice)];
            Both::of(parts, |[x, a, b]| format!("({x} BETWEEN {a} AND {b})"))
        }
        _ => {
            let operator = dice.pick(&["=", "<", "<>", "<=", ">", ">="]);
            let kind = dice.pick(&[Kind::Integer, Kind::Text, Kind::Number, Kind::Date]);
            Both::of([deeper(kind, dice), deeper(kind, dice)], |[a, b]| format!("({a} {operator} {b})"))
        }
    }
}

/// A column of this type, or a literal where there is none.
fn leaf(kind: Kind, columns: &[Column], dice: &mut Dice) -> Both {
    let of_kind: Vec<_> = columns.iter().filter(|column| column.kind == kind).collect();
    if !of_kind.is_empty() && !dice.once_in(4) {
        return Both::same(quoted(&dice.pick(&of_kind).name));
    }
    match kind {
        // The smallest integer has no literal in SQL: its digits without the sign are too large.
        Kind::Integer => Both::same(format!("({})", INTEGERS[dice.below(INTEGERS.len() - 1)])),
        // With an exponent it is a floating point number, as SQLite has them; without one it were a decimal.
        Kind::Number => Both::same(format!("({:e})", NUMBERS[dice.below(10)])),
        Kind::Text => Both::same(format!("'{}'", dice.pick(&TEXTS).replace('\'', "''"))),
        Kind::Boolean => Both::same(dice.pick(&["true", "false"])),
        Kind::Date => {
            let date = dice.pick(&DATES);
            Both { ours: format!("DATE '{date}'"), sql: format!("'{date}'") }
        }
    }
}
