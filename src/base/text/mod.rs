//! The program's texts in all of its languages: a message's id and its arguments, formatted only when shown.
//!
//! `say!("no-column", name = column)` creates a [`Text`] that can be passed around (problems, labels of undo steps),
//! `tr!("no-column")` the formatted text, for drawing. The messages are in `texts/`; they are formatted in the thread's
//! current language.

mod arg;
mod bundle;
mod fill;
mod language;
mod list;

pub use arg::{Arg, Message, Text, ToArg};
pub use bundle::{find, find_in, get};
pub use language::Language;
pub use list::{in_a_row, joined, listed};

/// A [`Text`] from a message's id and its arguments: `say!("no-column", name = column)`.
macro_rules! say {
    ($id:literal $(, $name:ident = $value:expr)* $(,)?) => {
        $crate::base::text::Text::message($id)$(.with(stringify!($name), &$value))*
    };
}

/// The text of a message in the current language: `&'static str` without arguments, a `String` with some.
macro_rules! tr {
    ($id:literal $(,)?) => { $crate::base::text::get($id) };
    ($id:literal, $($name:ident = $value:expr),+ $(,)?) => {
        $crate::base::text::Text::message($id)$(.with(stringify!($name), &$value))*.to_string()
    };
}

#[cfg(test)]
mod tests;
