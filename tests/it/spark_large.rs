//! Too large for the memory of one machine, in small: what a run within a gigabyte refuses, a cluster of two workers of a gigabyte
//! finishes, with the same rows. Only where `TABLEWIRE_MEMORY_DATA` names a folder for TPC-H's tables; those that are missing are
//! made there, at the scale of `TABLEWIRE_MEMORY_SCALE` (10 has 60 million order lines).

use std::path::{Path, PathBuf};
use std::time::Instant;

use polars::prelude::*;

use crate::pdsh::data::generate_some;
use crate::program::{Place, project};
use crate::spark::session;

/// What each of two executors may have.
const CLUSTER: [&str; 10] = [
    "--conf",
    "spark.driver.memory=600m",
    "--conf",
    "spark.executor.memory=800m",
    "--conf",
    "spark.cores.max=2",
    "--conf",
    "spark.ui.enabled=false",
    "--conf",
    "spark.sql.shuffle.partitions=64",
];

/// The path of a table as Parquet, made first if it is missing.
fn table(folder: &Path, name: &str) -> PathBuf {
    let path = folder.join(format!("{name}.parquet"));
    if path.exists() {
        return path;
    }
    let scale = std::env::var("TABLEWIRE_MEMORY_SCALE").map_or(10.0, |text| text.parse().expect("a number"));
    let place = Place::new();
    let made = generate_some(scale, place.folder(), |table| table == name);
    let read = format!("(path: {:?})", made[0].1.display().to_string());
    let write = format!("(path: {:?})", path.display().to_string());
    let nodes = [("made", "read_csv", read.as_str()), ("kept", "write_parquet", write.as_str())];
    place.put("p.ron", &project(&nodes, &[("made", "kept")]));
    place.run(&["run", "p.ron", "--no-cache"]).code(0);
    path
}

/// A sum for each of 15 million orders, joined with the orders, and all of them sorted.
fn work(place: &Place, folder: &Path, out: &str) {
    let path = |path: &Path| format!("(path: {:?})", path.display().to_string());
    let (lines, orders) = (path(&table(folder, "lineitem")), path(&table(folder, "orders")));
    let sum = "(keys: [\"l_orderkey\"], aggregations: [(column: \"l_quantity\", function: Sum, name: \"quantity\")])";
    let order = "(keys: [(column: \"quantity\", order: Descending), (column: \"o_orderkey\")])";
    let columns =
        ["o_orderkey", "quantity", "o_orderdate", "o_orderpriority"].map(|name| format!("(column: {name:?})"));
    let columns = format!("(columns: [{}], rest: Drop)", columns.join(", "));
    let write = format!("(path: {out:?})");
    let nodes = [
        ("lines", "read_parquet", lines.as_str()),
        ("orders", "read_parquet", orders.as_str()),
        ("sums", "group_by", sum),
        ("joined", "join", "(keys: [(left: \"o_orderkey\", right: \"l_orderkey\")])"),
        ("some", "select", &columns),
        ("sorted", "sort", order),
        ("out", "write_parquet", &write),
    ];
    let wires = [
        ("lines", "sums"),
        ("orders", "joined.left"),
        ("sums", "joined.right"),
        ("joined", "some"),
        ("some", "sorted"),
        ("sorted", "out"),
    ];
    place.put("p.ron", &project(&nodes, &wires));
}

fn read(place: &Place, name: &str) -> DataFrame {
    let path = PlRefPath::try_from_path(&place.path(name)).expect("a path");
    LazyFrame::scan_parquet(path, ScanArgsParquet::default()).and_then(LazyFrame::collect).expect("an output")
}

#[test]
fn what_a_gigabyte_refuses_a_cluster_of_two_finishes() {
    let Some(folder) = std::env::var_os("TABLEWIRE_MEMORY_DATA").map(PathBuf::from) else { return };
    let (Some(python), Ok(master)) = (session::python(), std::env::var("TABLEWIRE_SPARK_MASTER")) else { return };
    let place = Place::new();
    work(&place, &folder, "here.parquet");
    let begun = Instant::now();
    let refused = place.run(&["run", "p.ron", "--memory", "1GB", "--no-cache"]);
    refused.code(1).err_line(&["1.0 GB"]);
    eprintln!("refused after {:.0} s: {}", begun.elapsed().as_secs_f64(), refused.err.trim());
    let begun = Instant::now();
    place.run(&["run", "p.ron", "--no-cache"]).code(0);
    eprintln!("here, without a limit: {:.0} s", begun.elapsed().as_secs_f64());
    work(&place, &folder, "there.parquet");
    let mut arguments = vec!["run", "p.ron", "--on", "spark", "--python", &python, "--master", &master];
    arguments.extend(CLUSTER);
    let begun = Instant::now();
    place.run(&arguments).code(0);
    eprintln!("on two workers of a gigabyte: {:.0} s", begun.elapsed().as_secs_f64());
    let (here, there) = (read(&place, "here.parquet"), read(&place, "there.parquet"));
    assert!(here.height() > 1_000 && here.equals_missing(&there), "{here}\n{there}");
}
