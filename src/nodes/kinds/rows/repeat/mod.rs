//! Repeat: the rows of a table several times, one copy below the other.

use polars::prelude::{UnionArgs, concat};
use serde::{Deserialize, Serialize};

use crate::base::{Problem, Text};
use crate::nodes::form::{Field, Form};
use crate::nodes::kit::kind::{Category, Meta, NodeKind};
use crate::nodes::kit::lower::{Inputs, Lower, LowerError, Outputs};
use crate::nodes::kit::ports::Ports;
use crate::nodes::lineage::descent::{Descent, Given, passes};

const MOST: i64 = 1_000;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Repeat {
    pub times: i64,
}

impl Default for Repeat {
    fn default() -> Self {
        Repeat { times: 2 }
    }
}

impl NodeKind for Repeat {
    /// The icon is Phosphor's "repeat".
    const META: Meta = Meta::new("repeat", 1, Category::Rows, "\u{e3f6}");

    fn ports(&self) -> Ports {
        Ports::input("in").output("repeated")
    }

    fn lower(&self, _cx: &Lower, inputs: Inputs) -> Result<Outputs, LowerError> {
        let rows = inputs.one()?;
        if !(1..=MOST).contains(&self.times) {
            let problem = Problem::error(say!("number-out-of-range", value = self.times.to_string()));
            let most = MOST.to_string();
            return Err(problem.remedy(say!("number-between", least = "1", most = most)).at("times").into());
        }
        let copies = vec![rows.lazy; self.times as usize];
        let options = UnionArgs { maintain_order: true, ..Default::default() };
        Ok(Outputs::new([concat(copies, options)?])?)
    }

    fn summary(&self) -> Text {
        say!("summary-repeat", times = self.times)
    }

    fn form(&mut self, form: &mut dyn Form) {
        form.integer(Field::of::<Self>("times"), &mut self.times, 1..=MOST);
    }

    fn descent(&self, given: &Given) -> Vec<Descent> {
        vec![passes(given, 0)]
    }
}

#[cfg(test)]
mod tests {
    use crate::nodes::kit::checks::{check_node, check_problem};

    #[test]
    fn rows_come_again() {
        check_node("repeat (times: 3)", "a:int\n1\n-", "a:int\n1\n-\n1\n-\n1\n-");
        check_node("repeat (times: 1)", "a:int\n1", "a:int\n1");
    }

    #[test]
    fn problems() {
        check_problem("repeat (times: 0)", "a:int\n1", "times: 0 is out of range. Write a number from 1 to 1000");
    }
}
