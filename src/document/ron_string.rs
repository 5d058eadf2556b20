//! Strings in RON text as people write them: printable characters are not escaped.

/// `text` as a RON string. Only `"`, `\` and invisible characters are escaped: SQL quotes and letters of every script
/// are written literally.
pub fn quoted(text: &str) -> String {
    // `escape_debug` puts a backslash before every `'`, and no other `'` is in its result.
    format!("\"{}\"", text.escape_debug().to_string().replace("\\'", "'"))
}

/// Serialised RON with every string written as by `quoted`; the serialiser escapes more than necessary.
pub fn plain_strings(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(['"', '\'']) {
        let end = start + literal_length(&rest[start..]);
        let literal = &rest[start..end];
        out.push_str(&rest[..start]);
        match (literal.starts_with('"') && literal.contains('\\')).then(|| ron::from_str::<String>(literal)) {
            Some(Ok(string)) => out.push_str(&quoted(&string)),
            _ => out.push_str(literal),
        }
        rest = &rest[end..];
    }
    out.push_str(rest);
    out
}

/// The number of bytes up to and including the quote that closes the one at the start of `text`.
fn literal_length(text: &str) -> usize {
    let quote = text.as_bytes()[0];
    let mut escaped = false;
    let close = text.bytes().skip(1).position(|byte| {
        let closes = byte == quote && !escaped;
        escaped = byte == b'\\' && !escaped;
        closes
    });
    close.map_or(text.len(), |at| at + 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HARD: [&str; 7] = ["'a'", "\\'", "\"'\\\"", "line\nnext\t\0", "e\u{301}", "हिन्दी 中文 ไทย", "\u{200b}\u{7f}"];

    #[test]
    fn quoted_text_is_read_back() {
        for text in HARD {
            assert_eq!(ron::from_str::<String>(&quoted(text)).as_deref(), Ok(text), "{}", quoted(text));
        }
    }

    #[test]
    fn what_can_be_read_is_not_escaped() {
        assert_eq!(quoted("name = 'हिन्दी' OR 'e\u{301}'"), "\"name = 'हिन्दी' OR 'e\u{301}'\"");
    }

    #[test]
    fn strings_are_made_plain_and_all_else_is_left() {
        let value = (HARD.map(str::to_owned), '\'', '"', 1);
        let text = ron::ser::to_string(&value).expect("plain data");
        let plain = plain_strings(&text);
        assert_eq!(ron::from_str(&plain), Ok(value));
        assert_eq!(plain_strings(&plain), plain);
        assert_eq!(plain_strings("(a:\"x = \\'y\\'\",b:'\\'')"), "(a:\"x = 'y'\",b:'\\'')");
    }
}
