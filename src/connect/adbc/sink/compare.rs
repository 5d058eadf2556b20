//! Staged values are read back and compared with those that were sent.

use polars::prelude::*;

use super::digests::{Digest, Digests, Foreign};
use super::session::WriteSession;
use crate::base::{Cause, Problem};
use crate::connect::sql_rows::quoted;

/// The columns that were sent.
#[derive(Clone, Debug)]
pub(super) struct Sent {
    pub names: Vec<PlSmallStr>,
    pub types: Vec<DataType>,
    pub digests: Digests,
}

impl Sent {
    pub fn new(schema: &Schema) -> Sent {
        let (names, types) = schema.iter().map(|(name, dtype)| (name.clone(), dtype.clone())).unzip();
        Sent { names, types, digests: Digests::default() }
    }

    /// Adds rows that are sent. Fails for a value of a type that is not written.
    pub fn add(&mut self, batch: &DataFrame) -> Result<(), Problem> {
        self.digests.add(batch, &self.types).map_err(|Foreign(place)| self.not_stored(place, None))
    }

    /// Fails if a table does not hold the rows that were sent. Returns the types that they have come back as; null for a column
    /// without values.
    pub fn check(&self, session: &WriteSession, table: &str) -> Result<Vec<DataType>, Problem> {
        let count = session.rows_of(table)?;
        if count != self.digests.count {
            let message = say!("server-rows-lost", count = count, sent = self.digests.count);
            return Err(Problem::error(message).remedy(say!("adbc-other-driver")).at("table"));
        }
        let names: Vec<String> = self.names.iter().map(|name| quoted(name)).collect();
        let (mut back, mut types) = (Digests::default(), None);
        let whole = session.read(&format!("SELECT {} FROM {table}", names.join(", ")), |rows| {
            types.get_or_insert_with(|| rows.dtypes());
            back.add(&rows, &self.types).map_err(|Foreign(place)| self.changed(place))
        });
        if whole.is_ok() && back == self.digests {
            let types = types.unwrap_or_else(|| vec![DataType::Null; self.types.len()]);
            let seen = |(dtype, digest): (DataType, &Digest)| if digest.values > 0 { dtype } else { DataType::Null };
            return Ok(types.into_iter().zip(&self.digests.columns).map(seen).collect());
        }
        if let Err(problem) = &whole
            && (problem.cause == Cause::Stopped || problem.cause.is_transient())
        {
            return Err(problem.clone());
        }
        // A driver that decides the type of a column by its first rows cannot read one that begins with nulls: each for itself.
        let types: Vec<DataType> =
            (0..names.len()).map(|place| self.check_column(session, table, place)).collect::<Result<_, Problem>>()?;
        match whole {
            // Each column has its values, but in other rows.
            Ok(()) => Err(self.changed(0)),
            Err(_) => Ok(types),
        }
    }

    /// The same for one column, whose nulls are not read.
    fn check_column(&self, session: &WriteSession, table: &str, place: usize) -> Result<DataType, Problem> {
        let (name, sent) = (quoted(&self.names[place]), self.digests.columns.get(place).copied().unwrap_or_default());
        let (mut back, mut dtype, mut is_other) = (Digests::default(), DataType::Null, false);
        let meant = std::slice::from_ref(&self.types[place]);
        let read = session.read(&format!("SELECT {name} FROM {table} WHERE {name} IS NOT NULL"), |rows| {
            if let Some(column) = rows.columns().first().filter(|column| !column.is_empty()) {
                dtype = column.dtype().clone();
            }
            back.add(&rows, meant).map_err(|_| {
                is_other = true;
                self.changed(place)
            })
        });
        read.map_err(|problem| {
            let is_known = is_other || problem.cause == Cause::Stopped || problem.cause.is_transient();
            if is_known { problem } else { self.not_stored(place, Some(&problem.message.to_string())) }
        })?;
        if back.columns.first().copied().unwrap_or_default() == sent { Ok(dtype) } else { Err(self.changed(place)) }
    }

    /// The problem of a column whose values have come back as others.
    fn changed(&self, place: usize) -> Problem {
        let (name, data_type) = (self.names[place].as_str(), self.types[place].to_string());
        let problem = Problem::error(say!("adbc-values-changed", name = name, data_type = data_type));
        problem.remedy(say!("database-cast-first")).at("table")
    }

    /// The problem of a column whose type the database, or its driver, does not take.
    pub fn not_stored(&self, place: usize, error: Option<&str>) -> Problem {
        let (name, data_type) = (self.names[place].as_str(), self.types[place].to_string());
        let problem = match error {
            Some(error) => Problem::error(say!("adbc-not-stored", name = name, data_type = data_type, error = error)),
            None => Problem::error(say!("adbc-type-not-sent", name = name, data_type = data_type)),
        };
        problem.remedy(say!("database-cast-first")).at("table")
    }
}

/// What a type counts as: values of one kind are told apart by their values alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Whole,
    Decimal,
    Number,
    Text,
    Binary,
    Boolean,
    Date,
    Moment,
    Instant,
    Time,
    Span,
    Other,
}

/// `None` for a type of which nothing is known.
pub(super) fn kind(dtype: &DataType) -> Option<Kind> {
    Some(match dtype {
        DataType::Null => return None,
        dtype if dtype.is_integer() => Kind::Whole,
        dtype if dtype.is_decimal() => Kind::Decimal,
        dtype if dtype.is_float() => Kind::Number,
        DataType::String | DataType::Categorical(..) | DataType::Enum(..) => Kind::Text,
        DataType::Binary => Kind::Binary,
        DataType::Boolean => Kind::Boolean,
        DataType::Date => Kind::Date,
        DataType::Datetime(_, None) => Kind::Moment,
        DataType::Datetime(_, Some(_)) => Kind::Instant,
        DataType::Time => Kind::Time,
        DataType::Duration(_) => Kind::Span,
        _ => Kind::Other,
    })
}
