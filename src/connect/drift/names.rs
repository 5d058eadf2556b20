//! Names of columns that a database would cut, refuse or take for one another; and other names for them.

use polars::prelude::{Expr, LazyFrame, PlSmallStr, Schema};

use super::words;
use crate::base::{Problem, Text};

/// A name is cut to no fewer characters.
const SHORTEST: usize = 5;

/// What a database does with names.
pub struct NameRules<'a> {
    /// What is wrong with a name by itself; `None` if nothing is.
    pub fault: &'a dyn Fn(&str) -> Option<Text>,
    /// Names of which this is equal are one to it.
    pub same: &'a dyn Fn(&str) -> String,
    /// What is said of two names that are one to it.
    pub alike: &'a dyn Fn(&str, &str) -> Text,
}

/// Fails for names that the database would not keep apart as they are; the fix writes all of them under other names.
pub fn check_names(arriving: &Schema, rules: &NameRules<'_>) -> Result<(), Problem> {
    let names: Vec<&str> = arriving.iter_names().map(PlSmallStr::as_str).collect();
    let folded: Vec<String> = names.iter().map(|name| (rules.same)(name)).collect();
    for (index, name) in names.iter().enumerate() {
        let other = folded[..index].iter().position(|other| *other == folded[index]);
        let later = folded[index + 1..].iter().position(|other| *other == folded[index]);
        let message = match ((rules.fault)(name), other.or(later.map(|later| index + 1 + later))) {
            _ if name.is_empty() => say!("database-column-no-name", number = index + 1),
            (_, Some(other)) => (rules.alike)(names[index.max(other)], names[index.min(other)]),
            (Some(message), None) => message,
            (None, None) => continue,
        };
        let problem = Problem::error(message).remedy(say!("database-rename-columns")).at("table");
        return Err(words::renaming(problem, &others(&names, rules)));
    }
    Ok(())
}

/// Other names for those that cannot stay, each with the one that it stands for. None for a column without a name.
fn others(names: &[&str], rules: &NameRules<'_>) -> Vec<(String, String)> {
    let (mut taken, mut open): (Vec<String>, Vec<&str>) = Default::default();
    for name in names.iter().filter(|name| !name.is_empty()) {
        let folded = (rules.same)(name);
        if (rules.fault)(name).is_some() || taken.contains(&folded) {
            open.push(name);
        } else {
            taken.push(folded);
        }
    }
    let mut found = Vec::new();
    for name in open {
        let other = other(name, &taken, rules);
        taken.push((rules.same)(&other));
        found.push((name.to_owned(), other));
    }
    found
}

/// A name that is near to `name` and can stay.
fn other(name: &str, taken: &[String], rules: &NameRules<'_>) -> String {
    let is_wrong = |text: &str| (rules.fault)(text).is_some();
    let kept = |sign: char| if is_wrong(&format!("a{sign}a")) { '_' } else { sign };
    let whole: String = name.trim_end().chars().map(kept).collect();
    let whole = if whole.trim().is_empty() { "column".to_owned() } else { whole };
    let is_free = |text: &str| !is_wrong(text) && !taken.contains(&(rules.same)(text));
    let numbered = |number: u32| {
        let end = if number == 1 { String::new() } else { format!("_{number}") };
        let mut stem: Vec<char> = whole.chars().collect();
        let mut text = whole.clone() + &end;
        // What is too long, by whatever measure, becomes shorter.
        while is_wrong(&text) && stem.len() > SHORTEST {
            stem.pop();
            text = stem.iter().collect::<String>().trim_end().to_owned() + &end;
        }
        is_free(&text).then_some(text)
    };
    (1..).find_map(numbered).unwrap_or_else(|| name.to_owned())
}

/// The rows with other names of columns.
pub fn renamed(rows: LazyFrame, arriving: &Schema, names: &[(String, String)]) -> LazyFrame {
    if names.is_empty() {
        return rows;
    }
    let column = |name: &PlSmallStr| Expr::Column(name.clone()).alias(written(name, names));
    rows.select(arriving.iter_names().map(column).collect::<Vec<_>>())
}

/// The columns of those rows.
pub fn renamed_schema(arriving: &Schema, names: &[(String, String)]) -> Schema {
    arriving.iter().map(|(name, dtype)| (PlSmallStr::from(written(name, names)), dtype.clone())).collect()
}

/// The name of a column in the table.
pub fn written<'a>(name: &'a str, names: &'a [(String, String)]) -> &'a str {
    names.iter().find(|(column, _)| column == name).map_or(name, |(_, other)| other.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(name: &str) -> Option<Text> {
        let is_wrong = name.len() > 12 || name.contains('\0') || name.ends_with(' ') || name == "ctid";
        is_wrong.then(|| say!("quoted", name = name))
    }

    #[test]
    fn other_names_are_near_and_free() {
        let same = |name: &str| name.to_lowercase();
        let alike = |one: &str, other: &str| Text::from(format!("{one}, {other}"));
        let rules = NameRules { fault: &fault, same: &same, alike: &alike };
        let of = |names: &[&str]| others(names, &rules).into_iter().map(|(_, other)| other).collect::<Vec<_>>();
        assert_eq!(of(&["a", "b", "select"]), Vec::<String>::new());
        assert_eq!(of(&["Id", "id", "ID"]), ["id_2", "ID_3"]);
        assert_eq!(of(&["a_long_name_that_ends", "a_long_name_too"]), ["a_long_name_", "a_long_nam_2"]);
        assert_eq!(of(&["a ", "a", "b\0c", "ctid", " \0"]), ["a_2", "b_c", "ctid_2", " _"]);
        assert_eq!(of(&["ééééééééé"]), ["éééééé"]);
    }
}
