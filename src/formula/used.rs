//! The names used in a formula, from its lexical pieces alone: works before the columns are known and on invalid text.

use std::collections::BTreeSet;
use std::ops::Range;

use super::lex::lex;
use super::scan::{Kind, continues_word, scan, starts_word, unquote};
use super::settle_words::settle;
use super::words;
use sqlparser::tokenizer::Token;

/// The columns that `text` refers to, sorted. None if the text cannot be tokenized.
pub fn used_columns(text: &str) -> Vec<String> {
    column_places(text).into_iter().map(|(_, name)| name).collect::<BTreeSet<_>>().into_iter().collect()
}

/// Every position at which `text` refers to a column: its bytes and the name.
pub fn column_places(text: &str) -> Vec<(Range<usize>, String)> {
    let Ok(mut lexemes) = lex(text) else { return Vec::new() };
    settle(&mut lexemes);
    let mut places = Vec::new();
    for (at, lexeme) in lexemes.iter().enumerate() {
        let Token::Word(word) = &lexeme.token else { continue };
        let called = lexemes.get(at + 1).is_some_and(|next| next.token == Token::LParen);
        let field = at > 0 && lexemes[at - 1].token == Token::Period;
        let quoted = word.quote_style.is_some() && !text[lexeme.span.clone()].starts_with("${");
        if quoted && !called && !field {
            places.push((lexeme.span.clone(), word.value.clone()));
        }
    }
    places
}

/// `text` with columns renamed (old, new), quoted where necessary. Everything else stays unchanged.
pub fn rename_columns(text: &str, pairs: &[(String, String)]) -> String {
    let places = column_places(text);
    let new_name = |name: &str| pairs.iter().find(|(old, _)| old == name).map(|(_, new)| new.as_str());
    if places.iter().all(|(_, name)| new_name(name).is_none()) {
        return text.to_owned();
    }
    let written = |write: &dyn Fn(&str) -> String| {
        let mut out = text.to_owned();
        for (span, name) in places.iter().rev() {
            if let Some(new) = new_name(name) {
                out.replace_range(span.clone(), &write(new));
            }
        }
        out
    };
    let expected: Vec<&str> = places.iter().map(|(_, name)| new_name(name).unwrap_or(name)).collect();
    let short = written(&quote_column);
    // Some words are names in one position and keywords in another: there they are quoted.
    let is_read_back = column_places(&short).iter().map(|(_, name)| name.as_str()).eq(expected);
    if is_read_back { short } else { written(&quoted) }
}

/// The parameters that `text` refers to, sorted.
pub fn used_parameters(text: &str) -> Vec<String> {
    let parameters = scan(text).into_iter().filter(|piece| piece.kind == Kind::Parameter && piece.closed);
    let names: BTreeSet<String> =
        parameters.map(|piece| text[piece.span.start + 2..piece.span.end - 1].to_owned()).collect();
    names.into_iter().collect()
}

/// A column's name in formula syntax: bare if possible.
pub fn quote_column(name: &str) -> String {
    let bare = name.starts_with(starts_word) && name.chars().all(continues_word) && !words::is_structural(name);
    if bare { name.to_owned() } else { quoted(name) }
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// The name that a written column denotes.
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
    fn renaming_touches_only_the_names() {
        let rename = |text: &str, pairs: &[(&str, &str)]| {
            let pairs: Vec<(String, String)> = pairs.iter().map(|(a, b)| (a.to_string(), b.to_string())).collect();
            rename_columns(text, &pairs)
        };
        for (text, new, expected) in [
            ("a + 'a' + b.a -- a", "x", "x + 'a' + b.a -- a"),
            ("\"a\" > 1  AND\n a<${a}", "x y", "\"x y\" > 1  AND\n \"x y\"<${a}"),
            ("a(a) + a.a", "end", "a(\"end\") + \"end\".a"),
            ("CAST(a AS date) || `a`", "date", "CAST(date AS date) || date"),
            ("trim(a FROM b)", "both", "trim(\"both\" FROM b)"),
            ("INTERVAL 3 DAY + a", "day", "INTERVAL 3 DAY + day"),
            ("größe = 日本 + a", "é\"", "größe = 日本 + \"é\"\"\""),
            ("b = 'a", "x", "b = 'a"),
        ] {
            assert_eq!(rename(text, &[("a", new)]), expected, "{text}");
        }
        assert_eq!(rename("a + b", &[("a", "b"), ("b", "a")]), "b + a");
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
