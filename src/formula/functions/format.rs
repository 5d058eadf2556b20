//! Formats of dates. People write them as Spark does (`yyyy-MM-dd`) or as most programming languages do (`%Y-%m-%d`);
//! both are read into the same fields and written in the words that an engine wants.

/// A piece of a format.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Field {
    Literal(String),
    /// An index into [`FIELDS`].
    Field(usize),
}

/// The fields, as chrono and as Spark spell them. Where Spark needs several letters, longer ones stand first.
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

/// A format that has been understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Format(Vec<Field>);

impl Format {
    /// Reads either spelling: one with `%` is strftime's. The error is the piece that is not understood.
    pub fn read(text: &str) -> Result<Format, String> {
        if text.contains('%') { read_strftime(text) } else { read_pattern(text) }
    }

    /// In chrono's and polars' words.
    pub fn chrono(&self) -> String {
        self.write(|field| field.0.to_owned(), |text| text.replace('%', "%%"))
    }

    /// In Spark's words.
    pub fn spark(&self) -> String {
        self.write(
            |field| field.1.to_owned(),
            |text| {
                let plain = text.chars().all(|c| matches!(c, ' ' | '-' | '/' | '.' | ':' | ','));
                if plain { text.to_owned() } else { format!("'{}'", text.replace('\'', "''")) }
            },
        )
    }

    /// Whether it has the offset from UTC.
    pub fn has_offset(&self) -> bool {
        let is = |piece: &Field| matches!(piece, Field::Field(index) if FIELDS[*index].0.ends_with('z'));
        self.0.iter().any(is)
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

fn read_strftime(text: &str) -> Result<Format, String> {
    let text = WHOLE.iter().fold(text.to_owned(), |text, (short, long)| text.replace(short, long));
    let mut format = Format(Vec::new());
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

fn read_pattern(text: &str) -> Result<Format, String> {
    let mut format = Format(Vec::new());
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
            let read = Format::read(pattern).unwrap();
            assert_eq!(read, Format::read(strftime).unwrap(), "{pattern}");
            assert_eq!(read.chrono(), strftime);
            assert_eq!(read.spark(), pattern);
        }
        assert_eq!(Format::read("yyyy-QQ"), Err("QQ".into()));
        assert_eq!(Format::read("%Y %q"), Err("%q".into()));
        assert_eq!(Format::read("%F").map(|f| f.spark()), Ok("yyyy-MM-dd".into()));
    }
}
