//! Workbooks: the parts of an .xlsx, put into a zip, and whole files of all formats. What was read is written and read again.

use std::io::{Cursor, Write};

use polars::prelude::DataFrame;

use super::delimited::with_folder;
use super::tables::{Folder, difference};
use super::{Target, files};

/// The first byte of an input chooses one; [`WHOLE`] is a file as it is.
const SETTINGS: &[&str] = &[
    "",
    ", shown: true",
    ", header_row: 0, find_header: false",
    ", errors: Text, fill_merged: true",
    ", range: \"B2:C9\"",
    ", header_rows: 2, skip_last: 1",
    ", sheet: \"*\", sheet_column: \"sheet\"",
];
const WHOLE: u8 = 255;
/// Between the parts of an input, in the order of [`PARTS`].
const BETWEEN: u8 = 0;
const PARTS: &[&str] = &["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml"];

pub fn target() -> Target {
    let mut corpus = Vec::new();
    for (index, sheet) in SHEETS.iter().enumerate() {
        let parts = [*sheet, STRINGS, STYLES, WORKBOOK].map(str::as_bytes).join(&[BETWEEN][..]);
        corpus.extend([0, index as u8 % SETTINGS.len() as u8].map(|choice| [&[choice][..], &parts].concat()));
    }
    let is_book = |file: &Vec<u8>| file.starts_with(b"PK") || file.starts_with(b"\xd0\xcf\x11\xe0");
    corpus.extend(files("real").into_iter().filter(is_book).map(|file| [&[WHOLE][..], &file].concat()));
    corpus.retain(|file| file.len() < 20_000);
    let words = WORDS.iter().map(|word| (*word).to_owned()).collect();
    Target { name: "workbook", corpus, words, make: None, check, cases: 120 }
}

const SHEETS: &[&str] = &[
    "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c></row><row r=\"2\"><c r=\"A2\"><v>1</v></c><c r=\"B2\"><v>2.5</v></c></row><row r=\"3\"><c r=\"A3\"><v>2</v></c><c r=\"B3\" t=\"inlineStr\"><is><t>x</t></is></c></row></sheetData></worksheet>",
    "<worksheet><dimension ref=\"A1:B4\"/><sheetData><row r=\"1\"><c r=\"A1\" t=\"str\"><v>day</v></c><c r=\"B1\" t=\"str\"><v>time</v></c></row><row r=\"2\"><c r=\"A2\" s=\"1\"><v>45292</v></c><c r=\"B2\" s=\"2\"><v>0.5</v></c></row><row r=\"3\"><c r=\"A3\" s=\"1\"><v>45293.25</v></c><c r=\"B3\" s=\"2\"><v>1.75</v></c></row></sheetData></worksheet>",
    "<worksheet><sheetData><row><c t=\"b\"><v>1</v></c><c t=\"e\"><v>#N/A</v></c></row><row><c><f>1+1</f><v>2</v></c><c><f>B1</f></c></row></sheetData><mergeCells count=\"1\"><mergeCell ref=\"A1:A2\"/></mergeCells></worksheet>",
    "<worksheet><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"1048576\"><c r=\"XFD1048576\"><v>2</v></c></row></sheetData></worksheet>",
];
const STRINGS: &str = "<sst count=\"2\" uniqueCount=\"2\"><si><t>a</t></si><si><r><t>b</t></r><r><t xml:space=\"preserve\"> c</t></r></si></sst>";
const STYLES: &str = "<styleSheet><numFmts count=\"1\"><numFmt numFmtId=\"170\" formatCode=\"yyyy-mm-dd\"/></numFmts><cellXfs count=\"3\"><xf numFmtId=\"0\"/><xf numFmtId=\"170\"/><xf numFmtId=\"20\"/></cellXfs></styleSheet>";
const WORKBOOK: &str = "<workbook xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"rId1\"/></sheets><definedNames><definedName name=\"all\">S!$A$1:$B$3</definedName></definedNames></workbook>";

const TYPES: &str = "<Types><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>";
const ROOT: &str = "<Relationships><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>";
const LINKS: &str = "<Relationships><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings\" Target=\"sharedStrings.xml\"/><Relationship Id=\"rId3\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" Target=\"styles.xml\"/></Relationships>";

const WORDS: &[&str] = &[
    "<row r=\"1\">",
    "<row r=\"0\">",
    "<row r=\"4294967295\">",
    "<row>",
    "</row>",
    "<c r=\"A1\">",
    "<c r=\"XFE1\">",
    "<c r=\"ZZZZZZZ99999999999\">",
    "<c r=\"\">",
    "<c>",
    "</c>",
    "<v>1</v>",
    "<v>-1</v>",
    "<v></v>",
    "<v>1e400</v>",
    "<v>2958466</v>",
    "<v>60</v>",
    "t=\"s\"",
    "t=\"str\"",
    "t=\"b\"",
    "t=\"e\"",
    "t=\"d\"",
    "t=\"inlineStr\"",
    "s=\"1\"",
    "s=\"99\"",
    "<f>A1</f>",
    "<f t=\"shared\" ref=\"A1:A9\" si=\"0\">B1</f>",
    "<f t=\"shared\" si=\"0\"/>",
    "<mergeCell ref=\"A1:XFD1048576\"/>",
    "<dimension ref=\"A1:XFD1048576\"/>",
    "<dimension ref=\"B2:A1\"/>",
    "<si><t>x</t></si>",
    "<t xml:space=\"preserve\"> x </t>",
    "_x000D_",
    "_xD800_",
    "&#0;",
    "&#55296;",
    "&amp;",
    "&x;",
    "<![CDATA[x]]>",
    "<!--",
    "<?xml version=\"1.0\" encoding=\"UTF-16\"?>",
    "[h]:mm:ss",
    "[$-409]d/m/yy;@",
    "0.00E+00",
    "#,##0.00_);[Red]\\(",
    "?/?",
    "General",
    "date1904=\"1\"",
    "state=\"hidden\"",
    "<sheet name=\"S\" sheetId=\"2\" r:id=\"rId1\"/>",
    "S!$A:$A",
    "#REF!",
];

fn check(input: &[u8]) -> Result<(), String> {
    let Some((choice, bytes)) = input.split_first() else { return Ok(()) };
    let (file, settings) = match *choice {
        WHOLE => (bytes.to_vec(), ""),
        choice => (zipped(bytes), SETTINGS[usize::from(choice) % SETTINGS.len()]),
    };
    with_folder(|folder| {
        let name = folder.put("xlsx", &file);
        let read = folder.read("read_excel", &name, settings);
        let done = match read {
            Ok(read) => written_and_read(folder, &read.rows),
            Err(fault) => fault.unless_refused(),
        };
        let _ = std::fs::remove_file(folder.path(&name));
        done.map_err(|why| format!("{why}\nsettings: {settings}"))
    })
}

/// The parts in a zip that packs nothing.
fn zipped(parts: &[u8]) -> Vec<u8> {
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let fixed = [("[Content_Types].xml", TYPES), ("_rels/.rels", ROOT), ("xl/_rels/workbook.xml.rels", LINKS)];
    let fixed = fixed.map(|(name, text)| (name, text.as_bytes()));
    let own = PARTS.iter().copied().zip(parts.splitn(PARTS.len(), |byte| *byte == BETWEEN));
    for (name, bytes) in fixed.into_iter().chain(own) {
        out.start_file(name, stored).expect("in memory");
        out.write_all(bytes).expect("in memory");
    }
    out.finish().expect("in memory").into_inner()
}

/// What is written and read again is the same table, or it is told what is not.
fn written_and_read(folder: &Folder, rows: &DataFrame) -> Result<(), String> {
    let name = folder.put("xlsx", b"");
    let done = (|| {
        let told = match folder.write("write_excel", &name, "", rows) {
            Ok(told) => told,
            Err(fault) => return fault.unless_refused(),
        };
        let again = match folder.read("read_excel", &name, ", find_header: false") {
            Ok(again) => again,
            Err(_) if rows.height() == 0 || !told.is_empty() => return Ok(()),
            Err(fault) => return Err(format!("what was written cannot be read: {fault:?}")),
        };
        // Rows of nothing at the end are no rows, and a column of nothing has no type.
        let is_told = !told.is_empty()
            || !again.warnings.is_empty()
            || rows.columns().iter().any(|column| column.null_count() > 0);
        match difference(rows, &again.rows) {
            Some(difference) if !is_told => Err(format!("written and read: {difference}")),
            _ => Ok(()),
        }
    })();
    let _ = std::fs::remove_file(folder.path(&name));
    done
}
