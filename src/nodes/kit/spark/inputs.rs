//! The tables that arrive at a node, here and on Spark.

use crate::base::{Fix, Problem};
use crate::nodes::kit::frame::Frame;
use crate::nodes::kit::ports::{Ports, port_text};
use crate::spark::Rows;

/// One input table and the name of the node it comes from.
#[derive(Clone)]
pub struct SparkArrival {
    pub from: String,
    /// The table here, without rows: its types are narrower than those of Spark.
    pub frame: Frame,
    pub rows: Rows,
}

/// The input tables of a node, by port.
pub struct SparkInputs {
    ports: Vec<(String, Vec<SparkArrival>)>,
}

impl SparkInputs {
    /// Empty inputs for a node with these ports.
    pub fn new(ports: &Ports) -> Self {
        SparkInputs { ports: ports.inputs.iter().map(|port| (port.name.to_string(), Vec::new())).collect() }
    }

    /// Adds a table at the port with index `port`.
    pub fn push(&mut self, port: usize, arrival: SparkArrival) {
        if let Some((_, arrivals)) = self.ports.get_mut(port) {
            arrivals.push(arrival);
        }
    }

    /// The table at the first port.
    pub fn one(&self) -> Result<&SparkArrival, Problem> {
        self.at(0)
    }

    /// The table at the port with index `port`.
    pub fn at(&self, port: usize) -> Result<&SparkArrival, Problem> {
        let (name, arrivals) = &self.ports[port];
        arrivals.first().ok_or_else(|| {
            let problem = Problem::incomplete(say!("nothing-connected-tables", port = port_text(name)));
            problem.remedy(say!("draw-a-wire")).fix(Fix::Connect(name.clone()))
        })
    }

    /// All tables at the first port, in order.
    pub fn all(&self) -> &[SparkArrival] {
        self.ports.first().map_or(&[], |(_, arrivals)| arrivals.as_slice())
    }
}
