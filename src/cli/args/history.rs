//! The arguments of `runs` and `rollback`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::shared::{ListFormat, ProjectArgs};

#[derive(Debug, Args)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "\
Every run is recorded in the user's state folder: its time, duration and parameters, what it read and wrote, and why it failed.

Examples:
  tablewire runs late_carriers.ron
  tablewire runs show 12 --format json
  tablewire runs diff 11 12"
)]
pub struct RunsArgs {
    #[command(subcommand)]
    pub command: Option<RunsCommand>,
    /// Only runs of this project.
    pub file: Option<PathBuf>,
    /// How many runs, the newest first.
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..))]
    pub limit: u32,
    #[arg(long, value_enum, default_value_t = ListFormat::Text)]
    pub format: ListFormat,
}

#[derive(Debug, Subcommand)]
pub enum RunsCommand {
    /// Show everything that is known about a run.
    Show {
        /// Its number, as `tablewire runs` lists it.
        id: i64,
        #[arg(long, value_enum, default_value_t = ListFormat::Text)]
        format: ListFormat,
    },
    /// Show what changed from one run to another: settings of nodes, wires, parameters, files that were read.
    Diff {
        from: i64,
        to: i64,
        #[arg(long, value_enum, default_value_t = ListFormat::Text)]
        format: ListFormat,
    },
}

#[derive(Debug, Args)]
#[command(after_help = "\
Only outputs of runs with --keep can be restored; version 0 is the output from before the first of these. Versions are in the
folder .tablewire beside each output, each with a manifest that names its run. A version that has been changed is refused.

Examples:
  tablewire run late_carriers.ron --keep 5
  tablewire rollback late_carriers.ron
  tablewire rollback late_carriers.ron --to 12")]
pub struct RollbackArgs {
    #[command(flatten)]
    pub project: ProjectArgs,
    /// The run whose outputs are restored, by its number or the id of its version; by default, the one before the last.
    #[arg(long, value_name = "RUN")]
    pub to: Option<String>,
}
