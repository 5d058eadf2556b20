//! What a delimited file looks like, from its beginning: delimiter, names, types, where the rows start.

use super::column::ColumnType;
use super::infer::Guess;
use super::names::unique_names;
use super::scan::CsvOptions;
use super::split::{Dialect, Fault, LONGEST_ROW, record, text_of};
use crate::base::Problem;

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
    pub warnings: Vec<Problem>,
}

/// Bytes that the sample may take: one endless line shall not be read for it.
const LONGEST_SAMPLE: usize = 16 << 20;
const DELIMITERS: &[u8] = b",;\t|";

/// Understands the beginning of a file. No rows, and even no bytes, are no error; an endless first row is.
pub(super) fn layout(text: &[u8], options: &CsvOptions) -> Result<Layout, Problem> {
    let (start, skipped) = skip_lines(text, options.skip_rows);
    let dialect = Dialect {
        delimiter: options.delimiter.unwrap_or_else(|| sniff(text, start, options.quote)),
        quote: options.quote,
    };
    let mut layout = Layout {
        dialect,
        names: Vec::new(),
        types: Vec::new(),
        seen: Vec::new(),
        body: start,
        line: skipped + 1,
        warnings: Vec::new(),
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
            layout.body = head.next;
            layout.line += head.lines;
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

    fn infer(&mut self, text: &[u8], options: &CsvOptions) {
        let mut guesses = vec![Guess::new(options.try_dates); self.names.len()];
        let sample = &text[..text.len().min(self.body.saturating_add(LONGEST_SAMPLE))];
        let mut at = self.body;
        for _ in 0..options.infer_rows {
            if at >= sample.len() {
                break;
            }
            let mut fields = Vec::with_capacity(guesses.len());
            let row = record(sample, at, self.dialect, |field| fields.push(field));
            at = row.next;
            let cut_off = row.next == sample.len() && sample.len() < text.len();
            if row.fault.is_some() || fields.len() != guesses.len() || cut_off {
                continue;
            }
            for (field, guess) in fields.iter().zip(&mut guesses) {
                if !field.content.is_empty() && !options.is_null(&sample[field.content.clone()]) {
                    guess.see(&text_of(sample, field, self.dialect), options.decimal_comma);
                }
            }
        }
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

/// The place behind so many lines, and how many there were.
fn skip_lines(text: &[u8], count: usize) -> (usize, usize) {
    let mut at = 0;
    for skipped in 0..count {
        match text[at..].iter().position(|&byte| byte == b'\n') {
            Some(length) => at += length + 1,
            None => return (text.len(), skipped + usize::from(at < text.len())),
        }
    }
    (at, count)
}

/// The delimiter by which the first rows have the same number of fields, and most of them.
fn sniff(text: &[u8], start: usize, quote: Option<u8>) -> u8 {
    let sample = &text[start..text.len().min(start + (1 << 18))];
    let score = |delimiter: u8| {
        let dialect = Dialect { delimiter, quote };
        let (mut at, mut counts) = (0, Vec::new());
        while at < sample.len() && counts.len() < 100 {
            let mut count = 0;
            let row = record(sample, at, dialect, |_| count += 1);
            if row.end > at {
                counts.push(if row.fault.is_none() { count } else { 0 });
            }
            at = row.next;
        }
        // The last row may be cut off by the end of the sample.
        if counts.len() > 1 && start + sample.len() < text.len() {
            counts.pop();
        }
        let fields = counts.first().copied().unwrap_or(0);
        let alike = counts.iter().filter(|&&count| count == fields).count();
        if fields < 2 { (0, 0) } else { (alike * 20 / counts.len(), fields) }
    };
    let best = DELIMITERS.iter().copied().rev().max_by_key(|&delimiter| score(delimiter));
    best.filter(|&delimiter| score(delimiter) > (0, 0)).unwrap_or(b',')
}
