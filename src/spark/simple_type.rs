//! The short names of types, as Spark's catalog tells them: `bigint`, `decimal(10,2)`, `struct<a:int>`.

use super::types::DataType;

impl DataType {
    /// Its short name, as `DataFrame.dtypes` has it.
    pub fn simple(&self) -> String {
        match self {
            DataType::Decimal(precision, scale) => format!("decimal({precision},{scale})"),
            DataType::Timestamp => "timestamp".into(),
            DataType::Array(inner) => format!("array<{}>", inner.simple()),
            DataType::Struct(fields) => {
                let fields: Vec<String> = fields.iter().map(|(name, of)| format!("{name}:{}", of.simple())).collect();
                format!("struct<{}>", fields.join(","))
            }
            other => other.name().to_lowercase(),
        }
    }

    /// The type with this short name; `None` if it is none, or one that has no equal here, such as a map.
    pub fn parse(text: &str) -> Option<DataType> {
        let text = text.trim();
        let word = text.to_ascii_lowercase();
        let inside = |head: &str, end: char| {
            let rest = word.strip_prefix(head)?.strip_suffix(end)?;
            Some(&text[head.len()..head.len() + rest.len()])
        };
        if let Some(inner) = inside("array<", '>') {
            return Some(DataType::Array(Box::new(DataType::parse(inner)?)));
        }
        if let Some(fields) = inside("struct<", '>') {
            let field = |text: &str| {
                let (name, of) = text.split_once(':')?;
                let name = name.trim();
                (!name.is_empty()).then_some(())?;
                Some((name.to_owned(), DataType::parse(of)?))
            };
            return parts(fields).into_iter().map(field).collect::<Option<_>>().map(DataType::Struct);
        }
        if let Some(digits) = inside("decimal(", ')') {
            let (precision, scale) = digits.split_once(',')?;
            let (precision, scale) = (precision.trim().parse().ok()?, scale.trim().parse().ok()?);
            return ((1..=38).contains(&precision) && scale <= precision)
                .then_some(DataType::Decimal(precision, scale));
        }
        Some(match word.as_str() {
            "boolean" => DataType::Boolean,
            "tinyint" => DataType::Byte,
            "smallint" => DataType::Short,
            "int" => DataType::Int,
            "bigint" => DataType::Long,
            "float" => DataType::Float,
            "double" => DataType::Double,
            "string" => DataType::Text,
            "binary" => DataType::Binary,
            "date" => DataType::Date,
            "timestamp" => DataType::Timestamp,
            "timestamp_ntz" => DataType::TimestampNtz,
            "void" => DataType::Void,
            _ => return None,
        })
    }
}

/// Splits at the commas that stand in no brackets.
fn parts(text: &str) -> Vec<&str> {
    let (mut depth, mut from, mut out) = (0_i32, 0, Vec::new());
    for (at, c) in text.char_indices() {
        match c {
            '<' | '(' => depth += 1,
            '>' | ')' => depth -= 1,
            ',' if depth == 0 => {
                out.push(&text[from..at]);
                from = at + 1;
            }
            _ => {}
        }
    }
    out.push(&text[from..]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_type_is_read_from_its_short_name() {
        for text in [
            "boolean",
            "bigint",
            "decimal(10,2)",
            "timestamp",
            "timestamp_ntz",
            "array<array<string>>",
            "struct<a:int,B c:array<struct<x:decimal(3,1),y:date>>>",
        ] {
            let found = DataType::parse(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(found.simple(), text);
        }
        assert_eq!(DataType::parse(" DECIMAL(10, 2) "), Some(DataType::Decimal(10, 2)));
        for text in ["", "map<string,int>", "decimal(39,2)", "struct<a>", "array<>", "interval day", "struct<:int>"] {
            assert_eq!(DataType::parse(text), None, "{text}");
        }
    }
}
