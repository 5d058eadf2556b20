//! The input of the engine: a document at one moment, and its location.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::cluster::Cluster;
use super::output::OutputRef;
use crate::connect::{Connections, Reach};
use crate::document::{Document, NodeId, PortRef};

/// A document at one moment. Immutable; shared by `Arc`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Snapshot {
    pub document: Document,
    /// Relative paths of the project start here.
    #[serde(with = "crate::base::os_path")]
    pub base: PathBuf,
    /// The project's own file; `None` if it has none, or it is not known here.
    #[serde(with = "crate::base::os_path::optional")]
    pub file: Option<PathBuf>,
    /// `--set name=value`: replaces the defaults of parameters.
    pub overrides: BTreeMap<String, String>,
    /// Outputs whose column statistics a preview shall report, in addition to the one in focus.
    pub profiled: Vec<OutputRef>,
    /// What names of connections stand for.
    pub connections: Connections,
    /// The Spark on which the project is to run: a preview tells what it cannot do, and asks it for tables that this machine
    /// does not have.
    pub cluster: Option<Cluster>,
    /// What is remembered of sources from before this moment does not count; nanoseconds since 1970.
    pub refreshed: u64,
}

impl Snapshot {
    pub fn new(document: Document, base: impl Into<PathBuf>) -> Self {
        let (overrides, profiled, connections, cluster, refreshed) = Default::default();
        Snapshot { document, base: base.into(), file: None, overrides, profiled, connections, cluster, refreshed }
    }

    pub fn base(&self) -> &Path {
        &self.base
    }

    /// What its nodes may access outside of the project.
    pub fn reach(&self) -> Reach {
        let defaults = self.document.connections().iter().map(|(name, parts)| (name.clone(), parts.0.clone()));
        let connections = self.connections.clone().with_defaults(defaults.collect());
        Reach::new(self.base.clone()).with_connections(connections)
    }

    /// The catalogue's settings of a node, or its problem.
    pub fn kind(&self, id: NodeId) -> Option<Result<crate::nodes::Kind, crate::base::Problem>> {
        let node = self.document.node(id)?;
        Some(crate::nodes::Kind::of(node).map(|kind| crate::nodes::Kind::clone(&kind)))
    }

    /// The output denoted by `node.port`, as typed on a command line. A sink's only output is what it would write.
    pub fn output(&self, address: &str) -> Option<OutputRef> {
        let (name, port) = address.split_once('.').unwrap_or((address, ""));
        let node = self.document.find(name)?;
        let index = match self.kind(node)? {
            Ok(kind) if port.is_empty() || kind.ports().find_output(port).is_some() => {
                kind.ports().find_output(port).unwrap_or(0)
            }
            Ok(_) => return None,
            Err(_) => 0,
        };
        Some(OutputRef { node, port: index })
    }

    /// The output denoted by a wire's start.
    pub fn output_of(&self, from: &PortRef) -> Option<OutputRef> {
        let kind = self.kind(from.node)?.ok()?;
        Some(OutputRef { node: from.node, port: kind.ports().find_output(&from.port)? })
    }
}
