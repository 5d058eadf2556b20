//! Read Table: a table of Spark's catalog. Its columns are kept in the settings, so that the project is understood where
//! there is no cluster.

mod spark;

use std::collections::HashSet;
use std::sync::Arc;

use polars::prelude::Schema as PolarsSchema;
use serde::{Deserialize, Serialize};

use crate::base::{Fix, Problem, Text};
use crate::connect::Source;
use crate::formula::{Formula, Want};
use crate::nodes::form::{Field, Form, RowsStyle, rows};
use crate::nodes::kit::frame::Frame;
use crate::nodes::kit::kind::{Meta, NodeKind};
use crate::nodes::kit::lower::{Inputs, Lower, LowerError, Outputs, Purpose};
use crate::nodes::kit::ports::Ports;
use crate::nodes::kit::spark::{OnSpark, SparkGap, SparkInputs, ToSpark, only_on_spark, polars_type};
use crate::nodes::lineage::descent::{Descent, Given, from_files};
use crate::nodes::shared::catalog_table::{catalog_summary, catalog_table};
use crate::nodes::shared::files::empty;
use crate::nodes::shared::rejects::failing;
use crate::spark::DataType;

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ReadTable {
    /// The database, or the catalog and the database with a dot between; empty for the usual one.
    pub database: String,
    pub table: String,
    /// A condition on its columns; on those of partitions, only the partitions that match are read.
    pub filter: Formula,
    /// The columns that are read, as the catalog has them.
    pub columns: Vec<CatalogColumn>,
}

/// A column of the catalog.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CatalogColumn {
    pub column: String,
    /// As the catalog names it, such as `bigint` or `decimal(10,2)`.
    pub r#type: String,
}

impl ReadTable {
    /// The columns with their types. Problems are located in the settings.
    fn typed(&self) -> Result<Vec<(String, DataType)>, Problem> {
        if self.columns.is_empty() {
            let problem = Problem::incomplete(say!("catalog-no-columns"));
            return Err(problem.remedy(say!("catalog-no-columns-remedy")).fix(Fix::CatalogColumns).at("columns"));
        }
        let mut seen = HashSet::new();
        let mut typed = Vec::new();
        for (index, CatalogColumn { column, r#type }) in self.columns.iter().enumerate() {
            let at = || format!("columns[{index}]");
            if column.is_empty() {
                let problem = Problem::error(say!("column-without-name", number = (index + 1).to_string()));
                return Err(problem.remedy(say!("give-it-one")).at("column").at(at()));
            }
            if !seen.insert(column) {
                let problem = Problem::error(say!("two-columns-called", name = column));
                return Err(problem.remedy(say!("catalog-column-once")).at("column").at(at()));
            }
            let data_type = DataType::parse(r#type).ok_or_else(|| {
                let problem = Problem::error(say!("catalog-no-type", name = column, data_type = r#type));
                problem.remedy(say!("catalog-no-type-remedy")).at("type").at(at())
            })?;
            typed.push((column.clone(), data_type));
        }
        Ok(typed)
    }

    fn schema(&self) -> Result<PolarsSchema, Problem> {
        let typed = self.typed()?;
        Ok(typed.iter().map(|(name, of)| (name.as_str().into(), polars_type(of))).collect())
    }
}

impl NodeKind for ReadTable {
    /// The icon is Phosphor's "books".
    const META: Meta = Meta::source("read_table", 1, "\u{e758}").on_spark(OnSpark::Only);

    fn ports(&self) -> Ports {
        Ports::none().output("rows")
    }

    fn lower(&self, cx: &Lower, _inputs: Inputs) -> Result<Outputs, LowerError> {
        catalog_table(cx, &self.database, &self.table)?;
        let rows = empty(self.schema()?);
        if !self.filter.is_blank() {
            self.filter.check(&cx.scope(&rows, "filter"), Want::Boolean).map_err(|problem| problem.at("filter"))?;
        }
        Ok(Outputs(vec![match cx.purpose {
            Purpose::Schema => rows,
            Purpose::Data => failing(rows.schema().clone(), only_on_spark(), cx.raiser("table")),
        }]))
    }

    fn spark(&self, cx: &ToSpark, inputs: &SparkInputs) -> Result<Vec<crate::spark::Rows>, SparkGap> {
        self.on_spark(cx, inputs)
    }

    fn formula_table(&self, _cx: &Lower, _inputs: Inputs, _setting: &str) -> Result<Frame, LowerError> {
        Ok(empty(self.schema()?))
    }

    fn summary(&self) -> Text {
        catalog_summary(&self.database, &self.table)
    }

    fn form(&mut self, form: &mut dyn Form) {
        form.text(Field::of::<Self>("database"), &mut self.database);
        form.text(Field::of::<Self>("table"), &mut self.table);
        form.formula(Field::of::<Self>("filter"), &mut self.filter, Want::Boolean);
        let columns = Field::of::<Self>("columns");
        rows(form, columns, RowsStyle::of(2), &mut self.columns, |column, form| {
            form.text(Field::of::<Self>("column"), &mut column.column);
            form.text(Field::of::<Self>("type"), &mut column.r#type);
        });
    }

    fn descent(&self, given: &Given) -> Vec<Descent> {
        vec![from_files(given, 0, "")]
    }

    fn source(&self, cx: &Lower) -> Result<Option<Arc<dyn Source>>, Problem> {
        Ok(Some(Arc::new(catalog_table(cx, &self.database, &self.table)?)))
    }

    /// The catalog names its columns.
    fn rename_output(&mut self, _given: &Given, _port: usize, _column: &str, _to: &str) -> bool {
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nodes::kit::checks::files::Folder;

    fn orders(filter: &str, columns: &[(&str, &str)]) -> ReadTable {
        let column = |(column, of): &(&str, &str)| CatalogColumn { column: (*column).into(), r#type: (*of).into() };
        ReadTable {
            database: "sales".into(),
            table: "orders".into(),
            filter: Formula::new(filter),
            columns: columns.iter().map(column).collect(),
        }
    }

    #[test]
    fn its_columns_are_known_and_its_rows_are_elsewhere() {
        let folder = Folder::with(&[]);
        let node = orders("day >= '2013-01-01'", &[("day", "date"), ("amount", "decimal(10,2)"), ("n", "int")]);
        let found = folder.problem(&node);
        assert_eq!(found, "table: Only Spark has this table. Run the project on Spark (--on spark)");
    }

    #[test]
    fn what_is_wrong_with_the_settings_is_said_at_its_place() {
        let folder = Folder::with(&[]);
        let problem = |node: ReadTable| folder.problem(&node);
        assert!(problem(orders("", &[])).starts_with("columns: The columns of the table are not known yet"));
        assert!(problem(orders("", &[("m", "map<string,int>")])).starts_with("columns[0].type: \"map<string,int>\""));
        let twice = problem(orders("", &[("a", "int"), ("a", "int")]));
        assert!(twice.starts_with("columns[1].column: Two columns are named \"a\""), "{twice}");
        assert!(problem(orders("b > 1", &[("a", "int")])).starts_with("filter: There is no column \"b\""));
        let missing = ReadTable { table: String::new(), ..orders("", &[("a", "int")]) };
        assert!(problem(missing).starts_with("table: No table is chosen"));
        let dotted = ReadTable { table: "sales.orders".into(), ..orders("", &[("a", "int")]) };
        assert!(problem(dotted).starts_with("table: \"sales.orders\" has a dot"));
    }
}
