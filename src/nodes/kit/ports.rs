//! The ports through which tables enter and leave a node.

use std::borrow::Cow;

use serde::Serialize;

use crate::base::Text;
use crate::base::text::{Language, find, find_in};

/// The type of data that passes through a port. A wire connects two ports of the same type.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Carrier {
    #[default]
    Tables,
    /// For tests of wires between ports of different types.
    #[cfg(test)]
    Models,
}

impl Carrier {
    pub fn text(self) -> Text {
        match self {
            Carrier::Tables => say!("carrier-tables"),
            #[cfg(test)]
            Carrier::Models => Text::Verbatim("models".into()),
        }
    }
}

/// One port.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PortSpec {
    /// The name used in files.
    pub name: Cow<'static, str>,
    /// Former names in old files.
    #[serde(skip)]
    pub was: Vec<Cow<'static, str>>,
    pub carries: Carrier,
    /// An input that accepts any number of tables, in order.
    pub many: bool,
    /// An input that may be left unconnected.
    pub optional: bool,
}

impl PortSpec {
    pub fn new(name: impl Into<Cow<'static, str>>) -> Self {
        PortSpec { name: name.into(), was: Vec::new(), carries: Carrier::Tables, many: false, optional: false }
    }

    /// The name shown in the window.
    pub fn label(&self) -> &str {
        port_label(&self.name)
    }

    /// The same name as a stored text.
    pub fn text(&self) -> Text {
        port_text(&self.name)
    }

    fn is_called(&self, name: &str) -> bool {
        self.name == name || self.was.iter().any(|was| was == name)
    }
}

/// A port's name as shown in the window: the text `port-name-NAME` if it exists, otherwise the name itself.
pub fn port_label(name: &str) -> &str {
    find(&format!("port-name-{name}")).unwrap_or(name)
}

/// The same name as a stored text.
pub fn port_text(name: &str) -> Text {
    let id = format!("port-name-{name}");
    match find_in(Language::English, &id) {
        Some(_) => Text::message(id),
        None => Text::Verbatim(name.to_owned().into()),
    }
}

/// The ports of a node, in drawing order. A bare node name means the first port of that side.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Ports {
    pub inputs: Vec<PortSpec>,
    pub outputs: Vec<PortSpec>,
}

impl Ports {
    /// No ports yet: the starting point for sources.
    pub fn none() -> Self {
        Ports::default()
    }

    /// The usual case: one input table.
    pub fn input(name: impl Into<Cow<'static, str>>) -> Self {
        Ports::none().and_input(name)
    }

    pub fn and_input(mut self, name: impl Into<Cow<'static, str>>) -> Self {
        self.inputs.push(PortSpec::new(name));
        self
    }

    pub fn many(name: impl Into<Cow<'static, str>>) -> Self {
        Ports { inputs: vec![PortSpec { many: true, ..PortSpec::new(name) }], outputs: Vec::new() }
    }

    pub fn output(mut self, name: impl Into<Cow<'static, str>>) -> Self {
        self.outputs.push(PortSpec::new(name));
        self
    }

    /// The index of an input by name, including former names; "" is the first.
    pub fn find_input(&self, name: &str) -> Option<usize> {
        find_port(&self.inputs, name)
    }

    pub fn find_output(&self, name: &str) -> Option<usize> {
        find_port(&self.outputs, name)
    }

    /// The shortest name of the input that `name` refers to: its current name, or "" for the first. `None` if there is
    /// no such input.
    pub fn input_in_file(&self, name: &str) -> Option<&str> {
        in_file(&self.inputs, name)
    }

    pub fn output_in_file(&self, name: &str) -> Option<&str> {
        in_file(&self.outputs, name)
    }
}

fn find_port(ports: &[PortSpec], name: &str) -> Option<usize> {
    if name.is_empty() {
        return (!ports.is_empty()).then_some(0);
    }
    // A current name takes precedence over a former name of another port.
    ports.iter().position(|port| port.name == name).or_else(|| ports.iter().position(|port| port.is_called(name)))
}

fn in_file<'a>(ports: &'a [PortSpec], name: &str) -> Option<&'a str> {
    let index = find_port(ports, name)?;
    Some(if index == 0 { "" } else { &ports[index].name })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn renamed() -> Ports {
        let mut ports = Ports::input("in").output("kept").output("dropped");
        ports.outputs[0].was = vec!["matching".into()];
        ports.outputs[1].was = vec!["others".into(), "kept".into()];
        ports
    }

    #[test]
    fn ports_are_found_by_old_names_too() {
        let ports = renamed();
        for (name, index) in [("", 0), ("kept", 0), ("matching", 0), ("dropped", 1), ("others", 1)] {
            assert_eq!(ports.find_output(name), Some(index), "{name:?}");
        }
        assert_eq!(ports.find_output("none"), None);
        assert_eq!(Ports::none().find_input(""), None);
        assert_eq!(ports.output_in_file("others"), Some("dropped"));
        assert_eq!(ports.output_in_file("matching"), Some(""));
        assert_eq!(ports.output_in_file("none"), None);
    }

    #[test]
    fn a_port_with_a_name_of_its_own_shows_it() {
        let port = PortSpec::new("late_flights".to_owned());
        assert_eq!((port.label(), port.text().to_string()), ("late_flights", "late_flights".to_owned()));
        Language::SimplifiedChinese.make_current();
        let label = PortSpec::new("rejected").label().to_owned();
        Language::English.make_current();
        assert_ne!(label, "rejected");
        assert_eq!(PortSpec::new("rejected").text().id(), Some("port-name-rejected"));
    }
}
