//! The layout of RON text, independent of its meaning: one line if it fits, otherwise one item per line.

/// The maximum line width before a list or record is broken over several lines.
const WIDTH: usize = 100;

/// Lays out compact RON `text`, whose first line starts at column `column` and whose further lines are indented by `indent`
/// blanks plus their depth.
pub fn pretty(text: &str, indent: usize, column: usize) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    lay_out(text.trim(), indent, column, &mut out);
    out
}

/// The top-level `name: value` pairs of a record `(…)`; `None` if `text` is not a record with names.
pub fn fields(text: &str) -> Option<Vec<(&str, &str)>> {
    let inner = text.trim().strip_prefix('(')?.strip_suffix(')')?;
    split(inner, ',')
        .into_iter()
        .map(|item| {
            let (name, value) = item.split_once(':')?;
            let name = name.trim();
            name.chars().all(|c| c.is_alphanumeric() || c == '_').then_some((name, value.trim()))
        })
        .collect()
}

/// The items of a list `[…]`; `None` if `text` is not a list.
pub fn items(text: &str) -> Option<Vec<&str>> {
    Some(split(text.trim().strip_prefix('[')?.strip_suffix(']')?, ','))
}

fn lay_out(text: &str, indent: usize, column: usize, out: &mut String) {
    let Some((head, open, inner, close)) = bracketed(text) else {
        out.push_str(text);
        return;
    };
    let items = split(inner, ',');
    let line = one_line(text);
    if items.is_empty() || column + line.chars().count() < WIDTH {
        out.push_str(&line);
        return;
    }
    out.push_str(head);
    out.push(open);
    out.push('\n');
    for item in items {
        let deeper = indent + 4;
        out.extend(std::iter::repeat_n(' ', deeper));
        match key_of(item) {
            Some((key, value)) => {
                out.push_str(key);
                out.push_str(": ");
                lay_out(value, deeper, deeper + key.chars().count() + 3, out);
            }
            None => lay_out(item, deeper, deeper + 1, out),
        }
        out.push_str(",\n");
    }
    out.extend(std::iter::repeat_n(' ', indent));
    out.push(close);
}

/// `text` on one line, however it was laid out.
pub(super) fn one_line(text: &str) -> String {
    let Some((head, open, inner, close)) = bracketed(text) else { return text.to_owned() };
    let items: Vec<String> = split(inner, ',')
        .into_iter()
        .map(|item| match key_of(item) {
            Some((key, value)) => format!("{key}: {}", one_line(value)),
            None => one_line(item),
        })
        .collect();
    format!("{head}{open}{}{close}", items.join(", "))
}

/// `Name(a, b)` as ("Name", '(', "a, b", ')').
fn bracketed(text: &str) -> Option<(&str, char, &str, char)> {
    let open = text.find(['(', '[', '{', '"'])?;
    let close = match text.as_bytes()[open] {
        b'(' => ')',
        b'[' => ']',
        b'{' => '}',
        _ => return None,
    };
    let inner = text[open + 1..].strip_suffix(close)?;
    Some((text[..open].trim(), text[open..].chars().next()?, inner, close))
}

/// The key and value of `key: value`, if the item is such a pair.
fn key_of(item: &str) -> Option<(&str, &str)> {
    let parts = split(item, ':');
    match parts.as_slice() {
        [key, _, ..] => Some((key, item[item.find(key)? + key.len()..].trim_start().strip_prefix(':')?.trim())),
        _ => None,
    }
}

/// Splits at `separator` outside brackets and strings; blank parts are dropped.
fn split(text: &str, separator: char) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut depth = 0usize;
    let mut start = 0usize;
    let mut chars = text.char_indices();
    while let Some((at, c)) = chars.next() {
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth = depth.saturating_sub(1),
            '"' | '\'' => skip_quoted(&mut chars, c),
            _ if c == separator && depth == 0 => {
                parts.push(text[start..at].trim());
                start = at + c.len_utf8();
            }
            _ => {}
        }
    }
    parts.push(text[start..].trim());
    parts.retain(|part| !part.is_empty());
    parts
}

fn skip_quoted(chars: &mut std::str::CharIndices<'_>, quote: char) {
    while let Some((_, c)) = chars.next() {
        match c {
            '\\' => {
                chars.next();
            }
            _ if c == quote => return,
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_records_stay_on_one_line_and_long_ones_break() {
        assert_eq!(pretty(r#"(path:"a, (b",n:[1,2])"#, 0, 0), r#"(path: "a, (b", n: [1, 2])"#);
        let long = format!("(keys:[\"{}\"],rows:[(a:\"{}\",b:Some(1))])", "k".repeat(60), "v".repeat(60));
        let text = pretty(&long, 4, 20);
        assert_eq!(text.lines().count(), 4, "{text}");
        assert!(text.starts_with("(\n        keys: [") && text.ends_with("\n    )"), "{text}");
    }

    #[test]
    fn laying_out_twice_changes_nothing() {
        let text = pretty(&format!("(a:{{\"x:y\":Some((1,2)),'c':\"{}\"}},b:(\"q\\\"\"))", "z".repeat(100)), 0, 0);
        assert_eq!(pretty(&text, 0, 0), text);
    }

    #[test]
    fn fields_of_a_record() {
        assert_eq!(fields("(a:1,b:(c:2))"), Some(vec![("a", "1"), ("b", "(c:2)")]));
        assert_eq!(fields("()"), Some(vec![]));
        assert_eq!(fields("[1]"), None);
    }
}
