//! Whether the word at the cursor is already complete: then no completion is offered.

use super::functions;
use super::scan::{Kind, scan};
use super::used::written_name;
use super::words::{is_form, is_structural, is_typed};

/// Whether the word at byte `cursor` of `text` is valid as typed: exactly one of `columns`, one of `parameters`, a
/// function, or a keyword.
pub fn is_complete_word(
    text: &str,
    cursor: usize,
    is_column: impl Fn(&str) -> bool,
    is_parameter: impl Fn(&str) -> bool,
) -> bool {
    let pieces = scan(text);
    let Some(piece) = pieces.iter().find(|piece| piece.span.start < cursor && cursor <= piece.span.end) else {
        return false;
    };
    let written = &text[piece.span.clone()];
    match piece.kind {
        Kind::Word => {
            is_column(written)
                || functions::find(written).is_some()
                || is_structural(written)
                || is_form(written)
                || is_typed(written)
        }
        Kind::Quoted => piece.closed && is_column(&written_name(written)),
        Kind::Parameter => piece.closed && is_parameter(written.trim_start_matches("${").trim_end_matches('}')),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_that_is_right() {
        for (text, is_right) in [
            ("price * qty|", true),
            ("price * Qty|", true),
            ("price * qt|", false),
            ("price * QTY|", false),
            ("pri|ce", true),
            ("round|", true),
            ("ROUND|", true),
            ("roun|", false),
            ("a AND|", true),
            ("case|", true),
            ("\"unit price\"|", true),
            ("\"unit pri|", false),
            ("${year}|", true),
            ("${yea|", false),
            ("'qty|'", false),
            ("1|", false),
            ("|", false),
        ] {
            let cursor = text.find('|').expect("a cursor");
            let whole = text.replacen('|', "", 1);
            let columns = ["price", "qty", "Qty", "unit price"];
            let found = is_complete_word(&whole, cursor, |name| columns.contains(&name), |name| name == "year");
            assert_eq!(found, is_right, "{text}");
        }
    }
}
