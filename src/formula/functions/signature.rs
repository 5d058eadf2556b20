//! Signatures in the catalogue's notation: "text: text, start: integer, [length: integer] -> text".

use super::shape::{Shape, parts};
use crate::base::Text;
use crate::base::text::joined;

/// One overload of a function.
#[derive(Clone, Debug)]
pub struct Signature {
    pub parameters: Vec<Parameter>,
    /// Whether the last parameter can be repeated.
    pub repeats: bool,
    pub result: Shape,
    /// As shown in the help: "left(text: text, count: integer) -> text".
    pub shown: Text,
}

/// A parameter of a function.
#[derive(Clone, Debug)]
pub struct Parameter {
    pub name: &'static str,
    pub shape: Shape,
    pub optional: bool,
    /// Must be a literal (or a parameter of the project), the same for all rows.
    pub constant: bool,
}

/// Parses an overload: "text: text, [length: integer]", and the type of its value.
///
/// # Panics
/// On an unknown word; the first test of the catalogue covers all words.
pub(super) fn parse(name: &str, takes: &'static str, gives: &'static str) -> Signature {
    let repeats = takes.ends_with("...");
    let parameters: Vec<Parameter> = parts(takes.trim_end_matches("...")).into_iter().map(parameter).collect();
    let result = Shape::read(gives);
    let last = parameters.len().saturating_sub(1);
    let arguments = parameters.iter().enumerate().map(|(index, parameter)| {
        if repeats && index == last {
            say!("signature-repeated", argument = parameter.shown())
        } else {
            parameter.shown()
        }
    });
    let arguments = joined(arguments, "signature-more", "signature-more");
    let shown = say!("signature", function = name, arguments = arguments, result = result.name());
    Signature { parameters, repeats, result, shown }
}

fn parameter(part: &'static str) -> Parameter {
    let inner = part.trim().trim_start_matches('[').trim_end_matches(']');
    let (name, shaped) = inner.split_once(": ").expect("a parameter has a type");
    let written = shaped.strip_prefix("constant ");
    Parameter {
        name,
        shape: Shape::read(written.unwrap_or(shaped)),
        optional: part.starts_with('['),
        constant: written.is_some(),
    }
}

impl Signature {
    /// Whether it takes this many arguments.
    pub(super) fn takes(&self, count: usize) -> bool {
        let least = self.parameters.iter().filter(|parameter| !parameter.optional).count();
        count >= least && (self.repeats || count <= self.parameters.len())
    }

    /// The parameter for the argument at `index`.
    pub fn parameter(&self, index: usize) -> Option<&Parameter> {
        self.parameters.get(index).or_else(|| self.parameters.last().filter(|_| self.repeats))
    }
}

impl Parameter {
    /// Its name in the user interface.
    pub fn title(&self) -> Text {
        Text::message(format!("argument-{}", self.name))
    }

    /// As shown in a signature: "[length: integer]".
    pub fn shown(&self) -> Text {
        let (name, shape) = (self.title(), self.shape.name());
        let shown = if self.constant {
            say!("signature-constant", name = name, shape = shape)
        } else {
            say!("signature-argument", name = name, shape = shape)
        };
        if self.optional { say!("signature-optional", argument = shown) } else { shown }
    }
}
