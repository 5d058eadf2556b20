//! All node kinds, one folder each in `kinds/`, and the code they share.
//!
//! To add a kind: write its folder, then add its line to `src/catalogue.rs`. The palette, form, help, command line,
//! file codec and the tests that cover all kinds are derived from that list.

#[macro_use]
mod kit;
#[macro_use]
pub mod form;
mod kinds;
mod lineage;
mod quick_actions;
mod shared;

pub use form::change_summary::{change_words, kind_and_name, some_of};
pub use form::field::{problem_in_form, section_title, setting_words};
pub use form::out_of_range::out_of_range;
pub use form::reader::{Control, Reader};
pub use form::running::{RUNNING, changed_running, reset_running, running_form};
pub use form::settings_summary::{SettingSummary, settings_summary};
pub use form::{Form, describe, slots};
pub use kinds::combine::join::key_sides;
pub use kinds::rows::limit::slice;
pub use kinds::{KINDS, Kind};
pub use kit::catalogue::{KindInfo, find_kinds, settings_parsed};
pub(crate) use kit::columns;
pub use kit::columns::column;
pub use kit::formula_values::{FormulaPlan, ValuePlans, formulas, is_condition, plan_formula};
pub use kit::frame::{Blank, Frame, problem_of};
pub use kit::kind::{AnyNode, Category, Cost, Meta, NodeKind, Role, Rows};
pub use kit::kind_id;
pub use kit::lower::{Inputs, Lower, LowerError, Outputs, Parameters, Purpose};
pub use kit::matching::Matching;
pub use kit::ports::{Carrier, PortSpec, Ports, port_label};
pub use kit::project::{canonicalise, document_from, parse_parameter, port_index};
pub use kit::spark::{OnSpark, SparkArrival, SparkGap, SparkInputs, ToSpark, only_on_spark, polars_type, schema_of};
pub use kit::upgrade::OldSettings;
pub use lineage::descent::{Given, Origin};
pub use lineage::graph::{ColumnGraph, Place};
pub use lineage::rename_column::{Change, RenamePlan, plan_rename};
pub use lineage::trace::{Direction, Trace, Usage, trace, usages, where_named};
pub use quick_actions::apply_fix::apply_fix;
pub use quick_actions::cleaning;
pub use quick_actions::database_table::{reader_of_table, with_further_table};
pub use quick_actions::dropped_files::{file_columns, is_plain, path_of_all};
pub use quick_actions::export::export_step;
pub use quick_actions::pasted::{pasted_rows, table_from_text, table_of};
pub use quick_actions::steps::{Step, Value, arrangement_step, column_steps, range_step, value_steps};
pub use quick_actions::table_file::table_in_file;
pub use quick_actions::values_steps::{move_steps, values_steps};
pub use quick_actions::view_steps::{filter_step, short_condition, sort_step};
pub use shared::catalog_table::{catalog_source, catalog_table_of, keep_catalog_columns};
pub use shared::database::{OF_CONNECTION, database};
pub use shared::decimal_totals;
pub use shared::files::{file_name, files};
