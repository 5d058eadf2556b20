//! Plans, keys, cache, previews, runs. Knows documents and the catalogue, never a window.
//!
//! The window talks to [`Engine`] in [`Request`]s and [`Event`]s; the command line calls the same work directly.

mod event;
mod request;
mod snapshot;
mod table;

pub use event::{Event, NodePlan, NodeProblem, PlanInfo, RunEvent, RunOutcome, Written};
pub use request::{OutputRef, Request, RunOptions};
pub use snapshot::Snapshot;
pub use table::{Cell, ColumnProfile, Exactness, Profile, Table};
