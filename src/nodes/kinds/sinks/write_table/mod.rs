//! Write Table: the rows as a table of Spark's catalog.

mod spark;

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::base::{Problem, Text};
use crate::connect::Target;
use crate::nodes::form::{Field, Form, choice};
use crate::nodes::kit::frame::Frame;
use crate::nodes::kit::kind::{Meta, NodeKind, Rows};
use crate::nodes::kit::lower::{Inputs, Lower, LowerError, Outputs};
use crate::nodes::kit::ports::Ports;
use crate::nodes::kit::spark::{OnSpark, SparkGap, SparkInputs, ToSpark};
use crate::nodes::lineage::descent::{Descent, Given, passes};
use crate::nodes::shared::catalog_table::{catalog_summary, catalog_table};

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct WriteTable {
    /// The database, or the catalog and the database with a dot between; empty for the usual one.
    pub database: String,
    pub table: String,
    pub existing: ExistingRows,
    /// The columns by which a new table is split into partitions.
    pub partition_by: Vec<String>,
}

/// What happens to the rows that the table has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum ExistingRows {
    #[default]
    Replace,
    Append,
    /// Only those of the partitions that get rows are replaced.
    ReplacePartitions,
}

choices!(ExistingRows: Replace, Append, ReplacePartitions);

impl WriteTable {
    /// The partition columns, which must be some of the table's and leave it others.
    fn check_partitions(&self, rows: &Frame) -> Result<(), Problem> {
        for (index, name) in self.partition_by.iter().enumerate() {
            let at = format!("partition_by[{index}]");
            rows.require(name).map_err(|problem| problem.at(at.clone()))?;
            if self.partition_by[..index].contains(name) {
                let problem = Problem::error(say!("two-columns-called", name = name));
                return Err(problem.remedy(say!("catalog-column-once")).at(at));
            }
        }
        if self.partition_by.is_empty() && self.existing == ExistingRows::ReplacePartitions {
            let problem = Problem::incomplete(say!("catalog-no-partitions"));
            return Err(problem.remedy(say!("catalog-no-partitions-remedy")).at("partition_by"));
        }
        if !self.partition_by.is_empty() && self.partition_by.len() == rows.schema().len() {
            let problem = Problem::error(say!("catalog-only-partitions"));
            return Err(problem.remedy(say!("catalog-only-partitions-remedy")).at("partition_by"));
        }
        Ok(())
    }
}

impl NodeKind for WriteTable {
    /// The icon is Phosphor's "books".
    const META: Meta = Meta::sink("write_table", 1, "\u{e758}").rows(Rows::Each).on_spark(OnSpark::Only);

    fn ports(&self) -> Ports {
        Ports::input("in")
    }

    fn lower(&self, _cx: &Lower, inputs: Inputs) -> Result<Outputs, LowerError> {
        let rows = inputs.one()?;
        self.check_partitions(&rows)?;
        Ok(Outputs(vec![rows]))
    }

    fn spark(&self, cx: &ToSpark, inputs: &SparkInputs) -> Result<Vec<crate::spark::Rows>, SparkGap> {
        self.on_spark(cx, inputs)
    }

    fn summary(&self) -> Text {
        catalog_summary(&self.database, &self.table)
    }

    fn form(&mut self, form: &mut dyn Form) {
        form.text(Field::of::<Self>("database"), &mut self.database);
        form.text(Field::of::<Self>("table"), &mut self.table);
        choice(form, Field::of::<Self>("existing"), &mut self.existing);
        form.columns(Field::of::<Self>("partition_by"), &mut self.partition_by, 0);
    }

    fn descent(&self, given: &Given) -> Vec<Descent> {
        vec![passes(given, 0)]
    }

    fn target(&self, cx: &Lower) -> Result<Option<Arc<dyn Target>>, Problem> {
        Ok(Some(Arc::new(catalog_table(cx, &self.database, &self.table)?)))
    }
}

#[cfg(test)]
mod tests {
    use polars::prelude::df;

    use super::*;
    use crate::nodes::kit::checks::check_problem;
    use crate::nodes::kit::checks::files::Folder;

    #[test]
    fn it_is_not_written_here() {
        let folder = Folder::with(&[]);
        let sink = WriteTable { table: "orders".into(), ..Default::default() };
        let problem = folder.write(&[(&sink, df!("a" => [1]).unwrap())]).expect_err("only Spark has it");
        assert_eq!(problem.to_string(), "table: Only Spark has this table. Run the project on Spark (--on spark)");
    }

    #[test]
    fn partitions_are_columns_and_leave_others() {
        for (settings, problem) in [
            ("partition_by: [\"c\"]", "partition_by[0]: There is no column \"c\". Available: \"a\", \"b\""),
            (
                "partition_by: [\"a\", \"b\"]",
                "partition_by: All columns are partition columns. Leave one to hold values",
            ),
            ("partition_by: [\"a\", \"a\"]", "partition_by[1]: Two columns are named \"a\". List each column once"),
            (
                "existing: ReplacePartitions",
                "partition_by: There are no partition columns. Name them, or replace all rows",
            ),
        ] {
            check_problem(&format!("write_table (table: \"t\", {settings})"), "a:int b:text\n1 x", problem);
        }
    }
}
