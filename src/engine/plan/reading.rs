//! Settings parsed once: documents hold text, plans need kinds.

use std::collections::HashMap;
use std::sync::Arc;

use super::key::{parameters_in, text_key};
use crate::base::{Key, Problem};
use crate::connect::{Source, Target};
use crate::document::{Activity, Node};
use crate::nodes::{Cost, Frame, Kind, Lower, Ports, Role, Rows, out_of_range};

/// A node's parsed settings, and what planning repeatedly needs from them.
#[derive(Debug)]
pub(crate) struct Understood {
    pub kind: Kind,
    pub ports: Ports,
    /// Computed from the kind and its canonical settings.
    pub key: Key,
    /// The parameters that the settings name.
    pub uses: Vec<String>,
    /// The kind is bypassed: its first input is passed on.
    pub bypassed: bool,
}

impl Understood {
    pub fn is_source(&self) -> bool {
        self.kind.meta().role == Role::Source
    }

    pub fn is_sink(&self) -> bool {
        self.kind.meta().role == Role::Sink
    }

    /// Whether the result is worth keeping whole.
    pub fn is_expensive(&self) -> bool {
        !self.bypassed && self.kind.meta().cost != Cost::Light
    }

    /// How its output rows relate to its input rows.
    pub fn rows(&self) -> Rows {
        match self.kind.meta().rows {
            _ if self.bypassed => Rows::Each,
            // Some rows leave at another output.
            Rows::Each if self.kind.ports().outputs.len() > 1 => Rows::Any,
            rows => rows,
        }
    }

    /// What it reads outside of the project.
    pub fn source(&self, cx: &Lower) -> Result<Option<Arc<dyn Source>>, Problem> {
        if self.bypassed { Ok(None) } else { self.kind.source(cx) }
    }

    /// Where a sink writes.
    pub fn target(&self, cx: &Lower) -> Result<Option<Arc<dyn Target>>, Problem> {
        if self.bypassed { Ok(None) } else { self.kind.target(cx) }
    }

    /// The output of a bypassed node: the first table at the first output, no rows at the others.
    pub fn pass(&self, first: Option<Frame>) -> Result<Vec<Frame>, Problem> {
        let Some(first) = first else {
            let problem = Problem::incomplete(say!("node-bypassed-empty"));
            return Err(problem.remedy(say!("node-end-bypass")));
        };
        let none = Frame::with_schema(first.lazy.clone().limit(0), first.schema().clone());
        Ok(std::iter::once(first).chain(std::iter::repeat(none)).take(self.tables()).collect())
    }

    /// A source that parses text; a very large one is sampled.
    pub fn is_parser(&self) -> bool {
        !self.bypassed && self.kind.meta().cost == Cost::Parse
    }

    /// The number of tables that lowering returns: one per output port; for a sink, the one that it would write.
    pub fn tables(&self) -> usize {
        if self.is_sink() { 1 } else { self.ports.outputs.len() }
    }
}

pub(crate) type Reading = Result<Arc<Understood>, Problem>;

/// Remembers the parsed settings of texts.
#[derive(Default)]
pub(crate) struct Readings {
    known: HashMap<Key, (Reading, u64)>,
    round: u64,
}

impl Readings {
    /// Starts a plan: forgets what no recent plan used, once there is much of it.
    pub fn begin(&mut self, nodes: usize) {
        self.round += 1;
        if self.known.len() > 4 * nodes + 4_096 {
            let round = self.round;
            self.known.retain(|_, (_, used)| *used + 8 >= round);
        }
    }

    pub fn read(&mut self, node: &Node) -> Reading {
        let bypassed = node.activity == Activity::Bypassed;
        let key = text_key(&node.kind, node.version, node.settings.text(), bypassed);
        let round = self.round;
        let (reading, used) = self.known.entry(key).or_insert_with(|| (understand(node, bypassed), round));
        *used = round;
        reading.clone()
    }
}

fn understand(node: &Node, bypassed: bool) -> Reading {
    let mut kind = Kind::clone(&*Kind::of(node)?);
    if let Some(problem) = out_of_range(&mut *kind) {
        return Err(problem);
    }
    let text = kind.text();
    Ok(Arc::new(Understood {
        ports: kind.ports(),
        key: text_key(kind.meta().id, kind.meta().version, &text, bypassed),
        uses: if bypassed { Vec::new() } else { parameters_in(&text) },
        kind,
        bypassed,
    }))
}
