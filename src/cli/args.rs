//! The command-line arguments and their help.

use std::path::PathBuf;

use crate::base::number::parse_bytes;

use super::past_args::{RollbackArgs, RunsArgs};
use clap::{Args, Parser, Subcommand, ValueEnum};

/// Connect tables and see every step.
#[derive(Debug, Parser)]
#[command(
    name = "tablewire",
    version,
    about = "Connect tables and see every step",
    long_about = "Connect tables and see every step.\n\nWithout a command the window opens. The commands do the same work \
                  without a window: data goes to standard output, everything else to standard error.",
    args_conflicts_with_subcommands = true,
    after_help = "\
Examples:
  tablewire                                             open the window
  tablewire sample_projects/flights/late_carriers.ron   open a project
  tablewire run late_carriers.ron --set minutes=30      write the outputs of a project
  tablewire preview late_carriers.ron late --rows 5     look at a table on the way

Exit codes: 0 done, 1 the project has problems or failed, 2 the command was not understood or there is no display."
)]
pub struct CommandLine {
    /// Opens these projects in the window, each in a tab.
    pub projects: Vec<PathBuf>,
    #[command(subcommand)]
    pub command: Option<Command>,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Run a project and write its outputs: all of them, or none.
    Run(RunArgs),
    /// Print the first rows of a node's table.
    Preview(PreviewArgs),
    /// List every problem of a project.
    Check(CheckArgs),
    /// Print the columns and types of a node's table, without running anything.
    Schema(SchemaArgs),
    /// Show where a column comes from, or what depends on it.
    Lineage(LineageArgs),
    /// List the kinds of node.
    Nodes(NodesArgs),
    /// Explain a kind of node: its ports and each of its settings.
    Describe(DescribeArgs),
    /// Write the canvas of a project as an SVG.
    Picture(PictureArgs),
    /// List the keyboard shortcuts of the window.
    Keys(KeysArgs),
    /// List the runs of a project, or of all; or show one of them.
    Runs(RunsArgs),
    /// Restore the outputs of an earlier run: all of them, or none.
    Rollback(RollbackArgs),
    /// Show or remove the results that previews keep on disk.
    Cache(CacheArgs),
    /// Rewrite projects in their canonical form.
    Fmt(FmtArgs),
}

const RUN_HELP: &str = "\
Every output is first written beside its target; once all are complete they replace the old files together. Where anything
fails, or the run is interrupted, the old files stay as they are.

A node may say how often it is tried again, how long it may take, and that the run goes on without it where
it fails: then the run finishes with failures, and its exit code is 3. Ctrl+C, or a request to end, cancels the run in order,
with exit code 130; what `nohup` is to ignore stays ignored.

For each output one line goes to standard output: rows, bytes and path, separated by tabs.

Examples:
  tablewire run late_carriers.ron
  tablewire run late_carriers.ron --set minutes=60 --only late_carriers
  tablewire run late_carriers.ron --to late --from by_airline
  tablewire run late_carriers.ron --events json | jq .event
  tablewire run - --base sample_projects/flights < late_carriers.ron";

/// With less, the program itself hardly fits.
const LEAST_MEMORY: u64 = 100_000_000;

/// The project, and its parameters.
#[derive(Debug, Args)]
pub struct ProjectArgs {
    /// The project; `-` reads it from standard input.
    pub file: PathBuf,
    /// Replace the default of a parameter; may be given several times.
    #[arg(long = "set", value_name = "NAME=VALUE")]
    pub set: Vec<String>,
    /// Resolve relative paths of the project from here instead of from its folder.
    #[arg(long, value_name = "FOLDER")]
    pub base: Option<PathBuf>,
}

#[derive(Debug, Args)]
#[command(after_help = RUN_HELP, after_long_help = format!("{RUN_HELP}\n\n{}", include_str!("events.txt")))]
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
    /// Show no progress bars and no success messages; problems are still reported.
    #[arg(long)]
    pub quiet: bool,
    /// Show for each node whether its table comes from the cache or is computed, and why.
    #[arg(long)]
    pub explain_cache: bool,
    /// Compute everything, including results that previews have cached.
    #[arg(long)]
    pub no_cache: bool,
    /// Where to run.
    #[arg(long, value_enum, default_value_t = Backend::Local)]
    pub on: Backend,
    /// Report the run to standard output in this format, as it happens; `--help` shows the lines.
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub events: Option<EventFormat>,
}

fn memory(text: &str) -> Result<u64, String> {
    let bytes = parse_bytes(text).ok_or("write a number with a unit, such as 4GB or 512MB")?;
    if bytes < LEAST_MEMORY { Err("less than 100MB is too little to run".into()) } else { Ok(bytes) }
}

/// Where a project runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Backend {
    /// This machine.
    Local,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum EventFormat {
    /// One JSON object per line.
    Json,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  tablewire preview late_carriers.ron late
  tablewire preview late_carriers.ron late.others --rows 1000 --format csv > others.csv")]
pub struct PreviewArgs {
    #[command(flatten)]
    pub project: ProjectArgs,
    /// The node, or one of its outputs as NODE.PORT; for a sink, the table it would write.
    #[arg(value_name = "NODE[.PORT]")]
    pub node: String,
    /// How many rows to print.
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub rows: usize,
    /// `table` is for reading; in `csv` a null is an empty field and an empty text is "".
    #[arg(long, value_enum, default_value_t = TableFormat::Table)]
    pub format: TableFormat,
}

/// The format of printed rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum TableFormat {
    /// Columns side by side, for people.
    Table,
    /// Comma separated, with a header.
    Csv,
    /// An array with one object per row.
    Json,
}

/// The format of printed lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ListFormat {
    /// For people.
    Text,
    /// For programs.
    Json,
}

#[derive(Debug, Args)]
#[command(after_help = "\
A problem is one line: NODE.SETTING: what is wrong. What to do. A problem that leaves the result standing begins with
\"warning:\". The exit code is 1 where any other is found.

Examples:
  tablewire check late_carriers.ron
  tablewire check late_carriers.ron --format json")]
pub struct CheckArgs {
    #[command(flatten)]
    pub project: ProjectArgs,
    /// Scan all data that the project reads, however large; by default only files of up to 100 MB.
    #[arg(long)]
    pub data: bool,
    #[arg(long, value_enum, default_value_t = ListFormat::Text)]
    pub format: ListFormat,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  tablewire schema late_carriers.ron by_airline")]
pub struct SchemaArgs {
    #[command(flatten)]
    pub project: ProjectArgs,
    /// The node, or one of its outputs as NODE.PORT; for a sink, the table it would write.
    #[arg(value_name = "NODE[.PORT]")]
    pub node: String,
    #[arg(long, value_enum, default_value_t = ListFormat::Text)]
    pub format: ListFormat,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  tablewire picture late_carriers.ron late_carriers.svg
  tablewire picture late_carriers.ron late_carriers.png --scale 3 --light")]
pub struct PictureArgs {
    /// The project.
    pub file: PathBuf,
    /// Where to write; the name ends in .svg or .png.
    pub out: PathBuf,
    /// Pixels of a PNG per pixel of the canvas at 100%; by default 2, or the factor in a name such as plan@3x.png.
    #[arg(long, value_name = "FACTOR")]
    pub scale: Option<f32>,
    /// Use the colours of the light theme.
    #[arg(long)]
    pub light: bool,
}

#[derive(Debug, Args)]
#[command(after_help = "\
The names in the first column are those of shortcuts.ron in the state folder, where each action can get other keys.")]
pub struct KeysArgs {
    #[arg(long, value_enum, default_value_t = ListFormat::Text)]
    pub format: ListFormat,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Each line is one column and, behind the arrow, the columns that it leads to next.

Examples:
  tablewire lineage late_carriers.ron by_airline mean_delay
  tablewire lineage late_carriers.ron flights dep_delay --forward --format json")]
pub struct LineageArgs {
    #[command(flatten)]
    pub project: ProjectArgs,
    /// The node, or one of its outputs as NODE.PORT; for a sink, the table it would write.
    #[arg(value_name = "NODE[.PORT]")]
    pub node: String,
    /// The name of the column in this table.
    pub column: String,
    /// Show what depends on it instead.
    #[arg(long)]
    pub forward: bool,
    #[arg(long, value_enum, default_value_t = ListFormat::Text)]
    pub format: ListFormat,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Results that took long are kept in a folder of the user, by everything that they depend on: a changed file, setting or
program means another result. TABLEWIRE_CACHE names another folder, TABLEWIRE_CACHE_BUDGET the most bytes (such as 2GB; 0
keeps nothing), TABLEWIRE_CACHE_MIN_MS the milliseconds that a result must have taken.

Examples:
  tablewire cache info
  tablewire cache clear")]
pub struct CacheArgs {
    #[command(subcommand)]
    pub command: CacheCommand,
}

#[derive(Debug, Subcommand)]
pub enum CacheCommand {
    /// Show its location, its content, and its size limit.
    Info {
        #[arg(long, value_enum, default_value_t = ListFormat::Text)]
        format: ListFormat,
    },
    /// Remove everything from it.
    Clear,
}

#[derive(Debug, Args)]
pub struct NodesArgs {
    #[arg(long, value_enum, default_value_t = ListFormat::Text)]
    pub format: ListFormat,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  tablewire describe join")]
pub struct DescribeArgs {
    /// The kind, as `tablewire nodes` lists it.
    pub kind: String,
    #[arg(long, value_enum, default_value_t = ListFormat::Text)]
    pub format: ListFormat,
}

#[derive(Debug, Args)]
#[command(after_help = "\
A node of an unknown kind, or with settings that cannot be read, is kept to the letter. A file that cannot be read is left
as it is. The canonical form has no comments: a file with comments is refused, unless they may go.

Examples:
  tablewire fmt late_carriers.ron
  tablewire fmt --check *.ron")]
pub struct FmtArgs {
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Change nothing; exit with 1 if a file is not in its canonical form.
    #[arg(long)]
    pub check: bool,
    /// Also format files with comments, and drop the comments.
    #[arg(long)]
    pub drop_comments: bool,
}
