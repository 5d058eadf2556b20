//! Tables as bytes, for another process of ours: Arrow IPC without compression.

use std::io::{self, Cursor};

use polars::prelude::{DataFrame, PolarsResult, SerReader, SerWriter};
use polars_io::ipc::{IpcReader, IpcWriter};

/// # Errors
/// If the table has a type that Arrow does not support.
pub fn table_to_bytes(frame: &DataFrame) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    finish(IpcWriter::new(&mut bytes).with_parallel(false), &mut frame.clone()).map_err(io::Error::other)?;
    Ok(bytes)
}

fn finish(mut writer: IpcWriter<&mut Vec<u8>>, frame: &mut DataFrame) -> PolarsResult<()> {
    writer.finish(frame)
}

/// # Errors
/// If the bytes are not a table.
pub fn table_from_bytes(bytes: Vec<u8>) -> io::Result<DataFrame> {
    IpcReader::new(Cursor::new(bytes)).set_rechunk(false).finish().map_err(io::Error::other)
}

#[cfg(test)]
mod tests {
    use polars::prelude::*;

    use super::*;

    #[test]
    fn every_type_of_column_survives() {
        let base = df!(
            "text" => [Some("a"), None, Some("ä\n")],
            "integer" => [Some(1i64), None, Some(i64::MIN)],
            "number" => [f64::NAN, f64::INFINITY, -0.0],
            "yes" => [true, false, true],
        )
        .unwrap();
        let more = base
            .lazy()
            .with_columns([
                col("integer").cast(DataType::Date).alias("date"),
                col("integer")
                    .cast(DataType::Datetime(
                        TimeUnit::Microseconds,
                        TimeZone::opt_try_new(Some("Europe/Berlin")).unwrap(),
                    ))
                    .alias("zoned"),
                col("integer").cast(DataType::Duration(TimeUnit::Milliseconds)).alias("duration"),
                lit(7i64).cast(DataType::Time).alias("time"),
                lit(1.25).cast(DataType::Decimal(12, 3)).alias("decimal"),
                lit(NULL).alias("nothing"),
                col("text").cast(DataType::Binary).alias("binary"),
                col("text").cast(DataType::from_categories(Categories::global())).alias("category"),
                as_struct(vec![col("text"), col("number")]).alias("record"),
                lit(3u8).alias("small"),
            ])
            .collect()
            .unwrap();
        let lists = more.clone().lazy().select([all().as_expr().implode(false)]).collect().unwrap();
        for frame in [more.clone(), more.slice(1, 2), more.slice(0, 0), lists] {
            let read = table_from_bytes(table_to_bytes(&frame).unwrap()).unwrap();
            assert_eq!(read.schema(), frame.schema());
            assert!(read.equals_missing(&frame), "{read} is not {frame}");
        }
        assert!(table_from_bytes(b"no table".to_vec()).is_err());
    }
}
