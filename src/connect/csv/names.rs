//! Column names as given by files.

use crate::base::Problem;
use crate::base::name::ColumnNames;
use crate::base::text::in_a_row;

/// How many renamed columns a warning names.
const SHOWN: usize = 3;

/// Makes names non-empty and unique: an empty one becomes its number (all of them if the file has no header), a
/// repeated one gets a suffix, which a warning reports.
pub(in crate::connect) fn unique_names(given: Vec<String>, header: bool) -> (Vec<String>, Vec<Problem>) {
    let mut unique = ColumnNames::keeping(&given);
    let mut names = Vec::with_capacity(given.len());
    let mut repeated = Vec::new();
    for (index, name) in given.into_iter().enumerate() {
        let original = if header && !name.trim().is_empty() { name } else { format!("column_{}", index + 1) };
        let name = unique.give(&original);
        // Of many the first few are shown.
        if name != original && repeated.len() <= SHOWN {
            repeated.push(say!("csv-renamed", old = original, new = name.as_str()));
        }
        names.push(name);
    }
    if repeated.is_empty() {
        return (names, Vec::new());
    }
    if repeated.len() > SHOWN {
        repeated.truncate(SHOWN);
        repeated.push("…".into());
    }
    let warning = Problem::warning(say!("csv-same-names", names = in_a_row(repeated))).remedy(say!("csv-rename"));
    (names, vec![warning])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_unique() {
        let of = |given: &[&str]| unique_names(given.iter().map(|n| n.to_string()).collect(), true);
        assert_eq!(of(&["a", "b"]), (vec!["a".into(), "b".into()], vec![]));
        assert_eq!(of(&["a", "a", "a_2", "", "a"]).0, ["a", "a_3", "a_2", "column_4", "a_4"]);
        assert_eq!(of(&["a", "a"]).1.len(), 1);
    }
}
