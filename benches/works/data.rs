//! The tables: written once by the public generator as CSV, then as Parquet, into the user's cache folder.

use std::fs;
use std::path::{Path, PathBuf};

use polars::prelude::*;

#[path = "../../tests/it/pdsh/data.rs"]
mod generator;

/// A folder with `lineitem.parquet`, `orders.parquet` and all tables as CSV.
pub struct Data {
    pub folder: PathBuf,
}

impl Data {
    pub fn prepare() -> Data {
        let scale: f64 = std::env::var("TABLEWIRE_BENCH_SCALE").map_or(1.0, |text| text.parse().expect("a number"));
        let folder =
            directories::BaseDirs::new().expect("a home").cache_dir().join(format!("tablewire/bench/tpch-{scale}"));
        let done = folder.join("done");
        if !done.exists() {
            eprintln!("Making the data in {}", folder.display());
            for (name, path) in generator::generate(scale, &folder) {
                to_parquet(&path, &folder.join(format!("{name}.parquet")));
            }
            fs::write(done, "").expect("room on the disk");
        }
        Data { folder }
    }

    pub fn path(&self, file: &str) -> String {
        self.folder.join(file).display().to_string()
    }

    pub fn scan(&self, table: &str) -> LazyFrame {
        let path = PlRefPath::try_from_path(&self.folder.join(format!("{table}.parquet"))).expect("a path");
        LazyFrame::scan_parquet(path, ScanArgsParquet::default()).expect("a Parquet file")
    }
}

fn to_parquet(csv: &Path, parquet: &Path) {
    let path = PlRefPath::try_from_path(csv).expect("a path");
    let rows = LazyCsvReader::new(path).with_try_parse_dates(true).with_infer_schema_length(Some(10_000));
    let mut table = rows.finish().and_then(LazyFrame::collect).expect("a CSV file");
    let file = fs::File::create(parquet).expect("a new file");
    ParquetWriter::new(file).finish(&mut table).expect("room on the disk");
}
