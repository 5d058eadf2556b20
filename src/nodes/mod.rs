//! The catalogue: every kind of node, one file each, and what they have in common.
//!
//! To add a kind: write its file and its example in `examples/`, then name it once in the list of modules and once in
//! `catalogue!` below. Palette, form,
//! help, command line, file codec and the gallery tests follow from the list.

#[macro_use]
mod catalogue;
mod change_words;
#[macro_use]
pub mod form;
mod aggregate;
mod apply_fix;
#[cfg(test)]
mod checks;
pub mod cleaning;
mod column_graph;
mod column_rename;
#[cfg(test)]
mod column_tests;
mod column_trace;
pub(crate) mod columns;
pub mod decimal_totals;
mod descent;
#[cfg(test)]
mod descent_tests;
pub mod describe;
mod export;
mod field;
#[cfg(test)]
mod file_checks;
mod file_shape;
mod files;
mod form_reader;
mod formula_values;
mod frame;
#[cfg(test)]
mod gallery_tests;
mod gather;
mod kind;
mod kind_texts;
mod look;
mod lower;
mod misnamed;
mod misread;
mod offsets;
#[cfg(test)]
mod origin_tests;
mod parting;
mod pasted;
mod project;
mod ranges;
mod rejecting;
mod rename;
mod running_form;
mod settings_summary;
mod steps;
mod summary;
mod values_steps;
pub mod visit;
mod widen;

pub use apply_fix::mend;
pub use catalogue::{KindInfo, find_kinds};
pub use change_words::{change_words, kind_and_name, some_of};
pub use column_graph::{ColumnGraph, Place};
pub use column_rename::{Change, RenamePlan, plan_rename};
pub use column_trace::{Direction, Trace, Usage, trace, usages, where_named};
pub use columns::column;
pub use descent::{Given, Origin};
pub use export::export_step;
pub use field::{section_title, setting_words, told};
pub use file_shape::{file_columns, is_plain, path_of_all};
pub use files::{file_name, files};
pub use form::Form;
pub use form_reader::{Control, Reader};
pub use formula_values::{FormulaPlan, ValuePlans, formulas, is_condition, plan_formula};
pub use frame::{Blank, Frame, problem_of};
pub use join::key_sides;
pub use kind::{AnyNode, Category, Cost, Meta, NodeKind, PortSpec, Ports, Role, Rows};
pub use kind_texts::{port_label, port_text};
pub use limit::slice;
pub use look::{filter_step, short_condition, sort_step};
pub use lower::{Inputs, Lower, LowerError, Outputs, Parameters, Purpose};
pub use pasted::{pasted_rows, table_from_text, table_of};
pub use project::{canonicalise, document_from, parse_parameter, port_index};
pub use ranges::out_of_range;
pub use running_form::{RUNNING, changed_running, reset_running, running_form};
pub use settings_summary::{SettingSummary, settings_summary};
pub use steps::{Step, Value, arrangement_step, column_steps, range_step, value_steps};
pub use table_file::table_in_file;
pub use values_steps::{move_steps, values_steps};

mod distinct;
mod fill_missing;
mod filter;
mod formula_node;
mod group_by;
mod join;
mod limit;
mod pivot;
mod read_csv;
mod read_excel;
mod read_json;
mod read_parquet;
mod sample;
mod select;
mod sort;
mod table;
mod table_file;
mod unfit;
mod union;
mod unite;
mod unpivot;
mod write_csv;
mod write_excel;
mod write_json;
mod write_parquet;

catalogue! {
    read_csv::ReadCsv,
    read_parquet::ReadParquet,
    read_json::ReadJson,
    read_excel::ReadExcel,
    table::Table,
    filter::Filter,
    sort::Sort,
    limit::Limit,
    sample::Sample,
    distinct::Distinct,
    select::Select,
    formula_node::FormulaNode,
    fill_missing::FillMissing,
    join::Join,
    union::Union,
    group_by::GroupBy,
    pivot::Pivot,
    unpivot::Unpivot,
    write_csv::WriteCsv,
    write_parquet::WriteParquet,
    write_json::WriteJson,
    write_excel::WriteExcel,
}
