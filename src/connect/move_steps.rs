//! The order in which staged rows are moved to several tables of one store, within one transaction.

/// A step with the table of this number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// Its columns change. That comes before any row, since a server may commit it by itself.
    Alter(usize),
    /// Rows that are to go are deleted.
    Empty(usize),
    /// Rows are added and updated.
    Fill(usize),
}

/// All steps for `count` tables; `references` are pairs of who refers and to whom.
pub(super) fn steps(count: usize, references: &[(usize, usize)]) -> Vec<Step> {
    let order = referred_first(count, references);
    let alter = (0..count).map(Step::Alter);
    // A row goes before the row that it refers to, and comes behind it.
    let empty = order.iter().rev().map(|table| Step::Empty(*table));
    let fill = order.iter().map(|table| Step::Fill(*table));
    alter.chain(empty).chain(fill).collect()
}

/// The numbers from 0 to `count`, each behind those that it refers to; `references` are pairs of who refers and to whom. What
/// refers in a circle keeps its order.
fn referred_first(count: usize, references: &[(usize, usize)]) -> Vec<usize> {
    let mut order: Vec<usize> = Vec::with_capacity(count);
    while order.len() < count {
        let mut left = (0..count).filter(|table| !order.contains(table));
        let waits = |table: &usize| {
            let open = |to: usize| to != *table && !order.contains(&to);
            references.iter().any(|(from, to)| from == table && open(*to))
        };
        let first = left.clone().next();
        let Some(next) = left.find(|table| !waits(table)).or(first) else { break };
        order.push(next);
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_referred_to_comes_first() {
        for (count, references, expected) in [
            (3, vec![], vec![0, 1, 2]),
            (3, vec![(0, 2), (2, 1)], vec![1, 2, 0]),
            (2, vec![(1, 1)], vec![0, 1]),
            (3, vec![(0, 1), (1, 0)], vec![2, 0, 1]),
        ] {
            assert_eq!(referred_first(count, &references), expected, "{references:?}");
        }
    }

    #[test]
    fn columns_change_first_and_rows_go_before_what_they_refer_to() {
        use Step::{Alter, Empty, Fill};
        assert_eq!(steps(2, &[(0, 1)]), [Alter(0), Alter(1), Empty(0), Empty(1), Fill(1), Fill(0)]);
        assert_eq!(steps(0, &[]), []);
    }
}
