//! Texts and names within a statement.

/// A text in quotes.
pub(super) fn literal(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('\'');
    for sign in text.chars() {
        match sign {
            '\'' => out.push_str("''"),
            '\\' => out.push_str("\\\\"),
            '\0' => out.push_str("\\0"),
            sign => out.push(sign),
        }
    }
    out.push('\'');
    out
}

/// A name in the signs that hold in every mode.
pub(super) fn ticked(name: &str) -> String {
    format!("`{}`", name.replace('`', "``"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_ends_a_text_or_a_name() {
        assert_eq!(literal("a'b\\'\0é"), r"'a''b\\''\0é'");
        assert_eq!(ticked("a`b"), "`a``b`");
    }
}
