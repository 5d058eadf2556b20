//! The aggregate functions on Spark, shared by group by and pivot.

use polars::prelude::DataType as Polars;

use super::aggregate::Function;
use crate::formula::from_polars;
use crate::nodes::kit::spark::{SparkArrival, SparkGap};
use crate::spark::{DataType, Key, Rows, Sql};

/// What is computed of the rows of a group.
#[derive(Clone, Copy)]
pub struct Wanted<'a> {
    pub column: &'a str,
    pub function: Function,
    pub quantile: f64,
    pub separator: &'a str,
}

/// The groups: how rows are numbered in them, and which of them count.
pub struct Groups {
    /// The table, with helper columns where a function depends on the order of rows.
    pub rows: Rows,
    first: Option<String>,
    last: Option<String>,
    /// No group has more than one row.
    single: bool,
    /// Whether the whole table is the only group, which may have no rows.
    whole: bool,
}

impl Groups {
    /// The groups of the table by `keys`, for functions that need an order where `functions` has such.
    pub fn new(input: &SparkArrival, keys: &[String], functions: &[Function]) -> Result<Groups, SparkGap> {
        let mut groups = Groups {
            rows: input.rows.clone(),
            first: None,
            last: None,
            single: input.rows.is_unique(keys),
            whole: keys.is_empty(),
        };
        let needs = |wanted: &[Function]| functions.iter().any(|function| wanted.contains(function));
        if groups.single {
            return Ok(groups);
        }
        let order = input.rows.order();
        let number = |rows: &Rows, name: &str, order: &[Key]| {
            let place = rows.schema().free_name(name);
            let numbered = Sql::written("row_number()").over(keys, order, "");
            (rows.with(&place, DataType::Int, numbered), place)
        };
        if order.is_empty() {
            return Ok(groups);
        }
        if needs(&[Function::First, Function::List, Function::JoinedText]) {
            let (rows, place) = number(&groups.rows, "place", &order);
            (groups.rows, groups.first) = (rows, Some(place));
        }
        if needs(&[Function::Last]) {
            let reversed: Vec<Key> = order.iter().map(Key::reversed).collect();
            let (rows, place) = number(&groups.rows, "place_from_end", &reversed);
            (groups.rows, groups.last) = (rows, Some(place));
        }
        Ok(groups)
    }

    /// The expression that computes a function over the rows of a group for which `holds`; null if there are none such,
    /// where it is given. `dtype` is the column's type, of no meaning where rows are counted.
    pub fn aggregate(&self, wanted: &Wanted, dtype: &Polars, holds: Option<&Sql>) -> Result<Sql, SparkGap> {
        let of = |sql: Sql| match holds {
            Some(holds) => sql.filtered(holds.clone()),
            None => sql,
        };
        let call = |function: &str, of_values: Sql| of(Sql::call(function, &[of_values]));
        let rows = || of(Sql::written("count(1)"));
        if wanted.function == Function::Rows || (wanted.function == Function::Count && wanted.column.is_empty()) {
            return Ok(match holds {
                Some(_) => Sql::call("nullif", &[rows(), Sql::int(0)]),
                None => rows(),
            });
        }
        // A count of no rows is null in a cell that does not exist.
        let if_any = |count: Sql| match holds {
            Some(_) => Sql::case(rows().binary(">", Sql::int(0)), count, None),
            None => count,
        };
        let values = Sql::column(wanted.column);
        let numbers = || values.clone().cast(&DataType::Double);
        let not_ordered = || {
            SparkGap::new(say!("spark-order-of-values", column = wanted.column), say!("spark-sort-before"))
                .at("function")
        };
        Ok(match wanted.function {
            Function::Rows => rows(),
            Function::Count => if_any(call("count", values)),
            Function::DistinctCount => if_any(of(values.distinct_call("count"))),
            Function::Sum => self.sum(values, dtype, &of),
            Function::Mean => match dtype {
                Polars::Decimal(..) => call("try_avg", values),
                // The exact sum, as here; what does not fit 64 bits is added as floating-point numbers.
                Polars::Int64 | Polars::UInt64 => {
                    let (sum, count) = (call("try_sum", values.clone()), call("count", values.clone()));
                    let exact = Sql::call("try_divide", &[sum, count]);
                    Sql::call("coalesce", &[exact, call("avg", values)])
                }
                Polars::Boolean | Polars::Null => call("avg", numbers()),
                _ => call("avg", values),
            },
            Function::Median => of(Sql::call("percentile", &[numbers(), Sql::written("0.5D")])),
            Function::Quantile => {
                of(Sql::call("percentile", &[numbers(), Sql::written(format!("{:?}D", wanted.quantile))]))
            }
            Function::StandardDeviation => call("stddev_samp", numbers()),
            Function::Variance => call("var_samp", numbers()),
            Function::Min => call("min", values),
            Function::Max if dtype.is_float() => {
                // The largest number; NaN only where there is no number.
                let name = if *dtype == Polars::Float32 { DataType::Float } else { DataType::Double };
                let without = Sql::call("nullif", &[values.clone(), Sql::text("NaN").cast(&name)]);
                Sql::call("coalesce", &[call("max", without), call("max", values)])
            }
            Function::Max => call("max", values),
            Function::First | Function::Last if self.single => call("any_value", values),
            Function::First => self.at_place(values, self.first.as_ref().ok_or_else(not_ordered)?, holds),
            Function::Last => self.at_place(values, self.last.as_ref().ok_or_else(not_ordered)?, holds),
            Function::List if self.single => {
                if_any(of(Sql::call("collect_list", &[Sql::call("named_struct", &[Sql::text("value"), values])])))
                    .field_of_each("value")
            }
            Function::List => if_any(self.in_order(values, self.first.as_ref().ok_or_else(not_ordered)?, &of)),
            Function::JoinedText => {
                let values = match dtype {
                    Polars::String => values,
                    dtype if dtype.is_integer() || dtype.is_bool() || *dtype == Polars::Date => {
                        values.cast(&DataType::Text)
                    }
                    dtype => {
                        let data_type = from_polars(dtype).name();
                        let message = say!("spark-text-of", column = wanted.column, data_type = data_type);
                        return Err(SparkGap::new(message, say!("spark-cast-to-text")).at("column"));
                    }
                };
                let list = match self.single {
                    true => of(Sql::call("collect_list", &[values])),
                    false => self.in_order(values, self.first.as_ref().ok_or_else(not_ordered)?, &of),
                };
                if_any(Sql::call("array_join", &[list, Sql::text(wanted.separator)]))
            }
        })
    }

    /// Sums of integers are computed in 64 bits and null beyond; the sum of no values is 0.
    fn sum(&self, values: Sql, dtype: &Polars, of: &dyn Fn(Sql) -> Sql) -> Sql {
        let (values, zero) = match dtype {
            Polars::Decimal(..) => (values, Sql::int(0)),
            Polars::Float64 => (values, Sql::written("0.0D")),
            dtype if dtype.is_float() || dtype.is_null() => (values.cast(&DataType::Double), Sql::written("0.0D")),
            dtype if dtype.is_integer() => (values, Sql::int(0)),
            _ => (values.cast(&DataType::Long), Sql::int(0)),
        };
        let function = if zero.as_str() == "0" { "try_sum" } else { "sum" };
        // Some value of the group is there, so that null can only mean that the sum does not fit.
        let sum = of(Sql::call(function, &[Sql::call("coalesce", &[values, zero.clone()])]));
        if !self.whole {
            return sum;
        }
        Sql::case(of(Sql::written("count(1)")).binary("=", Sql::int(0)), zero, Some(sum))
    }

    fn at_place(&self, values: Sql, place: &str, holds: Option<&Sql>) -> Sql {
        let mut conditions: Vec<Sql> = holds.into_iter().cloned().collect();
        conditions.push(Sql::column(place).binary("=", Sql::int(1)));
        let one = Sql::call("any_value", &[values]);
        match Sql::all(conditions, "AND") {
            Some(condition) => one.filtered(condition),
            None => one,
        }
    }

    /// The values of a group in the order of their places, nulls among them.
    fn in_order(&self, values: Sql, place: &str, of: &dyn Fn(Sql) -> Sql) -> Sql {
        let pairs = of(Sql::call(
            "collect_list",
            &[Sql::call("named_struct", &[Sql::text("place"), Sql::column(place), Sql::text("value"), values])],
        ));
        Sql::call("array_sort", &[pairs]).field_of_each("value")
    }
}
