//! What tables and files have to say to who fills in a form: the values of a column, the columns that two tables may be joined
//! by, the sheets of a workbook.

mod frequent;
mod keys;
mod sheets;

use std::path::PathBuf;
use std::sync::Arc;

use polars::prelude::*;

use crate::base::{ColumnInfo, Key, Problem};
use crate::engine::api::event::Event;
use crate::engine::api::request::OutputRef;
use crate::engine::control::locks::locked;
use crate::engine::control::panics::guarded;
use crate::engine::control::stop::Stop;
use crate::engine::execute::build::Build;
use crate::engine::execute::collect::run;
use crate::engine::preview::shared::Shared;
use crate::nodes::{Frame, column};

pub use frequent::Frequent;
pub use keys::{Agreement, KeyPairs, ProposedKey};
pub use sheets::{Holds, ListedSheet, SheetList, Sheets};

/// A table that is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TableRef {
    pub output: OutputRef,
    pub key: Key,
}

/// A wish for advice. A newer one takes the place of an older one of its kind.
#[derive(Clone, Debug, PartialEq)]
pub enum AdviceRequest {
    /// The most frequent values of a column.
    Frequent { table: TableRef, column: String },
    /// By which columns two tables may be joined, beside the pairs that are chosen.
    Keys { left: TableRef, right: TableRef, chosen: Vec<(String, String)> },
    /// The sheets of the first file that a path setting means; relative paths start at `base`.
    Sheets { base: PathBuf, path: String },
}

/// The answer.
#[derive(Clone, Debug)]
pub enum Advice {
    Frequent(Frequent),
    Keys(KeyPairs),
    Sheets(Result<Sheets, Problem>),
}

impl AdviceRequest {
    pub(crate) fn is_same_kind(&self, other: &Self) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
    }
}

/// Rows that are read of a table that is not held: enough for advice, and soon there.
const ROWS: IdxSize = 200_000;

/// The advice: without any where a table is no longer that of the newest plan, or cannot be computed, of which the preview says
/// why. `None` where it was stopped.
pub(crate) fn answer(shared: &Shared, wish: &AdviceRequest, stop: &Stop) -> Option<Event> {
    let advice = guarded(|| match wish {
        AdviceRequest::Frequent { table, column } => {
            frequent::frequent(shared, *table, column, stop).map(Advice::Frequent)
        }
        AdviceRequest::Keys { left, right, chosen } => {
            keys::keys(shared, *left, *right, chosen, stop).map(Advice::Keys)
        }
        AdviceRequest::Sheets { base, path } => Some(Advice::Sheets(sheets::sheets(shared, base, path, stop))),
    });
    let advice = advice.ok().flatten().map(Arc::new);
    (!stop.is_set()).then(|| Event::Advice { wish: wish.clone(), advice })
}

/// Rows of a table for advice.
struct Rows {
    frame: DataFrame,
    /// Whether these are all of them.
    whole: bool,
}

/// All rows of a table that is held, else its first. `pick` chooses columns.
fn rows(shared: &Shared, table: TableRef, pick: impl Fn(&[ColumnInfo]) -> Vec<String>, stop: &Stop) -> Option<Rows> {
    let TableRef { output, key } = table;
    let plan = locked(&shared.latest).clone().filter(|plan| plan.key(output) == Some(key));
    let is_sample = plan.as_ref().is_some_and(|plan| plan.nodes[&output.node].sample.is_some());
    let held = locked(&shared.cache).whole(key);
    let (frame, is_held) = match held {
        Some(frame) => (Frame::new(frame.lazy()).ok()?, true),
        None => {
            let plan = plan.as_ref()?;
            let mut build = Build::new(plan, Some(&shared.cache), stop);
            let frame = build.frame(output).ok()?;
            shared.count_lowered(build.count);
            shared.count_collected();
            (frame, false)
        }
    };
    let picked: Vec<Expr> = pick(&frame.columns()).iter().map(column).collect();
    let lazy = frame.lazy.select(picked);
    let lazy = if is_held { lazy } else { lazy.limit(ROWS) };
    let frame = run(lazy, stop).ok()?;
    let whole = !is_sample && (is_held || frame.height() < ROWS as usize);
    Some(Rows { frame, whole })
}
