//! The sink that writes a file of a name, by its ending.

use super::steps::{Step, step};
use super::write_csv::WriteCsv;
use super::write_excel::WriteExcel;
use super::write_json::WriteJson;
use super::write_parquet::WriteParquet;

/// The sink that writes `path`, whose ending (small letters, without the dot) tells the format; `None` for other endings.
pub fn export_step(ending: &str, path: &str) -> Option<Step> {
    let path = path.to_owned();
    Some(match ending {
        "csv" => step("Write CSV", &WriteCsv { path, ..WriteCsv::default() }),
        "tsv" | "tab" => step("Write TSV", &WriteCsv { path, delimiter: "tab".into(), ..WriteCsv::default() }),
        "xlsx" => step("Write Excel", &WriteExcel { path, ..WriteExcel::default() }),
        "parquet" => step("Write Parquet", &WriteParquet { path, ..WriteParquet::default() }),
        "json" => step("Write JSON", &WriteJson { path, ..WriteJson::default() }),
        _ => return None,
    })
}
