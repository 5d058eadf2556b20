//! Statements as they are shown: of a long list of values the first ones are enough.

/// A list of more values than this is cut.
const MOST: usize = 12;
/// The number of values that are left of it.
const KEPT: usize = 8;

/// The statement with its long lists behind IN cut; how many values were left out stands in a comment.
pub(super) fn short_lists(sql: &str) -> String {
    let mut short = String::new();
    let mut rest = sql;
    while let Some(at) = rest.find(" IN (") {
        let begin = at + " IN (".len();
        let (before, list) = rest.split_at(begin);
        short.push_str(before);
        let ends = ends_of_values(list);
        rest = match ends.last() {
            Some(end) if ends.len() > MOST => {
                short.push_str(&list[..ends[KEPT - 1]]);
                short.push_str(&format!(" /* +{} */", ends.len() - KEPT));
                &list[*end..]
            }
            _ => list,
        };
    }
    short + rest
}

/// Where the values of a list end, if it ends.
fn ends_of_values(list: &str) -> Vec<usize> {
    let mut ends = Vec::new();
    let (mut depth, mut quote) = (0, None);
    for (at, sign) in list.char_indices() {
        match (sign, quote) {
            (sign, Some(open)) => quote = Some(open).filter(|open| *open != sign),
            ('\'' | '"' | '`', None) => quote = Some(sign),
            ('(', None) => depth += 1,
            (')', None) if depth == 0 => {
                ends.push(at);
                return ends;
            }
            (')', None) => depth -= 1,
            (',', None) if depth == 0 => ends.push(at),
            _ => {}
        }
    }
    Vec::new()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_long_lists_are_cut() {
        let list = |count: usize, item: &str| vec![item; count].join(", ");
        let few = format!("SELECT a FROM t WHERE a IN ({}) AND b IN (SELECT ','", list(12, "?"));
        assert_eq!(short_lists(&few), few);
        for item in ["?", "'it''s, (x'", "CAST(? AS DATE)", "CAST('1e-1' AS DOUBLE)"] {
            let of = |items: &str| format!("SELECT a FROM t WHERE (a IN ({items}) OR a IN ({items})) ORDER BY b");
            let kept = format!("{} /* +492 */", list(8, item));
            assert_eq!(short_lists(&of(&list(500, item))), of(&kept));
        }
    }
}
