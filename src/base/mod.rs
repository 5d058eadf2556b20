//! What every layer may use: texts in two languages, names, types, problems, keys, fuzzy search. Imports none of our
//! modules.

#[macro_use]
pub mod text;

mod cancellation;
mod cause;
mod clock;
mod comparison;
pub mod date_format;
pub mod decimal;
pub mod environment;
pub mod find;
pub mod fix;
mod float_digits;
pub mod fuzzy;
pub mod key;
pub mod name;
mod node_id;
pub mod number;
pub mod os_path;
pub mod pattern;
pub mod problem;
pub mod suggest;
pub mod types;
pub mod visible;
mod written_number;

pub use cancellation::{Cancellation, HookGuard};
pub use cause::Cause;
pub use clock::{Clock, ManualClock, SystemClock, local_now};
pub use comparison::Comparison;
pub use date_format::{DateFormat, Moment, Unreadable, WrittenPart, reading_format};
pub use decimal::DecimalType;
pub use fix::{Fix, Fixes};
pub use float_digits::{SAFE_DIGITS, exact_float, keeps_digits};
pub use key::{Key, KeyBuilder};
pub use node_id::{MaybeNode, NodeId};
pub use problem::{Problem, Severity};
pub use text::{Language, Text};
pub use types::{ColumnInfo, Type};
pub use written_number::WrittenNumber;
