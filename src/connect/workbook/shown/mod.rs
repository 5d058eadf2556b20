//! Cells as Excel displays them: numbers and datetimes by their number formats.

mod clock;
mod number;

use super::cell_text::cell_text;
use super::cells::Value;

/// A number format, such as `#,##0.00 "€";[Red]-#,##0.00 "€"`.
#[derive(Debug)]
pub(super) struct Shape {
    sections: Vec<Section>,
}

/// One of the up to four parts of a format: for positive numbers, negative ones, zero, and text.
#[derive(Debug, Default)]
struct Section {
    pieces: Vec<Piece>,
    condition: Option<(String, f64)>,
}

/// A piece of a section.
#[derive(Clone, Debug, PartialEq)]
enum Piece {
    Literal(String),
    General,
    /// `0`, `#` or `?`
    Digit(char),
    Point,
    Comma,
    Percent,
    /// `E+`, `E-`
    Exponent(bool),
    /// A letter of a date or time and how often it is repeated.
    Clock(char, usize),
    /// `[h]`, `[mm]`
    Elapsed(char, usize),
    /// `AM/PM`
    Half,
    /// Fractional digits of a second, after a point.
    Fraction(usize),
    /// `@`
    Text,
}

impl Shape {
    pub fn parse(code: &str) -> Shape {
        let mut sections = vec![Section::default()];
        let mut rest = code;
        while let Some(first) = rest.chars().next() {
            let section = match sections.last_mut() {
                Some(section) => section,
                None => break,
            };
            let mut used = first.len_utf8();
            match first {
                ';' => sections.push(Section::default()),
                '"' => {
                    let inner = &rest[1..];
                    let end = inner.find('"').unwrap_or(inner.len());
                    section.pieces.push(Piece::Literal(inner[..end].to_owned()));
                    used = (end + 2).min(rest.len());
                }
                '\\' => {
                    let next = rest[1..].chars().next();
                    section.pieces.extend(next.map(|c| Piece::Literal(c.to_string())));
                    used = 1 + next.map_or(0, char::len_utf8);
                }
                // A blank as wide as the next character, or the next character repeated to fill the cell.
                '_' | '*' => {
                    if first == '_' || rest[1..].starts_with(' ') {
                        section.pieces.push(Piece::Literal(" ".into()));
                    }
                    used = 1 + rest[1..].chars().next().map_or(0, char::len_utf8);
                }
                '[' => {
                    let end = rest.find(']').unwrap_or(rest.len() - 1);
                    section.bracket(rest.get(1..end).unwrap_or_default());
                    used = end + 1;
                }
                _ => used = section.take(rest).unwrap_or(used),
            }
            rest = rest.get(used..).unwrap_or_default();
        }
        sections.iter_mut().for_each(Section::settle);
        Shape { sections }
    }

    /// The displayed value.
    pub fn show(&self, value: &Value, serial: Option<f64>) -> String {
        match (value, serial) {
            (Value::Text(text), _) => self.show_text(text),
            (Value::Integer(_) | Value::Number(_), number) => {
                let number = number.unwrap_or(match value {
                    Value::Integer(number) => *number as f64,
                    Value::Number(number) => *number,
                    _ => 0.0,
                });
                self.show_number(number, value)
            }
            (Value::Moment(_) | Value::Time(_) | Value::Span(_), number) => {
                let section = self.section(number.unwrap_or(0.0)).0;
                clock::show(&section.pieces, value).trim().to_owned()
            }
            (Value::Boolean(value), _) => if *value { "TRUE" } else { "FALSE" }.to_owned(),
            (Value::Unknown | Value::Error(_), _) => cell_text(value),
        }
    }

    fn show_text(&self, text: &str) -> String {
        let Some(section) = self.sections.get(3) else { return text.to_owned() };
        let piece = |piece: &Piece| match piece {
            Piece::Literal(literal) => literal.clone(),
            Piece::Text => text.to_owned(),
            _ => String::new(),
        };
        section.pieces.iter().map(piece).collect()
    }

    fn show_number(&self, number: f64, value: &Value) -> String {
        let (section, drops_sign) = self.section(number);
        let is_general = section.pieces.iter().all(|piece| matches!(piece, Piece::General | Piece::Text));
        if is_general {
            return match value {
                Value::Integer(whole) => whole.to_string(),
                _ => number::general(number),
            };
        }
        let number = if drops_sign { number.abs() } else { number };
        number::show(&section.pieces, number).trim().to_owned()
    }

    /// The section for this number, and whether that shows the sign itself.
    fn section(&self, number: f64) -> (&Section, bool) {
        let meets = |section: &&Section| {
            section.condition.as_ref().is_some_and(|(sign, limit)| match sign.as_str() {
                "<" => number < *limit,
                "<=" => number <= *limit,
                ">" => number > *limit,
                ">=" => number >= *limit,
                "<>" => number != *limit,
                _ => number == *limit,
            })
        };
        let first = &self.sections[0];
        if self.sections.iter().any(|section| section.condition.is_some()) {
            let other = self.sections.iter().find(|section| section.condition.is_none()).unwrap_or(first);
            return (self.sections.iter().find(meets).unwrap_or(other), false);
        }
        match self.sections.as_slice() {
            [_, negative, ..] if number < 0.0 => (negative, true),
            [_, _, zero, ..] if number == 0.0 => (zero, false),
            _ => (first, false),
        }
    }
}

impl Section {
    /// The content of square brackets: a colour, a currency, a condition, or an elapsed time.
    fn bracket(&mut self, text: &str) {
        let lower = text.to_ascii_lowercase();
        if let Some(currency) = text.strip_prefix('$') {
            let sign = currency.split('-').next().unwrap_or_default();
            self.pieces.push(Piece::Literal(sign.to_owned()));
        } else if let Some(first) = lower.chars().next().filter(|first| "hms".contains(*first))
            && lower.chars().all(|c| c == first)
        {
            self.pieces.push(Piece::Elapsed(first, lower.len()));
        } else if let Some(end) = text.find(|c: char| !"<>=".contains(c)).filter(|end| *end > 0) {
            self.condition = text[end..].parse().ok().map(|limit| (text[..end].to_owned(), limit));
        }
    }

    /// Takes one piece from the beginning of `rest`; returns its number of bytes.
    fn take(&mut self, rest: &str) -> Option<usize> {
        let first = rest.chars().next()?;
        let starts = |word: &str| rest.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
        let (piece, length) = match first {
            _ if starts("General") => (Piece::General, 7),
            _ if starts("AM/PM") => (Piece::Half, 5),
            _ if starts("A/P") => (Piece::Half, 3),
            'E' | 'e' if starts("E+") || starts("E-") => (Piece::Exponent(starts("E+")), 2),
            '0' | '#' | '?' => (Piece::Digit(first), 1),
            '.' => (Piece::Point, 1),
            ',' => (Piece::Comma, 1),
            '%' => (Piece::Percent, 1),
            '@' => (Piece::Text, 1),
            'y' | 'Y' | 'm' | 'M' | 'd' | 'D' | 'h' | 'H' | 's' | 'S' | 'e' => {
                let letter = first.to_ascii_lowercase();
                let count = rest.chars().take_while(|c| c.to_ascii_lowercase() == letter).count();
                (Piece::Clock(if letter == 'e' { 'y' } else { letter }, if letter == 'e' { 4 } else { count }), count)
            }
            other => (Piece::Literal(other.to_string()), other.len_utf8()),
        };
        self.pieces.push(piece);
        Some(length)
    }

    /// Distinguishes minutes from months, and the fractional digits of seconds from those of numbers.
    fn settle(&mut self) {
        let is_clock = |piece: &Piece| matches!(piece, Piece::Clock(..) | Piece::Elapsed(..));
        if !self.pieces.iter().any(is_clock) {
            return;
        }
        let clocks: Vec<usize> = (0..self.pieces.len()).filter(|index| is_clock(&self.pieces[*index])).collect();
        let letter = |index: Option<&usize>| match index.map(|index| &self.pieces[*index]) {
            Some(Piece::Clock(letter, _) | Piece::Elapsed(letter, _)) => Some(*letter),
            _ => None,
        };
        let minutes: Vec<usize> = clocks
            .iter()
            .enumerate()
            .filter(|(at, index)| {
                let is_m = matches!(self.pieces[**index], Piece::Clock('m', 1 | 2));
                let before = at.checked_sub(1).and_then(|before| letter(clocks.get(before)));
                is_m && (before == Some('h') || letter(clocks.get(at + 1)) == Some('s'))
            })
            .map(|(_, index)| *index)
            .collect();
        for index in minutes {
            if let Piece::Clock(letter, _) = &mut self.pieces[index] {
                *letter = 'n';
            }
        }
        let mut out: Vec<Piece> = Vec::new();
        for piece in std::mem::take(&mut self.pieces) {
            match (&piece, out.last_mut()) {
                (Piece::Digit('0'), Some(Piece::Fraction(count))) => *count += 1,
                (Piece::Digit('0'), Some(last @ Piece::Point)) => *last = Piece::Fraction(1),
                _ => out.push(piece),
            }
        }
        self.pieces = out;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(code: &str, number: f64) -> String {
        Shape::parse(code).show(&Value::number(number), None)
    }

    #[test]
    fn numbers_are_shown_by_their_formats() {
        for (code, value, expected) in [
            ("General", 0.1 + 0.2, "0.3"),
            ("General", 1_234_567_890_123_456.0, "1234567890123456"),
            ("0", 2.5, "3"),
            ("0.00", 1.005, "1.01"),
            ("0.00", -1.0, "-1.00"),
            ("0.00", -0.001, "0.00"),
            ("0.0##", 1.25, "1.25"),
            ("#,##0", 1_234_567.0, "1,234,567"),
            ("#,##0.00", 0.5, "0.50"),
            ("#,###", 0.0, ""),
            ("0,", 12_345.0, "12"),
            ("0%", 0.07, "7%"),
            ("0.0%", 0.035, "3.5%"),
            ("00000", 42.0, "00042"),
            ("000-00-0000", 12_345_678.0, "012-34-5678"),
            ("\"$\"#,##0.00", 1234.5, "$1,234.50"),
            ("[$€-407] #,##0.00", 1234.5, "€ 1,234.50"),
            ("#,##0.00\\ \"€\";[Red]-#,##0.00\\ \"€\"", -1234.5, "-1,234.50 €"),
            ("_($* #,##0_);_($* (#,##0);_($* \"-\"_);_(@_)", -1234.0, "$ (1,234)"),
            ("_($* #,##0_);_($* (#,##0);_($* \"-\"_);_(@_)", 0.0, "$ -"),
            ("0.0\" days\"", 45322.0, "45322.0 days"),
            ("[<1]\"<1\";0", 0.5, "<1"),
            ("[<1]\"<1\";0", 45322.0, "45322"),
            ("0.00E+00", 12_345.0, "1.23E+04"),
            ("0.00E+00", 0.00012, "1.20E-04"),
            ("0\\d", 45322.0, "45322d"),
            ("@", 12.5, "12.5"),
        ] {
            assert_eq!(number(code, value), expected, "{code} {value}");
        }
        let text = Value::Text("x".into());
        assert_eq!(Shape::parse("0;0;0;\"<\"@\">\"").show(&text, None), "<x>");
        assert_eq!(Shape::parse("0").show(&text, None), "x");
    }

    #[test]
    fn moments_are_shown_by_their_formats() {
        // 2024-01-31 14:05:09.250
        let moment = Value::Moment(1_706_709_909_250_000);
        for (code, expected) in [
            ("yyyy-mm-dd", "2024-01-31"),
            ("dd.mm.yyyy", "31.01.2024"),
            ("m/d/yy h:mm", "1/31/24 14:05"),
            ("d-mmm-yy", "31-Jan-24"),
            ("[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "Wednesday, January 31, 2024"),
            ("yyyy\"年\"m\"月\"d\"日\"", "2024年1月31日"),
            ("yyyy年m月d日", "2024年1月31日"),
            ("h:mm AM/PM", "2:05 PM"),
            ("h:mm:ss.00", "14:05:09.25"),
            ("mm:ss", "05:09"),
            ("mmss.0", "0509.3"),
            ("yyyy-mm-dd\\Thh:mm", "2024-01-31T14:05"),
        ] {
            assert_eq!(Shape::parse(code).show(&moment, Some(45_322.0)), expected, "{code}");
        }
        let span = Value::Span(109_800_000_000);
        assert_eq!(Shape::parse("[h]:mm").show(&span, Some(1.27)), "30:30");
        assert_eq!(Shape::parse("[mm]:ss").show(&span, Some(1.27)), "1830:00");
        assert_eq!(Shape::parse("h:mm AM/PM").show(&Value::Time(0), Some(0.0)), "12:00 AM");
    }
}
