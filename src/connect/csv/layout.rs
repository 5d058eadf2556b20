//! What a delimited file looks like, from its beginning: delimiter, names, types, where the rows start.

use std::ops::Range;

use super::beginning::Beginning;
use super::column::ColumnType;
use super::infer::Guess;
use super::look::Look;
use super::names::unique_names;
use super::scan::CsvOptions;
use super::shape::{CsvShape, LongRows, Parting, RepeatedHeader, ShortRows};
use super::split::{Dialect, Fault, Field, LONGEST_ROW, record, text_of};
use crate::base::Problem;
use crate::connect::told_encoding::Broken;

/// The beginning of a file, understood.
#[derive(Clone, Debug)]
pub(super) struct Layout {
    pub dialect: Dialect,
    pub names: Vec<String>,
    pub types: Vec<ColumnType>,
    /// Whether the sample held a value for the type to be told from.
    pub seen: Vec<bool>,
    /// The byte at which the rows begin, and the line, counted from 1.
    pub body: usize,
    pub line: usize,
    /// The row with the names, if there is one.
    pub head: Range<usize>,
    /// How fields are parted in the file, where the text was written anew.
    pub parting: Option<Parting>,
    /// Some rows hold bytes that are no text.
    pub broken: Option<Broken>,
    pub warnings: Vec<Problem>,
}

/// Bytes that the sample may take: one endless line shall not be read for it.
const LONGEST_SAMPLE: usize = 16 << 20;

/// Understands the beginning of a file. No rows, and even no bytes, are no error; an endless first row is.
pub(super) fn layout(text: &[u8], beginning: Beginning, options: &CsvOptions) -> Result<Layout, Problem> {
    let Beginning { start, line, dialect, parting, warnings } = beginning;
    let mut layout = Layout {
        dialect,
        names: Vec::new(),
        types: Vec::new(),
        seen: Vec::new(),
        head: start..start,
        body: start,
        line,
        parting,
        broken: None,
        warnings,
    };
    layout.skip_blank_lines(text);
    if layout.body < text.len() {
        let mut fields = Vec::new();
        let head = record(text, layout.body, dialect, |field| fields.push(field));
        if head.end - layout.body > LONGEST_ROW {
            let text = say!("csv-first-row-long", size = LONGEST_ROW >> 20);
            return Err(Problem::error(text).remedy(say!("csv-not-delimited")).at("path"));
        }
        if let Some(fault) = head.fault {
            let message = match fault {
                Fault::BehindQuote => say!("csv-first-row-behind-quote"),
                Fault::Unclosed => say!("csv-first-row-unclosed"),
            };
            return Err(Problem::error(message).remedy(say!("csv-correct-quote")).at("path"));
        }
        let first = fields.iter().map(|field| text_of(text, field, dialect)).collect();
        if options.header {
            layout.head = layout.body..head.end;
            layout.body = head.next;
            layout.line += head.lines;
            let (behind, lines) = skip_lines(&text[head.next..], options.shape.skip_after);
            layout.body += behind;
            layout.line += lines;
        }
        let (names, mut warnings) = unique_names(first, options.header);
        layout.names = names;
        layout.warnings.append(&mut warnings);
    }
    layout.infer(text, options);
    Ok(layout)
}

impl Layout {
    fn skip_blank_lines(&mut self, text: &[u8]) {
        loop {
            match &text[self.body..] {
                [b'\n', ..] => self.body += 1,
                [b'\r', b'\n', ..] => self.body += 2,
                _ => return,
            }
            self.line += 1;
        }
    }

    /// Whether a row holds the names once more.
    pub fn is_head(&self, text: &[u8], row: Range<usize>) -> bool {
        !self.head.is_empty() && row.len() == self.head.len() && text[row] == text[self.head.clone()]
    }

    fn infer(&mut self, text: &[u8], options: &CsvOptions) {
        let mut guesses = vec![Guess::new(options.try_dates); self.names.len()];
        let sample = &text[..text.len().min(self.body.saturating_add(LONGEST_SAMPLE))];
        let mut at = self.body;
        let mut look = Look::new(self.line);
        for _ in 0..options.infer_rows {
            if at >= sample.len() {
                break;
            }
            if options.shape.is_comment(&sample[at..]) {
                at += skip_lines(&sample[at..], 1).0;
                look.line += 1;
                continue;
            }
            let mut fields = Vec::with_capacity(guesses.len());
            let row = record(sample, at, self.dialect, |field| fields.push(field));
            let start = std::mem::replace(&mut at, row.next);
            let cut_off = row.next == sample.len() && sample.len() < text.len();
            if cut_off {
                continue;
            }
            let is_head = self.is_head(sample, start..row.end);
            look.see(start, &row, fields.len(), self.names.len(), is_head);
            fit(&mut fields, guesses.len(), row.end, &options.shape);
            let is_skipped = is_head && options.shape.repeated_header != RepeatedHeader::Keep;
            if row.fault.is_some() || fields.len() != guesses.len() || is_skipped {
                continue;
            }
            for (field, guess) in fields.iter().zip(&mut guesses) {
                if !field.content.is_empty() && !options.is_null(&sample[field.content.clone()]) {
                    guess.see(&text_of(sample, field, self.dialect), options.decimal_comma);
                }
            }
        }
        look.tell(&mut self.warnings, options.shape.repeated_header);
        let ambiguous = self.names.iter().zip(&guesses).filter(|(_, guess)| guess.is_ambiguous());
        for (name, _) in ambiguous.filter(|(name, _)| !options.types.iter().any(|named| named.column == **name)) {
            self.warnings.push(
                Problem::warning(say!("csv-ambiguous-dates", name = name)).remedy(say!("csv-give-format")).at("types"),
            );
        }
        self.types = guesses.iter().map(Guess::column_type).collect();
        self.seen = guesses.iter().map(|guess| guess.seen).collect();
    }
}

/// Makes the fields as many as there are columns, where the settings allow it.
fn fit(fields: &mut Vec<Field>, width: usize, end: usize, shape: &CsvShape) {
    if fields.len() > width && width > 0 && shape.long_rows == LongRows::Join {
        fields.truncate(width);
        if let Some(last) = fields.last_mut() {
            *last = Field { content: last.outer().start..end, quoted: false, stray: false };
        }
    }
    if fields.len() < width && shape.short_rows == ShortRows::Fill {
        fields.resize(width, Field { content: end..end, quoted: false, stray: false });
    }
}

/// The place behind so many lines, and how many there were.
pub(super) fn skip_lines(text: &[u8], count: usize) -> (usize, usize) {
    let mut at = 0;
    for skipped in 0..count {
        match text[at..].iter().position(|&byte| byte == b'\n') {
            Some(length) => at += length + 1,
            None => return (text.len(), skipped + usize::from(at < text.len())),
        }
    }
    (at, count)
}
