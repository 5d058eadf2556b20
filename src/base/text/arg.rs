//! The arguments of a message.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::{Text, one_line};

/// One argument of a message.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Arg {
    /// A count: shown with thousands separators; it selects the plural form.
    Number(i64),
    /// A text, a name, or a message within a message.
    Text(Text),
}

impl Arg {
    pub(super) fn one_line(self) -> Self {
        match self {
            Arg::Text(text) => Arg::Text(text.one_line()),
            number => number,
        }
    }
}

/// What can be an argument of a message.
pub trait ToArg {
    fn to_arg(&self) -> Arg;
}

impl ToArg for Text {
    fn to_arg(&self) -> Arg {
        Arg::Text(self.clone())
    }
}

impl ToArg for str {
    fn to_arg(&self) -> Arg {
        Arg::Text(Text::Verbatim(one_line(Cow::Owned(self.to_owned()))))
    }
}

impl<T: ToArg + ?Sized> ToArg for &T {
    fn to_arg(&self) -> Arg {
        (**self).to_arg()
    }
}

macro_rules! numbers {
    ($($number:ty),*) => { $(
        impl ToArg for $number {
            fn to_arg(&self) -> Arg {
                i64::try_from(*self).map_or_else(|_| self.to_string().as_str().to_arg(), Arg::Number)
            }
        }
    )* };
}
numbers!(u8, u16, u32, u64, usize, i8, i16, i32, i64);

macro_rules! words {
    ($($words:ty),*) => { $(
        impl ToArg for $words {
            fn to_arg(&self) -> Arg {
                self.to_string().as_str().to_arg()
            }
        }
    )* };
}
words!(String, Cow<'_, str>, Box<str>, std::sync::Arc<str>, char, f32, f64, std::path::Display<'_>, std::io::Error);
words!(serde_json::Error, std::fmt::Arguments<'_>);
