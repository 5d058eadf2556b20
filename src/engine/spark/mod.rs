//! Projects as programs for Spark.

mod naming;
pub(in crate::engine) mod program;
mod single;

pub use program::{Program, ProgramNode, Shipped, export, gaps};
pub use single::program_of_node;
