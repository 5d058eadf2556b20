//! Several items in one sentence.

use super::{Arg, Text, ToArg};

/// "a, b and c": the last two joined by the language's conjunction, the others by its comma.
pub fn listed(items: impl IntoIterator<Item = impl ToArg>) -> Text {
    joined(items, "list-more", "list-last")
}

/// "a, b, c".
pub fn in_a_row(items: impl IntoIterator<Item = impl ToArg>) -> Text {
    joined(items, "list-more", "list-more")
}

/// The items joined by a message of `list` and `item`, the last by another.
pub fn joined(items: impl IntoIterator<Item = impl ToArg>, more: &'static str, last: &'static str) -> Text {
    let items: Vec<Arg> = items.into_iter().map(|item| item.to_arg()).collect();
    let count = items.len();
    let mut list = Text::default();
    for (index, item) in items.into_iter().enumerate() {
        let item = match item {
            Arg::Text(text) => text,
            Arg::Number(number) => number.to_string().into(),
        };
        list = match index {
            0 => item,
            _ if index + 1 == count => Text::message(last).with("list", &list).with("item", &item),
            _ => Text::message(more).with("list", &list).with("item", &item),
        };
    }
    list
}
