//! Distinct: keeps one row, or none, of equal rows.

mod spark;

use polars::prelude::UniqueKeepStrategy;
use serde::{Deserialize, Serialize};

use crate::base::Text;
use crate::nodes::form::{Field, Form, choice};
use crate::nodes::kit::columns::{exactly, require_all};
use crate::nodes::kit::kind::{Category, Cost, Meta, NodeKind, Rows};
use crate::nodes::kit::lower::{Inputs, Lower, LowerError, Outputs};
use crate::nodes::kit::ports::Ports;
use crate::nodes::kit::spark::{SparkGap, SparkInputs, ToSpark};
use crate::nodes::lineage::descent::{Descent, Given, passes};
use crate::nodes::shared::summary::names;

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Distinct {
    /// Empty: all columns.
    pub columns: Vec<String>,
    pub keep: Keep,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Keep {
    #[default]
    First,
    Last,
    None,
}

choices!(Keep: First, Last, None);

impl NodeKind for Distinct {
    /// The icon is Phosphor's "fingerprint".
    const META: Meta = Meta::new("distinct", 1, Category::Rows, "\u{e23e}").cost(Cost::Whole).rows(Rows::Summary);

    fn ports(&self) -> Ports {
        Ports::input("in").output("distinct")
    }

    fn lower(&self, _cx: &Lower, inputs: Inputs) -> Result<Outputs, LowerError> {
        let rows = inputs.one()?;
        require_all(&rows, &self.columns, "columns")?;
        let subset = (!self.columns.is_empty()).then(|| exactly(&self.columns));
        let keep = match self.keep {
            Keep::First => UniqueKeepStrategy::First,
            Keep::Last => UniqueKeepStrategy::Last,
            Keep::None => UniqueKeepStrategy::None,
        };
        Ok(Outputs::new([rows.lazy.unique_stable(subset, keep)])?)
    }

    fn spark(&self, cx: &ToSpark, inputs: &SparkInputs) -> Result<Vec<crate::spark::Rows>, SparkGap> {
        self.on_spark(cx, inputs)
    }

    fn summary(&self) -> Text {
        let columns = names(&self.columns);
        match (self.keep, columns.is_empty()) {
            (Keep::None, true) => say!("summary-single-rows"),
            (Keep::None, false) => say!("summary-single", columns = columns),
            (_, true) => say!("summary-distinct-rows"),
            (_, false) => columns,
        }
    }

    fn form(&mut self, form: &mut dyn Form) {
        let field = Field::of::<Self>("columns");
        form.columns(field, &mut self.columns, 0);
        choice(form, Field::of::<Self>("keep"), &mut self.keep);
    }

    fn descent(&self, given: &Given) -> Vec<Descent> {
        vec![passes(given, 0)]
    }
}

#[cfg(test)]
mod tests {
    use crate::nodes::kit::checks::{check_node, check_problem};

    const TABLE: &str = "a:int b:text\n2 x\n1 y\n2 x\n1 z\n- x\n- x\n3 w";

    #[test]
    fn over_all_columns() {
        check_node("distinct ()", TABLE, "a:int b:text\n2 x\n1 y\n1 z\n- x\n3 w");
        check_node("distinct (keep: Last)", TABLE, "a:int b:text\n1 y\n2 x\n1 z\n- x\n3 w");
        check_node("distinct (keep: None)", TABLE, "a:int b:text\n1 y\n1 z\n3 w");
    }

    #[test]
    fn over_some_columns() {
        check_node(r#"distinct (columns: ["a"])"#, TABLE, "a:int b:text\n2 x\n1 y\n- x\n3 w");
        check_node(r#"distinct (columns: ["a"], keep: Last)"#, TABLE, "a:int b:text\n2 x\n1 z\n- x\n3 w");
        check_node(r#"distinct (columns: ["a"], keep: None)"#, TABLE, "a:int b:text\n3 w");
    }

    #[test]
    fn problems() {
        check_problem(
            r#"distinct (columns: ["a", "B"])"#,
            TABLE,
            r#"columns[1]: There is no column "B". Did you mean "b"?"#,
        );
        check_problem(
            r#"distinct (columns: ["a", "a"])"#,
            TABLE,
            r#"columns[1]: The column "a" is listed twice. Remove one of them"#,
        );
    }
}
