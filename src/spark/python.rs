//! Expressions of Python, as far as programs need them.

use crate::formula::OPEN;

/// An expression.
#[derive(Clone, Debug)]
pub(super) enum Py {
    /// A name, a number, `None`: anything that is never broken.
    Atom(String),
    Text(PyText),
    /// `base.first(…).second(…)`. Without calls it is the base.
    Chain(String, Vec<Call>),
    List(Vec<Py>),
    Tuple(Vec<Py>),
    Dict(Vec<(Py, Py)>),
    /// `name=value` of a call.
    Keyword(&'static str, Box<Py>),
}

/// A call in a chain. With an empty name it is a call of the base itself.
#[derive(Clone, Debug)]
pub(super) struct Call {
    pub name: String,
    pub arguments: Vec<Py>,
}

impl Py {
    pub fn atom(text: impl Into<String>) -> Py {
        Py::Atom(text.into())
    }

    pub fn text(text: &str) -> Py {
        Py::Text(PyText::new(text))
    }

    /// `function(arguments)`.
    pub fn call(function: &str, arguments: Vec<Py>) -> Py {
        Py::Chain(function.to_owned(), vec![Call { name: String::new(), arguments }])
    }

    /// `self.name(arguments)`.
    pub fn then(self, name: &str, arguments: Vec<Py>) -> Py {
        let call = Call { name: name.to_owned(), arguments };
        match self {
            Py::Chain(base, mut calls) => {
                calls.push(call);
                Py::Chain(base, calls)
            }
            other => Py::Chain(other.flat(), vec![call]),
        }
    }

    pub fn keyword(name: &'static str, value: Py) -> Py {
        Py::Keyword(name, Box::new(value))
    }

    /// On one line.
    pub fn flat(&self) -> String {
        match self {
            Py::Atom(text) => text.clone(),
            Py::Text(text) => text.flat(),
            Py::Chain(base, calls) => calls.iter().fold(base.clone(), |out, call| out + &call.flat()),
            Py::List(items) => format!("[{}]", joined(items)),
            Py::Tuple(items) if items.len() == 1 => format!("({},)", items[0].flat()),
            Py::Tuple(items) => format!("({})", joined(items)),
            Py::Dict(items) => {
                let items: Vec<String> =
                    items.iter().map(|(key, value)| format!("{}: {}", key.flat(), value.flat())).collect();
                format!("{{{}}}", items.join(", "))
            }
            Py::Keyword(name, value) => format!("{name}={}", value.flat()),
        }
    }

    pub fn calls(&self) -> usize {
        match self {
            Py::Chain(_, calls) => calls.len(),
            _ => 0,
        }
    }
}

impl Call {
    pub fn opening(&self) -> String {
        if self.name.is_empty() { "(".into() } else { format!(".{}(", self.name) }
    }

    pub fn flat(&self) -> String {
        format!("{}{})", self.opening(), joined(&self.arguments))
    }
}

pub(super) fn joined(items: &[Py]) -> String {
    items.iter().map(Py::flat).collect::<Vec<_>>().join(", ")
}

/// A text, in which values of parameters may be open.
#[derive(Clone, Debug)]
pub(super) struct PyText(Vec<Part>);

#[derive(Clone, Debug)]
enum Part {
    Text(String),
    /// An expression in braces.
    Value(String),
}

impl PyText {
    /// Of a text with the marks of [`OPEN`].
    pub fn new(marked: &str) -> PyText {
        let mut parts = Vec::new();
        for (index, piece) in marked.split(OPEN.0).enumerate() {
            let text = match piece.split_once(OPEN.1).filter(|_| index > 0) {
                Some((mark, text)) => {
                    parts.extend(value(mark));
                    text
                }
                None => piece,
            };
            if !text.is_empty() {
                parts.push(Part::Text(text.to_owned()));
            }
        }
        PyText(parts)
    }

    /// Whether it has open parameters.
    pub fn is_open(&self) -> bool {
        self.0.iter().any(|part| matches!(part, Part::Value(_)))
    }

    pub fn flat(&self) -> String {
        let is_open = self.is_open();
        let (mut double, mut single) = (0, 0);
        for part in &self.0 {
            if let Part::Text(text) = part {
                double += text.matches('"').count();
                single += text.matches('\'').count();
            }
        }
        let quote = if double > single { '\'' } else { '"' };
        let mut out = String::from(if is_open { "f" } else { "" });
        out.push(quote);
        for part in &self.0 {
            match part {
                Part::Text(text) => escape(text, quote, is_open, &mut out),
                Part::Value(value) => out.push_str(&format!("{{{value}}}")),
            }
        }
        out.push(quote);
        out
    }

    /// The same text in pieces that are at most `width` wide, broken behind blanks as far as there are some.
    pub fn pieces(&self, width: usize) -> Vec<String> {
        let mut words: Vec<PyText> = Vec::new();
        let mut open = false;
        for part in &self.0 {
            match part {
                Part::Value(_) => {
                    match words.last_mut().filter(|_| open) {
                        Some(word) => word.0.push(part.clone()),
                        None => words.push(PyText(vec![part.clone()])),
                    }
                    open = true;
                }
                Part::Text(text) => {
                    for word in text.split_inclusive(' ') {
                        let part = Part::Text(word.to_owned());
                        match words.last_mut().filter(|_| open) {
                            Some(before) => before.0.push(part),
                            None => words.push(PyText(vec![part])),
                        }
                        open = !word.ends_with(' ');
                    }
                }
            }
        }
        let mut lines: Vec<PyText> = Vec::new();
        for word in words {
            if let Some(line) = lines.last_mut() {
                let longer = PyText(line.0.iter().chain(&word.0).cloned().collect());
                if wide(&longer.flat()) <= width {
                    *line = longer;
                    continue;
                }
            }
            lines.push(word);
        }
        lines.iter().map(PyText::flat).collect()
    }
}

/// The parts for a mark: an expression in braces and what stands around it.
fn value(mark: &str) -> Vec<Part> {
    let Some(kind) = mark.chars().next() else { return Vec::new() };
    let name = format!("args.{}", super::names::identifier(&mark[kind.len_utf8()..]));
    let text = |text: &str| Part::Text(text.to_owned());
    match kind {
        'i' => vec![Part::Value(name), text("L")],
        'n' => vec![Part::Value(format!("float({name})")), text("D")],
        'd' => vec![text("DATE '"), Part::Value(name), text("'")],
        'b' => vec![Part::Value(format!("str({name}).lower()"))],
        't' => vec![Part::Value(format!("text_literal({name})"))],
        _ => vec![Part::Value(name)],
    }
}

fn escape(text: &str, quote: char, is_open: bool, out: &mut String) {
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c == quote => {
                out.push('\\');
                out.push(c);
            }
            '{' | '}' if is_open => {
                out.push(c);
                out.push(c);
            }
            c if (c as u32) < 0x20 || c as u32 == 0x7f => out.push_str(&format!("\\x{:02x}", c as u32)),
            // Lines that end elsewhere, marks of direction and characters without a width are written as numbers.
            c if is_odd(c) && (c as u32) < 0x1_0000 => out.push_str(&format!("\\u{:04x}", c as u32)),
            c if is_odd(c) => out.push_str(&format!("\\U{:08x}", c as u32)),
            c => out.push(c),
        }
    }
}

fn is_odd(c: char) -> bool {
    let code = c as u32;
    c.is_control()
        || matches!(code, 0xa0 | 0xad | 0x2000..=0x200f | 0x2028..=0x202f | 0x205f..=0x206f | 0x3000 | 0xfeff)
        || matches!(code, 0xe000..=0xf8ff | 0xfff0..=0xffff | 0xe_0000..)
}

/// The width of a line on a terminal, as `black` counts.
pub(super) fn wide(text: &str) -> usize {
    unicode_width::UnicodeWidthStr::width(text)
}
