//! The arguments of `export`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::shared::ProjectArgs;

#[derive(Debug, Args)]
#[command(after_help = "\
The program has a function for each node and an option for each parameter; it needs nothing but PySpark 4. What Spark cannot
do as it is done here is said instead, as `check --on spark` says it. docs/spark.md tells how outputs are put in place.

Examples:
  tablewire export late_carriers.ron --to pyspark -o late_carriers.py
  spark-submit late_carriers.py --minutes 30 --path-root hdfs:///flights
  SPARK_REMOTE=sc://localhost python late_carriers.py")]
pub struct ExportArgs {
    #[command(flatten)]
    pub project: ProjectArgs,
    /// What to write.
    #[arg(long, value_enum)]
    pub to: ExportFormat,
    /// Where to write it; by default to standard output.
    #[arg(short = 'o', long = "output", value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Write the rows of the sources that Spark does not read itself as Parquet into this folder, one file for each.
    #[arg(long, value_name = "FOLDER")]
    pub shipped: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    /// A program for Apache Spark in Python.
    Pyspark,
}
