//! Union: put the rows of several tables below one another.

use polars::prelude::*;
use serde::{Deserialize, Serialize};

use super::columns::column;
use super::descent::{Descends, Descent, Given, Named, Origin, Part};
use super::form::{self, Form, choice};
use super::kind::{Category, Meta, NodeKind, Ports};
use super::kind_texts::port_text;
use super::lower::{Arrival, Inputs, Lower, LowerError, Outputs};
use super::widen::common_type;
use crate::base::{Problem, suggest};
use crate::formula::from_polars;

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Union {
    pub by: Match,
    pub missing: Missing,
    /// A new column with the name of the node that each row came from; empty: none.
    pub source: String,
}

/// Which columns of the tables belong together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Match {
    #[default]
    Name,
    Position,
}

choices!(Match: Name, Position);

/// What happens where a table lacks a column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Missing {
    #[default]
    Null,
    Error,
}

choices!(Missing: Null, Error);

/// A column of the result: its name and type, and the table that decided the type.
struct Target {
    name: PlSmallStr,
    dtype: DataType,
    decided_by: usize,
}

impl NodeKind for Union {
    const META: Meta = Meta::new("union", 1, Category::Combine);

    fn ports(&self) -> Ports {
        Ports::many("tables").output("rows")
    }

    fn lower(&self, _cx: &Lower, inputs: Inputs) -> Result<Outputs, LowerError> {
        let tables = inputs.all();
        if tables.is_empty() {
            return Err(Problem::incomplete(say!("nothing-connected-tables", port = port_text("tables")))
                .remedy(say!("draw-wires"))
                .into());
        }
        let targets = self.targets(tables)?;
        if !self.source.is_empty() && targets.iter().any(|target| target.name == self.source) {
            return Err(Problem::error(say!("column-already", name = self.source))
                .remedy(say!("rename-source-column"))
                .at("source")
                .into());
        }
        let plans: Vec<LazyFrame> = tables.iter().map(|table| self.aligned(table, &targets)).collect();
        Ok(Outputs::new([concat(plans, UnionArgs { maintain_order: true, ..Default::default() })?])?)
    }

    fn form(&mut self, form: &mut dyn Form) {
        let field = form::Field::of::<Self>("by");
        choice(form, field, &mut self.by);
        choice(form, form::Field::of::<Self>("missing"), &mut self.missing);
        let field = form::Field::of::<Self>("source");
        form.text(field, &mut self.source);
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
        if !self.source.is_empty() {
            leaving.push(Descends::made(&self.source, "source", Vec::new()));
        }
        vec![Some(leaving)]
    }
}

impl Union {
    /// The columns of the result, each with a type that fits all tables.
    fn targets(&self, tables: &[Arrival]) -> Result<Vec<Target>, Problem> {
        let mut targets: Vec<Target> = Vec::new();
        for (index, table) in tables.iter().enumerate() {
            for (position, (name, dtype)) in table.frame.schema().iter().enumerate() {
                let found = match self.by {
                    Match::Name => targets.iter_mut().find(|target| target.name == *name),
                    Match::Position => targets.get_mut(position),
                };
                match found {
                    Some(target) => widen(target, dtype, index, tables)?,
                    None => {
                        if index > 0 && self.missing == Missing::Error {
                            return Err(self.lacking(&tables[0], name, table, position));
                        }
                        // By position, a column beyond those of the first table may have a name that is taken.
                        let mut free = name.to_string();
                        while targets.iter().any(|target| target.name == free) {
                            free.push('_');
                        }
                        targets.push(Target { name: free.into(), dtype: dtype.clone(), decided_by: index });
                    }
                }
            }
            if self.missing == Missing::Error
                && let Some(position) =
                    targets.iter().enumerate().position(|(at, t)| self.source_of(table, at, t).is_none())
            {
                return Err(self.lacking(
                    table,
                    &targets[position].name,
                    &tables[targets[position].decided_by],
                    position,
                ));
            }
        }
        Ok(targets)
    }

    /// The column of `table` that goes into the target at `position`.
    fn source_of<'t>(&self, table: &'t Arrival, position: usize, target: &Target) -> Option<&'t PlSmallStr> {
        let schema = table.frame.schema();
        match self.by {
            Match::Name => schema.get_full(&target.name).map(|(_, name, _)| name),
            Match::Position => schema.get_at_index(position).map(|(name, _)| name),
        }
    }

    fn aligned(&self, table: &Arrival, targets: &[Target]) -> LazyFrame {
        let mut exprs: Vec<Expr> = targets
            .iter()
            .enumerate()
            .map(|(position, target)| {
                let value = match self.source_of(table, position, target) {
                    Some(name) => column(name),
                    None => lit(NULL),
                };
                value.cast(target.dtype.clone()).alias(target.name.clone())
            })
            .collect();
        let mut names: Vec<Expr> = targets.iter().map(|target| column(&target.name)).collect();
        if !self.source.is_empty() {
            exprs.push(lit(table.from.as_str()).alias(self.source.as_str()));
            names.push(column(&self.source));
        }
        // `select` of literals alone would give one row; `with_columns` keeps the height.
        table.frame.lazy.clone().with_columns(exprs).select(names)
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

fn widen(target: &mut Target, dtype: &DataType, index: usize, tables: &[Arrival]) -> Result<(), Problem> {
    let Some(common) = common_type(&target.dtype, dtype) else {
        return Err(Problem::error(say!(
            "types-differ",
            name = target.name.as_str(),
            one = from_polars(&target.dtype).name(),
            here = tables[target.decided_by].from,
            other = from_polars(dtype).name(),
            there = tables[index].from,
        ))
        .remedy(say!("cast-one-before")));
    };
    if common != target.dtype {
        *target = Target { name: target.name.clone(), dtype: common, decided_by: index };
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::nodes::checks::{check_node, check_problem};

    const TABLES: &str = "a:int b:text\n1 x\n---\nb:text a:int c:boolean\ny 2 true";

    #[test]
    fn by_name_fills_what_is_missing() {
        check_node("union ()", TABLES, "a:int b:text c:boolean\n1 x -\n2 y true");
    }

    #[test]
    fn by_position_takes_the_first_names() {
        check_node(
            "union (by: Position)",
            "a:int b:text\n1 x\n---\nc:int d:text a:int\n2 y 3",
            "a:int b:text a_:int\n1 x -\n2 y 3",
        );
    }

    #[test]
    fn numbers_widen() {
        check_node(
            "union ()",
            "a:int b:i32 c:null\n1 1 -\n---\na:number b:u32 c:text\n1.5 4294967295 x",
            "a:number b:int c:text\n1 1 -\n1.5 4294967295 x",
        );
    }

    #[test]
    fn a_source_column_names_the_nodes() {
        check_node(
            r#"union (source: "from")"#,
            "a:int\n1\n2\n---\na:int\n---\na:int\n3",
            "a:int from:text\n1 table_1\n2 table_1\n3 table_3",
        );
    }

    #[test]
    fn one_table_passes() {
        check_node("union ()", "a:int\n1", "a:int\n1");
    }

    #[test]
    fn problems() {
        check_problem("union ()", "", "Nothing is connected to \"tables\". Draw wires to it");
        check_problem(
            "union ()",
            "a:int\n1\n---\na:text\nx",
            r#"The column "a" is integer in "table_1" but text in "table_2". Cast one of the two before with a select node"#,
        );
        check_problem(
            "union (missing: Error)",
            TABLES,
            r#"missing: "table_1" has no column "c", which "table_2" has. Add the column, or fill missing columns with null"#,
        );
        check_problem(
            "union (missing: Error)",
            "delay:int\n1\n---\ndelays:int\n2",
            r#"missing: "table_1" has no column "delays", which "table_2" has. Rename "delay", or fill missing columns with null"#,
        );
        check_problem(
            "union (missing: Error, by: Position)",
            "a:int b:int\n1 2\n---\na:int\n1",
            r#"missing: "table_2" has 1 columns, "table_1" has more. Add the column, or fill missing columns with null"#,
        );
        check_problem(
            r#"union (source: "a")"#,
            "a:int\n1",
            r#"source: There is a column "a" already. Give the source column another name"#,
        );
    }
}
