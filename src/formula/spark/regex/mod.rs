//! Translates regular expressions of the Rust crate `regex` to the dialect of Java, which Spark uses.
//!
//! The same syntax has other meanings there: `$` also matches before a final line end, `\w`, `\d`, `\s` and `(?i)`
//! cover only ASCII, `.` stops at five kinds of line ends, `*+` does not backtrack. A pattern without an equivalent is
//! rejected.

mod characters;

/// A pattern in Java's dialect.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::formula) struct JavaPattern {
    pub text: String,
    /// Whether replacing and counting give the same results: Java also finds empty matches directly after other
    /// matches, and inside a character that has two UTF-16 units.
    pub counts_alike: bool,
}

/// Translates `pattern`, which must be valid for `regex`. The error is the part that Java cannot express.
pub(in crate::formula) fn java_pattern(pattern: &str) -> Result<JavaPattern, String> {
    let mut writer = Writer { rest: pattern.chars().collect(), ..Writer::default() };
    writer.rest.reverse();
    let matches = writer.alternatives()?;
    if let Some(c) = writer.rest.pop() {
        return Err(c.into());
    }
    let flags: String = [(writer.lines, 'd'), (writer.any_case, 'u'), (writer.classes, 'U')]
        .iter()
        .filter(|f| f.0)
        .map(|f| f.1)
        .collect();
    let text = if flags.is_empty() { writer.out } else { format!("(?{flags}){}", writer.out) };
    let counts_alike = !matches.empty || (!matches.letters && matches.anchored);
    Ok(JavaPattern { text, counts_alike })
}

/// What a part of a pattern can match.
#[derive(Clone, Copy)]
struct Matches {
    /// The empty text.
    empty: bool,
    /// At least one character.
    letters: bool,
    /// It requires a position: the start, the end, a word boundary.
    anchored: bool,
}

const NOTHING: Matches = Matches { empty: true, letters: false, anchored: false };
const PLACE: Matches = Matches { empty: true, letters: false, anchored: true };
const LETTER: Matches = Matches { empty: false, letters: true, anchored: false };

#[derive(Default)]
struct Writer {
    /// The remaining pattern, reversed.
    rest: Vec<char>,
    out: String,
    /// `^` and `$` match at every line.
    multi_line: bool,
    /// Only `\n` ends a line.
    lines: bool,
    /// `(?i)` uses Unicode.
    any_case: bool,
    /// `\w` and similar classes use Unicode.
    classes: bool,
}

impl Writer {
    fn peek(&self) -> Option<char> {
        self.rest.last().copied()
    }

    fn take(&mut self, c: char) -> bool {
        let is = self.peek() == Some(c);
        if is {
            self.rest.pop();
        }
        is
    }

    fn takes(&mut self, text: &str) -> bool {
        let is = text.chars().enumerate().all(|(at, c)| self.rest.iter().rev().nth(at) == Some(&c));
        if is {
            self.rest.truncate(self.rest.len() - text.chars().count());
        }
        is
    }

    fn until(&mut self, end: char) -> String {
        let mut text = String::new();
        while let Some(c) = self.rest.pop().filter(|c| *c != end) {
            text.push(c);
        }
        text
    }

    fn alternatives(&mut self) -> Result<Matches, String> {
        let mut all = self.sequence()?;
        while self.take('|') {
            self.out.push('|');
            let next = self.sequence()?;
            all = Matches {
                empty: all.empty || next.empty,
                letters: all.letters || next.letters,
                anchored: all.anchored && next.anchored,
            };
        }
        Ok(all)
    }

    fn sequence(&mut self) -> Result<Matches, String> {
        let mut all = NOTHING;
        while self.peek().is_some_and(|c| !matches!(c, '|' | ')')) {
            let part = self.part()?;
            let next = self.repeated(part)?;
            all = Matches {
                empty: all.empty && next.empty,
                letters: all.letters || next.letters,
                anchored: all.anchored || next.anchored,
            };
        }
        Ok(all)
    }

    fn part(&mut self) -> Result<Matches, String> {
        let Some(c) = self.rest.pop() else { return Ok(NOTHING) };
        match c {
            '(' => return self.group(),
            '[' => self.class()?,
            '\\' => return self.escape(),
            '.' => {
                self.lines = true;
                self.out.push('.');
            }
            '^' => {
                self.out.push_str(if self.multi_line { "(?:\\A|(?<=\\n))" } else { "^" });
                return Ok(PLACE);
            }
            '$' => {
                self.out.push_str(if self.multi_line { "(?=\\n|\\z)" } else { "\\z" });
                return Ok(PLACE);
            }
            ']' | '}' => self.out.extend(['\\', c]),
            c => self.out.push(c),
        }
        Ok(LETTER)
    }

    /// The quantifier after a part. Two quantifiers in a row would be possessive in Java.
    fn repeated(&mut self, part: Matches) -> Result<Matches, String> {
        let mut matches = part;
        match self.peek() {
            Some('*' | '?') => matches.empty = true,
            Some('+') => {}
            Some('{') => {
                self.rest.pop();
                let count = self.until('}').replace(' ', "");
                let from_nothing = count.starts_with(',');
                matches.empty |= from_nothing || count.starts_with('0');
                matches.letters &= !matches!(count.as_str(), "0" | "0,0" | ",0");
                self.out.push_str(&format!("{{{}{count}", if from_nothing { "0" } else { "" }));
                self.rest.push('}');
            }
            _ => return Ok(part),
        }
        self.out.extend(self.rest.pop());
        if self.take('?') {
            self.out.push('?');
        }
        match self.peek() {
            Some(c @ ('*' | '+' | '?' | '{')) => Err(c.into()),
            _ => Ok(matches),
        }
    }

    /// After `(`.
    fn group(&mut self) -> Result<Matches, String> {
        let multi_line = self.multi_line;
        if self.takes("?P<") || self.takes("?<") {
            // Referenced by its number.
            self.until('>');
            self.out.push('(');
        } else if self.take('?') {
            let flags = self.flags()?;
            if self.take(')') {
                if !flags.is_empty() {
                    self.out.push_str(&format!("(?{flags})"));
                }
                return Ok(NOTHING);
            }
            self.take(':');
            self.out.push_str(&format!("(?{flags}:"));
        } else {
            self.out.push('(');
        }
        let matches = self.alternatives()?;
        self.multi_line = multi_line;
        self.take(')');
        self.out.push(')');
        Ok(matches)
    }

    /// Flags that Java also has; `m` is expanded where it matters.
    fn flags(&mut self) -> Result<String, String> {
        let (mut on, mut off, mut is_on) = (String::new(), String::new(), true);
        while let Some(c) = self.peek().filter(|c| !matches!(c, ':' | ')')) {
            self.rest.pop();
            match c {
                '-' => is_on = false,
                'm' => self.multi_line = is_on,
                'u' if is_on => {}
                'i' | 's' => {
                    self.any_case |= c == 'i';
                    if is_on { &mut on } else { &mut off }.push(c);
                }
                c => return Err(format!("(?{c})")),
            }
        }
        Ok(if off.is_empty() { on } else { format!("{on}-{off}") })
    }

    /// After `\`, outside a class.
    fn escape(&mut self) -> Result<Matches, String> {
        match self.peek() {
            Some(c @ ('A' | 'z')) => {
                self.rest.pop();
                self.out.extend(['\\', c]);
                Ok(PLACE)
            }
            Some(c @ ('b' | 'B')) => {
                self.rest.pop();
                if self.peek() == Some('{') {
                    return Err(format!("\\{c}{{"));
                }
                self.classes = true;
                self.out.extend(['\\', c]);
                // A position that is not a word boundary may lie within a character.
                Ok(if c == 'b' { PLACE } else { NOTHING })
            }
            _ => self.character().map(|()| LETTER),
        }
    }
}

#[cfg(test)]
mod tests;
