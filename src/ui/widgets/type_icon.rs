//! The icons of types.

use egui_phosphor::regular as icon;

use crate::base::Type;

/// The icon of a type in column heads and lists.
pub fn type_icon(data_type: &Type) -> &'static str {
    match data_type {
        Type::Boolean => icon::TOGGLE_LEFT,
        Type::Integer | Type::Number | Type::Decimal(..) => icon::HASH,
        Type::Text => icon::TEXT_T,
        Type::Date => icon::CALENDAR_BLANK,
        Type::DateTime(_) => icon::CALENDAR_DOTS,
        Type::Time => icon::CLOCK,
        Type::Duration => icon::TIMER,
        Type::Binary => icon::BINARY,
        Type::List(_) => icon::BRACKETS_SQUARE,
        Type::Struct(_) => icon::BRACKETS_CURLY,
        Type::Null => icon::EMPTY,
        Type::Other(_) => icon::QUESTION,
    }
}
