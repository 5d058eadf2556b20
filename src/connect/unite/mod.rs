//! The columns of several combined tables: the files of a pattern, the sheets of a workbook, the tables of a union.

mod indexed;
mod names;
mod options;
mod promote;

pub use options::{Columns, Place, Types, UniteOptions, United};
pub use promote::{is_exact, promoted, promoted_to_text};

use indexed::Indexed;

use crate::base::Problem;

/// Unites the columns of tables by name. Fails if types are incompatible, and reports in which tables.
pub fn unite<T: Clone + PartialEq>(
    places: &[Place<T>],
    options: &UniteOptions,
    types: &Types<T>,
) -> Result<United<T>, Problem> {
    let places: Vec<Indexed<T>> = places.iter().map(Indexed::of).collect();
    let Some((first, others)) = places.split_first() else {
        return Ok(United { columns: Vec::new(), warnings: Vec::new() });
    };
    if options.columns == Columns::Same {
        others.iter().try_for_each(|place| same(first, place, types).map_err(|p| p.at(options.setting)))?;
        return Ok(United { columns: first.columns.to_vec(), warnings: Vec::new() });
    }
    let mut warnings = names::warnings(&places, options);
    let mut columns = Vec::new();
    for name in names::kept(&places, options.columns) {
        let mut having = places.iter().filter_map(|place| Some((place, place.get(name)?)));
        let Some((mut here, of)) = having.next() else { continue };
        let mut common = of.clone();
        let mut is_zone_reported = false;
        for (there, other) in having {
            if (types.other_zone)(&common, other) && !std::mem::replace(&mut is_zone_reported, true) {
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
                .ok_or_else(|| differing(name, (here.name, &common), (there.name, other), types))?;
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

fn differing<T>(name: &str, here: (&str, &T), there: (&str, &T), types: &Types<T>) -> Problem {
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
fn same<T: PartialEq>(first: &Indexed<T>, place: &Indexed<T>, types: &Types<T>) -> Result<(), Problem> {
    let missing = first.columns.iter().find(|(name, _)| !place.has(name));
    let extra = place.columns.iter().find(|(name, _)| !first.has(name));
    let other =
        first.columns.iter().find_map(|(name, of)| place.get(name).filter(|own| *own != of).map(|own| (name, of, own)));
    let path = place.name;
    let text = match (missing, extra, other) {
        (Some((name, _)), ..) => say!("files-missing-column", path = path, name = name),
        (_, Some((name, _)), _) => say!("files-extra-column", path = path, name = name),
        (.., Some((name, of, own))) => {
            let one = (types.name)(of);
            let other = (types.name)(own);
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
