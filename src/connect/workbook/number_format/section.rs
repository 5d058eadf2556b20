//! The sections of a number format and their pieces.

/// One of the up to four parts of a format: for positive numbers, negative ones, zero, and text.
#[derive(Debug, Default)]
pub(super) struct Section {
    pub pieces: Vec<Piece>,
    pub condition: Option<(String, f64)>,
}

/// A piece of a section.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Piece {
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

impl Section {
    /// The content of square brackets: a colour, a currency, a condition, or an elapsed time.
    pub fn bracket(&mut self, text: &str) {
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
    pub fn take(&mut self, rest: &str) -> Option<usize> {
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
    pub fn distinguish(&mut self) {
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
