//! Parameters of a project as options of its program.

use super::names::identifier;
use super::python::Py;
use crate::formula::Value;

/// A parameter of the project.
#[derive(Debug)]
pub struct Argument {
    pub name: String,
    pub value: Value,
    /// Its value is part of the text: another one is refused.
    pub is_fixed: bool,
}

impl Argument {
    /// The function that reads its text; `None` for a text.
    pub(super) fn type_name(&self) -> Option<&'static str> {
        match self.value {
            Value::Integer(_) => Some("int"),
            Value::Number(_) => Some("float"),
            Value::Boolean(_) => Some("boolean"),
            Value::Date(_) => Some("datetime.date.fromisoformat"),
            _ => None,
        }
    }

    pub(super) fn python(&self) -> Vec<Py> {
        let value = match &self.value {
            Value::Integer(value) => Py::atom(value.to_string()),
            Value::Number(value) if value.is_finite() => Py::atom(format!("{value:?}")),
            Value::Number(value) => Py::call("float", vec![Py::text(&value.to_string())]),
            Value::Boolean(true) => Py::atom("True"),
            Value::Boolean(false) => Py::atom("False"),
            Value::Date(value) => Py::call("datetime.date.fromisoformat", vec![Py::text(&value.to_string())]),
            other => Py::text(&other.to_string()),
        };
        let mut out = vec![Py::text(&format!("--{}", self.name))];
        let name = identifier(&self.name);
        if name != self.name {
            out.push(Py::keyword("dest", Py::text(&name)));
        }
        out.extend(self.type_name().map(|of| Py::keyword("type", Py::atom(of))));
        out.push(Py::keyword("default", value.clone()));
        if self.is_fixed {
            out.push(Py::keyword("choices", Py::List(vec![value])));
            out.push(Py::keyword("help", Py::text("part of the text: export again for another value")));
        }
        out
    }
}
