//! Reads the rows of a statement into batches of typed columns. A value that its column's type cannot represent exactly
//! ends the read.

use polars::prelude::*;
use rusqlite::types::ValueRef;

use super::asked::Sqlite;
use super::database::Database;
use super::dates::{date, date_time};
use super::described::Described;
use super::statement::Reading;
use crate::base::Problem;
use crate::connect::cancellable_io::count_examined;
use crate::connect::reach::Reach;
use crate::connect::scan::{Complete, Receive, ScanRequest, Turns};

/// A batch has at most this many rows and about this many bytes of texts and blobs.
const ROWS: usize = 65_536;
const BYTES: usize = 16 << 20;
/// How often cancellation is checked, in rows.
const STRETCH: usize = 4_096;
/// Larger integers are not all exact as numbers.
const EXACT: i64 = 1 << 53;

/// Reads what is requested, as one statement.
pub(super) fn read(
    source: &Sqlite,
    schema: &Schema,
    request: &ScanRequest,
    reach: &Reach,
    receive: Receive<'_>,
) -> Result<Complete, Problem> {
    read_as(source, schema, (schema, None), request, reach, receive)
}

/// Reads what is requested, by a given statement and with the columns that arrive then. `schema` has the columns of the source.
pub(super) fn read_as(
    source: &Sqlite,
    schema: &Schema,
    (arriving, given): (&Schema, Option<&Reading>),
    request: &ScanRequest,
    reach: &Reach,
    receive: Receive<'_>,
) -> Result<Complete, Problem> {
    let database = Database::open(&source.path)?;
    let handle = database.connection.get_interrupt_handle();
    let _guard = reach.cancellation.on_cancel(move || handle.interrupt());
    database.connection.execute_batch("BEGIN").map_err(|error| database.problem(&error))?;
    read_in(&database, (source, schema), (arriving, given), request, reach, receive)?;
    database.check_moment()?;
    Ok(Complete::at_end_of_store())
}

/// Reads several tables in one transaction. `of` tells what is read of a database, and its columns.
pub(super) fn read_all<S>(
    turns: &mut Turns<'_, S>,
    of: fn(&S) -> (&Sqlite, &Schema),
    reach: &Reach,
) -> Result<Complete, Problem> {
    let Some((first, _)) = turns.all().first() else { return Ok(Complete::at_end_of_store()) };
    let database = Database::open(&of(first).0.path)?;
    let handle = database.connection.get_interrupt_handle();
    let _guard = reach.cancellation.on_cancel(move || handle.interrupt());
    database.connection.execute_batch("BEGIN").map_err(|error| database.problem(&error))?;
    while let Some((scan, request)) = turns.next()? {
        let (source, schema) = of(scan);
        read_in(&database, (source, schema), (schema, None), &request, reach, &mut |rows| turns.receive(rows))?;
    }
    database.check_moment()?;
    Ok(Complete::at_end_of_store())
}

/// Reads what is requested in a transaction that has begun.
fn read_in(
    database: &Database,
    (source, schema): (&Sqlite, &Schema),
    (arriving, given): (&Schema, Option<&Reading>),
    request: &ScanRequest,
    reach: &Reach,
    receive: Receive<'_>,
) -> Result<(), Problem> {
    let failed = |error: rusqlite::Error| database.problem(&error);
    // Within the transaction: the columns are those that the rows have.
    let described = Described::of(source, database)?;
    if !described.columns.iter().map(|column| column.name.as_str()).eq(schema.iter_names().map(PlSmallStr::as_str)) {
        let problem = Problem::error(say!("database-columns-changed", path = source.path.display()));
        return Err(problem.remedy(say!("database-try-later")).at(source.rows.setting()).transient());
    }
    let reading = given.cloned().unwrap_or_else(|| Reading::of(source, &described, request));
    let mut statement = database.connection.prepare(&reading.sql).map_err(failed)?;
    source.bind(&mut statement).map_err(failed)?;
    let own = statement.parameter_count() - reading.values.len();
    for (index, value) in reading.values.iter().enumerate() {
        statement.raw_bind_parameter(own + index + 1, value).map_err(failed)?;
    }
    let mut batch = Batch::new(arriving, request);
    let mut rows = statement.raw_query();
    let mut number = 0_usize;
    while let Some(row) = rows.next().map_err(failed)? {
        number += 1;
        for (column, position) in batch.columns.iter_mut().zip(&reading.positions) {
            let value = row.get_ref(*position).map_err(failed)?;
            if let Err(misfit) = column.add(value) {
                let row_number = reading.row_number.and_then(|position| row.get::<_, i64>(position).ok());
                return Err(misfit.problem(&column.name, number, row_number, source));
            }
        }
        batch.rows += 1;
        if number.is_multiple_of(STRETCH) && reach.is_stopped()() {
            return Err(Problem::stopped());
        }
        if batch.is_full() {
            receive(batch.take()?)?;
        }
    }
    receive(batch.take()?)
}

/// A batch being filled.
struct Batch {
    columns: Vec<Builder>,
    rows: usize,
}

impl Batch {
    fn new(schema: &Schema, request: &ScanRequest) -> Batch {
        let builders = request.columns.iter().filter_map(|name| Some(Builder::new(name, schema.get(name)?)));
        Batch { columns: builders.collect(), rows: 0 }
    }

    fn is_full(&self) -> bool {
        self.rows >= ROWS || self.columns.iter().map(|column| column.bytes).sum::<usize>() >= BYTES
    }

    fn take(&mut self) -> Result<DataFrame, Problem> {
        let columns: Vec<Column> = self.columns.iter_mut().map(Builder::take).collect();
        let rows = std::mem::take(&mut self.rows);
        let batch = DataFrame::new(rows, columns)
            .map_err(|error| Problem::error(say!("database-refuses", error = error.to_string())))?;
        count_examined(batch.estimated_size());
        Ok(batch)
    }
}

enum Values {
    Boolean(BooleanChunkedBuilder),
    Integer(PrimitiveChunkedBuilder<Int64Type>),
    Number(PrimitiveChunkedBuilder<Float64Type>),
    Text(StringChunkedBuilder),
    Binary(BinaryChunkedBuilder),
    Date(PrimitiveChunkedBuilder<Int32Type>),
    DateTime(PrimitiveChunkedBuilder<Int64Type>),
}

impl Values {
    fn new(name: &PlSmallStr, dtype: &DataType) -> Values {
        let name = name.clone();
        match dtype {
            DataType::Boolean => Values::Boolean(BooleanChunkedBuilder::new(name, ROWS)),
            DataType::Int64 => Values::Integer(PrimitiveChunkedBuilder::new(name, ROWS)),
            DataType::Float64 => Values::Number(PrimitiveChunkedBuilder::new(name, ROWS)),
            DataType::Binary => Values::Binary(BinaryChunkedBuilder::new(name, ROWS)),
            DataType::Date => Values::Date(PrimitiveChunkedBuilder::new(name, ROWS)),
            DataType::Datetime(..) => Values::DateTime(PrimitiveChunkedBuilder::new(name, ROWS)),
            _ => Values::Text(StringChunkedBuilder::new(name, ROWS)),
        }
    }
}

struct Builder {
    name: PlSmallStr,
    dtype: DataType,
    values: Values,
    /// Bytes of texts and blobs.
    bytes: usize,
}

impl Builder {
    fn new(name: &PlSmallStr, dtype: &DataType) -> Builder {
        Builder { name: name.clone(), dtype: dtype.clone(), values: Values::new(name, dtype), bytes: 0 }
    }

    #[inline]
    fn add(&mut self, value: ValueRef<'_>) -> Result<(), Misfit> {
        match (&mut self.values, value) {
            (Values::Integer(values), ValueRef::Integer(number)) => values.append_value(number),
            (Values::Number(values), ValueRef::Real(number)) => values.append_value(number),
            (Values::Text(values), ValueRef::Text(bytes)) => {
                let text = std::str::from_utf8(bytes).map_err(|_| Misfit::NoUtf8)?;
                self.bytes += text.len();
                values.append_value(text);
            }
            (Values::Integer(values), ValueRef::Null) => values.append_null(),
            (Values::Number(values), ValueRef::Null) => values.append_null(),
            (Values::Text(values), ValueRef::Null) => values.append_null(),
            (Values::Number(values), ValueRef::Integer(number)) if (-EXACT..=EXACT).contains(&number) => {
                values.append_value(number as f64);
            }
            (Values::Binary(values), ValueRef::Blob(bytes)) => {
                self.bytes += bytes.len();
                values.append_value(bytes);
            }
            (Values::Binary(values), ValueRef::Null) => values.append_null(),
            (Values::Boolean(values), ValueRef::Integer(number @ (0 | 1))) => values.append_value(number == 1),
            (Values::Boolean(values), ValueRef::Null) => values.append_null(),
            (Values::Date(values), ValueRef::Text(text)) => {
                values.append_value(parsed(text, date).ok_or_else(|| Misfit::of(value, &self.dtype))?);
            }
            (Values::Date(values), ValueRef::Null) => values.append_null(),
            (Values::DateTime(values), ValueRef::Text(text)) => {
                values.append_value(parsed(text, date_time).ok_or_else(|| Misfit::of(value, &self.dtype))?);
            }
            (Values::DateTime(values), ValueRef::Null) => values.append_null(),
            (_, value) => return Err(Misfit::of(value, &self.dtype)),
        }
        Ok(())
    }

    fn take(&mut self) -> Column {
        self.bytes = 0;
        let series = match std::mem::replace(&mut self.values, Values::new(&self.name, &self.dtype)) {
            Values::Boolean(values) => values.finish().into_series(),
            Values::Integer(values) => values.finish().into_series(),
            Values::Number(values) => values.finish().into_series(),
            Values::Text(values) => values.finish().into_series(),
            Values::Binary(values) => values.finish().into_series(),
            Values::Date(values) => values.finish().into_date().into_series(),
            Values::DateTime(values) => values.finish().into_datetime(TimeUnit::Microseconds, None).into_series(),
        };
        series.into_column()
    }
}

fn parsed<T>(text: &[u8], parse: fn(&str) -> Option<T>) -> Option<T> {
    std::str::from_utf8(text).ok().and_then(parse)
}

/// A value that the type of its column cannot represent exactly.
enum Misfit {
    NoUtf8,
    /// The value, and the type of the column.
    Value(String, DataType),
}

impl Misfit {
    /// The value as in SQL, shortened.
    fn of(value: ValueRef<'_>, dtype: &DataType) -> Misfit {
        let mut text = match value {
            ValueRef::Null => "NULL".to_owned(),
            ValueRef::Integer(number) => number.to_string(),
            ValueRef::Real(number) => format!("{number:?}"),
            ValueRef::Text(text) => format!("'{}'", String::from_utf8_lossy(text)),
            ValueRef::Blob(bytes) => format!("x'{}…' ({} bytes)", hex(bytes), bytes.len()),
        };
        if let Some((end, _)) = text.char_indices().nth(60) {
            text.truncate(end);
            text.push('…');
        }
        Misfit::Value(text, dtype.clone())
    }

    fn problem(self, column: &str, row: usize, row_number: Option<i64>, source: &Sqlite) -> Problem {
        let row = row_number.map_or_else(|| row.to_string(), |number| format!("{row} (rowid {number})"));
        let problem = match self {
            Misfit::NoUtf8 => {
                let problem = Problem::error(say!("database-no-utf8", column = column, row = row));
                problem.remedy(say!("database-cast-blob", name = column))
            }
            Misfit::Value(value, dtype) => {
                let message = match dtype {
                    DataType::Boolean => {
                        say!("database-misfit-boolean", column = column, row = row, value = value)
                    }
                    DataType::Int64 => say!("database-misfit-integer", column = column, row = row, value = value),
                    DataType::Float64 => say!("database-misfit-number", column = column, row = row, value = value),
                    DataType::Binary => say!("database-misfit-blob", column = column, row = row, value = value),
                    DataType::Date => say!("database-misfit-date", column = column, row = row, value = value),
                    DataType::Datetime(..) => say!("database-misfit-time", column = column, row = row, value = value),
                    _ => say!("database-misfit-text", column = column, row = row, value = value),
                };
                Problem::error(message).remedy(say!("database-cast-text", name = column))
            }
        };
        problem.at(source.rows.setting())
    }
}

/// The first bytes of a blob.
fn hex(bytes: &[u8]) -> String {
    bytes.iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}
