//! The sink that writes a file of a name, by its ending.

use super::kind::AnyNode;
use super::steps::{Step, step};
use super::write_csv::WriteCsv;
use super::write_excel::WriteExcel;
use super::write_json::WriteJson;
use super::write_parquet::WriteParquet;

/// The sink that writes `path`, whose ending (small letters, without the dot) tells the format; `None` for other endings.
pub fn export_step(ending: &str, path: &str) -> Option<Step> {
    let path = path.to_owned();
    let titled = |node: &dyn AnyNode| step(node.meta().title_text(), node);
    Some(match ending {
        "csv" => titled(&WriteCsv { path, ..WriteCsv::default() }),
        "tsv" | "tab" => {
            step(say!("step-write-tsv"), &WriteCsv { path, delimiter: "tab".into(), ..WriteCsv::default() })
        }
        "xlsx" => titled(&WriteExcel { path, ..WriteExcel::default() }),
        "parquet" => titled(&WriteParquet { path, ..WriteParquet::default() }),
        "json" => titled(&WriteJson { path, ..WriteJson::default() }),
        _ => return None,
    })
}
