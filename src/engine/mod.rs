//! Plans, keys, cache, previews, runs. Knows documents and the catalogue, never a window.
//!
//! The window talks to [`Engine`] in [`Request`]s and [`Event`]s; the command line calls the same work directly.

mod advice;
mod build;
mod by_data;
mod cache;
mod cell;
mod changes;
mod checking;
mod child;
mod collect;
mod compare;
mod direct;
#[allow(clippy::module_inception, reason = "the engine's front door is called what it is")]
mod engine;
mod event;
mod example;
mod figures;
mod find;
mod fingerprints;
mod first_rows;
mod guard;
mod holding;
mod job;
mod keep;
mod key;
mod looked_at;
mod lowering;
mod matching_sample;
mod measure;
mod memory_size;
mod nested;
mod open;
mod order;
mod parameters;
mod part;
mod plan;
mod preview;
mod profile;
mod reading;
mod recall;
mod request;
mod rows;
mod run;
mod run_names;
mod shared;
mod snapshot;
mod stack;
mod stop;
mod suggest;
mod sync;
mod table;
mod text;
mod trial;
mod values;
mod watch;
mod wiring;
mod worker;

pub use advice::{
    Advice, AdviceRequest, Agreement, Frequent, Holds, KeyPairs, ListedSheet, ProposedKey, SheetList, Sheets, TableRef,
};
pub use by_data::planned_by_data;
pub use changes::{Changes, changes, changes_since_good};
pub use checking::{CheckData, check, check_data};
pub use compare::{
    ColumnChange, CompareRequest, CompareSide, ComparedColumn, ComparedRow, Comparison, Counts, HELD, Matched, Matching,
};
pub use direct::{Previewed, Results, planned, preview, preview_from, schema};
pub use engine::Engine;
pub use event::{CacheUse, Event, NodePlan, NodeProblem, PlanInfo, RunEvent, RunOutcome, Written};
pub use example::{Example, example, example_project};
pub use figures::{Figures, FiguresRequest, Total, figures_of};
pub use find::Found;
pub use find::Wanted as FindRequest;
pub use fingerprints::Fingerprints;
pub use measure::{Bytes, Measure, Scope};
pub use nested::Nested;
pub use open::open_with_desktop;
pub use plan::is_waiting;
pub use request::{OutputRef, Request, RunOptions};
pub use rows::{MOST_CELLS, TextRequest};
pub use run::run;
pub use run_names::run_names;
pub use shared::Work;
pub use snapshot::Snapshot;
pub use stack::with_deep_stack;
pub use stop::{Doing, Progress};
pub use suggest::Suggestions;
pub use table::{Cell, ColumnProfile, Exactness, Profile, Table};
pub use text::TextFormat;
pub use trial::{Trial, TrialRequest};
pub use values::{ValueRows, Values, ValuesRequest};
pub use watch::WatchRequest;

#[cfg(test)]
mod activity_tests;
#[cfg(test)]
mod bench;
#[cfg(test)]
mod cache_tests;
#[cfg(test)]
mod holding_tests;
#[cfg(test)]
mod keep_tests;
#[cfg(test)]
mod matching_sample_tests;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod thread_tests;
