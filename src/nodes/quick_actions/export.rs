//! The sink for a file name, chosen by extension.

use crate::nodes::kinds::sinks::write_csv::WriteCsv;
use crate::nodes::kinds::sinks::write_excel::WriteExcel;
use crate::nodes::kinds::sinks::write_json::WriteJson;
use crate::nodes::kinds::sinks::write_parquet::WriteParquet;
use crate::nodes::kit::kind::AnyNode;
use crate::nodes::quick_actions::steps::{Step, step};

/// The sink that writes `path`; its extension (lower case, without the dot) determines the format; `None` for other
/// extensions.
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
