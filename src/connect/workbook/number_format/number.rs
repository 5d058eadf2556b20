//! Formats numbers by the digits, points and literals of a format.

use super::section::Piece;

/// Fifteen digits, as many as Excel keeps, and no exponent.
pub(super) fn general(number: f64) -> String {
    let rounded = format!("{number:.14e}").parse::<f64>().unwrap_or(number);
    rounded.to_string()
}

/// The number formatted by the pieces of its section.
pub(super) fn show(pieces: &[Piece], number: f64) -> String {
    if let Some(at) = pieces.iter().position(|piece| matches!(piece, Piece::Exponent(_))) {
        return with_exponent(pieces, at, number);
    }
    let digits = |pieces: &[Piece]| pieces.iter().filter(|piece| matches!(piece, Piece::Digit(_))).count();
    let point = pieces.iter().position(|piece| *piece == Piece::Point).unwrap_or(pieces.len());
    let (whole, fraction) = pieces.split_at(point);
    // A fraction such as 1 3/4 is shown as its value.
    if pieces.contains(&Piece::Literal("/".into())) && digits(pieces) > 1 {
        return general(number);
    }
    let last = pieces.iter().rposition(|piece| matches!(piece, Piece::Digit(_)));
    let is_last = |at: usize| last.is_none_or(|last| at > last);
    let mut shift = 0_i32;
    let mut grouped = false;
    for (at, piece) in pieces.iter().enumerate() {
        match piece {
            Piece::Percent => shift += 2,
            Piece::Comma if at < point && is_last(at) || at == point.wrapping_sub(1) => shift -= 3,
            Piece::Comma if at < point => grouped = true,
            Piece::Comma if is_last(at) => shift -= 3,
            _ => {}
        }
    }
    let (before, behind) = rounded(number.abs(), shift, digits(fraction));
    let is_zero = before.bytes().chain(behind.bytes()).all(|digit| digit == b'0');
    let sign = if number < 0.0 && !is_zero { "-" } else { "" };
    format!("{sign}{}{}", front(whole, before.trim_start_matches('0'), grouped), back(fraction, &behind))
}

/// The digits before and after the point of `number` times ten to the power `shift`, rounded half up in decimal.
fn rounded(number: f64, shift: i32, places: usize) -> (String, String) {
    // Fifteen digits: any further digits come from the binary representation.
    let text = format!("{number:.14e}");
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let mut digits: Vec<u8> = mantissa.bytes().filter(u8::is_ascii_digit).map(|digit| digit - b'0').collect();
    // The point comes after this many digits.
    let mut point = exponent.parse::<i32>().unwrap_or(0) + 1 + shift;
    let missing = (1 - point).clamp(0, 400);
    digits.splice(0..0, std::iter::repeat_n(0, missing as usize));
    point += missing;
    let kept = point.max(0) as usize + places;
    let up = digits.get(kept).is_some_and(|digit| *digit >= 5);
    digits.resize(kept, 0);
    if up {
        let mut at = digits.len();
        loop {
            match at.checked_sub(1) {
                Some(before) if digits[before] == 9 => (digits[before], at) = (0, before),
                Some(before) => break digits[before] += 1,
                None => {
                    digits.insert(0, 1);
                    point += 1;
                    break;
                }
            }
        }
    }
    let text: String = digits.into_iter().map(|digit| (digit + b'0') as char).collect();
    let (before, behind) = text.split_at(point.max(0) as usize);
    (before.to_owned(), behind.to_owned())
}

/// The digits before the point in their places, from the right; excess digits come before the first place.
fn front(pieces: &[Piece], digits: &str, grouped: bool) -> String {
    let first = pieces.iter().position(|piece| matches!(piece, Piece::Digit(_)));
    let mut left = digits.chars().rev().peekable();
    // From the right to the left.
    let mut out = Vec::new();
    let mut count = 0;
    let mut push = |out: &mut Vec<String>, digit: char| {
        if grouped && count > 0 && count % 3 == 0 {
            out.push(",".into());
        }
        count += 1;
        out.push(digit.to_string());
    };
    for (at, piece) in pieces.iter().enumerate().rev() {
        match piece {
            Piece::Digit(kind) => {
                match (left.next(), kind) {
                    (Some(digit), _) => push(&mut out, digit),
                    (None, '0') => push(&mut out, '0'),
                    (None, '?') => out.push(" ".into()),
                    _ => {}
                }
                if first == Some(at) {
                    left.by_ref().for_each(|digit| push(&mut out, digit));
                }
            }
            Piece::Literal(text) => out.push(text.clone()),
            Piece::Percent => out.push("%".into()),
            _ => {}
        }
    }
    out.into_iter().rev().collect()
}

/// The point and the digits after it; optional zeros are dropped.
fn back(pieces: &[Piece], digits: &str) -> String {
    let places: Vec<char> =
        pieces.iter().filter_map(|piece| if let Piece::Digit(kind) = piece { Some(*kind) } else { None }).collect();
    let needed = places.iter().rposition(|kind| *kind != '#').map_or(0, |last| last + 1);
    let shown = digits.trim_end_matches('0').len().max(needed);
    let mut out = String::new();
    let mut at = 0;
    for piece in pieces {
        match piece {
            Piece::Point => out.push('.'),
            Piece::Digit(_) => {
                if at < shown {
                    out.extend(digits.chars().nth(at));
                }
                at += 1;
            }
            Piece::Literal(text) => out.push_str(text),
            Piece::Percent => out.push('%'),
            _ => {}
        }
    }
    out
}

fn with_exponent(pieces: &[Piece], at: usize, number: f64) -> String {
    let (mantissa, exponent) = pieces.split_at(at);
    let point = mantissa.iter().position(|piece| *piece == Piece::Point).unwrap_or(mantissa.len());
    let places = mantissa[point..].iter().filter(|piece| matches!(piece, Piece::Digit(_))).count();
    let text = format!("{:.places$e}", general(number).parse().unwrap_or(number));
    let (digits, power) = text.split_once('e').unwrap_or((&text, "0"));
    let power = power.parse::<i32>().unwrap_or(0);
    let width = exponent.iter().filter(|piece| matches!(piece, Piece::Digit('0'))).count();
    let sign = match (power < 0, exponent.first()) {
        (true, _) => "-",
        (false, Some(Piece::Exponent(true))) => "+",
        _ => "",
    };
    format!("{digits}E{sign}{:0width$}", power.unsigned_abs())
}
