//! Operators written with keywords instead of an argument list: their syntax and the names of their positions.

use Part::{Place, Words};

/// An operator written with keywords instead of an argument list.
#[derive(Debug, PartialEq, Eq)]
pub struct Operator {
    pub(super) name: &'static str,
    /// Its help: a text id.
    pub about: &'static str,
    /// Its syntax.
    pub parts: &'static [Part],
    /// The keywords, each with the position that follows it.
    pub(super) steps: &'static [(&'static str, usize)],
    /// What ends it.
    pub(super) until: Until,
}

/// What ends an operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Until {
    /// The bracket with which it starts.
    Bracket,
    /// The word END.
    End,
    /// A keyword of another operator, or a comma.
    Word,
    /// Its last position.
    Places,
}

/// A part of an operator's syntax.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Words(&'static str),
    /// A position to fill in; its name is this text.
    Place(&'static str),
}

pub(super) const OPERATORS: &[Operator] = &[
    Operator {
        name: "case",
        about: "operator-case",
        parts: &[
            Words("CASE WHEN "),
            Place("place-condition"),
            Words(" THEN "),
            Place("place-value"),
            Words(" … ELSE "),
            Place("place-value"),
            Words(" END"),
        ],
        steps: &[("WHEN", 0), ("THEN", 1), ("ELSE", 2)],
        until: Until::End,
    },
    Operator {
        name: "cast",
        about: "operator-cast",
        parts: &[Words("CAST("), Place("place-value"), Words(" AS "), Place("place-type"), Words(")")],
        steps: &[("AS", 1)],
        until: Until::Bracket,
    },
    Operator {
        name: "try_cast",
        about: "operator-try-cast",
        parts: &[Words("TRY_CAST("), Place("place-value"), Words(" AS "), Place("place-type"), Words(")")],
        steps: &[("AS", 1)],
        until: Until::Bracket,
    },
    Operator {
        name: "extract",
        about: "operator-extract",
        parts: &[Words("EXTRACT("), Place("place-field"), Words(" FROM "), Place("place-date"), Words(")")],
        steps: &[("FROM", 1)],
        until: Until::Bracket,
    },
    Operator {
        name: "in",
        about: "operator-in",
        parts: &[Place("place-value"), Words(" IN ("), Place("place-values"), Words(")")],
        steps: &[],
        until: Until::Bracket,
    },
    Operator {
        name: "between",
        about: "operator-between",
        parts: &[
            Place("place-value"),
            Words(" BETWEEN "),
            Place("place-lowest"),
            Words(" AND "),
            Place("place-highest"),
        ],
        steps: &[("AND", 2)],
        until: Until::Word,
    },
    Operator {
        name: "like",
        about: "operator-like",
        parts: &[Place("place-text"), Words(" LIKE "), Place("place-pattern")],
        steps: &[],
        until: Until::Word,
    },
    Operator {
        name: "ilike",
        about: "operator-ilike",
        parts: &[Place("place-text"), Words(" ILIKE "), Place("place-pattern")],
        steps: &[],
        until: Until::Word,
    },
    Operator {
        name: "rlike",
        about: "operator-rlike",
        parts: &[Place("place-text"), Words(" RLIKE "), Place("place-regex")],
        steps: &[],
        until: Until::Word,
    },
    Operator {
        name: "interval",
        about: "operator-interval",
        parts: &[Words("INTERVAL "), Place("place-count"), Words(" "), Place("place-unit")],
        steps: &[],
        until: Until::Places,
    },
];

impl Operator {
    pub(super) fn find(word: &str) -> Option<&'static Operator> {
        OPERATORS.iter().find(|operator| operator.name.eq_ignore_ascii_case(word))
    }

    /// The first position: anything before the first keyword is already written.
    pub(super) fn first_place(&self) -> usize {
        usize::from(matches!(self.parts.first(), Some(Place(_))))
    }
}
