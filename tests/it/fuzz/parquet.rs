//! Parquet: bytes of a file are changed anywhere. It is refused in words or read; what is read is written and read again.

use polars::prelude::*;

use super::delimited::with_folder;
use super::tables::{Folder, difference};
use super::{Target, files};

pub fn target() -> Target {
    let mut corpus: Vec<Vec<u8>> = (0..12).map(made).collect();
    // Intervals are skipped only by a process that was told so before its first thread: a program of ours, not this one.
    let has_interval = |file: &[u8]| file.windows(8).any(|bytes| bytes == b"interval");
    let is_small = |file: &Vec<u8>| file.starts_with(b"PAR1") && file.len() < 8_000 && !has_interval(file);
    corpus.extend(files("real").into_iter().filter(is_small));
    let words = ["PAR1", "schema", "ARROW:schema", "\0\0\0\0", "a", "\u{1}", "\u{15}\0", "\u{19}"];
    let words = words.iter().map(|word| (*word).to_owned()).collect();
    Target { name: "parquet", corpus, words, make: None, check, cases: 120 }
}

/// A small file; each has other types, compressions and pages.
fn made(index: usize) -> Vec<u8> {
    let table = match index % 4 {
        0 => df!("a" => [Some(1_i64), None, Some(3)], "b" => ["x", "", "yy"], "c" => [1.5, f64::NAN, 0.0]),
        1 => df!("d" => [1_i32, 20_000, -1], "e" => [Some(true), None, Some(false)], "u" => [1_u64, u64::MAX, 0]),
        2 => df!("s" => vec!["same"; 50], "n" => (0..50).collect::<Vec<i16>>()),
        _ => df!("l" => [Series::new("".into(), [1_i64, 2]), Series::new_empty("".into(), &DataType::Int64)]),
    };
    let mut table = table.expect("a table");
    if index % 4 == 1 {
        let date = table.column("d").and_then(|days| days.cast(&DataType::Date)).expect("dates");
        table.with_column(date).expect("as long");
    }
    let compression = [ParquetCompression::Uncompressed, ParquetCompression::Snappy, ParquetCompression::Zstd(None)];
    let mut bytes = Vec::new();
    let writer = ParquetWriter::new(&mut bytes).with_compression(compression[index / 4 % 3]);
    writer.with_row_group_size(Some(2)).finish(&mut table).expect("in memory");
    bytes
}

fn check(input: &[u8]) -> Result<(), String> {
    with_folder(|folder| {
        let name = folder.put("parquet", input);
        let done = match folder.read("read_parquet", &name, "") {
            Ok(read) => written_and_read(folder, &read.rows),
            Err(fault) => fault.unless_refused(),
        };
        let _ = std::fs::remove_file(folder.path(&name));
        done
    })
}

fn written_and_read(folder: &Folder, rows: &DataFrame) -> Result<(), String> {
    let name = folder.put("parquet", b"");
    let done = (|| {
        if let Err(fault) = folder.write("write_parquet", &name, "", rows) {
            return fault.unless_refused();
        }
        let again = folder.read("read_parquet", &name, "").map_err(|fault| format!("what was written: {fault:?}"))?;
        difference(rows, &again.rows).map_or(Ok(()), |difference| Err(format!("written and read: {difference}")))
    })();
    let _ = std::fs::remove_file(folder.path(&name));
    done
}
