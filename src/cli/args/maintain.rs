//! The arguments of `cache` and `fmt`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::shared::ListFormat;

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
