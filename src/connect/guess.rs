//! Guesses the encoding of a text that is not UTF-8, and its alternatives.

use super::charset::{Charset, Encoding};

/// A guess, and samples of the text decoded with it and with others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct EncodingGuess {
    pub encoding: Encoding,
    /// The line that the samples are taken from, counted from 1.
    pub line: usize,
    /// The guess comes first; no two samples are equal.
    pub samples: Vec<(Encoding, String)>,
}

/// The number of bytes shown of the line.
const SHOWN: usize = 60;
/// The maximum number of samples.
const MOST: usize = 5;
/// The number of examined lines with bytes beyond UTF-8.
const LINES: usize = 200;

/// Encodings that the detector, which is made for the web, never returns.
const BEYOND_THE_WEB: &[Encoding] = &[Encoding::Cp850, Encoding::Macintosh];
/// Alternatives shown beside the guess, if the text is valid in them.
const OTHERS: &[Encoding] = &[
    Encoding::Windows1252,
    Encoding::Cp850,
    Encoding::Macintosh,
    Encoding::Windows1250,
    Encoding::Iso8859_15,
    Encoding::Windows1251,
    Encoding::Koi8R,
    Encoding::Gbk,
    Encoding::ShiftJis,
    Encoding::EucKr,
];

/// Guesses the encoding of `raw`, whose first byte that is not UTF-8 is at `odd`, from its beginning and from that
/// place.
pub(super) fn guess(raw: &[u8], odd: usize, stretch: usize) -> EncodingGuess {
    let head = &raw[..raw.len().min(stretch)];
    let from = odd.max(head.len());
    let mut detector = chardetng::EncodingDetector::new();
    detector.feed(head, false);
    detector.feed(&raw[from..raw.len().min(from + stretch)], true);
    let found = Encoding::of(detector.guess(None, false)).unwrap_or(Encoding::Windows1252);
    let start = raw[..odd].iter().rposition(|&byte| byte == b'\n').map_or(0, |end| end + 1);
    let lines: Vec<&[u8]> = raw[start..raw.len().min(start + stretch)]
        .split(|&byte| byte == b'\n')
        .filter(|line| !line.is_ascii())
        .take(LINES)
        .collect();
    let encoding = better(found, &lines);
    let mut samples = Vec::new();
    let first = lines.first().copied().unwrap_or_default();
    for other in std::iter::once(&encoding).chain(OTHERS) {
        let Some(charset) = other.charset() else { continue };
        let text = shown(charset, first);
        let is_new = samples.iter().all(|(_, known)| *known != text);
        if samples.is_empty() || (is_new && samples.len() < MOST && oddities(charset, &lines) == Some(0)) {
            samples.push((*other, text));
        }
    }
    let line = 1 + raw[..start].iter().filter(|&&byte| byte == b'\n').count();
    EncodingGuess { encoding, line, samples }
}

/// An encoding that the detector does not know, if the text is not plausible in the detected one but is in the other.
fn better(found: Encoding, lines: &[&[u8]]) -> Encoding {
    let Some(charset) = found.charset().filter(|charset| charset.is_single_byte()) else { return found };
    if oddities(charset, lines) == Some(0) {
        return found;
    }
    let makes_words = |other: &&Encoding| other.charset().is_some_and(|other| oddities(other, lines) == Some(0));
    [Encoding::Windows1252].iter().chain(BEYOND_THE_WEB).find(makes_words).copied().unwrap_or(found)
}

/// How often letters occur together as in no words; `None` if bytes are invalid.
fn oddities(charset: Charset, lines: &[&[u8]]) -> Option<usize> {
    let mut odd = 0;
    for line in lines {
        let text: Vec<char> = charset.text(line).chars().collect();
        for (index, &letter) in text.iter().enumerate().filter(|(_, letter)| !letter.is_ascii()) {
            let before = index.checked_sub(1).and_then(|index| text.get(index)).copied().unwrap_or(' ');
            let after = text.get(index + 1).copied().unwrap_or(' ');
            match letter {
                '\u{fffd}' => return None,
                '\u{80}'..='\u{9f}' => odd += 1,
                // Characters that occur within words.
                '’' | '‘' | '´' | '·' | '\u{ad}' | '–' | '—' | '‐' | '\u{300}'..='\u{36f}' => {}
                _ if !letter.is_alphabetic() => odd += usize::from(before.is_alphabetic() && after.is_alphabetic()),
                // MŸller, grÜn.
                _ if letter.is_uppercase() => odd += usize::from(before.is_alphabetic() && after.is_lowercase()),
                // GRüN.
                _ if letter.is_lowercase() => odd += usize::from(before.is_uppercase() && after.is_uppercase()),
                _ => {}
            }
            // Box-drawing characters of DOS.
            odd += usize::from(matches!(letter, '\u{2500}'..='\u{259f}'));
        }
    }
    Some(odd)
}

/// The part of a line around its first byte beyond ASCII.
fn shown(charset: Charset, line: &[u8]) -> String {
    let odd = line.iter().position(|byte| !byte.is_ascii()).unwrap_or(0);
    let start = if charset.is_single_byte() { odd.saturating_sub(SHOWN / 2) } else { 0 };
    let text = charset.text(&line[start..]);
    text.trim_end_matches('\r').chars().take(SHOWN).filter(|letter| !letter.is_control()).collect()
}

/// Whether a text with bytes that are not UTF-8 is UTF-8 anyway, since most of it is valid. Only its beginning and the
/// surroundings of the first invalid byte are examined.
pub(super) fn is_mostly_utf8(raw: &[u8], odd: usize, stretch: usize) -> bool {
    let mut whole = 0_usize;
    let mut broken = 0_usize;
    let from = odd.saturating_sub(stretch / 2);
    for piece in [&raw[..raw.len().min(stretch).min(from)], &raw[from..raw.len().min(odd + stretch)]] {
        for chunk in piece.utf8_chunks() {
            whole += chunk.valid().chars().filter(|letter| !letter.is_ascii()).count();
            broken += usize::from(!chunk.invalid().is_empty());
        }
    }
    whole > 0 && whole >= broken
}

/// The first line in a single-byte text that is UTF-8 and more than ASCII, counted from 1, and its content.
pub(super) fn utf8_line(raw: &[u8], stretch: usize) -> Option<(usize, String)> {
    let lines = raw[..raw.len().min(stretch)].split(|&byte| byte == b'\n');
    let mut odd = lines.enumerate().filter(|(_, line)| !line.is_ascii());
    odd.find_map(|(index, line)| {
        let text = std::str::from_utf8(line).ok()?;
        Some((index + 1, text.trim_end().chars().take(SHOWN).collect()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(raw: &[u8]) -> EncodingGuess {
        let odd = std::str::from_utf8(raw).expect_err("it is not UTF-8").valid_up_to();
        guess(raw, odd, 1 << 20)
    }

    #[test]
    fn what_makes_words_is_guessed() {
        for (raw, encoding, sample) in [
            (b"name;ort\nM\xfcller;K\xf6ln \x96 S\xfcd\n".as_slice(), Encoding::Windows1252, "Müller;Köln – Süd"),
            (b"name;ort\nM\x81ller;K\x94ln S\x81d\nGr\x94\xe1e;Stra\xe1e\n", Encoding::Cp850, "Müller;Köln Süd"),
            (b"name;ort\nM\x9fller;K\x9aln S\x9fd\nGr\x9a\xa7e;Stra\xa7e\n", Encoding::Macintosh, "Müller;Köln Süd"),
            (
                b"\xc9\xcd\xd1,\xc7\xcf\xd2\xcf\xc4\n\xe9\xd7\xc1\xce,\xed\xcf\xd3\xcb\xd7\xc1\n",
                Encoding::Koi8U,
                "имя,город",
            ),
            (
                b"\xd0\xd5\xc3\xfb,\xb3\xc7\xca\xd0\n\xcd\xf5\xd0\xa1\xc3\xf7,\xb1\xb1\xbe\xa9\n",
                Encoding::Gbk,
                "姓名,城市",
            ),
        ] {
            let guess = of(raw);
            assert_eq!((guess.encoding, guess.samples[0].1.as_str()), (encoding, sample), "{guess:?}");
            assert!(guess.samples.len() > 1, "{guess:?}");
        }
    }

    #[test]
    fn one_odd_byte_leaves_utf8_what_it_is() {
        let mixed = "Größe\nStraße\n".as_bytes().iter().copied().chain(*b"M\xfcller\n").collect::<Vec<_>>();
        assert!(is_mostly_utf8(&mixed, 15, 1 << 20));
        let latin = b"Gr\xf6\xdfe\nStra\xdfe\nM\xfcller\nCaf\xc3\xa9\n";
        assert!(!is_mostly_utf8(latin, 2, 1 << 20));
        assert_eq!(utf8_line(latin, 1 << 20), Some((4, "Café".into())));
    }
}
