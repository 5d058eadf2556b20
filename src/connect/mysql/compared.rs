//! A table of MySQL or MariaDB beside the columns that arrive.

use polars::prelude::*;

use super::described::Found;
use super::encode::{Encoding, Form, put};
use super::literal::literal;
use super::placed::{PlacedColumn, Room, encoding, fresh_column};
use super::session::Session;
use super::wire::{Fault, text_at};
use super::words::problem_at;
use crate::base::Problem;
use crate::connect::connections::Server;
use crate::connect::drift::{Check, Filled, Number, Table, There};

/// The most digits and decimals of a number that is read as a decimal.
const DECIMALS: usize = 30;

/// A table that is there.
pub(super) struct Present {
    /// As the user names it.
    table: String,
    columns: Vec<There>,
    declared: Vec<Declared>,
}

/// How a column is declared.
struct Declared {
    room: Room,
    /// Character set and collation, as in a statement.
    charset: String,
}

impl Present {
    /// Looks up the columns of a table that was found; `name` is its name as the user writes it.
    pub async fn find(
        server: &Server,
        session: &mut Session,
        (table, name): (&Found, &str),
    ) -> Result<Present, Problem> {
        let failed = |fault: Fault| problem_at(server, &fault, "table");
        let sql = format!(
            "SELECT COLUMN_NAME, COLUMN_TYPE, IS_NULLABLE, COLUMN_DEFAULT, EXTRA, CHARACTER_MAXIMUM_LENGTH, \
             CHARACTER_OCTET_LENGTH, NUMERIC_PRECISION, NUMERIC_SCALE, DATETIME_PRECISION, CHARACTER_SET_NAME, \
             COLLATION_NAME, DATA_TYPE FROM information_schema.COLUMNS \
             WHERE TABLE_SCHEMA = {} AND TABLE_NAME = {} ORDER BY ORDINAL_POSITION",
            literal(&table.schema),
            literal(&table.table)
        );
        let rows = session.run(&sql).await.map_err(failed)?.rows;
        let (mut columns, mut declared) = (Vec::new(), Vec::new());
        for row in &rows {
            let text = |index: usize| text_at(row, index).unwrap_or_default().to_owned();
            let number = |index: usize| text_at(row, index).and_then(|text| text.parse::<u64>().ok());
            let small = |index: usize| number(index).and_then(|number| u32::try_from(number).ok());
            let extra = text(4).to_lowercase();
            let filled = if extra.contains("generated") && !extra.contains("default_generated") {
                // A default that is computed is told in the same words: it may be given.
                Filled::Computed
            } else if extra.contains("auto_increment") {
                Filled::Counted
            } else if text_at(row, 3).is_some_and(|default| default != "NULL") || extra.contains("default_generated") {
                // MariaDB writes the default null as a word.
                Filled::Default
            } else {
                Filled::Null
            };
            let is_required = text_at(row, 2) == Some("NO");
            columns.push(There { name: text(0), data_type: text(1), is_required, filled });
            // Keys are compared as the table compares them.
            let charset = match (text_at(row, 10), text_at(row, 11)) {
                (Some(charset), Some(collation)) if text(12) != "json" => {
                    format!(" CHARACTER SET {charset} COLLATE {collation}")
                }
                _ => String::new(),
            };
            let room = Room {
                characters: number(5),
                bytes: number(6),
                precision: small(7),
                scale: small(8),
                decimals: small(9),
            };
            declared.push(Declared { room, charset });
        }
        Ok(Present { table: name.to_owned(), columns, declared })
    }

    /// The column with this type.
    fn placed(&self, index: usize, data_type: String, encoding: Encoding) -> PlacedColumn {
        let there = &self.columns[index];
        let declaration = format!("{data_type}{}", self.declared[index].charset);
        PlacedColumn { name: there.name.clone(), declaration, data_type, encoding, is_required: there.is_required }
    }
}

impl Table for Present {
    type Column = PlacedColumn;

    fn name(&self) -> &str {
        &self.table
    }

    fn columns(&self) -> &[There] {
        &self.columns
    }

    fn fitting(&self, index: usize, dtype: &DataType) -> Option<PlacedColumn> {
        let data_type = &self.columns[index].data_type;
        let encoding = encoding(dtype, data_type, &self.declared[index].room)?;
        Some(self.placed(index, data_type.clone(), encoding))
    }

    fn number(&self, index: usize) -> Option<Number> {
        let data_type = self.columns[index].data_type.as_str();
        let is_limited = data_type.contains(',');
        match self.fitting(index, &DataType::Int64).map(|column| column.encoding) {
            Some(Encoding::Integer(least, most)) => Some(Number::Whole(least, most)),
            Some(Encoding::Decimal(precision, scale, true)) => {
                Some(Number::Decimal(precision as usize, scale as usize))
            }
            _ if data_type.starts_with("float") && !is_limited => Some(Number::Float32),
            _ if data_type.starts_with("double") && !is_limited => Some(Number::Float64),
            _ => None,
        }
    }

    fn of_number(&self, index: usize, number: Number, dtype: &DataType) -> Option<PlacedColumn> {
        let (data_type, dtype) = match number {
            Number::Whole(least, most) => (whole(least, most).to_owned(), dtype.clone()),
            Number::Float32 => return None,
            Number::Float64 => ("double".to_owned(), DataType::Float64),
            Number::Decimal(_, scale) if scale > DECIMALS => return None,
            Number::Decimal(precision, scale) => (format!("decimal({precision},{scale})"), dtype.clone()),
        };
        let digits = data_type.strip_prefix("decimal(").and_then(|rest| rest.strip_suffix(')')?.split_once(','));
        let room = Room {
            precision: digits.and_then(|(precision, _)| precision.parse().ok()),
            scale: digits.and_then(|(_, scale)| scale.parse().ok()),
            ..Room::default()
        };
        Some(self.placed(index, data_type.clone(), encoding(&dtype, &data_type, &room)?))
    }

    fn roomier(&self, index: usize, dtype: &DataType) -> Option<(PlacedColumn, Check)> {
        let narrow = self.fitting(index, dtype)?.encoding;
        let data_type = self.columns[index].data_type.as_str();
        let kind = data_type.split(['(', ' ']).next().unwrap_or_default();
        let wide = match kind {
            "varchar" | "tinytext" | "text" | "mediumtext" => "longtext".to_owned(),
            "varbinary" | "tinyblob" | "blob" | "mediumblob" => "longblob".to_owned(),
            "time" | "datetime" | "timestamp" if self.declared[index].room.decimals.unwrap_or(0) < 6 => {
                format!("{kind}(6)")
            }
            _ => return None,
        };
        let room = Room { decimals: Some(6), ..Room::default() };
        let encoding = encoding(dtype, &wide, &room)?;
        Some((self.placed(index, wide, encoding), check(narrow)))
    }

    fn added(&self, name: &str, dtype: &DataType) -> Result<PlacedColumn, Problem> {
        fresh_column(name, dtype)
    }

    fn declaration(column: &PlacedColumn) -> &str {
        &column.declaration
    }

    fn shown(column: &PlacedColumn) -> String {
        column.data_type.clone()
    }

    fn check(column: &PlacedColumn) -> Check {
        check(column.encoding.clone())
    }

    /// Whether the server lets the user change the table shows when it is changed, before any row is moved.
    fn may_change(&self) -> Result<(), Problem> {
        Ok(())
    }
}

/// The narrowest type with these whole numbers.
fn whole(least: i128, most: i128) -> &'static str {
    let types = [
        ("smallint", i16::MIN.into(), i16::MAX.into()),
        ("int", i32::MIN.into(), i32::MAX.into()),
        ("int unsigned", 0, u32::MAX.into()),
        ("bigint", i64::MIN.into(), i64::MAX.into()),
        ("bigint unsigned", 0, u64::MAX.into()),
    ];
    let holds = |(_, from, to): &(&str, i128, i128)| *from <= least && most <= *to;
    types.iter().find(|it| holds(it)).map_or("decimal(20,0)", |(name, ..)| name)
}

/// What values an encoding takes.
pub(super) fn check(encoding: Encoding) -> Check {
    Check::Of(Box::new(move |value| put(value, &encoding, Form::Field, &mut Vec::new()).is_ok()))
}
