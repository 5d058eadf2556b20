//! What a formula names, read from its pieces alone: it works before the columns are known and on broken text.

use std::collections::BTreeSet;

use super::lex::lex;
use super::scan::{Kind, continues_word, scan, starts_word, unquote};
use super::words;
use sqlparser::tokenizer::Token;

/// The columns that `text` names, sorted. Of text that cannot be cut into tokens, none.
pub fn used_columns(text: &str) -> Vec<String> {
    let Ok(mut lexemes) = lex(text) else { return Vec::new() };
    words::settle(&mut lexemes);
    let mut names = BTreeSet::new();
    for (at, lexeme) in lexemes.iter().enumerate() {
        let Token::Word(word) = &lexeme.token else { continue };
        let called = lexemes.get(at + 1).is_some_and(|next| next.token == Token::LParen);
        let field = at > 0 && lexemes[at - 1].token == Token::Period;
        let quoted = word.quote_style.is_some() && !text[lexeme.span.clone()].starts_with("${");
        if quoted && !called && !field {
            names.insert(word.value.clone());
        }
    }
    names.into_iter().collect()
}

/// The parameters that `text` names, sorted.
pub fn used_parameters(text: &str) -> Vec<String> {
    let parameters = scan(text).into_iter().filter(|piece| piece.kind == Kind::Parameter && piece.closed);
    let names: BTreeSet<String> =
        parameters.map(|piece| text[piece.span.start + 2..piece.span.end - 1].to_owned()).collect();
    names.into_iter().collect()
}

/// A column's name as it must be written in a formula: bare where that is possible.
pub fn quote_column(name: &str) -> String {
    let bare = name.starts_with(starts_word) && name.chars().all(continues_word) && !words::is_structural(name);
    if bare { name.to_owned() } else { format!("\"{}\"", name.replace('"', "\"\"")) }
}

/// The name that a written column stands for.
pub(super) fn written_name(written: &str) -> String {
    if written.starts_with(['"', '`']) { unquote(written) } else { written.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found() {
        let text =
            "order + \"a\"\"b\" * upper(date) || `c d` || ${year} + CAST(x AS integer) + s.field + DATE '2013-01-01'";
        assert_eq!(used_columns(text), ["a\"b", "c d", "date", "order", "s", "x"]);
        assert_eq!(used_parameters(text), ["year"]);
        assert_eq!(used_columns("a = 'x"), Vec::<String>::new());
        assert_eq!(used_parameters("${a} + '${b}' + ${a} + ${c"), ["a"]);
    }

    #[test]
    fn names_are_quoted_where_they_must() {
        for (name, written) in [
            ("dep_delay", "dep_delay"),
            ("order", "order"),
            ("Größe", "Größe"),
            ("end", "\"end\""),
            ("a b", "\"a b\""),
            ("a.b", "\"a.b\""),
            ("a\"b", "\"a\"\"b\""),
            ("2013", "\"2013\""),
            ("", "\"\""),
        ] {
            assert_eq!(quote_column(name), written);
            assert_eq!(written_name(written), name);
        }
    }
}
