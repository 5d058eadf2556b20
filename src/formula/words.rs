//! Which words are keywords. Only these must be quoted to be columns; every other word, SQL keyword or not, is a name.

use sqlparser::keywords::Keyword;

/// The reserved words of the formula grammar.
pub const STRUCTURAL: &[&str] = &[
    "AND", "AS", "BETWEEN", "CASE", "DISTINCT", "ELSE", "END", "ESCAPE", "FALSE", "FROM", "ILIKE", "IN", "INTERVAL",
    "IS", "LIKE", "NOT", "NULL", "OR", "RLIKE", "THEN", "TRUE", "WHEN",
];

/// Words with their own grammar if a bracket follows: `CAST(x AS integer)`.
pub(super) const FORMS: &[&str] = &["CAST", "EXTRACT", "SUBSTRING", "TRIM", "TRY_CAST"];

/// Words that start a literal if a text follows: `DATE '2013-01-01'`.
pub(super) const TYPED: &[&str] =
    &["DATE", "DATETIME", "DEC", "DECIMAL", "NUMERIC", "TIME", "TIMESTAMP", "TIMESTAMPTZ"];

/// Whether `word`, in any case, is reserved.
pub fn is_structural(word: &str) -> bool {
    STRUCTURAL.iter().any(|structural| structural.eq_ignore_ascii_case(word))
}

/// Whether the parser must not take `keyword` as a name if its own grammar fails. Trying both would double the time for
/// every level of nesting.
pub(super) fn is_kept(keyword: Keyword) -> bool {
    let word = format!("{keyword:?}");
    keyword != Keyword::NoKeyword && (is_structural(&word) || is_form(&word))
}

/// Whether `word` has its own grammar if a bracket follows.
pub(super) fn is_form(word: &str) -> bool {
    is_one_of(word, FORMS)
}

/// Whether `word` starts a literal if a text follows.
pub(super) fn is_typed(word: &str) -> bool {
    is_one_of(word, TYPED)
}

pub(super) fn is_one_of(word: &str, list: &[&str]) -> bool {
    list.iter().any(|entry| entry.eq_ignore_ascii_case(word))
}
