//! Two tables of every common type, a null here and there.

use std::fs::File;
use std::path::Path;

use polars::prelude::*;

/// Writes `l.parquet` and `r.parquet`, whose columns are named `l_…` and `r_…`, in several row groups.
pub fn write(folder: &Path) {
    for (side, height) in [("l", 240), ("r", 90)] {
        let file = File::create(folder.join(format!("{side}.parquet"))).expect("a new file");
        let mut table = table(side, height);
        ParquetWriter::new(file).with_row_group_size(Some(30)).finish(&mut table).expect("a written table");
    }
}

fn table(side: &str, height: i64) -> DataFrame {
    let name = |column: &str| PlSmallStr::from_string(format!("{side}_{column}"));
    // Null in some rows, in others for each column.
    let column = |every: i64, value: &dyn Fn(i64) -> i64| -> Vec<Option<i64>> {
        (0..height).map(|row| (row % every != every - 1).then(|| value(row))).collect()
    };
    let whole = |column_name: &str, values: Vec<Option<i64>>| Series::new(name(column_name), values);
    let cast = |series: Series, dtype: DataType| series.cast(&dtype).expect("a value of each type");
    let texts: Vec<Option<String>> =
        column(11, &|row| row % 17).into_iter().map(|value| value.map(|value| format!("b{value}"))).collect();
    let days = whole("d", column(13, &|row| 19_723 + row / 2));
    let moments = whole("t", column(17, &|row| (19_723 + row / 3) * 86_400_000_000 + row * 1_000_000));
    let numbers = cast(whole("f", column(9, &|row| row * 2)), DataType::Float64) / 4.0;
    let money = cast(whole("m", column(8, &|row| row % 100 * 25)), DataType::Float64) / 100.0;
    let series = vec![
        whole("k", column(23, &|row| row % 60)),
        whole("n", column(7, &|row| row % 100)),
        cast(whole("i", column(10, &|row| row * 7 % 100)), DataType::Int32),
        numbers,
        cast(money, DataType::Decimal(10, 2)),
        Series::new(name("s"), texts),
        cast(cast(days, DataType::Int32), DataType::Date),
        cast(moments, DataType::Datetime(TimeUnit::Microseconds, None)),
        cast(whole("b", column(5, &|row| row % 3 % 2)), DataType::Boolean),
    ];
    DataFrame::new(height as usize, series.into_iter().map(Series::into_column).collect())
        .expect("columns of one length")
}
