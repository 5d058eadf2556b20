//! The columns of several combined tables: the files of a pattern, the sheets of a workbook, the tables of a union.

mod names;
mod promote;

pub use promote::{is_exact, promoted, promoted_to_text};

use serde::{Deserialize, Serialize};

use crate::base::{Problem, Text};

/// Which columns a combined table has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Columns {
    /// All columns, null where a table lacks one.
    #[default]
    Union,
    /// The columns that every table has.
    Intersection,
    /// The columns of the first table.
    AsFirst,
    /// All must have the columns of the first, in its order and with its types.
    Same,
}

/// How the columns of several tables are combined.
#[derive(Clone, Copy, Debug)]
pub struct UniteOptions {
    pub columns: Columns,
    /// Numbers, dates and the like become text if another table has text in their column.
    pub numbers_as_text: bool,
    /// Columns that some tables lack are reported only if a name that is almost the same may be meant.
    pub only_doubtful: bool,
    /// The setting that corresponds to `columns`.
    pub setting: &'static str,
}

/// How types are combined and named.
#[derive(Clone, Copy)]
pub struct Types<T: 'static> {
    /// The common type; the flag is whether text may be mixed with numbers.
    pub join: fn(&T, &T, bool) -> Option<T>,
    pub name: fn(&T) -> Text,
    /// Whether the second shows the values of the first in another time zone.
    pub other_zone: fn(&T, &T) -> bool,
}

/// One of the tables: its name for users, and its columns.
#[derive(Clone, Debug)]
pub struct Place<T> {
    pub name: String,
    pub columns: Vec<(String, T)>,
}

impl<T> Place<T> {
    fn get(&self, name: &str) -> Option<&T> {
        self.columns.iter().find(|(own, _)| own == name).map(|(_, of)| of)
    }
}

/// The columns of the combined table, and the warnings about it.
#[derive(Debug)]
pub struct United<T> {
    pub columns: Vec<(String, T)>,
    pub warnings: Vec<Problem>,
}

/// Unites the columns of tables by name. Fails if types are incompatible, and reports in which tables.
pub fn unite<T: Clone + PartialEq>(
    places: &[Place<T>],
    options: &UniteOptions,
    types: &Types<T>,
) -> Result<United<T>, Problem> {
    let Some((first, others)) = places.split_first() else {
        return Ok(United { columns: Vec::new(), warnings: Vec::new() });
    };
    if options.columns == Columns::Same {
        others.iter().try_for_each(|place| same(first, place, types).map_err(|p| p.at(options.setting)))?;
        return Ok(United { columns: first.columns.clone(), warnings: Vec::new() });
    }
    let mut warnings = names::warnings(places, options);
    let mut columns = Vec::new();
    for name in names::kept(places, options.columns) {
        let mut having = places.iter().filter_map(|place| Some((place, place.get(name)?)));
        let Some((mut here, of)) = having.next() else { continue };
        let mut common = of.clone();
        let mut told_zone = false;
        for (there, other) in having {
            if (types.other_zone)(&common, other) && !std::mem::replace(&mut told_zone, true) {
                let zones = say!(
                    "unite-other-zone",
                    name = name,
                    place = there.name,
                    one = (types.name)(&common),
                    other = (types.name)(other)
                );
                warnings.push(Problem::warning(zones).at(options.setting));
            }
            let joined = (types.join)(&common, other, options.numbers_as_text)
                .ok_or_else(|| differing(name, (&here.name, &common), (&there.name, other), types))?;
            if joined != common {
                (common, here) = (joined, there);
            }
        }
        columns.push((name.to_owned(), common));
    }
    if columns.is_empty() && places.iter().any(|place| !place.columns.is_empty()) {
        return Err(Problem::error(say!("unite-nothing-common"))
            .remedy(say!("unite-choose-union"))
            .at(options.setting));
    }
    Ok(United { columns, warnings })
}

fn differing<T>(name: &str, here: (&String, &T), there: (&String, &T), types: &Types<T>) -> Problem {
    let message = say!(
        "types-differ",
        name = name,
        one = (types.name)(here.1),
        here = here.0,
        other = (types.name)(there.1),
        there = there.0
    );
    // Only types that can be text are helped by this.
    let problem = Problem::error(message);
    match (types.join)(here.1, there.1, true) {
        Some(_) => problem.remedy(say!("unite-as-text")).at("numbers_as_text"),
        None => problem.remedy(say!("cast-one-before")),
    }
}

/// Fails if a table differs from the first.
fn same<T: PartialEq>(first: &Place<T>, place: &Place<T>, types: &Types<T>) -> Result<(), Problem> {
    let missing = first.columns.iter().find(|(name, _)| place.get(name).is_none());
    let extra = place.columns.iter().find(|(name, _)| first.get(name).is_none());
    let other =
        first.columns.iter().find_map(|(name, of)| place.get(name).filter(|own| *own != of).map(|own| (name, of, own)));
    let path = &place.name;
    let text = match (missing, extra, other) {
        (Some((name, _)), ..) => say!("files-missing-column", path = path, name = name),
        (_, Some((name, _)), _) => say!("files-extra-column", path = path, name = name),
        (.., Some((name, of, own))) => {
            let (one, other) = ((types.name)(of), (types.name)(own));
            say!("types-differ", name = name, one = one, here = first.name, other = other, there = path)
        }
        _ if first.columns.iter().map(|(name, _)| name).ne(place.columns.iter().map(|(name, _)| name)) => {
            say!("files-other-order", path = path)
        }
        _ => return Ok(()),
    };
    Err(Problem::error(text).remedy(say!("files-unite-them")))
}

#[cfg(test)]
mod tests;
