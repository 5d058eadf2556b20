//! Workbooks: the parts of an .xlsx, put into a zip, and whole files of all formats. What was read is written and read again.

use std::borrow::Cow;
use std::io::{Cursor, Read, Write};
use std::sync::LazyLock;

use polars::prelude::DataFrame;

use super::delimited::with_folder;
use super::mutate::{Random, changed_little};
use super::tables::{Folder, difference, is_written, with_choices};
use super::{Target, files};

/// The first byte of an input chooses one, and whether what was read is written. [`WHOLE`] is a file as it is, [`UNPACKED`]
/// one as the names and contents of its parts.
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
const UNPACKED: u8 = 254;
/// Between the parts of an input, in the order of [`PARTS`].
const BETWEEN: u8 = 0;
const PARTS: &[&str] = &["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml"];

pub fn target() -> Target {
    let parts = |sheet: &&str| [*sheet, STRINGS, STYLES, WORKBOOK].map(str::as_bytes).join(&[BETWEEN][..]);
    let mut corpus = with_choices(&SHEETS.iter().map(parts).collect::<Vec<_>>(), SETTINGS.len(), 0);
    let is_book = |file: &Vec<u8>| file.starts_with(b"PK") || file.starts_with(b"\xd0\xcf\x11\xe0");
    corpus.extend(files("real").into_iter().filter(is_book).map(|file| [&[WHOLE][..], &file].concat()));
    corpus.retain(|file| file.len() < 20_000);
    let words = WORDS.iter().map(|word| (*word).to_owned()).collect();
    Target {
        name: "workbook",
        corpus,
        words,
        make: Some(changed_inside),
        check,
        libraries_may_panic: false,
        cases: 120,
    }
}

/// The parts of a workbook: their names and bytes.
type Parts = Vec<(String, Vec<u8>)>;

static BOOKS: LazyLock<Vec<Parts>> = LazyLock::new(|| {
    let books = files("real").into_iter().filter(|file| file.starts_with(b"PK"));
    books.filter_map(|file| unpacked(&file)).filter(|parts| parts.len() > 1).collect()
});

fn unpacked(file: &[u8]) -> Option<Vec<(String, Vec<u8>)>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(file)).ok()?;
    let parts = (0..archive.len()).map(|index| {
        let mut part = archive.by_index(index).ok()?;
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).ok()?;
        Some((part.name().ok()?.into_owned(), bytes))
    });
    parts.collect()
}

/// A real workbook, or the parts of a small one, of which some are changed inside.
fn changed_inside(random: &mut Random) -> Vec<u8> {
    static WORDS_OF: LazyLock<Vec<String>> = LazyLock::new(|| WORDS.iter().map(|word| (*word).to_owned()).collect());
    if random.below(3) > 0 {
        let choice = random.below(SETTINGS.len() * 4) as u8;
        let mut parts: Vec<Vec<u8>> = [random.one_of(SHEETS), STRINGS, STYLES, WORKBOOK].map(|part| part.into()).into();
        let corpus: Vec<Vec<u8>> = SHEETS.iter().map(|sheet| sheet.as_bytes().to_vec()).collect();
        let index = *random.one_of(&[0, 0, 0, 0, 1, 2, 3]);
        changed_little(random, &mut parts[index], &corpus, &WORDS_OF);
        return [&[choice][..], &parts.join(&[BETWEEN][..])].concat();
    }
    let mut parts = random.one_of(&BOOKS).clone();
    for _ in 0..=random.below(2) {
        let index = random.below(parts.len());
        let corpus = [parts[random.below(parts.len())].1.clone()];
        changed_little(random, &mut parts[index].1, &corpus, &WORDS_OF);
    }
    let parts = parts.into_iter().flat_map(|(name, bytes)| [name.into_bytes(), bytes]);
    [&[UNPACKED][..], &parts.collect::<Vec<_>>().join(&[BETWEEN][..])].concat()
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
        UNPACKED => (packed(bytes), ""),
        choice => (zipped(bytes), SETTINGS[usize::from(choice) % SETTINGS.len()]),
    };
    with_folder(|folder| {
        let name = folder.put("xlsx", &file);
        let read = folder.read("read_excel", &name, settings);
        let done = match read {
            Ok(read) if is_written(*choice, SETTINGS.len()) => written_and_read(folder, &read.rows),
            Ok(_) => Ok(()),
            Err(fault) => fault.unless_refused(),
        };
        let _ = std::fs::remove_file(folder.path(&name));
        done.map_err(|why| format!("{why}\nsettings: {settings}"))
    })
}

/// Names and contents in turn, as a zip that packs nothing.
fn packed(parts: &[u8]) -> Vec<u8> {
    let parts: Vec<&[u8]> = parts.split(|byte| *byte == BETWEEN).collect();
    let named = parts.chunks_exact(2).map(|pair| (String::from_utf8_lossy(pair[0]), pair[1]));
    stored(named)
}

/// The parts in a zip that packs nothing.
fn zipped(parts: &[u8]) -> Vec<u8> {
    let fixed = [("[Content_Types].xml", TYPES), ("_rels/.rels", ROOT), ("xl/_rels/workbook.xml.rels", LINKS)];
    let fixed = fixed.map(|(name, text)| (name, text.as_bytes()));
    let own = PARTS.iter().copied().zip(parts.splitn(PARTS.len(), |byte| *byte == BETWEEN));
    stored(fixed.into_iter().chain(own).map(|(name, bytes)| (name.into(), bytes)))
}

fn stored<'a>(parts: impl Iterator<Item = (Cow<'a, str>, &'a [u8])>) -> Vec<u8> {
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, bytes) in parts {
        // A name that is there already is left out.
        if out.start_file(name, stored).is_ok() {
            out.write_all(bytes).expect("in memory");
        }
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
