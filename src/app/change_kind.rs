//! Changes the kind of an existing node: its wires stay if the new kind has ports for them, its settings if they have
//! the same meaning there.

use crate::document::{Edit, NodeId, PortRef, Settings, Wire, fields};
use crate::nodes::{Kind, KindInfo, Ports};

use super::App;

impl App {
    /// Changes the kind of a node, as one undo step.
    pub(super) fn change_kind(&mut self, id: NodeId, kind: &str) {
        self.project.view.dialog = None;
        let (Some(node), Some(info)) = (self.document().node(id), Kind::info(kind)) else { return };
        if Kind::info(&node.kind).is_some_and(|old| old.meta.id == info.meta.id) {
            return;
        }
        let text = carried(node.settings.text(), info);
        let ports = parse(info, &text).map_or_else(|| (info.ports)(), |kind| kind.ports());
        let old = self.project.node_info.get(id).map(|info| info.ports.clone()).unwrap_or_else(Ports::none);
        let (kept, lost) = rewired(self.document().wires(), id, &old, &ports);
        let mut edits: Vec<Edit> = Vec::new();
        if is_generated(&node.name, &node.kind) {
            edits.push(Edit::Rename { id, name: self.document().fresh_name(info.meta.id) });
        }
        edits.push(Edit::Configure {
            id,
            kind: info.meta.id.into(),
            version: info.meta.version,
            settings: Settings::canonical(text),
        });
        for (index, wire) in self.document().wires().iter().enumerate() {
            match kept.iter().find(|(at, _)| *at == index) {
                Some((_, new)) if new == wire => {}
                Some((_, new)) => edits.extend([
                    Edit::RemoveWire { wire: wire.clone() },
                    // Preceding wires may have been removed; an index past the end means the last position.
                    Edit::AddWire { index, wire: new.clone() },
                ]),
                None if lost.contains(&index) => edits.push(Edit::RemoveWire { wire: wire.clone() }),
                None => {}
            }
        }
        let words = match lost.len() {
            0 => None,
            count => Some(say!("swap-loses-wires", kind = info.meta.title_text(), count = count)),
        };
        let name = self.document().node(id).map_or_else(String::new, |node| node.name.clone());
        if self.edit(say!("step-swap", name = name, kind = info.meta.title_text()), None, edits)
            && let Some(words) = words
        {
            self.set_status(words);
        }
    }

    /// How well a kind could replace that of a node: the number of its wires that have a port.
    pub fn wires_kept_by(&self, id: NodeId, info: &KindInfo) -> usize {
        let old = self.project.node_info.get(id).map(|info| info.ports.clone()).unwrap_or_else(Ports::none);
        rewired(self.document().wires(), id, &old, &(info.ports)()).0.len()
    }
}

/// The settings of `old` that a kind supports.
fn carried(old: &str, info: &KindInfo) -> String {
    let text = |fields: &[String]| format!("({})", fields.join(","));
    let mut kept: Vec<String> = Vec::new();
    for (name, value) in fields(old).unwrap_or_default() {
        kept.push(format!("{name}:{value}"));
        if parse(info, &text(&kept)).is_none() {
            kept.pop();
        }
    }
    // There is nothing to keep: uses the settings of a new node of the kind.
    if kept.is_empty() {
        return info.fresh().text();
    }
    parse(info, &text(&kept)).map_or_else(|| info.fresh().text(), |kind| kind.text())
}

fn parse(info: &KindInfo, text: &str) -> Option<Kind> {
    Kind::read(info.meta.id, info.meta.version, text).ok()
}

/// A generated name: "filter", "filter_2".
fn is_generated(name: &str, kind: &str) -> bool {
    let rest = name.strip_prefix(kind);
    rest.is_some_and(|rest| {
        rest.is_empty()
            || rest.strip_prefix('_').is_some_and(|n| !n.is_empty() && n.chars().all(|c| c.is_ascii_digit()))
    })
}

/// The wires at `id` with their new ends, by index, and the indices of those without a port: a port with the same name,
/// otherwise at the same position, otherwise the first free one.
fn rewired(wires: &[Wire], id: NodeId, old: &Ports, new: &Ports) -> (Vec<(usize, Wire)>, Vec<usize>) {
    let mut kept = Vec::new();
    let mut lost = Vec::new();
    let mut taken = vec![false; new.inputs.len()];
    let port = |index: usize, name: &str| PortRef::new(id, if index == 0 { "" } else { name });
    for (index, wire) in wires.iter().enumerate() {
        if wire.to.node == id {
            let at = old.find_input(&wire.to.port);
            let name = at.map_or(wire.to.port.as_str(), |at| &*old.inputs[at].name);
            let free = |n: &usize| new.inputs.get(*n).is_some_and(|port| port.many || !taken[*n]);
            let same = new.inputs.iter().position(|port| port.name == name).filter(free);
            let found = same.or(at.filter(free)).or_else(|| (0..new.inputs.len()).find(free));
            match found {
                Some(n) => {
                    taken[n] = true;
                    kept.push((index, Wire::new(wire.from.clone(), port(n, &new.inputs[n].name))));
                }
                None => lost.push(index),
            }
        } else if wire.from.node == id {
            let at = old.find_output(&wire.from.port);
            let name = at.map_or(wire.from.port.as_str(), |at| &*old.outputs[at].name);
            let same = new.outputs.iter().position(|port| port.name == name);
            match same.or(at.filter(|at| *at < new.outputs.len())).or((!new.outputs.is_empty()).then_some(0)) {
                Some(n) => kept.push((index, Wire::new(port(n, &new.outputs[n].name), wire.to.clone()))),
                None => lost.push(index),
            }
        }
    }
    (kept, lost)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_that_mean_the_same_are_carried() {
        for (old, kind, expected) in [
            ("(path:\"a.csv\",delimiter:\";\")", "read_parquet", "(path:\"a.csv\")"),
            ("(condition:\"a > 1\")", "distinct", "()"),
            ("(columns:[\"a\"])", "distinct", "(columns:[\"a\"])"),
            ("not settings", "distinct", "()"),
        ] {
            assert_eq!(carried(old, Kind::info(kind).unwrap()), expected, "{old} to {kind}");
        }
    }

    #[test]
    fn names_that_the_program_gave_are_known() {
        for (name, expected) in
            [("filter", true), ("filter_2", true), ("filters", false), ("filter_x", false), ("late", false)]
        {
            assert_eq!(is_generated(name, "filter"), expected, "{name}");
        }
    }

    #[test]
    fn wires_go_to_ports_of_the_same_name_then_place_then_any() {
        let a = NodeId(1);
        let b = NodeId(2);
        let c = NodeId(3);
        let wires = [
            Wire::new(PortRef::first(a), PortRef::first(b)),
            Wire::new(PortRef::first(c), PortRef::new(b, "right")),
            Wire::new(PortRef::first(b), PortRef::first(c)),
            Wire::new(PortRef::new(b, "left_only"), PortRef::first(a)),
        ];
        let ports = |kind: &str| (Kind::info(kind).unwrap().ports)();
        let (kept, lost) = rewired(&wires, b, &ports("join"), &ports("union"));
        let ends: Vec<_> = kept.iter().map(|(n, w)| (*n, w.to.port.as_str(), w.from.port.as_str())).collect();
        assert_eq!((ends, lost), (vec![(0, "", ""), (1, "", ""), (2, "", ""), (3, "", "")], vec![]));
        let (kept, lost) = rewired(&wires, b, &ports("join"), &ports("sort"));
        assert_eq!((kept.len(), lost), (3, vec![1]));
        let (kept, lost) = rewired(&wires, b, &ports("join"), &ports("write_csv"));
        assert_eq!((kept.len(), lost), (1, vec![1, 2, 3]));
    }
}
