//! Commands for nodes: adding and configuring them.

use std::collections::BTreeSet;
use std::path::PathBuf;

use crate::app::{App, Connect};
use crate::base::{Fix, Problem};
use crate::document::{Activity, NodeId, Position, Running, Settings};
use crate::engine::OutputRef;
use crate::nodes::Step;

/// Nodes and their settings.
#[derive(Clone, Debug, PartialEq)]
pub enum NodeCommand {
    /// Adds a node of a kind; connected to `wire_from` (an output) or `wire_to` (an input) if given, inserted into
    /// `on_wire` if given.
    Add {
        kind: String,
        settings: Option<Settings>,
        at: Position,
        connect: Connect,
    },
    /// Adds a step after an output: either into the flow (everything fed by the output is then fed by the step, and a
    /// node that can do the step too absorbs it), or as a branch next to the existing consumers.
    AddStep {
        output: OutputRef,
        step: Step,
        branch: bool,
    },
    /// New settings of a node; equal `gesture`s merge into one undo step.
    Configure {
        node: NodeId,
        settings: Settings,
        gesture: String,
    },
    /// Sets a path setting to a file chosen in a dialog.
    SetPath {
        node: NodeId,
        setting: String,
        path: PathBuf,
    },
    /// Applies a fix of a problem.
    ApplyFix {
        node: NodeId,
        problem: Problem,
        fix: Fix,
    },
    Rename {
        node: NodeId,
        name: String,
    },
    /// Activates, bypasses or disables nodes.
    SetActivity {
        nodes: BTreeSet<NodeId>,
        to: Activity,
    },
    /// How a node is run: retries, time limit, and the effect of its failure.
    SetRunning {
        node: NodeId,
        to: Running,
    },
    /// Changes the kind of a node, keeping its wires and settings as far as they fit.
    ChangeKind {
        node: NodeId,
        kind: String,
    },
}

impl App {
    pub(in crate::app) fn handle_node(&mut self, command: NodeCommand) {
        match command {
            NodeCommand::Add { kind, settings, at, connect } => self.add_node(&kind, settings, at, connect),
            NodeCommand::AddStep { output, step, branch } => self.add_step(output, step, branch),
            NodeCommand::Configure { node, settings, gesture } => self.configure(node, settings, gesture),
            NodeCommand::SetPath { node, setting, path } => self.set_path(node, &setting, &path),
            NodeCommand::ApplyFix { node, problem, fix } => self.apply_fix(node, &problem, &fix),
            NodeCommand::Rename { node, name } => self.rename(node, &name),
            NodeCommand::SetActivity { nodes, to } => self.set_activity(&nodes, to),
            NodeCommand::SetRunning { node, to } => self.set_running(node, to),
            NodeCommand::ChangeKind { node, kind } => self.change_kind(node, &kind),
        }
    }
}
