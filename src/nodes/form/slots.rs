//! Every setting that holds a name, a formula or a path, visited through the node's own form.

use crate::formula::Formula;
use crate::nodes::form::reader::{Control, Reader};
use crate::nodes::form::{Field, PathUse};
use crate::nodes::kit::kind::AnyNode;

/// A setting and its content.
#[derive(Debug)]
pub enum Slot<'a> {
    /// A column of the input port with this index.
    Column(&'a mut String, usize),
    /// A column of the node's own table, referred to by one of its settings.
    OwnColumn(&'a mut String),
    /// An expression over the columns of the first input.
    Formula(&'a mut Formula),
    Text(&'a mut String),
    Path(&'a mut String, PathUse),
}

impl Slot<'_> {
    /// Its content as text.
    pub fn text(&self) -> &str {
        match self {
            Slot::Column(text, _) | Slot::OwnColumn(text) | Slot::Text(text) | Slot::Path(text, _) => text,
            Slot::Formula(formula) => &formula.0,
        }
    }
}

impl Slot<'_> {
    /// Replaces the text.
    pub fn set(&mut self, to: String) {
        match self {
            Slot::Column(text, _) | Slot::OwnColumn(text) | Slot::Text(text) | Slot::Path(text, _) => **text = to,
            Slot::Formula(formula) => formula.0 = to,
        }
    }
}

/// The column names of a manually entered table.
pub(in crate::nodes) const HEADERS: Field = Field::shared("headers");

/// The location of a slot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// The path in the file: `keys[0].column`.
    pub path: String,
    /// Its texts in the window.
    pub field: Field,
}

/// Passes every slot of `node`, in form order, to `visitor`, which may change it.
pub fn visit_slots_mut(node: &mut dyn AnyNode, visitor: &mut dyn FnMut(&Setting, Slot)) {
    node.form(&mut SlotVisitor { prefix: String::new(), visitor });
}

/// The same for a node that must not change.
pub fn visit_slots(node: &crate::nodes::Kind, visitor: &mut dyn FnMut(&Setting, Slot)) {
    visit_slots_mut(&mut *node.clone(), visitor);
}

/// Writes `to` into the text at `path`; returns whether it exists.
pub fn set_text(node: &mut dyn AnyNode, path: &str, to: &str) -> bool {
    let mut found = false;
    visit_slots_mut(node, &mut |setting, slot| {
        if let Slot::Text(text) = slot
            && setting.path == path
        {
            to.clone_into(text);
            found = true;
        }
    });
    found
}

struct SlotVisitor<'a> {
    /// "keys[0]." inside the first row of "keys".
    prefix: String,
    visitor: &'a mut dyn FnMut(&Setting, Slot),
}

impl SlotVisitor<'_> {
    fn slot(&mut self, field: Field, slot: Slot) {
        let path = format!("{}{}", self.prefix, field.name).trim_end_matches('.').to_owned();
        (self.visitor)(&Setting { path, field }, slot);
    }
}

impl Reader for SlotVisitor<'_> {
    fn control(&mut self, field: Field, control: Control<'_>) {
        match control {
            Control::Text(value) => self.slot(field, Slot::Text(value)),
            Control::OwnColumn(value) => self.slot(field, Slot::OwnColumn(value)),
            Control::Formula(value) => self.slot(field, Slot::Formula(value)),
            Control::Column(value, port) => self.slot(field, Slot::Column(value, port)),
            Control::Columns(value, port) => {
                for (index, column) in value.iter_mut().enumerate() {
                    let path = format!("{}{}[{index}]", self.prefix, field.name);
                    (self.visitor)(&Setting { path, field }, Slot::Column(column, port));
                }
            }
            Control::Path(value, r#use) => self.slot(field, Slot::Path(value, r#use)),
            Control::Rows(_, rows) => {
                let outer = self.prefix.clone();
                for index in 0..rows.len() {
                    self.prefix = format!("{outer}{}[{index}].", field.name);
                    rows.row(index, self);
                }
                self.prefix = outer;
            }
            Control::Cells(headers) => {
                for (index, header) in headers.iter_mut().enumerate() {
                    let setting = Setting { path: format!("headers[{index}]"), field: HEADERS };
                    (self.visitor)(&setting, Slot::Text(header));
                }
            }
            Control::LongText
            | Control::Flag(_)
            | Control::Integer(..)
            | Control::Number(..)
            | Control::Choice(_)
            | Control::DataType => {}
        }
    }
}
