//! The cleaning operations on a column, and the node that performs them.

use serde::{Deserialize, Serialize};

use super::spellings::Spelling;
use crate::base::{ColumnInfo, Text, Type};
use crate::formula::{Formula, quote_column};
use crate::nodes::kinds::columns::fill_missing::{Fill, FillMissing};
use crate::nodes::kinds::columns::formula::{FormulaNode, NamedFormula, Unfit};
use crate::nodes::quick_actions::steps::{Step, step};

/// An operation on the values of one column.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Operation {
    /// Removes surrounding blanks; with `inner`, runs of blanks between words become one.
    Trim {
        inner: bool,
    },
    Case(Case),
    /// Replaces every occurrence of `find`.
    Replace {
        find: String,
        with: String,
    },
    /// Splits into this many new columns.
    Split {
        delimiter: String,
        parts: usize,
    },
    /// Extracts the match of a regular expression (its first group, if it has one) to a new column.
    Extract {
        pattern: String,
    },
    /// Parses written numbers, with a decimal comma or point.
    Number {
        comma: bool,
    },
    /// The same as exact decimals with this many fractional digits: money.
    Money {
        comma: bool,
        scale: u8,
    },
    /// Parses written percentages as fractions of one.
    Percent {
        comma: bool,
    },
    /// The first of these formats, separated by ` | `, that parses the text; `time` if they have a time of day.
    Date {
        formats: String,
        time: bool,
    },
    /// Replaces missing values, in the format of the column's type.
    Fill {
        value: String,
    },
    /// Unifies each group of spellings.
    Spellings(Vec<Spelling>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Case {
    Upper,
    Lower,
    Title,
}

/// An operation on a column, and what happens to rows whose values it cannot convert.
#[derive(Clone, Debug, PartialEq)]
pub struct Cleaning {
    pub column: String,
    pub operation: Operation,
    /// True: they go to a separate output; false: they stay, with null.
    pub reject: bool,
}

/// The operations available for a column in the menu, each with its initial settings.
pub fn cleaning_operations(column: &ColumnInfo) -> Vec<Operation> {
    let fill = Operation::Fill { value: String::new() };
    if column.data_type != Type::Text {
        return vec![fill];
    }
    vec![
        Operation::Number { comma: false },
        Operation::Money { comma: false, scale: 2 },
        Operation::Percent { comma: false },
        Operation::Date { formats: "yyyy-MM-dd".into(), time: false },
        Operation::Trim { inner: false },
        Operation::Case(Case::Upper),
        Operation::Case(Case::Lower),
        Operation::Case(Case::Title),
        Operation::Replace { find: String::new(), with: String::new() },
        Operation::Split { delimiter: ",".into(), parts: 2 },
        Operation::Extract { pattern: "[0-9]+".into() },
        Operation::Spellings(Vec::new()),
        fill,
    ]
}

impl Operation {
    /// The menu label.
    pub fn title(&self) -> Text {
        match self {
            Operation::Trim { .. } => say!("clean-trim"),
            Operation::Case(Case::Upper) => say!("clean-upper"),
            Operation::Case(Case::Lower) => say!("clean-lower"),
            Operation::Case(Case::Title) => say!("clean-title"),
            Operation::Replace { .. } => say!("clean-replace"),
            Operation::Split { .. } => say!("clean-split"),
            Operation::Extract { .. } => say!("clean-extract"),
            Operation::Number { .. } => say!("clean-number"),
            Operation::Money { .. } => say!("clean-money"),
            Operation::Percent { .. } => say!("clean-percent"),
            Operation::Date { time: false, .. } => say!("clean-date"),
            Operation::Date { time: true, .. } => say!("clean-datetime"),
            Operation::Fill { .. } => say!("clean-fill"),
            Operation::Spellings(_) => say!("clean-spellings"),
        }
    }

    /// Whether some texts may not be convertible.
    pub fn may_not_fit(&self) -> bool {
        matches!(
            self,
            Operation::Number { .. } | Operation::Money { .. } | Operation::Percent { .. } | Operation::Date { .. }
        )
    }
}

impl Cleaning {
    pub fn new(column: &str, operation: Operation) -> Self {
        Cleaning { column: column.to_owned(), reject: operation.may_not_fit(), operation }
    }

    /// The node that performs it; `None` while a required input is empty. `taken` are the columns of the table.
    pub fn step(&self, taken: &[String]) -> Option<Step> {
        let column = quote_column(&self.column);
        let title = say!("clean-step", operation = self.operation.title(), column = self.column);
        if let Operation::Fill { value } = &self.operation {
            let fill = Fill { columns: vec![self.column.clone()], value: value.clone(), ..Fill::default() };
            let node = FillMissing { fills: vec![fill], ..FillMissing::default() };
            return (!value.is_empty()).then(|| step(title, &node));
        }
        let columns = self.formulas(&column, taken)?;
        let rejects = self.reject && self.operation.may_not_fit();
        let unfit = if rejects { Unfit::Reject } else { Unfit::Null };
        Some(step(title, &FormulaNode { columns, unfit }))
    }

    fn formulas(&self, column: &str, taken: &[String]) -> Option<Vec<NamedFormula>> {
        let replaced =
            |expression: String| vec![NamedFormula { name: self.column.clone(), expression: Formula::new(expression) }];
        let fresh = |preferred: String, expression: String| {
            let name = crate::base::name::unique(&preferred, |name| taken.iter().any(|other| other == name));
            NamedFormula { name, expression: Formula::new(expression) }
        };
        let point = |comma: &bool| if *comma { ", ','" } else { "" };
        Some(match &self.operation {
            Operation::Trim { inner: false } => replaced(format!("trim({column})")),
            Operation::Trim { inner: true } => replaced(format!("regexp_replace(trim({column}), '\\s+', ' ')")),
            Operation::Case(Case::Upper) => replaced(format!("upper({column})")),
            Operation::Case(Case::Lower) => replaced(format!("lower({column})")),
            Operation::Case(Case::Title) => replaced(format!("initcap({column})")),
            Operation::Replace { find, with } if !find.is_empty() => {
                replaced(format!("replace({column}, {}, {})", quoted(find), quoted(with)))
            }
            Operation::Split { delimiter, parts } if !delimiter.is_empty() && *parts > 0 => (1..=*parts)
                .map(|part| {
                    let piece = format!("trim(split_part({column}, {}, {part}))", quoted(delimiter));
                    fresh(format!("{}_{part}", self.column), format!("nullif({piece}, '')"))
                })
                .collect(),
            Operation::Extract { pattern } if !pattern.is_empty() => {
                let found = format!("nullif(regexp_extract({column}, {}), '')", quoted(pattern));
                vec![fresh(format!("{}_part", self.column), found)]
            }
            Operation::Number { comma } => replaced(format!("parse_number({column}{})", point(comma))),
            Operation::Money { comma, scale } => replaced(format!("parse_decimal({column}, {scale}{})", point(comma))),
            Operation::Percent { comma } => replaced(format!("parse_percent({column}{})", point(comma))),
            Operation::Date { formats, time } => {
                let function = if *time { "try_to_timestamp" } else { "try_to_date" };
                let formats = formats.split('|').map(str::trim).filter(|format| !format.is_empty());
                let read: Vec<String> =
                    formats.map(|format| format!("{function}(trim({column}), {})", quoted(format))).collect();
                match &read[..] {
                    [] => return None,
                    [one] => replaced(one.clone()),
                    several => replaced(format!("coalesce({})", several.join(", "))),
                }
            }
            Operation::Spellings(spellings) => {
                let one = |from: &String, to: &String| format!("WHEN {} THEN {}", quoted(from), quoted(to));
                let changed = spellings.iter().filter(|spelling| spelling.taken);
                let cases: Vec<String> = changed
                    .flat_map(|spelling| spelling.from.iter().map(move |(from, _)| one(from, &spelling.to)))
                    .collect();
                if cases.is_empty() {
                    return None;
                }
                replaced(format!("CASE {column} {} ELSE {column} END", cases.join(" ")))
            }
            Operation::Replace { .. }
            | Operation::Split { .. }
            | Operation::Extract { .. }
            | Operation::Fill { .. } => {
                return None;
            }
        })
    }
}

fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}
