//! Writes rows back to a formula, and converts their values between formula syntax and display.

use super::read::quoted;
use super::{Term, Terms, Test, terms};
use crate::base::Type;
use crate::formula::scan::{Kind, scan, unquote};
use crate::formula::{iso, quote_column};

/// The formula for the rows; incomplete rows are omitted.
pub fn write_terms(terms: &Terms) -> String {
    let rows: Vec<String> = terms.rows.iter().filter(|term| term.is_complete()).map(written).collect();
    let [one] = &rows[..] else { return rows.join(if terms.any { " OR " } else { " AND " }) };
    one.clone()
}

fn written(term: &Term) -> String {
    let short = sql(term, &quote_column(&term.column));
    // Some words are names in one position and keywords in another: there they are quoted.
    let is_read_back = terms(&short).is_ok_and(|read| matches!(&read.rows[..], [row] if row.column == term.column));
    if is_read_back { short } else { sql(term, &format!("\"{}\"", term.column.replace('"', "\"\""))) }
}

fn sql(term: &Term, column: &str) -> String {
    let value = |index: usize| term.values.get(index).map_or("", String::as_str);
    let first = value(0);
    let list = || term.values.iter().filter(|value| !value.is_empty()).cloned().collect::<Vec<_>>().join(", ");
    match term.test {
        Test::Equal => format!("{column} = {first}"),
        Test::NotEqual => format!("{column} <> {first}"),
        Test::Different => format!("{column} IS DISTINCT FROM {first}"),
        Test::Less => format!("{column} < {first}"),
        Test::LessOrEqual => format!("{column} <= {first}"),
        Test::Greater => format!("{column} > {first}"),
        Test::GreaterOrEqual => format!("{column} >= {first}"),
        Test::Between => format!("{column} BETWEEN {first} AND {}", value(1)),
        Test::NotBetween => format!("{column} NOT BETWEEN {first} AND {}", value(1)),
        Test::In => format!("{column} IN ({})", list()),
        Test::NotIn => format!("{column} NOT IN ({})", list()),
        Test::NotInOrNull => format!("({column} NOT IN ({}) OR {column} IS NULL)", list()),
        Test::Contains => format!("contains({column}, {first})"),
        Test::NotContains => format!("NOT contains({column}, {first})"),
        Test::ContainsAnyCase => format!("contains(lower({column}), {first})"),
        Test::StartsWith => format!("starts_with({column}, {first})"),
        Test::EndsWith => format!("ends_with({column}, {first})"),
        Test::Like => format!("{column} LIKE {first}"),
        Test::NotLike => format!("{column} NOT LIKE {first}"),
        Test::Ilike => format!("{column} ILIKE {first}"),
        Test::NotIlike => format!("{column} NOT ILIKE {first}"),
        Test::IsNull => format!("{column} IS NULL"),
        Test::IsNotNull => format!("{column} IS NOT NULL"),
        Test::IsTrue => format!("{column} IS TRUE"),
        Test::IsFalse => format!("{column} IS FALSE"),
        Test::Holds => column.to_owned(),
        Test::HoldsNot => format!("NOT {column}"),
    }
}

/// A value for display: a text without its quotes, unless it would then be read as something else.
pub fn shown_value(written: &str) -> String {
    let plain = match literal(written) {
        Some((_, text)) => text,
        None => return written.to_owned(),
    };
    let is_plain = !plain.is_empty() && plain.trim() == plain && !is_written(&plain);
    if is_plain { plain } else { written.to_owned() }
}

/// Typed input in formula syntax, for a column of this type: `UA` becomes `'UA'` for a text column, `2013-01-31` a
/// date. Input already in formula syntax (`'UA'`, `${year}`) stays. Empty input gives "".
pub fn written_value(data_type: &Type, typed: &str) -> String {
    let text = typed.trim();
    if text.is_empty() || is_written(text) {
        return text.to_owned();
    }
    let is_number = || iso::number(text).is_some_and(f64::is_finite) && !text.starts_with('+');
    match data_type {
        Type::Integer | Type::Number | Type::Decimal(..) if is_number() => text.to_owned(),
        Type::Boolean if matches!(text, "true" | "false") => text.to_owned(),
        Type::Date if iso::date(text).is_some() => format!("DATE {}", quoted(text)),
        Type::DateTime(None) if iso::datetime(text).is_some() => format!("TIMESTAMP {}", quoted(text)),
        Type::Time if iso::time(text).is_some() => format!("TIME {}", quoted(text)),
        // If it does not fit, the formula reports it.
        _ => quoted(text),
    }
}

/// Whether it is a text in quotes, a typed text, or a parameter.
fn is_written(text: &str) -> bool {
    let is_parameter = || matches!(&scan(text)[..], [piece] if piece.kind == Kind::Parameter && piece.closed);
    literal(text).is_some() || is_parameter()
}

/// The keyword before a quoted text, "" for none, and the text.
fn literal(written: &str) -> Option<(String, String)> {
    let pieces = scan(written);
    let text = |piece: &crate::formula::scan::Piece| {
        (piece.kind == Kind::Text && piece.closed).then(|| unquote(&written[piece.span.clone()]))
    };
    match &pieces[..] {
        [piece] => Some((String::new(), text(piece)?)),
        [word, space, piece] if word.kind == Kind::Word && space.kind == Kind::Space => {
            let name = written[word.span.clone()].to_uppercase();
            matches!(name.as_str(), "DATE" | "TIMESTAMP" | "TIME").then_some(())?;
            Some((name, text(piece)?))
        }
        _ => None,
    }
}
