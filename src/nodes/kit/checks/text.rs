//! Small tables as text, for tests: reading and writing.

use polars::prelude::*;

/// The tables in a text, separated by lines `---`.
pub fn parse_tables(text: &str) -> Vec<DataFrame> {
    text.split("---").filter(|part| !part.trim().is_empty()).map(parse_table).collect()
}

fn parse_table(text: &str) -> DataFrame {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty()).map(tokens);
    let header = lines.next().expect("a header");
    let rows: Vec<Vec<String>> = lines.collect();
    let columns = header.iter().enumerate().map(|(index, head)| {
        let (name, word) = head.rsplit_once(':').unwrap_or_else(|| panic!("{head}: no type"));
        let cells = rows.iter().map(|row| row.get(index).unwrap_or_else(|| panic!("{row:?} is short")).as_str());
        series(unquoted(name), word, cells.map(|cell| (cell != "-").then(|| unquoted(cell))).collect()).into_column()
    });
    DataFrame::new(rows.len(), columns.collect()).expect("columns of one height")
}

/// A column from its cells; `None` is null.
fn series(name: &str, word: &str, cells: Vec<Option<&str>>) -> Series {
    if let Some(inner) = word.strip_prefix("list[").and_then(|w| w.strip_suffix(']')) {
        let lists: Vec<Option<Series>> = cells
            .iter()
            .map(|cell| {
                let items = cell.as_ref()?.trim_start_matches('[').trim_end_matches(']');
                let items = items.split(',').filter(|item| !item.is_empty());
                Some(series("", inner, items.map(|item| (item != "-").then_some(item)).collect()))
            })
            .collect();
        let mut column = ListChunked::from_iter(lists).with_name(name.into()).into_series();
        if column.null_count() == column.len() {
            column = column.cast(&dtype(word)).expect(word);
        }
        return column;
    }
    let text = StringChunked::from_iter(cells.iter().copied()).with_name(name.into());
    match word {
        "text" => text.into_series(),
        "boolean" => cells
            .iter()
            .map(|cell| cell.map(|c| c == "true"))
            .collect::<BooleanChunked>()
            .with_name(name.into())
            .into_series(),
        "null" => Series::new_null(name.into(), cells.len()),
        "time" => {
            let times = cells.iter().map(|cell| cell.map(|c| c.parse::<chrono::NaiveTime>().expect(c)));
            TimeChunked::from_naive_time_options(name.into(), times).into_series()
        }
        "duration" => text.cast(&DataType::Int64).expect(word).cast(&dtype(word)).expect(word),
        _ => text.into_series().strict_cast(&dtype(word)).unwrap_or_else(|error| panic!("{name}:{word}: {error}")),
    }
}

pub fn dtype(word: &str) -> DataType {
    match word {
        "int" => DataType::Int64,
        "number" => DataType::Float64,
        "text" => DataType::String,
        "boolean" => DataType::Boolean,
        "date" => DataType::Date,
        "datetime" => DataType::Datetime(TimeUnit::Microseconds, None),
        "time" => DataType::Time,
        "duration" => DataType::Duration(TimeUnit::Microseconds),
        "null" => DataType::Null,
        "i8" => DataType::Int8,
        "i16" => DataType::Int16,
        "i32" => DataType::Int32,
        "u32" => DataType::UInt32,
        "u64" => DataType::UInt64,
        "f32" => DataType::Float32,
        _ => match word.strip_prefix("list[").and_then(|w| w.strip_suffix(']')) {
            Some(inner) => DataType::List(Box::new(dtype(inner))),
            None => panic!("{word}: no type"),
        },
    }
}

fn word(dtype: &DataType) -> String {
    match dtype {
        DataType::Int64 => "int".into(),
        DataType::Float64 => "number".into(),
        DataType::String => "text".into(),
        DataType::Boolean => "boolean".into(),
        DataType::Datetime(TimeUnit::Microseconds, None) => "datetime".into(),
        DataType::Duration(TimeUnit::Microseconds) => "duration".into(),
        DataType::List(inner) => format!("list[{}]", word(inner)),
        other => other.to_string(),
    }
}

/// A table as text, in the format that [`parse_tables`] reads, with one blank between cells.
pub fn render(table: &DataFrame) -> String {
    let header: Vec<String> =
        table.columns().iter().map(|c| format!("{}:{}", quoted(c.name()), word(c.dtype()))).collect();
    let mut lines = vec![header.join(" ")];
    for row in 0..table.height() {
        let cells: Vec<String> =
            table.columns().iter().map(|c| cell(c.get(row).expect("a row of the table"))).collect();
        lines.push(cells.join(" "));
    }
    lines.join("\n")
}

fn cell(value: AnyValue) -> String {
    match value {
        AnyValue::Null => "-".into(),
        AnyValue::String(text) => quoted(text),
        AnyValue::StringOwned(text) => quoted(&text),
        AnyValue::Float64(number) => number_text(number),
        AnyValue::Float32(number) => number_text(f64::from(number)),
        AnyValue::Datetime(..) | AnyValue::DatetimeOwned(..) => value.to_string().replace(' ', "T"),
        AnyValue::Duration(ticks, _) => ticks.to_string(),
        AnyValue::List(items) => {
            let items: Vec<String> = items.iter().map(cell).collect();
            format!("[{}]", items.join(","))
        }
        other => other.to_string(),
    }
}

/// At most six digits after the decimal point: enough to compare results.
fn number_text(number: f64) -> String {
    let text = format!("{number:.6}");
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

fn quoted(text: &str) -> String {
    let plain = !text.is_empty() && text != "-" && !text.contains(|c: char| c.is_whitespace() || c == '"');
    if plain { text.to_owned() } else { format!("\"{text}\"") }
}

fn unquoted(text: &str) -> &str {
    text.strip_prefix('"').and_then(|t| t.strip_suffix('"')).unwrap_or(text)
}

/// The words of a line; double-quoted words keep their blanks (and the quotes).
pub fn tokens(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut inside = false;
    for c in line.chars() {
        inside ^= c == '"';
        if inside || !c.is_whitespace() {
            word.push(c);
        } else if !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}
