//! The arguments of the commands that show a project or the kinds of node.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::place::PlaceArgs;
use super::shared::{ListFormat, ProjectArgs, TableFormat};

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  tablewire preview late_carriers.ron late
  tablewire preview late_carriers.ron late.others --rows 1000 --format csv > others.csv
  tablewire preview sales.ron by_month --on spark --master spark://host:7077")]
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
    #[command(flatten)]
    pub place: PlaceArgs,
}

#[derive(Debug, Args)]
#[command(after_help = "\
A problem is one line: NODE.SETTING: what is wrong. What to do. A problem that does not invalidate the result begins with
\"warning:\". The exit code is 1 if there are any others.

Examples:
  tablewire check late_carriers.ron
  tablewire check late_carriers.ron --format json
  tablewire check late_carriers.ron --on spark
  tablewire check late_carriers.ron --cluster lab")]
pub struct CheckArgs {
    #[command(flatten)]
    pub project: ProjectArgs,
    /// Scan all data that the project reads, however large; by default only files of up to 100 MB.
    #[arg(long)]
    pub data: bool,
    /// Also say what this engine cannot do of the project.
    #[arg(long, value_enum, value_name = "ENGINE")]
    pub on: Option<CheckOn>,
    /// The same for this cluster of the window's preferences, with what its settings lack for this project.
    #[arg(long, value_name = "NAME")]
    pub cluster: Option<String>,
    #[arg(long, value_enum, default_value_t = ListFormat::Text)]
    pub format: ListFormat,
}

/// The engine that a project is checked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum CheckOn {
    /// Apache Spark.
    Spark,
}

#[derive(Debug, Args)]
#[command(after_help = "\
On Spark nothing is computed: Spark analyses the plan. With --store, what Spark's catalog says of a Read Table node is kept in
the project's file.

Examples:
  tablewire schema late_carriers.ron by_airline
  tablewire schema sales.ron orders --on spark --master spark://host:7077 --store")]
pub struct SchemaArgs {
    #[command(flatten)]
    pub project: ProjectArgs,
    /// The node, or one of its outputs as NODE.PORT; for a sink, the table it would write.
    #[arg(value_name = "NODE[.PORT]")]
    pub node: String,
    #[arg(long, value_enum, default_value_t = ListFormat::Text)]
    pub format: ListFormat,
    /// With --on spark: list the columns of the table that a Read Table node reads, and keep them in its settings.
    #[arg(long)]
    pub store: bool,
    #[command(flatten)]
    pub place: PlaceArgs,
}

fn scale(text: &str) -> Result<f32, String> {
    let scale: Option<f32> = text.parse().ok();
    scale.filter(|scale| (0.1..=16.0).contains(scale)).ok_or_else(|| "write a number from 0.1 to 16".to_owned())
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
    #[arg(long, value_name = "FACTOR", value_parser = scale)]
    pub scale: Option<f32>,
    /// Use the colours of the light theme.
    #[arg(long)]
    pub light: bool,
}

#[derive(Debug, Args)]
#[command(after_help = "\
The first column has the names used in shortcuts.ron in the state folder, which assigns other keys to actions.")]
pub struct KeysArgs {
    #[arg(long, value_enum, default_value_t = ListFormat::Text)]
    pub format: ListFormat,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Each line is one column and, after the arrow, the columns that it leads to next.

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
