//! Lists and structs, unfolded.

use polars::prelude::*;

use super::cell;
use super::table::Table;

/// A value with its parts.
#[derive(Clone, Debug, PartialEq)]
pub enum Nested {
    Null,
    /// Canonical text, and whether JSON quotes it.
    Value(String, bool),
    List(Vec<Nested>),
    Record(Vec<(String, Nested)>),
}

impl Table {
    /// The value at `row` and `column` with its parts; `None` if it has no parts.
    pub fn unfold(&self, row: usize, column: usize) -> Option<Nested> {
        let value = self.frame().columns().get(column)?.get(row).ok()?;
        let nested = unfold(&value);
        matches!(nested, Nested::List(_) | Nested::Record(_)).then_some(nested)
    }
}

fn unfold(value: &AnyValue) -> Nested {
    let record = |fields: &[Field], values: &mut dyn Iterator<Item = AnyValue<'_>>| {
        Nested::Record(fields.iter().map(|field| field.name().to_string()).zip(values.map(|v| unfold(&v))).collect())
    };
    match value {
        AnyValue::Null => Nested::Null,
        AnyValue::List(values) | AnyValue::Array(values, _) => {
            Nested::List(values.iter().map(|value| unfold(&value)).collect())
        }
        AnyValue::Struct(_, _, fields) => record(fields, &mut value._iter_struct_av()),
        AnyValue::StructOwned(owned) => record(&owned.1, &mut owned.0.iter().cloned()),
        value => {
            let is_finite = match value {
                AnyValue::Float32(value) => value.is_finite(),
                AnyValue::Float64(value) => value.is_finite(),
                _ => true,
            };
            let is_plain = matches!(value, AnyValue::Boolean(_) | AnyValue::Decimal(..));
            let bare = is_plain || value.is_primitive_numeric() && is_finite;
            Nested::Value(cell::text(value), !bare)
        }
    }
}

impl Nested {
    /// Its parts, each with its name or number.
    pub fn parts(&self) -> Vec<(String, &Nested)> {
        match self {
            Nested::List(values) => values.iter().enumerate().map(|(n, value)| ((n + 1).to_string(), value)).collect(),
            Nested::Record(fields) => fields.iter().map(|(name, value)| (name.clone(), value)).collect(),
            Nested::Null | Nested::Value(..) => Vec::new(),
        }
    }

    pub fn json(&self) -> String {
        let quoted = |text: &str| serde_json::Value::from(text).to_string();
        match self {
            Nested::Null => "null".into(),
            Nested::Value(text, true) => quoted(text),
            Nested::Value(text, false) => text.clone(),
            Nested::List(values) => {
                format!("[{}]", values.iter().map(Nested::json).collect::<Vec<_>>().join(", "))
            }
            Nested::Record(fields) => {
                let fields = fields.iter().map(|(name, value)| format!("{}: {}", quoted(name), value.json()));
                format!("{{{}}}", fields.collect::<Vec<_>>().join(", "))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::table::Exactness;
    use super::*;

    #[test]
    fn lists_and_structs_unfold() {
        let list = Series::new("list".into(), [Series::new("".into(), [Some("a\"b"), None])]);
        let fields = [Series::new("n".into(), [1.5]), Series::new("inner".into(), [Series::new("".into(), [7i64])])];
        let record = StructChunked::from_series("record".into(), 1, fields.iter()).unwrap().into_series();
        let plain = Column::new("plain".into(), [1]);
        let frame = DataFrame::new(1, vec![list.into(), record.into(), plain]).unwrap();
        let table = Table::new(frame, 0, Exactness::Exact);
        assert_eq!(table.unfold(0, 0).unwrap().json(), r#"["a\"b", null]"#);
        let record = table.unfold(0, 1).unwrap();
        assert_eq!(record.json(), r#"{"n": 1.5, "inner": [7]}"#);
        assert_eq!(record.parts()[1].0, "inner");
        assert_eq!((table.unfold(0, 2), table.unfold(3, 0)), (None, None));
    }
}
