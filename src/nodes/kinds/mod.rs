//! Every kind of node, a folder each, by group of the palette.

use super::KindInfo;
use super::kit::catalogue;
use super::kit::kind::{AnyNode, NodeKind};
#[cfg(test)]
use super::kit::unreadable_settings;

pub(in crate::nodes) mod sources {
    pub(in crate::nodes) mod read_csv;
    pub(in crate::nodes) mod read_excel;
    pub(in crate::nodes) mod read_json;
    pub(in crate::nodes) mod read_parquet;
    pub(in crate::nodes) mod table;
}
pub(in crate::nodes) mod rows {
    pub(in crate::nodes) mod distinct;
    pub(in crate::nodes) mod filter;
    pub(in crate::nodes) mod limit;
    pub(in crate::nodes) mod sample;
    pub(in crate::nodes) mod sort;
}
pub(in crate::nodes) mod columns {
    pub(in crate::nodes) mod fill_missing;
    pub(in crate::nodes) mod formula;
    pub(in crate::nodes) mod select;
}
pub(in crate::nodes) mod combine {
    pub(in crate::nodes) mod join;
    pub(in crate::nodes) mod union;
}
pub(in crate::nodes) mod shape {
    pub(in crate::nodes) mod group_by;
    pub(in crate::nodes) mod pivot;
    pub(in crate::nodes) mod unpivot;
}
pub(in crate::nodes) mod sinks {
    pub(in crate::nodes) mod write_csv;
    pub(in crate::nodes) mod write_excel;
    pub(in crate::nodes) mod write_json;
    pub(in crate::nodes) mod write_parquet;
}
#[cfg(test)]
mod tests;

catalogue! {
    sources::read_csv::ReadCsv,
    sources::read_parquet::ReadParquet,
    sources::read_json::ReadJson,
    sources::read_excel::ReadExcel,
    sources::table::Table,
    rows::filter::Filter,
    rows::sort::Sort,
    rows::limit::Limit,
    rows::sample::Sample,
    rows::distinct::Distinct,
    columns::select::Select,
    columns::formula::FormulaNode,
    columns::fill_missing::FillMissing,
    combine::join::Join,
    combine::union::Union,
    shape::group_by::GroupBy,
    shape::pivot::Pivot,
    shape::unpivot::Unpivot,
    sinks::write_csv::WriteCsv,
    sinks::write_parquet::WriteParquet,
    sinks::write_json::WriteJson,
    sinks::write_excel::WriteExcel,
}
