//! Programs for Apache Spark: a table as a sequence of steps of a closed algebra, with its columns known while it is
//! built, and its text in Python. Kinds of node call the builder ([`Rows`]); none of them contains Python.

mod argument;
mod arrival;
mod arrival_column;
mod body;
mod function;
mod item;
mod layout;
mod names;
mod order;
mod outputs;
mod program;
mod python;
mod rows;
mod several;
mod simple_type;
mod sql;
mod step;
mod tables;
mod text;
mod types;

pub use argument::Argument;
pub use function::Function;
pub use item::Item;
pub use names::{function_name, identifier};
pub use order::{Direction, Key, NullPlace};
pub use program::Program;
pub use rows::Rows;
pub use sql::Sql;
pub use step::{Format, JoinHow, Literal, TableMode, Target, Write, WriteTable};
pub use text::{Template, sql_name};
pub use types::{Column, DataType, Schema};
