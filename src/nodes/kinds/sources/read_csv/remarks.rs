//! The reader's remarks about columns, with one-click fixes.

use super::{ReadCsv, TypedColumn};
use crate::base::text::in_a_row;
use crate::base::{Fix, Problem, Text, Type};
use crate::connect::{Amount, ColumnType, Loss, Notation, Numeric, Remark, Thousands};
use crate::formula::from_polars;
use crate::nodes::quick_actions::apply_fix::set;

/// The maximum number of column problems that are reported; the others are only counted.
const MOST: usize = 12;

impl ReadCsv {
    /// The remarks as problems, each with its fixes.
    pub(super) fn warnings_of(&self, remarks: &[Remark]) -> Vec<Problem> {
        let mut problems: Vec<Problem> = remarks.iter().take(MOST).map(|remark| self.problem(remark)).collect();
        let more = remarks.len().saturating_sub(MOST);
        if more > 0 {
            problems.push(Problem::warning(say!("csv-more-remarks", count = more)).remedy(say!("csv-give-types")));
        }
        problems
    }

    fn problem(&self, remark: &Remark) -> Problem {
        match remark {
            Remark::Rows(problem) => problem.clone(),
            Remark::FewMismatches { column, line, text, would } => {
                let what = data_type(would).in_a_sentence();
                let message = say!("csv-spoiled", name = column, line = *line, text = text, data_type = what);
                let problem = Problem::warning(message).remedy(say!("csv-spoiled-remedy")).at("types");
                problem.fix(self.read_as(column, would))
            }
            Remark::NullMarkers { column, texts, would } => {
                let list = in_a_row(texts.iter().map(|text| Text::from(format!("\"{text}\""))));
                let what = data_type(would).name();
                let message = say!("csv-nothings", name = column, texts = list.clone(), data_type = what);
                let mut then = self.clone();
                let new = texts.iter().filter(|text| !self.null_texts.contains(text));
                then.null_texts.extend(new.cloned());
                let fix = set(self, &then, "null_texts", say!("fix-as-null", texts = list));
                Problem::warning(message).remedy(say!("csv-nothings-remedy")).at("null_texts").fix(fix)
            }
            Remark::Otherwise { column, decimal_comma, thousands, text } => {
                let message = say!("csv-otherwise", name = column, text = text);
                let notation = Notation { decimal_comma: *decimal_comma, thousands: *thousands, has_symbols: false };
                let problem = Problem::warning(message).remedy(say!("csv-otherwise-remedy"));
                problem.at("thousands").fix(self.in_notation(column, notation))
            }
            Remark::AmbiguousNumbers { column, text } => {
                let message = say!("csv-doubtful", name = column, text = text);
                let is_comma = text.contains(',');
                let thousands = if is_comma { Thousands::Comma } else { Thousands::Point };
                let grouped = Notation { decimal_comma: !is_comma, thousands, has_symbols: true };
                let decimal = Notation { decimal_comma: is_comma, thousands: Thousands::None, has_symbols: true };
                let amount = |number, notation| ColumnType::Amount(Amount { number, notation: Some(notation) });
                Problem::warning(message)
                    .remedy(say!("csv-otherwise-remedy"))
                    .at("thousands")
                    .fix(self.read_as(column, &amount(Numeric::Integer, grouped)))
                    .fix(self.read_as(column, &amount(Numeric::Number, decimal)))
            }
            Remark::NumbersWithSymbols { column, text, would } => {
                let message = say!("csv-dressed", name = column, text = text);
                let problem = Problem::warning(message).remedy(say!("csv-dressed-remedy")).at("types");
                problem.fix(self.read_as(column, would))
            }
            Remark::Grouped { column, text } => {
                let problem = Problem::warning(say!("csv-grouped", name = column, text = text));
                problem.remedy(say!("csv-grouped-remedy")).at("thousands").fix(self.read_as(column, &ColumnType::Text))
            }
            Remark::Merged { column, one, other } => {
                let problem = Problem::warning(say!("csv-merged", name = column, one = one, other = other));
                problem.remedy(say!("csv-merged-remedy")).at("types").fix(self.read_as(column, &ColumnType::Text))
            }
            Remark::BecameText { column, line, text, loss, was } => {
                let place = line.map_or_else(|| "?".to_owned(), |line| line.to_string());
                let what = data_type(was).in_a_sentence();
                let message = say!(
                    "csv-unsettled",
                    name = column,
                    line = place,
                    text = text,
                    what = lost(*loss),
                    data_type = what
                );
                let problem = Problem::warning(message).remedy(say!("csv-unsettled-remedy")).at("types");
                problem.fix(self.read_as(column, was))
            }
            Remark::Lost { column, count, loss, line, text } => {
                let place = line.map_or_else(|| "?".to_owned(), |line| line.to_string());
                let message =
                    say!("csv-lost", name = column, count = *count, what = lost(*loss), text = text, line = place);
                let problem = Problem::warning(message).remedy(say!("csv-lost-remedy")).at("types");
                problem.fix(self.read_as(column, &ColumnType::Text))
            }
            Remark::Blank { count } => {
                Problem::warning(say!("csv-blank-lines", count = *count)).remedy(say!("csv-blank-lines-remedy"))
            }
        }
    }

    /// Sets the column's type, and a format if it needs one.
    fn read_as(&self, column: &str, column_type: &ColumnType) -> Fix {
        let data_type = data_type(column_type);
        let format = format_of(column_type);
        let label = match format.as_str() {
            "" => say!("fix-read-as", name = column, data_type = data_type.name()),
            format => say!("fix-read-as-in", name = column, data_type = data_type.name(), format = format),
        };
        let mut then = self.clone();
        then.types.retain(|typed| typed.column != column);
        then.types.push(TypedColumn { column: column.to_owned(), r#type: data_type, format });
        set(self, &then, "types", label)
    }

    /// Reads the file in this notation, or only the column if the file uses another.
    fn in_notation(&self, column: &str, notation: Notation) -> Fix {
        let label = say!("fix-read-numbers-as", example = notation.example());
        let mut then = self.clone();
        if notation.decimal_comma && !self.decimal_comma && self.thousands == Thousands::Detected {
            then.decimal_comma = true;
            return set(self, &then, "decimal_comma", label);
        }
        if notation.decimal_comma == self.decimal_comma && notation.thousands != Thousands::None {
            then.thousands = notation.thousands;
            return set(self, &then, "thousands", label);
        }
        self.read_as(column, &ColumnType::Amount(Amount { number: Numeric::Number, notation: Some(notation) }))
    }
}

/// The corresponding type in the settings.
fn data_type(column_type: &ColumnType) -> Type {
    match column_type {
        // The reader produces them from texts with an offset.
        ColumnType::ZonedDateTime(_) => Type::DateTime(None),
        other => from_polars(&other.data_type()),
    }
}

/// The exact format; empty if none is needed.
fn format_of(column_type: &ColumnType) -> String {
    match column_type {
        ColumnType::Date(format)
        | ColumnType::DateTime(format)
        | ColumnType::ZonedDateTime(format)
        | ColumnType::Time(format) => format.clone(),
        ColumnType::Amount(Amount { notation: Some(notation), .. }) => notation.example().to_owned(),
        _ => String::new(),
    }
}

/// A description of the loss.
pub(in crate::nodes) fn lost(loss: Loss) -> Text {
    match loss {
        Loss::Zeros => say!("loss-zeros"),
        Loss::Plus => say!("loss-plus"),
        Loss::Minus => say!("loss-minus"),
        Loss::Exponent => say!("loss-exponent"),
        Loss::Digits | Loss::Size => say!("loss-digits"),
        Loss::Fraction => say!("loss-fraction"),
        Loss::Offset => say!("loss-offset"),
    }
}
