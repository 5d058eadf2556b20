//! A description of the settings of a kind, recorded from its form.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::base::text::find;
use crate::base::{ColumnInfo, Type};
use crate::document::Running;
use crate::formula::{Formula, Want};
use crate::nodes::Kind;
use crate::nodes::form::field::section_id;
use crate::nodes::form::slots::HEADERS;
use crate::nodes::form::{Field, Form, PathUse, Rows, RowsStyle};
use crate::nodes::kit::ports::Ports;
use crate::nodes::running_form;

/// One setting as its form describes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FieldInfo {
    /// Its path in the file, without list indices: "keys", "keys[].column", "null_texts[]".
    pub name: String,
    pub label: &'static str,
    pub hint: &'static str,
    /// A description of the allowed values: "text", "column of in", "list".
    #[serde(rename = "type")]
    pub data_type: String,
    /// As written in a file.
    pub default: String,
    /// The options of a choice; empty for all other fields.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<OptionInfo>,
    /// The ids of its texts.
    #[serde(skip)]
    pub texts: Vec<String>,
}

/// One option of a choice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OptionInfo {
    /// As written in a file: "Ascending".
    pub value: &'static str,
    /// As shown in the window.
    pub words: &'static str,
}

/// The ids of all texts that the catalogue requests: kinds, ports, fields, sections.
pub fn texts() -> BTreeSet<String> {
    let mut ids: BTreeSet<String> = BTreeSet::new();
    for info in crate::nodes::KINDS {
        ids.extend(["", ".about", ".help", ".words"].map(|piece| format!("kind-{}{piece}", info.meta.id)));
        let (kind, ports) = (info.fresh(), (info.ports)());
        ids.extend(ports.inputs.iter().chain(&ports.outputs).map(|port| format!("port-name-{}", port.name)));
        ids.extend(record(&kind).into_iter().flat_map(|field| field.texts));
        ids.extend(Recorder::run(&kind, &ports, None).sections);
    }
    // The texts that all nodes share.
    let ports = Ports::none();
    let mut recorder = Recorder::new(&ports, None);
    running_form(&mut Running { retries: 1, ..Running::default() }, &mut recorder);
    ids.extend(recorder.sections);
    ids.extend(recorder.fields.into_iter().flat_map(|field| field.texts));
    ids
}

/// All settings of `kind`, in form order, including those that are shown only while another has a certain value.
pub fn record(kind: &Kind) -> Vec<FieldInfo> {
    let ports = kind.ports();
    let Recorder { fields: always, switches, .. } = Recorder::run(kind, &ports, None);
    let mut all = always.clone();
    for (name, states) in switches {
        for state in 0..states {
            merge(&mut all, &always, Recorder::run(kind, &ports, Some((&name, state))).fields);
        }
    }
    all
}

/// Adds the new fields, each after the field that it followed and after those added there before.
fn merge(all: &mut Vec<FieldInfo>, always: &[FieldInfo], fields: Vec<FieldInfo>) {
    let is = |a: &FieldInfo, b: &FieldInfo| a.name == b.name;
    let mut at = 0;
    for field in fields {
        at = match all.iter().position(|known| is(known, &field)) {
            Some(known) => known + 1,
            None => {
                let added_before = |known: &FieldInfo| !always.iter().any(|field| is(known, field));
                at += all[at..].iter().take_while(|known| added_before(known)).count();
                all.insert(at, field);
                at + 1
            }
        };
    }
}

/// A form that records its fields, with one switch (a choice or a flag) forced to a given state.
struct Recorder<'a> {
    ports: &'a Ports,
    forced: Option<(&'a str, usize)>,
    /// "keys[]." inside the rows of "keys".
    prefix: String,
    fields: Vec<FieldInfo>,
    /// Choices and flags, with the number of their states.
    switches: Vec<(String, usize)>,
    /// The ids of the titles of its sections.
    sections: Vec<String>,
}

impl<'a> Recorder<'a> {
    fn new(ports: &'a Ports, forced: Option<(&'a str, usize)>) -> Self {
        let (fields, switches, sections) = (Vec::new(), Vec::new(), Vec::new());
        Recorder { ports, forced, prefix: String::new(), fields, switches, sections }
    }

    fn run(kind: &Kind, ports: &'a Ports, forced: Option<(&'a str, usize)>) -> Self {
        let mut recorder = Recorder::new(ports, forced);
        kind.clone().form(&mut recorder);
        recorder
    }

    fn full_name(&self, field: Field) -> String {
        // Rows of plain values have one unnamed field.
        format!("{}{}", self.prefix, field.name).trim_end_matches('.').to_owned()
    }

    fn note_field(&mut self, field: Field, data_type: impl Into<String>, default: impl Into<String>) -> &mut FieldInfo {
        let (label, hint) = (field.label(), field.hint());
        let (name, data_type, default) = (self.full_name(field), data_type.into(), default.into());
        let mut texts = vec![field.id("")];
        let optional = [".hint", ".placeholder", ".heading", ".unit", ".unit-one", ".zero"]
            .into_iter()
            .map(|piece| field.id(piece));
        texts.extend(optional.filter(|id| find(id).is_some()));
        self.fields.push(FieldInfo { name, label, hint, data_type, default, options: Vec::new(), texts });
        self.fields.last_mut().expect("just pushed")
    }

    /// Records a switch; returns the state to set if it is the forced one.
    fn note_switch(&mut self, field: Field, states: usize) -> Option<usize> {
        let path = self.full_name(field);
        let state = self.forced.filter(|(forced, _)| *forced == path).map(|(_, state)| state);
        self.switches.push((path, states));
        state
    }

    fn port(&self, port: usize) -> &'a str {
        self.ports.inputs.get(port).map_or(tr!("setting-of-the-input"), |port| &*port.name)
    }
}

impl Form for Recorder<'_> {
    /// One unnamed column, so that lists of input columns have a row to describe.
    fn columns_in(&self, port: usize) -> Vec<ColumnInfo> {
        self.ports.inputs.get(port).map(|_| ColumnInfo::new("", Type::Text)).into_iter().collect()
    }

    fn section(&mut self, name: &'static str, _open: bool) {
        self.sections.extend((!name.is_empty()).then(|| section_id(name)));
    }

    fn note(&mut self, _text: &str) {}

    fn text(&mut self, field: Field, value: &mut String) {
        self.note_field(field, tr!("setting-text"), format!("{value:?}"));
    }

    fn long_text(&mut self, field: Field, value: &mut String) {
        self.text(field, value);
    }

    fn flag(&mut self, field: Field, value: &mut bool) {
        self.note_field(field, tr!("true-or-false"), value.to_string());
        if let Some(state) = self.note_switch(field, 2) {
            *value = state == 1;
        }
    }

    fn integer(&mut self, field: Field, value: &mut i64, range: std::ops::RangeInclusive<i64>) {
        let words = match (*range.start(), *range.end()) {
            (i64::MIN, i64::MAX) => tr!("setting-integer").to_owned(),
            (i64::MIN, end) => tr!("setting-integer-up-to", end = end.to_string()),
            (start, i64::MAX) => tr!("setting-integer-from", start = start.to_string()),
            (start, end) => tr!("setting-integer-from-to", start = start.to_string(), end = end.to_string()),
        };
        self.note_field(field, words, value.to_string());
    }

    fn number(&mut self, field: Field, value: &mut f64, range: std::ops::RangeInclusive<f64>) {
        let words = match (range.start().is_finite(), range.end().is_finite()) {
            (true, true) => tr!("setting-number-from-to", start = range.start(), end = range.end()),
            (true, false) => tr!("setting-number-from", start = range.start()),
            _ => tr!("setting-number").to_owned(),
        };
        self.note_field(field, words, value.to_string());
    }

    fn choice(&mut self, field: Field, value: &mut usize, options: &[&'static str]) {
        let texts: Vec<String> = options.iter().map(|value| field.id(&format!(".{value}"))).collect();
        let options: Vec<OptionInfo> =
            options.iter().map(|value| OptionInfo { value, words: field.option(value) }).collect();
        let default = options.get(*value).map(|option| option.value).unwrap_or_default();
        let states = options.len();
        let noted = self.note_field(field, tr!("setting-one-of"), default);
        noted.options = options;
        noted.texts.extend(texts);
        if let Some(state) = self.note_switch(field, states) {
            *value = state;
        }
    }

    fn formula(&mut self, field: Field, value: &mut Formula, want: Want) {
        let words = match want {
            Want::Any => tr!("setting-formula"),
            Want::Boolean => tr!("setting-condition"),
        };
        self.note_field(field, words, format!("{:?}", value.0));
    }

    fn column(&mut self, field: Field, value: &mut String, port: usize) {
        self.note_field(field, tr!("setting-column", port = self.port(port)), format!("{value:?}"));
    }

    fn columns(&mut self, field: Field, value: &mut Vec<String>, port: usize) {
        self.note_field(field, tr!("setting-columns", port = self.port(port)), format!("{value:?}"));
    }

    fn data_type(&mut self, field: Field, value: &mut Option<Type>) {
        let spelling = |data_type: &Type| ron::to_string(data_type).unwrap_or_default();
        let default = value.as_ref().map_or_else(|| tr!("setting-none", words = field.none().to_lowercase()), spelling);
        let types: Vec<String> = Type::CHOICES.iter().map(spelling).collect();
        let noted = self.note_field(field, tr!("setting-type", types = types.join(", ")), default);
        noted.texts.push(field.id(".none"));
    }

    fn path(&mut self, field: Field, value: &mut String, r#use: PathUse) {
        let words = match r#use {
            PathUse::Open([]) => tr!("setting-path").to_owned(),
            PathUse::Open(extensions) => tr!("setting-path-of", endings = extensions.join(", ")),
            PathUse::Save([]) => tr!("setting-target").to_owned(),
            PathUse::Save(extensions) => tr!("setting-target-of", endings = extensions.join(", ")),
        };
        self.note_field(field, words, format!("{value:?}"));
    }

    fn rows(&mut self, field: Field, style: RowsStyle, rows: &mut dyn Rows) {
        let noted = self.note_field(field, tr!("setting-list"), "[]");
        noted.texts.extend((!style.fixed).then(|| field.id(".add")));
        let inner = format!("{}[].", self.full_name(field));
        let outer = std::mem::replace(&mut self.prefix, inner);
        let added = rows.is_empty();
        if added {
            rows.add();
        }
        if !rows.is_empty() {
            rows.row(0, self);
        }
        if added {
            rows.remove(0);
        }
        self.prefix = outer;
    }

    fn cells(&mut self, field: Field, _headers: &mut Vec<String>, _rows: &mut Vec<Vec<String>>) {
        let noted = self.note_field(field, tr!("setting-cells"), "[]");
        noted.texts.push(HEADERS.id(""));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn recorded(id: &str) -> Vec<FieldInfo> {
        record(&Kind::info(id).expect(id).fresh())
    }

    #[test]
    fn fields_come_in_the_order_of_the_form_with_the_hidden_ones_in_place() {
        let names: Vec<String> = recorded("limit").into_iter().map(|field| field.name).collect();
        assert_eq!(names, ["keep", "offset", "count"]);
        let names: Vec<String> = recorded("group_by").into_iter().map(|field| field.name).collect();
        let aggregation =
            ["column", "function", "name", "quantile", "separator"].map(|n| format!("aggregations[].{n}"));
        assert_eq!(names[2..], aggregation);
    }

    #[test]
    fn choices_say_how_they_are_written() {
        let fields = recorded("sort");
        let order = fields.iter().find(|field| field.name == "keys[].order").expect("order");
        assert_eq!(order.default, "Ascending");
        assert_eq!(order.options[1], OptionInfo { value: "Descending", words: "Descending" });
        let column = fields.iter().find(|field| field.name == "keys[].column").expect("column");
        assert_eq!(column.data_type, "column of in");
    }
}
