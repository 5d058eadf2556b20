//! The names of the combined table, and the warnings about those that not every table has.

use super::options::{Columns, Place, UniteOptions};
use crate::base::text::{in_a_row, listed};
use crate::base::{Problem, Text};

/// The names in the order of their first occurrence.
pub(super) fn kept<T>(places: &[Place<T>], columns: Columns) -> Vec<&str> {
    let first = places.iter().take(1);
    let names: Vec<&str> = match columns {
        Columns::Union => all(places),
        _ => first.flat_map(|place| place.columns.iter().map(|(name, _)| name.as_str())).collect(),
    };
    let everywhere = |name: &&str| places.iter().all(|place| place.get(name).is_some());
    match columns {
        Columns::Intersection => names.into_iter().filter(everywhere).collect(),
        _ => names,
    }
}

fn all<T>(places: &[Place<T>]) -> Vec<&str> {
    let mut seen = std::collections::HashSet::new();
    places
        .iter()
        .flat_map(|place| &place.columns)
        .map(|(name, _)| name.as_str())
        .filter(|name| seen.insert(*name))
        .collect()
}

/// The maximum number of columns reported one by one.
const NAMED: usize = 5;

/// The warnings about columns that some tables lack.
pub(super) fn warnings<T>(places: &[Place<T>], options: &UniteOptions) -> Vec<Problem> {
    let kept = kept(places, options.columns);
    let mut warnings = Vec::new();
    let mut missing = Vec::new();
    let mut left_out = Vec::new();
    for name in all(places) {
        if !kept.contains(&name) {
            left_out.push(name);
        } else if places.iter().any(|place| place.get(name).is_none()) {
            missing.push(name);
        }
    }
    let count = |name: &str| places.iter().filter(|place| place.get(name).is_some()).count();
    // Of two names for one thing, the rarer is reported with the other.
    let is_reported = |name: &&str| {
        let twin = missing.iter().enumerate().find(|(_, other)| *other != name && fold(other) == fold(name));
        let own = missing.iter().position(|other| other == name);
        twin.is_none_or(|(at, other)| (count(name), Some(at)) > (count(other), own))
    };
    let missing: Vec<&str> = missing.iter().copied().filter(is_reported).collect();
    let shown = if options.only_doubtful { missing.len() } else { NAMED };
    for name in missing.iter().take(shown) {
        let lacking: Vec<&Place<T>> = places.iter().filter(|place| place.get(name).is_none()).collect();
        let message = say!(
            "unite-missing",
            name = *name,
            count = lacking.len(),
            all = places.len(),
            places = some(lacking.iter().map(|place| place.name.as_str()))
        );
        let problem = Problem::warning(message).at(options.setting);
        match alike(name, &lacking) {
            Some((other, place)) => {
                warnings.push(problem.remedy(say!("unite-alike", name = *name, other = other, place = place)));
            }
            None if !options.only_doubtful => warnings.push(problem),
            None => {}
        }
    }
    if options.only_doubtful {
        return warnings;
    }
    if missing.len() > NAMED {
        let message =
            say!("unite-missing-more", count = missing.len() - NAMED, columns = some(missing[NAMED..].iter().copied()));
        warnings.push(Problem::warning(message).at(options.setting));
    }
    if !left_out.is_empty() {
        let columns = some(left_out.iter().copied());
        let message = match options.columns {
            Columns::Intersection => say!("unite-left-out", columns = columns),
            _ => say!("unite-left-out-of-first", columns = columns),
        };
        warnings.push(Problem::warning(message).at(options.setting));
    }
    warnings
}

/// A name in a table that lacks `name`, differing only in case or blanks, and that table.
fn alike<'a, T>(name: &str, lacking: &[&'a Place<T>]) -> Option<(&'a str, &'a str)> {
    let folded = fold(name);
    let mut names =
        lacking.iter().flat_map(|place| place.columns.iter().map(|(own, _)| (own.as_str(), place.name.as_str())));
    names.find(|(own, _)| *own != name && fold(own) == folded)
}

/// Removes the differences that users do not notice.
fn fold(name: &str) -> String {
    name.chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '_' | '-' | '\u{feff}'))
        .flat_map(char::to_lowercase)
        .collect()
}

/// The first few, quoted.
fn some<'a>(names: impl Iterator<Item = &'a str>) -> Text {
    const SHOWN: usize = 3;
    let names: Vec<&str> = names.collect();
    let quoted = |name: &&str| say!("quoted", name = *name);
    match names.get(..SHOWN) {
        Some(shown) if names.len() > SHOWN => {
            say!("list-and-more", list = in_a_row(shown.iter().map(quoted)), count = names.len() - SHOWN)
        }
        _ => listed(names.iter().map(quoted)),
    }
}
