//! The steps of the algebra.

use std::sync::Arc;

use super::item::Item;
use super::order::Key;
use super::sql::Sql;
use super::text::Template;
use super::types::Schema;

/// How a table is made. A closed list: what is not in it, no program does.
#[derive(Debug)]
pub enum Step {
    /// A table that the function of the node is given: the name of its argument.
    Input(String),
    Source(Source),
    Where(Arc<Step>, Sql),
    /// Exactly these columns.
    Select(Arc<Step>, Vec<Item>),
    /// A column replaced in its place, or appended.
    With(Arc<Step>, String, Sql),
    Drop(Arc<Step>, Vec<String>),
    Rename(Arc<Step>, Vec<(String, String)>),
    /// The columns of both; of equal names in `on`, one. Spark puts these first: with `rest`, the columns of the right
    /// table that are not in `on`, the columns of the left one keep their places.
    JoinOn {
        left: Arc<Step>,
        right: Arc<Step>,
        on: Vec<String>,
        how: JoinHow,
        rest: Option<Vec<String>>,
    },
    /// The columns of both, which have different names.
    JoinWhere {
        left: Arc<Step>,
        right: Arc<Step>,
        condition: Sql,
        how: JoinHow,
    },
    /// Tables of equal columns, one after another; at least two.
    Union(Vec<Arc<Step>>),
    Aggregate(Arc<Step>, Vec<String>, Vec<Item>),
    Sort(Arc<Step>, Vec<Key>),
    Limit(Arc<Step>, i64),
    Offset(Arc<Step>, i64),
    Distinct(Arc<Step>),
    /// For each row and each of `values` a row of `ids`, the name and the value.
    Unpivot {
        rows: Arc<Step>,
        ids: Vec<String>,
        values: Vec<String>,
        name: String,
        value: String,
    },
    Write(Arc<Step>, Write),
    /// Into a table of the catalog.
    WriteTable(Arc<Step>, WriteTable),
}

/// Where the rows of a source come from.
#[derive(Clone, Debug)]
pub enum Source {
    /// Files that Spark reads.
    Files { paths: Vec<Template>, format: Format, schema: Schema, options: Vec<(&'static str, String)> },
    /// Rows in the text of the program, each as expressions in Python's terms.
    Values { schema: Schema, rows: Vec<Vec<Literal>> },
    /// Parquet that was computed elsewhere and is named by an argument of the program.
    Shipped,
    /// A table of the catalog: its name in SQL, and the columns that it must have with these types.
    Table { name: Template, columns: Schema },
}

/// A value in the text of a program.
#[derive(Clone, Debug, PartialEq)]
pub enum Literal {
    Null,
    Boolean(bool),
    Long(i64),
    Double(f64),
    Text(String),
    /// As `YYYY-MM-DD`.
    Date(String),
    /// As `YYYY-MM-DD HH:MM:SS.ffffff`.
    Timestamp(String),
    /// As digits.
    Decimal(String),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Csv,
    Json,
    Parquet,
}

impl Format {
    pub(super) fn name(self) -> &'static str {
        match self {
            Format::Csv => "csv",
            Format::Json => "json",
            Format::Parquet => "parquet",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JoinHow {
    Inner,
    Left,
    Right,
    Full,
    Semi,
    Anti,
}

impl JoinHow {
    pub(super) fn name(self) -> &'static str {
        match self {
            JoinHow::Inner => "inner",
            JoinHow::Left => "left",
            JoinHow::Right => "right",
            JoinHow::Full => "full",
            JoinHow::Semi => "left_semi",
            JoinHow::Anti => "left_anti",
        }
    }
}

/// Where and how rows are written.
#[derive(Clone, Debug)]
pub struct Write {
    pub target: Target,
    pub format: Format,
    pub options: Vec<(&'static str, String)>,
    /// The order within the file, if there is one.
    pub order: Vec<Key>,
}

/// The place of an output.
#[derive(Clone, Debug)]
pub struct Target {
    pub path: Template,
    /// The program fails before it starts if the place is taken.
    pub must_be_new: bool,
    /// Missing folders on the way are made.
    pub create_folders: bool,
}

/// A table of the catalog that is written.
#[derive(Clone, Debug)]
pub struct WriteTable {
    /// In SQL.
    pub name: Template,
    pub mode: TableMode,
    /// The columns by which it is split into partitions.
    pub partition_by: Vec<String>,
}

/// What happens to the rows that a table of the catalog has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableMode {
    Overwrite,
    Append,
    /// Only the partitions that get rows are replaced.
    Partitions,
}

impl TableMode {
    pub(super) fn name(self) -> &'static str {
        match self {
            TableMode::Overwrite => "overwrite",
            TableMode::Append => "append",
            TableMode::Partitions => "partitions",
        }
    }
}
