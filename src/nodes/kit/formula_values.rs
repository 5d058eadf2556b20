//! The values of a node's formula for some rows, whether or not the node works: shown while the formula is typed.

use polars::prelude::*;

use crate::base::Problem;
use crate::formula::{Formula, Want, used_columns};
use crate::nodes::form::slots::{Slot, visit_slots};
use crate::nodes::{Frame, Inputs, Kind, Lower, LowerError, column};

/// The settings of `kind` that hold a formula, in the order of its form.
pub fn formulas(kind: &Kind) -> Vec<(String, Formula)> {
    let mut found = Vec::new();
    visit_slots(kind, &mut |setting, slot| {
        if let Slot::Formula(formula) = slot {
            found.push((setting.path.clone(), formula.clone()));
        }
    });
    found
}

/// Whether the formula in `setting` decides which rows are kept.
pub fn is_condition(kind: &Kind, setting: &str) -> bool {
    matches!(kind, Kind::Filter(_)) && setting == "condition"
}

/// A plan for the values of a formula.
pub struct FormulaPlan {
    /// The columns that the formula can refer to.
    pub columns: Vec<crate::base::ColumnInfo>,
    /// The plans, or the problem if the formula is invalid.
    pub plans: Result<ValuePlans, Problem>,
}

pub struct ValuePlans {
    /// The columns that the formula refers to.
    pub named: LazyFrame,
    /// The same columns, with the value of the formula as the last one.
    pub values: LazyFrame,
}

/// Plans the values of the formula in `setting` over the node's input; `None` if there is no formula or it is empty.
pub fn plan_formula(kind: &Kind, cx: &Lower, inputs: Inputs, setting: &str) -> Result<Option<FormulaPlan>, LowerError> {
    let Some((_, formula)) = formulas(kind).into_iter().find(|(path, _)| path == setting) else { return Ok(None) };
    let frame: Frame = kind.formula_table(cx, inputs, setting)?;
    if formula.is_blank() {
        return Ok(None);
    }
    let columns = frame.columns();
    let plans = formula.to_polars(&cx.scope(&frame, setting), Want::Any).map(|value| {
        let used = used_columns(&formula.0);
        let used: Vec<&str> = used.iter().map(String::as_str).filter(|name| frame.schema().contains(name)).collect();
        let name = free_name(&used);
        let picked: Vec<Expr> = used.iter().map(column).collect();
        let named = frame.lazy.clone().select(picked.clone());
        // Evaluated next to the other columns first: a value that refers to no column has as many rows as the table.
        let all = picked.into_iter().chain([column(&name)]).collect::<Vec<Expr>>();
        ValuePlans { named, values: frame.lazy.with_column(value.alias(name.as_str())).select(all) }
    });
    Ok(Some(FormulaPlan { columns, plans }))
}

fn free_name(taken: &[&str]) -> String {
    (1..).map(|n| format!("value_{n}")).find(|name| !taken.contains(&name.as_str())).unwrap_or_default()
}
