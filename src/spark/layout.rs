//! Lays out statements as the formatter `black` leaves them: lines of at most 88 columns.

use super::python::{Py, joined, wide};

pub(super) const WIDTH: usize = 88;
const STEP: usize = 4;

/// The lines of `prefix value suffix` at an indent.
pub(super) fn statement(indent: usize, prefix: &str, value: &Py, suffix: &str) -> Vec<String> {
    let mut lines = Vec::new();
    lay(indent, prefix, value, suffix, &mut lines);
    lines
}

fn fits(indent: usize, text: &str) -> bool {
    indent + wide(text) <= WIDTH
}

fn line(indent: usize, text: &str) -> String {
    format!("{}{text}", " ".repeat(indent))
}

fn lay(indent: usize, prefix: &str, value: &Py, suffix: &str, lines: &mut Vec<String>) {
    let flat = format!("{prefix}{}{suffix}", value.flat());
    if fits(indent, &flat) {
        return lines.push(line(indent, &flat));
    }
    match value {
        Py::Atom(_) => lines.push(line(indent, &flat)),
        Py::Text(text) => {
            let pieces = text.pieces(WIDTH - indent - suffix.len());
            if !prefix.is_empty() && pieces.len() > 1 {
                lines.push(line(indent, &format!("{prefix}(")));
                let pieces = text.pieces(WIDTH - indent - STEP);
                lines.extend(pieces.iter().map(|piece| line(indent + STEP, piece)));
                return lines.push(line(indent, &format!("){suffix}")));
            }
            let last = pieces.len() - 1;
            for (index, piece) in pieces.iter().enumerate() {
                let (prefix, suffix) = (if index == 0 { prefix } else { "" }, if index == last { suffix } else { "" });
                lines.push(line(indent, &format!("{prefix}{piece}{suffix}")));
            }
        }
        Py::Keyword(name, value) => lay(indent, &format!("{prefix}{name}="), value, suffix, lines),
        Py::List(items) => bracketed(indent, &format!("{prefix}["), items, &format!("]{suffix}"), lines),
        Py::Tuple(items) => bracketed(indent, &format!("{prefix}("), items, &format!("){suffix}"), lines),
        Py::Dict(items) => {
            lines.push(line(indent, &format!("{prefix}{{")));
            for (key, value) in items {
                lay(indent + STEP, &format!("{}: ", key.flat()), value, ",", lines);
            }
            lines.push(line(indent, &format!("}}{suffix}")));
        }
        Py::Chain(base, calls) => {
            let opening = |at: usize| {
                let before = calls[..at].iter().fold(format!("{prefix}{base}"), |out, call| out + &call.flat());
                before + &calls[at].opening()
            };
            let broken = (0..calls.len()).rev().filter(|at| !calls[*at].arguments.is_empty());
            let Some(at) = broken.clone().find(|at| fits(indent, &opening(*at))).or_else(|| broken.clone().last())
            else {
                return lines.push(line(indent, &flat));
            };
            let rest = calls[at + 1..].iter().fold(String::from(")"), |out, call| out + &call.flat());
            bracketed(indent, &opening(at), &calls[at].arguments, &(rest + suffix), lines);
        }
    }
}

fn bracketed(indent: usize, opening: &str, items: &[Py], closing: &str, lines: &mut Vec<String>) {
    lines.push(line(indent, opening));
    let flat = joined(items);
    if fits(indent + STEP, &flat) {
        lines.push(line(indent + STEP, &flat));
    } else {
        let comma = if items.len() > 1 { "," } else { "" };
        for item in items {
            lay(indent + STEP, "", item, comma, lines);
        }
    }
    lines.push(line(indent, closing));
}

/// `prefix` and a dictionary with each entry on lines of its own.
pub(super) fn exploded(indent: usize, prefix: &str, items: Vec<(Py, Py)>) -> Vec<String> {
    let mut lines = vec![line(indent, &format!("{prefix}{{"))];
    for (key, value) in &items {
        lay(indent + STEP, &format!("{}: ", key.flat()), value, ",", &mut lines);
    }
    lines.push(line(indent, "}"));
    lines
}
