//! Reading OpenDocument tables. Cells and rows declare how often they are repeated, so a small file may declare a whole
//! sheet of them: empty cells cost nothing, and others are limited.

use std::io::{BufRead, BufReader, Read, Seek};

use calamine::OdsError;
use zip::ZipArchive;

use super::area::Area;
use super::area::{MOST_COLUMNS, MOST_ROWS};
use super::cells::{Cell, Cells, Value};
use super::xml::{Piece, Tag, Xml};

/// The maximum number of cells added by repetitions.
const MOST_REPEATED: u64 = 10_000_000;

/// An OpenDocument workbook.
pub(super) struct Ods {
    pub sheets: Vec<OdsSheet>,
    /// Named ranges: name and position.
    pub names: Vec<(String, String)>,
}

pub(super) struct OdsSheet {
    pub name: String,
    pub hidden: bool,
    pub cells: Cells,
}

/// Why the workbook cannot be read.
pub(super) enum OdsFault {
    Library(OdsError),
    /// It repeats its cells too often.
    Repeated(u64),
}

impl<E: Into<OdsError>> From<E> for OdsFault {
    fn from(error: E) -> Self {
        OdsFault::Library(error.into())
    }
}

impl Ods {
    /// Reads all sheets; with `shown`, cells are their displayed text.
    pub fn read(file: impl Read + Seek, shown: bool) -> Result<Ods, OdsFault> {
        let mut archive = ZipArchive::new(file)?;
        if let Ok(manifest) = archive.by_name("META-INF/manifest.xml") {
            let mut xml = Xml::new(BufReader::new(manifest));
            while let Some(piece) = xml.next()? {
                if matches!(piece, Piece::Open(tag) if tag.name == "manifest:encryption-data") {
                    return Err(OdsError::Password.into());
                }
            }
        }
        let content = archive.by_name("content.xml")?;
        let mut reader = Content { xml: Xml::new(BufReader::new(content)), shown, repeated: 0 };
        reader.read()
    }
}

struct Content<R> {
    xml: Xml<R>,
    shown: bool,
    repeated: u64,
}

impl<R: BufRead> Content<R> {
    fn read(&mut self) -> Result<Ods, OdsFault> {
        let mut book = Ods { sheets: Vec::new(), names: Vec::new() };
        let mut hidden_styles = Vec::new();
        let mut style = String::new();
        while let Some(piece) = self.xml.next()? {
            let Piece::Open(tag) = piece else { continue };
            match tag.name.as_str() {
                "style:style" => style = tag.get("style:name").unwrap_or_default().to_owned(),
                "style:table-properties" if tag.get("table:display") == Some("false") => {
                    hidden_styles.push(style.clone())
                }
                "table:named-range" => {
                    let of = |name: &str| tag.get(name).unwrap_or_default().to_owned();
                    book.names.push((of("table:name"), of("table:cell-range-address")));
                }
                "table:table" => {
                    let hidden =
                        tag.get("table:style-name").is_some_and(|style| hidden_styles.iter().any(|s| s == style));
                    let name = tag.get("table:name").unwrap_or_default().to_owned();
                    let cells = self.table()?;
                    book.sheets.push(OdsSheet { name, hidden, cells });
                }
                "table:tracked-changes" => self.skip(&tag.name)?,
                _ => {}
            }
        }
        Ok(book)
    }

    /// Skips to after the end of the open tag.
    fn skip(&mut self, name: &str) -> Result<(), OdsFault> {
        let mut depth = 1;
        while depth > 0 {
            match self.xml.next()? {
                Some(Piece::Open(tag)) if tag.name == name => depth += 1,
                Some(Piece::Close(closed)) if closed == name => depth -= 1,
                Some(_) => {}
                None => return Err(OdsError::Eof("table:table").into()),
            }
        }
        Ok(())
    }

    fn table(&mut self) -> Result<Cells, OdsFault> {
        let mut cells = Vec::new();
        let mut merged = Vec::new();
        let mut row = 0_u64;
        loop {
            match self.xml.next()? {
                Some(Piece::Open(tag)) if tag.name == "table:table-row" => {
                    let times = tag.count("table:number-rows-repeated");
                    let first = cells.len();
                    self.row(row, &mut cells, &mut merged)?;
                    let count = (cells.len() - first) as u64;
                    if count > 0 {
                        let more = times.min(u64::from(MOST_ROWS).saturating_sub(row)).saturating_sub(1);
                        self.repeat(count.saturating_mul(more))?;
                        for next in 1..=more {
                            for index in first..first + count as usize {
                                let cell = Cell { row: (row + next) as u32, ..cells[index].clone() };
                                cells.push(cell);
                            }
                        }
                    }
                    row = row.saturating_add(times);
                }
                Some(Piece::Open(tag)) if tag.name == "table:shapes" => self.skip(&tag.name)?,
                Some(Piece::Close(name)) if name == "table:table" => return Ok(Cells::sorted(cells, merged)),
                Some(_) => {}
                None => return Err(OdsError::Eof("table:table").into()),
            }
        }
    }

    fn repeat(&mut self, more: u64) -> Result<(), OdsFault> {
        self.repeated = self.repeated.saturating_add(more);
        if self.repeated > MOST_REPEATED { Err(OdsFault::Repeated(self.repeated)) } else { Ok(()) }
    }

    fn row(&mut self, row: u64, cells: &mut Vec<Cell>, merged: &mut Vec<Area>) -> Result<(), OdsFault> {
        let mut column = 0_u64;
        loop {
            match self.xml.next()? {
                Some(Piece::Open(tag))
                    if matches!(tag.name.as_str(), "table:table-cell" | "table:covered-table-cell") =>
                {
                    let times = tag.count("table:number-columns-repeated");
                    let text = self.cell_text(&tag.name)?;
                    let is_there = row < u64::from(MOST_ROWS) && column < u64::from(MOST_COLUMNS);
                    if is_there {
                        let (down, right) =
                            (tag.count("table:number-rows-spanned"), tag.count("table:number-columns-spanned"));
                        if down > 1 || right > 1 {
                            let end = |from: u64, count: u64, most: u32| {
                                (from.saturating_add(count) - 1).min(u64::from(most) - 1)
                            };
                            let end = (end(row, down, MOST_ROWS) as u32, end(column, right, MOST_COLUMNS) as u32);
                            merged.push(Area::new((row as u32, column as u32), end));
                        }
                    }
                    if let Some(value) = value(&tag, text, self.shown).filter(|_| is_there) {
                        let times = times.min(u64::from(MOST_COLUMNS) - column);
                        self.repeat(times.saturating_sub(1))?;
                        cells.extend((column..column + times).map(|column| Cell {
                            row: row as u32,
                            column: column as u32,
                            value: value.clone(),
                        }));
                    }
                    column = column.saturating_add(times);
                }
                Some(Piece::Close(name)) if name == "table:table-row" => return Ok(()),
                Some(_) => {}
                None => return Err(OdsError::Eof("table:table-row").into()),
            }
        }
    }

    /// The displayed text of the cell: its paragraphs, one per line.
    fn cell_text(&mut self, cell: &str) -> Result<String, OdsFault> {
        let mut text = String::new();
        let mut paragraphs = 0;
        let mut inside = 0;
        loop {
            match self.xml.next()? {
                Some(Piece::Open(tag)) => match tag.name.as_str() {
                    "office:annotation" | "table:table" | "draw:frame" => self.skip(&tag.name)?,
                    "text:p" => {
                        if paragraphs > 0 {
                            text.push('\n');
                        }
                        (paragraphs, inside) = (paragraphs + 1, inside + 1);
                    }
                    "text:s" => text.extend(std::iter::repeat_n(' ', tag.count("text:c").min(32_767) as usize)),
                    "text:tab" => text.push('\t'),
                    "text:line-break" => text.push('\n'),
                    _ => {}
                },
                Some(Piece::Text(piece)) if inside > 0 => text.push_str(&piece),
                Some(Piece::Close(name)) if name == "text:p" => inside -= 1,
                Some(Piece::Close(name)) if name == cell => return Ok(text),
                Some(_) => {}
                None => return Err(OdsError::Eof("table:table-cell").into()),
            }
        }
    }
}

/// The value of a cell with this tag and this text.
fn value(tag: &Tag, text: String, shown: bool) -> Option<Value> {
    let kind = tag.get("office:value-type").or_else(|| tag.get("calcext:value-type")).unwrap_or_default();
    if tag.get("calcext:value-type") == Some("error")
        || (text.starts_with("#") && text.ends_with(['!', '?']) && kind != "string")
    {
        return Some(Value::Error(text));
    }
    if kind.is_empty() {
        return tag.get("table:formula").map(|_| Value::Unknown);
    }
    if shown {
        return Some(Value::Text(text));
    }
    let number = tag.get("office:value").unwrap_or_default();
    Some(match kind {
        "float" | "percentage" | "currency" => match (number.parse::<i64>(), number.parse::<f64>()) {
            (Ok(whole), _) => Value::Integer(whole),
            (_, Ok(number)) => Value::number(number),
            _ => return tag.get("table:formula").map(|_| Value::Unknown),
        },
        "date" => Value::iso_moment(tag.get("office:date-value").unwrap_or(&text)),
        "time" => Value::iso_span(tag.get("office:time-value").unwrap_or(&text)),
        "boolean" => {
            Value::Boolean(tag.get("office:boolean-value").is_some_and(|value| value.eq_ignore_ascii_case("true")))
        }
        _ => Value::Text(tag.get("office:string-value").map_or(text, str::to_owned)),
    })
}
