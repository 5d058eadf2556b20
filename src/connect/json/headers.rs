//! Whether the first of several arrays contains the column names.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use super::cursor::unescaped;

/// Where the column names of arrays come from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Headers {
    /// In the first array, if its items can be names and those below differ from them.
    #[default]
    Detected,
    First,
    None,
}

/// The names in the first of some arrays, whose items are given as written; `None` if there are none.
pub(super) fn headers(setting: Headers, lists: &[Vec<Vec<u8>>]) -> Option<Vec<String>> {
    let (first, rest) = lists.split_first()?;
    let text = |item: &Vec<u8>| {
        let inner = item.strip_prefix(b"\"").and_then(|item| item.strip_suffix(b"\""));
        inner.map(|inner| unescaped(inner).into_owned())
    };
    match setting {
        Headers::None => None,
        Headers::First => {
            let name = |item: &Vec<u8>| text(item).unwrap_or_else(|| String::from_utf8_lossy(item).into_owned());
            Some(first.iter().map(name).collect())
        }
        Headers::Detected => {
            let names: Vec<String> = first.iter().map(text).collect::<Option<_>>()?;
            let is_name = |name: &String| !name.trim().is_empty() && name.trim().parse::<f64>().is_err();
            let distinct: HashSet<&String> = names.iter().collect();
            let has_others = !rest.is_empty();
            (has_others && distinct.len() == names.len() && names.iter().all(is_name)).then_some(names)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_texts_that_differ() {
        let list = |items: &[&str]| items.iter().map(|item| item.as_bytes().to_vec()).collect::<Vec<_>>();
        let found = |setting, first: &[&str]| headers(setting, &[list(first), list(&["1", "2"])]);
        let names = Some(vec!["a".to_owned(), "b".to_owned()]);
        assert_eq!(found(Headers::Detected, &["\"a\"", "\"b\""]), names);
        for first in [["\"a\"", "\"a\""], ["\"a\"", "1"], ["\"a\"", "\"7\""], ["\"a\"", "\"\""]] {
            assert_eq!(found(Headers::Detected, &first), None, "{first:?}");
        }
        assert_eq!(found(Headers::None, &["\"a\"", "\"b\""]), None);
        assert_eq!(found(Headers::First, &["\"a\"", "1"]), Some(vec!["a".into(), "1".into()]));
        assert_eq!(headers(Headers::Detected, &[list(&["\"a\""])]), None);
    }
}
