//! By which columns two tables may be joined: what is called alike, and what holds the same values.

use polars::prelude::*;

use super::super::collect::run;
use super::super::shared::Shared;
use super::super::stop::Stop;
use super::{Rows, TableRef, rows};
use crate::base::{ColumnInfo, Type};
use crate::nodes::column;

/// A pair of columns, one of each table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProposedKey {
    pub left: String,
    pub right: String,
    /// Left rows whose value stands on the right too.
    pub matching: u64,
    /// On the right, no value stands twice.
    pub is_unique: bool,
    /// The names are the same but for case, blanks and underscores.
    pub is_named: bool,
}

/// Proposals, the best first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeyPairs {
    pub keys: Vec<ProposedKey>,
    /// Left rows that were looked at.
    pub rows: u64,
    /// All rows of both tables were looked at.
    pub whole: bool,
}

/// Pairs whose values are compared.
const COMPARED: usize = 48;
/// Pairs that are proposed.
const PROPOSED: usize = 4;
/// Columns of other names are proposed if so many of a hundred left rows find a partner.
const OVERLAP: u64 = 60;

pub(super) fn keys(shared: &Shared, left: TableRef, right: TableRef, stop: &Stop) -> Option<KeyPairs> {
    let keyed = |columns: &[ColumnInfo]| {
        columns.iter().filter(|column| family(&column.data_type).is_some()).map(|column| column.name.clone()).collect()
    };
    let (left, right) = (rows(shared, left, keyed, stop)?, rows(shared, right, keyed, stop)?);
    let mut found = Vec::new();
    for (a, b, likeness) in candidates(&left.frame, &right.frame) {
        if stop.is_set() {
            return None;
        }
        found.extend(proposal(&left, &right, &a, &b, likeness, stop).map(|key| (likeness, key)));
    }
    let all = (left.frame.height() as u64).max(1);
    // Names that are the same come first, then names that are akin; among these, what matches most.
    found.sort_by_key(|(likeness, key)| {
        (
            std::cmp::Reverse((*likeness > 0 && key.matching > 0, *likeness, key.matching, key.is_unique)),
            key.left.clone(),
        )
    });
    let mut keys: Vec<ProposedKey> = Vec::new();
    for (likeness, key) in found {
        let is_taken = keys.iter().any(|other| other.left == key.left || other.right == key.right);
        let matches = key.matching * 100 >= all * OVERLAP;
        if !is_taken && (likeness == EQUAL || matches || (likeness > 0 && key.matching > 0)) {
            keys.push(key);
        }
    }
    keys.truncate(PROPOSED);
    Some(KeyPairs { keys, rows: left.frame.height() as u64, whole: left.whole && right.whole })
}

/// Names that are the same but for case, blanks and underscores.
const EQUAL: u8 = 3;

/// How alike two names are.
fn likeness(left: &str, right: &str) -> u8 {
    let (a, b) = (plain(left), plain(right));
    let akin = |long: &str, short: &str| short.len() >= 2 && (long.ends_with(short) || long.starts_with(short));
    match () {
        () if a == b && !a.is_empty() => EQUAL,
        () if akin(&a, &b) || akin(&b, &a) => 1,
        () => 0,
    }
}

/// Small letters and digits only.
fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Columns of one family may be compared as keys; floats and structures are none.
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

/// Pairs of one family, names that are alike first, then those whose values may be codes.
fn candidates(left: &DataFrame, right: &DataFrame) -> Vec<(String, String, u8)> {
    let mut pairs = Vec::new();
    for a in left.columns() {
        for b in right.columns() {
            let of = |values: &Column| family(&crate::formula::from_polars(values.dtype()));
            if of(a).is_some() && of(a) == of(b) {
                pairs.push((a.name().to_string(), b.name().to_string(), likeness(a.name(), b.name())));
            }
        }
    }
    pairs.sort_by_key(|(.., likeness)| std::cmp::Reverse(*likeness));
    pairs.truncate(COMPARED);
    pairs
}

fn proposal(left: &Rows, right: &Rows, a: &str, b: &str, likeness: u8, stop: &Stop) -> Option<ProposedKey> {
    let one = |rows: &Rows, name: &str| {
        rows.frame.clone().lazy().select([column(name).alias("key")]).filter(col("key").is_not_null())
    };
    let values = one(right, b).group_by([col("key")]).agg([len().alias("times")]);
    let values = run(values, stop).ok()?;
    let most = values.column("times").ok()?.max_reduce().ok()?.as_any_value().extract::<u64>().unwrap_or_default();
    let is_unique = most <= 1;
    // A few values that come again and again, such as years and yes and no, match everywhere and identify nothing.
    if likeness == 0 && (!is_unique || values.height() < 3) {
        return None;
    }
    let dtype = left.frame.column(a).ok()?.dtype().clone();
    let partners = values.lazy().select([col("key").cast(dtype)]);
    let args = JoinArgs::new(JoinType::Semi);
    let matching = one(left, a).join(partners, [col("key")], [col("key")], args);
    let matching = run(matching, stop).ok()?.height() as u64;
    Some(ProposedKey { left: a.to_owned(), right: b.to_owned(), matching, is_unique, is_named: likeness == EQUAL })
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
            assert_eq!(likeness(left, right), expected, "{left} {right}");
        }
    }
}
