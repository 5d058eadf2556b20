//! Written numbers on Spark: the rules of [`WrittenNumber`](crate::base::WrittenNumber) as patterns of Java. A text that
//! matches has the digits of one number, which are then all that is left of it.

use crate::base::WrittenNumber;
use crate::formula::spark::text_literal;

/// What is read of a text.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Reading {
    Number,
    Percent,
    /// Precision and scale.
    Decimal(u8, u8),
}

/// The value of `text`, which is an expression, as an expression; null for what is no such number.
pub(super) fn sql(text: &str, point: char, reading: Reading) -> String {
    let pattern = if reading == Reading::Percent { percent(point) } else { number(point) };
    let replaced = |text: &str, pattern: &str| format!("regexp_replace({text}, {}, '')", text_literal(pattern));
    // A point may belong to a currency: "kr. 7". What is left are digits and the decimal sign.
    let without_words = replaced("t", &word());
    let digits = replaced(&without_words, &format!("[^0-9{point}]"));
    let digits = if point == '.' { digits } else { format!("replace({digits}, '{point}', '.')") };
    let sign = format!("if(t RLIKE {}, '-', '')", text_literal("[-−(]"));
    let most = WrittenNumber::DIGITS;
    let is_short = |digits: &str| format!("length(trim(LEADING '0' FROM replace({digits}, '.', ''))) <= {most}");
    let value = match reading {
        Reading::Number => format!("TRY_CAST(concat({sign}, {digits}) AS DOUBLE)"),
        Reading::Percent => format!("TRY_CAST(concat({sign}, {digits}, 'e-2') AS DOUBLE)"),
        Reading::Decimal(precision, scale) => {
            format!("TRY_CAST(concat({sign}, {digits}) AS DECIMAL({precision}, {scale}))")
        }
    };
    let mixed = text_literal(&mixed(point));
    let mut holds = format!("t RLIKE {} AND NOT t RLIKE {mixed} AND {}", text_literal(&pattern), is_short(&digits));
    if let Reading::Decimal(_, scale) = reading {
        // What has more digits is not rounded.
        let exact = format!("^[0-9]*([.][0-9]{{0,{scale}}}0*)?$");
        holds.push_str(&format!(" AND {digits} RLIKE {}", text_literal(&exact)));
    }
    // Named once: the expression may be long. Currencies have no case.
    format!("get(transform(array(upper({text})), t -> CASE WHEN {holds} THEN {value} END), 0)")
}

/// A class of Java of the blanks that occur in files.
const BLANK: &str = "\\t\\n\\x0B\\f\\r \\x85\\u00A0\\u1680\\u2000-\\u200A\\u2028\\u2029\\u202F\\u205F\\u3000\\uFEFF";

/// A number that is no percentage.
fn number(point: char) -> String {
    let Parts { blanks: b, leading: l, trailing: t, body: n, .. } = parts(point);
    let (sign, minus) = ("[-−+]", "[-−]");
    let kinds = [
        format!("{sign}{b}{n}"),
        format!("{n}(?:{b}{minus})?"),
        format!("(?:{sign}{b}{l}|{l}{b}{sign}){b}{n}"),
        format!("{l}{b}{n}(?:{b}{minus})?"),
        format!("{sign}{b}{n}{b}{t}"),
        format!("{n}{b}(?:{t}(?:{b}{minus})?|{minus}{b}{t})"),
        format!("\\({b}(?:{l}{b})?{n}{b}\\)"),
        format!("\\({b}{n}{b}{t}{b}\\)"),
        format!("(?:\\+{b}{l}|{l}(?:{b}\\+)?){b}\\({b}{n}{b}\\)"),
    ];
    whole(&b, &kinds)
}

/// A percentage, which has no currency.
fn percent(point: char) -> String {
    let Parts { blanks: b, body: n, .. } = parts(point);
    let kinds = [
        format!("[-−+]{b}{n}{b}[%％]"),
        format!("{n}{b}(?:[%％](?:{b}[-−])?|[-−]{b}[%％])"),
        format!("\\({b}{n}{b}[%％]{b}\\)"),
    ];
    whole(&b, &kinds)
}

fn whole(blanks: &str, kinds: &[String]) -> String {
    format!("\\A{blanks}(?:{}){blanks}\\z", kinds.join("|"))
}

struct Parts {
    blanks: String,
    /// A currency before the number, with all of the points that belong to it.
    leading: String,
    trailing: String,
    body: String,
}

fn parts(point: char) -> Parts {
    let symbols = format!("[{}]", WrittenNumber::SYMBOLS);
    let (dollars, plain): (Vec<&str>, Vec<&str>) = WrittenNumber::CODES.iter().partition(|code| code.ends_with('$'));
    let list = |codes: &[&str]| codes.join("|").replace('$', "\\$");
    let separator = separator(point);
    let point = if point == '.' { "\\." } else { "," };
    let threes = format!("[1-9][0-9]{{0,2}}(?:{separator}[0-9]{{3}})+");
    let twos = format!("[1-9][0-9]?(?:{separator}[0-9]{{2}})+{separator}[0-9]{{3}}");
    Parts {
        blanks: format!("[{BLANK}]*"),
        leading: format!("(?:{symbols}|(?:{})\\.?+(?!\\.))", list(WrittenNumber::CODES)),
        trailing: format!("(?:{symbols}|(?:{})\\.?|(?:{})\\.)", list(&plain), list(&dollars)),
        body: format!("(?:(?:{threes}|{twos}|[1-9][0-9]*|0)(?:{point}[0-9]+)?|{point}[0-9]+)"),
    }
}

/// What may stand between groups of digits.
fn separator(point: char) -> String {
    format!("[{}'’{BLANK}]", if point == '.' { "," } else { "." })
}

/// Two different separators, which no number has.
fn mixed(point: char) -> String {
    let separator = separator(point);
    format!("[0-9]({separator})[0-9]+(?!\\1){separator}[0-9]")
}

/// The currencies that are words, with a point behind them. Signs that are letters have none.
fn word() -> String {
    let letters: String = WrittenNumber::SYMBOLS.chars().filter(|c| c.is_alphabetic()).collect();
    format!("[\\p{{L}}&&[^{letters}]][\\p{{L}}$]*\\.?")
}
