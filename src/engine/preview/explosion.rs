//! Joins whose keys occur so often on both sides that far more rows leave than arrive: why a preview takes too much memory.

use polars::prelude::*;

use super::shared::Shared;
use crate::base::{Problem, Text};
use crate::document::NodeId;
use crate::engine::control::memory_limit::exceeded;
use crate::engine::control::stop::Stop;
use crate::engine::execute::build::Build;
use crate::engine::execute::collect::run;
use crate::engine::plan::planned::Plan;
use crate::nodes::{Frame, Kind, key_sides};

/// A join explodes if it makes this many times as many rows as arrive at its larger side.
const TIMES: u64 = 20;

/// What a join makes of its rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Made {
    /// Distinct keys that both sides have.
    keys: u64,
    left: u64,
    right: u64,
    rows: u64,
}

impl Made {
    fn words(self) -> Option<Text> {
        let Made { keys, left, right, rows } = self;
        let explodes = rows / TIMES > left.max(right);
        explodes.then(|| say!("join-explodes", keys = keys, left = left, right = right, rows = rows))
    }
}

/// Why a node's table takes too much memory: it, or a join upstream, makes too many rows.
pub(crate) fn too_large(shared: &Shared, plan: &Plan, node: NodeId, stop: &Stop) -> Problem {
    match explosion(shared, plan, node, stop) {
        Some((join, rows)) => Problem::error(say!("memory-of-preview-exceeded-by", node = join, rows = rows))
            .remedy(say!("join-explodes-remedy")),
        None => exceeded(),
    }
}

/// The nearest join that explodes among a node and those upstream of it: its name, and its rows in words. Only keys are
/// counted, nothing is joined.
fn explosion(shared: &Shared, plan: &Plan, node: NodeId, stop: &Stop) -> Option<(String, Text)> {
    let mut nodes = plan.upstream(node);
    nodes.push(node);
    let mut build = Build::new(plan, Some(&shared.cache), stop);
    nodes.into_iter().rev().find_map(|id| {
        let planned = plan.nodes.get(&id)?;
        let Kind::Join(join) = &planned.node.kind else { return None };
        let [left, right] = [0, 1].map(|port| planned.inputs.get(port)?.first().copied());
        let frames = [build.frame(left?).ok()?, build.frame(right?).ok()?];
        Some((planned.name.clone(), made(frames, &join.chosen_keys(), stop)?.words()?))
    })
}

fn made([left, right]: [Frame; 2], keys: &[(String, String)], stop: &Stop) -> Option<Made> {
    let common = |frame: &Frame| frame.columns().into_iter().map(|column| column.name).collect::<Vec<_>>();
    let keys = match keys {
        [] => {
            let left = common(&left);
            let right = common(&right);
            left.into_iter().filter(|name| right.contains(name)).map(|name| (name.clone(), name)).collect()
        }
        keys => keys.to_vec(),
    };
    let by: Vec<Expr> = (0..keys.len()).map(|at| col(at.to_string())).collect();
    let [left, right] = key_sides(left, right, &keys).ok()?;
    let counted = |side: LazyFrame, name: &str| {
        run(side.group_by(by.clone()).agg([len().cast(DataType::UInt64).alias(name)]), stop).ok()
    };
    let left = counted(left, "left")?;
    let right = counted(right, "right")?;
    let sum = |frame: &DataFrame, name: &str| frame.column(name).ok()?.u64().ok()?.sum();
    let left_rows = sum(&left, "left")?;
    let right_rows = sum(&right, "right")?;
    let both = left.lazy().join(right.lazy(), by.clone(), by.clone(), JoinArgs::new(JoinType::Inner));
    let both = run(both.select([len().cast(DataType::UInt64).alias("keys"), (col("left") * col("right")).sum()]), stop);
    let both = both.ok()?;
    Some(Made { keys: sum(&both, "keys")?, left: left_rows, right: right_rows, rows: sum(&both, "left")? })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frame(keys: i64, rows: i64) -> Frame {
        let values: Vec<i64> = (0..rows).map(|row| row % keys).collect();
        Frame::new(df!("k" => values).unwrap().lazy()).unwrap()
    }

    #[test]
    fn the_rows_of_a_join_are_counted_without_it() {
        let keys = [("k".to_owned(), "k".to_owned())];
        let stop = Stop::default();
        let made_of = |a, b, keys: &[(String, String)]| made([a, b], keys, &stop).unwrap();
        let exploding = made_of(frame(10, 20_000), frame(10, 20_000), &keys);
        assert_eq!(exploding, Made { keys: 10, left: 20_000, right: 20_000, rows: 40_000_000 });
        assert_eq!(exploding, made_of(frame(10, 20_000), frame(10, 20_000), &[]), "the only common column");
        let words = exploding.words().unwrap().to_string();
        assert_eq!(words, "10 key values on 20,000 × 20,000 rows: 40,000,000 rows");
        assert_eq!(made_of(frame(1_000, 1_000), frame(10, 200), &keys).words(), None);
    }
}
