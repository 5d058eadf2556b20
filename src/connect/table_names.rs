//! The tables that a list names: by their names, and by patterns such as `sales_*`.

use std::collections::HashSet;

use glob::{MatchOptions, Pattern};

use super::browse::browse;
use super::browsed::BrowsedTable;
use super::connections::Connection;
use super::reach::Reach;
use super::servers::{TableName, written_part};
use crate::base::Problem;

/// A name or a pattern of a list, and the setting that it stands in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableText {
    pub text: String,
    pub setting: &'static str,
    /// Whether `*` and `?` stand for any signs.
    pub may_be_pattern: bool,
}

impl TableText {
    fn is_pattern(&self) -> bool {
        self.may_be_pattern && self.text.contains(['*', '?'])
    }
}

/// The names of the tables, in order, each with the setting that names it. A pattern stands for the tables, no views, that match
/// it and are not named beside it. Fails for a table that is named twice, and a pattern that no table matches. Asks the database
/// only for patterns.
pub(super) fn names(
    connection: &Connection,
    texts: &[TableText],
    reach: &Reach,
) -> Result<Vec<(String, &'static str)>, Problem> {
    let naming = Naming::of(connection);
    let named: Vec<&TableText> = texts.iter().filter(|text| !text.is_pattern()).collect();
    for (index, text) in named.iter().enumerate() {
        if named[..index].iter().any(|before| naming.is_same(&before.text, &text.text)) {
            let problem = Problem::error(say!("database-table-twice", name = text.text.as_str()));
            return Err(problem.remedy(say!("database-name-once")).at(text.setting));
        }
    }
    let mut there: Option<Vec<BrowsedTable>> = None;
    let mut matched = HashSet::new();
    let mut names = Vec::new();
    for text in texts {
        if !text.is_pattern() {
            names.push((text.text.clone(), text.setting));
            continue;
        }
        let all = match &mut there {
            Some(all) => all,
            none => none.insert(all_tables(connection, text, reach)?),
        };
        let matching = matching(all, &text.text).map_err(|problem| problem.at(text.setting))?;
        let is_met = !matching.is_empty();
        for table in matching {
            let is_named = named.iter().any(|text| naming.is_named(&text.text, table));
            if !is_named && matched.insert(table.setting.clone()) {
                names.push((table.setting.clone(), text.setting));
            }
        }
        if !is_met {
            let problem = Problem::error(say!("database-no-match", pattern = text.text.as_str()));
            return Err(problem.remedy(say!("database-change-pattern")).at(text.setting));
        }
    }
    // What a pattern matches is left out where its rows are also those of another table of the list.
    if let Some(all) = &there {
        let is_chosen = |table: &&BrowsedTable| {
            matched.contains(&table.setting) || named.iter().any(|text| naming.is_named(&text.text, table))
        };
        let chosen: HashSet<&str> = all.iter().filter(is_chosen).map(|table| table.setting.as_str()).collect();
        names.retain(|(name, _)| !matched.contains(name) || wholes(all, name).is_disjoint(&chosen));
    }
    Ok(names)
}

/// The tables that the rows of a table belong to as well, by the names of settings.
fn wholes<'a>(all: &'a [BrowsedTable], name: &str) -> HashSet<&'a str> {
    let of = |name: &str| all.iter().find(|table| table.setting == name).map_or(&[][..], |table| &table.part_of[..]);
    let mut found = HashSet::new();
    let mut open: Vec<&str> = of(name).iter().map(String::as_str).collect();
    while let Some(whole) = open.pop() {
        if found.insert(whole) {
            open.extend(of(whole).iter().map(String::as_str));
        }
    }
    found
}

/// How a database takes names.
#[derive(Clone, Copy)]
struct Naming {
    /// Names may have a schema and quotes.
    has_schemas: bool,
    /// Names are told apart by their letters alone.
    ignores_case: bool,
}

impl Naming {
    fn of(connection: &Connection) -> Naming {
        Naming {
            has_schemas: !matches!(connection, Connection::Sqlite(_)),
            ignores_case: matches!(connection, Connection::Sqlite(_) | Connection::DuckDb(_)),
        }
    }

    fn is_same(self, one: &str, other: &str) -> bool {
        one == other || (self.ignores_case && one.to_lowercase() == other.to_lowercase())
    }

    /// Whether a text of a list means this table.
    fn is_named(self, text: &str, table: &BrowsedTable) -> bool {
        if !self.has_schemas {
            return self.is_same(text, &table.name);
        }
        TableName::parse(text).is_ok_and(|name| {
            let is_schema = name.schema.map_or(!is_in_schema(table), |schema| self.is_same(&schema, &table.schema));
            is_schema && self.is_same(&name.table, &table.name)
        })
    }
}

/// Whether a setting has to name the schema of a table.
fn is_in_schema(table: &BrowsedTable) -> bool {
    !table.schema.is_empty() && table.setting.starts_with(&format!("{}.", written_part(&table.schema)))
}

fn all_tables(connection: &Connection, text: &TableText, reach: &Reach) -> Result<Vec<BrowsedTable>, Problem> {
    let all = browse(connection, reach)?;
    if all.is_cut {
        let problem = Problem::error(say!("database-pattern-too-wide", count = all.tables.len()));
        return Err(problem.remedy(say!("database-name-each")).at(text.setting));
    }
    Ok(all.tables)
}

/// The tables that match a pattern, as settings name them, in the order of their names. A pattern without a dot is for tables
/// that are named without a schema.
fn matching<'a>(all: &'a [BrowsedTable], pattern: &str) -> Result<Vec<&'a BrowsedTable>, Problem> {
    // Brackets are part of names; a second star says nothing more.
    let mut written = String::new();
    for sign in pattern.chars() {
        match sign {
            '[' | ']' => written.extend(['[', sign, ']']),
            '*' if written.ends_with('*') => {}
            sign => written.push(sign),
        }
    }
    let pattern = Pattern::new(&written).map_err(|error| Problem::error(error.msg.to_owned()))?;
    let options = MatchOptions { case_sensitive: true, ..MatchOptions::new() };
    let matches = |table: &&BrowsedTable| {
        let whole = format!("{}.{}", table.schema, table.name);
        let is_whole = !table.schema.is_empty() && written.contains('.') && pattern.matches_with(&whole, options);
        !table.is_view && (is_whole || (!is_in_schema(table) && pattern.matches_with(&table.name, options)))
    };
    let mut matching: Vec<&BrowsedTable> = all.iter().filter(matches).collect();
    matching.sort_unstable_by(|a, b| a.setting.cmp(&b.setting));
    Ok(matching)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(schema: &str, name: &str, setting: &str) -> BrowsedTable {
        let part_of = Vec::new();
        BrowsedTable {
            schema: schema.into(),
            name: name.into(),
            setting: setting.into(),
            is_view: false,
            rows: None,
            part_of,
        }
    }

    #[test]
    fn patterns_and_what_they_match() {
        let all = [
            table("main", "sales_2", "sales_2"),
            table("main", "sales_10", "sales_10"),
            table("main", "sales[1]", "sales[1]"),
            table("main", "a.sales_3", "\"a.sales_3\""),
            table("old", "sales_1", "old.sales_1"),
            BrowsedTable { is_view: true, ..table("main", "sales_all", "sales_all") },
            table("main", "parts", "parts"),
            BrowsedTable { part_of: vec!["parts".into()], ..table("main", "parts_1", "parts_1") },
        ];
        let cases: [(&str, &[&str]); 9] = [
            ("sales_*", &["sales_10", "sales_2"]),
            ("sales_?", &["sales_2"]),
            ("sales**", &["sales[1]", "sales_10", "sales_2"]),
            ("sales[*", &["sales[1]"]),
            ("old.*", &["old.sales_1"]),
            ("*sales_3", &["\"a.sales_3\""]),
            ("Sales_*", &[]),
            ("parts*", &["parts", "parts_1"]),
            ("parts_*", &["parts_1"]),
        ];
        for (pattern, expected) in cases {
            let found = matching(&all, pattern).expect("a pattern");
            let found: Vec<&str> = found.iter().map(|table| table.setting.as_str()).collect();
            assert_eq!(found, expected, "{pattern}");
        }
    }

    #[test]
    fn the_wholes_of_a_part_are_those_of_its_whole_too() {
        let part = |name: &str, of: &[&str]| BrowsedTable {
            part_of: of.iter().map(|of| (*of).to_owned()).collect(),
            ..table("main", name, name)
        };
        let all =
            [part("sales", &[]), part("sales_eu", &["sales"]), part("sales_eu_1", &["sales_eu"]), part("other", &[])];
        let found = |name: &str| {
            let mut found: Vec<&str> = wholes(&all, name).into_iter().collect();
            found.sort_unstable();
            found.join(" ")
        };
        assert_eq!(found("sales_eu_1"), "sales sales_eu");
        assert_eq!((found("sales"), found("other"), found("unknown")), Default::default());
    }

    #[test]
    fn a_table_that_is_named_is_no_match_of_a_pattern() {
        let file = Naming { has_schemas: false, ignores_case: true };
        let server = Naming { has_schemas: true, ignores_case: false };
        let (plain, other) = (table("main", "Sales", "Sales"), table("old", "sales", "old.sales"));
        assert!(file.is_named("sales", &plain) && !file.is_named("sales_1", &plain));
        assert!(!server.is_named("sales", &plain) && server.is_named("Sales", &plain));
        assert!(server.is_named("main.Sales", &plain) && server.is_named("old.sales", &other));
        assert!(!server.is_named("sales", &other));
    }
}
