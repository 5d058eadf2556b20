//! The only door to files, folders and, later, the network.

mod journal;
mod state;
mod target;

pub use journal::{Journal, Leftover, discard_leftover, leftovers};
pub use state::{read_state, state_dir, write_state};
pub use target::{Existing, Target, TargetFormat};
