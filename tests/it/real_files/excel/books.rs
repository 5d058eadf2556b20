//! Small workbooks, written part by part as other programs write them.

use std::io::{Cursor, Write};

/// A workbook of Excel that a test makes.
#[derive(Default)]
pub struct Book<'a> {
    pub sheets: &'a [Sheet<'a>],
    /// Number formats: a cell `2~0.5` has the second of them.
    pub formats: &'a [&'a str],
    /// Attributes and elements of the workbook's part: `<definedNames>…`.
    pub names: &'a str,
    pub properties: &'a str,
    pub calculation: &'a str,
    /// Further parts, name and text.
    pub parts: &'a [(&'a str, &'a str)],
}

/// A sheet: its rows one a line, cells parted by `|`. `=A1*2` is a formula that nobody has computed, `#N/A` an error, digits
/// are numbers, `TRUE` a boolean, `2~0.5` has a number format; all else, and what stands behind `'`, is text. `@B7 x` places a
/// cell.
#[derive(Clone, Copy, Default)]
pub struct Sheet<'a> {
    pub name: &'a str,
    /// `hidden` or `veryHidden`; empty for one that is seen.
    pub state: &'a str,
    pub rows: &'a str,
    /// "A1:B2 C1:C3"
    pub merged: &'a str,
}

pub fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        out.start_file(*name, zip::write::SimpleFileOptions::default()).expect("a part");
        out.write_all(bytes).expect("written");
    }
    out.finish().expect("a zip").into_inner()
}

/// One sheet of these rows.
pub fn rows(rows: &str) -> Vec<u8> {
    Book { sheets: &[Sheet { name: "S", rows, ..Sheet::default() }], ..Book::default() }.bytes()
}

/// The same with number formats.
pub fn formatted(formats: &[&str], rows: &str) -> Vec<u8> {
    Book { sheets: &[Sheet { name: "S", rows, ..Sheet::default() }], formats, ..Book::default() }.bytes()
}

impl Book<'_> {
    pub fn bytes(&self) -> Vec<u8> {
        let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        let packages = "http://schemas.openxmlformats.org/package/2006/relationships";
        let numbered = || self.sheets.iter().zip(1..);
        let listed = |(sheet, id): (&Sheet, i32)| {
            let state = if sheet.state.is_empty() { String::new() } else { format!(" state=\"{}\"", sheet.state) };
            format!("<sheet name=\"{}\" sheetId=\"{id}\"{state} r:id=\"rId{id}\"/>", escaped(sheet.name))
        };
        let workbook = format!(
            "<workbook xmlns=\"{main}\" xmlns:r=\"{office}\">{}<sheets>{}</sheets>{}{}</workbook>",
            self.properties,
            numbered().map(listed).collect::<String>(),
            self.names,
            self.calculation
        );
        let related = |(_, id): (&Sheet, i32)| {
            format!("<Relationship Id=\"rId{id}\" Type=\"{office}/worksheet\" Target=\"worksheets/sheet{id}.xml\"/>")
        };
        let relations = format!(
            "<Relationships xmlns=\"{packages}\">{}</Relationships>",
            numbered().map(related).collect::<String>()
        );
        let root = format!(
            "<Relationships xmlns=\"{packages}\"><Relationship Id=\"a\" Type=\"{office}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
        );
        let format = |(code, id): (&&str, i32)| format!("<numFmt numFmtId=\"{id}\" formatCode=\"{}\"/>", escaped(code));
        let formats: String = self.formats.iter().zip(164..).map(format).collect();
        let cells: String =
            (0..self.formats.len()).map(|index| format!("<xf numFmtId=\"{}\"/>", 164 + index)).collect();
        let styles = format!(
            "<styleSheet xmlns=\"{main}\"><numFmts>{formats}</numFmts><cellXfs><xf numFmtId=\"0\"/>{cells}</cellXfs></styleSheet>"
        );
        let sheets: Vec<(String, String)> =
            numbered().map(|(sheet, id)| (format!("xl/worksheets/sheet{id}.xml"), sheet.xml(main))).collect();
        let mut parts: Vec<(&str, &[u8])> = vec![
            ("[Content_Types].xml", b"<Types/>"),
            ("_rels/.rels", root.as_bytes()),
            ("xl/workbook.xml", workbook.as_bytes()),
            ("xl/_rels/workbook.xml.rels", relations.as_bytes()),
            ("xl/styles.xml", styles.as_bytes()),
        ];
        parts.extend(sheets.iter().map(|(name, text)| (name.as_str(), text.as_bytes())));
        parts.extend(self.parts.iter().map(|(name, text)| (*name, text.as_bytes())));
        zipped(&parts)
    }
}

impl Sheet<'_> {
    fn xml(&self, main: &str) -> String {
        let mut rows = String::new();
        for (line, number) in self.rows.lines().zip(1..) {
            if let Some(placed) = line.trim().strip_prefix('@') {
                let (place, text) = placed.split_once(' ').expect("a place and a text");
                let row = place.trim_start_matches(|c: char| c.is_ascii_alphabetic());
                rows += &format!("<row r=\"{row}\">{}</row>", cell(place, text));
                continue;
            }
            let cells = line.split('|').map(str::trim).zip('A'..).filter(|(text, _)| !text.is_empty());
            let cells: String = cells.map(|(text, column)| cell(&format!("{column}{number}"), text)).collect();
            rows += &format!("<row r=\"{number}\">{cells}</row>");
        }
        let merged: String =
            self.merged.split_whitespace().map(|area| format!("<mergeCell ref=\"{area}\"/>")).collect();
        let merged = if merged.is_empty() { merged } else { format!("<mergeCells>{merged}</mergeCells>") };
        format!("<worksheet xmlns=\"{main}\"><sheetData>{rows}</sheetData>{merged}</worksheet>")
    }
}

fn cell(place: &str, text: &str) -> String {
    let (style, text) = match text.split_once('~') {
        Some((style, text)) if style.parse::<u32>().is_ok() => (format!(" s=\"{style}\""), text),
        _ => (String::new(), text),
    };
    let is_error = text.starts_with('#') && text.ends_with(['!', '?', 'A']);
    match text {
        _ if is_error => format!("<c r=\"{place}\" t=\"e\"><v>{text}</v></c>"),
        "TRUE" | "FALSE" => format!("<c r=\"{place}\" t=\"b\"><v>{}</v></c>", u8::from(text == "TRUE")),
        _ if text.starts_with('=') => format!("<c r=\"{place}\"><f>{}</f><v></v></c>", escaped(&text[1..])),
        _ if text.parse::<f64>().is_ok() => format!("<c r=\"{place}\"{style}><v>{text}</v></c>"),
        _ => {
            let text = escaped(text.strip_prefix('\'').unwrap_or(text));
            format!("<c r=\"{place}\"{style} t=\"inlineStr\"><is><t xml:space=\"preserve\">{text}</t></is></c>")
        }
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

/// An OpenDocument workbook with these elements in it.
pub fn ods(tables: &str) -> Vec<u8> {
    let content = format!(
        "<?xml version=\"1.0\"?><office:document-content><office:automatic-styles><style:style style:name=\"no\">\
         <style:table-properties table:display=\"false\"/></style:style></office:automatic-styles>\
         <office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    );
    zipped(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", b"<manifest:manifest/>"),
        ("content.xml", content.as_bytes()),
    ])
}

/// A row of an OpenDocument table: cells parted by `|`, each a type and a value as it has them (`time PT1H`, `float 7`,
/// `string x`), or elements of its own.
pub fn ods_row(cells: &str) -> String {
    let cell = |text: &str| {
        let text = text.trim();
        if text.starts_with('<') || text.is_empty() {
            return if text.is_empty() { "<table:table-cell/>".to_owned() } else { text.to_owned() };
        }
        let (kind, value) = text.split_once(' ').expect("a type and a value");
        let attribute = match kind {
            "string" => String::new(),
            "float" | "percentage" => format!(" office:value=\"{value}\""),
            kind => format!(" office:{kind}-value=\"{value}\""),
        };
        format!("<table:table-cell office:value-type=\"{kind}\"{attribute}><text:p>{value}</text:p></table:table-cell>")
    };
    format!("<table:table-row>{}</table:table-row>", cells.split('|').map(cell).collect::<String>())
}
