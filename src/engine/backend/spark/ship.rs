//! Sources that only this machine can read: their tables are computed here and sent to the cluster as Parquet.

use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::base::{Cancellation, Problem, number};
use crate::connect::{
    self, ChildFolder, Compression, Existing, FileTarget, ParquetTarget, TargetFormat, Transaction, Withdrawal,
};
use crate::engine::api::cluster::Cluster;
use crate::engine::api::output::OutputRef;
use crate::engine::api::snapshot::Snapshot;
use crate::engine::control::stop::Stop;
use crate::engine::execute::build::Build;
use crate::engine::plan::planned::Plan;
use crate::engine::plan::planner::Planner;
use crate::engine::run::run_problem::{End, RunProblem};
use crate::engine::spark::program::Shipped;

/// With more bytes in all, a run asks first.
pub(super) const MOST: u64 = 1_000_000_000;

/// A table that is sent to the cluster.
#[derive(Debug, Serialize)]
pub(super) struct Parcel {
    /// The argument of the program that takes its address.
    pub argument: String,
    pub from: PathBuf,
    /// The URL at which the cluster reads it.
    pub to: String,
    #[serde(skip)]
    pub output: OutputRef,
    #[serde(skip)]
    pub bytes: u64,
}

/// Whose tables are sent, and where to.
pub(super) struct Shipping<'a> {
    pub plan: &'a Plan,
    pub cluster: &'a Cluster,
    /// Where they are computed; a table that is there already is not computed again.
    pub folder: &'a ChildFolder,
    pub cancel: &'a Cancellation,
}

/// Computes the tables into the folder.
pub(super) fn packed(shipping: &Shipping<'_>, tables: &[Shipped]) -> Result<Vec<Parcel>, End> {
    let Shipping { plan, cluster, folder, cancel } = *shipping;
    let Some(first) = tables.first().map(|table| table.output.node) else { return Ok(Vec::new()) };
    let staging = Staging { cluster, folder }.url().map_err(|problem| End::failed((Some(first), problem)))?;
    let stop = Stop::default();
    let mut build = Build::new(plan, None, &stop).unsampled();
    let mut parcels = Vec::new();
    for Shipped { output, argument } in tables {
        if cancel.is_cancelled() {
            return Err(End::Cancelled);
        }
        let key = plan.key(*output).map(|key| key.to_string()).unwrap_or_default();
        let name = format!("{}-{key}.parquet", run_name(folder));
        let from = folder.path().join(&name);
        let failed = |problem| End::failed((Some(output.node), problem));
        let bytes = match connect::stamp(&from) {
            Ok(stamp) => stamp.len,
            Err(_) => {
                let frame = build.frame(*output).map_err(|found| End::failed((Some(found.node), found.problem)))?;
                write(frame.lazy, &from).map_err(failed)?
            }
        };
        let to = format!("{staging}/{name}");
        parcels.push(Parcel { argument: argument.clone(), from, to, output: *output, bytes });
    }
    let bytes: u64 = parcels.iter().map(|parcel| parcel.bytes).sum();
    match too_much(bytes, cluster) {
        Some(problem) => Err(End::failed((Some(first), problem))),
        None => Ok(parcels),
    }
}

fn too_much(bytes: u64, cluster: &Cluster) -> Option<Problem> {
    let problem = || Problem::error(say!("spark-ships-much", size = number::bytes(bytes)));
    (bytes > MOST && !cluster.ship).then(|| problem().remedy(say!("spark-ships-much-remedy")))
}

/// What is said of each table that is sent.
pub(super) fn words(parcel: &Parcel) -> RunProblem {
    let words = say!("spark-ships", size = number::bytes(parcel.bytes), address = parcel.to);
    (Some(parcel.output.node), Problem::warning(words))
}

/// The folder that this machine and the cluster both reach.
pub(super) struct Staging<'a> {
    pub cluster: &'a Cluster,
    pub folder: &'a ChildFolder,
}

impl Staging<'_> {
    pub fn url(&self) -> Result<String, Problem> {
        match &self.cluster.staging {
            Some(staging) => Ok(staging.trim_end_matches('/').to_owned()),
            None => match without_staging(self.cluster) {
                Some(problem) => Err(problem),
                None => Ok(format!("file://{}", self.folder.path().display())),
            },
        }
    }
}

/// The problem of a table on its way to or from a cluster that names no folder for it and is not on this machine.
pub(super) fn without_staging(cluster: &Cluster) -> Option<Problem> {
    let is_known = cluster.staging.is_some() || is_here(cluster);
    (!is_known).then(|| Problem::error(say!("spark-no-staging")).remedy(say!("spark-no-staging-remedy")))
}

/// Whether all of the cluster is this machine, as far as its address says.
fn is_here(cluster: &Cluster) -> bool {
    let host = |url: &str| url.split_once("://").map(|(_, rest)| rest.to_owned());
    let is_here = |url: &String| {
        url.starts_with("local")
            || host(url).is_some_and(|host| ["127.0.0.1", "localhost", "[::1]"].iter().any(|own| host.starts_with(own)))
    };
    [&cluster.master, &cluster.remote].into_iter().flatten().all(is_here)
}

pub(super) fn run_name(folder: &ChildFolder) -> String {
    folder.path().file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// Writes all rows of an output of the project as Parquet, and makes its folder; returns the size in bytes.
pub fn write_as_parquet(snapshot: &Snapshot, output: OutputRef, path: &Path) -> Result<u64, Problem> {
    let plan = Planner::default().plan(snapshot);
    let stop = Stop::default();
    let frame = Build::new(&plan, None, &stop).unsampled().frame(output).map_err(|found| found.problem)?;
    write(frame.lazy, path)
}

/// Writes a table; returns its size.
fn write(rows: polars::prelude::LazyFrame, path: &Path) -> Result<u64, Problem> {
    let target = FileTarget {
        path: path.to_path_buf(),
        format: TargetFormat::Parquet(ParquetTarget { compression: Compression::Zstd }),
        existing: Existing::Overwrite,
        create_folders: true,
    };
    let mut transaction = Transaction::begin(&Withdrawal::default());
    let plan = transaction.add(rows, &target)?;
    if let Err(error) = connect::execute_all(vec![plan.logical_plan]) {
        let fault = transaction.fault().map(|(_, problem)| problem);
        return Err(fault.unwrap_or_else(|| crate::nodes::problem_of(&error)));
    }
    let bytes = transaction.complete().map_err(|(_, problem)| problem)?;
    transaction.commit(None).map_err(|(_, problem)| problem)?;
    Ok(bytes.into_iter().sum())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_than_a_gigabyte_is_sent_only_when_asked() {
        let small = Cluster::default();
        let asked = Cluster { ship: true, ..Cluster::default() };
        let words = |bytes: u64, cluster: &Cluster| too_much(bytes, cluster).map(|problem| problem.to_string());
        assert_eq!((words(1_000_000_000, &small), words(1_000_000_001, &asked)), (None, None));
        let refused = words(1_200_000_000, &small).expect("too much");
        assert!(refused.contains("1.2 GB") && refused.contains("--ship"), "{refused}");
    }

    #[test]
    fn another_machine_needs_a_staging_folder() {
        let folder = ChildFolder::with("spark-test", []).expect("a folder");
        let url = |cluster: &Cluster| Staging { cluster, folder: &folder }.url();
        let at = |master: &str| Cluster { master: Some(master.into()), ..Cluster::default() };
        assert!(url(&at("spark://127.0.0.1:7077")).expect("here").starts_with("file:///"));
        assert!(url(&at("spark://far:7077")).is_err());
        let staging = Some("hdfs://far/staging/".to_owned());
        assert_eq!(url(&Cluster { staging, ..at("spark://far:7077") }).expect("given"), "hdfs://far/staging");
    }
}
