//! The works as somebody writes them in polars who knows what he wants.

use polars::prelude::*;

/// Rows that a preview shows first.
pub const HEAD: u32 = 1_000;

pub fn head(rows: LazyFrame) -> DataFrame {
    whole(rows.limit(HEAD))
}

pub fn whole(rows: LazyFrame) -> DataFrame {
    rows.collect_with_engine(Engine::Streaming).expect("a result").unwrap_single()
}

/// The rows above a quantity; each round another one, so that nobody has the result already.
pub fn filter(rows: LazyFrame, round: usize) -> LazyFrame {
    rows.filter(col("l_quantity").gt(lit(40.0 + round as f64 / 100.0)))
}

pub fn formula(rows: LazyFrame, round: usize) -> LazyFrame {
    let price = col("l_extendedprice") * (lit(1.0) - col("l_discount")) + lit(round as f64);
    rows.with_column(price.alias("price"))
}

pub fn group_by(rows: LazyFrame, round: usize) -> LazyFrame {
    let sum = col("l_extendedprice").sum().alias(format!("sum_{round}"));
    // In the order of first appearance, as the node promises it.
    rows.group_by_stable([col("l_suppkey")]).agg([sum])
}

/// The second key of a sort, and whether it descends; another one each round.
pub fn second(round: usize) -> (&'static str, bool) {
    const KEYS: [&str; 8] =
        ["l_discount", "l_tax", "l_quantity", "l_suppkey", "l_partkey", "l_orderkey", "l_linenumber", "l_shipdate"];
    (KEYS[round / 2 % KEYS.len()], round.is_multiple_of(2))
}

pub fn top(rows: LazyFrame, round: usize) -> LazyFrame {
    let (second, descends) = second(round);
    let options = SortMultipleOptions::new().with_order_descending_multi([true, descends]);
    rows.sort_by_exprs([col("l_extendedprice"), col(second)], options)
}

pub fn join(rows: LazyFrame, orders: LazyFrame, round: usize) -> LazyFrame {
    let orders = orders.filter(col("o_totalprice").gt(lit(1_000.0 + round as f64)));
    // Ours keeps the order of rows, so this does, too.
    let args = JoinArgs { maintain_order: MaintainOrderJoin::LeftRight, ..JoinArgs::new(JoinType::Inner) };
    rows.join(orders, [col("l_orderkey")], [col("o_orderkey")], args)
}
