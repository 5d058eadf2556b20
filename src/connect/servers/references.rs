//! The order in which tables that refer to each other are filled.

/// The numbers from 0 to `count`, each behind those that it refers to; `references` are pairs of who refers and to whom. What
/// refers in a circle keeps its order.
pub fn referred_first(count: usize, references: &[(usize, usize)]) -> Vec<usize> {
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
    use super::referred_first;

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
}
