//! The primitive changes of a document. Each can be inverted.

use serde::{Deserialize, Serialize};

use super::annotations::{Annotation, AnnotationId, Dot};
use super::elements::{Activity, ConnectionDefault, LooseWire, Node, NodeId, Parameter, Position, Wire};
use super::mark::Mark;
use super::model::Document;
use super::running::Running;
use super::settings::Settings;
use crate::base::{Text, name};

/// A primitive change. Composite changes are lists of these: see `document/compose.rs`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Edit {
    AddNode {
        id: NodeId,
        node: Node,
    },
    /// Only a node without wires can be removed.
    RemoveNode {
        id: NodeId,
    },
    Rename {
        id: NodeId,
        name: String,
    },
    /// Kind, version and settings change together: a migration or a swap of kinds is one edit.
    Configure {
        id: NodeId,
        kind: String,
        version: u32,
        settings: Settings,
    },
    SetActivity {
        id: NodeId,
        to: Activity,
    },
    /// Retries, time limit, and the effect of the node's failure.
    SetRunning {
        id: NodeId,
        to: Running,
    },
    Move {
        id: NodeId,
        to: Position,
    },
    Open {
        id: NodeId,
        opened: bool,
    },
    /// `index` is the position of the wire among all wires.
    AddWire {
        index: usize,
        wire: Wire,
    },
    RemoveWire {
        wire: Wire,
    },
    /// `None` removes the parameter.
    SetParameter {
        name: String,
        to: Option<Parameter>,
    },
    /// What a connection is unless the machine defines it; `None` removes this default.
    SetConnection {
        name: String,
        to: Option<ConnectionDefault>,
    },
    /// The only edit of loose wires: removes all of them, or (its inverse) restores them.
    SetLoose {
        to: Vec<LooseWire>,
    },
    /// A node's colour and comment.
    SetMark {
        id: NodeId,
        to: Mark,
    },
    /// A frame or a note; `None` removes it.
    #[serde(alias = "SetThing")]
    SetAnnotation {
        id: AnnotationId,
        to: Option<Annotation>,
    },
    /// All dots of a node's outputs: their order is the path of the wires.
    SetDots {
        node: NodeId,
        to: Vec<Dot>,
    },
}

impl Edit {
    /// Whether this edit overrides `earlier` completely: both set the same property of the same node.
    pub(super) fn supersedes(&self, earlier: &Edit) -> bool {
        match (self, earlier) {
            (Edit::Configure { id, .. }, Edit::Configure { id: of, .. })
            | (Edit::Rename { id, .. }, Edit::Rename { id: of, .. })
            | (Edit::Move { id, .. }, Edit::Move { id: of, .. })
            | (Edit::SetRunning { id, .. }, Edit::SetRunning { id: of, .. })
            | (Edit::SetMark { id, .. }, Edit::SetMark { id: of, .. }) => id == of,
            (Edit::SetParameter { name, .. }, Edit::SetParameter { name: of, .. }) => name == of,
            (Edit::SetConnection { name, .. }, Edit::SetConnection { name: of, .. }) => name == of,
            (Edit::SetAnnotation { id, .. }, Edit::SetAnnotation { id: of, .. }) => id == of,
            _ => false,
        }
    }
}

/// Why an edit could not be applied; the document is unchanged.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.text())]
pub enum EditError {
    NoNode,
    NodeExists,
    Wired,
    NameTaken(String),
    BadName(String),
    NoWire,
    WireExists,
    SelfWire,
    /// A table cannot depend on itself.
    Cycle,
}

impl EditError {
    pub fn text(&self) -> Text {
        match self {
            EditError::NoNode => say!("edit-no-node"),
            EditError::NodeExists => say!("edit-node-exists"),
            EditError::Wired => say!("edit-wired"),
            EditError::NameTaken(name) => say!("edit-name-taken", name = name),
            EditError::BadName(name) => say!("edit-bad-name", name = name),
            EditError::NoWire => say!("edit-no-wire"),
            EditError::WireExists => say!("edit-wire-exists"),
            EditError::SelfWire => say!("edit-self-wire"),
            EditError::Cycle => say!("edit-cycle"),
        }
    }
}

impl Document {
    /// Applies `edit` and returns its inverse. On an error the document is unchanged.
    pub fn apply(&mut self, edit: Edit) -> Result<Edit, EditError> {
        match edit {
            Edit::AddNode { id, node } => {
                if self.nodes.contains_key(&id) {
                    return Err(EditError::NodeExists);
                }
                self.check_name(&node.name, None)?;
                self.next_id = self.next_id.max(id.0.saturating_add(1));
                self.nodes.insert(id, node);
                Ok(Edit::RemoveNode { id })
            }
            Edit::RemoveNode { id } => {
                if self.wires.iter().any(|w| w.from.node == id || w.to.node == id) {
                    return Err(EditError::Wired);
                }
                let node = self.nodes.remove(&id).ok_or(EditError::NoNode)?;
                Ok(Edit::AddNode { id, node })
            }
            Edit::Rename { id, name } => {
                self.check_name(&name, Some(id))?;
                let node = self.nodes.get_mut(&id).ok_or(EditError::NoNode)?;
                let name = std::mem::replace(&mut node.name, name);
                Ok(Edit::Rename { id, name })
            }
            Edit::Configure { id, kind, version, settings } => {
                let node = self.nodes.get_mut(&id).ok_or(EditError::NoNode)?;
                let kind = std::mem::replace(&mut node.kind, kind);
                let version = std::mem::replace(&mut node.version, version);
                let settings = std::mem::replace(&mut node.settings, settings);
                Ok(Edit::Configure { id, kind, version, settings })
            }
            Edit::SetActivity { id, to } => {
                let node = self.nodes.get_mut(&id).ok_or(EditError::NoNode)?;
                let to = std::mem::replace(&mut node.activity, to);
                Ok(Edit::SetActivity { id, to })
            }
            Edit::SetRunning { id, to } => {
                let node = self.nodes.get_mut(&id).ok_or(EditError::NoNode)?;
                let to = std::mem::replace(&mut node.running, to);
                Ok(Edit::SetRunning { id, to })
            }
            Edit::Move { id, to } => {
                let node = self.nodes.get_mut(&id).ok_or(EditError::NoNode)?;
                let to = std::mem::replace(&mut node.position, to);
                Ok(Edit::Move { id, to })
            }
            Edit::Open { id, opened } => {
                let node = self.nodes.get_mut(&id).ok_or(EditError::NoNode)?;
                let opened = std::mem::replace(&mut node.opened, opened);
                Ok(Edit::Open { id, opened })
            }
            Edit::AddWire { index, wire } => {
                self.check_wire(&wire)?;
                let index = index.min(self.wires.len());
                self.wires.insert(index, wire.clone());
                Ok(Edit::RemoveWire { wire })
            }
            Edit::RemoveWire { wire } => {
                let index = self.wires.iter().position(|w| *w == wire).ok_or(EditError::NoWire)?;
                self.wires.remove(index);
                Ok(Edit::AddWire { index, wire })
            }
            Edit::SetParameter { name, to } => {
                // A file may contain names that are not allowed here: they stay, and edits of them can be undone.
                let old = match to {
                    Some(parameter) => self.parameters.insert(name.clone(), parameter),
                    None => self.parameters.remove(&name),
                };
                Ok(Edit::SetParameter { name, to: old })
            }
            Edit::SetConnection { name, to } => {
                let old = match to {
                    Some(connection) => self.connections.insert(name.clone(), connection),
                    None => self.connections.remove(&name),
                };
                Ok(Edit::SetConnection { name, to: old })
            }
            Edit::SetMark { id, to } => {
                let node = self.nodes.get_mut(&id).ok_or(EditError::NoNode)?;
                let to = std::mem::replace(&mut node.mark, to);
                Ok(Edit::SetMark { id, to })
            }
            Edit::SetAnnotation { id, to } => {
                self.next_id = self.next_id.max(id.0.saturating_add(1));
                let old = match to {
                    Some(annotation) => self.annotations.insert(id, annotation),
                    None => self.annotations.remove(&id),
                };
                Ok(Edit::SetAnnotation { id, to: old })
            }
            Edit::SetDots { node, to } => {
                let newest = to.iter().map(|dot| dot.id.0.saturating_add(1)).max().unwrap_or(0);
                self.next_id = self.next_id.max(newest);
                let old = if to.is_empty() { self.dots.remove(&node) } else { self.dots.insert(node, to) };
                Ok(Edit::SetDots { node, to: old.unwrap_or_default() })
            }
            Edit::SetLoose { to } => Ok(Edit::SetLoose { to: std::mem::replace(&mut self.loose, to) }),
        }
    }

    /// Applies all of `edits` or none; returns the inverses in the order required for undo.
    pub fn apply_all(&mut self, edits: impl IntoIterator<Item = Edit>) -> Result<Vec<Edit>, EditError> {
        let mut inverses = Vec::new();
        for edit in edits {
            match self.apply(edit) {
                Ok(inverse) => inverses.push(inverse),
                Err(error) => {
                    for inverse in inverses.into_iter().rev() {
                        self.apply(inverse).expect("the inverse of an edit just applied");
                    }
                    return Err(error);
                }
            }
        }
        inverses.reverse();
        Ok(inverses)
    }

    fn check_name(&self, name: &str, of: Option<NodeId>) -> Result<(), EditError> {
        if !name::is_valid(name) {
            return Err(EditError::BadName(name.to_owned()));
        }
        match self.find(name) {
            Some(other) if Some(other) != of => Err(EditError::NameTaken(name.to_owned())),
            _ => Ok(()),
        }
    }

    /// Cycles are not checked here: a file may contain one, and undoing its removal must be possible.
    fn check_wire(&self, wire: &Wire) -> Result<(), EditError> {
        if !self.nodes.contains_key(&wire.from.node) || !self.nodes.contains_key(&wire.to.node) {
            return Err(EditError::NoNode);
        }
        if wire.from.node == wire.to.node {
            return Err(EditError::SelfWire);
        }
        if self.wires.contains(wire) {
            return Err(EditError::WireExists);
        }
        Ok(())
    }
}
