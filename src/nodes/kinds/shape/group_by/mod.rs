//! Group by: one row for each group of rows, with aggregates.

mod spark;

use polars::prelude::Expr;
use serde::{Deserialize, Serialize};

use crate::base::{ColumnInfo, Problem, Text};
use crate::connect::{TotalOf, total_mark};
use crate::nodes::form::{Field, Form, RowsStyle, choice, rows};
use crate::nodes::kit::columns::{column, is_default, require_all};
use crate::nodes::kit::frame::Frame;
use crate::nodes::kit::kind::{Category, Cost, Meta, NodeKind, Rows};
use crate::nodes::kit::lower::{Inputs, Lower, LowerError, Outputs};
use crate::nodes::kit::ports::Ports;
use crate::nodes::kit::spark::{SparkGap, SparkInputs, ToSpark};
use crate::nodes::lineage::descent::{Descends, Descent, Given, Origin, Part, Renames};
use crate::nodes::lineage::rename_settings::rename_references;
use crate::nodes::shared::aggregate::{Function, aggregate};
use crate::nodes::shared::summary::{aggregation, grouped, list, names};

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct GroupBy {
    /// Rows that agree in these columns form a group; empty: the whole table is one group.
    pub keys: Vec<String>,
    pub aggregations: Vec<Aggregation>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Aggregation {
    /// Not used for [`Function::Rows`].
    #[serde(skip_serializing_if = "is_default")]
    pub column: String,
    pub function: Function,
    /// The name of the new column; empty: derived from column and function.
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

    /// Whether its column is set, if it needs one.
    fn is_complete(&self) -> bool {
        !self.column.is_empty() || matches!(self.function, Function::Rows | Function::Count)
    }

    /// What a database may be asked for.
    fn total(&self) -> TotalOf {
        match self.function {
            Function::Rows => TotalOf::Rows,
            Function::Count if self.column.is_empty() => TotalOf::Rows,
            Function::Count => TotalOf::Count,
            Function::Min => TotalOf::Min,
            Function::Max => TotalOf::Max,
            Function::Sum => TotalOf::Sum,
            _ => TotalOf::Other,
        }
    }

    fn lower(&self, rows: &Frame) -> Result<Expr, Problem> {
        aggregate(rows, &self.column, self.function, self.quantile, &self.separator)
    }
}

impl NodeKind for GroupBy {
    /// The icon is Phosphor's "sigma".
    const META: Meta = Meta::new("group_by", 1, Category::Shape, "\u{eab8}").cost(Cost::Whole).rows(Rows::Summary);

    fn ports(&self) -> Ports {
        Ports::input("in").output("groups")
    }

    fn lower(&self, cx: &Lower, inputs: Inputs) -> Result<Outputs, LowerError> {
        let rows = inputs.one()?;
        require_all(&rows, &self.keys, "keys")?;
        let mut names: Vec<String> = self.keys.clone();
        let mut aggregates = Vec::new();
        // A database may compute them, which the plan's marks tell; then they get their names.
        let mut named: Vec<Expr> = self.keys.iter().map(column).collect();
        for (index, aggregation) in self.aggregations.iter().enumerate() {
            let at = format!("aggregations[{index}]");
            if !aggregation.is_complete() {
                let problem = Problem::warning(say!("aggregation-without-column"));
                cx.warn(problem.remedy(say!("choose-or-remove-aggregation")).at("column").at(at));
                continue;
            }
            let name = aggregation.new_name();
            if names.contains(&name) {
                return Err(Problem::error(say!("two-columns-named", name = name))
                    .remedy(say!("give-one-another-name"))
                    .at("name")
                    .at(at)
                    .into());
            }
            let mark = total_mark(aggregates.len(), aggregation.total(), &aggregation.column, &name);
            aggregates.push(aggregation.lower(&rows).map_err(|p| p.at(at))?.alias(mark.as_str()));
            named.push(column(&mark).alias(name.as_str()));
            names.push(name);
        }
        let keys: Vec<Expr> = self.keys.iter().map(column).collect();
        let plan = match (keys.is_empty(), aggregates.is_empty()) {
            (true, true) => {
                return Err(Problem::incomplete(say!("nothing-to-compute"))
                    .remedy(say!("choose-keys-or-add"))
                    .at("keys")
                    .into());
            }
            (true, false) => rows.lazy.select(aggregates).select(named),
            (false, _) => rows.lazy.group_by_stable(keys).agg(aggregates).select(named),
        };
        Ok(Outputs::new([plan])?)
    }

    /// The number of rows: of the whole table, and of each group once a key is set.
    fn fill_in(&mut self, _: &[ColumnInfo]) {
        self.aggregations = vec![Aggregation::default()];
    }

    fn spark(&self, cx: &ToSpark, inputs: &SparkInputs) -> Result<Vec<crate::spark::Rows>, SparkGap> {
        self.on_spark(cx, inputs)
    }

    fn summary(&self) -> Text {
        let complete = self.aggregations.iter().filter(|aggregation| aggregation.is_complete());
        let aggregations = list(complete.map(|of| aggregation(&of.column, of.function, of.quantile)));
        // A new node counts rows of groups that are not chosen yet.
        if self.keys.is_empty() && self.aggregations == [Aggregation::default()] {
            Text::default()
        } else {
            grouped(aggregations, names(&self.keys))
        }
    }

    fn form(&mut self, form: &mut dyn Form) {
        let field = Field::of::<Self>("keys");
        form.columns(field, &mut self.keys, 0);
        let style = RowsStyle::of(3);
        rows(form, Field::of::<Self>("aggregations"), style, &mut self.aggregations, |row, form| {
            let was_blank = row.column.is_empty();
            let otherwise = if row.function == Function::Rows { tr!("not-needed") } else { "" };
            form.column_or(Field::of::<Self>("column"), &mut row.column, 0, otherwise);
            if was_blank && !row.column.is_empty() && row.function == Function::Rows {
                // The number of rows does not use the column that was just chosen.
                row.function = Function::usual(form.columns_in(0).iter().find(|column| column.name == row.column));
            }
            choice(form, Field::of::<Self>("function"), &mut row.function);
            let made = Aggregation { name: String::new(), ..row.clone() }.new_name();
            form.text_or(Field::of::<Self>("name"), &mut row.name, &made);
            if row.function == Function::Quantile {
                let field = Field::of::<Self>("quantile");
                form.number(field, &mut row.quantile, 0.0..=1.0);
            }
            if row.function == Function::JoinedText {
                form.text(Field::of::<Self>("separator"), &mut row.separator);
            }
        });
    }

    fn descent(&self, given: &Given) -> Vec<Descent> {
        let keys = self.keys.iter().map(|key| Descends::passed(0, key));
        let counted = self.aggregations.iter().enumerate().filter(|(_, aggregation)| aggregation.is_complete());
        let made = counted.map(|(index, aggregation)| {
            let from = match aggregation.function {
                Function::Rows => Vec::new(),
                _ if aggregation.column.is_empty() => Vec::new(),
                _ => vec![Origin::new(0, &aggregation.column, Part::Use)],
            };
            Descends::made(aggregation.new_name(), format!("aggregations[{index}].name"), from)
        });
        vec![given.input(0).map(|_| keys.chain(made).collect())]
    }

    /// A name derived from a column's name stays unchanged.
    fn rename_inputs(&mut self, _given: &Given, renames: &Renames) {
        let before: Vec<String> = self.aggregations.iter().map(Aggregation::new_name).collect();
        rename_references(self, renames);
        for (aggregation, before) in self.aggregations.iter_mut().zip(before) {
            if aggregation.new_name() != before {
                aggregation.name = before;
            }
        }
    }
}

#[cfg(test)]
mod tests;
