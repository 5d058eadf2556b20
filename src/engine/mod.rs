//! Plans, keys, cache, previews, runs. Knows documents and the catalogue, but never a window.
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
mod look;
mod plan;
mod preview;
mod process;
mod run;
mod spark;
mod supervise;
#[cfg(test)]
mod tests;
mod threads;

pub use answers::cell_statistics::cell_statistics_of;
pub use answers::compare::HELD;
pub use answers::example::{example, example_project};
pub use answers::rows::MOST_CELLS;
pub use api::advice::{
    Advice, AdviceRequest, Agreement, Frequent, Holds, KeyPairs, ListedSheet, ProposedKey, SheetList, Sheets, TableRef,
};
pub use api::catalog::CatalogRequest;
pub use api::cell::Cell;
pub use api::cell_statistics::{CellStatistics, CellStatisticsRequest, Total};
pub use api::cleaning::{Suggestions, Trial, TrialRequest};
pub use api::cluster::{Cluster, ClusterFound, shown_address};
pub use api::cluster_secrets::is_secret_setting;
pub use api::comparison::{
    ColumnChange, CompareRequest, CompareSide, ComparedColumn, ComparedRow, Comparison, Counts, Matched, Matching,
};
pub use api::event::{CacheUse, Event, NodePlan, NodeProblem, PlanInfo, RunEvent, RunOutcome, Written};
pub use api::example::Example;
pub use api::find::{FindRequest, Found};
pub use api::lane::{Ended, Lane};
pub use api::listener::RunListener;
pub use api::measure::{Bytes, Measure, Scope};
pub use api::nested::Nested;
pub use api::output::OutputRef;
pub use api::request::{CheckData, Request, RunOptions, WatchRequest};
pub use api::snapshot::Snapshot;
pub use api::table::{ColumnProfile, Exactness, Profile, Table};
pub use api::table_text::{TextFormat, TextRequest};
pub use api::values::{ValueRows, Values, ValuesRequest};
pub use backend::spark::look::SparkSession;
pub use backend::spark::{gaps_on as spark_gaps_on, try_cluster, write_as_parquet};
pub use control::memory_limit::MemoryLimit;
pub use control::noted::give_up;
pub use control::panics::exhaustion;
pub use control::stack::with_deep_stack;
pub use control::stop::{Doing, Progress};
pub use desktop_opener::open_with_desktop;
pub use history::changes::{Changes, changes, changes_since_good};
pub use history::run_names::run_names;
pub use history::run_words;
pub use look::{DatabaseLooks, serve_look};
pub use plan::waiting::is_waiting;
pub use preview::columns_from_data::planned_by_data;
pub use preview::direct::{Previewed, Results, planned, preview, preview_from, schema};
pub use preview::shared::Work;
pub use process::serve::serve;
pub use run::checking::{check, check_data, outputs};
pub use run::run;
pub use spark::{
    Program as SparkProgram, ProgramNode as SparkNode, Shipped, export as export_to_spark, gaps as spark_gaps,
    program_of_node,
};
pub use supervise::{Crash, Supervised, supervise};
pub use threads::background::{Background, Then};
pub use threads::engine::Engine;
