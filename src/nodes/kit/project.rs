//! Connects documents with the catalogue: canonical settings, ports by name, parameter values.

use crate::base::{Problem, Text, exact_float};
use crate::document::{Document, Edit, NodeId, Parameter, ParameterType, PortRef, Settings, Wire};
use crate::formula::Value;

use crate::nodes::Kind;
use crate::nodes::kit::ports::Ports;

/// Rewrites every node known to the catalogue to canonical text, current ids and versions, and every wire end to its
/// short form. Anything unknown stays unchanged.
pub fn canonicalise(document: &mut Document) {
    let mut edits = Vec::new();
    for (id, node) in document.nodes() {
        let Ok(kind) = Kind::read(&node.kind, node.version, node.settings.text()) else { continue };
        let settings = Settings::canonical(kind.text());
        if settings != node.settings || node.kind != kind.meta().id || node.version != kind.meta().version {
            edits.push(Edit::Configure { id, kind: kind.meta().id.into(), version: kind.meta().version, settings });
        }
    }
    let ports = |document: &Document, port: &PortRef| -> Option<Ports> {
        let node = document.node(port.node)?;
        Some(Kind::of(node).ok()?.ports())
    };
    let known: std::collections::HashSet<&Wire> = document.wires().iter().collect();
    for (index, wire) in document.wires().iter().enumerate() {
        let mut short = wire.clone();
        shorten_output(&mut short.from.port, ports(document, &wire.from));
        shorten_input(&mut short.to.port, ports(document, &wire.to));
        if short != *wire {
            edits.push(Edit::RemoveWire { wire: wire.clone() });
            if !known.contains(&short) {
                edits.push(Edit::AddWire { index, wire: short });
            }
        }
    }
    let with_dots: std::collections::BTreeSet<NodeId> = document.dots().map(|(node, _)| node).collect();
    for node in with_dots {
        let mut dots = document.dots_of(node).to_vec();
        for dot in &mut dots {
            let from = PortRef::new(node, &dot.port);
            shorten_output(&mut dot.port, ports(document, &from));
            for to in &mut dot.to {
                let of_target = ports(document, to);
                shorten_input(&mut to.port, of_target);
            }
        }
        edits.push(Edit::SetDots { node, to: dots });
    }
    document.apply_all(edits).expect("edits made from the document itself");
}

/// Replaces a port name with its current name, or with the empty name for the first port; unknown names stay unchanged.
fn shorten_output(port: &mut String, ports: Option<Ports>) {
    if let Some(name) = ports.as_ref().and_then(|ports| ports.output_in_file(port)) {
        *port = name.to_owned();
    }
}

fn shorten_input(port: &mut String, ports: Option<Ports>) {
    if let Some(name) = ports.as_ref().and_then(|ports| ports.input_in_file(port)) {
        *port = name.to_owned();
    }
}

/// Reads a project's text and canonicalises it. All projects are opened this way.
pub fn document_from(text: &str) -> Result<crate::document::Opened, crate::document::ReadError> {
    let mut opened = crate::document::read(text)?;
    canonicalise(&mut opened.document);
    Ok(opened)
}

/// The indices of the ports that the ends of a wire refer to, if the kind has them.
pub fn port_index(ports: &Ports, wire: &Wire) -> (Option<usize>, Option<usize>) {
    (ports.find_output(&wire.from.port), ports.find_input(&wire.to.port))
}

/// Parses a parameter's value from its text.
pub fn parse_parameter(name: &str, parameter: &Parameter, text: &str) -> Result<Value, Problem> {
    let trimmed = text.trim();
    let value = match parameter.kind {
        ParameterType::Text => Some(Value::Text(text.to_owned())),
        ParameterType::Integer => trimmed.parse().ok().map(Value::Integer),
        ParameterType::Number => exact_float(trimmed).map(Value::Number),
        ParameterType::Boolean => match trimmed.to_lowercase().as_str() {
            "true" | "yes" | "1" => Some(Value::Boolean(true)),
            "false" | "no" | "0" => Some(Value::Boolean(false)),
            _ => None,
        },
        ParameterType::Date => chrono::NaiveDate::parse_from_str(trimmed, "%Y-%m-%d").ok().map(Value::Date),
    };
    value.ok_or_else(|| {
        let kind = Text::message(format!("type-{}", parameter.kind.word()));
        Problem::error(say!("parameter-is-no", name = name, value = text, data_type = kind))
            .remedy(say!("give-another-value"))
    })
}
