//! The arguments of `cache`, `positions` and `fmt`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::shared::ListFormat;

#[derive(Debug, Args)]
#[command(after_help = "\
Results that took long to compute are kept in a folder of the user, identified by everything that they depend on: after a
change of a file, a setting or the program they are computed again. TABLEWIRE_CACHE sets another folder, TABLEWIRE_CACHE_BUDGET
the maximum size (such as 2GB; 0 keeps nothing), TABLEWIRE_CACHE_MIN_MS the minimum computing time in milliseconds.

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
A node that reads only new rows remembers how far it has read in a file beside the project (shop.ron: shop.positions.json). The
position moves when all outputs of a run are in place.

Examples:
  tablewire positions shop.ron
  tablewire positions shop.ron --forget orders")]
pub struct PositionsArgs {
    /// The project file.
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Forget the position of this node, so that its next run reads all rows.
    #[arg(long, value_name = "NODE")]
    pub forget: Option<String>,
    #[arg(long, value_enum, default_value_t = ListFormat::Text)]
    pub format: ListFormat,
}

#[derive(Debug, Args)]
#[command(after_help = "\
A node of an unknown kind, or with settings that cannot be read, is kept unchanged. A file that cannot be read is not changed.
The canonical form has no comments: a file with comments is refused unless --drop-comments is given.

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
