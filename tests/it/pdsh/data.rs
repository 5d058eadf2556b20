//! The benchmark's eight tables as CSV files, made by its public generator.

use std::fmt::Display;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use tpchgen::csv::{CustomerCsv, LineItemCsv, NationCsv, OrderCsv, PartCsv, PartSuppCsv, RegionCsv, SupplierCsv};
use tpchgen::generators::{
    CustomerGenerator, LineItemGenerator, NationGenerator, OrderGenerator, PartGenerator, PartSuppGenerator,
    RegionGenerator, SupplierGenerator,
};

/// A table's name and its file.
pub type Table = (&'static str, PathBuf);

/// Writes all tables at a scale (1 has six million order lines) into a new folder.
pub fn generate(scale: f64, folder: &Path) -> Vec<Table> {
    generate_some(scale, folder, |_| true)
}

/// Writes the tables whose names are wanted.
pub fn generate_some(scale: f64, folder: &Path, is_wanted: impl Fn(&str) -> bool) -> Vec<Table> {
    fs::create_dir_all(folder).expect("a new folder");
    let mut written = Vec::new();
    macro_rules! tables {
        ($($name:literal: $generator:ident as $row:ident),+ $(,)?) => {
            $(if is_wanted($name) {
                let path = folder.join(concat!($name, ".csv"));
                write(&path, $row::header(), $generator::new(scale, 1, 1).iter().map($row::new));
                written.push(($name, path));
            })+
        };
    }
    tables![
        "region": RegionGenerator as RegionCsv,
        "nation": NationGenerator as NationCsv,
        "supplier": SupplierGenerator as SupplierCsv,
        "customer": CustomerGenerator as CustomerCsv,
        "part": PartGenerator as PartCsv,
        "partsupp": PartSuppGenerator as PartSuppCsv,
        "orders": OrderGenerator as OrderCsv,
        "lineitem": LineItemGenerator as LineItemCsv,
    ];
    written
}

fn write(path: &Path, header: &str, rows: impl Iterator<Item = impl Display>) {
    let mut file = BufWriter::new(File::create(path).expect("a new file"));
    writeln!(file, "{header}").expect("room on the disk");
    for row in rows {
        writeln!(file, "{row}").expect("room on the disk");
    }
    file.flush().expect("room on the disk");
}
