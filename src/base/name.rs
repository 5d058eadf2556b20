//! Names of nodes: unique, lower snake case; they identify nodes everywhere outside the running program.

use std::collections::{HashMap, HashSet};

/// Whether `name` may be a node's or a parameter's name: lower-case letters of any script, digits and `_`, not starting
/// with a digit, at most 64 characters.
pub fn is_valid(name: &str) -> bool {
    let mut chars = name.chars();
    chars.next().is_some_and(|c| c == '_' || (c.is_alphabetic() && !c.is_uppercase()))
        && chars.all(|c| c == '_' || (c.is_alphanumeric() && !c.is_uppercase()))
        && name.chars().count() <= 64
}

/// The nearest valid name to what the user typed, or "node" if nothing of it is valid.
pub fn slug(text: &str) -> String {
    let mut out = String::new();
    for c in text.trim().chars().flat_map(char::to_lowercase) {
        if c == '_' || (c.is_alphanumeric() && !c.is_uppercase()) {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with('_') {
            out.push('_');
        }
    }
    let mut out: String = out.trim_end_matches('_').chars().take(64).collect();
    if out.chars().next().is_some_and(char::is_numeric) {
        out = format!("_{out}").chars().take(64).collect();
    }
    if is_valid(&out) { out } else { "node".into() }
}

/// `preferred`, or `wanted_2`, `wanted_3`… for the first that is not `taken`.
pub fn unique(preferred: &str, taken: impl Fn(&str) -> bool) -> String {
    if !taken(preferred) {
        return preferred.to_owned();
    }
    let (stem, from) = numbered(preferred);
    (from..).map(|n| format!("{stem}_{n}")).find(|name| !taken(name)).expect("numbers do not end")
}

/// The stem of the names that `preferred` may become, and the first number behind it: "filter_2" copied becomes "filter_3",
/// not "filter_2_2".
fn numbered(preferred: &str) -> (String, u32) {
    let (stem, from) = match preferred.rsplit_once('_') {
        Some((stem, digits)) if !stem.is_empty() => match digits.parse::<u32>() {
            Ok(n) if n >= 2 && digits.len() <= 6 => (stem, n + 1),
            _ => (preferred, 2),
        },
        _ => (preferred, 2),
    };
    (stem.chars().take(56).collect(), from)
}

/// Names that were given out. As [`unique`], but fast for many: where a hundred thousand want the same name, none is
/// counted up from 2.
#[derive(Debug, Default)]
pub struct Names {
    taken: HashSet<String>,
    /// By stem and first number: all numbers below this are taken.
    next: HashMap<(String, u32), u32>,
}

impl Names {
    pub fn is_taken(&self, name: &str) -> bool {
        self.taken.contains(name)
    }

    /// Takes a name that nobody has.
    pub fn take(&mut self, name: &str) {
        self.taken.insert(name.to_owned());
    }

    /// `preferred`, or a numbered variant that is free; takes it.
    pub fn give(&mut self, preferred: &str) -> String {
        let mut name = preferred.to_owned();
        if self.is_taken(&name) {
            let (stem, from) = numbered(preferred);
            let next = self.next.entry((stem, from)).or_insert(from);
            let stem = &numbered(preferred).0;
            name = format!("{stem}_{next}");
            while self.taken.contains(&name) {
                *next += 1;
                name = format!("{stem}_{next}");
            }
        }
        self.take(&name);
        name
    }
}

/// Names of columns that were given out: a repeated one gets a number behind it. Fast where thousands want the same name.
#[derive(Debug, Default)]
pub struct ColumnNames {
    taken: HashSet<String>,
    /// Names that are given only to those who want them as they are.
    kept: HashSet<String>,
    /// The number that the last of a name got.
    last: HashMap<String, usize>,
}

impl ColumnNames {
    /// None of `wanted` is made of another name.
    pub fn keeping<'a>(wanted: impl IntoIterator<Item = &'a String>) -> ColumnNames {
        ColumnNames { kept: wanted.into_iter().cloned().collect(), ..ColumnNames::default() }
    }

    /// `wanted`, or `wanted_2`, `wanted_3`… for the first that is free; takes it.
    pub fn give(&mut self, wanted: &str) -> String {
        let mut name = wanted.to_owned();
        if self.taken.contains(wanted) {
            let count = self.last.entry(name.clone()).or_insert(1);
            while self.taken.contains(&name) || self.kept.contains(&name) {
                *count += 1;
                name = format!("{wanted}_{count}");
            }
        }
        self.taken.insert(name.clone());
        name
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_columns_are_counted_up_past_those_that_are_kept() {
        let wanted = ["a", "a", "a_2", "b", "a", "a_2"].map(str::to_owned);
        let mut names = ColumnNames::keeping(&wanted);
        assert_eq!(wanted.each_ref().map(|name| names.give(name)), ["a", "a_3", "a_2", "b", "a_4", "a_2_2"]);
        let mut names = ColumnNames::default();
        assert_eq!(wanted.each_ref().map(|name| names.give(name)), ["a", "a_2", "a_2_2", "b", "a_3", "a_2_3"]);
    }

    #[test]
    fn slugs_are_valid_names() {
        for (text, name) in [
            ("Late carriers", "late_carriers"),
            ("  By Carrier! ", "by_carrier"),
            ("2013 flights", "_2013_flights"),
            ("", "node"),
            ("***", "node"),
            ("航班", "航班"),
        ] {
            assert_eq!(slug(text), name);
            assert!(is_valid(&slug(text)), "{text:?}");
        }
    }

    #[test]
    fn unique_names_count_on() {
        let taken = ["filter", "filter_2"];
        let is_taken = |n: &str| taken.contains(&n);
        assert_eq!(unique("sort", is_taken), "sort");
        assert_eq!(unique("filter", is_taken), "filter_3");
        assert_eq!(unique("filter_2", is_taken), "filter_3");
    }

    #[test]
    fn names_are_given_as_if_each_were_counted_up() {
        let mut names = Names::default();
        let mut taken: Vec<String> = Vec::new();
        for preferred in ["a", "a", "a_3", "a", "a", "a_2", "a_2", "b", "a", "b_7", "b_7", "b", "a_3"] {
            let expected = unique(preferred, |name| taken.iter().any(|taken| taken == name));
            assert_eq!(names.give(preferred), expected, "{preferred} after {taken:?}");
            taken.push(expected);
        }
    }
}
