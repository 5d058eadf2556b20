//! Projects as programs for Spark.

mod gaps;
mod naming;
pub(in crate::engine) mod program;
mod single;

pub(in crate::engine) use gaps::warn_of_gaps;
pub use program::{Program, ProgramNode, Shipped, export, gaps};
pub use single::program_of_node;
