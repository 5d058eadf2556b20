//! What the arguments of several commands have in common.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

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
    /// Take connections from this file instead of the machine's own.
    #[arg(long, value_name = "FILE")]
    pub connections: Option<PathBuf>,
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
