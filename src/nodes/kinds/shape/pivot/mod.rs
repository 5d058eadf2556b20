//! Pivot: turns the values of a column into columns.

mod spark;
mod values;

use polars::prelude::*;
use serde::{Deserialize, Serialize};

use crate::base::{ColumnInfo, Problem, Text, Type};
use crate::formula::from_polars;
use crate::nodes::form::{self, Form, RowsStyle, choice, rows};
use crate::nodes::kit::columns::{column, free_name, is_default, require_all};
use crate::nodes::kit::kind::{Category, Cost, Meta, NodeKind, Rows};
use crate::nodes::kit::lower::{Inputs, Lower, LowerError, Outputs};
use crate::nodes::kit::ports::Ports;
use crate::nodes::kit::spark::{SparkGap, SparkInputs, ToSpark};
use crate::nodes::lineage::descent::{Descends, Descent, Given, Named, Origin, Part};
use crate::nodes::shared::aggregate::{Function, aggregate};
use crate::nodes::shared::summary::{aggregation, grouped, names};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Pivot {
    /// One row of the result for each combination of these columns.
    pub rows: Vec<String>,
    /// The column whose values become columns.
    pub columns_from: String,
    /// The column whose values fill the cells; not used for [`Function::Rows`].
    pub values_from: String,
    pub function: Function,
    /// The values that become columns, in order. Empty: all values that occur, sorted.
    pub listed: Vec<Listed>,
    /// The prefix of each new column's name.
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
    /// The name of the new column; empty: the value.
    #[serde(skip_serializing_if = "is_default")]
    pub name: String,
}

impl Listed {
    /// The name of the new column.
    fn new_name(&self, prefix: &str) -> String {
        match (self.name.is_empty(), self.value.is_empty()) {
            (false, _) => self.name.clone(),
            (true, false) => format!("{prefix}{}", self.value),
            (true, true) => format!("{prefix}null"),
        }
    }
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
    /// The icon is Phosphor's "grid nine".
    const META: Meta = Meta::new("pivot", 1, Category::Shape, "\u{ec8c}").cost(Cost::Whole).rows(Rows::Summary);

    fn ports(&self) -> Ports {
        Ports::input("in").output("wide")
    }

    fn lower(&self, cx: &Lower, inputs: Inputs) -> Result<Outputs, LowerError> {
        let rows = inputs.one()?;
        require_all(&rows, &self.rows, "rows")?;
        let dtype = rows.require(&self.columns_from).map_err(|p| p.at("columns_from"))?.clone();
        let data_type = from_polars(&dtype);
        if matches!(data_type, Type::List(_) | Type::Struct(_) | Type::Binary | Type::Other(_)) {
            return Err(Problem::error(say!(
                "gives-no-names",
                name = self.columns_from,
                data_type = data_type.in_a_sentence()
            ))
            .remedy(say!("choose-naming-column"))
            .at("columns_from")
            .into());
        }
        if self.rows.contains(&self.columns_from) {
            return Err(Problem::error(say!("cannot-give-both", name = self.columns_from))
                .remedy(say!("remove-from-rows"))
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
        let spread =
            if self.listed.is_empty() { self.discovered(cx, &rows)? } else { self.listed_values(&dtype, &data_type)? };
        let wide: Vec<Expr> = spread
            .into_iter()
            .map(|(name, scalar)| {
                // At most one row of `cells` belongs to each cell.
                let own = column(&value).filter(column(&self.columns_from).eq_missing(lit(scalar)));
                own.first().alias(name)
            })
            .collect();
        let plan = if self.rows.is_empty() {
            cells.select(wide)
        } else {
            cells.group_by_stable(self.rows.iter().map(column).collect::<Vec<_>>()).agg(wide)
        };
        Ok(Outputs::new([plan])?)
    }

    fn spark(&self, cx: &ToSpark, inputs: &SparkInputs) -> Result<Vec<crate::spark::Rows>, SparkGap> {
        self.on_spark(cx, inputs)
    }

    fn summary(&self) -> Text {
        if self.columns_from.is_empty() {
            return Text::default();
        }
        let across = match names(&self.rows) {
            rows if rows.is_empty() => self.columns_from.clone(),
            rows => format!("{rows} × {}", self.columns_from),
        };
        grouped(aggregation(&self.values_from, self.function, self.quantile), across.into())
    }

    /// A table of two label columns and one number column, as group by produces it, has only one useful pivot.
    fn fill_in(&mut self, columns: &[ColumnInfo]) {
        let [rows, names, numbers] = columns else { return };
        let is_key =
            |column: &ColumnInfo| matches!(column.data_type, Type::Text | Type::Integer | Type::Date | Type::Boolean);
        if is_key(rows) && matches!(names.data_type, Type::Text | Type::Boolean) && numbers.data_type.is_numeric() {
            self.rows = vec![rows.name.clone()];
            self.columns_from.clone_from(&names.name);
            self.values_from.clone_from(&numbers.name);
            self.function = Function::Sum;
        }
    }

    fn form(&mut self, form: &mut dyn Form) {
        form.columns(form::Field::of::<Self>("rows"), &mut self.rows, 0);
        let field = form::Field::of::<Self>("columns_from");
        form.column(field, &mut self.columns_from, 0);
        let field = form::Field::of::<Self>("values_from");
        let before = self.values_from.clone();
        form.column(field, &mut self.values_from, 0);
        if before.is_empty() && !self.values_from.is_empty() && self.function == Function::Rows {
            self.use_values(&form.columns_in(0));
        }
        choice(form, form::Field::of::<Self>("function"), &mut self.function);
        if self.function == Function::Quantile {
            form.number(form::Field::of::<Self>("quantile"), &mut self.quantile, 0.0..=1.0);
        }
        if self.function == Function::JoinedText {
            form.text(form::Field::of::<Self>("separator"), &mut self.separator);
        }
        if self.function == Function::First {
            form.note(tr!("note-first-of-cell"));
        }
        form.section("new_columns", true);
        let style = RowsStyle::of(2);
        let field = form::Field::of::<Self>("listed");
        let prefix = self.prefix.clone();
        rows(form, field, style, &mut self.listed, |listed, form| {
            form.text(form::Field::of::<Self>("value"), &mut listed.value);
            let made = Listed { name: String::new(), ..listed.clone() }.new_name(&prefix);
            form.text_or(form::Field::of::<Self>("name"), &mut listed.name, &made);
        });
        let such_as = match self.columns_from.as_str() {
            "" => String::new(),
            from if form.columns_in(0).iter().all(|column| column.name != from) => String::new(),
            from => tr!("such-as", example = format!("{from}_")),
        };
        form.text_or(form::Field::of::<Self>("prefix"), &mut self.prefix, &such_as);
        form.section("", true);
    }

    fn descent(&self, given: &Given) -> Vec<Descent> {
        if given.input(0).is_none() {
            return vec![None];
        }
        let rows = self.rows.iter().map(|row| Descends::passed(0, row));
        let mut from = vec![Origin::new(0, &self.columns_from, Part::Use)];
        if self.function != Function::Rows && !self.values_from.is_empty() {
            from.push(Origin::new(0, &self.values_from, Part::Use));
        }
        if self.listed.is_empty() {
            // The column names come from the data; those of the row columns are known more precisely from the settings.
            let found = given.output(0).and_then(|known| known.get(self.rows.len()..));
            let made = |name: &String| Descends { name: name.clone(), named: Named::Given, from: from.clone() };
            return vec![found.map(|found| rows.chain(found.iter().map(made)).collect())];
        }
        let listed = self.listed.iter().enumerate();
        let made = listed.map(|(index, listed)| {
            Descends::made(listed.new_name(&self.prefix), format!("listed[{index}].name"), from.clone())
        });
        vec![Some(rows.chain(made).collect())]
    }
}

impl Pivot {
    /// Includes the chosen values: numbers are summed, for other types the first value of each cell is used.
    fn use_values(&mut self, columns: &[ColumnInfo]) {
        if let Some(column) = columns.iter().find(|column| column.name == self.values_from) {
            self.function = if column.data_type.is_numeric() { Function::Sum } else { Function::First };
        }
    }
}

#[cfg(test)]
mod tests;
