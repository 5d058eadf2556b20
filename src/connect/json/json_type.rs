//! How the values at each place are read, depending on what was seen there. No value is read in a way that would change
//! it.

use std::collections::HashMap;

use polars::prelude::*;

use super::shape::{Field as SeenField, Fields, Line, Shape};
use crate::base::text::listed;
use crate::base::{Problem, Text};

/// How the values at one place are read.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum JsonType {
    Boolean,
    Integer,
    Number,
    /// With this many digits after the point.
    Decimal(u32),
    /// Strings; all other values as written in the file.
    Text,
    /// Null in all rows.
    Nothing,
    List(Box<JsonType>),
    Record(Record),
}

/// How the fields of an object are read.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Record {
    pub fields: Vec<(String, JsonType)>,
    index: HashMap<String, usize>,
}

/// A remark about a place.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Note {
    /// "o.tags".
    pub path: String,
    pub what: What,
    /// Where it was seen.
    pub line: Line,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum What {
    /// Values of several types.
    Mixed(Vec<Sort>),
    /// Numbers with more digits than a floating-point number has; whether they are read as decimals.
    Digits(bool),
    /// Objects with more fields than can become columns.
    Map,
}

/// The types of values, for people.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Sort {
    Boolean,
    Number,
    Text,
    List,
    Object,
}

/// The number of digits of a decimal.
const DECIMAL: u32 = 38;

impl Record {
    pub fn find(&self, name: &str, after: &mut Option<usize>) -> Option<usize> {
        let next = after.map_or(0, |after| after + 1);
        let expected = self.fields.get(next).is_some_and(|(own, _)| own == name).then_some(next);
        let found = expected.or_else(|| self.index.get(name).copied());
        *after = found.or(*after);
        found
    }

    /// The types that the fields are scanned as: decimals are strings at first.
    pub fn scanned(&self) -> Schema {
        self.fields.iter().map(|(name, json_type)| Field::new(name.as_str().into(), json_type.scanned())).collect()
    }

    /// The columns, null where only null was seen.
    pub fn own_columns(&self) -> Vec<(String, DataType)> {
        self.fields.iter().map(|(name, json_type)| (name.clone(), json_type.own_type())).collect()
    }

    /// Only these fields, in this order.
    pub fn only(&self, names: &[&str]) -> Record {
        let mut only = Record::default();
        let found = names.iter().filter_map(|name| self.fields.iter().find(|(own, _)| own == name));
        for (name, json_type) in found {
            only.index.insert(name.clone(), only.fields.len());
            only.fields.push((name.clone(), json_type.clone()));
        }
        only
    }

    pub fn schema(&self) -> Schema {
        self.fields.iter().map(|(name, json_type)| Field::new(name.as_str().into(), json_type.data_type())).collect()
    }

    /// The conversions from the scanned columns to the final ones.
    pub fn conversions(&self) -> Vec<Expr> {
        let decimal = |(name, json_type): &(String, JsonType)| match json_type {
            JsonType::Decimal(_) => Some(col(name.as_str()).cast(json_type.data_type())),
            _ => None,
        };
        self.fields.iter().filter_map(decimal).collect()
    }
}

impl JsonType {
    fn data_type(&self) -> DataType {
        match self {
            JsonType::Decimal(scale) => DataType::Decimal(DECIMAL as usize, *scale as usize),
            other => other.scanned(),
        }
    }

    fn scanned(&self) -> DataType {
        match self {
            JsonType::Boolean => DataType::Boolean,
            JsonType::Integer => DataType::Int64,
            JsonType::Number => DataType::Float64,
            JsonType::Decimal(_) | JsonType::Text | JsonType::Nothing => DataType::String,
            JsonType::List(items) => DataType::List(Box::new(items.scanned())),
            JsonType::Record(record) => DataType::Struct(record.scanned().iter_fields().collect()),
        }
    }

    /// Like [`JsonType::data_type`], but null where only null was seen.
    fn own_type(&self) -> DataType {
        match self {
            JsonType::Nothing => DataType::Null,
            JsonType::List(items) => DataType::List(Box::new(items.own_type())),
            JsonType::Record(record) => {
                let field =
                    |(name, json_type): &(String, JsonType)| Field::new(name.as_str().into(), json_type.own_type());
                DataType::Struct(record.fields.iter().map(field).collect())
            }
            other => other.data_type(),
        }
    }

    /// The expected type, in the words of a reason.
    pub fn words(&self) -> String {
        match self {
            JsonType::Boolean => "true or false".into(),
            JsonType::Integer => "an integer".into(),
            JsonType::Number => "a number, or has more digits than a number keeps".into(),
            JsonType::Decimal(scale) => format!("a decimal with {scale} digits behind the point"),
            JsonType::Text | JsonType::Nothing => "a text".into(),
            JsonType::List(_) => "an array".into(),
            JsonType::Record(_) => "an object".into(),
        }
    }
}

/// Decides how rows are read whose content is `seen`, with the types of `first` if these decide.
pub(super) fn json_types(seen: &Fields, first: Option<&Fields>) -> Decided {
    let mut decide = Decide { notes: Vec::new(), rewrites: false, depth: 0 };
    let record = decide.record(seen, first, "");
    Decided { record, notes: decide.notes, rewrites: decide.rewrites }
}

/// The decision.
pub(super) struct Decided {
    pub record: Record,
    pub notes: Vec<Note>,
    /// Whether some values must be rewritten for the scan.
    pub rewrites: bool,
}

struct Decide {
    notes: Vec<Note>,
    rewrites: bool,
    /// How many lists and objects enclose the place.
    depth: usize,
}

impl Decide {
    fn note(&mut self, path: &str, what: What, line: Line) {
        self.rewrites = true;
        self.notes.push(Note { path: path.to_owned(), what, line });
    }

    fn record(&mut self, seen: &Fields, first: Option<&Fields>, path: &str) -> Record {
        let mut record = Record::default();
        self.depth += 1;
        for SeenField { name, shape, .. } in seen.iter() {
            let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
            let own = first.and_then(|first| first.get(name)).map(|field| &field.shape);
            let json_type = self.json_type(shape, own, &path);
            record.index.insert(name.clone(), record.fields.len());
            record.fields.push((name.clone(), json_type));
        }
        self.depth -= 1;
        record
    }

    fn json_type(&mut self, all: &Shape, first: Option<&Shape>, path: &str) -> JsonType {
        let first = first.filter(|first| first.is_seen());
        // The first rows decide; only nested places may grow.
        let shape = first.unwrap_or(all);
        let mut sorts = [
            (shape.boolean, Sort::Boolean),
            (shape.numbers.first, Sort::Number),
            (shape.text, Sort::Text),
            (shape.list.as_ref().map(|(line, _)| *line), Sort::List),
            (shape.object.as_ref().map(|(line, _)| *line), Sort::Object),
        ]
        .into_iter()
        .filter_map(|(line, sort)| Some((line?, sort)))
        .collect::<Vec<_>>();
        sorts.sort_by_key(|(line, _)| *line);
        if let [_, (line, _), ..] = sorts[..] {
            let mixed = sorts.into_iter().map(|(_, sort)| sort).collect();
            self.note(path, What::Mixed(mixed), line);
            return JsonType::Text;
        }
        match sorts.first() {
            None => JsonType::Nothing,
            Some((_, Sort::Text)) => JsonType::Text,
            Some((_, Sort::Boolean)) => JsonType::Boolean,
            Some((_, Sort::Number)) => self.number(shape, path),
            Some((_, Sort::List)) => {
                let items = |shape: &'_ Shape| shape.list.as_ref().map(|(_, items)| items.as_ref().clone());
                let own = first.and_then(items);
                let all = items(all).unwrap_or_default();
                self.depth += 1;
                let items = self.json_type(&all, own.as_ref(), &format!("{path}[]"));
                self.depth -= 1;
                JsonType::List(Box::new(items))
            }
            Some((line, Sort::Object)) => {
                let none = Fields::default();
                let fields = all.object.as_ref().map_or(&none, |(_, fields)| fields);
                if fields.is_map {
                    self.note(path, What::Map, *line);
                    return JsonType::Text;
                }
                let own = first.and_then(|first| Some(first.object.as_ref()?.1.as_ref()));
                let record = self.record(fields, own, path);
                if record.fields.is_empty() {
                    // There is no struct type without fields.
                    self.rewrites = true;
                    return JsonType::Text;
                }
                JsonType::Record(record)
            }
        }
    }

    fn number(&mut self, shape: &Shape, path: &str) -> JsonType {
        let numbers = &shape.numbers;
        if numbers.other.is_none() {
            return JsonType::Integer;
        }
        self.rewrites |= numbers.want_points;
        let Some(line) = numbers.inexact else { return JsonType::Number };
        let scale = numbers.digits().filter(|(before, behind)| before + behind <= DECIMAL).map(|(_, behind)| behind);
        // Inside nested values, decimals would have to be converted there.
        let scale = scale.filter(|_| self.depth == 1);
        self.note(path, What::Digits(scale.is_some()), line);
        scale.map_or(JsonType::Text, JsonType::Decimal)
    }
}

impl Sort {
    fn words(self) -> Text {
        match self {
            Sort::Boolean => say!("json-sort-booleans"),
            Sort::Number => say!("json-sort-numbers"),
            Sort::Text => say!("json-sort-texts"),
            Sort::List => say!("json-sort-lists"),
            Sort::Object => say!("json-sort-objects"),
        }
    }
}

impl Note {
    /// The note as a warning; `line` is the line in the file, from 1.
    pub fn warning(&self, line: u64) -> Problem {
        let path = self.path.as_str();
        let line = line.to_string();
        match &self.what {
            What::Mixed(sorts) => {
                let sorts = listed(sorts.iter().map(|sort| sort.words()));
                Problem::warning(say!("json-mixed", path = path, sorts = sorts, line = line))
                    .remedy(say!("json-mixed-cast"))
            }
            What::Digits(true) => Problem::warning(say!("json-digits-decimal", path = path, line = line)),
            What::Digits(false) => {
                Problem::warning(say!("json-digits-text", path = path, line = line)).remedy(say!("json-digits-round"))
            }
            What::Map => Problem::warning(say!("json-map", path = path, line = line)),
        }
    }
}
