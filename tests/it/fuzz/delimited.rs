//! Delimited files: every record is a row or rejected, text stays to the letter, and what was read is written and read again.

use std::cell::RefCell;

use polars::prelude::{Column, DataFrame};

use super::tables::{Folder, Read, difference, is_written, with_choices};
use super::{Target, files};

/// The first byte of an input chooses one, and whether what was read is written.
const SETTINGS: &[&str] = &[
    "",
    PLAIN,
    ", infer_rows: 2",
    ", short_rows: Fill, long_rows: Join",
    ", trim: true, comment: \"#\"",
    ", quote: \"\"",
    ", delimiter: \"||\"",
    ", delimiter: \"blanks\"",
    ", delimiter: \"fixed\", widths: \"3, 2, 4\"",
    ", delimiter: \"fixed\"",
    ", delimiter: \";\", decimal_comma: true, thousands: Point",
    ", header: false",
    ", repeated_header: Skip, null_texts: [\"NA\", \"-\"]",
    ", encoding: Gbk",
    ", encoding: Lossy",
    ", skip_rows: 1, skip_after: 1",
    ", types: [(column: \"a\", type: Integer), (column: \"b\", type: Date, format: \"%d.%m.%Y\")]",
    ", types: [(column: \"a\", type: Number)], decimal_comma: true, delimiter: \";\"",
];
/// Everything is text, as in the reference.
const PLAIN: &str = ", delimiter: \",\", infer_rows: 0, find_header: false, encoding: Utf8";

pub fn target() -> Target {
    let mut corpus: Vec<Vec<u8>> = SMALL.iter().map(|text| text.as_bytes().to_vec()).collect();
    corpus.extend(files("real").into_iter().filter(|file| file.len() < 11_000 && is_text(file)));
    let corpus = with_choices(&corpus, SETTINGS.len(), 1);
    let words = WORDS.iter().map(|word| (*word).to_owned()).collect();
    Target { name: "csv", corpus, words, make: None, check, libraries_may_panic: false, cases: 120 }
}

fn is_text(bytes: &[u8]) -> bool {
    bytes.contains(&b'\n') && !bytes.starts_with(b"PAR1") && !bytes.starts_with(b"PK")
}

const SMALL: &[&str] = &[
    "a,b,c\n1,x,2013-01-31\n2,\"y,z\",\n3,\"q\"\"q\",2013-02-01\n",
    "a;b\n1,5;x\n2;y\n",
    "a\tb\r\n1\t2\r\n",
    "a|b\n1|x\n",
    "name,amount\nx,\"1,234.50\"\ny,\"2,000.00\"\n",
    "a,b\n1,\"two\nlines\"\n2,x\n",
    "a,b\n,\n\"\",x\n",
    "a\n1\n\n3\n",
    "d,t\n31.01.2013,10:05\n01.02.2013,23:59:59.5\n",
    "m\n2013-01-31T10:05:06Z\n2013-01-31T10:05:06+01:00\n",
    "id,zip\n1,007\n2,010\n",
    "# by hand\na,b\n1,2\na,b\n3,4\n",
    "Report of May\n\na,b,c\n1,2,3\nsum,,3\n",
    "x,y\n1e3,0.1\n-0,NaN\n1e300,inf\n",
    "aaa bb cccc\n001 12 abcd\n002 34 ef\n",
    "a||b\n1||x||y\n",
    "a,b\n1.50,true\n2.25,FALSE\n",
    "\u{feff}a,b\n1,x",
];

const WORDS: &[&str] = &[
    ",",
    ";",
    "\t",
    "|",
    "||",
    "\n",
    "\r\n",
    "\r",
    "\"",
    "\"\"",
    "\",\"",
    "\"\n\"",
    ",,",
    "\n\n",
    "\n,\n",
    "#",
    " ",
    "  ",
    "\u{feff}",
    "\u{a0}",
    "\u{2028}",
    "é",
    "日本",
    "😀",
    "\u{0}",
    "1",
    "-1",
    "007",
    "+1",
    "1.0",
    "1.50",
    "1,5",
    "1.234,5",
    "1,234",
    "1'234",
    "1e3",
    "1e400",
    "NaN",
    "inf",
    "-inf",
    "NA",
    "null",
    "true",
    "FALSE",
    "2013-01-31",
    "31.01.2013",
    "01/02/2013",
    "2013-02-30",
    "2013-01-31 10:05",
    "2013-01-31T10:05:06.123456789Z",
    "2013-01-31T10:05:06+01:00",
    "10:05",
    "24:00",
    "0000-01-01",
    "9999-12-31",
    "9223372036854775807",
    "9223372036854775808",
    "a,b\n",
    "a,a\n",
    "column_1",
    "rejected",
    "=1+1",
    "'",
    "5 EUR",
    "$5",
    "5 %",
    "(5)",
    "0x1F",
    "1_000",
];

thread_local! {
    static FOLDER: RefCell<Option<Folder>> = const { RefCell::new(None) };
}

/// A folder that many cases share: its files go with it.
pub fn with_folder<T>(work: impl FnOnce(&Folder) -> T) -> T {
    let folder = FOLDER.take().unwrap_or_else(Folder::new);
    let done = work(&folder);
    FOLDER.set(Some(folder));
    done
}

fn check(input: &[u8]) -> Result<(), String> {
    let Some((choice, bytes)) = input.split_first() else { return Ok(()) };
    let settings = SETTINGS[usize::from(*choice) % SETTINGS.len()];
    with_folder(|folder| {
        let name = folder.put("csv", bytes);
        let read = folder.read("read_csv", &name, settings);
        let done = match read {
            Ok(read) => held(folder, *choice, bytes, settings, &read),
            Err(fault) => fault.unless_refused(),
        };
        let _ = std::fs::remove_file(folder.path(&name));
        done.map_err(|why| format!("{why}\nsettings: {settings}"))
    })
}

fn held(folder: &Folder, choice: u8, bytes: &[u8], settings: &str, read: &Read) -> Result<(), String> {
    if settings == PLAIN {
        as_the_reference(bytes, read)?;
    }
    if is_written(choice, SETTINGS.len()) { written_and_read(folder, settings, &read.rows) } else { Ok(()) }
}

/// The rows of a file without oddities are those that the crate `csv` finds, cell by cell.
fn as_the_reference(bytes: &[u8], read: &Read) -> Result<(), String> {
    let Some(records) = records(bytes) else { return Ok(()) };
    let width = records[0].len();
    let records = &records[1..];
    // Delimiters at the ends of rows are taken for what they are.
    if records.iter().any(|record| record.len() > width && record.last().is_some_and(String::is_empty)) {
        return Ok(());
    }
    let (rows, rejected) = (read.rows.height(), read.rejected.height());
    if rows + rejected != records.len() {
        return Err(format!("{} records, {rows} rows and {rejected} rejected", records.len()));
    }
    let fitting: Vec<&Vec<String>> = records.iter().filter(|record| record.len() == width).collect();
    if fitting.len() != rows {
        return Err(format!("{} records of {width} fields, {rows} rows", fitting.len()));
    }
    for (column, index) in read.rows.columns().iter().zip(0..) {
        for (row, record) in fitting.iter().enumerate() {
            let cell = column.get(row).expect("a cell");
            let found = cell.get_str().unwrap_or_default();
            if found != record[index] {
                return Err(format!("row {row} of {:?}: {:?} is read as {cell:?}", column.name(), record[index]));
            }
        }
    }
    Ok(())
}

/// What the reference finds, the header first; `None` where a file has what readers differ in: lone returns, quotes within
/// fields, quotes that are not closed, a last column without a name, marks and control characters.
fn records(bytes: &[u8]) -> Option<Vec<Vec<String>>> {
    let text = std::str::from_utf8(bytes).ok()?;
    if text.replace("\r\n", "\n").contains(['\r', '\0', '\u{feff}', '\u{1a}']) || !is_regular(text) {
        return None;
    }
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(bytes);
    let records = reader.records().map(|record| record.map(|r| r.iter().map(str::to_owned).collect::<Vec<String>>()));
    let records: Vec<Vec<String>> = records.collect::<Result<_, _>>().ok()?;
    // A header of blanks is none, and one with an empty end is taken for a delimiter too many.
    let header = records.first()?;
    (header.iter().all(|name| !name.trim().is_empty())).then_some(records)
}

/// Whether quotes stand only around whole fields, and double within.
fn is_regular(text: &str) -> bool {
    let mut letters = text.chars().peekable();
    let mut is_start = true;
    while let Some(c) = letters.next() {
        if c == '"' {
            if !is_start {
                return false;
            }
            loop {
                match letters.next() {
                    Some('"') if letters.peek() == Some(&'"') => drop(letters.next()),
                    Some('"') => break,
                    Some(_) => {}
                    None => return false,
                }
            }
            if !matches!(letters.peek(), None | Some(',' | '\n' | '\r')) {
                return false;
            }
        }
        is_start = matches!(c, ',' | '\n');
    }
    true
}

/// A file with many of them is taken for none of text.
fn has_controls(column: &Column) -> bool {
    let is_control = |c: char| c.is_control() && !c.is_whitespace();
    let texts = column.str().map(|texts| texts.iter().flatten().any(|text| text.contains(is_control)));
    column.name().contains(is_control) || texts.unwrap_or(false)
}

/// What is written and read again is the same table, or it is told what is not.
fn written_and_read(folder: &Folder, settings: &str, rows: &DataFrame) -> Result<(), String> {
    // A mark in the middle of a file stands at the beginning of the next.
    let begins_with_mark = rows.columns().first().is_some_and(|column| column.name().starts_with('\u{feff}'));
    if begins_with_mark || rows.columns().iter().any(has_controls) {
        return Ok(());
    }
    let name = folder.put("csv", b"");
    let done = (|| {
        let told = match folder.write("write_csv", &name, "", rows) {
            Ok(told) => told,
            Err(fault) => return fault.unless_refused(),
        };
        let own = ", delimiter: \",\", find_header: false";
        let again = match folder.read("read_csv", &name, if settings == PLAIN { PLAIN } else { own }) {
            Ok(again) => again,
            Err(_) if rows.height() == 0 || !told.is_empty() => return Ok(()),
            Err(fault) => return Err(format!("what was written cannot be read: {fault:?}")),
        };
        let text = || std::fs::read_to_string(folder.path(&name)).unwrap_or_default();
        let is_told = !told.is_empty() || !again.warnings.is_empty();
        match difference(rows, &again.rows) {
            Some(difference) if !is_told => Err(format!("written and read: {difference}\n{:?}", text())),
            _ => Ok(()),
        }
    })();
    let _ = std::fs::remove_file(folder.path(&name));
    done
}
