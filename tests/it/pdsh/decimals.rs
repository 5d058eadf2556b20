//! The same tables as Parquet files whose money is exact, as the specification has it.

use std::fs::{self, File};
use std::path::Path;

use polars::prelude::*;

use super::data::Table;

const MONEY: [&str; 9] = [
    "l_quantity",
    "l_extendedprice",
    "l_discount",
    "l_tax",
    "o_totalprice",
    "c_acctbal",
    "s_acctbal",
    "p_retailprice",
    "ps_supplycost",
];

/// Writes each table into `folder` under its name.
pub fn write(tables: &[Table], folder: &Path) {
    fs::create_dir_all(folder).expect("a new folder");
    for (name, path) in tables {
        let as_text = MONEY.iter().map(|column| Field::new((*column).into(), DataType::String));
        let path = PlRefPath::new(path.to_str().expect("a path in UTF-8"));
        let rows = LazyCsvReader::new(path)
            .with_try_parse_dates(true)
            .with_infer_schema_length(None)
            .with_dtype_overwrite(Some(Arc::new(as_text.collect())))
            .finish()
            .and_then(LazyFrame::collect)
            .expect("a table");
        let exact: Vec<Expr> = rows
            .get_column_names()
            .into_iter()
            .filter(|column| MONEY.contains(&column.as_str()))
            .map(|column| col(column.clone()).strict_cast(DataType::Decimal(15, 2)))
            .collect();
        let mut rows = rows.lazy().with_columns(exact).collect().expect("money with two digits");
        let file = File::create(folder.join(format!("{name}.parquet"))).expect("a new file");
        ParquetWriter::new(file).finish(&mut rows).expect("a written table");
    }
}

/// The project of a question, reading these files.
pub fn project(text: &str, tables: &[Table]) -> String {
    let mut text = text.replace("\"read_csv\"", "\"read_parquet\"");
    for (name, _) in tables {
        text = text.replace(&format!("${{data}}/{name}.csv"), &format!("${{data}}/{name}.parquet"));
    }
    text
}
