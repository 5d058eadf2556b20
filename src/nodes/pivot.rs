//! Pivot: the values of a column become columns of their own.

use polars::prelude::*;
use serde::{Deserialize, Serialize};

use super::aggregate::{Function, aggregate};
use super::columns::{column, free_name, is_default, require_all};
use super::form::{self, Form, RowsStyle, choice, rows};
use super::frame::Frame;
use super::kind::{Category, Meta, NodeKind, Ports};
use super::lower::{Inputs, Lower, LowerError, Outputs};
use crate::base::{Problem, Type};
use crate::formula::from_polars;

/// More columns than this, discovered, are a mistake in the choice of the column rather than a table for people.
const MOST_DISCOVERED: usize = 1000;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Pivot {
    /// One row of the result for each combination of these.
    pub rows: Vec<String>,
    /// The column whose values become columns.
    pub columns_from: String,
    /// The column whose values fill the cells; not needed for [`Function::Rows`].
    pub values_from: String,
    pub function: Function,
    /// The values that become columns, in order. Empty: all that occur, sorted.
    pub listed: Vec<Listed>,
    /// Stands before the name of each new column.
    pub prefix: String,
    /// 0 to 1, for [`Function::Quantile`].
    pub quantile: f64,
    /// For [`Function::JoinedText`].
    pub separator: String,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Listed {
    /// As text, whatever the column's type; empty: null.
    pub value: String,
    /// Of the new column; empty: the value.
    #[serde(skip_serializing_if = "is_default")]
    pub name: String,
}

impl Default for Pivot {
    fn default() -> Self {
        Pivot {
            rows: Vec::new(),
            columns_from: String::new(),
            values_from: String::new(),
            function: Function::default(),
            listed: Vec::new(),
            prefix: String::new(),
            quantile: 0.5,
            separator: ", ".into(),
        }
    }
}

impl NodeKind for Pivot {
    const META: Meta = Meta::new("pivot", 1, "Pivot", Category::Shape)
        .about("Makes columns of the values of a column")
        .help(
            "Each combination of the row columns becomes one row, in the order of first appearance; each value of the spread \
             column becomes a column; each cell is computed from the rows that belong to it. A cell without rows is null. \
             Unlisted, the new columns are all values that occur, sorted, null last: then they are known only after a run. \
             List the values to fix the columns, their order and their names.",
        )
        .words(&["crosstab", "cross tab", "long to wide", "pivot wider", "spread", "dcast", "pivot_table", "rows to columns"])
        .expensive();

    fn ports(&self) -> Ports {
        Ports::input("in").output("wide")
    }

    fn lower(&self, cx: &Lower, inputs: Inputs) -> Result<Outputs, LowerError> {
        let rows = inputs.one()?;
        require_all(&rows, &self.rows, "rows")?;
        let dtype = rows.require(&self.columns_from).map_err(|p| p.at("columns_from"))?.clone();
        let data_type = from_polars(&dtype);
        if matches!(data_type, Type::List(_) | Type::Struct(_) | Type::Binary | Type::Other(_)) {
            return Err(Problem::error(format!(
                "{:?} is a {}, which gives no names",
                self.columns_from,
                data_type.word()
            ))
            .remedy("Choose a column of text, numbers or dates")
            .at("columns_from")
            .into());
        }
        if self.rows.contains(&self.columns_from) {
            return Err(Problem::error(format!("{:?} cannot give both rows and columns", self.columns_from))
                .remedy("Remove it from the rows")
                .at("rows")
                .into());
        }
        let cell = aggregate(&rows, &self.values_from, self.function, self.quantile, &self.separator).map_err(|p| {
            let setting =
                if p.setting.as_deref() == Some("column") { Some("values_from".into()) } else { p.setting.clone() };
            Problem { setting, ..p }
        })?;

        let keys: Vec<PlSmallStr> =
            self.rows.iter().chain([&self.columns_from]).map(|name| name.as_str().into()).collect();
        let value = free_name(rows.schema(), "value");
        let by: Vec<Expr> = keys.iter().map(column).collect();
        let cells = rows.lazy.clone().group_by_stable(by).agg([cell.alias(value.clone())]);
        let spread = match self.listed.is_empty() {
            true => self.discovered(cx, &rows)?,
            false => self.listed_values(&dtype, &data_type)?,
        };
        let wide: Vec<Expr> = spread
            .into_iter()
            .map(|(name, scalar)| {
                // At most one row of `cells` belongs to each cell.
                let own = column(&value).filter(column(&self.columns_from).eq_missing(lit(scalar)));
                own.first().alias(name)
            })
            .collect();
        let plan = match self.rows.is_empty() {
            true => cells.select(wide),
            false => cells.group_by_stable(self.rows.iter().map(column).collect::<Vec<_>>()).agg(wide),
        };
        Ok(Outputs::new([plan])?)
    }

    fn form(&mut self, form: &mut dyn Form) {
        form.columns(form::Field::new("rows", "Rows").hint("One row for each combination of these"), &mut self.rows, 0);
        let field = form::Field::new("columns_from", "Columns from").hint("Each value of it becomes a column");
        form.column(field, &mut self.columns_from, 0);
        let field = form::Field::new("values_from", "Values from").hint("Not needed for the number of rows");
        form.column(field, &mut self.values_from, 0);
        choice(
            form,
            form::Field::new("function", "Function").hint("Makes one value of each cell's rows"),
            &mut self.function,
        );
        if self.function == Function::Quantile {
            form.number(form::Field::new("quantile", "Quantile").hint("From 0 to 1"), &mut self.quantile, 0.0..=1.0);
        }
        if self.function == Function::JoinedText {
            form.text(form::Field::new("separator", "Separator").hint("Between two values"), &mut self.separator);
        }
        form.section("New columns", true);
        let style = RowsStyle { headings: &["Value", "Name"], add: "Add value", fixed: false };
        let field = form::Field::new("listed", "Values").hint("None: all values that occur, sorted, known after a run");
        rows(form, field, style, &mut self.listed, |listed, form| {
            form.text(form::Field::new("value", "Value").hint("Empty: null"), &mut listed.value);
            form.text(form::Field::new("name", "Name").hint("Empty: the value"), &mut listed.name);
        });
        form.text(
            form::Field::new("prefix", "Prefix").hint("Stands before each new name: month_1, month_2…"),
            &mut self.prefix,
        );
        form.section("", true);
    }
}

impl Pivot {
    /// The values that occur, sorted, null last.
    fn discovered(&self, cx: &Lower, rows: &Frame) -> Result<Vec<(PlSmallStr, Scalar)>, LowerError> {
        let sorted = SortMultipleOptions::default().with_nulls_last(true);
        let one = column(&self.columns_from);
        let found = cx.evaluate(
            rows.lazy
                .clone()
                .select([one.clone()])
                .unique(None, UniqueKeepStrategy::Any)
                .limit(MOST_DISCOVERED as IdxSize + 1)
                .sort_by_exprs([one], sorted),
        )?;
        if found.height() > MOST_DISCOVERED {
            return Err(Problem::error(format!("{:?} has more than {MOST_DISCOVERED} values", self.columns_from))
                .remedy("Choose another column, or list the values that shall become columns")
                .at("columns_from")
                .into());
        }
        let values = found.column(&self.columns_from)?;
        let texts = values.cast(&DataType::String)?;
        let mut names = self.rows.clone();
        (0..values.len())
            .map(|index| {
                let text = texts.str()?.get(index).unwrap_or("null");
                let name = self.new_name(&mut names, format!("{}{text}", self.prefix), "prefix")?;
                Ok((name, Scalar::new(values.dtype().clone(), values.get(index)?.into_static())))
            })
            .collect()
    }

    fn listed_values(&self, dtype: &DataType, data_type: &Type) -> Result<Vec<(PlSmallStr, Scalar)>, LowerError> {
        let mut names = self.rows.clone();
        let mut values = Vec::new();
        for (index, listed) in self.listed.iter().enumerate() {
            let at = format!("listed[{index}]");
            let text = (!listed.value.is_empty()).then_some(listed.value.as_str());
            let parsed = parse(text, dtype).ok_or_else(|| {
                let remedy = match data_type {
                    Type::Boolean => "Write true or false".into(),
                    Type::Date => "Write it as 2013-01-31".into(),
                    _ => format!("Write a value as {:?} shows it", self.columns_from),
                };
                let word = data_type.word();
                Problem::error(format!("{:?} does not fit {:?}, which is {word}", listed.value, self.columns_from))
                    .remedy(remedy)
                    .at("value")
                    .at(at.clone())
            })?;
            let name = match listed.name.is_empty() {
                true => format!("{}{}", self.prefix, text.unwrap_or("null")),
                false => listed.name.clone(),
            };
            values.push((self.new_name(&mut names, name, &format!("{at}.name"))?, parsed));
        }
        Ok(values)
    }

    fn new_name(&self, names: &mut Vec<String>, name: String, setting: &str) -> Result<PlSmallStr, Problem> {
        if names.contains(&name) {
            return Err(Problem::error(format!("Two columns would be named {name:?}"))
                .remedy("Give a prefix, or list the values with names of their own")
                .at(setting));
        }
        names.push(name.clone());
        Ok(name.into())
    }
}

/// The value that `text` stands for in a column of this type.
fn parse(text: Option<&str>, dtype: &DataType) -> Option<Scalar> {
    let Some(text) = text else { return Some(Scalar::null(dtype.clone())) };
    if *dtype == DataType::Boolean {
        return text.trim().to_lowercase().parse::<bool>().ok().map(Scalar::from);
    }
    let column = Column::new(PlSmallStr::EMPTY, [text]).strict_cast(dtype).ok()?;
    let value = column.get(0).ok()?.into_static();
    (!value.is_null()).then(|| Scalar::new(dtype.clone(), value))
}

#[cfg(test)]
mod tests {
    use crate::nodes::checks::{check_node, check_problem};

    const TABLE: &str = "k:text month:int n:int
                         b 10 1
                         a 2 2
                         b 2 3
                         b 10 4
                         a - 5";

    #[test]
    fn discovered_values_are_sorted_by_their_type_null_last() {
        check_node(
            r#"pivot (rows: ["k"], columns_from: "month", values_from: "n", function: Sum)"#,
            TABLE,
            "k:text 2:int 10:int null:int
             b 3 5 -
             a 2 - 5",
        );
    }

    #[test]
    fn listed_values_give_columns_order_and_names() {
        check_node(
            r#"pivot (rows: ["k"], columns_from: "month", values_from: "n", function: First, prefix: "m_",
                listed: [(value: "10"), (value: "2", name: "february"), (value: "7"), (value: "")])"#,
            TABLE,
            "k:text m_10:int february:int m_7:int m_null:int
             b 1 3 - -
             a - 2 - 5",
        );
    }

    #[test]
    fn without_rows_there_is_one_row() {
        check_node(r#"pivot (columns_from: "k")"#, TABLE, "a:int b:int\n2 3");
        check_node(r#"pivot (columns_from: "k", listed: [(value: "a")])"#, "k:text", "a:int\n-");
    }

    #[test]
    fn cells_of_several_values() {
        check_node(
            r#"pivot (rows: ["k"], columns_from: "month", values_from: "n", function: List, listed: [(value: "10")])"#,
            TABLE,
            "k:text 10:list[int]\nb [1,4]\na -",
        );
    }

    #[test]
    fn dates_and_truths_spread_too() {
        check_node(
            r#"pivot (columns_from: "d", listed: [(value: "2013-01-31")])"#,
            "d:date\n2013-01-31\n2013-02-01",
            "2013-01-31:int\n1",
        );
        check_node(
            r#"pivot (columns_from: "b", listed: [(value: "true", name: "yes"), (value: "false", name: "no")])"#,
            "b:boolean\ntrue\ntrue\nfalse",
            "yes:int no:int\n2 1",
        );
    }

    #[test]
    fn problems() {
        check_problem("pivot ()", TABLE, "columns_from: No column is chosen. Choose a column");
        check_problem(
            r#"pivot (columns_from: "month", function: Sum)"#,
            TABLE,
            "values_from: No column is chosen. Choose a column",
        );
        check_problem(
            r#"pivot (columns_from: "month", listed: [(value: "x")])"#,
            TABLE,
            r#"listed[0].value: "x" does not fit "month", which is integer. Write a value as "month" shows it"#,
        );
        check_problem(
            r#"pivot (rows: ["k"], columns_from: "month", listed: [(value: "2", name: "k")])"#,
            TABLE,
            r#"listed[0].name: Two columns would be named "k". Give a prefix, or list the values with names of their own"#,
        );
        check_problem(
            r#"pivot (rows: ["month"], columns_from: "month")"#,
            TABLE,
            r#"rows: "month" cannot give both rows and columns. Remove it from the rows"#,
        );
        let many: String = (0..1001).map(|n| format!("\n{n}")).collect();
        check_problem(
            r#"pivot (columns_from: "a")"#,
            &format!("a:int{many}"),
            r#"columns_from: "a" has more than 1000 values. Choose another column, or list the values that shall become columns"#,
        );
    }
}
