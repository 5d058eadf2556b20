//! Cells as Excel displays them: numbers and datetimes by their number formats.

mod clock;
mod number;
mod section;

use super::cell_text::cell_text;
use super::cells::Value;
use section::{Piece, Section};

/// A number format, such as `#,##0.00 "€";[Red]-#,##0.00 "€"`.
#[derive(Debug)]
pub(super) struct NumberFormat {
    sections: Vec<Section>,
}

impl NumberFormat {
    pub fn parse(code: &str) -> NumberFormat {
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
        sections.iter_mut().for_each(Section::distinguish);
        NumberFormat { sections }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn number(code: &str, number: f64) -> String {
        NumberFormat::parse(code).show(&Value::number(number), None)
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
        assert_eq!(NumberFormat::parse("0;0;0;\"<\"@\">\"").show(&text, None), "<x>");
        assert_eq!(NumberFormat::parse("0").show(&text, None), "x");
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
            assert_eq!(NumberFormat::parse(code).show(&moment, Some(45_322.0)), expected, "{code}");
        }
        let span = Value::Span(109_800_000_000);
        assert_eq!(NumberFormat::parse("[h]:mm").show(&span, Some(1.27)), "30:30");
        assert_eq!(NumberFormat::parse("[mm]:ss").show(&span, Some(1.27)), "1830:00");
        assert_eq!(NumberFormat::parse("h:mm AM/PM").show(&Value::Time(0), Some(0.0)), "12:00 AM");
    }
}
