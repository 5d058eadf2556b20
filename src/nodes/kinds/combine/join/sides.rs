//! The keys of both tables, converted as the join itself does.

use polars::prelude::*;

use super::plan::same_types;
use super::settings::{Join, KeyPair};
use crate::base::Problem;
use crate::formula::Raiser;
use crate::nodes::kit::columns::column;
use crate::nodes::kit::frame::Frame;

impl Join {
    /// The configured pairs of columns, left and right.
    pub fn chosen_keys(&self) -> Vec<(String, String)> {
        let chosen = self.keys.iter().filter(|pair| !pair.left.is_empty());
        chosen.map(|pair| (pair.left.clone(), pair.right().to_owned())).collect()
    }
}

/// The columns of `pairs` of each side, named by numbers from 0, in the types in which the join compares them. Rows
/// with a null among them match nothing and are omitted.
pub fn key_sides(left: Frame, right: Frame, pairs: &[(String, String)]) -> Result<[LazyFrame; 2], Problem> {
    let pairs = pairs.iter().map(|(left, right)| KeyPair { left: left.clone(), right: right.clone() });
    let pairs: Vec<KeyPair> = pairs.collect();
    let (left, right) = same_types(left, right, &pairs, &|_| Raiser::default())?;
    let side = |frame: Frame, name: fn(&KeyPair) -> &str| {
        let keys = pairs.iter().enumerate().map(|(at, pair)| column(name(pair)).alias(at.to_string()));
        frame.lazy.select(keys.collect::<Vec<_>>()).drop_nulls(None)
    };
    Ok([side(left, |pair| &pair.left), side(right, KeyPair::right)])
}
