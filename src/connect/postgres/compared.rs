//! A table of PostgreSQL beside the columns that arrive.

use polars::prelude::*;
use tokio_postgres::Column as ServerColumn;
use tokio_postgres::types::{Kind, Type};

use super::encode::{Encoding, field};
use super::placed::{PlacedColumn, encoding, fresh_type, not_held};
use super::session::Session;
use super::types::declared;
use super::words::problem_at;
use crate::base::{Cause, Problem};
use crate::connect::connections::Server;
use crate::connect::drift::{Check, Filled, Number, Table, There};
use crate::connect::servers::micros;

/// A table that is there.
pub(super) struct Present {
    /// As the user names it.
    table: String,
    columns: Vec<There>,
    declared: Vec<Declared>,
    /// Whether the user may change its columns.
    is_own: bool,
}

/// How a column is declared.
struct Declared {
    data_type: Type,
    modifier: i32,
    is_domain: bool,
    /// The collation, where it is not the default of the type.
    collation: Option<String>,
}

/// What the server says of a column.
fn told(
    row: &tokio_postgres::Row,
    column: &ServerColumn,
    filled: Filled,
) -> Result<(There, Declared), tokio_postgres::Error> {
    let there = There { name: row.try_get(0)?, data_type: row.try_get(1)?, is_required: row.try_get(2)?, filled };
    // Of a domain the server tells the type and the modifier of what it is made from.
    let (data_type, modifier) = (column.type_().clone(), column.type_modifier());
    Ok((there, Declared { data_type, modifier, is_domain: row.try_get(7)?, collation: row.try_get(6)? }))
}

impl Present {
    /// Looks a table up, by its name in a statement and that of the user.
    pub async fn find(server: &Server, session: &Session, (table, name): (&str, &str)) -> Result<Present, Problem> {
        let failed = |error: tokio_postgres::Error| problem_at(server, &error, "table");
        let statement = session.client().prepare(&format!("SELECT * FROM {table}")).await.map_err(failed)?;
        let sql = "SELECT a.attname::text, pg_catalog.format_type(a.atttypid, a.atttypmod), a.attnotnull, \
                   pg_catalog.pg_get_expr(d.adbin, d.adrelid), a.attgenerated::text, a.attidentity::text, \
                   (SELECT pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(c.collname) \
                   FROM pg_catalog.pg_collation AS c JOIN pg_catalog.pg_namespace AS n ON n.oid = c.collnamespace \
                   WHERE c.oid = a.attcollation AND c.collname <> 'default'), (SELECT t.typtype = 'd' FROM pg_catalog.pg_type AS t WHERE t.oid = a.atttypid), \
                   (SELECT pg_catalog.pg_has_role(c.relowner, 'USAGE') FROM pg_catalog.pg_class AS c \
                   WHERE c.oid = a.attrelid) \
                   FROM pg_catalog.pg_attribute AS a LEFT JOIN pg_catalog.pg_attrdef AS d \
                   ON d.adrelid = a.attrelid AND d.adnum = a.attnum \
                   WHERE a.attrelid = $1::text::regclass AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum";
        let rows = session.client().query(sql, &[&table]).await.map_err(failed)?;
        let (mut columns, mut types) = (Vec::new(), Vec::new());
        for (row, found) in rows.iter().zip(statement.columns()) {
            let default: Option<String> = row.try_get(3).map_err(failed)?;
            let (generated, identity): (String, String) =
                (row.try_get(4).map_err(failed)?, row.try_get(5).map_err(failed)?);
            let filled = match default.as_deref() {
                _ if !generated.is_empty() || identity == "a" => Filled::Computed,
                _ if !identity.is_empty() => Filled::Counted,
                Some(default) if default.starts_with("nextval(") => Filled::Counted,
                Some(_) => Filled::Default,
                None => Filled::Null,
            };
            let (there, declared) = told(row, found, filled).map_err(failed)?;
            columns.push(there);
            types.push(declared);
        }
        let is_own = rows.first().map(|row| row.try_get(8)).transpose().map_err(failed)?.unwrap_or(true);
        Ok(Present { table: name.to_owned(), columns, declared: types, is_own })
    }

    /// The column with this type.
    fn placed(&self, index: usize, data_type: String, encoding: Encoding) -> PlacedColumn {
        let (there, declared) = (&self.columns[index], &self.declared[index]);
        let null = if there.is_required { " NOT NULL" } else { "" };
        // Keys are compared as the table compares them.
        let collation = declared.collation.as_ref().map(|name| format!(" COLLATE {name}")).unwrap_or_default();
        let declaration = format!("{data_type}{collation}{null}");
        PlacedColumn { name: there.name.clone(), declaration, data_type, encoding }
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
        let declared = &self.declared[index];
        let encoding = encoding(dtype, &declared.data_type, declared.modifier)?;
        Some(self.placed(index, self.columns[index].data_type.clone(), encoding))
    }

    fn number(&self, index: usize) -> Option<Number> {
        number(&self.declared[index].data_type, self.declared[index].modifier)
    }

    fn of_number(&self, index: usize, number: Number, _: &DataType) -> Option<PlacedColumn> {
        let whole = |most: i64, least: i64| Number::Whole(least.into(), most.into());
        let (data_type, encoding) = match number {
            // A domain has rules of its own.
            _ if self.declared[index].is_domain => return None,
            Number::Whole(least, most) => {
                let holds = |number: Number| matches!(number, Number::Whole(from, to) if from <= least && most <= to);
                if holds(whole(i32::MAX.into(), i32::MIN.into())) {
                    ("integer".to_owned(), Encoding::Int4)
                } else if holds(whole(i64::MAX, i64::MIN)) {
                    ("bigint".to_owned(), Encoding::Int8)
                } else {
                    ("numeric(20,0)".to_owned(), Encoding::Numeric(Some((20, 0))))
                }
            }
            Number::Float32 => return None,
            Number::Float64 => ("double precision".to_owned(), Encoding::Float8),
            Number::Decimal(precision, scale) => fresh_type(&DataType::Decimal(precision, scale))?,
        };
        Some(self.placed(index, data_type, encoding))
    }

    fn roomier(&self, index: usize, dtype: &DataType) -> Option<(PlacedColumn, Check)> {
        let Declared { data_type, modifier, is_domain, collation } = &self.declared[index];
        // Another type would lose the collation or the domain; one that has room for all has no modifier.
        if *modifier < 0 || *is_domain || collation.is_some() {
            return None;
        }
        let is_text = matches!(dtype, DataType::String | DataType::Categorical(..) | DataType::Enum(..));
        let (name, wide) = match *data_type {
            Type::VARCHAR if is_text => ("text", Encoding::Text(None)),
            Type::TIME if *dtype == DataType::Time => ("time", Encoding::Time),
            Type::TIMESTAMP if matches!(dtype, DataType::Datetime(_, None)) => ("timestamp", Encoding::Timestamp),
            Type::TIMESTAMPTZ if matches!(dtype, DataType::Datetime(_, Some(_))) => {
                ("timestamp with time zone", Encoding::TimestampTz)
            }
            _ => return None,
        };
        let check = match encoding(dtype, data_type, *modifier) {
            Some(narrow) => check(narrow),
            None => decimals(*modifier)?,
        };
        Some((self.placed(index, name.to_owned(), wide), check))
    }

    fn added(&self, name: &str, dtype: &DataType) -> Result<PlacedColumn, Problem> {
        let (data_type, encoding) = fresh_type(dtype).ok_or_else(|| not_held(name, dtype))?;
        Ok(PlacedColumn { name: name.to_owned(), declaration: data_type.clone(), data_type, encoding })
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

    fn may_change(&self) -> Result<(), Problem> {
        if self.is_own {
            return Ok(());
        }
        let problem = Problem::error(say!("drift-not-owner", table = self.table.as_str()));
        Err(problem.remedy(say!("server-ask-rights")).at("table").because(Cause::Source))
    }
}

/// What values an encoding takes.
pub(super) fn check(encoding: Encoding) -> Check {
    Check::Of(Box::new(move |value| field(value, &encoding, &mut Vec::new()).is_ok()))
}

/// The times that have at most so many decimals of a second.
fn decimals(most: i32) -> Option<Check> {
    let step = 10_i64.pow(6_u32.checked_sub(u32::try_from(most).ok()?)?);
    Some(Check::Of(Box::new(move |value| {
        let micros = match value {
            AnyValue::Null => return true,
            AnyValue::Time(nanos) => micros(*nanos, TimeUnit::Nanoseconds),
            AnyValue::Datetime(time, unit, _) => micros(*time, *unit),
            AnyValue::DatetimeOwned(time, unit, _) => micros(*time, *unit),
            _ => None,
        };
        micros.is_some_and(|micros| micros % step == 0)
    })))
}

fn number(data_type: &Type, modifier: i32) -> Option<Number> {
    if let Kind::Domain(base) = data_type.kind() {
        return number(base, modifier);
    }
    Some(match *data_type {
        Type::INT2 => Number::Whole(i16::MIN.into(), i16::MAX.into()),
        Type::INT4 => Number::Whole(i32::MIN.into(), i32::MAX.into()),
        Type::INT8 => Number::Whole(i64::MIN.into(), i64::MAX.into()),
        Type::FLOAT4 => Number::Float32,
        Type::FLOAT8 => Number::Float64,
        Type::NUMERIC => {
            let (precision, scale) = declared(modifier)?;
            Number::Decimal(precision.into(), usize::try_from(scale).ok()?)
        }
        _ => return None,
    })
}
