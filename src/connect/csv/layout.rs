//! What a delimited file looks like, from its beginning: delimiter, names, types, where the rows start.

use super::column::ColumnType;
use super::doubt::Doubt;
use super::infer::Guess;
use super::names::unique_names;
use super::notation::{Notation, Thousands};
use super::remark::Remark;
use super::scan::CsvOptions;
use super::split::{Dialect, Fault, Field, LONGEST_ROW, record, text_of};
use super::thousands::Separators;
use crate::base::Problem;

/// The beginning of a file, understood.
#[derive(Clone, Debug)]
pub(super) struct Layout {
    pub dialect: Dialect,
    pub names: Vec<String>,
    pub types: Vec<ColumnType>,
    /// Whether the sample held a value for the type to be told from.
    pub seen: Vec<bool>,
    /// Whether the type was given.
    pub given: Vec<bool>,
    /// How the file writes numbers.
    pub notation: Notation,
    /// Every row ends with one more delimiter, behind which nothing stands.
    pub trailing: bool,
    /// The byte at which the rows begin, and the line, counted from 1.
    pub body: usize,
    pub line: usize,
    pub warnings: Vec<Problem>,
    pub remarks: Vec<Remark>,
}

/// Bytes that the sample may take: one endless line shall not be read for it.
const LONGEST_SAMPLE: usize = 16 << 20;
/// Rows that must all end in a delimiter.
const TRAILING_ROWS: usize = 1_000;
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
        given: Vec::new(),
        notation: Notation { thousands: options.thousands, ..Notation::plain(options.decimal_comma) },
        trailing: false,
        body: start,
        line: skipped + 1,
        warnings: Vec::new(),
        remarks: Vec::new(),
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
        let mut first: Vec<String> = fields.iter().map(|field| text_of(text, field, dialect)).collect();
        if options.header {
            layout.body = head.next;
            layout.line += head.lines;
            layout.find_trailing(text, &mut first);
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

    /// Whether a row of so many fields has all of them.
    pub fn takes(&self, count: usize) -> bool {
        count == self.types.len() || (self.trailing && count == self.types.len() + 1)
    }

    /// Drops the nothing behind a last delimiter, if all rows end so.
    fn find_trailing(&mut self, text: &[u8], head: &mut Vec<String>) {
        let named = head.len() > 1 && head.last().is_some_and(|name| name.trim().is_empty());
        let width = head.len() + usize::from(!named);
        let (mut at, mut rows) = (self.body, 0);
        let sample = &text[..text.len().min(self.body.saturating_add(LONGEST_SAMPLE))];
        while at < sample.len() && rows < TRAILING_ROWS {
            let (mut count, mut is_empty) = (0, false);
            let row = record(sample, at, self.dialect, |field| {
                count += 1;
                is_empty = field.content.is_empty() && !field.quoted;
            });
            let is_blank = row.end == at;
            at = row.next;
            if is_blank || (at == sample.len() && sample.len() < text.len()) {
                continue;
            }
            if row.fault.is_some() || count != width || !is_empty {
                return;
            }
            rows += 1;
        }
        self.trailing = rows > 0;
        if self.trailing {
            head.truncate(width - 1);
            self.warnings.push(Problem::warning(say!("csv-trailing-delimiter")).remedy(say!("csv-trailing-dropped")));
        }
    }

    /// Shows the sampled rows, with their lines, as far as they have their fields.
    fn sampled(&self, text: &[u8], options: &CsvOptions, mut each: impl FnMut(usize, &[u8], &[Field])) {
        let width = self.names.len();
        let sample = &text[..text.len().min(self.body.saturating_add(LONGEST_SAMPLE))];
        let (mut at, mut line) = (self.body, self.line);
        let mut fields = Vec::with_capacity(width + 1);
        for _ in 0..options.infer_rows {
            if at >= sample.len() {
                break;
            }
            fields.clear();
            let row = record(sample, at, self.dialect, |field| fields.push(field));
            let is_blank = row.end == at;
            at = row.next;
            let first_line = line;
            line += row.lines;
            let cut_off = row.next == sample.len() && sample.len() < text.len();
            let has_fields = fields.len() == width || (self.trailing && fields.len() == width + 1);
            if row.fault.is_none() && has_fields && !cut_off && !is_blank {
                each(first_line, sample, &fields[..width]);
            }
        }
    }

    fn infer(&mut self, text: &[u8], options: &CsvOptions) {
        let dialect = self.dialect;
        let is_there = |sample: &[u8], field: &Field| {
            !field.content.is_empty() && !options.is_null(&sample[field.content.clone()])
        };
        let mut is_told = true;
        if self.notation.thousands == Thousands::Detected {
            let mut separators = Separators::default();
            if options.decimal_comma {
                self.sampled(text, options, |_, sample, fields| {
                    fields.iter().for_each(|field| separators.see(&sample[field.content.clone()]));
                });
            }
            (self.notation.thousands, is_told) = separators.best();
        }
        let mut guesses = vec![Guess::new(options.try_dates, self.notation); self.names.len()];
        self.sampled(text, options, |_, sample, fields| {
            for (field, guess) in fields.iter().zip(&mut guesses).filter(|(field, _)| is_there(sample, field)) {
                guess.see(&text_of(sample, field, dialect));
            }
        });
        let is_given = |name: &String| options.types.iter().any(|named| named.column == *name);
        let ambiguous = self.names.iter().zip(&guesses).filter(|(_, guess)| guess.is_ambiguous());
        for (name, _) in ambiguous.filter(|(name, _)| !is_given(name)) {
            self.warnings.push(
                Problem::warning(say!("csv-ambiguous-dates", name = name)).remedy(say!("csv-give-format")).at("types"),
            );
        }
        self.types = guesses.iter().map(Guess::column_type).collect();
        self.seen = guesses.iter().map(|guess| guess.seen).collect();
        self.given = self.names.iter().map(is_given).collect();
        let mut doubts: Vec<Option<Doubt>> = Vec::new();
        for (index, guess) in guesses.into_iter().enumerate() {
            let column = self.names[index].clone();
            let is_open = !self.given[index] && guess.seen && !guess.is_ambiguous();
            let is_text = self.types[index] == ColumnType::Text;
            doubts.push((is_open && is_text).then(|| Doubt::new(options.try_dates, options.decimal_comma)));
            match (&self.types[index], guess.merged) {
                (ColumnType::Number, Some((one, other))) if is_open => {
                    self.remarks.push(Remark::Merged { column, one, other });
                }
                (ColumnType::Amount(_), _) if is_open && !is_told && !guess.sure_groups => {
                    self.remarks.push(Remark::Grouped { column, text: guess.group.unwrap_or_default() });
                }
                _ => {}
            }
        }
        self.sampled(text, options, |line, sample, fields| {
            for (field, doubt) in fields.iter().zip(&mut doubts).filter(|(field, _)| is_there(sample, field)) {
                if let Some(doubt) = doubt.as_mut().filter(|doubt| doubt.is_open()) {
                    doubt.see(line, &text_of(sample, field, dialect));
                }
            }
        });
        let doubts = self.names.iter().zip(doubts);
        self.remarks.extend(doubts.filter_map(|(name, doubt)| doubt?.remark(name)));
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
