//! How the types of DuckDB are read. Some arrive as Arrow arrays that have lost something: the zone of a time, the digits of an
//! unsigned hugeint, the bits of a BIT. Those are asked for in DuckDB's own words.

use crate::connect::sql_rows::quoted;

/// How a column is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Reading {
    /// As it is.
    Plain,
    /// As this type, which loses nothing.
    Cast(String),
    /// A map as a list of keys and values, as this type.
    Entries(String),
}

/// The way to read a type; the name of one whose values have no form of their own.
pub(super) fn reading(data_type: &str) -> Result<Reading, String> {
    if let Some((key, value)) = map(data_type) {
        return match (elements(key)?, elements(value)?) {
            (Some(key), Some(value)) => Ok(Reading::Entries(format!("STRUCT(\"key\" {key}, \"value\" {value})[]"))),
            _ => Ok(Reading::Cast("VARCHAR".to_owned())),
        };
    }
    match elements(data_type)? {
        Some(to) if to == data_type => Ok(Reading::Plain),
        Some(to) => Ok(Reading::Cast(to)),
        // A map within lists or structs.
        None => Ok(Reading::Cast("VARCHAR".to_owned())),
    }
}

/// The type as which values arrive whole; `None` for those that only have a text as a whole.
fn elements(data_type: &str) -> Result<Option<String>, String> {
    if let Some(item) = item_of(data_type) {
        return Ok(elements(item)?.map(|item| format!("{item}[]")));
    }
    if let Some(fields) = data_type.strip_prefix("STRUCT(").and_then(|rest| rest.strip_suffix(')')) {
        let mut parts = Vec::new();
        for field in split(fields) {
            let Some((name, field_type)) = named(field) else { return Ok(None) };
            let Some(field_type) = elements(field_type)? else { return Ok(None) };
            parts.push(format!("{} {field_type}", quoted(&name)));
        }
        return Ok(Some(format!("STRUCT({})", parts.join(", "))));
    }
    if data_type.starts_with("MAP(") {
        return Ok(None);
    }
    let kept = [
        "BOOLEAN",
        "TINYINT",
        "SMALLINT",
        "INTEGER",
        "BIGINT",
        "UTINYINT",
        "USMALLINT",
        "UINTEGER",
        "UBIGINT",
        "HUGEINT",
        "FLOAT",
        "DOUBLE",
        "VARCHAR",
        "JSON",
        "UUID",
        "BLOB",
        "DATE",
        "TIME",
        "TIME_NS",
        "TIMESTAMP",
        "TIMESTAMP_S",
        "TIMESTAMP_MS",
        "TIMESTAMP_NS",
        "TIMESTAMP WITH TIME ZONE",
    ];
    // Their texts do not tell which member a value is of.
    if data_type.starts_with("UNION(") || data_type == "VARIANT" {
        return Err(data_type.to_owned());
    }
    let is_kept = kept.contains(&data_type) || data_type.starts_with("DECIMAL(");
    Ok(Some(if is_kept { data_type.to_owned() } else { "VARCHAR".to_owned() }))
}

fn map(data_type: &str) -> Option<(&str, &str)> {
    let inner = data_type.strip_prefix("MAP(")?.strip_suffix(')')?;
    match split(inner).as_slice() {
        [key, value] => Some((key, value)),
        _ => None,
    }
}

/// The type of the elements of a list or an array: `INTEGER[]`, `INTEGER[3]`.
fn item_of(data_type: &str) -> Option<&str> {
    let inner = data_type.strip_suffix(']')?;
    let (item, size) = inner.rsplit_once('[')?;
    size.bytes().all(|sign| sign.is_ascii_digit()).then_some(item)
}

/// Splits at the commas that are in no quotes and no parentheses.
fn split(text: &str) -> Vec<&str> {
    let (mut parts, mut depth, mut begin, mut quote) = (Vec::new(), 0, 0, None);
    for (at, sign) in text.char_indices() {
        match (sign, quote) {
            (sign, Some(open)) if sign == open => quote = None,
            (_, Some(_)) => {}
            ('"' | '\'', None) => quote = Some(sign),
            ('(' | '[', None) => depth += 1,
            (')' | ']', None) => depth -= 1,
            (',', None) if depth == 0 => {
                parts.push(text[begin..at].trim());
                begin = at + 1;
            }
            _ => {}
        }
    }
    parts.push(text[begin..].trim());
    parts
}

/// The name and the type of a field: `a INTEGER`, `"a b" INTEGER`.
fn named(field: &str) -> Option<(String, &str)> {
    let Some(rest) = field.strip_prefix('"') else {
        return field.split_once(' ').map(|(name, data_type)| (name.to_owned(), data_type));
    };
    let mut name = String::new();
    let mut signs = rest.char_indices().peekable();
    while let Some((at, sign)) = signs.next() {
        match sign {
            '"' if signs.next_if(|(_, next)| *next == '"').is_some() => name.push('"'),
            '"' => return Some((name, rest[at + 1..].trim_start())),
            sign => name.push(sign),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_kept_or_asked_for_as_texts() {
        let cast = |to: &str| Ok(Reading::Cast(to.to_owned()));
        for (data_type, expected) in [
            ("INTEGER", Ok(Reading::Plain)),
            ("DECIMAL(18,3)", Ok(Reading::Plain)),
            ("TIMESTAMP WITH TIME ZONE", Ok(Reading::Plain)),
            ("UHUGEINT", cast("VARCHAR")),
            ("INTERVAL", cast("VARCHAR")),
            ("TIME WITH TIME ZONE", cast("VARCHAR")),
            ("ENUM('a, b', 'it''s)')", cast("VARCHAR")),
            ("INTEGER[]", Ok(Reading::Plain)),
            ("INTEGER[3]", cast("INTEGER[]")),
            ("INTEGER[3][]", cast("INTEGER[][]")),
            ("BIT[]", cast("VARCHAR[]")),
            ("STRUCT(\"a b\" INTEGER, \"c\"\"d\" BIT)", cast("STRUCT(\"a b\" INTEGER, \"c\"\"d\" VARCHAR)")),
            ("MAP(VARCHAR, BIT)", Ok(Reading::Entries("STRUCT(\"key\" VARCHAR, \"value\" VARCHAR)[]".into()))),
            ("MAP(VARCHAR, INTEGER)[]", cast("VARCHAR")),
            ("UNION(a INTEGER)", Err("UNION(a INTEGER)".to_owned())),
            ("STRUCT(u UNION(a INTEGER, b VARCHAR))[]", Err("UNION(a INTEGER, b VARCHAR)".to_owned())),
            ("VARIANT", Err("VARIANT".to_owned())),
        ] {
            assert_eq!(reading(data_type), expected, "{data_type}");
        }
    }
}
