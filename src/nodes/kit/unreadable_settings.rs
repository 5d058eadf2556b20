//! Project settings that cannot be read: which setting, its value, and the values allowed.

use ron::error::{Error, SpannedError};

use crate::base::text::in_a_row;
use crate::base::{Problem, Text, suggest};
use crate::document::{fields, items};

/// The longest value that a message shows.
const SHOWN: usize = 40;
/// The most options that are all listed; of more, only the first are.
const NAMED: usize = 12;

/// The problem with the settings in `text`, from the parser's error.
pub(in crate::nodes) fn reading_problem(text: &str, error: &SpannedError) -> Problem {
    let at = offset(text, error.span.start)..offset(text, error.span.end);
    let place = place(text, at.end.saturating_sub(1)).or_else(|| place(text, at.start));
    let problem = problem(&error.code, place.as_ref().map(|place| place.value)).span(at);
    let of_field = matches!(error.code, Error::NoSuchStructField { .. } | Error::DuplicateStructField { .. });
    // An unknown name has no path of its own, but the row that contains it has one.
    let path = place.map(|place| place.path).unwrap_or_default();
    let path = if of_field { path.rsplit_once('.').map_or(row_of(&path), |(row, _)| row) } else { path.as_str() };
    if path.is_empty() { problem } else { problem.at(path) }
}

/// "keys[0]" for itself, nothing for "keys".
fn row_of(path: &str) -> &str {
    if path.ends_with(']') { path } else { "" }
}

fn problem(error: &Error, value: Option<&str>) -> Problem {
    let value = value.map(shortened);
    let wrong = |expected: Text| match &value {
        Some(value) => Problem::error(say!("setting-is-no", value = value.as_str(), expected = expected)),
        None => Problem::error(say!("setting-is-missing", expected = expected)),
    };
    match error {
        Error::NoSuchStructField { expected, found, .. } => {
            among(Problem::error(say!("setting-unknown", name = found.as_str())), found, expected)
        }
        Error::NoSuchEnumVariant { expected, found, .. } => {
            among(Problem::error(say!("option-none", name = found.as_str())), found, expected)
        }
        Error::DuplicateStructField { field, .. } => {
            Problem::error(say!("setting-twice", name = *field)).remedy(say!("setting-keep-one"))
        }
        Error::MissingStructField { field, .. } => {
            Problem::error(say!("setting-missing", name = *field)).remedy(say!("setting-add"))
        }
        Error::ExpectedBoolean => wrong(say!("expected-boolean")).remedy(say!("setting-correct")),
        Error::ExpectedInteger | Error::InvalidIntegerDigit { .. } | Error::UnderscoreAtBeginning => {
            wrong(say!("expected-integer")).remedy(say!("setting-correct"))
        }
        // If a fraction is given for an integer, the parser stops at the decimal point.
        Error::ExpectedComma | Error::ExpectedStructLikeEnd
            if value.as_ref().is_some_and(|value| value.parse::<f64>().is_ok()) =>
        {
            wrong(say!("expected-integer")).remedy(say!("setting-correct"))
        }
        Error::IntegerOutOfBounds => wrong(say!("expected-smaller")).remedy(say!("setting-correct")),
        Error::ExpectedFloat | Error::FloatUnderscore => wrong(say!("expected-number")).remedy(say!("setting-correct")),
        Error::ExpectedString | Error::ExpectedStringEnd => {
            wrong(say!("expected-text")).remedy(say!("setting-correct"))
        }
        Error::ExpectedArray | Error::ExpectedArrayEnd => wrong(say!("expected-list")).remedy(say!("setting-correct")),
        Error::ExpectedStructLike | Error::ExpectedNamedStructLike(_) | Error::ExpectedMap => {
            wrong(say!("expected-record")).remedy(say!("setting-correct"))
        }
        Error::ExpectedOption => wrong(say!("expected-option")).remedy(say!("setting-correct")),
        Error::ExpectedIdentifier => wrong(say!("expected-word")).remedy(say!("setting-correct")),
        Error::InvalidValueForType { expected, .. } => wrong(expected.clone().into()).remedy(say!("setting-correct")),
        other => {
            Problem::error(say!("settings-cannot-be-read", error = other.to_string())).remedy(say!("correct-or-reset"))
        }
    }
}

fn among(problem: Problem, found: &str, expected: &'static [&'static str]) -> Problem {
    match suggest::nearest(found, expected.iter().copied()) {
        Some(near) => problem.remedy(say!("did-you-mean-quoted", name = near)),
        None if expected.is_empty() => problem.remedy(say!("setting-has-none")),
        None => {
            let names = in_a_row(expected.iter().take(NAMED).map(|name| say!("quoted", name = *name)));
            let more = expected.len() > NAMED;
            problem.remedy(if more { say!("there-are-more", names = names) } else { say!("there-are", names = names) })
        }
    }
}

/// The setting names of the kind with this deserialiser, in the records of the list `list` or, if it is empty, at the
/// top level.
#[cfg(test)]
pub(in crate::nodes) fn names_of<K: serde::de::DeserializeOwned>(list: &str) -> Vec<&'static str> {
    let text = match list {
        "" => "(no_such_setting:1)".to_owned(),
        list => format!("({list}:[(no_such_setting:1)])"),
    };
    match ron::from_str::<K>(&text).map_err(|error| error.code) {
        Err(Error::NoSuchStructField { expected, found, .. }) if found == "no_such_setting" => expected.to_vec(),
        _ => Vec::new(),
    }
}

fn shortened(value: &str) -> String {
    match value.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &value[..end]),
        None => value.to_owned(),
    }
}

/// The setting that contains a byte position.
struct Place<'a> {
    /// "keys[0].order".
    path: String,
    /// The value at that position.
    value: &'a str,
}

/// The innermost setting that contains the byte `at`.
fn place(text: &str, at: usize) -> Option<Place<'_>> {
    let mut found: Option<Place> = None;
    let mut within = text;
    let mut path = String::new();
    loop {
        let start = |part: &str| part.as_ptr() as usize - text.as_ptr() as usize;
        // A byte between two settings belongs to the preceding one.
        let holds = |part: &str| start(part) <= at;
        let named = fields(within).unwrap_or_default().into_iter().rfind(|(name, _)| holds(name));
        let item = || items(within).unwrap_or_default().into_iter().enumerate().rfind(|(_, item)| holds(item));
        let (inner, value) = match named {
            Some((name, value)) => (if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }, value),
            None => match item() {
                Some((index, value)) => (format!("{path}[{index}]"), value),
                None => return found,
            },
        };
        (within, path) = (value, inner);
        found = Some(Place { path: path.clone(), value });
    }
}

fn offset(text: &str, position: ron::error::Position) -> usize {
    let line_start: usize = text.split_inclusive('\n').take(position.line.saturating_sub(1)).map(str::len).sum();
    let line = &text[line_start.min(text.len())..];
    line_start + line.chars().take(position.col.saturating_sub(1)).map(char::len_utf8).sum::<usize>()
}

#[cfg(test)]
mod tests {
    use crate::nodes::Kind;

    #[test]
    fn settings_that_cannot_be_read_are_told_by_name_and_value() {
        for (kind, settings, problem) in [
            ("read_csv", "(pth: \"a\")", "There is no setting \"pth\". Did you mean \"path\"?"),
            (
                "sort",
                "(keys: [(column: \"a\", order: Downwards)])",
                "keys[0].order: There is no option \"Downwards\". Available: \"Ascending\", \"Descending\"",
            ),
            ("sort", "(keys: [(colum: \"a\")])", "keys[0]: There is no setting \"colum\". Did you mean \"column\"?"),
            ("read_csv", "(encoding: utf8)", "encoding: There is no option \"utf8\". Did you mean \"Utf8\"?"),
            ("read_csv", "(header: \"yes\")", "header: \"yes\" is not true or false. Correct it in the file"),
            ("read_csv", "(header: 1, path: \"a\")", "header: 1 is not true or false. Correct it in the file"),
            ("read_csv", "(skip_rows: \"3\")", "skip_rows: \"3\" is not an integer. Correct it in the file"),
            ("read_csv", "(skip_rows: 2.5)", "skip_rows: 2.5 is not an integer. Correct it in the file"),
            (
                "read_csv",
                "(skip_rows: 99999999999999999999)",
                "skip_rows: 99999999999999999999 is not an integer within 64 bits. Correct it in the file",
            ),
            ("read_csv", "(path: 5)", "path: 5 is not quoted text. Correct it in the file"),
            ("distinct", "(columns: \"a\")", "columns: \"a\" is not a list in square brackets. Correct it in the file"),
            ("read_csv", "(path: \"a\", path: \"b\")", "\"path\" is set twice. Keep one of them"),
        ] {
            let found = Kind::read(kind, 1, settings).expect_err("it cannot be read").to_string();
            assert_eq!(found, problem, "{settings}");
        }
    }
}
