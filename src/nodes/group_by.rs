//! Group by: one row for each group of rows, with figures about them.

use polars::prelude::Expr;
use serde::{Deserialize, Serialize};

use super::aggregate::{Function, aggregate};
use super::columns::{column, is_default, require_all};
use super::form::{Field, Form, RowsStyle, choice, rows};
use super::frame::Frame;
use super::kind::{Category, Meta, NodeKind, Ports};
use super::lower::{Inputs, Lower, LowerError, Outputs};
use crate::base::Problem;

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct GroupBy {
    /// Rows that agree in these make a group; empty: the whole table is one group.
    pub keys: Vec<String>,
    pub aggregations: Vec<Aggregation>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Aggregation {
    /// Not needed for [`Function::Rows`].
    #[serde(skip_serializing_if = "is_default")]
    pub column: String,
    pub function: Function,
    /// Of the new column; empty: made from column and function.
    #[serde(skip_serializing_if = "is_default")]
    pub name: String,
    /// 0 to 1, for [`Function::Quantile`].
    #[serde(skip_serializing_if = "is_median")]
    pub quantile: f64,
    /// For [`Function::JoinedText`].
    #[serde(skip_serializing_if = "is_comma")]
    pub separator: String,
}

impl Default for Aggregation {
    fn default() -> Self {
        Aggregation {
            column: String::new(),
            function: Function::default(),
            name: String::new(),
            quantile: 0.5,
            separator: ", ".into(),
        }
    }
}

fn is_median(quantile: &f64) -> bool {
    *quantile == 0.5
}

fn is_comma(separator: &str) -> bool {
    separator == ", "
}

impl Aggregation {
    /// The new column's name: "dep_delay_mean", or "rows".
    pub fn new_name(&self) -> String {
        match (self.name.is_empty(), self.column.is_empty() || self.function == Function::Rows) {
            (false, _) => self.name.clone(),
            (true, true) => self.function.suffix().into(),
            (true, false) => format!("{}_{}", self.column, self.function.suffix()),
        }
    }

    fn lower(&self, rows: &Frame) -> Result<Expr, Problem> {
        aggregate(rows, &self.column, self.function, self.quantile, &self.separator)
    }
}

impl NodeKind for GroupBy {
    const META: Meta = Meta::new("group_by", 1, "Group by", Category::Shape)
        .about("Makes one row of each group, with counts, sums, means…")
        .help(
            "Rows that agree in every key make a group; a null key makes a group of its own. Groups stand in the order in \
             which they first appear. Without keys the whole table is one group and the result is one row.\n\n\
             All functions pass over nulls, except that \"Number of rows\" counts every row, \"First value\", \"Last value\" \
             and \"List\" take nulls as they come. Standard deviation and variance are those of a sample (divided by n − 1). \
             A quantile between two values is interpolated. A sum of nothing is 0; a mean of nothing is null.",
        )
        .words(&["aggregate", "summarize", "summarise", "count", "sum", "average", "mean", "total", "rollup", "agg"])
        .expensive();

    fn ports(&self) -> Ports {
        Ports::input("in").output("groups")
    }

    fn lower(&self, cx: &Lower, inputs: Inputs) -> Result<Outputs, LowerError> {
        let rows = inputs.one()?;
        require_all(&rows, &self.keys, "keys")?;
        let mut names: Vec<String> = self.keys.clone();
        let mut aggregates = Vec::new();
        for (index, aggregation) in self.aggregations.iter().enumerate() {
            let at = format!("aggregations[{index}]");
            if aggregation.column.is_empty() && !matches!(aggregation.function, Function::Rows | Function::Count) {
                let problem = Problem::warning("This aggregation has no column");
                cx.warn(problem.remedy("Choose one or remove the aggregation").at("column").at(at));
                continue;
            }
            let name = aggregation.new_name();
            if names.contains(&name) {
                return Err(Problem::error(format!("Two columns would be named {name:?}"))
                    .remedy("Give one of them another name")
                    .at("name")
                    .at(at)
                    .into());
            }
            aggregates.push(aggregation.lower(&rows).map_err(|p| p.at(at))?.alias(name.as_str()));
            names.push(name);
        }
        let keys: Vec<Expr> = self.keys.iter().map(column).collect();
        let plan = match (keys.is_empty(), aggregates.is_empty()) {
            (true, true) => {
                return Err(Problem::incomplete("There is nothing to compute")
                    .remedy("Choose the keys of the groups, or add an aggregation")
                    .at("keys")
                    .into());
            }
            (true, false) => rows.lazy.select(aggregates),
            (false, _) => rows.lazy.group_by_stable(keys).agg(aggregates),
        };
        Ok(Outputs::new([plan])?)
    }

    fn form(&mut self, form: &mut dyn Form) {
        let field =
            Field::new("keys", "Group by").hint("Rows that agree in these make a group; none means the whole table");
        form.columns(field, &mut self.keys, 0);
        let style = RowsStyle { headings: &["Column", "Function", "Name"], add: "Add aggregation", fixed: false };
        rows(form, Field::new("aggregations", "Aggregations"), style, &mut self.aggregations, |row, form| {
            form.column(Field::new("column", "Column").hint("Not needed for the number of rows"), &mut row.column, 0);
            choice(form, Field::new("function", "Function"), &mut row.function);
            form.text(Field::new("name", "Name").hint("Empty: column and function"), &mut row.name);
            if row.function == Function::Quantile {
                let field = Field::new("quantile", "Quantile").hint("From 0 to 1; 0.9 is the 90th percentile");
                form.number(field, &mut row.quantile, 0.0..=1.0);
            }
            if row.function == Function::JoinedText {
                form.text(Field::new("separator", "Separator").hint("Between two values"), &mut row.separator);
            }
        });
    }
}
