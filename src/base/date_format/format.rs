//! A parsed date format, and how engines write it.

/// A piece of a format.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Field {
    Literal(String),
    /// An index into [`FIELDS`].
    Field(usize),
}

/// The fields in chrono's and Spark's notation. Where Spark needs several letters, longer ones come first.
const FIELDS: &[(&str, &str)] = &[
    ("%Y", "yyyy"),
    ("%y", "yy"),
    ("%Y", "y"),
    ("%B", "MMMM"),
    ("%b", "MMM"),
    ("%m", "MM"),
    ("%-m", "M"),
    ("%d", "dd"),
    ("%-d", "d"),
    ("%j", "DDD"),
    ("%A", "EEEE"),
    ("%a", "EEE"),
    ("%a", "E"),
    ("%H", "HH"),
    ("%-H", "H"),
    ("%I", "hh"),
    ("%-I", "h"),
    ("%M", "mm"),
    ("%-M", "m"),
    ("%S", "ss"),
    ("%-S", "s"),
    ("%6f", "SSSSSS"),
    ("%3f", "SSS"),
    ("%p", "a"),
    ("%:z", "xxx"),
    ("%:z", "XXX"),
    ("%z", "xx"),
    ("%z", "XX"),
    ("%z", "x"),
    ("%z", "X"),
    ("%z", "Z"),
];

/// Short forms of strftime.
const WHOLE: &[(&str, &str)] = &[("%F", "%Y-%m-%d"), ("%T", "%H:%M:%S"), ("%D", "%m/%d/%y"), ("%R", "%H:%M")];

/// A part of a format as dates are written by it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WrittenPart {
    /// In chrono's notation.
    Chrono(String),
    /// The year without leading zeros.
    Year,
    /// The offset from UTC, in chrono's notation except for what is left out.
    Offset {
        chrono: &'static str,
        /// Minutes that are zero are left out.
        is_short: bool,
        /// No offset is written as `Z`.
        has_zulu: bool,
    },
}

impl WrittenPart {
    /// What Spark writes, given the text of chrono.
    pub fn adjusted<'a>(&self, text: &'a str) -> &'a str {
        match self {
            WrittenPart::Chrono(_) => text,
            // Beyond four digits chrono adds a sign.
            WrittenPart::Year => text.strip_prefix('+').unwrap_or(text),
            WrittenPart::Offset { has_zulu: true, .. } if matches!(text, "+00:00" | "+0000") => "Z",
            WrittenPart::Offset { is_short: true, .. } => text.strip_suffix("00").unwrap_or(text),
            WrittenPart::Offset { .. } => text,
        }
    }
}

/// A parsed format.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DateFormat(Vec<Field>);

impl DateFormat {
    /// Parses either notation: a text with `%` is strftime's. The error is the piece that was not recognised.
    pub fn read(text: &str) -> Result<DateFormat, String> {
        if text.contains('%') { read_strftime(text) } else { read_pattern(text) }
    }

    /// In the notation of chrono and polars.
    pub fn chrono(&self) -> String {
        self.write(|field| field.0.to_owned(), |text| text.replace('%', "%%"))
    }

    /// In the notation that Spark uses for reading: one digit is enough where something else separates the numbers, and
    /// the offset may be written in any way.
    pub fn spark_reading(&self) -> String {
        let is_field =
            |index: Option<usize>| matches!(index.and_then(|index| self.0.get(index)), Some(Field::Field(_)));
        let mut out = String::new();
        for (index, piece) in self.0.iter().enumerate() {
            let alone = !is_field(index.checked_sub(1)) && !is_field(Some(index + 1));
            match piece {
                piece if is_offset(piece) => out.push_str("[XXX][XX][X]"),
                Field::Field(field) if alone && matches!(FIELDS[*field].1, "MM" | "dd" | "HH" | "hh" | "mm" | "ss") => {
                    out.push_str(&FIELDS[*field].1[..1]);
                }
                _ => out.push_str(&DateFormat(vec![piece.clone()]).spark()),
            }
        }
        out
    }

    /// A regular expression of Java for texts whose fraction of a second has as many digits as the format says; of the other
    /// parts it only finds the place. `None` without a fraction. Spark's reader also takes fewer digits.
    pub fn spark_fraction(&self) -> Option<String> {
        let digits = |at: Option<usize>| match at.and_then(|at| self.0.get(at)) {
            Some(Field::Field(field)) => digits(FIELDS[*field].1),
            _ => None,
        };
        let is_fraction = |piece: &Field| matches!(piece, Field::Field(field) if FIELDS[*field].1.starts_with('S'));
        self.0.iter().any(is_fraction).then_some(())?;
        let mut out = "^".to_owned();
        for (at, piece) in self.0.iter().enumerate() {
            let alone = digits(at.checked_sub(1)).is_none() && digits(Some(at + 1)).is_none();
            match (piece, digits(Some(at))) {
                (Field::Literal(text), _) => text.chars().for_each(|sign| match sign {
                    sign if sign.is_whitespace() => out.push_str("\\s*"),
                    sign if sign.is_ascii_punctuation() => out.extend(['\\', sign]),
                    sign => out.push(sign),
                }),
                (piece, Some(count)) if is_fraction(piece) || (count > 1 && !alone) => {
                    out.push_str(&format!("[0-9]{{{count}}}"));
                }
                (_, Some(_)) => out.push_str("[+-]?[0-9]+"),
                (piece, None) => out.push_str(if is_offset(piece) { ".*" } else { "[^0-9]+" }),
            }
        }
        Some(out + "\\z")
    }

    /// Whether a fraction of a second stands right beside other digits.
    pub fn has_joined_fraction(&self) -> bool {
        let spelled = |piece: &Field| match piece {
            Field::Field(field) => Some(FIELDS[*field].1).filter(|spelled| digits(spelled).is_some()),
            Field::Literal(_) => None,
        };
        self.0.windows(2).any(|pair| match (spelled(&pair[0]), spelled(&pair[1])) {
            (Some(left), Some(right)) => left.starts_with('S') || right.starts_with('S'),
            _ => false,
        })
    }

    /// In Spark's notation.
    pub fn spark(&self) -> String {
        self.write(
            |field| field.1.to_owned(),
            |text| {
                let plain = text.chars().all(|c| matches!(c, ' ' | '-' | '/' | '.' | ':' | ','));
                if plain { text.to_owned() } else { format!("'{}'", text.replace('\'', "''")) }
            },
        )
    }

    /// Whether it contains the offset from UTC.
    pub fn has_offset(&self) -> bool {
        self.0.iter().any(is_offset)
    }

    /// Whether the offset comes last.
    pub fn ends_with_offset(&self) -> bool {
        self.0.last().is_some_and(is_offset)
    }

    /// Whether it contains a part of the time of day.
    pub fn has_clock(&self) -> bool {
        let is_clock = |index: &usize| FIELDS[*index].1.starts_with(['H', 'h', 'm', 's', 'S', 'a']);
        self.0.iter().any(|piece| matches!(piece, Field::Field(index) if is_clock(index)))
    }

    /// The parts as which dates are written. Consecutive parts that chrono writes as Spark does are one.
    pub fn written_parts(&self) -> Vec<WrittenPart> {
        let mut parts: Vec<WrittenPart> = Vec::new();
        for piece in &self.0 {
            let offset = |chrono, is_short, has_zulu| WrittenPart::Offset { chrono, is_short, has_zulu };
            let part = match piece {
                Field::Field(index) => match FIELDS[*index].1 {
                    "y" => WrittenPart::Year,
                    "XXX" => offset("%:z", false, true),
                    "XX" => offset("%z", false, true),
                    "X" => offset("%z", true, true),
                    "x" => offset("%z", true, false),
                    _ => WrittenPart::Chrono(FIELDS[*index].0.to_owned()),
                },
                Field::Literal(text) => WrittenPart::Chrono(text.replace('%', "%%")),
            };
            match (parts.last_mut(), part) {
                (Some(WrittenPart::Chrono(before)), WrittenPart::Chrono(more)) => before.push_str(&more),
                (_, part) => parts.push(part),
            }
        }
        parts
    }

    fn write(&self, field: impl Fn(&(&str, &str)) -> String, literal: impl Fn(&str) -> String) -> String {
        let piece = |piece: &Field| match piece {
            Field::Literal(text) => literal(text),
            Field::Field(index) => field(&FIELDS[*index]),
        };
        self.0.iter().map(piece).collect()
    }

    fn push(&mut self, c: char) {
        match self.0.last_mut() {
            Some(Field::Literal(text)) => text.push(c),
            _ => self.0.push(Field::Literal(c.into())),
        }
    }
}

/// The number of digits of a field in Spark's notation; `None` for names, the half of the day, and the offset.
fn digits(spelled: &str) -> Option<usize> {
    let is_number = !matches!(spelled, "MMMM" | "MMM" | "a") && !spelled.starts_with(['E', 'x', 'X', 'Z']);
    is_number.then_some(spelled.len())
}

fn is_offset(piece: &Field) -> bool {
    matches!(piece, Field::Field(index) if FIELDS[*index].0.ends_with('z'))
}

fn read_strftime(text: &str) -> Result<DateFormat, String> {
    let text = WHOLE.iter().fold(text.to_owned(), |text, (short, long)| text.replace(short, long));
    let mut format = DateFormat(Vec::new());
    let mut rest = text.as_str();
    while let Some(c) = rest.chars().next() {
        if c != '%' {
            format.push(c);
            rest = &rest[c.len_utf8()..];
        } else if let Some(after) = rest.strip_prefix("%%") {
            format.push('%');
            rest = after;
        } else if let Some(index) = FIELDS.iter().position(|(spelled, _)| rest.starts_with(spelled)) {
            format.0.push(Field::Field(index));
            rest = &rest[FIELDS[index].0.len()..];
        } else {
            return Err(rest.chars().take(2).collect());
        }
    }
    Ok(format)
}

fn read_pattern(text: &str) -> Result<DateFormat, String> {
    let mut format = DateFormat(Vec::new());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if c == '\'' {
            let (quoted, after) = rest[1..].split_once('\'').ok_or_else(|| rest.to_owned())?;
            let inner = if quoted.is_empty() { "'" } else { quoted };
            inner.chars().for_each(|c| format.push(c));
            rest = after;
        } else if c.is_ascii_alphabetic() {
            let run = &rest[..rest.find(|other| other != c).unwrap_or(rest.len())];
            let index = FIELDS.iter().position(|(_, spelled)| *spelled == run).ok_or_else(|| run.to_owned())?;
            format.0.push(Field::Field(index));
            rest = &rest[run.len()..];
        } else {
            format.push(c);
            rest = &rest[c.len_utf8()..];
        }
    }
    Ok(format)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_spellings_say_the_same() {
        for (pattern, strftime) in [
            ("yyyy-MM-dd", "%Y-%m-%d"),
            ("dd.MM.yy HH:mm:ss", "%d.%m.%y %H:%M:%S"),
            ("d MMMM yyyy", "%-d %B %Y"),
            ("yyyy-MM-dd'T'HH:mm:ss.SSS", "%Y-%m-%dT%H:%M:%S.%3f"),
            ("hh:mm a", "%I:%M %p"),
        ] {
            let read = DateFormat::read(pattern).unwrap();
            assert_eq!(read, DateFormat::read(strftime).unwrap(), "{pattern}");
            assert_eq!(read.chrono(), strftime);
            assert_eq!(read.spark(), pattern);
        }
        let parts = DateFormat::read("d.M.y HH:mm X").unwrap().written_parts();
        let of = |text: &str| WrittenPart::Chrono(text.into());
        let offset = WrittenPart::Offset { chrono: "%z", is_short: true, has_zulu: true };
        assert_eq!(parts, [of("%-d.%-m."), WrittenPart::Year, of(" %H:%M "), offset.clone()]);
        assert_eq!(["+0000", "+0100", "+0530"].map(|text| offset.adjusted(text)), ["Z", "+01", "+0530"]);
        assert_eq!(["5", "-5", "+10000"].map(|text| WrittenPart::Year.adjusted(text)), ["5", "-5", "10000"]);
        let joined = |text: &str| DateFormat::read(text).unwrap().has_joined_fraction();
        assert!(joined("yyyyMMddHHmmssSSS") && !joined("yyyyMMddHHmmss.SSSxxx") && !joined("yyyyMMddHHmmss"));
        let fraction = |text: &str| DateFormat::read(text).unwrap().spark_fraction();
        assert_eq!(fraction("dd.MM.yyyy HH:mm"), None);
        let iso = r"^[+-]?[0-9]+\-[+-]?[0-9]+\-[+-]?[0-9]+T[+-]?[0-9]+\:[+-]?[0-9]+\:[+-]?[0-9]+\.[0-9]{3}.*\z";
        assert_eq!(fraction("yyyy-MM-dd'T'HH:mm:ss.SSSxxx").as_deref(), Some(iso));
        assert_eq!(
            fraction("%d %b %H%M%S%6f").as_deref(),
            Some(r"^[+-]?[0-9]+\s*[^0-9]+\s*[0-9]{2}[0-9]{2}[0-9]{2}[0-9]{6}\z")
        );
        assert_eq!(DateFormat::read("yyyy-QQ"), Err("QQ".into()));
        assert_eq!(DateFormat::read("%Y %q"), Err("%q".into()));
        assert_eq!(DateFormat::read("%F").map(|f| f.spark()), Ok("yyyy-MM-dd".into()));
    }
}
