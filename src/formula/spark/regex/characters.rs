//! Escapes, Unicode properties, and classes in square brackets.

use super::Writer;

impl Writer {
    /// After `\`: a character or a class.
    pub(super) fn character(&mut self) -> Result<(), String> {
        let Some(c) = self.rest.pop() else { return Err("\\".into()) };
        match c {
            'd' | 'D' | 'w' | 'W' | 's' | 'S' => {
                self.classes = true;
                self.out.extend(['\\', c]);
            }
            'a' | 'f' | 't' | 'n' | 'r' => self.out.extend(['\\', c]),
            'v' => self.out.push_str("\\x0B"),
            'x' | 'u' | 'U' => {
                let digits = if self.take('{') {
                    self.until('}')
                } else {
                    let count = match c {
                        'x' => 2,
                        'u' => 4,
                        _ => 8,
                    };
                    (0..count).filter_map(|_| self.rest.pop()).collect()
                };
                self.out.push_str(&format!("\\x{{{digits}}}"));
            }
            'p' | 'P' => self.property(c)?,
            '<' | '>' => return Err(format!("\\{c}")),
            c if c.is_ascii_punctuation() || c == ' ' => self.out.extend(['\\', c]),
            c => return Err(format!("\\{c}")),
        }
        Ok(())
    }

    /// After `\p` or `\P`.
    fn property(&mut self, c: char) -> Result<(), String> {
        let name = if self.take('{') { self.until('}') } else { self.rest.pop().into_iter().collect() };
        let (negated, name) = match name.strip_prefix('^') {
            Some(rest) => (c == 'p', rest),
            None => (c == 'P', name.as_str()),
        };
        let unknown = ["any", "ascii", "assigned"].iter().any(|word| word.eq_ignore_ascii_case(name));
        if unknown || !name.chars().all(|c| c.is_ascii_alphabetic() || c == '_') {
            return Err(format!("\\p{{{name}}}"));
        }
        let name = match GENERAL.iter().find(|(long, _)| long.eq_ignore_ascii_case(name)) {
            Some((_, short)) => (*short).to_owned(),
            None if name.len() <= 2 => name.to_owned(),
            None => format!("Is{name}"),
        };
        self.out.push_str(&format!("\\{}{{{name}}}", if negated { 'P' } else { 'p' }));
        Ok(())
    }

    /// After `[`.
    pub(super) fn class(&mut self) -> Result<(), String> {
        self.out.push('[');
        if self.take('^') {
            self.out.push('^');
        }
        if self.take(']') {
            self.out.push_str("\\]");
        }
        let mut without = 0;
        loop {
            if self.takes("--") {
                self.out.push_str("&&[^");
                without += 1;
                continue;
            }
            if self.takes("~~") {
                return Err("~~".into());
            }
            if self.takes("&&") {
                self.out.push_str(&"]".repeat(without));
                without = 0;
                self.out.push_str("&&");
                continue;
            }
            match self.rest.pop() {
                None | Some(']') => break,
                Some('[') if self.take(':') => {
                    let negated = self.take('^');
                    let name = self.until(':');
                    self.take(']');
                    let (_, set) =
                        POSIX.iter().find(|(posix, _)| *posix == name).ok_or_else(|| format!("[:{name}:]"))?;
                    self.out.push_str(&format!("[{}{set}]", if negated { "^" } else { "" }));
                }
                Some('[') => self.class()?,
                Some('\\') => self.character()?,
                Some(c @ ('&' | '^')) => self.out.extend(['\\', c]),
                Some(c) => self.out.push(c),
            }
        }
        self.out.push_str(&"]".repeat(without + 1));
        Ok(())
    }
}

/// The named classes, which contain only ASCII.
const POSIX: &[(&str, &str)] = &[
    ("alnum", "0-9A-Za-z"),
    ("alpha", "A-Za-z"),
    ("ascii", "\\x00-\\x7F"),
    ("blank", "\\t\\x20"),
    ("cntrl", "\\x00-\\x1F\\x7F"),
    ("digit", "0-9"),
    ("graph", "\\x21-\\x7E"),
    ("lower", "a-z"),
    ("print", "\\x20-\\x7E"),
    ("punct", "\\x21-\\x2F\\x3A-\\x40\\x5B-\\x60\\x7B-\\x7E"),
    ("space", "\\t\\n\\x0B\\f\\r\\x20"),
    ("upper", "A-Z"),
    ("word", "0-9A-Za-z_"),
    ("xdigit", "0-9A-Fa-f"),
];

/// General categories by their long names.
const GENERAL: &[(&str, &str)] = &[
    ("letter", "L"),
    ("uppercase_letter", "Lu"),
    ("lowercase_letter", "Ll"),
    ("titlecase_letter", "Lt"),
    ("mark", "M"),
    ("number", "N"),
    ("decimal_number", "Nd"),
    ("punctuation", "P"),
    ("symbol", "S"),
    ("currency_symbol", "Sc"),
    ("math_symbol", "Sm"),
    ("separator", "Z"),
    ("space_separator", "Zs"),
    ("other", "C"),
    ("control", "Cc"),
];
