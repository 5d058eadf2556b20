//! JSON values to the letter, and whether a cell of a table still says the same.

use polars::prelude::{AnyValue, DataType};

/// A JSON value; numbers as they are written.
#[derive(Debug)]
pub enum Exact {
    Null,
    Truth(bool),
    Number(String),
    Text(String),
    List(Vec<Exact>),
    Object(Vec<(String, Exact)>),
}

impl Exact {
    /// The value of a text that is known to be JSON.
    pub fn read(text: &str) -> Option<Exact> {
        serde_json::from_str::<serde::de::IgnoredAny>(text).ok()?;
        let mut reader = Reader { text, at: 0 };
        reader.value()
    }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl Reader<'_> {
    /// The next byte that is no blank.
    fn peek(&mut self) -> Option<u8> {
        let rest = &self.text[self.at..];
        self.at += rest.len() - rest.trim_start_matches([' ', '\t', '\r', '\n']).len();
        self.text.as_bytes().get(self.at).copied()
    }

    fn value(&mut self) -> Option<Exact> {
        match self.peek()? {
            b'"' => self.string().map(Exact::Text),
            b'[' => {
                let mut items = Vec::new();
                self.all_until(b']', |reader| {
                    items.push(reader.value()?);
                    Some(())
                })?;
                Some(Exact::List(items))
            }
            b'{' => {
                let mut fields = Vec::new();
                self.all_until(b'}', |reader| {
                    reader.peek()?;
                    let name = reader.string()?;
                    reader.peek()?;
                    reader.at += 1;
                    fields.push((name, reader.value()?));
                    Some(())
                })?;
                Some(Exact::Object(fields))
            }
            _ => {
                let rest = &self.text[self.at..];
                let end = rest.find([',', ']', '}', ' ', '\t', '\r', '\n']).unwrap_or(rest.len());
                self.at += end;
                Some(match &rest[..end] {
                    "null" => Exact::Null,
                    "true" => Exact::Truth(true),
                    "false" => Exact::Truth(false),
                    number => Exact::Number(number.to_owned()),
                })
            }
        }
    }

    /// Items behind an opening bracket, up to the closing one.
    fn all_until(&mut self, closing: u8, mut item: impl FnMut(&mut Self) -> Option<()>) -> Option<()> {
        loop {
            self.at += 1;
            if self.peek()? == closing {
                break;
            }
            item(self)?;
            if self.peek()? == closing {
                break;
            }
        }
        self.at += 1;
        Some(())
    }

    fn string(&mut self) -> Option<String> {
        let rest = &self.text.as_bytes()[self.at..];
        let mut end = 1;
        while *rest.get(end)? != b'"' {
            end += if rest[end] == b'\\' { 2 } else { 1 };
        }
        let text = &self.text[self.at..=self.at + end];
        self.at += end + 1;
        serde_json::from_str(text).ok()
    }
}

/// Whether a cell says what was written. A text may hold what has no type in common with the other rows, as JSON.
pub fn is_kept(cell: &AnyValue, value: &Exact) -> bool {
    if let Some(text) = cell.get_str() {
        return match value {
            Exact::Text(written) => text == written,
            Exact::Null => text == "null",
            other => Exact::read(text).is_some_and(|read| is_same(&read, other)),
        };
    }
    match (cell, value) {
        (AnyValue::Null, Exact::Null) => true,
        // An empty text in a column of dates or numbers.
        (AnyValue::Null, Exact::Text(text)) => text.is_empty(),
        // An object of no fields, or of nothing but nulls, may be what has no value.
        (AnyValue::Null, Exact::Object(fields)) => fields.iter().all(|(_, value)| matches!(value, Exact::Null)),
        (AnyValue::Boolean(is), Exact::Truth(was)) => is == was,
        (AnyValue::List(items), Exact::List(values)) => {
            items.len() == values.len() && items.iter().zip(values).all(|(item, value)| is_kept(&item, value))
        }
        (AnyValue::Struct(..) | AnyValue::StructOwned(_), Exact::Object(values)) => {
            let DataType::Struct(fields) = cell.dtype() else { return false };
            let mut owned = Vec::new();
            match cell.clone().into_static() {
                AnyValue::StructOwned(found) => owned.extend(found.0.iter().cloned()),
                _ => return false,
            }
            let has_place = values.iter().all(|(name, _)| fields.iter().any(|field| field.name() == name));
            has_place
                && fields.iter().zip(&owned).all(|(field, found)| {
                    match values.iter().find(|(name, _)| field.name() == name) {
                        Some((_, value)) => is_kept(found, value),
                        None => found.is_null(),
                    }
                })
        }
        // What is read as a date has come back to the letter before.
        (_, Exact::Text(_)) => !cell.is_null() && !cell.is_primitive_numeric() && !matches!(cell, AnyValue::Boolean(_)),
        // A floating-point number is kept if it reads like what was written, in the same notation.
        (AnyValue::Float64(number), Exact::Number(written))
            if decimal(&as_written(*number, written)) == decimal(written) =>
        {
            true
        }
        (_, Exact::Number(written)) => {
            let shown = match cell {
                AnyValue::Float64(number) => format!("{number:?}"),
                other if other.is_primitive_numeric() || matches!(other, AnyValue::Decimal(..)) => other.to_string(),
                _ => return false,
            };
            decimal(&shown) == decimal(written)
        }
        _ => false,
    }
}

/// A number with as many digits as another text has: behind the point, or all of them where there is an exponent.
fn as_written(number: f64, text: &str) -> String {
    let digits = |text: &str| text.bytes().filter(u8::is_ascii_digit).count();
    match text.split_once(['e', 'E']) {
        Some((mantissa, _)) => {
            let significant = mantissa.trim_start_matches(['-', '0', '.']);
            format!("{number:.*e}", digits(significant).saturating_sub(1))
        }
        None => format!("{number:.*}", text.split_once('.').map_or(0, |(_, fraction)| digits(fraction))),
    }
}

fn is_same(one: &Exact, other: &Exact) -> bool {
    match (one, other) {
        (Exact::Null, Exact::Null) => true,
        (Exact::Truth(one), Exact::Truth(other)) => one == other,
        (Exact::Number(one), Exact::Number(other)) => decimal(one) == decimal(other),
        (Exact::Text(one), Exact::Text(other)) => one == other,
        (Exact::List(one), Exact::List(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| is_same(one, other))
        }
        (Exact::Object(one), Exact::Object(other)) => {
            let of = |(name, value): &(String, Exact)| {
                other.iter().any(|(known, other)| known == name && is_same(value, other))
            };
            one.len() == other.len() && one.iter().all(of)
        }
        _ => false,
    }
}

/// Sign, digits without zeros around them, and the power of ten of the last one: the same for all ways to write a number.
fn decimal(text: &str) -> Option<(bool, String, i64)> {
    let (is_negative, text) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
    let (digits, power) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let all = format!("{whole}{fraction}");
    if !all.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let kept = all.trim_end_matches('0');
    let power = power.parse::<i64>().ok()? - fraction.len() as i64 + (all.len() - kept.len()) as i64;
    let kept = kept.trim_start_matches('0');
    Some(if kept.is_empty() { (false, String::new(), 0) } else { (is_negative, kept.to_owned(), power) })
}

/// Whether a value holds an object in which a name stands twice: then only one of the two can be kept.
pub fn has_doubles(value: &Exact) -> bool {
    match value {
        Exact::List(items) => items.iter().any(has_doubles),
        Exact::Object(fields) => {
            let mut names: Vec<&str> = fields.iter().map(|(name, _)| name.as_str()).collect();
            names.sort_unstable();
            names.windows(2).any(|two| two[0] == two[1]) || fields.iter().any(|(_, value)| has_doubles(value))
        }
        _ => false,
    }
}

#[test]
fn numbers_are_compared_by_value() {
    for (one, other) in [("1", "1.0"), ("1e3", "1000"), ("-0", "0.00"), ("10.50", "1.05e1"), ("1E-2", "0.01")] {
        assert_eq!(decimal(one), decimal(other), "{one} {other}");
    }
    for (one, other) in [("1", "-1"), ("0.1", "0.10000000000000001"), ("9007199254740993", "9007199254740992")] {
        assert_ne!(decimal(one), decimal(other), "{one} {other}");
    }
    let read = Exact::read(" {\"a\" : [1, \"x\\\"]\", {}], \"b\":-1.50e3 } ").expect("JSON");
    assert!(is_same(&read, &Exact::read("{\"b\":-1500,\"a\":[1.0,\"x\\\"]\",{}]}").expect("JSON")), "{read:?}");
    assert!(!is_same(&read, &Exact::read("{\"b\":-1500,\"a\":[1.0,\"x\",{}]}").expect("JSON")));
}
