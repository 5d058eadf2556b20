//! The call or operator that contains the cursor, and the argument position: for the help next to the text being typed.

use super::functions::{self, Function};
use super::operators::{Operator, Until};
use super::scan::{Kind, Piece, scan};

/// The construct that contains the cursor.
#[derive(Clone, Copy, Debug)]
pub struct Call {
    /// The byte at which it starts: identifies the call.
    pub start: usize,
    pub callee: Callee,
    /// The argument position being written, counted from 0.
    pub place: usize,
}

#[derive(Clone, Copy, Debug)]
pub enum Callee {
    Function(&'static Function),
    Operator(&'static Operator),
}

/// Words that end an operator without brackets or an END of its own.
const ENDS: &[&str] = &["AND", "OR", "WHEN", "THEN", "ELSE", "END"];

/// An open construct at the current scan position.
enum Open {
    /// A bracket, with the call it belongs to.
    Bracket(Option<Call>),
    /// From CASE to END.
    Case(Call),
    /// Ended by a word or sign.
    Loose(Call),
}

impl Open {
    fn call(&self) -> Option<Call> {
        match self {
            Open::Bracket(call) => *call,
            Open::Case(call) | Open::Loose(call) => Some(*call),
        }
    }

    fn call_mut(&mut self) -> Option<&mut Call> {
        match self {
            Open::Bracket(call) => call.as_mut(),
            Open::Case(call) | Open::Loose(call) => Some(call),
        }
    }
}

/// The innermost call or operator around byte `cursor` of `text`, which may be incomplete.
pub fn call_at(text: &str, cursor: usize) -> Option<Call> {
    let pieces: Vec<Piece> =
        scan(text).into_iter().filter(|piece| !matches!(piece.kind, Kind::Space | Kind::Comment)).collect();
    let mut open: Vec<Open> = Vec::new();
    for (at, piece) in pieces.iter().enumerate() {
        // A word that is still being written is ignored.
        let is_done = if piece.kind == Kind::Symbol { piece.span.end <= cursor } else { piece.span.end < cursor };
        if !is_done {
            break;
        }
        let part = &text[piece.span.clone()];
        let before = at.checked_sub(1).map(|before| &pieces[before]).filter(|before| before.kind == Kind::Word);
        match (piece.kind, part) {
            (Kind::Symbol, "(") => open.push(Open::Bracket(before.and_then(|word| callee(text, word)))),
            (Kind::Symbol, ")") => {
                while let Some(last) = open.pop() {
                    if matches!(last, Open::Bracket(_)) {
                        break;
                    }
                }
            }
            (Kind::Symbol, ",") => {
                open.truncate(open.iter().rposition(|o| matches!(o, Open::Bracket(_))).map_or(0, |last| last + 1));
                if let Some(Call { callee: Callee::Function(_), place, .. }) = open.last_mut().and_then(Open::call_mut)
                {
                    *place += 1;
                }
            }
            (Kind::Word, word) => follow_word(&mut open, word, piece.span.start),
            _ => {}
        }
        count_places(&mut open, piece);
    }
    open.iter().rev().find_map(Open::call)
}

/// The call or operator that the word before a bracket denotes.
fn callee(text: &str, word: &Piece) -> Option<Call> {
    let name = &text[word.span.clone()];
    let start = word.span.start;
    let place = 0;
    if let Some(function) = functions::find(name) {
        return Some(Call { start, callee: Callee::Function(function), place });
    }
    // The others have no brackets of their own: `CASE (a)`.
    let operator = Operator::find(name).filter(|operator| operator.until == Until::Bracket)?;
    Some(Call { start, callee: Callee::Operator(operator), place: operator.first_place() })
}

fn follow_word(open: &mut Vec<Open>, word: &str, start: usize) {
    let is = |expected: &str| word.eq_ignore_ascii_case(expected);
    if let Some(place) = next_place(open.last(), word) {
        if let Some(call) = open.last_mut().and_then(Open::call_mut) {
            call.place = place;
        }
        return;
    }
    if ENDS.iter().any(|end| is(end)) {
        while matches!(open.last(), Some(Open::Loose(_))) {
            open.pop();
        }
        if is("END") && matches!(open.last(), Some(Open::Case(_))) {
            open.pop();
        } else if let Some(place) = next_place(open.last(), word)
            && let Some(call) = open.last_mut().and_then(Open::call_mut)
        {
            call.place = place;
        }
        return;
    }
    let Some(operator) = Operator::find(word) else { return };
    let call = Call { start, callee: Callee::Operator(operator), place: operator.first_place() };
    match operator.until {
        Until::End => open.push(Open::Case(call)),
        Until::Word | Until::Places => open.push(Open::Loose(call)),
        Until::Bracket => {}
    }
}

/// The position that follows `word` in the open construct; a BETWEEN has only one AND.
fn next_place(open: Option<&Open>, word: &str) -> Option<usize> {
    let call = open?.call()?;
    let Callee::Operator(operator) = call.callee else { return None };
    let (_, place) = operator.steps.iter().find(|(step, _)| step.eq_ignore_ascii_case(word))?;
    (operator.until == Until::End || *place > call.place).then_some(*place)
}

/// An operator that ends with its last position advances with every piece.
fn count_places(open: &mut Vec<Open>, piece: &Piece) {
    let Some(Open::Loose(call)) = open.last_mut() else { return };
    if !matches!(call.callee, Callee::Operator(operator) if operator.until == Until::Places)
        || piece.span.start == call.start
    {
        return;
    }
    call.place += 1;
    if call.place > 1 {
        open.pop();
    }
}

#[cfg(test)]
mod tests {
    use super::super::operators::{OPERATORS, Part::Place};
    use super::*;

    /// The name of the construct around the cursor `|`, and the position.
    fn at(text: &str) -> String {
        let cursor = text.find('|').unwrap();
        match call_at(&text.replacen('|', "", 1), cursor) {
            None => "none".into(),
            Some(Call { callee: Callee::Function(function), place, .. }) => format!("{} {place}", function.name),
            Some(Call { callee: Callee::Operator(operator), place, .. }) => format!("{} {place}", operator.name),
        }
    }

    #[test]
    fn the_innermost_call_and_its_place_are_found() {
        for (text, expected) in [
            ("|", "none"),
            ("upper|(a)", "none"),
            ("upper(|a)", "upper 0"),
            ("upper(a|", "upper 0"),
            ("upper(a)|", "none"),
            ("UPPER(|)", "upper 0"),
            ("substring(a, |", "substring 1"),
            ("substring(upper(a), 1, |2)", "substring 2"),
            ("substring(upper(|a), 1, 2)", "upper 0"),
            ("substring((a|), 1)", "substring 0"),
            ("substring('a, b|', 1)", "substring 0"),
            ("no_such(a, |", "none"),
            ("coalesce(no_such(|), 1)", "coalesce 0"),
            ("1 + (|2)", "none"),
            ("CASE |", "case 0"),
            ("CASE WHEN a > 1 |", "case 0"),
            ("CASE WHEN a > 1 THEN |", "case 1"),
            ("CASE WHEN a THEN b WHEN |", "case 0"),
            ("CASE WHEN a THEN b ELSE |", "case 2"),
            ("CASE WHEN a THEN b END |", "none"),
            ("upper(CASE WHEN a THEN b END |)", "upper 0"),
            ("case when a between 1 and 2 and |", "case 0"),
            ("case when a between 1 and 2 then |", "case 1"),
            ("CAST(|", "cast 0"),
            ("CAST(a AS |", "cast 1"),
            ("TRY_CAST(a AS inte|", "try_cast 1"),
            ("EXTRACT(|", "extract 0"),
            ("EXTRACT(year FROM |", "extract 1"),
            ("a IN (|", "in 1"),
            ("a IN (1, |", "in 1"),
            ("a BETWEEN |", "between 1"),
            ("a BETWEEN 1 AND |", "between 2"),
            ("a BETWEEN 1 AND 2 AND |", "none"),
            ("a LIKE |", "like 1"),
            ("a NOT LIKE 'x%' OR |", "none"),
            ("day + INTERVAL |", "interval 0"),
            ("day + INTERVAL 3 |", "interval 1"),
            ("day + INTERVAL 3 DAY |", "none"),
            ("-- upper(|", "none"),
            (")|", "none"),
            ("CASE|", "none"),
        ] {
            assert_eq!(at(text), expected, "{text}");
        }
    }

    #[test]
    fn every_step_leads_to_a_place() {
        for operator in OPERATORS {
            let places = operator.parts.iter().filter(|part| matches!(part, Place(_))).count();
            assert!(operator.first_place() < places, "{}", operator.name);
            assert!(operator.steps.iter().all(|(_, place)| *place < places), "{}", operator.name);
        }
    }
}
