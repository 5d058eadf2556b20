//! Filter: keep the rows for which a condition holds.

use serde::{Deserialize, Serialize};

use super::form::{Field, Form};
use super::kind::{Category, Meta, NodeKind, Ports};
use super::lower::{Inputs, Lower, LowerError, Outputs};
use crate::formula::{Formula, Want};

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Filter {
    pub condition: Formula,
}

impl NodeKind for Filter {
    const META: Meta = Meta::new("filter", 1, "Filter", Category::Rows)
        .about("Splits rows by a condition")
        .help(
            "Rows for which the condition is true leave at \"matching\", all the others at \"others\": also those for which \
             the condition is null, because something in it is unknown.",
        )
        .words(&["where", "having", "subset", "keep", "remove", "condition", "row filter"]);

    fn ports(&self) -> Ports {
        Ports::input("in").output("matching").output("others")
    }

    fn lower(&self, cx: &Lower, inputs: Inputs) -> Result<Outputs, LowerError> {
        let rows = inputs.one()?;
        if self.condition.is_blank() {
            // A fresh filter lets everything through, so that the table below does not vanish while one types.
            let none = rows.lazy.clone().limit(0);
            return Ok(Outputs::new([rows.lazy, none])?);
        }
        let holds = self.condition.to_polars(&cx.scope(&rows), Want::Boolean).map_err(|p| p.at("condition"))?;
        let holds = holds.fill_null(polars::prelude::lit(false));
        Ok(Outputs::new([rows.lazy.clone().filter(holds.clone()), rows.lazy.filter(holds.not())])?)
    }

    fn form(&mut self, form: &mut dyn Form) {
        form.formula(
            Field::new("condition", "Rows where").hint("An SQL condition, such as dep_delay > 15 AND month = 1"),
            &mut self.condition,
            Want::Boolean,
        );
    }
}
