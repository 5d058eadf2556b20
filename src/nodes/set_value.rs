//! A value written into a setting that is a choice, a number, a flag or a text, through the node's own form.

use std::ops::RangeInclusive;

use super::form::{Field, Form, PathUse, Rows, RowsStyle};
use super::kind::AnyNode;
use crate::base::{ColumnInfo, Type};
use crate::formula::{Formula, Want};

/// Gives the setting `name`, which stands in no list, the value that is written so in a file; says whether that changed it.
pub(super) fn set(node: &mut dyn AnyNode, name: &str, value: &str) -> bool {
    let mut set = Set { name, value, done: false };
    node.form(&mut set);
    set.done
}

struct Set<'a> {
    name: &'a str,
    value: &'a str,
    done: bool,
}

impl Set<'_> {
    fn put<T: PartialEq>(&mut self, field: Field, slot: &mut T, value: impl FnOnce(&str) -> Option<T>) {
        if field.name == self.name
            && let Some(value) = value(self.value)
        {
            self.done |= *slot != value;
            *slot = value;
        }
    }
}

impl Form for Set<'_> {
    fn columns_in(&self, _: usize) -> Vec<ColumnInfo> {
        Vec::new()
    }
    fn section(&mut self, _: &'static str, _: bool) {}
    fn note(&mut self, _: &str) {}
    fn text(&mut self, field: Field, value: &mut String) {
        self.put(field, value, |text| Some(text.to_owned()));
    }
    fn long_text(&mut self, field: Field, value: &mut String) {
        self.put(field, value, |text| Some(text.to_owned()));
    }
    fn flag(&mut self, field: Field, value: &mut bool) {
        self.put(field, value, |text| text.parse().ok());
    }
    fn integer(&mut self, field: Field, value: &mut i64, range: RangeInclusive<i64>) {
        self.put(field, value, |text| text.parse().ok().filter(|number| range.contains(number)));
    }
    fn number(&mut self, field: Field, value: &mut f64, range: RangeInclusive<f64>) {
        self.put(field, value, |text| text.parse().ok().filter(|number| range.contains(number)));
    }
    fn choice(&mut self, field: Field, value: &mut usize, options: &[&'static str]) {
        self.put(field, value, |text| options.iter().position(|option| *option == text));
    }
    fn formula(&mut self, _: Field, _: &mut Formula, _: Want) {}
    fn column(&mut self, _: Field, _: &mut String, _: usize) {}
    fn columns(&mut self, _: Field, _: &mut Vec<String>, _: usize) {}
    fn data_type(&mut self, _: Field, _: &mut Option<Type>) {}
    fn path(&mut self, _: Field, _: &mut String, _: PathUse) {}
    fn rows(&mut self, _: Field, _: RowsStyle, _: &mut dyn Rows) {}
    fn cells(&mut self, _: Field, _: &mut Vec<String>, _: &mut Vec<Vec<String>>) {}
}

#[cfg(test)]
mod tests {
    use super::super::checks::read;
    use super::*;

    #[test]
    fn settings_of_each_sort_are_set() {
        for (name, value, expected) in [
            ("encoding", "Cp850", "(encoding:Cp850)"),
            ("skip_rows", "3", "(skip_rows:3)"),
            ("header", "false", "(header:false)"),
            ("delimiter", "||", "(delimiter:\"||\")"),
            ("encoding", "Nonsense", "()"),
            ("skip_rows", "-1", "()"),
            ("skip_rows", "0", "()"),
            ("none", "1", "()"),
        ] {
            let mut node = read("read_csv ()");
            assert_eq!(set(&mut *node, name, value), expected != "()", "{name} {value}");
            assert_eq!(node.text(), expected, "{name} {value}");
        }
    }
}
