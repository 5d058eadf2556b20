//! Where a project runs, or is looked at.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use crate::app::saved_clusters;
use crate::base::suggest;
use crate::connect;
use crate::engine::Cluster;

/// This machine, or a Spark.
#[derive(Debug, Args)]
pub struct PlaceArgs {
    /// Where to run.
    #[arg(long, value_enum, default_value_t = Place::Local)]
    pub on: Place,
    /// On this cluster of the window's preferences; the options below change it for this run.
    #[arg(long, value_name = "NAME", conflicts_with_all = ["master", "remote"])]
    cluster: Option<String>,
    /// With --on spark: the master, such as spark://host:7077, yarn, or local[4]. Without it and without --remote, what this
    /// machine's Spark is set up with.
    #[arg(long, value_name = "URL", conflicts_with = "remote")]
    master: Option<String>,
    /// With --on spark: a server of Spark Connect, such as sc://host:15002.
    #[arg(long, value_name = "URL", value_parser = remote)]
    remote: Option<String>,
    /// With --on spark: a setting of Spark, such as spark.executor.memory=4g; may be given several times.
    #[arg(long, value_name = "NAME=VALUE", value_parser = setting)]
    conf: Vec<(String, String)>,
    /// With --on spark: a file of such settings, one NAME=VALUE on a line; lines with # are comments. Other users of the machine
    /// see a command line, but not this.
    #[arg(long, value_name = "FILE")]
    conf_file: Option<PathBuf>,
    /// With --on spark: a Python that has PySpark; else TABLEWIRE_SPARK_PYTHON, else python3.
    #[arg(long, value_name = "PATH")]
    python: Option<PathBuf>,
    /// With --on spark: where relative paths of the project begin on the cluster, such as hdfs://name/folder; else in the
    /// project's folder, which every machine of the cluster then has to see.
    #[arg(long, value_name = "URL")]
    path_root: Option<String>,
    /// With --on spark: where tables that only this machine can read, such as Excel files, are put for the cluster, as Parquet:
    /// hdfs://…, s3a://… or file:///….
    #[arg(long, value_name = "URL")]
    staging: Option<String>,
    /// With --on spark: send them even if they have more than 1 GB.
    #[arg(long)]
    ship: bool,
    /// The cluster is the first line of standard input, as JSON: the window starts a run so.
    #[arg(long, hide = true)]
    cluster_from_input: bool,
}

/// Where a project runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Place {
    /// This machine.
    Local,
    /// Apache Spark.
    Spark,
}

impl PlaceArgs {
    /// The Spark to run on; `None` for this machine. Fails if there is no cluster of this name, or it is not set up.
    pub fn cluster(&self) -> Result<Option<Cluster>, String> {
        if self.cluster_from_input {
            return from_input().map(Some);
        }
        let in_file = self.conf_file.as_deref().map(settings).transpose()?.unwrap_or_default();
        let base = match &self.cluster {
            Some(name) => saved(name)?,
            None if self.on == Place::Spark => Cluster::default(),
            None => return Ok(None),
        };
        Ok(Some(Cluster {
            master: self.master.clone().or(base.master),
            remote: self.remote.clone().or(base.remote),
            conf: base.conf.into_iter().chain(in_file).chain(self.conf.iter().cloned()).collect(),
            python: self.python.clone().or(base.python),
            path_root: self.path_root.clone().or(base.path_root),
            staging: self.staging.clone().or(base.staging),
            ship: self.ship || base.ship,
        }))
    }

    /// The first argument that has no meaning on this machine, if that is where to run.
    pub fn out_of_place(&self) -> Option<&'static str> {
        let given = [
            ("--master", self.master.is_some()),
            ("--remote", self.remote.is_some()),
            ("--conf", !self.conf.is_empty()),
            ("--conf-file", self.conf_file.is_some()),
            ("--python", self.python.is_some()),
            ("--path-root", self.path_root.is_some()),
            ("--staging", self.staging.is_some()),
            ("--ship", self.ship),
        ];
        given
            .into_iter()
            .find(|(_, is_given)| self.on == Place::Local && self.cluster.is_none() && *is_given)
            .map(|(name, _)| name)
    }
}

/// The cluster of this name in the window's preferences. Fails with one line that names the argument.
pub fn saved(name: &str) -> Result<Cluster, String> {
    let clusters = saved_clusters();
    let Some(cluster) = clusters.iter().find(|cluster| cluster.name == name) else {
        let remedy = suggest::remedy(name, clusters.iter().map(|cluster| cluster.name.as_str()));
        let remedy = remedy.map_or_else(|| "Add it in the window: Clusters…".to_owned(), |remedy| remedy.to_string());
        return Err(format!("--cluster: There is no cluster \"{name}\". {remedy}"));
    };
    match cluster.problems().first() {
        Some(problem) => Err(format!("--cluster {name}: {problem}")),
        None => Ok(cluster.cluster()),
    }
}

/// The cluster that whoever started this process has written before the project.
fn from_input() -> Result<Cluster, String> {
    let mut line = String::new();
    std::io::stdin().read_line(&mut line).map_err(|error| error.to_string())?;
    // The error would show the line, which may hold a password.
    serde_json::from_str(&line)
        .map_err(|_| "standard input: The first line is no cluster. Leave --cluster-from-input out".into())
}

/// The settings in a file. Its lines are not shown: they may hold passwords.
fn settings(file: &Path) -> Result<Vec<(String, String)>, String> {
    let text = connect::read_text(file).map_err(|problem| format!("--conf-file: {problem}"))?;
    let lines = text.lines().enumerate().map(|(at, line)| (at + 1, line.trim()));
    let lines = lines.filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
    let read = |(number, line): (usize, &str)| {
        let wrong = || format!("--conf-file {}: Line {number} has no \"=\". Write NAME=VALUE", file.display());
        let (name, value) = line.split_once('=').ok_or_else(wrong)?;
        Ok((name.trim().to_owned(), value.trim().to_owned()))
    };
    lines.map(read).collect()
}

fn remote(text: &str) -> Result<String, String> {
    if text.starts_with("sc://") { Ok(text.to_owned()) } else { Err("write sc://host:port".into()) }
}

fn setting(text: &str) -> Result<(String, String), String> {
    let (name, value) = text.split_once('=').ok_or("write NAME=VALUE, such as spark.executor.memory=4g")?;
    Ok((name.trim().to_owned(), value.to_owned()))
}
