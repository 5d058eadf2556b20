//! Sort: orders the rows by one or more columns.

mod spark;

use polars::prelude::{Expr, SortMultipleOptions};
use serde::{Deserialize, Serialize};

use crate::base::{Problem, Text, Type};
use crate::formula::from_polars;
use crate::nodes::form::{Field, Form, RowsStyle, choice, rows};
use crate::nodes::kit::columns::{column, is_default};
use crate::nodes::kit::frame::Frame;
use crate::nodes::kit::kind::{Category, Cost, Meta, NodeKind, Rows};
use crate::nodes::kit::lower::{Inputs, Lower, LowerError, Outputs};
use crate::nodes::kit::ports::Ports;
use crate::nodes::kit::spark::{SparkGap, SparkInputs, ToSpark};
use crate::nodes::lineage::descent::{Descent, Given, passes};
use crate::nodes::shared::summary::list;

pub use spark::spark_keys;

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Sort {
    /// The first key determines the order; each further key orders rows that are equal so far.
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

choices!(Order: Ascending, Descending);

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Nulls {
    First,
    #[default]
    Last,
}

choices!(Nulls: Last, First);

impl NodeKind for Sort {
    /// The icon is Phosphor's "sort ascending".
    const META: Meta = Meta::new("sort", 1, Category::Rows, "\u{e444}").cost(Cost::Whole).rows(Rows::Reordered);

    fn ports(&self) -> Ports {
        Ports::input("in").output("sorted")
    }

    fn lower(&self, cx: &Lower, inputs: Inputs) -> Result<Outputs, LowerError> {
        let rows = inputs.one()?;
        let (by, options) = ordering(cx, &rows, &self.keys, "keys")?;
        Ok(Outputs::new([rows.lazy.sort_by_exprs(by, options)])?)
    }

    fn spark(&self, cx: &ToSpark, inputs: &SparkInputs) -> Result<Vec<crate::spark::Rows>, SparkGap> {
        self.on_spark(cx, inputs)
    }

    fn summary(&self) -> Text {
        let key = |key: &SortKey| match key.order {
            _ if key.column.is_empty() => Text::default(),
            Order::Ascending => key.column.clone().into(),
            Order::Descending => say!("summary-descending", column = key.column),
        };
        list(self.keys.iter().map(key))
    }

    fn form(&mut self, form: &mut dyn Form) {
        let style = RowsStyle::of(3);
        rows(form, Field::of::<Self>("keys"), style, &mut self.keys, |key, form| {
            form.column(Field::of::<Self>("column"), &mut key.column, 0);
            choice(form, Field::of::<Self>("order"), &mut key.order);
            choice(form, Field::of::<Self>("nulls"), &mut key.nulls);
        });
    }

    fn descent(&self, given: &Given) -> Vec<Descent> {
        vec![passes(given, 0)]
    }
}

/// The sort expressions and options for the keys of a setting; equal rows keep their order.
pub fn ordering(
    cx: &Lower,
    rows: &Frame,
    keys: &[SortKey],
    setting: &str,
) -> Result<(Vec<Expr>, SortMultipleOptions), Problem> {
    let mut by = Vec::new();
    let mut descending = Vec::new();
    let mut nulls_last = Vec::new();
    for (index, key) in keys.iter().enumerate() {
        let at = || format!("{setting}[{index}].column");
        if key.column.is_empty() {
            cx.warn(Problem::warning(say!("key-has-no-column")).remedy(say!("choose-or-remove-key")).at(at()));
            continue;
        }
        let data_type = from_polars(rows.require(&key.column).map_err(|p| p.at(at()))?);
        if matches!(data_type, Type::List(_) | Type::Struct(_) | Type::Other(_)) {
            return Err(Problem::error(say!("has-no-order", name = key.column, data_type = data_type.in_a_sentence()))
                .remedy(say!("sort-by-another"))
                .at(at()));
        }
        by.push(column(&key.column));
        descending.push(key.order == Order::Descending);
        nulls_last.push(key.nulls == Nulls::Last);
    }
    let options = SortMultipleOptions::default()
        .with_order_descending_multi(descending)
        .with_nulls_last_multi(nulls_last)
        .with_maintain_order(true);
    Ok((by, options))
}

#[cfg(test)]
mod tests {
    use crate::nodes::kit::checks::{check_node, check_problem, check_warning};

    #[test]
    fn further_keys_order_what_is_equal() {
        check_node(
            r#"sort (keys: [(column: "a"), (column: "b", order: Descending)])"#,
            "a:int b:text
             2 x
             1 x
             - z
             1 y",
            "a:int b:text
             1 y
             1 x
             2 x
             - z",
        );
    }

    #[test]
    fn nulls_stay_where_they_are_told_whichever_the_order() {
        check_node(
            r#"sort (keys: [(column: "a", order: Descending, nulls: First)])"#,
            "a:number b:int
             1 1
             - 2
             NaN 3
             1 4",
            "a:number b:int
             - 2
             NaN 3
             1 1
             1 4",
        );
        check_node("sort (keys: [(column: \"a\", order: Descending)])", "a:int\n-\n1\n2", "a:int\n2\n1\n-");
    }

    #[test]
    fn names_that_look_like_patterns_are_names() {
        check_node(r#"sort (keys: [(column: "*")])"#, "*:int ^x$:int\n2 1\n1 2", "*:int ^x$:int\n1 2\n2 1");
        check_node(r#"sort (keys: [(column: "^x$")])"#, "*:int ^x$:int\n1 2\n2 1", "*:int ^x$:int\n2 1\n1 2");
    }

    #[test]
    fn without_keys_the_table_passes() {
        check_node("sort ()", "a:int\n2\n1", "a:int\n2\n1");
        check_warning(
            "sort (keys: [()])",
            "a:int\n1",
            "keys[0].column: This key has no column. Select one, or remove the key",
        );
    }

    #[test]
    fn problems() {
        check_problem(
            r#"sort (keys: [(column: "dela")])"#,
            "delay:int\n1",
            r#"keys[0].column: There is no column "dela". Did you mean "delay"?"#,
        );
        check_problem(
            r#"sort (keys: [(column: "a")])"#,
            "a:list[int]\n[1]",
            r#"keys[0].column: "a" is a list of integer, which cannot be sorted. Sort by another column, or by a formula of it"#,
        );
    }
}
