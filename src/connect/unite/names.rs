//! The names of the combined table, and the warnings about those that not every table has.

use std::collections::{HashMap, HashSet};

use super::indexed::Indexed;
use super::options::{Columns, UniteOptions};
use crate::base::text::{in_a_row, listed};
use crate::base::{Problem, Text};

/// The names in the order of their first occurrence.
pub(super) fn kept<'a, T>(places: &[Indexed<'a, T>], columns: Columns) -> Vec<&'a str> {
    let first = places.iter().take(1);
    let names: Vec<&str> = match columns {
        Columns::Union => all(places),
        _ => first.flat_map(|place| place.columns.iter().map(|(name, _)| name.as_str())).collect(),
    };
    let everywhere = |name: &&str| places.iter().all(|place| place.has(name));
    match columns {
        Columns::Intersection => names.into_iter().filter(everywhere).collect(),
        _ => names,
    }
}

fn all<'a, T>(places: &[Indexed<'a, T>]) -> Vec<&'a str> {
    let mut seen = HashSet::new();
    places
        .iter()
        .flat_map(|place| place.columns)
        .map(|(name, _)| name.as_str())
        .filter(|name| seen.insert(*name))
        .collect()
}

/// The maximum number of columns reported one by one.
const NAMED: usize = 5;

/// The warnings about columns that some tables lack.
pub(super) fn warnings<T>(places: &[Indexed<T>], options: &UniteOptions) -> Vec<Problem> {
    let kept: HashSet<&str> = kept(places, options.columns).into_iter().collect();
    let mut warnings = Vec::new();
    let mut missing = Vec::new();
    let mut left_out = Vec::new();
    for name in all(places) {
        if !kept.contains(&name) {
            left_out.push(name);
        } else if !places.iter().all(|place| place.has(name)) {
            missing.push(name);
        }
    }
    let missing = without_rarer_twins(places, missing);
    let shown = if options.only_doubtful { missing.len() } else { NAMED };
    let folded = if missing.is_empty() { Folded::new() } else { folded(places) };
    for name in missing.iter().take(shown) {
        let lacking: Vec<&str> = places.iter().filter(|place| !place.has(name)).map(|place| place.name).collect();
        let message = say!(
            "unite-missing",
            name = *name,
            count = lacking.len(),
            all = places.len(),
            places = some(lacking.iter().copied())
        );
        let problem = Problem::warning(message).at(options.setting);
        match alike(name, places, &folded) {
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

/// Of two names for one thing, the rarer is reported with the other; of two that are as rare, the later.
fn without_rarer_twins<'a, T>(places: &[Indexed<'a, T>], missing: Vec<&'a str>) -> Vec<&'a str> {
    let count = |name: &str| places.iter().filter(|place| place.has(name)).count();
    let mut alike: HashMap<String, Vec<(usize, &str)>> = HashMap::new();
    for (at, name) in missing.iter().enumerate() {
        alike.entry(fold(name)).or_default().push((at, name));
    }
    let is_reported = |(at, name): &(usize, &'a str)| {
        let twins = alike.get(&fold(name)).map_or(&[][..], Vec::as_slice);
        let twin = twins.iter().find(|(other, _)| other != at);
        twin.is_none_or(|(other, twin)| (count(name), other) > (count(twin), at))
    };
    missing.iter().copied().enumerate().filter(is_reported).map(|(_, name)| name).collect()
}

/// The names of all tables that look alike, each with the index of its table.
type Folded<'a> = HashMap<String, Vec<(&'a str, usize)>>;

fn folded<'a, T>(places: &[Indexed<'a, T>]) -> Folded<'a> {
    let mut folded = Folded::new();
    for (index, place) in places.iter().enumerate() {
        for (name, _) in place.columns {
            folded.entry(fold(name)).or_default().push((name, index));
        }
    }
    folded
}

/// A name in a table that lacks `name`, differing only in case or blanks, and that table.
fn alike<'a, T>(name: &str, places: &[Indexed<'a, T>], folded: &Folded<'a>) -> Option<(&'a str, &'a str)> {
    let mut names = folded.get(&fold(name))?.iter();
    let (other, place) = names.find(|(own, place)| *own != name && !places[*place].has(name))?;
    Some((other, places[*place].name))
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
