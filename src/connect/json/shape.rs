//! What was seen at one place of all rows: types of values, the digits of its numbers, the fields of its objects.

use std::collections::HashMap;

use super::number::Number;

/// The line in which something was first seen, from 0.
pub(super) type Line = u64;

/// What was seen at one place.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Shape {
    pub boolean: Option<Line>,
    pub text: Option<Line>,
    pub numbers: Numbers,
    pub list: Option<(Line, Box<Shape>)>,
    pub object: Option<(Line, Box<Fields>)>,
}

/// The numbers at one place.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Numbers {
    pub first: Option<Line>,
    /// The first that is not a 64-bit integer.
    pub other: Option<Line>,
    /// The first whose digits a 64-bit floating-point number does not preserve.
    pub inexact: Option<Line>,
    /// Whether one is written in a way that must be changed for the scan.
    pub want_points: bool,
    /// The maximum number of digits before and after the point; `None` if one has too many.
    digits: Digits,
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct Digits(Option<(u32, u32)>);

impl Default for Digits {
    fn default() -> Self {
        Digits(Some((0, 0)))
    }
}

impl Digits {
    fn with(self, other: Digits) -> Self {
        Digits(self.0.zip(other.0).map(|(a, b)| (a.0.max(b.0), a.1.max(b.1))))
    }
}

/// The fields of the objects at one place, in the order in which they were first seen.
#[derive(Clone, Debug, Default)]
pub(super) struct Fields {
    fields: Vec<Field>,
    index: HashMap<Box<[u8]>, usize>,
    /// Whether there are so many that they are keys of a map, not fields: no more are recorded.
    pub is_map: bool,
}

/// One field.
#[derive(Clone, Debug)]
pub(super) struct Field {
    /// Without escapes.
    pub name: String,
    pub shape: Shape,
    /// The object in which it was last seen.
    seen: u64,
}

impl PartialEq for Fields {
    fn eq(&self, other: &Self) -> bool {
        let same = |(a, b): (&Field, &Field)| a.name == b.name && a.shape == b.shape;
        self.fields.len() == other.fields.len()
            && self.is_map == other.is_map
            && self.iter().zip(other.iter()).all(same)
    }
}

/// Objects with more distinct fields are maps.
pub(super) const MOST_FIELDS: usize = 1_000;

/// The earlier of two lines.
fn earlier(one: Option<Line>, other: Option<Line>) -> Option<Line> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}

impl Numbers {
    pub fn see(&mut self, number: Number, line: Line) {
        self.first.get_or_insert(line);
        if !number.is_integer {
            self.other.get_or_insert(line);
        }
        if !number.is_exact {
            self.inexact.get_or_insert(line);
        }
        self.want_points |= number.wants_point;
        self.digits = self.digits.with(Digits(number.digits));
    }

    /// The maximum number of digits before and after the point.
    pub fn digits(&self) -> Option<(u32, u32)> {
        self.digits.0
    }

    fn merge(&mut self, other: Numbers) {
        self.first = earlier(self.first, other.first);
        self.other = earlier(self.other, other.other);
        self.inexact = earlier(self.inexact, other.inexact);
        self.want_points |= other.want_points;
        self.digits = self.digits.with(other.digits);
    }
}

impl Shape {
    /// Adds what was seen in later lines, or in another file.
    pub fn merge(&mut self, other: Shape) {
        self.boolean = earlier(self.boolean, other.boolean);
        self.text = earlier(self.text, other.text);
        self.numbers.merge(other.numbers);
        if let Some((line, shape)) = other.list {
            match &mut self.list {
                Some((own, list)) => {
                    *own = line.min(*own);
                    list.merge(*shape);
                }
                None => self.list = Some((line, shape)),
            }
        }
        if let Some((line, fields)) = other.object {
            match &mut self.object {
                Some((own, object)) => {
                    *own = line.min(*own);
                    object.merge(*fields);
                }
                None => self.object = Some((line, fields)),
            }
        }
    }

    /// Shifts everything by this many lines.
    fn later(&mut self, lines: u64) {
        let numbers = &mut self.numbers;
        for line in [&mut self.boolean, &mut self.text, &mut numbers.first, &mut numbers.other, &mut numbers.inexact] {
            *line = line.map(|line| line + lines);
        }
        if let Some((line, items)) = &mut self.list {
            *line += lines;
            items.later(lines);
        }
        if let Some((line, fields)) = &mut self.object {
            *line += lines;
            fields.later(lines);
        }
    }

    /// Whether anything but null was seen.
    pub fn is_seen(&self) -> bool {
        let Shape { boolean, text, numbers, list, object } = self;
        boolean.is_some() || text.is_some() || numbers.first.is_some() || list.is_some() || object.is_some()
    }
}

impl Fields {
    pub fn iter(&self) -> impl Iterator<Item = &Field> {
        self.fields.iter()
    }

    pub fn len(&self) -> usize {
        self.fields.len()
    }

    pub fn get(&self, name: &str) -> Option<&Field> {
        self.index.get(name.as_bytes()).map(|index| &self.fields[*index])
    }

    /// The shape of the field `name` in the object with the number `object`; `None` if the object has it already.
    /// `after` is the index of the field before it, and is set to its own: objects mostly have the same order.
    pub fn see(&mut self, name: &str, object: u64, after: &mut Option<usize>) -> Option<&mut Shape> {
        let next = after.map_or(0, |after| after + 1);
        let expected = self.fields.get(next).filter(|field| field.name == name).map(|_| next);
        let index = expected.or_else(|| self.index.get(name.as_bytes()).copied()).unwrap_or_else(|| self.add(name));
        *after = Some(index);
        let field = &mut self.fields[index];
        if std::mem::replace(&mut field.seen, object) == object {
            return None;
        }
        Some(&mut field.shape)
    }

    fn add(&mut self, name: &str) -> usize {
        let index = self.fields.len();
        self.fields.push(Field { name: name.to_owned(), shape: Shape::default(), seen: 0 });
        self.index.insert(name.as_bytes().into(), index);
        index
    }

    /// Discards the fields: they are the keys of a map.
    pub fn make_map(&mut self) {
        *self = Fields { is_map: true, ..Fields::default() };
    }

    /// Shifts everything by this many lines.
    pub fn later(&mut self, lines: u64) {
        self.fields.iter_mut().for_each(|field| field.shape.later(lines));
    }

    pub fn merge(&mut self, other: Fields) {
        if self.is_map || other.is_map {
            return self.make_map();
        }
        for field in other.fields {
            let index = self.index.get(field.name.as_bytes()).copied().unwrap_or_else(|| self.add(&field.name));
            self.fields[index].shape.merge(field.shape);
        }
    }
}
