//! Select: keep, drop, reorder, rename and cast columns, in one grid.

mod cast;
mod grid;
mod spark;
mod summary;

use std::collections::{HashMap, HashSet};

use polars::prelude::Expr;
use serde::{Deserialize, Serialize};

use crate::base::{Fix, Problem, Text, Type, suggest};
use crate::nodes::form::{Field, Form, RowsStyle, choice, rows};
use crate::nodes::kit::columns::{column, is_default};
use crate::nodes::kit::frame::Frame;
use crate::nodes::kit::kind::{Category, Meta, NodeKind, Rows};
use crate::nodes::kit::lower::{Inputs, Lower, LowerError, Outputs};
use crate::nodes::kit::ports::Ports;
use crate::nodes::kit::spark::{SparkGap, SparkInputs, ToSpark};
use crate::nodes::lineage::descent::{Descends, Descent, Given, Origin, Part, Renames};
use crate::nodes::shared::rejected_rows::{self, RejectedRows};

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Select {
    /// Columns with settings. Among themselves they have this order; all other columns keep their positions.
    pub columns: Vec<Pick>,
    /// What happens to columns that are not listed.
    pub rest: Rest,
    /// What happens to values that a cast cannot convert.
    pub invalid: Invalid,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Pick {
    pub column: String,
    #[serde(skip_serializing_if = "is_true")]
    pub keep: bool,
    /// The new name; empty: unchanged.
    #[serde(skip_serializing_if = "is_default")]
    pub name: String,
    /// The type to cast to; absent: unchanged.
    #[serde(skip_serializing_if = "is_default", with = "present")]
    pub r#type: Option<Type>,
}

impl Default for Pick {
    fn default() -> Self {
        Pick { column: String::new(), keep: true, name: String::new(), r#type: None }
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Rest {
    #[default]
    Keep,
    Drop,
}

choices!(Rest: Keep, Drop);

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Invalid {
    #[default]
    Fail,
    Null,
    /// Their rows go to a separate output, unchanged.
    Reject,
}

choices!(Invalid: Fail, Null, Reject);

impl NodeKind for Select {
    /// The icon is Phosphor's "columns".
    const META: Meta = Meta::new("select", 1, Category::Columns, "\u{e546}").rows(Rows::Each);

    fn ports(&self) -> Ports {
        let ports = Ports::input("in").output("out");
        if self.invalid == Invalid::Reject { ports.output("rejected") } else { ports }
    }

    fn lower(&self, cx: &Lower, inputs: Inputs) -> Result<Outputs, LowerError> {
        let mut rows = inputs.one()?;
        self.check_listed(cx, &rows)?;
        let mut invalid = (self.invalid == Invalid::Reject).then(|| RejectedRows::new(&rows));
        let mut names: HashSet<String> = HashSet::new();
        let mut exprs: Vec<Expr> = Vec::new();
        let arriving = rows.schema().clone();
        let present: Vec<String> = arriving.iter_names().map(|name| name.to_string()).collect();
        for pick in self.grid(&present).into_iter().take(present.len()).filter(|pick| pick.keep) {
            let name = if pick.name.is_empty() { &pick.column } else { &pick.name };
            if !names.insert(name.clone()) {
                return Err(Problem::error(say!("two-columns-named", name = name))
                    .remedy(say!("give-one-another-name-or-drop"))
                    .at("columns")
                    .into());
            }
            let value = match &pick.r#type {
                None => column(&pick.column),
                Some(data_type) => {
                    let (cast, formula) = self.cast(cx, &rows, &pick.column, data_type)?;
                    match &mut invalid {
                        Some(invalid) => {
                            let (beside, value) = invalid.note(rows, &pick.column, &formula.0, cast)?;
                            rows = beside;
                            value
                        }
                        None => cast,
                    }
                }
            };
            exprs.push(value.alias(name.as_str()));
        }
        if exprs.is_empty() {
            return Err(Problem::incomplete(say!("no-column-kept"))
                .remedy(say!("tick-at-least-one"))
                .at("columns")
                .into());
        }
        match invalid {
            Some(invalid) => Ok(Outputs::new(invalid.split(rows, Some(exprs)))?),
            None => Ok(Outputs::new([rows.lazy.select(exprs)])?),
        }
    }

    fn spark(&self, cx: &ToSpark, inputs: &SparkInputs) -> Result<Vec<crate::spark::Rows>, SparkGap> {
        self.on_spark(cx, inputs)
    }

    fn summary(&self) -> Text {
        self.in_short()
    }

    fn form(&mut self, form: &mut dyn Form) {
        let present: Vec<String> = form.columns_in(0).into_iter().map(|column| column.name).collect();
        let before = self.grid(&present);
        let mut grid = before.clone();
        let style = RowsStyle::fixed(4);
        rows(form, Field::of::<Self>("columns"), style, &mut grid, |pick, form| {
            form.flag(Field::of::<Self>("keep"), &mut pick.keep);
            // An input column is fixed in its row; a missing one can be replaced by another.
            let mut column = pick.column.clone();
            form.column(Field::of::<Self>("column"), &mut column, 0);
            if !present.contains(&pick.column) {
                pick.column = column;
            }
            form.text(Field::of::<Self>("name"), &mut pick.name);
            form.data_type(Field::of::<Self>("type"), &mut pick.r#type);
        });
        let rest = self.rest;
        let field = Field::of::<Self>("rest");
        choice(form, field, &mut self.rest);
        let field = Field::of::<Self>("invalid");
        choice(form, field, &mut self.invalid);
        if grid != before || self.rest != rest {
            self.store(grid, &before, &present);
        }
    }

    fn descent(&self, given: &Given) -> Vec<Descent> {
        let Some(present) = given.input(0) else { return vec![None] };
        let mut first: HashMap<&str, usize> = HashMap::new();
        for (index, pick) in self.columns.iter().enumerate() {
            first.entry(&pick.column).or_insert(index);
        }
        let kept = self.grid(present).into_iter().take(present.len()).filter(|pick| pick.keep);
        let leaving = kept.map(|pick| {
            if pick.name.is_empty() {
                Descends::passed(0, &pick.column)
            } else {
                let index = first.get(pick.column.as_str()).copied().unwrap_or(0);
                let from = vec![Origin::new(0, &pick.column, Part::Carry)];
                Descends::made(&pick.name, format!("columns[{index}].name"), from)
            }
        });
        let leaving = Some(leaving.collect());
        match self.invalid {
            Invalid::Reject => {
                let arriving: HashSet<&str> = present.iter().map(String::as_str).collect();
                let cast = self.columns.iter();
                let cast = cast.filter(|pick| pick.r#type.is_some() && arriving.contains(pick.column.as_str()));
                let named = cast.map(|pick| Origin::new(0, &pick.column, Part::Label)).collect();
                vec![leaving, rejected_rows::descent(given, named)]
            }
            Invalid::Fail | Invalid::Null => vec![leaving],
        }
    }

    fn rename_inputs(&mut self, _given: &Given, renames: &Renames) {
        for pick in &mut self.columns {
            if let Some(new) = renames.get(0, &pick.column) {
                new.clone_into(&mut pick.column);
                if pick.name == new {
                    pick.name.clear();
                }
            }
        }
    }

    fn rename_output(&mut self, given: &Given, port: usize, column: &str, to: &str) -> bool {
        let Some(present) = given.input(0).filter(|_| port == 0) else { return false };
        let before = self.grid(present);
        let mut grid = before.clone();
        let is_it = |pick: &&mut Pick| {
            let name = if pick.name.is_empty() { &pick.column } else { &pick.name };
            pick.keep && name == column
        };
        let Some(pick) = grid.iter_mut().take(present.len()).find(is_it) else { return false };
        pick.name = if to == pick.column { String::new() } else { to.to_owned() };
        self.store(grid, &before, present);
        true
    }
}

impl Select {
    /// A select that only renames: pairs of old and new name.
    pub(in crate::nodes) fn renaming(pairs: &[(String, String)]) -> Self {
        let pick = |(old, new): &(String, String)| Pick { column: old.clone(), name: new.clone(), ..Pick::default() };
        Select { columns: pairs.iter().map(pick).collect(), ..Select::default() }
    }

    fn check_listed(&self, cx: &Lower, rows: &Frame) -> Result<(), Problem> {
        let mut seen = HashSet::new();
        for pick in &self.columns {
            if !seen.insert(&pick.column) {
                return Err(Problem::error(say!("column-listed-twice", name = pick.column))
                    .remedy(say!("remove-one-of-two"))
                    .at("columns"));
            }
            if rows.schema().contains(&pick.column) {
                continue;
            }
            let message = say!("no-column", name = pick.column);
            if !pick.keep {
                cx.warn(Problem::warning(message).remedy(say!("nothing-left-to-drop")).at("columns"));
                continue;
            }
            let near = suggest::nearest(&pick.column, rows.schema().iter_names().map(|name| name.as_str()));
            let problem = Problem::error(message).at("columns");
            let problem = match near {
                Some(near) => {
                    problem.remedy(say!("did-you-mean-else-untick", name = near)).fix(Fix::write(&pick.column, near))
                }
                None => problem.remedy(say!("untick-or-bring-back")),
            };
            return Err(problem.fix(Fix::Remove(pick.column.clone())));
        }
        Ok(())
    }
}

fn is_true(keep: &bool) -> bool {
    *keep
}

/// Writes `type: Text` instead of `type: Some(Text)`; absence is the `None`.
mod present {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use crate::base::Type;

    pub fn serialize<S: Serializer>(value: &Option<Type>, serializer: S) -> Result<S::Ok, S::Error> {
        value.as_ref().unwrap_or(&Type::Null).serialize(serializer)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Type>, D::Error> {
        Type::deserialize(deserializer).map(|data_type| (data_type != Type::Null).then_some(data_type))
    }
}

#[cfg(test)]
mod tests;
