//! Plans, keys, cache, previews, runs. Knows documents and the catalogue, never a window.
//!
//! The window talks to [`Engine`] in [`Request`]s and [`Event`]s; the command line calls the same work directly.

mod answers;
mod api;
mod backend;
mod cache;
mod control;
mod desktop_opener;
mod execute;
mod history;
mod plan;
mod preview;
mod run;
#[cfg(test)]
mod tests;
mod threads;

pub use answers::advice::{
    Advice, AdviceRequest, Agreement, Frequent, Holds, KeyPairs, ListedSheet, ProposedKey, SheetList, Sheets, TableRef,
};
pub use answers::compare::{
    ColumnChange, CompareRequest, CompareSide, ComparedColumn, ComparedRow, Comparison, Counts, HELD, Matched, Matching,
};
pub use answers::example::{Example, example, example_project};
pub use answers::figures::{Figures, FiguresRequest, Total, figures_of};
pub use answers::find::Found;
pub use answers::find::Wanted as FindRequest;
pub use answers::rows::{MOST_CELLS, TextRequest};
pub use answers::suggest::Suggestions;
pub use answers::trial::{Trial, TrialRequest};
pub use answers::values::{ValueRows, Values, ValuesRequest};
pub use api::event::{CacheUse, Event, NodePlan, NodeProblem, PlanInfo, RunEvent, RunOutcome, Written};
pub use api::measure::{Bytes, Measure, Scope};
pub use api::nested::Nested;
pub use api::request::{OutputRef, Request, RunOptions};
pub use api::snapshot::Snapshot;
pub use api::table::{Cell, ColumnProfile, Exactness, Profile, Table};
pub use api::table_text::TextFormat;
pub use control::stack::with_deep_stack;
pub use control::stop::{Doing, Progress};
pub use desktop_opener::open_with_desktop;
pub use history::changes::{Changes, changes, changes_since_good};
pub use history::run_names::run_names;
pub use plan::planner::is_waiting;
pub use preview::columns_from_data::planned_by_data;
pub use preview::direct::{Previewed, Results, planned, preview, preview_from, schema};
pub use preview::shared::Work;
pub use run::checking::{CheckData, check, check_data};
pub use run::fingerprints::Fingerprints;
pub use run::run;
pub use threads::background::{Background, Then};
pub use threads::engine::Engine;
pub use threads::watch::WatchRequest;
