//! The columns by which two tables may be joined: those with similar names, and those with the same values.

use polars::prelude::*;

use super::rows::{Rows, rows};
use crate::base::{ColumnInfo, Type};
use crate::engine::api::advice::TableRef;
use crate::engine::api::advice::{Agreement, KeyPairs, ProposedKey};
use crate::engine::control::stop::Stop;
use crate::engine::execute::collect::run;
use crate::engine::preview::shared::Shared;
use crate::nodes::{Frame, column, key_sides};

/// The maximum number of pairs whose values are compared.
const COMPARED: usize = 48;
/// The maximum number of pairs proposed.
const PROPOSED: usize = 4;
/// Columns with different names are proposed if at least this percentage of the left rows has a match.
const OVERLAP: u64 = 60;

/// With this many keys chosen, no more are proposed.
const ENOUGH: usize = 4;

pub(super) fn keys(
    shared: &Shared,
    left: TableRef,
    right: TableRef,
    chosen: &[(String, String)],
    stop: &Stop,
) -> Option<KeyPairs> {
    let keyed = |columns: &[ColumnInfo], is_chosen: &dyn Fn(&str) -> bool| {
        let keyed = columns.iter().filter(|column| family(&column.data_type).is_some() || is_chosen(&column.name));
        keyed.map(|column| column.name.clone()).collect::<Vec<String>>()
    };
    let is_left = |name: &str| chosen.iter().any(|(left, _)| left == name);
    let is_right = |name: &str| chosen.iter().any(|(_, right)| right == name);
    let left = rows(shared, left, |columns| keyed(columns, &is_left), stop)?;
    let right = rows(shared, right, |columns| keyed(columns, &is_right), stop)?;
    let now = match chosen {
        [] => None,
        chosen => Some(agreement(&left, &right, chosen, stop)?),
    };
    let rows = left.frame.height() as u64;
    let whole = left.whole && right.whole;
    if chosen.len() >= ENOUGH {
        return Some(KeyPairs { keys: Vec::new(), chosen: now, rows, whole });
    }
    let mut found = Vec::new();
    for (a, b, similarity) in candidates(&left.frame, &right.frame) {
        if stop.is_set() {
            return None;
        }
        if is_left(&a) || is_right(&b) {
            continue;
        }
        let mut pairs = chosen.to_vec();
        pairs.push((a.clone(), b.clone()));
        let Some(agreement) = agreement(&left, &right, &pairs, stop) else { continue };
        let key = ProposedKey { left: a, right: b, agreement, is_named: similarity == EQUAL };
        let is_useful = match now {
            None => is_first(&right, &key, similarity, rows),
            Some(now) => is_further(&key.agreement, now, similarity),
        };
        if is_useful {
            found.push((similarity, key));
        }
    }
    // Equal names come first, then similar names; within these, by the number of matches.
    found.sort_by_key(|(similarity, ProposedKey { agreement, left, .. })| {
        let matches = *similarity > 0 && agreement.matching > 0;
        let order = (matches, *similarity, agreement.matching, agreement.is_unique_right, agreement.is_unique_left);
        (std::cmp::Reverse(order), left.clone())
    });
    let mut keys: Vec<ProposedKey> = Vec::new();
    for (_, key) in found {
        if !keys.iter().any(|other| other.left == key.left || other.right == key.right) {
            keys.push(key);
        }
    }
    keys.truncate(PROPOSED);
    Some(KeyPairs { keys, chosen: now, rows, whole })
}

/// Whether a pair is worth proposing as the first key.
fn is_first(right: &Rows, key: &ProposedKey, similarity: u8, rows: u64) -> bool {
    let Agreement { matching, is_unique_right, .. } = key.agreement;
    let matches = matching * 100 >= rows.max(1) * OVERLAP;
    match similarity {
        EQUAL => true,
        // A few values that recur often, such as years or yes and no, match everywhere and identify nothing.
        0 => {
            matches
                && is_unique_right
                && right.frame.column(&key.right).is_ok_and(|own| own.len() - own.null_count() > 2)
        }
        _ => matching > 0,
    }
}

/// Whether a pair is worth proposing in addition to keys that agree as in `now`. If the keys are unique already,
/// another key only loses rows: then only columns with similar names are proposed.
fn is_further(with: &Agreement, now: Agreement, similarity: u8) -> bool {
    let is_unique = now.is_unique_left || now.is_unique_right;
    let makes_unique = (with.is_unique_left && !now.is_unique_left) || (with.is_unique_right && !now.is_unique_right);
    let matches = with.matching > 0 && with.matching * 100 >= now.matching * OVERLAP;
    match similarity {
        EQUAL => with.matching > 0,
        0 => !is_unique && makes_unique && matches,
        _ => !is_unique && matches,
    }
}

/// Names that are equal apart from case, blanks and underscores.
const EQUAL: u8 = 3;

/// How similar two names are.
fn similarity(left: &str, right: &str) -> u8 {
    let a = plain(left);
    let b = plain(right);
    let akin = |long: &str, short: &str| short.len() >= 2 && (long.ends_with(short) || long.starts_with(short));
    match () {
        () if a == b && !a.is_empty() => EQUAL,
        () if akin(&a, &b) || akin(&b, &a) => 1,
        () => 0,
    }
}

/// Lower-case letters and digits only.
fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Columns of one family may be compared as keys; floats and nested types have none.
fn family(data_type: &Type) -> Option<u8> {
    Some(match data_type {
        Type::Text => 0,
        Type::Integer => 1,
        Type::Decimal(..) => 2,
        Type::Date => 3,
        Type::DateTime(None) => 4,
        Type::Time => 5,
        _ => return None,
    })
}

/// Pairs of one family: similar names first, then those whose values may be codes.
fn candidates(left: &DataFrame, right: &DataFrame) -> Vec<(String, String, u8)> {
    let mut pairs = Vec::new();
    for a in left.columns() {
        for b in right.columns() {
            let of = |values: &Column| family(&crate::formula::from_polars(values.dtype()));
            if of(a).is_some() && of(a) == of(b) {
                pairs.push((a.name().to_string(), b.name().to_string(), similarity(a.name(), b.name())));
            }
        }
    }
    pairs.sort_by_key(|(.., similarity)| std::cmp::Reverse(*similarity));
    pairs.truncate(COMPARED);
    pairs
}

/// How the tables agree on these pairs, compared as the join does; `None` if it cannot compare them.
fn agreement(left: &Rows, right: &Rows, pairs: &[(String, String)], stop: &Stop) -> Option<Agreement> {
    let frame = |rows: &Rows| Frame::new(rows.frame.clone().lazy()).ok();
    let [left, right] = key_sides(frame(left)?, frame(right)?, pairs).ok()?;
    let keys: Vec<Expr> = (0..pairs.len()).map(|at| column(at.to_string())).collect();
    let counted = |side: LazyFrame| run(side.group_by(keys.clone()).agg([len().alias("times")]), stop).ok();
    let left = counted(left)?;
    let right = counted(right)?;
    let most = |side: &DataFrame| side.column("times").ok()?.max_reduce().ok()?.as_any_value().extract::<u64>();
    let is_unique = |side: &DataFrame| most(side).unwrap_or_default() <= 1;
    let is_unique_left = is_unique(&left);
    let is_unique_right = is_unique(&right);
    let both = left.lazy().join(right.lazy(), keys.clone(), keys.clone(), JoinArgs::new(JoinType::Semi));
    let matching = run(both.select([column("times").cast(DataType::UInt64).sum()]), stop).ok()?;
    let matching = matching.columns().first()?.get(0).ok()?.extract::<u64>().unwrap_or_default();
    Some(Agreement { matching, is_unique_left, is_unique_right })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_alike() {
        for (left, right, expected) in [
            ("customer_id", "Customer ID", 3),
            ("customerId", "CUSTOMER-ID", 3),
            ("id", "customer_id", 1),
            ("客户 编号", "客户编号", 3),
            ("id", "paid", 1),
            ("a", "ab", 0),
            ("name", "city", 0),
            ("_", "-", 0),
        ] {
            assert_eq!(similarity(left, right), expected, "{left} {right}");
        }
    }
}
