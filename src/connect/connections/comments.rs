//! Comments in RON text, which would be lost if the file was written anew.

/// The line of the first comment, or of an attribute of the file; counts from 1.
pub(super) fn line_of_comment(text: &str) -> Option<usize> {
    let line = |at: usize| text[..at].matches('\n').count() + 1;
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let rest = &text[at..];
        match byte {
            b'/' if rest.starts_with("//") || rest.starts_with("/*") => return Some(line(at)),
            b'#' if rest.starts_with("#!") => return Some(line(at)),
            b'"' => at += after_string(rest),
            b'r' if raw_marks(rest).is_some() => at += after_raw(rest, raw_marks(rest).unwrap_or_default()),
            b'\'' if rest.starts_with("'\"'") => at += 3,
            _ => at += rest.chars().next().map_or(1, char::len_utf8),
        }
    }
    None
}

/// The length of the text in quotes at the beginning.
fn after_string(rest: &str) -> usize {
    let mut is_escaped = false;
    for (at, sign) in rest.char_indices().skip(1) {
        match sign {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

/// The number of `#` of a raw text such as `r#"…"#`; `None` if there is none here.
fn raw_marks(rest: &str) -> Option<usize> {
    let after = rest.strip_prefix('r')?;
    let marks = after.len() - after.trim_start_matches('#').len();
    after[marks..].starts_with('"').then_some(marks)
}

fn after_raw(rest: &str, marks: usize) -> usize {
    let begin = 1 + marks + 1;
    let end = format!("\"{}", "#".repeat(marks));
    rest[begin..].find(&end).map_or(rest.len(), |at| begin + at + end.len())
}

#[cfg(test)]
mod tests {
    use super::line_of_comment;

    #[test]
    fn a_comment_is_found_outside_of_texts() {
        for (text, line) in [
            ("{\"a\": \"sqlite://b\"}", None),
            ("{\"a\": \"b\\\"//c\"}", None),
            ("{r#\"a\"//b\"#: r\"//\"}", None),
            ("{\n// mine\n\"a\": \"b\"}", Some(2)),
            ("{\"a\": \"b\", /* c */}", Some(1)),
            ("{\"a\": \"b\\\\\"} // c", Some(1)),
            ("#![enable(implicit_some)]\n{}", Some(1)),
            ("{\"ä\": \"é\"}\n\n//", Some(3)),
        ] {
            assert_eq!(line_of_comment(text), line, "{text}");
        }
    }
}
