//! Unpivot: turns several columns into two, one with their names and one with their values.

mod spark;

use polars::prelude::*;
use serde::{Deserialize, Serialize};

use crate::base::{ColumnInfo, Problem, Text};
use crate::formula::from_polars;
use crate::nodes::form::{self, Form};
use crate::nodes::kit::columns::{column, exactly, listing, require_all};
use crate::nodes::kit::kind::{Category, Meta, NodeKind};
use crate::nodes::kit::lower::{Inputs, Lower, LowerError, Outputs};
use crate::nodes::kit::ports::Ports;
use crate::nodes::kit::spark::{SparkGap, SparkInputs, ToSpark};
use crate::nodes::lineage::descent::{Descends, Descent, Given, Origin, Part};
use crate::nodes::shared::common_type::common_type;
use crate::nodes::shared::stack::exact_cast;
use crate::nodes::shared::summary::names;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Unpivot {
    /// Columns that are kept and repeated in each new row. If only `values` is set, no other columns are kept.
    pub ids: Vec<String>,
    /// Columns to unpivot. Empty: all that are not in `ids`.
    pub values: Vec<String>,
    /// The new column for the names of the old columns.
    pub name_column: String,
    /// The new column for the values.
    pub value_column: String,
}

impl Default for Unpivot {
    fn default() -> Self {
        Unpivot { ids: Vec::new(), values: Vec::new(), name_column: "name".into(), value_column: "value".into() }
    }
}

impl NodeKind for Unpivot {
    /// The icon is Phosphor's "rows".
    const META: Meta = Meta::new("unpivot", 1, Category::Shape, "\u{e5a2}");

    fn ports(&self) -> Ports {
        Ports::input("in").output("long")
    }

    fn lower(&self, cx: &Lower, inputs: Inputs) -> Result<Outputs, LowerError> {
        let rows = inputs.one()?;
        require_all(&rows, &self.ids, "ids")?;
        require_all(&rows, &self.values, "values")?;
        if self.ids.is_empty() && self.values.is_empty() {
            return Err(Problem::incomplete(say!("neither-ids-nor-values"))
                .remedy(say!("choose-to-unpivot"))
                .at("values")
                .into());
        }
        let values: Vec<String> = if self.values.is_empty() {
            rows.columns().into_iter().map(|c| c.name).filter(|name| !self.ids.contains(name)).collect()
        } else {
            self.values.clone()
        };
        if let Some(both) = values.iter().position(|name| self.ids.contains(name)) {
            return Err(Problem::error(say!("cannot-stay-and-unpivot", name = values[both]))
                .remedy(say!("remove-from-one-list"))
                .at(format!("values[{both}]"))
                .into());
        }
        if values.is_empty() {
            return Err(Problem::incomplete(say!("nothing-left-to-unpivot"))
                .remedy(say!("take-out-of-ids"))
                .at("ids")
                .into());
        }
        self.check_names()?;

        let dtypes: Vec<DataType> = values.iter().map(|name| rows.require(name).cloned()).collect::<Result<_, _>>()?;
        let mut dtype = dtypes[0].clone();
        for (index, other) in dtypes.iter().enumerate() {
            dtype = common_type(&dtype, other).ok_or_else(|| {
                let before: Vec<&str> = values[..index].iter().map(String::as_str).collect();
                Problem::error(say!(
                    "does-not-go-with",
                    name = values[index],
                    data_type = from_polars(other).name(),
                    others = listing(&before),
                    other_type = from_polars(&dtype).name(),
                ))
                .remedy(say!("cast-to-one-type"))
                .at("values")
            })?;
        }

        // Exploding lists keeps the new rows of one row together, whatever the engine's batch size.
        let cell = |(name, own): (&String, &DataType)| {
            let shown = name.clone();
            exact_cast(column(name), own, &dtype, move |value, data_type| {
                say!("value-of-column-not-exact", name = shown.as_str(), value = value, data_type = data_type)
            })
        };
        let raiser = cx.raiser("values");
        let cells: Vec<Expr> = values.iter().zip(&dtypes).map(|own| raiser.sign(cell(own))).collect();
        let names = AnyValue::List(Series::new(PlSmallStr::EMPTY, &values));
        let names = Scalar::new(DataType::List(Box::new(DataType::String)), names);
        let mut exprs: Vec<Expr> = self.ids.iter().map(column).collect();
        exprs.push(lit(names).alias(self.name_column.as_str()));
        exprs.push(as_list(cells)?.alias(self.value_column.as_str()));
        let plan = rows.lazy.select(exprs).explode(
            exactly(&[&self.name_column, &self.value_column]),
            ExplodeOptions { empty_as_null: false, keep_nulls: true },
        );
        Ok(Outputs::new([plan])?)
    }

    /// The number columns become rows, all other columns are kept.
    fn fill_in(&mut self, columns: &[ColumnInfo]) {
        let (numeric, others): (Vec<_>, Vec<_>) = columns.iter().partition(|column| column.data_type.is_numeric());
        let names = |columns: Vec<&ColumnInfo>| columns.into_iter().map(|column| column.name.clone()).collect();
        if numeric.len() > 1 && !others.is_empty() {
            (self.values, self.ids) = (names(numeric), names(others));
        }
    }

    fn spark(&self, cx: &ToSpark, inputs: &SparkInputs) -> Result<Vec<crate::spark::Rows>, SparkGap> {
        self.on_spark(cx, inputs)
    }

    fn summary(&self) -> Text {
        let from = match (self.values.is_empty(), self.ids.is_empty()) {
            (false, _) => names(&self.values),
            (true, false) => say!("summary-all-but", columns = names(&self.ids)),
            (true, true) => return Text::default(),
        };
        say!("summary-turned", from = from, name = self.name_column, value = self.value_column)
    }

    fn form(&mut self, form: &mut dyn Form) {
        let field = form::Field::of::<Self>("values");
        form.columns(field, &mut self.values, 0);
        let field = form::Field::of::<Self>("ids");
        form.columns(field, &mut self.ids, 0);
        form.text(form::Field::of::<Self>("name_column"), &mut self.name_column);
        form.text(form::Field::of::<Self>("value_column"), &mut self.value_column);
    }

    fn descent(&self, given: &Given) -> Vec<Descent> {
        let Some(present) = given.input(0) else { return vec![None] };
        if self.ids.is_empty() && self.values.is_empty() {
            return vec![None];
        }
        let values: Vec<&String> = if self.values.is_empty() {
            present.iter().filter(|name| !self.ids.contains(name)).collect()
        } else {
            self.values.iter().collect()
        };
        let from = |part: Part| values.iter().map(|name| Origin::new(0, name, part)).collect::<Vec<_>>();
        let made = [
            Descends::made(&self.name_column, "name_column", from(Part::Label)),
            Descends::made(&self.value_column, "value_column", from(Part::Use)),
        ];
        vec![Some(self.ids.iter().map(|id| Descends::passed(0, id)).chain(made).collect())]
    }
}

impl Unpivot {
    fn check_names(&self) -> Result<(), Problem> {
        let new = [("name_column", &self.name_column), ("value_column", &self.value_column)];
        for (setting, name) in new {
            if name.is_empty() {
                return Err(Problem::incomplete(say!("new-column-without-name"))
                    .remedy(say!("give-it-a-name"))
                    .at(setting));
            }
            if self.ids.contains(name) || (setting == "value_column" && *name == self.name_column) {
                return Err(Problem::error(say!("two-columns-named", name = name))
                    .remedy(say!("give-new-another-name"))
                    .at(setting));
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use crate::nodes::kit::checks::{check_node, check_problem};

    const TABLE: &str = "id:text y2012:int y2013:number\na 1 1.5\nb - 2";

    #[test]
    fn each_row_becomes_its_values() {
        let long = "id:text name:text value:number
                    a y2012 1
                    a y2013 1.5
                    b y2012 -
                    b y2013 2";
        check_node(r#"unpivot (ids: ["id"])"#, TABLE, long);
        check_node(r#"unpivot (ids: ["id"], values: ["y2012", "y2013"])"#, TABLE, long);
    }

    #[test]
    fn columns_in_neither_list_are_dropped() {
        check_node(
            r#"unpivot (values: ["y2013", "y2012"], name_column: "year", value_column: "n")"#,
            TABLE,
            "year:text n:number
             y2013 1.5
             y2012 1
             y2013 2
             y2012 -",
        );
    }

    #[test]
    fn lists_stay_lists() {
        check_node(
            r#"unpivot (values: ["a", "b"])"#,
            "a:list[int] b:list[int]\n[1,2] []\n- [3]",
            "name:text value:list[int]\na [1,2]\nb []\na -\nb [3]",
        );
    }

    #[test]
    fn an_empty_table_stays_empty() {
        check_node(r#"unpivot (ids: ["id"])"#, "id:text a:int", "id:text name:text value:int");
    }

    #[test]
    fn problems() {
        check_problem(
            "unpivot ()",
            TABLE,
            "values: No columns are selected to unpivot or to keep. Select the columns to unpivot, or the columns to keep",
        );
        check_problem(
            r#"unpivot (values: ["y2012", "y2013", "id"])"#,
            TABLE,
            r#"values: "id" is text and cannot be combined with "y2012" and "y2013" (number). Cast the columns to one type first, or exclude some"#,
        );
        check_problem(
            r#"unpivot (ids: ["id"], value_column: "id")"#,
            TABLE,
            r#"value_column: Two columns would be named "id". Rename the new column"#,
        );
        check_problem(
            r#"unpivot (ids: ["id"], values: ["id"])"#,
            TABLE,
            r#"values[0]: The column "id" cannot be both kept and unpivoted. Remove it from one of the two lists"#,
        );
        check_problem(
            r#"unpivot (ids: ["id", "y2012", "y2013"])"#,
            TABLE,
            "ids: No column is left to unpivot. Remove some of the columns to keep",
        );
    }
}
