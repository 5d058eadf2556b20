//! Operators that are written with words instead of a list of values: how they are written, and what their places are called.

use Part::{Place, Words};

/// Something that is written with words instead of a list of values.
#[derive(Debug, PartialEq, Eq)]
pub struct Operator {
    pub(super) name: &'static str,
    /// Its help: a text.
    pub about: &'static str,
    /// How it is written.
    pub parts: &'static [Part],
    /// The words after which other places are written.
    pub(super) steps: &'static [(&'static str, usize)],
    /// What ends it.
    pub(super) until: Until,
}

/// What ends an operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Until {
    /// The bracket that it begins with.
    Bracket,
    /// The word END.
    End,
    /// A word of another operator, or a comma.
    Word,
    /// Its last place.
    Places,
}

/// A part of how an operator is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Words(&'static str),
    /// Something is to be written there; its name is this text.
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

    /// The place where it begins: what stands before its first word is written already.
    pub(super) fn first_place(&self) -> usize {
        usize::from(matches!(self.parts.first(), Some(Place(_))))
    }
}
