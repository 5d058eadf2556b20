//! Formula: new columns, each computed from the others by an expression.

mod spark;

use serde::{Deserialize, Serialize};

use crate::base::{Problem, Text};
use crate::formula::{Formula, Want, used_columns};
use crate::nodes::form::{Field, Form, RowsStyle, choice, rows};
use crate::nodes::kit::columns::is_default;
use crate::nodes::kit::frame::{Frame, problem_of};
use crate::nodes::kit::kind::{Category, Meta, NodeKind, Rows};
use crate::nodes::kit::lower::{Inputs, Lower, LowerError, Outputs};
use crate::nodes::kit::ports::Ports;
use crate::nodes::kit::spark::{SparkGap, SparkInputs, ToSpark};
use crate::nodes::lineage::descent::{Descends, Descent, Given, Origin, Part, Renames, passes};
use crate::nodes::shared::rejected_rows::{self, RejectedRows};
use crate::nodes::shared::summary::{list, one_line};

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct FormulaNode {
    /// In the order in which they are computed.
    pub columns: Vec<NamedFormula>,
    /// What happens to rows in which a formula is null although all columns that it refers to have a value.
    pub unfit: Unfit,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Unfit {
    /// They stay, with null.
    #[default]
    Null,
    /// They go to a separate output, unchanged.
    Reject,
}

choices!(Unfit: Null, Reject);

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct NamedFormula {
    pub name: String,
    #[serde(skip_serializing_if = "is_default")]
    pub expression: Formula,
}

impl NodeKind for FormulaNode {
    /// The icon is Phosphor's "function".
    const META: Meta = Meta::new("formula", 1, Category::Columns, "\u{ebe4}").rows(Rows::Chosen);

    fn ports(&self) -> Ports {
        let ports = Ports::input("in").output("out");
        if self.unfit == Unfit::Reject { ports.output("rejected") } else { ports }
    }

    fn lower(&self, cx: &Lower, inputs: Inputs) -> Result<Outputs, LowerError> {
        let mut rows = inputs.one()?;
        let mut invalid = (self.unfit == Unfit::Reject).then(|| RejectedRows::new(&rows));
        for (index, NamedFormula { name, expression }) in self.columns.iter().enumerate() {
            let at = format!("columns[{index}]");
            if expression.is_blank() {
                let problem = Problem::warning(say!("this-formula-is-empty")).remedy(say!("write-or-remove-row"));
                cx.warn(problem.at("expression").at(at));
                continue;
            }
            let expr = expression
                .to_polars(&cx.scope(&rows, format!("{at}.expression")), Want::Any)
                .map_err(|problem| problem.at("expression").at(at.clone()))?;
            if name.is_empty() {
                // Its table stays valid: the name is often typed last.
                let problem = Problem::warning(say!("new-column-without-name")).remedy(say!("give-it-a-name"));
                cx.warn(problem.at("name").at(at));
                continue;
            }
            let expr = match &mut invalid {
                Some(invalid) => {
                    let (beside, value) = invalid.note(rows, name, &expression.0, expr)?;
                    rows = beside;
                    value
                }
                None => expr,
            };
            let expr = expr.alias(name.as_str());
            // Its type is computed from the expression alone, so that a long list does not resolve the whole plan each
            // time.
            let field = expr.to_field(rows.schema()).map_err(|error| problem_of(&error).at("expression").at(at))?;
            let mut schema = rows.schema().as_ref().clone();
            schema.with_column(field.name, field.dtype);
            rows = Frame::with_schema(rows.lazy.with_column(expr), schema.into());
        }
        match invalid {
            Some(invalid) => Ok(Outputs::new(invalid.split(rows, None))?),
            None => Ok(Outputs::new([rows.lazy])?),
        }
    }

    /// A later formula can use the columns of the earlier ones that can be computed.
    fn formula_table(&self, cx: &Lower, inputs: Inputs, setting: &str) -> Result<Frame, LowerError> {
        let index = setting.trim_start_matches("columns[").split(']').next().and_then(|number| number.parse().ok());
        let mut rows = inputs.one()?;
        for (index, NamedFormula { name, expression }) in self.columns.iter().enumerate().take(index.unwrap_or(0)) {
            if name.is_empty() || expression.is_blank() {
                continue;
            }
            let scope = cx.scope(&rows, format!("columns[{index}].expression"));
            if let Ok(expr) = expression.to_polars(&scope, Want::Any) {
                rows = Frame::new(rows.lazy.with_column(expr.alias(name.as_str())))?;
            }
        }
        Ok(rows)
    }

    fn spark(&self, cx: &ToSpark, inputs: &SparkInputs) -> Result<Vec<crate::spark::Rows>, SparkGap> {
        self.on_spark(cx, inputs)
    }

    fn summary(&self) -> Text {
        list(self.columns.iter().map(|column| match (column.name.is_empty(), column.expression.is_blank()) {
            (_, true) => String::new(),
            (true, false) => one_line(&column.expression.0).to_string(),
            (false, false) => format!("{} = {}", column.name, one_line(&column.expression.0)),
        }))
    }

    fn form(&mut self, form: &mut dyn Form) {
        let style = RowsStyle::of(2);
        let field = Field::of::<Self>("columns");
        rows(form, field, style, &mut self.columns, |row, form| {
            form.text(Field::of::<Self>("name"), &mut row.name);
            let field = Field::of::<Self>("expression");
            form.formula(field, &mut row.expression, Want::Any);
        });
        choice(form, Field::of::<Self>("unfit"), &mut self.unfit);
    }

    fn descent(&self, given: &Given) -> Vec<Descent> {
        let Some(mut leaving) = passes(given, 0) else { return vec![None] };
        for (index, NamedFormula { name, expression }) in self.columns.iter().enumerate() {
            if expression.is_blank() || name.is_empty() {
                continue;
            }
            let used = used_columns(&expression.0);
            let mut from: Vec<Origin> = Vec::new();
            for origin in leaving.iter().filter(|column| used.contains(&column.name)).flat_map(|column| &column.from) {
                let origin = Origin { part: Part::Use, ..origin.clone() };
                if !from.contains(&origin) {
                    from.push(origin);
                }
            }
            let made = Descends::made(name, format!("columns[{index}].name"), from);
            match leaving.iter_mut().find(|column| column.name == *name) {
                Some(column) => *column = made,
                None => leaving.push(made),
            }
        }
        let mut all = vec![Some(leaving)];
        if self.unfit == Unfit::Reject {
            all.push(rejected_rows::descent(given, Vec::new()));
        }
        all
    }

    /// A formula that replaces a column continues to replace it.
    fn rename_inputs(&mut self, _given: &Given, renames: &Renames) {
        for formula in &mut self.columns {
            formula.expression = formula.expression.renamed(renames.at(0));
            if let Some(new) = renames.get(0, &formula.name) {
                new.clone_into(&mut formula.name);
            }
        }
    }

    /// A column that replaces an input column has the same name: the node cannot rename it and still replace it.
    fn rename_output(&mut self, given: &Given, _port: usize, column: &str, to: &str) -> bool {
        let arrives = given.input(0).is_some_and(|names| names.iter().any(|name| name == column));
        if arrives || !self.columns.iter().any(|formula| formula.name == column) {
            return false;
        }
        let pair = [(column.to_owned(), to.to_owned())];
        for formula in &mut self.columns {
            formula.expression = formula.expression.renamed(&pair);
            if formula.name == column {
                to.clone_into(&mut formula.name);
            }
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use crate::nodes::kit::checks::{check_node, check_problem, check_warning};

    #[test]
    fn later_formulas_use_earlier_ones() {
        check_node(
            r#"formula (columns: [(name: "b", expression: "a * 2"), (name: "c", expression: "b + a")])"#,
            "a:int\n1\n-",
            "a:int b:int c:int\n1 2 3\n- - -",
        );
    }

    #[test]
    fn a_column_of_the_same_name_is_replaced_in_its_place() {
        check_node(
            r#"formula (columns: [(name: "a", expression: "upper(a)"), (name: "a", expression: "a || '!'")])"#,
            "a:text b:int\nx 1\ny 2",
            "a:text b:int\nX! 1\nY! 2",
        );
    }

    #[test]
    fn parameters_and_constants_fill_whole_columns() {
        check_node(
            r#"formula (columns: [(name: "y", expression: "${year}"), (name: "one", expression: "1")])"#,
            "a:int\n1\n2",
            "a:int y:int one:int\n1 2013 1\n2 2013 1",
        );
    }

    #[test]
    fn a_remainder_of_no_rows_is_none() {
        check_node(r#"formula (columns: [(name: "r", expression: "a % b")])"#, "a:int b:int", "a:int b:int r:int");
    }

    #[test]
    fn half_written_formulas_leave_the_table_standing() {
        check_node("formula (columns: [()])", "a:int\n1", "a:int\n1");
        check_warning(
            r#"formula (columns: [(name: "b")])"#,
            "a:int\n1",
            "columns[0].expression: This formula is empty. Enter an expression, or remove the row",
        );
        check_warning(
            r#"formula (columns: [(expression: "a + 1")])"#,
            "a:int\n1",
            "columns[0].name: The new column has no name. Enter a name",
        );
    }

    #[test]
    fn rows_that_do_not_fit_leave_as_they_came_with_the_reason() {
        check_node(
            r#"formula (columns: [(name: "a", expression: "parse_number(a)"), (name: "c", expression: "a * 2")], unfit: Reject)"#,
            "a:text b:int\n$1,000 1\nsoon 2\n- 3\n\" \" 4\n(5) 5",
            "a:number b:int c:number\n1000 1 2000\n- 3 -\n- 4 -\n-5 5 -10\n---\na:text b:int reason:text\nsoon 2 \"'soon' does not fit a\"",
        );
    }

    #[test]
    fn problems() {
        check_problem(
            r#"formula (columns: [(name: "b", expression: "dela + 1")])"#,
            "delay:int\n1",
            r#"columns[0].expression: There is no column "dela". Did you mean delay?"#,
        );
    }
}
