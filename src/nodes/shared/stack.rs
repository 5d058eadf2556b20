//! Appending tables: the settings for it, and the plan that converts each table to the common columns.

use std::collections::{HashMap, HashSet};

use polars::prelude::*;

use crate::base::{Problem, Text};
use crate::connect::{Columns, Place, Types, UniteOptions, United, is_exact, promoted, promoted_to_text, unite};
use crate::formula::{Raiser, first_beyond_calendar, from_polars, holds_dates, raise, value_in_words, within_calendar};
use crate::nodes::form::{Field, Form, choice};
use crate::nodes::kit::columns::column;
use crate::nodes::kit::frame::Frame;

choices!(Columns: Union, Intersection, AsFirst, Same);

/// The common types of polars' types.
pub const TYPES: Types<DataType> = Types {
    join: |a, b, as_text| promoted(a, b).or_else(|| promoted_to_text(a, b).filter(|_| as_text)),
    name: |of| from_polars(of).name(),
    other_zone: |a, b| matches!((a, b), (DataType::Datetime(_, Some(a)), DataType::Datetime(_, Some(b))) if a != b),
};

/// The settings of the kinds that read several files.
pub fn unite_fields(form: &mut dyn Form, columns: &mut Columns, numbers_as_text: &mut bool) {
    choice(form, Field::shared("unite"), columns);
    form.flag(Field::shared("numbers_as_text"), numbers_as_text);
}

/// The options for these settings.
pub fn unite_options(columns: Columns, numbers_as_text: bool) -> UniteOptions {
    UniteOptions { columns, numbers_as_text, only_doubtful: false, setting: "unite" }
}

/// A table to be combined with others.
pub struct Table {
    /// Its display name: the file's path or the node's name.
    pub name: String,
    pub lazy: LazyFrame,
    pub columns: Vec<Own>,
}

/// A column of a table.
pub struct Own {
    /// Its name in the table.
    pub name: PlSmallStr,
    /// Its name in the combined table.
    pub target: PlSmallStr,
    pub dtype: DataType,
    /// It is text only because no value has been found in it.
    is_blank: bool,
}

impl Own {
    /// Whether it is text only because no value has been found in it.
    pub fn is_blank(&self) -> bool {
        self.is_blank
    }
}

impl Table {
    /// A table whose columns are matched by name.
    pub fn new(name: impl Into<String>, frame: &Frame) -> Table {
        let own = |(name, dtype): (&PlSmallStr, &DataType)| Own {
            name: name.clone(),
            target: name.clone(),
            dtype: dtype.clone(),
            is_blank: frame.blank().contains(name),
        };
        Table { name: name.into(), lazy: frame.lazy.clone(), columns: frame.schema().iter().map(own).collect() }
    }

    fn place(&self) -> Place<DataType> {
        let seen = |own: &Own| if own.is_blank { DataType::Null } else { own.dtype.clone() };
        let columns = self.columns.iter().map(|own| (own.target.to_string(), seen(own))).collect();
        Place { name: self.name.clone(), columns }
    }

    /// Whether it has exactly these columns, in this order.
    pub fn has(&self, columns: &[(String, DataType)]) -> bool {
        let fits = |(own, (name, dtype)): (&Own, &(String, DataType))| {
            own.name == *name && own.target == *name && own.dtype == *dtype
        };
        self.columns.len() == columns.len() && self.columns.iter().zip(columns).all(fits)
    }

    /// The plan of its rows with the common columns, and optionally an additional column with the same text in all
    /// rows.
    fn with_common_columns(
        &self,
        columns: &[(String, DataType)],
        source: Option<&(&str, String)>,
        raiser: &Raiser,
    ) -> LazyFrame {
        if source.is_none() && self.has(columns) {
            return self.lazy.clone();
        }
        let mut made = Vec::new();
        let mut names = Vec::new();
        let by_target: HashMap<&str, &Own> = self.columns.iter().rev().map(|own| (own.target.as_str(), own)).collect();
        for (name, dtype) in columns {
            let own = by_target.get(name.as_str()).copied();
            match own {
                Some(own) if own.dtype == *dtype && own.name == *name => {}
                Some(own) if own.dtype == *dtype => made.push(column(&own.name).alias(name.as_str())),
                Some(own) => made.push(raiser.sign(self.cast(own, dtype)).alias(name.as_str())),
                None => made.push(lit(Scalar::null(dtype.clone())).alias(name.as_str())),
            }
            names.push(column(name));
        }
        if let Some((name, text)) = source {
            made.push(lit(text.as_str()).alias(*name));
            names.push(column(name));
        }
        // `select` with only literals would return one row; `with_columns` keeps the height.
        self.lazy.clone().with_columns(made).select(names)
    }

    fn cast(&self, own: &Own, to: &DataType) -> Expr {
        let (name, place) = (own.target.to_string(), self.name.clone());
        exact_cast(column(&own.name), &own.dtype, to, move |value, data_type| {
            say!("value-not-exact", name = name.as_str(), place = place.as_str(), value = value, data_type = data_type)
        })
    }
}

/// Casts a value to another type. A value that would change is a problem, with the text of `message` for the value and
/// the type.
pub fn exact_cast(
    value: Expr,
    from: &DataType,
    to: &DataType,
    message: impl Fn(String, Text) -> Text + Send + Sync + 'static,
) -> Expr {
    // A date beyond the calendar has no text.
    if is_exact(from, to) && !(to.is_string() && holds_dates(from)) {
        return value.cast(to.clone());
    }
    let output = to.clone();
    let to = to.clone();
    value.map(
        move |values| exactly_cast(&values, &to, &message),
        move |_, field| Ok(polars::prelude::Field::new(field.name().clone(), output.clone())),
    )
}

/// Casts the values to another type if each of them survives the round trip; otherwise reports the first that does not.
pub fn exactly_cast(values: &Column, to: &DataType, message: impl Fn(String, Text) -> Text) -> PolarsResult<Column> {
    if values.null_count() == values.len() {
        return Ok(Column::full_null(values.name().clone(), values.len(), to));
    }
    // A date beyond the calendar has no text.
    if is_exact(values.dtype(), to) && first_beyond_calendar(values.as_materialized_series())?.is_none() {
        return values.cast(to);
    }
    let cast = within_calendar(values)?.cast(to)?;
    let round_trip = cast.cast(values.dtype())?;
    let other = round_trip.as_materialized_series().not_equal_missing(values.as_materialized_series())?;
    let Some(row) = other.iter().position(|other| other == Some(true)) else { return Ok(cast) };
    let value = value_in_words(values, row)?;
    let message = message(value, from_polars(to).name());
    Err(raise(Problem::error(message).remedy(say!("cast-it-before"))))
}

/// The columns of the combined table.
pub fn common_columns(tables: &[Table], options: &UniteOptions) -> Result<United<DataType>, Problem> {
    let mut united = unite(&tables.iter().map(Table::place).collect::<Vec<_>>(), options, &TYPES)?;
    let texts = tables.iter().flat_map(|table| &table.columns).filter(|own| own.dtype.is_string());
    let texts: HashSet<&str> = texts.map(|own| own.target.as_str()).collect();
    // A column that is blank in all tables is text, as in each of them.
    for (_, dtype) in united.columns.iter_mut().filter(|(name, dtype)| dtype.is_null() && texts.contains(name.as_str()))
    {
        *dtype = DataType::String;
    }
    Ok(united)
}

/// The rows of all tables, in order, with these columns; `source` is the name of a column with the table of each row.
pub fn stacked(
    tables: &[Table],
    columns: &[(String, DataType)],
    source: Option<&str>,
    raiser: &Raiser,
) -> Result<LazyFrame, Problem> {
    let plans = tables.iter().map(|table| {
        table.with_common_columns(columns, source.map(|name| (name, table.name.clone())).as_ref(), raiser)
    });
    let mut plans: Vec<LazyFrame> = plans.collect();
    if plans.len() == 1 {
        return Ok(plans.swap_remove(0));
    }
    let options = UnionArgs { maintain_order: true, ..Default::default() };
    concat(plans, options).map_err(|error| crate::nodes::kit::frame::problem_of(&error))
}

/// The schema of what [`stacked`] gives.
pub fn stacked_schema(columns: &[(String, DataType)], source: Option<&str>) -> Schema {
    let mut schema: Schema = columns.iter().map(|(name, of)| (PlSmallStr::from_str(name), of.clone())).collect();
    if let Some(name) = source {
        schema.with_column(name.into(), DataType::String);
    }
    schema
}
