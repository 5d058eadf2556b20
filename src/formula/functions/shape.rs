//! Which types match a position in a signature: simple types ("text"), type classes that resolve to one type for all
//! their positions ("numeric"), and compound types with type variables: `list<T>`, `map<K, V>`, `(T) -> U`.

use std::collections::BTreeMap;

use crate::base::text::joined;
use crate::base::{Text, Type};
use crate::formula::unify::unify;

/// The types that match a position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    Any,
    /// Any type, but the same at all positions with this shape.
    Same,
    Text,
    Integer,
    Number,
    /// Integer, number or decimal; the widest of them at all positions with this shape.
    Numeric,
    Decimal,
    Boolean,
    Date,
    DateTime,
    /// Date or datetime, as given.
    Moment,
    /// Datetime or time of day; a date is its midnight.
    Clock,
    /// Any type that CAST can convert to text, converted as CAST does.
    Written,
    /// Any type, the same at every use of the variable.
    Variable(char),
    List(&'static Shape),
    /// Keys and their values. A map column is a list of structs with the fields `key` and `value`.
    Map(&'static Shape, &'static Shape),
    /// A struct with any fields.
    Struct,
    /// A function from values to a value: `x -> x + 1`.
    Function(&'static [Shape], &'static Shape),
}

const WORDS: &[(&str, Shape)] = &[
    ("any", Shape::Any),
    ("same", Shape::Same),
    ("text", Shape::Text),
    ("integer", Shape::Integer),
    ("number", Shape::Number),
    ("numeric", Shape::Numeric),
    ("decimal", Shape::Decimal),
    ("boolean", Shape::Boolean),
    ("date", Shape::Date),
    ("datetime", Shape::DateTime),
    ("moment", Shape::Moment),
    ("clock", Shape::Clock),
    ("written", Shape::Written),
    ("struct", Shape::Struct),
];

/// The types bound to the type variables in one call.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Variables(BTreeMap<char, Type>);

/// Why a type does not fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Misfit {
    /// Another type is required.
    Needed(Text),
    /// A type variable would be bound to both.
    Mixed(Type, Type),
}

impl Shape {
    /// Parses a shape of the catalogue.
    ///
    /// # Panics
    /// On an unknown word; the first test of the catalogue covers all words.
    pub(super) fn read(text: &str) -> Shape {
        let text = text.trim();
        let kept = |shape: Shape| -> &'static Shape { Box::leak(Box::new(shape)) };
        let within = |open: &str, close: char| text.strip_prefix(open).and_then(|rest| rest.strip_suffix(close));
        if let Some((takes, gives)) = text.split_once("->") {
            let takes = takes.trim().trim_start_matches('(').trim_end_matches(')');
            let takes: Vec<Shape> = parts(takes).into_iter().map(Shape::read).collect();
            return Shape::Function(takes.leak(), kept(Shape::read(gives)));
        }
        if let Some(inner) = within("list<", '>') {
            return Shape::List(kept(Shape::read(inner)));
        }
        if let Some([key, value]) = within("map<", '>').map(parts).as_deref() {
            return Shape::Map(kept(Shape::read(key)), kept(Shape::read(value)));
        }
        let mut letters = text.chars();
        match (letters.next(), letters.next()) {
            (Some(letter @ 'A'..='Z'), None) => Shape::Variable(letter),
            _ => WORDS.iter().find(|(word, _)| *word == text).unwrap_or_else(|| panic!("no shape {text}")).1,
        }
    }

    /// Whether a value of this type matches without a conversion.
    pub fn fits(self, data_type: &Type) -> bool {
        match self {
            Shape::Any | Shape::Same | Shape::Written | Shape::Variable(_) => true,
            Shape::Text => *data_type == Type::Text,
            Shape::Integer => *data_type == Type::Integer,
            Shape::Number | Shape::Numeric | Shape::Decimal => data_type.is_numeric(),
            Shape::Boolean => *data_type == Type::Boolean,
            Shape::Date | Shape::DateTime | Shape::Moment => matches!(data_type, Type::Date | Type::DateTime(_)),
            Shape::Clock => matches!(data_type, Type::Date | Type::DateTime(_) | Type::Time),
            Shape::List(inner) => matches!(data_type, Type::List(own) if inner.fits(own)),
            Shape::Map(key, value) => entries(data_type).is_some_and(|(k, v)| key.fits(k) && value.fits(v)),
            Shape::Struct => matches!(data_type, Type::Struct(_)),
            Shape::Function(..) => false,
        }
    }

    /// Its name in the user interface.
    pub fn name(self) -> Text {
        self.text("")
    }

    /// Its name in a sentence: "a list of T".
    pub(super) fn in_a_sentence(self) -> Text {
        self.text(".a")
    }

    fn text(self, attribute: &str) -> Text {
        let of = |name: &str| Text::message(format!("shape-{name}{attribute}"));
        match self {
            Shape::Variable(letter) => Text::from(letter.to_string()),
            Shape::List(inner) => of("list").with("inner", &inner.name()),
            Shape::Map(key, value) => of("map").with("key", &key.name()).with("value", &value.name()),
            Shape::Function(takes, gives) => {
                let takes = joined(takes.iter().map(|shape| shape.name()), "signature-more", "signature-more");
                of("function").with("takes", &takes).with("gives", &gives.name())
            }
            shape => {
                let word = WORDS.iter().find(|(_, own)| *own == shape).map_or("any", |(word, _)| word);
                Text::message(format!("shape-{word}"))
            }
        }
    }

    /// Whether it is compound or a type variable.
    pub(super) fn is_compound(self) -> bool {
        matches!(self, Shape::Variable(_) | Shape::List(_) | Shape::Map(..) | Shape::Struct | Shape::Function(..))
    }

    /// Binds type variables from a value of this type. A null matches everything and binds nothing.
    pub(super) fn bind(self, data_type: &Type, variables: &mut Variables) -> Result<(), Misfit> {
        let needed = || Misfit::Needed(self.in_a_sentence());
        match (self, data_type) {
            (_, Type::Null) => Ok(()),
            (Shape::Variable(letter), found) => variables.unify(letter, found),
            (Shape::List(inner), Type::List(own)) => inner.bind(own, variables),
            (Shape::Map(key, value), _) => {
                let (k, v) = entries(data_type).ok_or_else(needed)?;
                key.bind(k, variables)?;
                value.bind(v, variables)
            }
            (Shape::Struct, Type::Struct(_)) => Ok(()),
            (shape, found) if !shape.is_compound() => match shape.data_type(Type::Null) {
                Type::Null if shape.fits(found) => Ok(()),
                required if unify(&required, found).as_ref() == Some(&required) => Ok(()),
                _ => Err(needed()),
            },
            _ => Err(needed()),
        }
    }

    /// The type of the position, once the variables are bound; unbound variables are null.
    pub(super) fn resolve(self, variables: &Variables, class: &Type) -> Type {
        match self {
            Shape::Variable(letter) => variables.0.get(&letter).cloned().unwrap_or(Type::Null),
            Shape::List(inner) => Type::List(Box::new(inner.resolve(variables, class))),
            Shape::Map(key, value) => {
                let field = |name: &str, shape: &Shape| (name.to_owned(), shape.resolve(variables, class));
                Type::List(Box::new(Type::Struct(vec![field("key", key), field("value", value)])))
            }
            Shape::Function(_, gives) => gives.resolve(variables, class),
            shape => shape.data_type(class.clone()),
        }
    }

    /// The type of a shape; for classes `class`, the type chosen for them.
    fn data_type(self, class: Type) -> Type {
        match self {
            Shape::Text | Shape::Written => Type::Text,
            Shape::Integer => Type::Integer,
            Shape::Number => Type::Number,
            Shape::Boolean => Type::Boolean,
            Shape::Date => Type::Date,
            Shape::DateTime => Type::DateTime(None),
            _ => class,
        }
    }
}

impl Variables {
    fn unify(&mut self, letter: char, found: &Type) -> Result<(), Misfit> {
        let bound = self.0.entry(letter).or_insert(Type::Null);
        match unify(bound, found) {
            Some(wider) => {
                *bound = wider;
                Ok(())
            }
            None => Err(Misfit::Mixed(bound.clone(), found.clone())),
        }
    }
}

/// The types of the keys and values of a map.
fn entries(data_type: &Type) -> Option<(&Type, &Type)> {
    let Type::List(entry) = data_type else { return None };
    match &**entry {
        Type::Struct(fields) => match &fields[..] {
            [(key, k), (value, v)] if key == "key" && value == "value" => Some((k, v)),
            _ => None,
        },
        _ => None,
    }
}

/// Splits at commas outside brackets: "K, V", "map: map<K, V>, key: K".
pub(super) fn parts(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut depth = 0;
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        match c {
            '<' | '(' => depth += 1,
            '>' if before == '-' => {}
            '>' | ')' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(text[start..at].trim());
                start = at + 1;
            }
            _ => {}
        }
        before = c;
    }
    parts.push(text[start..].trim());
    parts.retain(|part| !part.is_empty());
    parts
}

#[cfg(test)]
mod tests;
