//! Infers the layout of a delimited file from its beginning.

use super::anomalies::Anomalies;
use super::column::ColumnType;
use super::infer::{Points, TypeGuess};
use super::layout::{LONGEST_SAMPLE, Layout};
use super::lines::skip_lines;
use super::names::unique_names;
use super::near_types::NearTypes;
use super::notation::{Notation, Thousands};
use super::options::CsvOptions;
use super::remark::Remark;
use super::shape::{CsvShape, LongRows, RepeatedHeader, ShortRows};
use super::split::{Fault, Field, LONGEST_ROW, record, text_of};
use super::table_start::TableStart;
use super::thousands::Separators;
use crate::base::Problem;

/// The number of rows that must all end in a delimiter.
const TRAILING_ROWS: usize = 1_000;

/// Parses the beginning of a file. A file without rows, or even without bytes, is not an error; an endless first row
/// is.
pub(super) fn infer_layout(text: &[u8], table_start: TableStart, options: &CsvOptions) -> Result<Layout, Problem> {
    let TableStart { start, line, dialect, parting, warnings } = table_start;
    let mut layout = Layout {
        dialect,
        names: Vec::new(),
        types: Vec::new(),
        seen: Vec::new(),
        given: Vec::new(),
        notation: Notation { thousands: options.thousands, ..Notation::plain(options.decimal_comma) },
        trailing: false,
        head: start..start,
        head_reported: false,
        body: start,
        line,
        parting,
        broken: None,
        warnings,
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
            layout.head = layout.body..head.end;
            layout.body = head.next;
            layout.line += head.lines;
            let (behind, lines) = skip_lines(&text[head.next..], options.shape.skip_after);
            layout.body += behind;
            layout.line += lines;
            layout.find_trailing(text, options, &mut first);
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

    /// Drops the empty field after a trailing delimiter, if all rows end like that.
    fn find_trailing(&mut self, text: &[u8], options: &CsvOptions, head: &mut Vec<String>) {
        let named = head.len() > 1 && head.last().is_some_and(|name| name.trim().is_empty());
        let width = head.len() + usize::from(!named);
        let mut at = self.body;
        let mut rows = 0;
        let sample = &text[..text.len().min(self.body.saturating_add(LONGEST_SAMPLE))];
        while at < sample.len() && rows < TRAILING_ROWS {
            if options.shape.is_comment(&sample[at..]) {
                at += skip_lines(&sample[at..], 1).0;
                continue;
            }
            let mut count = 0;
            let mut is_empty = false;
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

    /// Passes the sampled rows, with their lines, to `each`, if they have all fields.
    fn sampled(&self, text: &[u8], options: &CsvOptions, mut each: impl FnMut(usize, &[u8], &[Field])) {
        let width = self.names.len();
        let sample = &text[..text.len().min(self.body.saturating_add(LONGEST_SAMPLE))];
        let mut at = self.body;
        let mut line = self.line;
        let mut fields = Vec::with_capacity(width + 1);
        for _ in 0..options.infer_rows {
            if at >= sample.len() {
                break;
            }
            if options.shape.is_comment(&sample[at..]) {
                at += skip_lines(&sample[at..], 1).0;
                line += 1;
                continue;
            }
            fields.clear();
            let row = record(sample, at, self.dialect, |field| fields.push(field));
            let is_blank = row.end == at;
            let is_left_out =
                options.shape.repeated_header != RepeatedHeader::Keep && self.is_head(sample, at..row.end);
            at = row.next;
            let first_line = line;
            line += row.lines;
            let cut_off = row.next == sample.len() && sample.len() < text.len();
            if !(self.trailing && fields.len() == width + 1) {
                fit(&mut fields, width, row.end, &options.shape);
            }
            let has_fields = fields.len() == width || (self.trailing && fields.len() == width + 1);
            if row.fault.is_none() && has_fields && !cut_off && !is_blank && !is_left_out {
                each(first_line, sample, &fields[..width]);
            }
        }
    }

    fn infer(&mut self, text: &[u8], options: &CsvOptions) {
        let anomalies = Anomalies::find_in(text, self, options);
        self.head_reported = anomalies.warn(&mut self.warnings, options.shape.repeated_header);
        let dialect = self.dialect;
        let is_there = |sample: &[u8], field: &Field| {
            !field.content.is_empty() && !options.is_null(&sample[field.content.clone()])
        };
        let mut is_unambiguous = true;
        if self.notation.thousands == Thousands::Detected {
            let mut separators = Separators::default();
            if options.decimal_comma {
                self.sampled(text, options, |_, sample, fields| {
                    fields.iter().for_each(|field| separators.see(&sample[field.content.clone()]));
                });
            }
            (self.notation.thousands, is_unambiguous) = separators.best();
        }
        let mut guesses = vec![TypeGuess::new(options.try_dates, self.notation); self.names.len()];
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
        self.types = guesses.iter().map(TypeGuess::column_type).collect();
        self.seen = guesses.iter().map(|guess| guess.seen).collect();
        self.given = self.names.iter().map(is_given).collect();
        let points: Vec<Points> = guesses.iter().map(|guess| guess.points.clone()).collect();
        let mut doubts: Vec<Option<NearTypes>> = Vec::new();
        for (index, guess) in guesses.into_iter().enumerate() {
            let column = self.names[index].clone();
            let is_open = !self.given[index] && guess.seen && !guess.is_ambiguous();
            let is_text = self.types[index] == ColumnType::Text;
            doubts.push((is_open && is_text).then(|| NearTypes::new(options.try_dates, options.decimal_comma)));
            match (&self.types[index], guess.merged) {
                (ColumnType::Number, Some((one, other))) if is_open => {
                    self.remarks.push(Remark::Merged { column, one, other });
                }
                (ColumnType::Amount(_), _) if is_open && !is_unambiguous && !guess.sure_groups => {
                    self.remarks.push(Remark::Grouped { column, text: guess.group.unwrap_or_default() });
                }
                _ => {}
            }
        }
        self.sampled(text, options, |line, sample, fields| {
            for (field, near_types) in fields.iter().zip(&mut doubts).filter(|(field, _)| is_there(sample, field)) {
                if let Some(near_types) = near_types.as_mut().filter(|near_types| near_types.is_open()) {
                    near_types.see(line, &text_of(sample, field, dialect));
                }
            }
        });
        let doubts = self.names.iter().zip(doubts);
        self.remarks.extend(doubts.filter_map(|(name, near_types)| near_types?.remark(name)));
        self.doubt_points(points);
    }

    /// If another column has decimal commas, points that may separate thousands are not treated as decimal points.
    fn doubt_points(&mut self, points: Vec<Points>) {
        let has_comma = |remark: &Remark| matches!(remark, Remark::Otherwise { decimal_comma: true, .. });
        if !self.remarks.iter().any(has_comma) {
            return;
        }
        for (index, points) in points.into_iter().enumerate() {
            if let (ColumnType::Number, false, Points::Thousands(text)) =
                (&self.types[index], self.given[index], points)
            {
                self.types[index] = ColumnType::Text;
                let column = self.names[index].clone();
                let thousands = Thousands::Point;
                self.remarks.push(Remark::Otherwise { column, decimal_comma: true, thousands, text });
            }
        }
    }
}

/// Makes the number of fields equal to that of the columns, if the settings allow it.
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
