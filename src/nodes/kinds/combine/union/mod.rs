//! Union: appends the rows of several tables.

use polars::prelude::*;
use serde::{Deserialize, Serialize};

use crate::base::{Problem, Text, suggest};
use crate::connect::{Columns, UniteOptions};
use crate::nodes::form::{self, Form, choice};
use crate::nodes::kit::kind::{Category, Meta, NodeKind};
use crate::nodes::kit::lower::{Arrival, Inputs, Lower, LowerError, Outputs};
use crate::nodes::kit::ports::{PortSpec, Ports};
use crate::nodes::lineage::descent::{Descends, Descent, Given, Named, Origin, Part};
use crate::nodes::shared::stack::{Own, Table, common_columns, stacked};
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
        let mut named = Vec::new();
        for (index, arrival) in tables.iter().enumerate() {
            let mut table = Table::new(arrival.from.as_str(), &arrival.frame);
            for (position, own) in table.columns.iter_mut().enumerate() {
                let found = match self.by {
                    Match::Name => targets.iter().find(|(name, _)| *name == own.name),
                    Match::Position => targets.get(position),
                };
                if let Some((name, _)) = found {
                    own.target = name.clone();
                    continue;
                }
                if index > 0 && self.missing == Missing::Error {
                    return Err(self.lacking(&tables[0], &own.name, arrival, position));
                }
                // By position, a column beyond those of the first table may have a name that is already used.
                let mut free = own.name.to_string();
                while targets.iter().any(|(name, _)| *name == free) {
                    free.push('_');
                }
                own.target = free.into();
                targets.push((own.target.clone(), index));
            }
            let has = |name: &PlSmallStr| table.columns.iter().any(|own: &Own| own.target == *name);
            if self.missing == Missing::Error
                && let Some(position) = targets.iter().position(|(name, _)| !has(name))
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
mod tests {
    use crate::nodes::kit::checks::{check_node, check_problem};

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
    fn columns_that_not_every_table_has_may_be_left_out() {
        check_node("union (missing: Shared)", TABLES, "a:int b:text\n1 x\n2 y");
        check_node("union (missing: First)", "a:int\n1\n---\nb:text a:number\ny 2.5", "a:number\n1\n2.5");
    }

    #[test]
    fn numbers_become_text_by_choice() {
        let tables = "a:int d:date\n1 2024-01-02\n---\na:text d:text\nx y";
        check_node("union (numbers_as_text: true)", tables, "a:text d:text\n1 2024-01-02\nx y");
    }

    #[test]
    fn digits_are_not_lost() {
        check_node("union ()", "a:int\n9007199254740992\n---\na:number\n1.5", "a:number\n9007199254740992\n1.5");
        check_problem(
            "union ()",
            "a:int\n1\n9007199254740993\n---\na:number\n1.5",
            r#"The column "a" of "table_1" contains 9007199254740993, which cannot be stored exactly as number. Cast the column first"#,
        );
    }

    #[test]
    fn one_table_passes() {
        check_node("union ()", "a:int\n1", "a:int\n1");
    }

    #[test]
    fn problems() {
        check_problem("union ()", "", "Nothing is connected to \"tables\". Connect wires to it");
        check_problem(
            "union ()",
            "a:int\n1\n---\na:text\nx",
            r#"numbers_as_text: The column "a" is integer in "table_1" but text in "table_2". Turn on "Convert numbers to text", or cast one of the columns first"#,
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
            r#"missing: "table_2" has only 1 column, fewer than "table_1". Add the column, or fill missing columns with null"#,
        );
        check_problem(
            r#"union (source: "a")"#,
            "a:int\n1",
            r#"source: There is already a column "a". Rename the source column"#,
        );
    }
}
