//! Filter: keeps the rows for which a condition is true.

mod spark;

use polars::prelude::{AllowedOptimizations, LazyFrame, lit};
use serde::{Deserialize, Serialize};

use crate::base::Text;
use crate::formula::{Formula, Want};
use crate::nodes::form::{Field, Form};
use crate::nodes::kit::kind::{Category, Meta, NodeKind, Rows};
use crate::nodes::kit::lower::{Inputs, Lower, LowerError, Outputs};
use crate::nodes::kit::ports::Ports;
use crate::nodes::kit::spark::{SparkGap, SparkInputs, ToSpark};
use crate::nodes::lineage::descent::{Descent, Given, passes};
use crate::nodes::shared::summary::one_line;

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Filter {
    pub condition: Formula,
}

impl NodeKind for Filter {
    /// The icon is Phosphor's "funnel".
    const META: Meta = Meta::new("filter", 1, Category::Rows, "\u{e266}").rows(Rows::Chosen);

    fn ports(&self) -> Ports {
        Ports::input("in").output("matching").output("others")
    }

    fn lower(&self, cx: &Lower, inputs: Inputs) -> Result<Outputs, LowerError> {
        let rows = inputs.one()?;
        if self.condition.is_blank() {
            // A new filter keeps all rows, so that the table below does not become empty while the user types.
            let none = rows.lazy.clone().limit(0);
            return Ok(Outputs::new([rows.lazy, none])?);
        }
        let condition = self.condition.condition(&cx.scope(&rows, "condition")).map_err(|p| p.at("condition"))?;
        // A filter drops rows with an unknown condition by itself; with an explicit check, a scan could no longer skip
        // rows that cannot match.
        let others = condition.whole.fill_null(lit(false)).not();
        let Some(failing) = condition.failing else {
            let matching = condition.safe.into_iter().fold(rows.lazy.clone(), LazyFrame::filter);
            return Ok(Outputs::new([matching, rows.lazy.filter(others)])?);
        };
        let matching = condition.safe.into_iter().fold(rows.lazy.clone(), LazyFrame::filter);
        Ok(Outputs::new([apart(matching).filter(failing), apart(rows.lazy).filter(others)])?)
    }

    fn spark(&self, cx: &ToSpark, inputs: &SparkInputs) -> Result<Vec<crate::spark::Rows>, SparkGap> {
        self.on_spark(cx, inputs)
    }

    fn summary(&self) -> Text {
        one_line(&self.condition.0)
    }

    fn form(&mut self, form: &mut dyn Form) {
        form.formula(Field::of::<Self>("condition"), &mut self.condition, Want::Boolean);
    }

    fn descent(&self, given: &Given) -> Vec<Descent> {
        vec![passes(given, 0), passes(given, 0)]
    }
}

/// `rows`, as a barrier to condition push-down. A condition that can fail must see exactly the rows that reach it: a
/// scan evaluates it on values that no row contains (statistics, dictionaries), and on rows that preceding filters
/// drop.
fn apart(rows: LazyFrame) -> LazyFrame {
    let allowed = AllowedOptimizations::all() - AllowedOptimizations::PREDICATE_PUSHDOWN;
    rows.map(Ok, allowed, None, Some("rows that a condition may fail of"))
}

#[cfg(test)]
mod tests {
    use crate::nodes::kit::checks::{check_node, check_problem};

    #[test]
    fn rows_go_one_way_or_the_other() {
        check_node(
            r#"filter (condition: "a > 1 AND b = 'x'")"#,
            "a:int b:text\n1 x\n2 x\n- x\n3 -\n4 y",
            "a:int b:text\n2 x\n---\na:int b:text\n1 x\n- x\n3 -\n4 y",
        );
    }

    #[test]
    fn parameters_are_values() {
        check_node(r#"filter (condition: "y = ${year}")"#, "y:int\n2012\n2013", "y:int\n2013\n---\ny:int\n2012");
    }

    #[test]
    fn what_is_unknown_does_not_match() {
        check_node(r#"filter (condition: "a > null")"#, "a:int\n1", "a:int\n---\na:int\n1");
        check_node(r#"filter (condition: "null")"#, "a:int\n1", "a:int\n---\na:int\n1");
    }

    #[test]
    fn without_a_condition_all_rows_match() {
        check_node("filter ()", "a:int\n1", "a:int\n1\n---\na:int");
    }

    #[test]
    fn what_may_fail_sees_only_the_rows_that_the_rest_lets_through() {
        check_node(
            r#"filter (condition: "kind = 'n' AND CAST(v AS INTEGER) > 1")"#,
            "kind:text v:text\nn 1\nn 2\n- -\nn -",
            "kind:text v:text\nn 2\n---\nkind:text v:text\nn 1\n- -\nn -",
        );
        check_problem(
            r#"filter (condition: "CAST(v AS INTEGER) > 1")"#,
            "v:text\n1\nx",
            r#""x" is not an integer. To get null instead, use TRY_CAST"#,
        );
    }

    #[test]
    fn problems() {
        check_problem(
            r#"filter (condition: "dela > 1")"#,
            "delay:int\n1",
            r#"condition: There is no column "dela". Did you mean delay?"#,
        );
    }
}
