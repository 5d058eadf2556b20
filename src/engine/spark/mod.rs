//! Projects as programs for Spark.

mod naming;
mod program;
mod single;

pub use program::{Export, export, gaps};
pub(crate) use program::{Program, ProgramNode, program};
pub use single::program_of_node;
