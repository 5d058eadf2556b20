//! The plans of joins that combine the columns of two tables, and the preparation of their keys.

use std::collections::HashSet;

use polars::prelude::*;

use super::settings::{How, Join, KeyPair};
use crate::base::{Problem, Type};
use crate::formula::{Raiser, from_polars};
use crate::nodes::kit::columns::{column, free_name};
use crate::nodes::kit::frame::{Frame, problem_of};
use crate::nodes::shared::common_type::common_type;
use crate::nodes::shared::stack::exact_cast;

impl Join {
    /// Inner, left, right and full joins: the columns of the left table, then those of the right. The names are
    /// assigned here rather than by polars, so that they are the same for every kind of join.
    pub(super) fn side_by_side(&self, left: &Frame, right: &Frame, keys: &[KeyPair]) -> Result<LazyFrame, Problem> {
        let (how, order) = match self.how {
            How::Left | How::Full => (JoinType::Left, MaintainOrderJoin::LeftRight),
            How::Right => (JoinType::Right, MaintainOrderJoin::RightLeft),
            How::Inner | How::Semi | How::Anti => (JoinType::Inner, MaintainOrderJoin::LeftRight),
        };
        // Right columns are joined under names that no left column has.
        let mut taken = left.schema().as_ref().clone();
        let mut travelling: Vec<(PlSmallStr, PlSmallStr)> = Vec::new();
        for name in right.schema().iter_names() {
            let free = free_name(&taken, &format!("{name}_right"));
            taken.with_column(free.clone(), DataType::Null);
            travelling.push((name.clone(), free));
        }
        let alias = |name: &str| travelling.iter().find(|(own, _)| own == name).map_or("", |(_, free)| free.as_str());
        let shared = |name: &str| keys.iter().find(|pair| self.coalesce && pair.left == name);

        let renamed: Vec<Expr> = travelling.iter().map(|(name, free)| column(name).alias(free.clone())).collect();
        let right_rows = right.lazy.clone().select(renamed);
        let on_right: Vec<Expr> = keys.iter().map(|pair| column(alias(pair.right()))).collect();
        let on_left = expressions(keys, |k| &k.left);
        let plan = left.lazy.clone().join(right_rows.clone(), on_left.clone(), on_right.clone(), args(how, order));

        let rights = self.right_columns(left, &travelling, keys)?;
        let columns = |of_left: &dyn Fn(&str, &DataType) -> Expr| -> Vec<Expr> {
            let lefts = left.schema().iter().map(|(name, dtype)| of_left(name, dtype).alias(name.clone()));
            lefts.chain(rights.iter().cloned()).collect()
        };
        let from_right = columns(&|name, dtype| match shared(name) {
            Some(pair) => column(alias(pair.right())),
            None if self.how == How::Right => column(name),
            None => lit(NULL).cast(dtype.clone()),
        });
        if self.how == How::Right {
            return Ok(plan.select(from_right));
        }
        let plan = plan.select(columns(&|name, _| column(name)));
        if self.how != How::Full {
            return Ok(plan);
        }
        // polars' full join returns the unmatched right rows in no defined order, so they are appended separately.
        let right_only =
            right_rows.join(left.lazy.clone(), on_right, on_left, args(JoinType::Anti, MaintainOrderJoin::Left));
        concat([plan, right_only.select(from_right)], UnionArgs { maintain_order: true, ..Default::default() })
            .map_err(|error| problem_of(&error))
    }

    /// The right columns of the result, from the temporary columns, under their final names.
    fn right_columns(
        &self,
        left: &Frame,
        travelling: &[(PlSmallStr, PlSmallStr)],
        keys: &[KeyPair],
    ) -> Result<Vec<Expr>, Problem> {
        let mut names: HashSet<String> = left.schema().iter_names().map(|name| name.to_string()).collect();
        let mut columns = Vec::new();
        for (own, free) in travelling {
            if self.coalesce && keys.iter().any(|pair| pair.right() == own.as_str()) {
                continue;
            }
            let name = if left.schema().contains(own) { format!("{own}{}", self.suffix) } else { own.to_string() };
            if !names.insert(name.clone()) {
                return Err(Problem::error(say!("two-columns-named", name = name))
                    .remedy(say!("give-another-suffix"))
                    .at("suffix"));
            }
            columns.push(column(free).alias(name.as_str()));
        }
        Ok(columns)
    }
}

/// Null keys match nothing, as in SQL; both keys of a pair stay in the result.
pub(super) fn args(how: JoinType, order: MaintainOrderJoin) -> JoinArgs {
    let mut args = JoinArgs::new(how).with_coalesce(JoinCoalesce::KeepColumns);
    args.maintain_order = order;
    args.nulls_equal = false;
    args
}

pub(super) fn expressions(keys: &[KeyPair], side: impl Fn(&KeyPair) -> &str) -> Vec<Expr> {
    keys.iter().map(|pair| column(side(pair))).collect()
}

/// A key converted to the common type. If the conversion changed its values, different keys would match.
fn as_key(name: &str, from: &DataType, to: &DataType) -> Expr {
    let shown = name.to_owned();
    exact_cast(column(name), from, to, move |value, data_type| {
        say!("value-of-column-not-exact", name = shown.as_str(), value = value, data_type = data_type)
    })
}

/// Converts the two keys of each pair to one type, or explains why that is impossible. `raiser` provides the error
/// origin of the pair with an index.
pub(super) fn same_types(
    left: Frame,
    right: Frame,
    keys: &[KeyPair],
    raiser: &dyn Fn(usize) -> Raiser,
) -> Result<(Frame, Frame), Problem> {
    let mut cast_left = Vec::new();
    let mut cast_right = Vec::new();
    for (index, pair) in keys.iter().enumerate() {
        let a = left.require(&pair.left)?;
        let b = right.require(pair.right())?;
        let at = format!("keys[{index}]");
        let word_a = from_polars(a);
        let word_b = from_polars(b);
        if let Some(Type::Other(word)) = [&word_a, &word_b].into_iter().find(|t| matches!(t, Type::Other(_))) {
            return Err(Problem::error(say!("cannot-be-a-key", data_type = word))
                .remedy(say!("choose-another"))
                .at(at));
        }
        let common = common_type(a, b).ok_or_else(|| {
            Problem::error(say!(
                "keys-never-match",
                left = pair.left,
                left_type = word_a.name(),
                right = pair.right(),
                right_type = word_b.name()
            ))
            .remedy(say!("cast-one-before"))
            .at(at)
        })?;
        let raiser = raiser(index);
        if *a != common {
            cast_left.push(raiser.sign(as_key(&pair.left, a, &common)));
        }
        if *b != common {
            cast_right.push(raiser.sign(as_key(pair.right(), b, &common)));
        }
    }
    let cast = |frame: Frame, casts: Vec<Expr>| {
        if casts.is_empty() { Ok(frame) } else { Frame::new(frame.lazy.with_columns(casts)) }
    };
    Ok((cast(left, cast_left)?, cast(right, cast_right)?))
}
