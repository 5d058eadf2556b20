//! Group by: one row for each group of rows, with figures about them.

use polars::prelude::Expr;
use serde::{Deserialize, Serialize};

use crate::base::{ColumnInfo, Problem, Text};
use crate::nodes::form::{Field, Form, RowsStyle, choice, rows};
use crate::nodes::kit::columns::{column, is_default, require_all};
use crate::nodes::kit::frame::Frame;
use crate::nodes::kit::kind::{Category, Cost, Meta, NodeKind, Rows};
use crate::nodes::kit::lower::{Inputs, Lower, LowerError, Outputs};
use crate::nodes::kit::ports::Ports;
use crate::nodes::lineage::descent::{Descends, Descent, Given, Origin, Part, Renames};
use crate::nodes::lineage::rename_settings::rename_references;
use crate::nodes::shared::aggregate::{Function, aggregate};
use crate::nodes::shared::summary::{figure, grouped, list, names};

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

    /// Whether it has the column that it needs.
    fn is_complete(&self) -> bool {
        !self.column.is_empty() || matches!(self.function, Function::Rows | Function::Count)
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
            aggregates.push(aggregation.lower(&rows).map_err(|p| p.at(at))?.alias(name.as_str()));
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
            (true, false) => rows.lazy.select(aggregates),
            (false, _) => rows.lazy.group_by_stable(keys).agg(aggregates),
        };
        Ok(Outputs::new([plan])?)
    }

    /// The number of rows: of the whole table, and of each group once there is a key.
    fn fill_in(&mut self, _: &[ColumnInfo]) {
        self.aggregations = vec![Aggregation::default()];
    }

    fn summary(&self) -> Text {
        let complete = self.aggregations.iter().filter(|aggregation| aggregation.is_complete());
        let figures = list(complete.map(|of| figure(&of.column, of.function, of.quantile)));
        // A fresh node counts rows of groups that are not chosen yet.
        if self.keys.is_empty() && self.aggregations == [Aggregation::default()] {
            Text::default()
        } else {
            grouped(figures, names(&self.keys))
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
                // The number of rows does not look at the column that was just chosen.
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

    /// A name that was made from a column's stays as it is.
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
mod tests {
    use crate::nodes::kit::checks::{check_node, check_problem, check_warning};

    const TABLE: &str = "k:text a:int b:number t:text
                         x 1 0.5 p
                         y 2 - q
                         x 4 1.5 -
                         - 3 2 p
                         y - 4 q";

    #[test]
    fn groups_stand_in_the_order_of_their_first_row() {
        check_node(
            r#"group_by (keys: ["k"], aggregations: [(function: Rows), (column: "a", function: Sum),
                (column: "b", function: Mean, name: "mean_b")])"#,
            TABLE,
            "k:text rows:int a_sum:int mean_b:number
             x 2 5 1
             y 2 2 4
             - 1 3 2",
        );
    }

    #[test]
    fn every_function() {
        check_node(
            r#"group_by (keys: ["k"], aggregations: [
                (column: "t", function: Count), (column: "t", function: DistinctCount), (column: "a", function: Median),
                (column: "a", function: Min), (column: "t", function: Max), (column: "a", function: First),
                (column: "a", function: Last), (column: "a", function: List), (column: "t", function: JoinedText),
            ])"#,
            TABLE,
            r#"k:text t_count:int t_distinct:int a_median:number a_min:int t_max:text a_first:int a_last:int a_list:list[int] t_text:text
               x 1 1 2.5 1 p 1 4 [1,4] p
               y 2 1 2 2 q 2 - [2,-] "q, q"
               - 1 1 3 3 p 3 3 [3] p"#,
        );
        check_node(
            r#"group_by (aggregations: [
                (column: "a", function: StandardDeviation), (column: "a", function: Variance),
                (column: "a", function: Quantile, quantile: 0.9, name: "p90"),
                (column: "t", function: JoinedText, separator: "|"), (function: Count),
            ])"#,
            TABLE,
            "a_std:number a_var:number p90:number t_text:text count:int
             1.290994 1.666667 3.7 p|q|p|q 5",
        );
    }

    #[test]
    fn means_of_large_integers_are_exact() {
        check_node(
            r#"group_by (keys: ["k"], aggregations: [(column: "a", function: Mean)])"#,
            "k:text a:int
             x -9223372036854775808
             x 9223372036854775807
             y 9223372036854775807
             y 9223372036854775807
             z -
             v 9007199254740993
             v -9007199254740992
             v 0
             v 0",
            "k:text a_mean:number
             x -0.5
             y 9223372036854775808
             z -
             v 0.25",
        );
    }

    #[test]
    fn without_keys_even_an_empty_table_gives_one_row() {
        check_node(
            r#"group_by (aggregations: [(function: Rows), (column: "a", function: Sum), (column: "a", function: Mean),
                (column: "a", function: First), (column: "a", function: Max), (column: "a", function: List)])"#,
            "a:int",
            "rows:int a_sum:int a_mean:number a_first:int a_max:int a_list:list[int]\n0 0 - - - []",
        );
        check_node(r#"group_by (keys: ["a"], aggregations: [()])"#, "a:int", "a:int rows:int");
    }

    #[test]
    fn without_aggregations_the_keys_stay() {
        check_node(r#"group_by (keys: ["k"])"#, TABLE, "k:text\nx\ny\n-");
    }

    #[test]
    fn sums_are_made_in_64_bits() {
        check_node(
            r#"group_by (aggregations: [(column: "a", function: Sum), (column: "b", function: Sum), (column: "c", function: Sum)])"#,
            "a:i32 b:boolean c:u32\n2147483647 true 4294967295\n2147483647 true 1\n- - -",
            "a_sum:int b_sum:int c_sum:int\n4294967294 2 4294967296",
        );
    }

    #[test]
    fn a_sum_that_leaves_64_bits_is_null() {
        check_node(
            r#"group_by (keys: ["k"], aggregations: [(column: "a", function: Sum, name: "sum")])"#,
            "k:text a:int\nx 9223372036854775807\nx 1\ny -9223372036854775808\ny -1\nz 9223372036854775807\nz 0\n- -",
            "k:text sum:int\nx -\ny -\nz 9223372036854775807\n- 0",
        );
    }

    #[test]
    fn problems() {
        check_problem(
            "group_by ()",
            TABLE,
            "keys: There is nothing to compute. Choose the keys of the groups, or add an aggregation",
        );
        check_problem(
            r#"group_by (aggregations: [(), (column: "t", function: Mean)])"#,
            TABLE,
            r#"aggregations[1].function: Mean cannot be computed: the column "t" is text. Cast it to a number before, or count its values"#,
        );
        check_problem(
            r#"group_by (aggregations: [(), (function: Rows)])"#,
            TABLE,
            r#"aggregations[1].name: Two columns would be named "rows". Give one of them another name"#,
        );
        check_problem(
            r#"group_by (aggregations: [(column: "aa", function: Sum)])"#,
            "aaa:int\n1",
            r#"aggregations[0].column: There is no column "aa". Did you mean "aaa"?"#,
        );
        check_problem(
            r#"group_by (aggregations: [(column: "a", function: Quantile, quantile: 90)])"#,
            TABLE,
            "aggregations[0].quantile: 90 is no quantile. Give a number from 0 to 1, such as 0.9 for the 90th percentile",
        );
        check_warning(
            r#"group_by (keys: ["k"], aggregations: [(function: Sum)])"#,
            TABLE,
            "aggregations[0].column: This aggregation has no column. Choose one or remove the aggregation",
        );
    }
}
