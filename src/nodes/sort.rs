//! Sort: order the rows by one or more columns.

use polars::prelude::SortMultipleOptions;
use serde::{Deserialize, Serialize};

use super::columns::{column, is_default};
use super::form::{Choice, Field, Form, RowsStyle, choice, rows};
use super::kind::{Category, Meta, NodeKind, Ports};
use super::lower::{Inputs, Lower, LowerError, Outputs};
use crate::base::{Problem, Type};
use crate::formula::from_polars;

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Sort {
    /// The first key orders, each further one orders what is equal so far.
    pub keys: Vec<SortKey>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SortKey {
    pub column: String,
    #[serde(skip_serializing_if = "is_default")]
    pub order: Order,
    #[serde(skip_serializing_if = "is_default")]
    pub nulls: Nulls,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Order {
    #[default]
    Ascending,
    Descending,
}

impl Choice for Order {
    const OPTIONS: &'static [(Self, &'static str)] =
        &[(Order::Ascending, "Ascending"), (Order::Descending, "Descending")];
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Nulls {
    First,
    #[default]
    Last,
}

impl Choice for Nulls {
    const OPTIONS: &'static [(Self, &'static str)] = &[(Nulls::Last, "Nulls last"), (Nulls::First, "Nulls first")];
}

impl NodeKind for Sort {
    const META: Meta = Meta::new("sort", 1, "Sort", Category::Rows)
        .about("Orders the rows by one or more columns")
        .help(
            "The first key orders the rows; each further key orders those that are still equal. Rows that are equal in every \
             key stay in the order in which they came. Nulls go to the end (or the start) whichever way the key is ordered. \
             Text is ordered by its characters, capitals before small letters; NaN counts as larger than any number.",
        )
        .words(&["order by", "arrange", "rank", "ascending", "descending", "sort_values", "sorter"])
        .expensive();

    fn ports(&self) -> Ports {
        Ports::input("in").output("sorted")
    }

    fn lower(&self, cx: &Lower, inputs: Inputs) -> Result<Outputs, LowerError> {
        let rows = inputs.one()?;
        let (mut by, mut descending, mut nulls_last) = (Vec::new(), Vec::new(), Vec::new());
        for (index, key) in self.keys.iter().enumerate() {
            let at = || format!("keys[{index}].column");
            if key.column.is_empty() {
                cx.warn(Problem::warning("This key has no column").remedy("Choose one or remove the key").at(at()));
                continue;
            }
            let data_type = from_polars(rows.require(&key.column).map_err(|p| p.at(at()))?);
            if matches!(data_type, Type::List(_) | Type::Struct(_) | Type::Other(_)) {
                return Err(Problem::error(format!("{:?} is a {}, which has no order", key.column, data_type.word()))
                    .remedy("Sort by another column, or by a formula of it")
                    .at(at())
                    .into());
            }
            by.push(column(&key.column));
            descending.push(key.order == Order::Descending);
            nulls_last.push(key.nulls == Nulls::Last);
        }
        let options = SortMultipleOptions::default()
            .with_order_descending_multi(descending)
            .with_nulls_last_multi(nulls_last)
            .with_maintain_order(true);
        Ok(Outputs::new([rows.lazy.sort_by_exprs(by, options)])?)
    }

    fn form(&mut self, form: &mut dyn Form) {
        let style = RowsStyle { headings: &["Column", "Order", "Nulls"], add: "Add key", fixed: false };
        rows(
            form,
            Field::new("keys", "Sort by").hint("The first key counts most"),
            style,
            &mut self.keys,
            |key, form| {
                form.column(Field::new("column", "Column"), &mut key.column, 0);
                choice(form, Field::new("order", "Order"), &mut key.order);
                choice(form, Field::new("nulls", "Nulls").hint("Where rows without a value go"), &mut key.nulls);
            },
        );
    }
}
