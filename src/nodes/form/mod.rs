//! A node's file describes its form and never draws it. The window draws it, `describe` prints it, tests fill it with
//! random values.

/// The enum variants that a user can choose, in menu order: `choices!(Order: Ascending, Descending);`.
macro_rules! choices {
    ($of:ty: $($variant:ident),+ $(,)?) => {
        impl $crate::nodes::form::Choice for $of {
            const VARIANTS: &'static [Self] = &[$(<$of>::$variant),+];
            const SPELLINGS: &'static [&'static str] = &[$(stringify!($variant)),+];
        }
    };
}

pub mod change_summary;
pub mod describe;
pub mod field;
pub mod out_of_range;
pub mod reader;
pub mod running;
pub mod settings_summary;
pub mod slots;

use crate::base::{ColumnInfo, Type};
use crate::formula::{Formula, Want};
pub use crate::nodes::form::field::Field;

/// What a path is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PathUse {
    /// An existing file or a glob; the extensions have no dots.
    Open(&'static [&'static str]),
    /// A file that will be written.
    Save(&'static [&'static str]),
}

/// The rows of a repeated group of fields.
pub trait Rows {
    fn len(&self) -> usize;
    fn is_empty(&self) -> bool {
        self.len() == 0
    }
    /// Appends a row with default values.
    fn add(&mut self);
    fn remove(&mut self, index: usize);
    /// Moves the row at `from` to `to`.
    fn shift(&mut self, from: usize, to: usize);
    /// Describes the fields of one row.
    fn row(&mut self, index: usize, form: &mut dyn Form);
}

/// How rows are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RowsStyle {
    /// The number of fields of a row that have a heading and are on its first line.
    pub headings: usize,
    /// A fixed list: rows can be moved but neither added nor removed.
    pub fixed: bool,
}

impl RowsStyle {
    pub const fn of(headings: usize) -> Self {
        RowsStyle { headings, fixed: false }
    }

    pub const fn fixed(headings: usize) -> Self {
        RowsStyle { headings, fixed: true }
    }
}

/// The interface to which a node's settings are described. Each call names one setting and may change it.
///
/// Call the methods in the order in which the fields are displayed.
pub trait Form {
    /// The columns of the input port with this index; empty if they are not known.
    fn columns_in(&self, port: usize) -> Vec<ColumnInfo>;

    /// A heading for the fields that follow: the text `section-NAME`. `open` is whether it starts unfolded; "" ends the
    /// section.
    fn section(&mut self, name: &'static str, open: bool);

    /// A sentence between fields, in the current language.
    fn note(&mut self, text: &str);

    fn text(&mut self, field: Field, value: &mut String);

    /// A text whose empty value has a meaning: that of `otherwise`.
    fn text_or(&mut self, field: Field, value: &mut String, _otherwise: &str) {
        self.text(field, value);
    }

    /// A sheet of the workbook at the path setting `path`: its name, its number, or a pattern.
    fn sheet(&mut self, field: Field, value: &mut String, _path: &str) {
        self.text(field, value);
    }

    /// The name of a table of the database at the path in `path`, or of the connection after `connection:`; a list offers its
    /// tables.
    fn table_name(&mut self, field: Field, value: &mut String, _path: &str) {
        self.text(field, value);
    }

    /// The name of a connection; a list may offer those that are known.
    fn connection(&mut self, field: Field, value: &mut String) {
        self.text(field, value);
    }

    /// A multi-line text.
    fn long_text(&mut self, field: Field, value: &mut String);

    fn flag(&mut self, field: Field, value: &mut bool);

    fn integer(&mut self, field: Field, value: &mut i64, range: std::ops::RangeInclusive<i64>);

    fn number(&mut self, field: Field, value: &mut f64, range: std::ops::RangeInclusive<f64>);

    /// A fraction from 0 to 1, shown as a percentage.
    fn share(&mut self, field: Field, value: &mut f64) {
        self.number(field, value, 0.0..=1.0);
    }

    /// A number out of a hundred.
    fn percent(&mut self, field: Field, value: &mut f64) {
        self.number(field, value, 0.0..=100.0);
    }

    /// One of `options` by index, each as written in a file; [`Field::option`] has the texts. Kinds call [`choice`].
    fn choice(&mut self, field: Field, value: &mut usize, options: &[&'static str]);

    fn formula(&mut self, field: Field, value: &mut Formula, want: Want);

    /// A column of the input `port`, by name.
    fn column(&mut self, field: Field, value: &mut String, port: usize);

    /// An optional column: `otherwise` describes the behaviour without one.
    fn column_or(&mut self, field: Field, value: &mut String, port: usize, _otherwise: &'static str) {
        self.column(field, value, port);
    }

    /// Several columns of the input `port`, in order.
    fn columns(&mut self, field: Field, value: &mut Vec<String>, port: usize);

    /// A column of the node's own table, referred to by one of its settings.
    fn own_column(&mut self, field: Field, value: &mut String) {
        self.text(field, value);
    }

    /// A type to cast to; [`Field::none`] has the text for `None` ("Keep", "detect"…).
    fn data_type(&mut self, field: Field, value: &mut Option<Type>);

    fn path(&mut self, field: Field, value: &mut String, r#use: PathUse);

    /// A repeated group. Kinds call [`rows`].
    fn rows(&mut self, field: Field, style: RowsStyle, rows: &mut dyn Rows);

    /// A repeated group in which each row pairs a column of the first input with one of the second. Kinds call
    /// [`pairs`].
    fn pairs(&mut self, field: Field, style: RowsStyle, rows: &mut dyn Rows) {
        self.rows(field, style, rows);
    }

    /// A manually entered table: headers, and rows of cells as text.
    fn cells(&mut self, field: Field, headers: &mut Vec<String>, rows: &mut Vec<Vec<String>>);
}

/// An enum of a settings struct that a user chooses from. Implemented by `choices!`.
pub trait Choice: Copy + PartialEq + 'static {
    /// In menu order.
    const VARIANTS: &'static [Self];
    /// As written in a file.
    const SPELLINGS: &'static [&'static str];
}

/// The variant as written in a file.
pub fn spelling<C: Choice>(value: C) -> &'static str {
    C::VARIANTS.iter().position(|variant| *variant == value).map_or("", |index| C::SPELLINGS[index])
}

/// A choice among the variants of an enum.
pub fn choice<C: Choice>(form: &mut dyn Form, field: Field, value: &mut C) {
    let mut index = C::VARIANTS.iter().position(|variant| variant == value).unwrap_or(0);
    form.choice(field, &mut index, C::SPELLINGS);
    if let Some(variant) = C::VARIANTS.get(index) {
        *value = *variant;
    }
}

/// A list of small structs, edited row by row.
pub fn rows<T: Default>(
    form: &mut dyn Form,
    field: Field,
    style: RowsStyle,
    items: &mut Vec<T>,
    mut row: impl FnMut(&mut T, &mut dyn Form),
) {
    form.rows(field, style, &mut VecRows(items, &mut row));
}

/// The same for pairs of columns, one of each input.
pub fn pairs<T: Default>(
    form: &mut dyn Form,
    field: Field,
    style: RowsStyle,
    items: &mut Vec<T>,
    mut row: impl FnMut(&mut T, &mut dyn Form),
) {
    form.pairs(field, style, &mut VecRows(items, &mut row));
}

struct VecRows<'a, T, F>(&'a mut Vec<T>, &'a mut F);

impl<T: Default, F: FnMut(&mut T, &mut dyn Form)> Rows for VecRows<'_, T, F> {
    fn len(&self) -> usize {
        self.0.len()
    }
    fn add(&mut self) {
        self.0.push(T::default());
    }
    fn remove(&mut self, index: usize) {
        if index < self.0.len() {
            self.0.remove(index);
        }
    }
    fn shift(&mut self, from: usize, to: usize) {
        if from < self.0.len() && to < self.0.len() {
            let item = self.0.remove(from);
            self.0.insert(to, item);
        }
    }
    fn row(&mut self, index: usize, form: &mut dyn Form) {
        (self.1)(&mut self.0[index], form);
    }
}
