//! A chosen file becomes the value of a node's path setting. The setting is found through the node's own form.

use std::ops::RangeInclusive;
use std::path::Path;

use crate::base::{ColumnInfo, Type};
use crate::document::{NodeId, Settings};
use crate::formula::{Formula, Want};
use crate::nodes::Kind;
use crate::nodes::form::{Field, Form, PathUse, Rows, RowsStyle};

use super::App;

impl App {
    pub(super) fn set_path(&mut self, node: NodeId, setting: &str, path: &Path) {
        let Some(found) = self.document().node(node) else { return };
        match Kind::read(&found.kind, found.version, found.settings.text()) {
            Ok(mut kind) => {
                kind.form(&mut SetPath { setting, to: &self.relative(path) });
                self.configure(node, Settings::canonical(kind.text()), format!("path {setting}"));
                self.history.end_gesture();
            }
            Err(problem) => self.say(problem.to_string()),
        }
    }
}

/// Changes the one path field with this name and leaves everything else alone.
struct SetPath<'a> {
    setting: &'a str,
    to: &'a str,
}

impl Form for SetPath<'_> {
    fn path(&mut self, field: Field, value: &mut String, _: PathUse) {
        if field.name == self.setting {
            self.to.clone_into(value);
        }
    }

    fn columns_in(&self, _: usize) -> Vec<ColumnInfo> {
        Vec::new()
    }
    fn section(&mut self, _: &'static str, _: bool) {}
    fn note(&mut self, _: &str) {}
    fn text(&mut self, _: Field, _: &mut String) {}
    fn long_text(&mut self, _: Field, _: &mut String) {}
    fn flag(&mut self, _: Field, _: &mut bool) {}
    fn integer(&mut self, _: Field, _: &mut i64, _: RangeInclusive<i64>) {}
    fn number(&mut self, _: Field, _: &mut f64, _: RangeInclusive<f64>) {}
    fn choice(&mut self, _: Field, _: &mut usize, _: &[&'static str]) {}
    fn formula(&mut self, _: Field, _: &mut Formula, _: Want) {}
    fn column(&mut self, _: Field, _: &mut String, _: usize) {}
    fn columns(&mut self, _: Field, _: &mut Vec<String>, _: usize) {}
    fn data_type(&mut self, _: Field, _: &mut Option<Type>, _: &'static str) {}
    fn rows(&mut self, _: Field, _: RowsStyle, _: &mut dyn Rows) {}
    fn cells(&mut self, _: Field, _: &mut Vec<String>, _: &mut Vec<Vec<String>>) {}
}
