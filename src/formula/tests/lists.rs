//! Lists: construction, queries, and elements that are rejected.

use super::{check_values, problem};
use crate::formula::Want;

#[test]
fn lists() {
    check_values(&[
        ("list_length(string_split(t, 't'))", "2"),
        ("list_length(string_split('', ','))", "1"),
        ("list_length(NULL)", "null"),
        ("list_contains(string_split(t, 't'), 'la')", "true"),
        ("list_contains(string_split(t, 't'), nothing)", "null"),
        ("list_get(string_split(iso, '-'), 1)", "2013"),
        ("list_get(string_split(iso, '-'), -1)", "31"),
        ("list_get(string_split(iso, '-'), 0)", "null"),
        ("list_get(string_split(iso, '-'), 4)", "null"),
        ("list_get(string_split(iso, '-'), i - 4)", "31"),
        ("list_join(string_split(iso, '-'), '/')", "2013/01/31"),
        ("list_join(string_split(iso, '-'), nothing)", "null"),
        ("CAST(list_get(string_split(iso, '-'), 2) AS integer) + 1", "2"),
    ]);
}

#[test]
fn what_is_no_list_is_refused() {
    for (text, expected) in [
        ("list_length(t)", "list_length, list: expected a list of T, not text"),
        (
            "list_contains(string_split(t, ','), i)",
            "list_contains, value: the values of list_contains mix text and an integer",
        ),
        ("list_join(string_split(t, ','), 1)", "list_join, separator: expected text, not an integer"),
        ("string_split(t, '')", "The delimiter is empty"),
        ("string_split(t, iso)", "string_split, delimiter: the value must be a literal, the same for all rows"),
    ] {
        assert_eq!(problem(text, Want::Any).message.to_string(), expected, "{text}");
    }
}
