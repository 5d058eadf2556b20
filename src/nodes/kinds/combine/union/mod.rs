//! Union: appends the rows of several tables.

mod spark;

use std::collections::HashSet;

use polars::prelude::*;
use serde::{Deserialize, Serialize};

use crate::base::{Problem, Text, suggest};
use crate::connect::{Columns, UniteOptions};
use crate::nodes::form::{self, Form, choice};
use crate::nodes::kit::kind::{Category, Meta, NodeKind};
use crate::nodes::kit::lower::{Arrival, Inputs, Lower, LowerError, Outputs};
use crate::nodes::kit::ports::{PortSpec, Ports};
use crate::nodes::kit::spark::{SparkGap, SparkInputs, ToSpark};
use crate::nodes::lineage::descent::{Descends, Descent, Given, Named, Origin, Part};
use crate::nodes::shared::stack::{Table, common_columns, stacked};
use crate::nodes::shared::summary::list;

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Union {
    pub by: Match,
    pub missing: Missing,
    /// Numbers become text if another table has text in their column.
    pub numbers_as_text: bool,
    /// A new column with the name of the node that each row came from; empty: none.
    pub source: String,
}

/// How columns of the tables are matched.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Match {
    #[default]
    Name,
    Position,
}

choices!(Match: Name, Position);

/// What happens to a column that a table lacks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Missing {
    #[default]
    Null,
    Error,
    /// Only columns that all tables have are kept.
    Shared,
    /// The columns are those of the first table.
    First,
}

choices!(Missing: Null, Error, Shared, First);

impl NodeKind for Union {
    /// The icon is Phosphor's "stack".
    const META: Meta = Meta::new("union", 1, Category::Combine, "\u{e466}");

    fn ports(&self) -> Ports {
        Ports::many("tables").output("rows")
    }

    fn lower(&self, cx: &Lower, inputs: Inputs) -> Result<Outputs, LowerError> {
        let tables = inputs.all();
        if tables.is_empty() {
            return Err(Problem::incomplete(say!("nothing-connected-tables", port = PortSpec::new("tables").text()))
                .remedy(say!("draw-wires"))
                .into());
        }
        let tables = self.named(tables)?;
        let united = common_columns(&tables, &self.options())?;
        if !self.source.is_empty() && united.columns.iter().any(|(name, _)| *name == self.source) {
            return Err(Problem::error(say!("column-already", name = self.source))
                .remedy(say!("rename-source-column"))
                .at("source")
                .into());
        }
        united.warnings.into_iter().for_each(|warning| cx.warn(warning));
        let source = Some(self.source.as_str()).filter(|name| !name.is_empty());
        Ok(Outputs::new([stacked(&tables, &united.columns, source, &cx.raiser(""))?])?)
    }

    fn spark(&self, cx: &ToSpark, inputs: &SparkInputs) -> Result<Vec<crate::spark::Rows>, SparkGap> {
        self.on_spark(cx, inputs)
    }

    fn summary(&self) -> Text {
        let columns = match (self.by, self.missing) {
            (Match::Position, _) => say!("summary-by-position"),
            (Match::Name, Missing::Null) => say!("summary-by-name"),
            (Match::Name, Missing::Error) => say!("summary-same-columns"),
            (Match::Name, Missing::Shared) => say!("summary-shared-columns"),
            (Match::Name, Missing::First) => say!("summary-first-columns"),
        };
        let source = if self.source.is_empty() { String::new() } else { format!("+{}", self.source) };
        list([columns, source.into()])
    }

    fn form(&mut self, form: &mut dyn Form) {
        let field = form::Field::of::<Self>("by");
        choice(form, field, &mut self.by);
        choice(form, form::Field::of::<Self>("missing"), &mut self.missing);
        form.flag(form::Field::shared("numbers_as_text"), &mut self.numbers_as_text);
        let field = form::Field::of::<Self>("source");
        form.text(field, &mut self.source);
    }

    fn keeps_node_names(&self) -> bool {
        !self.source.is_empty()
    }

    fn descent(&self, given: &Given) -> Vec<Descent> {
        let tables = given.tables(0);
        if tables.is_empty() {
            return vec![None];
        }
        let mut leaving: Vec<Descends> = Vec::new();
        for (table, names) in tables.iter().enumerate() {
            for (position, name) in names.iter().enumerate() {
                let found = match self.by {
                    Match::Name => leaving.iter_mut().find(|column| column.name == *name),
                    Match::Position => leaving.get_mut(position),
                };
                let part = if found.is_some() && self.by == Match::Position { Part::Carry } else { Part::Name };
                let origin = Origin { port: 0, table, column: name.clone(), part };
                match found {
                    Some(column) => column.from.push(origin),
                    None => {
                        let mut free = name.clone();
                        while leaving.iter().any(|column| column.name == free) {
                            free.push('_');
                        }
                        leaving.push(Descends { name: free, named: Named::Kept, from: vec![origin] });
                    }
                }
            }
        }
        match self.missing {
            Missing::Shared => leaving.retain(|column| column.from.len() == tables.len()),
            Missing::First => leaving.retain(|column| column.from.first().is_some_and(|origin| origin.table == 0)),
            Missing::Null | Missing::Error => {}
        }
        if !self.source.is_empty() {
            leaving.push(Descends::made(&self.source, "source", Vec::new()));
        }
        vec![Some(leaving)]
    }
}

impl Union {
    fn options(&self) -> UniteOptions {
        let columns = match self.missing {
            Missing::Null | Missing::Error => Columns::Union,
            Missing::Shared => Columns::Intersection,
            Missing::First => Columns::AsFirst,
        };
        // A user who connects several tables knows that they differ.
        UniteOptions { columns, numbers_as_text: self.numbers_as_text, only_doubtful: true, setting: "missing" }
    }

    /// The tables, each column with its name in the result. Fails if a column is missing and must not be.
    fn named(&self, tables: &[Arrival]) -> Result<Vec<Table>, Problem> {
        let mut targets: Vec<(PlSmallStr, usize)> = Vec::new();
        let mut taken: HashSet<PlSmallStr> = HashSet::new();
        let mut named = Vec::new();
        for (index, arrival) in tables.iter().enumerate() {
            let mut table = Table::new(arrival.from.as_str(), &arrival.frame);
            for (position, own) in table.columns.iter_mut().enumerate() {
                let found = match self.by {
                    Match::Name => taken.get(&own.name),
                    Match::Position => targets.get(position).map(|(name, _)| name),
                };
                if let Some(name) = found {
                    own.target = name.clone();
                    continue;
                }
                if index > 0 && self.missing == Missing::Error {
                    return Err(self.lacking(&tables[0], &own.name, arrival, position));
                }
                // By position, a column beyond those of the first table may have a name that is already used.
                let mut free = own.name.to_string();
                while taken.contains(free.as_str()) {
                    free.push('_');
                }
                own.target = free.into();
                taken.insert(own.target.clone());
                targets.push((own.target.clone(), index));
            }
            let own: HashSet<&PlSmallStr> = table.columns.iter().map(|own| &own.target).collect();
            if self.missing == Missing::Error
                && let Some(position) = targets.iter().position(|(name, _)| !own.contains(name))
            {
                let (name, from) = &targets[position];
                return Err(self.lacking(arrival, name, &tables[*from], position));
            }
            named.push(table);
        }
        Ok(named)
    }

    fn lacking(&self, table: &Arrival, name: &str, other: &Arrival, position: usize) -> Problem {
        let message = match self.by {
            Match::Name => say!("table-lacks-column", table = table.from, name = name, other = other.from),
            Match::Position => {
                say!("table-has-fewer-columns", table = table.from, count = position, other = other.from)
            }
        };
        let near = suggest::nearest(name, table.frame.schema().iter_names().map(PlSmallStr::as_str));
        let remedy = match near {
            Some(near) if self.by == Match::Name => say!("rename-or-fill", name = near),
            _ => say!("add-or-fill"),
        };
        Problem::error(message).remedy(remedy).at("missing")
    }
}

#[cfg(test)]
mod tests;
