//! The types of polars in Spark.

use polars::prelude::{DataType as Polars, Field, Schema as PolarsSchema, TimeUnit, TimeZone};

use super::gap::SparkGap;
use crate::formula::from_polars;
use crate::spark::{Column, DataType, Schema};

/// The type of Spark that holds the same values, as it reads them from Parquet; `None` if there is none.
pub fn spark_type(dtype: &Polars) -> Option<DataType> {
    Some(match dtype {
        Polars::Boolean => DataType::Boolean,
        Polars::Int8 => DataType::Byte,
        Polars::Int16 | Polars::UInt8 => DataType::Short,
        Polars::Int32 | Polars::UInt16 => DataType::Int,
        Polars::Int64 | Polars::UInt32 => DataType::Long,
        Polars::UInt64 => DataType::Decimal(20, 0),
        Polars::Float32 => DataType::Float,
        Polars::Float64 => DataType::Double,
        Polars::Decimal(precision, scale) => DataType::Decimal(*precision as u8, *scale as u8),
        Polars::String | Polars::Categorical(..) | Polars::Enum(..) => DataType::Text,
        Polars::Binary => DataType::Binary,
        Polars::Date => DataType::Date,
        Polars::Datetime(TimeUnit::Nanoseconds, _) => return None,
        Polars::Datetime(_, None) => DataType::TimestampNtz,
        Polars::Datetime(_, Some(zone)) if zone.as_str() == "UTC" => DataType::Timestamp,
        Polars::List(inner) | Polars::Array(inner, _) => DataType::Array(Box::new(spark_type(inner)?)),
        Polars::Struct(fields) => DataType::Struct(
            fields
                .iter()
                .map(|field| Some((field.name.to_string(), spark_type(&field.dtype)?)))
                .collect::<Option<_>>()?,
        ),
        Polars::Null => DataType::Void,
        _ => return None,
    })
}

/// The type of a column in Spark, or the gap that there is none.
pub fn required_type(name: &str, dtype: &Polars) -> Result<DataType, SparkGap> {
    if let Polars::Datetime(TimeUnit::Nanoseconds, _) = dtype {
        return Err(SparkGap::new(say!("spark-nanoseconds", name = name), say!("spark-microseconds")));
    }
    spark_type(dtype).ok_or_else(|| {
        let data_type = from_polars(dtype).in_a_sentence();
        SparkGap::new(say!("spark-no-type", name = name, data_type = data_type), say!("spark-cast-in-file"))
    })
}

/// The type here that holds the same values.
pub fn polars_type(data_type: &DataType) -> Polars {
    match data_type {
        DataType::Boolean => Polars::Boolean,
        DataType::Byte => Polars::Int8,
        DataType::Short => Polars::Int16,
        DataType::Int => Polars::Int32,
        DataType::Long => Polars::Int64,
        DataType::Float => Polars::Float32,
        DataType::Double => Polars::Float64,
        DataType::Decimal(precision, scale) => Polars::Decimal((*precision).into(), (*scale).into()),
        DataType::Text => Polars::String,
        DataType::Binary => Polars::Binary,
        DataType::Date => Polars::Date,
        DataType::Timestamp => Polars::Datetime(TimeUnit::Microseconds, Some(TimeZone::UTC)),
        DataType::TimestampNtz => Polars::Datetime(TimeUnit::Microseconds, None),
        DataType::Array(inner) => Polars::List(Box::new(polars_type(inner))),
        DataType::Struct(fields) => {
            Polars::Struct(fields.iter().map(|(name, of)| Field::new(name.as_str().into(), polars_type(of))).collect())
        }
        DataType::Void => Polars::Null,
    }
}

/// The columns of a table in Spark.
pub fn schema_of(schema: &PolarsSchema) -> Result<Schema, SparkGap> {
    let column = |(name, dtype): (&polars::prelude::PlSmallStr, &Polars)| {
        if name.contains("${") {
            let message = say!("formula-no-spark-name", name = name.as_str());
            return Err(SparkGap::new(message, say!("formula-rename-column")));
        }
        Ok(Column { name: name.to_string(), data_type: required_type(name, dtype)? })
    };
    schema.iter().map(column).collect::<Result<_, _>>().map(Schema)
}
