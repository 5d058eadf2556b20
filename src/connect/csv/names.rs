//! Column names as given by files.

use std::collections::HashSet;

use crate::base::Problem;
use crate::base::text::in_a_row;

/// Makes names non-empty and unique: an empty one becomes its number (all of them if the file has no header), a
/// repeated one gets a suffix, which a warning reports.
pub(in crate::connect) fn unique_names(given: Vec<String>, header: bool) -> (Vec<String>, Vec<Problem>) {
    let all: HashSet<String> = given.iter().cloned().collect();
    let mut taken: HashSet<String> = HashSet::new();
    let mut names = Vec::with_capacity(given.len());
    let mut repeated = Vec::new();
    for (index, name) in given.into_iter().enumerate() {
        let original = if header && !name.trim().is_empty() { name } else { format!("column_{}", index + 1) };
        let mut name = original.clone();
        let mut count = 1;
        while taken.contains(&name) || (count > 1 && all.contains(&name)) {
            count += 1;
            name = format!("{original}_{count}");
        }
        if name != original {
            repeated.push(say!("csv-renamed", old = original, new = name));
        }
        taken.insert(name.clone());
        names.push(name);
    }
    if repeated.is_empty() {
        return (names, Vec::new());
    }
    if repeated.len() > 3 {
        repeated.truncate(3);
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
