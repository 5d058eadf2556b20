//! A form that writes random values into settings, and random tables: for tests that nothing panics.

use polars::prelude::{Column, DataFrame};

use super::text::{dtype, parse_tables};
use crate::base::{ColumnInfo, Type};
use crate::formula::{Formula, Want};
use crate::nodes::form::{Field, Form, PathUse, Rows, RowsStyle};

/// Pseudo-random numbers: the same sequence for the same seed.
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// A number below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 33) as usize % end.max(1)
    }

    pub fn one_of<T: Clone>(&mut self, items: &[T]) -> T {
        items[self.below(items.len())].clone()
    }

    /// Zero to five rows of one to six columns, of all types and with awkward names.
    pub fn table(&mut self) -> DataFrame {
        let all = "a:int b:text c:number \"a b\":boolean *:date ^x$:datetime e:i32 f:list[int] g:null h:u32 i:f32 j:duration k:time b_right:int value:text\n\
                   1 x 1.5 true 2013-01-31 2013-01-31T10:00:00 1 [1,2] - 7 1.5 1000 10:00:00 3 x\n\
                   -1 \"\" NaN false 1900-01-01 1969-12-31T23:59:59 -1 [] - 0 NaN -1 00:00:00 -3 y\n\
                   - - - - - - - - - - - - - - -\n\
                   2 2 -0.0 true 2013-02-28 2013-01-31T10:00:00 2147483647 [-] - 4294967295 1e30 0 23:59:59 3 2\n\
                   1 日本 inf - 2013-01-31 2020-02-29T00:00:00 1 - - 7 0.1 5 10:00:00 - value";
        let table = parse_tables(all).remove(0);
        let height = self.below(table.height() + 1);
        let mut columns: Vec<Column> = Vec::new();
        for _ in 0..=self.below(6) {
            let column = table.columns()[self.below(table.width())].slice(0, height);
            if columns.iter().all(|other| other.name() != column.name()) {
                columns.push(column);
            }
        }
        if self.below(4) == 0 {
            // The same names with other types on the two sides of a join or union.
            let text = columns[0].cast(&dtype("text"));
            columns[0] = text.unwrap_or_else(|_| columns[0].clone());
        }
        DataFrame::new(height, columns).expect("columns of one height")
    }
}

const TEXTS: &[&str] = &[
    "",
    "a",
    "b",
    "a b",
    "*",
    "^x$",
    "\"",
    "0",
    "1",
    "-1",
    "2013-01-31",
    "true",
    "日本",
    "${year}",
    "${no}",
    "_right",
    "value",
];
const FORMULAS: &[&str] = &[
    "",
    "a + 1",
    "a > 1",
    "b = 'x'",
    "(",
    "a / 0",
    "1 = 1",
    "\"a b\"",
    "no_such + 1",
    "CAST(b AS INTEGER)",
    "NULL",
    "'x'",
];

/// Changes about half of the settings it visits.
pub struct RandomForm<'a> {
    pub random: &'a mut Random,
    /// By input port.
    pub columns: Vec<Vec<ColumnInfo>>,
}

impl RandomForm<'_> {
    fn skips(&mut self) -> bool {
        self.random.below(2) == 0
    }

    fn any_column(&mut self, port: usize) -> String {
        let columns = self.columns.get(port).cloned().unwrap_or_default();
        match self.random.below(8) {
            0 => self.random.one_of(TEXTS).to_owned(),
            _ if columns.is_empty() => String::new(),
            _ => self.random.one_of(&columns).name,
        }
    }
}

impl Form for RandomForm<'_> {
    fn columns_in(&self, port: usize) -> Vec<ColumnInfo> {
        self.columns.get(port).cloned().unwrap_or_default()
    }

    fn section(&mut self, _title: &'static str, _open: bool) {}

    fn note(&mut self, _text: &str) {}

    fn text(&mut self, _field: Field, value: &mut String) {
        if !self.skips() {
            *value = self.random.one_of(TEXTS).to_owned();
        }
    }

    fn long_text(&mut self, field: Field, value: &mut String) {
        self.text(field, value);
    }

    fn flag(&mut self, _field: Field, value: &mut bool) {
        *value ^= self.skips();
    }

    fn integer(&mut self, _field: Field, value: &mut i64, _range: std::ops::RangeInclusive<i64>) {
        // Out-of-range values too: a file may contain anything.
        *value = self.random.one_of(&[*value, 0, 1, 2, 3, -1, i64::MAX, i64::MIN, 4_294_967_295, 4_294_967_296]);
    }

    fn number(&mut self, _field: Field, value: &mut f64, _range: std::ops::RangeInclusive<f64>) {
        *value = self.random.one_of(&[*value, 0.0, 0.5, 1.0, -1.0, 1e300]);
    }

    fn choice(&mut self, _field: Field, value: &mut usize, options: &[&'static str]) {
        *value = self.random.below(options.len());
    }

    fn formula(&mut self, _field: Field, value: &mut Formula, _want: Want) {
        *value = Formula::new(self.random.one_of(FORMULAS));
    }

    fn column(&mut self, _field: Field, value: &mut String, port: usize) {
        if !self.skips() {
            *value = self.any_column(port);
        }
    }

    fn columns(&mut self, _field: Field, value: &mut Vec<String>, port: usize) {
        match self.random.below(4) {
            0 => value.clear(),
            1 | 2 => value.push(self.any_column(port)),
            _ => {}
        }
    }

    fn data_type(&mut self, _field: Field, value: &mut Option<Type>) {
        let index = self.random.below(Type::CHOICES.len() * 2);
        *value = Type::CHOICES.get(index).cloned();
    }

    fn path(&mut self, _field: Field, value: &mut String, _use: PathUse) {
        *value = self.random.one_of(&["", "no_such_file", "no/such/*.csv", "${year}.csv", "[", "."]).to_owned();
    }

    fn rows(&mut self, _field: Field, style: RowsStyle, rows: &mut dyn Rows) {
        if !style.fixed {
            for _ in 0..self.random.below(3) {
                rows.add();
            }
            if !rows.is_empty() && self.random.below(4) == 0 {
                rows.remove(self.random.below(rows.len()));
            }
        }
        if rows.len() > 1 {
            rows.shift(self.random.below(rows.len()), self.random.below(rows.len()));
        }
        for index in 0..rows.len() {
            rows.row(index, self);
        }
    }

    fn cells(&mut self, _field: Field, headers: &mut Vec<String>, rows: &mut Vec<Vec<String>>) {
        headers.push(self.random.one_of(TEXTS).to_owned());
        rows.push(vec![self.random.one_of(TEXTS).to_owned()]);
    }
}
