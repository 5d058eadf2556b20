//! Parquet: pages and footer are changed and put together again, or bytes anywhere. A file is refused in words or read; what
//! is read is written and read again.

use std::sync::LazyLock;

use polars::prelude::*;

use super::delimited::with_folder;
use super::mutate::Random;
use super::tables::{Folder, difference};
use super::{Target, files};

pub fn target() -> Target {
    let words = ["PAR1", "schema", "ARROW:schema", "\0\0\0\0", "a", "\u{1}", "\u{15}\0", "\u{19}"];
    let words = words.iter().map(|word| (*word).to_owned()).collect();
    Target {
        name: "parquet",
        corpus: CORPUS.clone(),
        words,
        make: Some(changed_inside),
        check,
        libraries_may_panic: true,
        cases: 120,
    }
}

static CORPUS: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let mut corpus: Vec<Vec<u8>> = (0..3 * TABLES).map(made).collect();
    // Intervals are skipped only by a process that was told so before its first thread: a program of ours, not this one.
    let has_interval = |file: &[u8]| file.windows(8).any(|bytes| bytes == b"interval");
    let is_small = |file: &Vec<u8>| file.starts_with(MARK) && file.len() < 8_000 && !has_interval(file);
    corpus.extend(files("real").into_iter().filter(is_small));
    corpus
});

const TABLES: usize = 6;

/// A small file; each has other types, compressions and pages.
fn made(index: usize) -> Vec<u8> {
    let table = match index % TABLES {
        0 => df!("a" => [Some(1_i64), None, Some(3)], "b" => ["x", "", "yy"], "c" => [1.5, f64::NAN, 0.0]),
        1 => df!("d" => [1_i32, 20_000, -1], "e" => [Some(true), None, Some(false)], "u" => [1_u64, u64::MAX, 0]),
        2 => df!("s" => vec!["same"; 50], "n" => (0..50).collect::<Vec<i16>>()),
        3 => df!("l" => [Series::new("".into(), [1_i64, 2]), Series::new_empty("".into(), &DataType::Int64)]),
        4 => df!("t" => [0_i64, 1, 86_399_999_999_999], "m" => [0_i64, -1, 1 << 50], "p" => [1_i64, -250, 0]),
        _ => {
            df!("x" => [Some(1_i64), None, Some(-1)], "y" => [Some("a"), Some("b"), None], "z" => [&b"\0"[..], b"", b"x"])
        }
    };
    let mut table = table.expect("a table");
    let retyped: &[(&str, DataType)] = match index % TABLES {
        1 => &[("d", DataType::Date)],
        4 => &[
            ("t", DataType::Time),
            ("m", DataType::Datetime(TimeUnit::Microseconds, None)),
            ("p", DataType::Decimal(12, 2)),
        ],
        _ => &[],
    };
    for (name, dtype) in retyped {
        let column = table.column(name).and_then(|column| column.cast(dtype)).expect("values of the type");
        table.with_column(column).expect("as long");
    }
    if index % TABLES == 5 {
        let structs = as_struct(vec![col("x"), col("y")]).alias("st");
        table = table.lazy().with_column(structs).collect().expect("a struct of columns");
    }
    let compression = [ParquetCompression::Uncompressed, ParquetCompression::Snappy, ParquetCompression::Zstd(None)];
    let mut bytes = Vec::new();
    let writer = ParquetWriter::new(&mut bytes).with_compression(compression[index / TABLES % 3]);
    writer.with_row_group_size(Some(2)).finish(&mut table).expect("in memory");
    bytes
}

const MARK: &[u8] = b"PAR1";

/// A file whose parts are changed, and that is put together so that a reader finds them: the length of the footer is right
/// again, the pages keep their places.
fn changed_inside(random: &mut Random) -> Vec<u8> {
    let file: &Vec<u8> = random.one_of(&CORPUS);
    let inner = file.strip_prefix(MARK).and_then(|file| file.strip_suffix(MARK)).expect("a Parquet file");
    let (rest, length) = inner.split_last_chunk::<4>().expect("the length of the footer");
    let (pages, footer) = rest.split_at(rest.len() - u32::from_le_bytes(*length) as usize);
    let (mut pages, mut footer) = (pages.to_vec(), footer.to_vec());
    for _ in 0..=random.below(4) {
        match random.below(4) {
            0 => change_within(random, &mut pages),
            1 => change_within(random, &mut footer),
            _ => change_number(random, &mut footer),
        }
    }
    let length = u32::try_from(footer.len()).unwrap_or(0).to_le_bytes();
    [MARK, &pages, &footer, &length, MARK].concat()
}

/// Another byte in the place of one.
fn change_within(random: &mut Random, bytes: &mut [u8]) {
    let at = random.below(bytes.len());
    let Some(byte) = bytes.get_mut(at) else { return };
    match random.below(3) {
        0 => *byte ^= 1 << random.below(8),
        1 => *byte = random.below(256) as u8,
        _ => *byte = *random.one_of(&[0, 1, 2, 0x7f, 0x80, 0xff]),
    }
}

/// Another number in the place of one, as Thrift's compact form writes it.
fn change_number(random: &mut Random, footer: &mut Vec<u8>) {
    let start = random.below(footer.len());
    let length = footer[start..].iter().take_while(|byte| **byte >= 0x80).count() + 1;
    let end = (start + length).min(footer.len());
    let numbers = [0, 1, -1, 2, 3, 7, 64, 1000, 1 << 20, i64::from(i32::MAX), i64::from(i32::MIN), i64::MAX, i64::MIN];
    let number = *random.one_of(&numbers);
    // Signed numbers alternate with positive ones.
    let mut left = ((number << 1) ^ (number >> 63)) as u64;
    let mut written = Vec::new();
    while left >= 0x80 {
        written.push(left as u8 | 0x80);
        left >>= 7;
    }
    written.push(left as u8);
    footer.splice(start..end, written);
}

fn check(input: &[u8]) -> Result<(), String> {
    with_folder(|folder| {
        let name = folder.put("parquet", input);
        let done = match folder.read("read_parquet", &name, "") {
            // Some of them, which is enough: it takes as long as reading.
            Ok(read) if input[input.len() / 2].is_multiple_of(4) => written_and_read(folder, &read.rows),
            Ok(_) => Ok(()),
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
