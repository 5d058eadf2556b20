//! Formulas made at random, by the grammar or nearly so.

use tablewire::formula::functions;

use super::mutate::Random;

/// Formulas to begin with, beside the examples of functions.
pub const SMALL: &[&str] = &[
    "i + 1",
    "CASE WHEN i > 1 THEN 'a' WHEN n IS NULL THEN t ELSE NULL END",
    "t LIKE 'a\\%%' ESCAPE '\\' AND i NOT IN (1, 2, NULL)",
    "CAST(t AS date) - INTERVAL '1' MONTH",
    "day BETWEEN DATE '2013-01-01' AND '2013-12-31'",
    "TRY_CAST(t AS decimal(10, 2)) * price",
    "moment + INTERVAL 90 MINUTE",
    "EXTRACT(year FROM day) % 4 = 0",
    "\"a b\" || `a.b` || ${name}",
    "-(-(-i)) / 0",
    "trim(BOTH 'x' FROM t)",
    "s.x IS NOT DISTINCT FROM s.y",
    "NOT (yes OR no_such)",
    "1e308 * 10 = n",
    "substring(t FROM 2 FOR 3)",
    "i::text || n::integer",
];

/// Words of the grammar, and what is none.
pub const WORDS: &[&str] = &[
    "(",
    ")",
    ",",
    "+",
    "-",
    "*",
    "/",
    "%",
    "=",
    "<>",
    "<=>",
    "<=",
    "||",
    "::",
    ".",
    "'",
    "\"",
    "`",
    "''",
    "${",
    "}",
    "${year}",
    "${no}",
    "--",
    "/*",
    "*/",
    "\n",
    " ",
    "\t",
    "AND",
    "OR",
    "NOT",
    "IS",
    "NULL",
    "IN",
    "BETWEEN",
    "LIKE",
    "ILIKE",
    "RLIKE",
    "ESCAPE",
    "CASE",
    "WHEN",
    "THEN",
    "ELSE",
    "END",
    "CAST(",
    "TRY_CAST(",
    "AS",
    "INTERVAL",
    "DATE '",
    "TIMESTAMP '",
    "EXTRACT(",
    "FROM",
    "FOR",
    "DISTINCT",
    "TRUE",
    "FALSE",
    "OVER",
    "EXISTS",
    "SELECT",
    "integer",
    "text",
    "decimal(38, 38)",
    "1",
    "0",
    "-1",
    "1e400",
    "9223372036854775807",
    "9223372036854775808",
    "0.1",
    "'a'",
    "'%'",
    "'\\'",
    "'2013-01-31'",
    "i",
    "n",
    "t",
    "\"a b\"",
    "day",
    "ß",
    "日本",
    "😀",
    "\u{0}",
    "\u{feff}",
    "$1",
    "?",
    "@",
    "#",
    "[",
    "]",
    "{",
    ";",
    ":",
];

/// Values to make formulas of; names of columns first.
const VALUES: &[&str] = &[
    "i",
    "i",
    "n",
    "t",
    "t",
    "yes",
    "none",
    "nothing",
    "day",
    "day",
    "moment",
    "moment",
    "price",
    "zoned",
    "local",
    "nanos",
    "far",
    "edge",
    "time",
    "big",
    "empty",
    "s.x",
    "\"a b\"",
    "${year}",
    "${name}",
    "${gone}",
    "${from}",
    "NULL",
    "0",
    "1",
    "2",
    "-1",
    "3.5",
    "1e300",
    "NaN()",
    "'a'",
    "''",
    "'%Y'",
    "'yyyy-MM-dd'",
    "'2013-01-31'",
    "'1.5'",
    "'日本'",
    "'('",
    "9223372036854775807",
    "-9223372036854775808",
    "0.123456789012345678901234567890",
    "true",
    "DATE '2013-02-28'",
    "TIMESTAMP '1969-12-31 23:59:59'",
    "99999999999",
    "2000000000",
    "100000000",
];

/// A formula of the grammar, mostly with types that fit by chance only.
pub fn made(random: &mut Random) -> Vec<u8> {
    let depth = random.below(4);
    expression(random, depth).into_bytes()
}

fn expression(random: &mut Random, depth: usize) -> String {
    let value = |random: &mut Random| (*random.one_of(VALUES)).to_owned();
    if depth == 0 {
        return value(random);
    }
    let below = |random: &mut Random| expression(random, depth - 1);
    match random.below(20) {
        0..=9 => {
            let catalogue = functions();
            let function = &catalogue[random.below(catalogue.len())];
            let signature = random.one_of(&function.signatures).clone();
            let mut count = signature.parameters.iter().filter(|parameter| !parameter.optional).count();
            count += random.below(signature.parameters.len() + 1 - count);
            if signature.repeats {
                count += random.below(3);
            }
            let arguments: Vec<String> = (0..count).map(|_| below(random)).collect();
            format!("{}({})", function.name, arguments.join(", "))
        }
        10..=12 => {
            let sign = random.one_of(&["+", "-", "*", "/", "%", "||"]);
            format!("({} {sign} {})", below(random), below(random))
        }
        13 => {
            let sign = random.one_of(&["=", "<>", "<", ">=", "<=>", "LIKE", "ILIKE", "RLIKE", "IS DISTINCT FROM"]);
            format!("({} {sign} {})", below(random), below(random))
        }
        14 => format!("({} {} {})", below(random), random.one_of(&["AND", "OR"]), below(random)),
        15 => format!("(CASE WHEN {} THEN {} ELSE {} END)", below(random), below(random), below(random)),
        16 => {
            let types = [
                "integer",
                "number",
                "text",
                "date",
                "datetime",
                "time",
                "boolean",
                "decimal(10, 2)",
                "decimal(38, 0)",
            ];
            let cast = random.one_of(&["CAST", "TRY_CAST"]);
            format!("{cast}({} AS {})", below(random), random.one_of(&types))
        }
        17 => {
            let unit = random.one_of(&["YEAR", "MONTH", "WEEK", "DAY", "HOUR", "SECOND", "MICROSECOND"]);
            let sign = random.one_of(&["+", "-"]);
            let count = random.one_of(&["1", "0", "-7", "300000", "3000000000", "9223372036854775807"]);
            format!("({} {sign} INTERVAL '{count}' {unit})", below(random))
        }
        18 => {
            let test =
                random.one_of(&["IS NULL", "IS NOT TRUE", "IN (1, NULL)", "NOT IN ('a', 'b')", "BETWEEN 1 AND 3"]);
            format!("({} {test})", below(random))
        }
        _ => format!("{} {}", random.one_of(&["-", "NOT", "+"]), below(random)),
    }
}
