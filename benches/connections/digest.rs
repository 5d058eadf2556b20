//! Digests of columns: sums of the hashes of their values, the same in every order and in every representation of a type.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

use polars::prelude::*;

/// The digest of each column of a Parquet file, by name. Numbers count by their value, whatever their precision is.
pub fn of_file(path: &Path) -> Vec<(String, u64)> {
    let path = PlRefPath::try_from_path(path).expect("a path");
    let scan = LazyFrame::scan_parquet(path, ScanArgsParquet::default()).expect("a Parquet file");
    let names: Vec<PlSmallStr> = scan.clone().collect_schema().expect("columns").iter_names_cloned().collect();
    let of = |name: PlSmallStr| {
        let rows = scan.clone().select([col(name.clone())]).collect().expect("rows");
        (name.to_string(), of_column(rows.column(&name).expect("the column")))
    };
    names.into_iter().map(of).collect()
}

fn hash(value: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

fn of_column(column: &Column) -> u64 {
    let common = match column.dtype() {
        DataType::Decimal(..) => column.cast(&DataType::Decimal(38, 10)),
        dtype if dtype.is_integer() => column.cast(&DataType::Int64),
        DataType::Datetime(..) => column.cast(&DataType::Date),
        _ => Ok(column.clone()),
    };
    let values = common.expect("exact values").as_materialized_series().to_physical_repr().into_owned();
    let sum = |hashes: &mut dyn Iterator<Item = u64>| hashes.fold(0_u64, u64::wrapping_add);
    match values.dtype() {
        DataType::Int32 => sum(&mut values.i32().expect("the type").iter().map(hash)),
        DataType::Int64 => sum(&mut values.i64().expect("the type").iter().map(hash)),
        DataType::Int128 => sum(&mut values.i128().expect("the type").iter().map(hash)),
        DataType::Float64 => {
            sum(&mut values.f64().expect("the type").iter().map(|value| hash(value.map(f64::to_bits))))
        }
        _ => sum(&mut values.str().expect("a text").iter().map(hash)),
    }
}
