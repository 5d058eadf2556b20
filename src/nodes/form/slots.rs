//! Every setting that holds a name, a formula or a path, visited through the node's own form.

use crate::formula::Formula;
use crate::nodes::form::reader::{Control, Reader};
use crate::nodes::form::{Field, PathUse};
use crate::nodes::kit::kind::AnyNode;

/// A setting and what stands in it.
#[derive(Debug)]
pub enum Slot<'a> {
    /// A column that arrives at the port with this index.
    Column(&'a mut String, usize),
    /// A column of the node's own table, named in a setting beside it.
    OwnColumn(&'a mut String),
    /// An expression over the columns of the first input.
    Formula(&'a mut Formula),
    Text(&'a mut String),
    Path(&'a mut String, PathUse),
}

impl Slot<'_> {
    /// What stands in it, as text.
    pub fn text(&self) -> &str {
        match self {
            Slot::Column(text, _) | Slot::OwnColumn(text) | Slot::Text(text) | Slot::Path(text, _) => text,
            Slot::Formula(formula) => &formula.0,
        }
    }
}

impl Slot<'_> {
    /// Writes another text.
    pub fn set(&mut self, to: String) {
        match self {
            Slot::Column(text, _) | Slot::OwnColumn(text) | Slot::Text(text) | Slot::Path(text, _) => **text = to,
            Slot::Formula(formula) => formula.0 = to,
        }
    }
}

/// The names of the columns of a table typed in by hand.
pub(in crate::nodes) const HEADERS: Field = Field::shared("headers");

/// Where a slot stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// In the file: `keys[0].column`.
    pub path: String,
    /// Its words in the window.
    pub field: Field,
}

/// Shows every slot of `node`, in the order of its form, to `visitor`, which may change it.
pub fn visit(node: &mut dyn AnyNode, visitor: &mut dyn FnMut(&Setting, Slot)) {
    node.form(&mut Visit { prefix: String::new(), visitor });
}

/// The same for a node that shall not change.
pub fn look(node: &crate::nodes::Kind, visitor: &mut dyn FnMut(&Setting, Slot)) {
    visit(&mut *node.clone(), visitor);
}

/// Writes `to` into the text at `path`; says whether there is one.
pub fn set_text(node: &mut dyn AnyNode, path: &str, to: &str) -> bool {
    let mut found = false;
    visit(node, &mut |setting, slot| {
        if let Slot::Text(text) = slot
            && setting.path == path
        {
            to.clone_into(text);
            found = true;
        }
    });
    found
}

struct Visit<'a> {
    /// "keys[0]." inside the first row of "keys".
    prefix: String,
    visitor: &'a mut dyn FnMut(&Setting, Slot),
}

impl Visit<'_> {
    fn slot(&mut self, field: Field, slot: Slot) {
        let path = format!("{}{}", self.prefix, field.name).trim_end_matches('.').to_owned();
        (self.visitor)(&Setting { path, field }, slot);
    }
}

impl Reader for Visit<'_> {
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
