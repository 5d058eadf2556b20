//! Settings understood once: documents hold text, plans need kinds.

use std::collections::HashMap;
use std::sync::Arc;

use super::key::{parameters_in, text_key};
use crate::base::{Key, Problem};
use crate::document::Node;
use crate::nodes::{Category, Kind, Ports};

/// A node's settings, understood, and what planning asks of them again and again.
#[derive(Debug)]
pub(crate) struct Understood {
    pub kind: Kind,
    pub ports: Ports,
    /// Of the kind and its canonical settings.
    pub key: Key,
    /// The parameters that the settings name.
    pub uses: Vec<String>,
}

impl Understood {
    pub fn is_sink(&self) -> bool {
        self.kind.meta().category == Category::Sinks
    }

    /// A source that parses text, of which a very large one is sampled.
    pub fn is_parser(&self) -> bool {
        self.kind.meta().category == Category::Sources && self.kind.meta().expensive
    }

    /// How many tables lowering gives: one per output port; of a sink, the one that it would write.
    pub fn tables(&self) -> usize {
        if self.is_sink() { 1 } else { self.ports.outputs.len() }
    }
}

pub(crate) type Reading = Result<Arc<Understood>, Problem>;

/// Remembers what texts of settings mean.
#[derive(Default)]
pub(crate) struct Readings {
    known: HashMap<Key, (Reading, u64)>,
    round: u64,
}

impl Readings {
    /// Starts a plan: what no plan asked for lately is forgotten once there is much of it.
    pub fn begin(&mut self, nodes: usize) {
        self.round += 1;
        if self.known.len() > 4 * nodes + 4_096 {
            let round = self.round;
            self.known.retain(|_, (_, used)| *used + 8 >= round);
        }
    }

    pub fn read(&mut self, node: &Node) -> Reading {
        let key = text_key(&node.kind, node.version, node.settings.text());
        let round = self.round;
        let (reading, used) = self.known.entry(key).or_insert_with(|| (understand(node), round));
        *used = round;
        reading.clone()
    }
}

fn understand(node: &Node) -> Reading {
    let kind = Kind::read(&node.kind, node.version, node.settings.text())?;
    let text = kind.text();
    Ok(Arc::new(Understood {
        ports: kind.ports(),
        key: text_key(kind.meta().id, kind.meta().version, &text),
        uses: parameters_in(&text),
        kind,
    }))
}
