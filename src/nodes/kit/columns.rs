//! Columns by name: expressions that refer to exactly one column, checks with did-you-mean suggestions, unused names.

use polars::prelude::*;

use crate::base::text::{in_a_row, listed};
use crate::base::{Fix, Problem, Text};
use crate::nodes::kit::frame::Frame;

/// The column with exactly this name. (polars' `col` interprets "*" and "^…$" as patterns.)
pub fn column(name: impl AsRef<str>) -> Expr {
    Expr::Column(PlSmallStr::from_str(name.as_ref()))
}

/// Exactly these columns.
pub fn exactly<S: AsRef<str>>(names: &[S]) -> Selector {
    by_name(names.iter().map(|name| PlSmallStr::from_str(name.as_ref())), true, false)
}

/// Checks that every listed column exists and is listed only once. The problem is located at `setting[index]`.
pub fn require_all(frame: &Frame, names: &[String], setting: &str) -> Result<(), Problem> {
    for (index, name) in names.iter().enumerate() {
        let at = || format!("{setting}[{index}]");
        frame.require(name).map_err(|problem| problem.fix(Fix::Remove(name.clone())).at(at()))?;
        if names[..index].contains(name) {
            return Err(Problem::error(say!("column-listed-twice", name = name))
                .remedy(say!("remove-one-of-two"))
                .fix(Fix::Remove(name.clone()))
                .at(at()));
        }
    }
    Ok(())
}

/// `preferred`, extended until no column of `schema` has that name: for helper columns.
pub fn free_name(schema: &Schema, preferred: &str) -> PlSmallStr {
    let mut name = preferred.to_owned();
    while schema.contains(&name) {
        name.push('_');
    }
    name.into()
}

/// `"a", "b" and "c"`, at most five of them.
pub fn listing<S: AsRef<str>>(names: &[S]) -> Text {
    const SHOWN: usize = 5;
    let quoted = |name: &S| say!("quoted", name = name.as_ref());
    match names.get(..SHOWN) {
        Some(shown) if names.len() > SHOWN => {
            say!("list-and-more", list = in_a_row(shown.iter().map(quoted)), count = names.len() - SHOWN)
        }
        _ => listed(names.iter().map(quoted)),
    }
}

/// For `skip_serializing_if` in the rows of a list, so that a file contains only what was set.
pub fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}
