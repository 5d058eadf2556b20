//! The arguments of `run`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::place::PlaceArgs;
use super::shared::ProjectArgs;
use crate::base::number::parse_bytes;

const RUN_HELP: &str = "\
Every output is first written beside its target; once all are complete they replace the old files together. If anything
fails, or the run is interrupted, the old files stay unchanged.

A node may set how often it is retried, how long it may take, and that the run continues without it if
it fails: then the run finishes with failures, and its exit code is 3. Ctrl+C or a termination signal cancels the run, with
exit code 130; so does closing the pipe of the events. Signals that the process was started to ignore (`nohup`) stay ignored.

For each output one line goes to standard output: rows, bytes and path, separated by tabs.

Examples:
  tablewire run late_carriers.ron
  tablewire run late_carriers.ron --set minutes=60 --only late_carriers
  tablewire run late_carriers.ron --to late --from by_airline
  tablewire run late_carriers.ron --events json | jq .event
  tablewire run - --base sample_projects/flights < late_carriers.ron";

/// With less, the program itself hardly fits.
const LEAST_MEMORY: u64 = 100_000_000;

#[derive(Debug, Args)]
#[command(after_help = RUN_HELP, after_long_help = format!("{RUN_HELP}\n\n{}", include_str!("../events.txt")))]
pub struct RunArgs {
    #[command(flatten)]
    pub project: ProjectArgs,
    /// Run only this sink, or compute only this node and write nothing; if given several times, nodes that others of
    /// them need are computed as well.
    #[arg(long, value_name = "NODE")]
    pub only: Vec<String>,
    /// Run to here: compute this node on all the data, and write it if it is a sink; may be given several times.
    #[arg(long, value_name = "NODE")]
    pub to: Vec<String>,
    /// Run from here: run the sinks that this node feeds; may be given several times.
    #[arg(long, value_name = "NODE")]
    pub from: Vec<String>,
    /// Keep the last N versions of each output, for `tablewire rollback`.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub keep: Option<u32>,
    /// Use no more memory than this ("4GB", "512MB"): polars moves what it can to disk, and a run that still needs more
    /// is stopped with a message. Without this option the run stops before the machine runs out of memory.
    #[arg(long, value_name = "SIZE", value_parser = memory)]
    pub memory: Option<u64>,
    /// Record the run under this project; for a project from standard input.
    #[arg(long, value_name = "FILE", hide = true)]
    pub noted_as: Option<PathBuf>,
    /// Whoever starts it watches it: no supervisor is needed.
    #[arg(long, hide = true)]
    pub watched: bool,
    /// Show no progress bars and no success messages; problems are still reported.
    #[arg(long)]
    pub quiet: bool,
    /// Show for each node whether its table comes from the cache or is computed, and why.
    #[arg(long)]
    pub explain_cache: bool,
    /// Compute everything, including results that previews have cached.
    #[arg(long)]
    pub no_cache: bool,
    #[command(flatten)]
    pub place: PlaceArgs,
    /// Report the run to standard output in this format, as it happens; `--help` shows the lines.
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub events: Option<EventFormat>,
}

fn memory(text: &str) -> Result<u64, String> {
    let bytes = parse_bytes(text).ok_or("write a number with a unit, such as 4GB or 512MB")?;
    if bytes < LEAST_MEMORY { Err("less than 100MB is too little to run".into()) } else { Ok(bytes) }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum EventFormat {
    /// One JSON object per line.
    Json,
}
