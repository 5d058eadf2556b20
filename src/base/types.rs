//! The types of columns and values, in terms that users read. No table library is named here, so that the window, the
//! document and the formula language can refer to types without one.

use serde::{Deserialize, Serialize};

use super::Text;

/// The type of a column or of a formula's value.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Type {
    Boolean,
    /// An integer of any width; 64 bits when we create one.
    Integer,
    /// A floating-point number; 64 bits when we create one.
    Number,
    /// Exact decimal with `scale` digits after the point.
    Decimal(u8, u8),
    Text,
    Date,
    /// Microseconds, with the name of a time zone if there is one.
    DateTime(Option<String>),
    Time,
    Duration,
    Binary,
    List(Box<Type>),
    /// Named fields.
    Struct(Vec<(String, Type)>),
    /// A column in which nothing but null was ever seen.
    Null,
    /// Anything else, as the table library names it.
    Other(String),
}

impl Type {
    /// The types that the user may cast to, in the order of menus.
    pub const CHOICES: &'static [Type] =
        &[Type::Text, Type::Integer, Type::Number, Type::Boolean, Type::Date, Type::DateTime(None), Type::Time];

    /// Its name in formulas, in files and on the command line: "integer", "text", "list of text".
    pub fn word(&self) -> String {
        match self {
            Type::Boolean => "boolean".into(),
            Type::Integer => "integer".into(),
            Type::Number => "number".into(),
            Type::Decimal(p, s) => format!("decimal({p}, {s})"),
            Type::Text => "text".into(),
            Type::Date => "date".into(),
            Type::DateTime(None) => "datetime".into(),
            Type::DateTime(Some(zone)) => format!("datetime in {zone}"),
            Type::Time => "time".into(),
            Type::Duration => "duration".into(),
            Type::Binary => "binary".into(),
            Type::List(inner) => format!("list of {}", inner.word()),
            Type::Struct(fields) => format!("struct of {}", fields.len()),
            Type::Null => "null".into(),
            Type::Other(word) => word.clone(),
        }
    }

    /// Its name for people: [`Type::word`] in English.
    pub fn name(&self) -> Text {
        self.text("")
    }

    /// Its name in a sentence: "text", "an integer".
    pub fn in_a_sentence(&self) -> Text {
        match self {
            Type::Other(word) if word.starts_with(['a', 'e', 'i', 'o', 'u']) => self.text(".an"),
            _ => self.text(".a"),
        }
    }

    /// The message of `texts/`, or an attribute of it.
    fn text(&self, attribute: &str) -> Text {
        let of = |name: &str| Text::message(format!("type-{name}{attribute}"));
        match self {
            Type::Boolean => of("boolean"),
            Type::Integer => of("integer"),
            Type::Number => of("number"),
            Type::Decimal(digits, scale) => of("decimal").with("digits", digits).with("scale", scale),
            Type::Text => of("text"),
            Type::Date => of("date"),
            Type::DateTime(None) => of("datetime"),
            Type::DateTime(Some(zone)) => of("datetime-in").with("zone", zone),
            Type::Time => of("time"),
            Type::Duration => of("duration"),
            Type::Binary => of("binary"),
            Type::List(inner) => of("list").with("inner", &inner.name()),
            Type::Struct(fields) => of("struct").with("count", &fields.len()),
            Type::Null => of("null"),
            Type::Other(word) => of("other").with("word", word),
        }
    }

    /// The type whose [`Type::word`] is `word`, among [`Type::CHOICES`] and the decimals.
    pub fn from_word(word: &str) -> Option<Type> {
        if let Some(digits) = word.strip_prefix("decimal(").and_then(|rest| rest.strip_suffix(')')) {
            let (precision, scale) = digits.split_once(',')?;
            let precision = precision.trim().parse().ok()?;
            let scale = scale.trim().parse().ok()?;
            return ((1..=38).contains(&precision) && scale <= precision).then_some(Type::Decimal(precision, scale));
        }
        Type::CHOICES.iter().find(|t| t.word() == word).cloned()
    }

    /// Integer, floating point or decimal, of any width.
    pub fn is_numeric(&self) -> bool {
        matches!(self, Type::Integer | Type::Number | Type::Decimal(..))
    }

    /// Dates, times, and datetimes.
    pub fn is_temporal(&self) -> bool {
        matches!(self, Type::Date | Type::DateTime(_) | Type::Time | Type::Duration)
    }
}

/// A column of a schema: its name and type.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnInfo {
    pub name: String,
    pub data_type: Type,
}

impl ColumnInfo {
    pub fn new(name: impl Into<String>, data_type: Type) -> Self {
        ColumnInfo { name: name.into(), data_type }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Language;

    #[test]
    fn types_have_names_in_every_language() {
        let types = [
            Type::Boolean,
            Type::Integer,
            Type::Number,
            Type::Decimal(10, 2),
            Type::Text,
            Type::Date,
            Type::DateTime(None),
            Type::DateTime(Some("UTC".into())),
            Type::Time,
            Type::Duration,
            Type::Binary,
            Type::List(Box::new(Type::List(Box::new(Type::Text)))),
            Type::Struct(vec![("a".into(), Type::Null)]),
            Type::Null,
            Type::Other("enum".into()),
            Type::Other("Object".into()),
        ];
        for data_type in types {
            assert_eq!(data_type.name(), data_type.word().as_str());
            let sentence = data_type.in_a_sentence().to_string();
            let article = if data_type.word().starts_with(['a', 'e', 'i', 'o', 'u']) { "an " } else { "a " };
            let article = if matches!(data_type, Type::Null | Type::Text) { "" } else { article };
            assert_eq!(sentence, format!("{article}{}", data_type.word()));
            for text in [data_type.name(), data_type.in_a_sentence()] {
                let chinese = text.in_language(Language::SimplifiedChinese);
                let known = !matches!(data_type, Type::Other(_));
                assert!(!chinese.contains("type-") && chinese.is_ascii() != known, "{chinese}");
            }
        }
        assert_eq!(Type::from_word("decimal(10, 2)"), Some(Type::Decimal(10, 2)));
        assert_eq!(Type::from_word("decimal(39, 2)").or(Type::from_word("decimal(2, 3)")), None);
        let list = Type::List(Box::new(Type::Text)).name();
        assert_eq!(list.in_language(Language::SimplifiedChinese), "文本列表");
    }
}
