//! What is wrong with a JSON text.

use crate::base::Text;

/// Why a text is not valid JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Why {
    Ends,
    NoValue,
    NoName,
    NoColon,
    NoComma,
    Number,
    Control,
    Escape,
    Surrogate,
    Deep,
    Behind,
}

impl Why {
    pub fn words(self) -> Text {
        match self {
            Why::Ends => say!("json-why-ends"),
            Why::NoValue => say!("json-why-no-value"),
            Why::NoName => say!("json-why-no-name"),
            Why::NoColon => say!("json-why-no-colon"),
            Why::NoComma => say!("json-why-no-comma"),
            Why::Number => say!("json-why-number"),
            Why::Control => say!("json-why-control"),
            Why::Escape => say!("json-why-escape"),
            Why::Surrogate => say!("json-why-surrogate"),
            Why::Deep => say!("json-why-deep"),
            Why::Behind => say!("json-why-behind"),
        }
    }
}

/// What is wrong, and at which byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    pub at: usize,
    pub why: Why,
}
