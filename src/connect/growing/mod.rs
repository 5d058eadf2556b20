//! Reading only the rows that are new, by a column that grows.
//!
//! A run remembers how far each such source has been read: the largest value of the column, and which rows lie in the
//! overlap before it. The next run reads from the beginning of the overlap on, because a transaction may commit later
//! with a smaller value, and drops the rows that it knows. The positions are a file beside the project. It is one of the
//! outputs of the run: it moves when all others are in place, or not at all.

mod edge;
mod identity;
mod positions;
mod rows;
mod settings;
mod source;
#[cfg(test)]
mod tests;

pub use positions::{Moved, Position, Positions};
pub use rows::NewRows;
pub use settings::Growing;
pub use source::GrowingSource;
