//! The command-line arguments and their help.

mod connections;
mod export;
mod history;
mod inspect;
mod maintain;
mod place;
mod run;
mod secrets;
mod shared;

use std::path::PathBuf;

use clap::{Parser, Subcommand};

pub use connections::{ConnectionsArgs, ConnectionsCommand};
pub use export::{ExportArgs, ExportFormat};
pub use history::{RollbackArgs, RunsArgs, RunsCommand};
pub use inspect::{
    CheckArgs, CheckOn, DescribeArgs, KeysArgs, LineageArgs, NodesArgs, PictureArgs, PreviewArgs, SchemaArgs,
};
pub use maintain::{CacheArgs, CacheCommand, FmtArgs, PositionsArgs};
pub use place::{PlaceArgs, saved};
pub use run::RunArgs;
pub use secrets::{SecretsArgs, SecretsCommand};
pub use shared::{ListFormat, ProjectArgs, TableFormat};

/// Wire tables together and see every step.
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
  tablewire --safe                                      open no project, after one that made the program crash
  tablewire run late_carriers.ron --set minutes=30      write the outputs of a project
  tablewire preview late_carriers.ron late --rows 5     print a table of an intermediate step

Exit codes: 0 done, 1 the project has problems or failed, 2 the command is invalid or there is no display."
)]
pub struct CommandLine {
    /// Opens these projects in the window, each in a tab.
    pub projects: Vec<PathBuf>,
    /// Open nothing: list these projects, or those that were open last, on the start page.
    #[arg(long)]
    pub safe: bool,
    #[command(subcommand)]
    pub command: Option<Command>,
}

impl Command {
    /// Whether it reads data, which may end a process.
    pub fn reads_data(&self) -> bool {
        match self {
            Command::Run(_) | Command::Preview(_) | Command::Check(_) | Command::Schema(_) => true,
            Command::Lineage(_) | Command::Export(_) | Command::Picture(_) | Command::Engine => true,
            Command::Look => true,
            Command::Nodes(_) | Command::Describe(_) | Command::Keys(_) | Command::Runs(_) => false,
            Command::Rollback(_) | Command::Cache(_) | Command::Positions(_) | Command::Fmt(_) => false,
            Command::Connections(_) | Command::Secrets(_) => false,
        }
    }

    /// Whether it works in a child. What the window starts is watched by the window.
    pub fn is_supervised(&self) -> bool {
        match self {
            Command::Run(args) => !args.watched,
            Command::Engine | Command::Look => false,
            _ => self.reads_data(),
        }
    }
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Run a project and write its outputs: all of them, or none.
    Run(Box<RunArgs>),
    /// Print the first rows of a node's table.
    Preview(Box<PreviewArgs>),
    /// List every problem of a project.
    Check(CheckArgs),
    /// Print the columns and types of a node's table, without running anything.
    Schema(Box<SchemaArgs>),
    /// Show where a column comes from, or what depends on it.
    Lineage(LineageArgs),
    /// Write a project as a program of another system.
    Export(ExportArgs),
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
    /// List and test connections to databases, and show their tables.
    Connections(ConnectionsArgs),
    /// Keep passwords of connections in the keyring, or in an encrypted file.
    Secrets(SecretsArgs),
    /// Show or remove the results that previews keep on disk.
    Cache(CacheArgs),
    /// Show or forget how far a project has read the sources of which it reads only new rows.
    Positions(PositionsArgs),
    /// Rewrite projects in their canonical form.
    Fmt(FmtArgs),
    /// Compute previews for the window, which starts it.
    #[command(hide = true)]
    Engine,
    /// Look at a database for the window, which starts it.
    #[command(hide = true)]
    Look,
}
