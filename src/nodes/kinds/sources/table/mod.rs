//! Table: rows entered manually or pasted.

mod spark;

use std::collections::HashSet;

use polars::prelude::{Column, DataFrame, IntoLazy};
use serde::{Deserialize, Serialize};

use crate::base::number::bytes;
use crate::base::{Fix, Problem, Text, Type, suggest};
use crate::connect::{ColumnType, typed_column};
use crate::nodes::form::{Field, Form, RowsStyle, rows};
use crate::nodes::kinds::sources::read_csv::{TypedColumn, lost};
use crate::nodes::kit::frame::{Blank, Frame};
use crate::nodes::kit::kind::{Meta, NodeKind};
use crate::nodes::kit::lower::{Inputs, Lower, LowerError, Outputs};
use crate::nodes::kit::ports::Ports;
use crate::nodes::kit::spark::{SparkGap, SparkInputs, ToSpark};
use crate::nodes::lineage::descent::{Descends, Descent, Given};
use crate::nodes::quick_actions::table_file::large;
use crate::nodes::shared::summary::names;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Table {
    /// The column names.
    pub headers: Vec<String>,
    /// Cells as typed; an empty one is null.
    pub rows: Vec<Vec<String>>,
    /// Columns whose type is set instead of inferred from the cells.
    pub types: Vec<TypedColumn>,
}

impl Default for Table {
    fn default() -> Self {
        let row = || vec![String::new(), String::new()];
        Table { headers: vec!["column_1".into(), "column_2".into()], rows: vec![row(), row()], types: Vec::new() }
    }
}

impl Table {
    fn given(&self) -> Result<Vec<(usize, ColumnType)>, Problem> {
        let types = self.types.iter().enumerate().map(|(index, typed)| {
            let at = || format!("types[{index}]");
            let column = self.headers.iter().position(|header| *header == typed.column).ok_or_else(|| {
                let problem = Problem::error(say!("no-column", name = typed.column)).at("column").at(at());
                let remedy = suggest::remedy(&typed.column, self.headers.iter().map(String::as_str));
                problem.remedy(remedy.unwrap_or_else(|| say!("add-a-column-first")))
            })?;
            Ok((column, typed.column_type().map_err(|problem| problem.at(at()))?))
        });
        types.collect()
    }

    /// The types follow their columns: a removed column loses its type, a renamed one keeps it.
    fn follow_headers(&mut self, before: &[String]) {
        if self.headers == before {
            return;
        }
        let is_there = |name: &String| self.headers.contains(name);
        let renamed = before.iter().zip(&self.headers).find(|(old, new)| old != new);
        let renamed =
            renamed.filter(|(old, new)| self.headers.len() == before.len() && !is_there(old) && !before.contains(new));
        if let Some((old, new)) = renamed {
            self.types
                .iter_mut()
                .filter(|typed| typed.column == *old)
                .for_each(|typed| new.clone_into(&mut typed.column));
        }
        self.types.retain(|typed| !before.contains(&typed.column) || self.headers.contains(&typed.column));
    }

    fn check_headers(&self) -> Result<(), Problem> {
        let mut seen = HashSet::new();
        for (index, header) in self.headers.iter().enumerate() {
            let at = || format!("headers[{index}]");
            if header.is_empty() {
                let message = say!("column-without-name", number = (index + 1).to_string());
                return Err(Problem::error(message).remedy(say!("give-it-one")).at(at()));
            }
            if !seen.insert(header) {
                let message = say!("two-columns-called", name = header);
                return Err(Problem::error(message).remedy(say!("give-one-another-name")).at(at()));
            }
        }
        match self.rows.iter().position(|row| row.len() > self.headers.len()) {
            Some(row) => Err(Problem::error(say!("row-has-more-cells", row = (row + 1).to_string()))
                .remedy(say!("add-column-or-remove-cells"))
                .at(format!("rows[{row}]"))),
            None => Ok(()),
        }
    }
}

impl NodeKind for Table {
    /// The icon is Phosphor's "table".
    const META: Meta = Meta::source("table", 1, "\u{e476}");

    fn ports(&self) -> Ports {
        Ports::none().output("rows")
    }

    fn lower(&self, cx: &Lower, _inputs: Inputs) -> Result<Outputs, LowerError> {
        self.check_headers()?;
        if let Some(size) = large(&self.rows) {
            let rows = say!("count-rows", count = self.rows.len());
            let size = bytes(size);
            let message = say!("table-is-large", rows = rows, size = size);
            cx.warn(Problem::warning(message).remedy(say!("table-is-large-remedy")).fix(Fix::ToFile).at("rows"));
        }
        let given = self.given()?;
        let mut columns = Vec::with_capacity(self.headers.len());
        for (index, header) in self.headers.iter().enumerate() {
            let texts: Vec<&str> = self.rows.iter().map(|row| row.get(index).map_or("", String::as_str)).collect();
            let column_type = given.iter().find(|(column, _)| *column == index).map(|(_, column_type)| column_type);
            let (column, losses) = typed_column(header, &texts, column_type).map_err(|row| {
                let typed = self.types.iter().find(|typed| typed.column == *header);
                let row_number = (row + 1).to_string();
                let message = match typed.map(|typed| &typed.r#type) {
                    None => {
                        say!("cell-is-not-of-its-type", text = texts[row], row = row_number, column = header)
                    }
                    Some(data_type) => {
                        let is_boolean = *data_type == Type::Boolean;
                        let what = if is_boolean { say!("true-or-false") } else { data_type.in_a_sentence() };
                        say!("cell-is-not", text = texts[row], row = row_number, column = header, data_type = what)
                    }
                };
                Problem::error(message).remedy(say!("correct-the-cell")).at(format!("rows[{row}][{index}]"))
            })?;
            columns.push(column);
            for (loss, count, row) in losses {
                let place = (row + 1).to_string();
                let message =
                    say!("csv-lost", name = header, count = count, what = lost(loss), text = texts[row], line = place);
                cx.warn(Problem::warning(message).remedy(say!("csv-lost-remedy")).at("types"));
            }
        }
        let is_blank = |(index, column): &(usize, &Column)| {
            column.null_count() == column.len() && !given.iter().any(|(given, _)| given == index)
        };
        let blank = columns.iter().enumerate().filter(is_blank).map(|(_, column)| column.name().clone()).collect();
        let rows = Frame::new(DataFrame::new(self.rows.len(), columns)?.lazy())?;
        Ok(Outputs(vec![rows.with_blank(Blank::new(blank))]))
    }

    fn spark(&self, cx: &ToSpark, inputs: &SparkInputs) -> Result<Vec<crate::spark::Rows>, SparkGap> {
        self.on_spark(cx, inputs)
    }

    fn summary(&self) -> Text {
        if *self == Table::default() { Text::default() } else { names(&self.headers) }
    }

    fn form(&mut self, form: &mut dyn Form) {
        let cells = Field::of::<Self>("rows");
        let before = self.headers.clone();
        form.cells(cells, &mut self.headers, &mut self.rows);
        self.follow_headers(&before);
        form.section("types", false);
        let types = Field::of::<Self>("types");
        let style = RowsStyle::of(3);
        rows(form, types, style, &mut self.types, |typed, form| {
            form.own_column(Field::of::<Self>("column"), &mut typed.column);
            let mut data_type = Some(typed.r#type.clone());
            form.data_type(Field::of::<Self>("type"), &mut data_type);
            typed.r#type = data_type.unwrap_or(Type::Text);
            let format = Field::of::<Self>("format");
            let usual = typed.usual_format();
            form.text_or(format, &mut typed.format, &usual);
        });
        form.section("", true);
    }

    fn descent(&self, _given: &Given) -> Vec<Descent> {
        let header = |(index, name): (usize, &String)| Descends::made(name, format!("headers[{index}]"), Vec::new());
        vec![Some(self.headers.iter().enumerate().map(header).collect())]
    }

    fn rename_output(&mut self, _given: &Given, _port: usize, column: &str, to: &str) -> bool {
        let types = self.types.iter_mut().map(|typed| &mut typed.column);
        let named: Vec<&mut String> = self.headers.iter_mut().chain(types).filter(|name| *name == column).collect();
        let is_there = !named.is_empty();
        named.into_iter().for_each(|name| to.clone_into(name));
        is_there
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nodes::kit::checks::files::Folder;

    fn table(headers: &[&str], rows: &[&[&str]]) -> Table {
        let texts = |all: &[&str]| all.iter().map(|text| text.to_string()).collect::<Vec<_>>();
        Table { headers: texts(headers), rows: rows.iter().map(|row| texts(row)).collect(), types: Vec::new() }
    }

    #[test]
    fn cells_become_columns() {
        let show = |table: &Table| Folder::with(&[]).show(table);
        assert_eq!(show(&Table::default()), "column_1:text | column_2:text\n∅ | ∅\n∅ | ∅");
        let typed = table(&["n", "d", "b", "s"], &[&["1", "2013-01-31", "true", "x"], &["2.5", "", "FALSE"]]);
        assert_eq!(
            show(&typed),
            "n:number | d:date | b:boolean | s:text\n1.0 | 2013-01-31 | true | x\n2.5 | ∅ | false | ∅"
        );
        let given = TypedColumn { column: "n".into(), r#type: Type::Integer, format: String::new() };
        let wrong = Table { types: vec![given], ..table(&["n"], &[&["1"], &["x"]]) };
        let problem =
            "! rows[1][0]: \"x\" in row 2 of \"n\" is not an integer. Correct the cell, or change the column's type";
        assert_eq!(show(&wrong), problem);
        assert!(show(&table(&["a", "a"], &[])).starts_with("! headers[1]: Two columns are named \"a\""));
        assert!(show(&table(&["a", ""], &[])).starts_with("! headers[1]: Column 2 has no name"));
        assert!(show(&table(&["a"], &[&["1", "2"]])).starts_with("! rows[0]: Row 1 has more cells"));
    }
}
