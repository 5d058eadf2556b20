//! A search among names as the user types it: letters, a pattern with `*` and `?`, or a regular expression after `/`.

use super::fuzzy::Search;

/// A prepared search.
pub struct NamePattern {
    how: Query,
}

enum Query {
    Letters(Search),
    Pattern(glob::Pattern, glob::MatchOptions),
    Regex(regex::Regex),
    /// Not a valid pattern: the error message of its library.
    Wrong(String),
}

impl NamePattern {
    pub fn new(query: &str) -> Self {
        let query = query.trim();
        // As everywhere: lower-case letters match both cases.
        let case_sensitive = query.chars().any(char::is_uppercase);
        let how = if let Some(expression) = query.strip_prefix('/') {
            let expression = expression.strip_suffix('/').unwrap_or(expression);
            match regex::RegexBuilder::new(expression).case_insensitive(!case_sensitive).build() {
                Ok(regex) => Query::Regex(regex),
                Err(error) => Query::Wrong(last_line(&error.to_string())),
            }
        } else if query.contains(['*', '?']) {
            // Brackets are literal in names; only `*` and `?` are wildcards.
            let pattern = query.replace('[', "[[]").replace("**", "*");
            let options = glob::MatchOptions { case_sensitive, ..glob::MatchOptions::new() };
            match glob::Pattern::new(&pattern) {
                Ok(pattern) => Query::Pattern(pattern, options),
                Err(error) => Query::Wrong(error.to_string()),
            }
        } else {
            Query::Letters(Search::new(query))
        };
        NamePattern { how }
    }

    /// What is wrong with the pattern; nothing matches it then.
    pub fn problem(&self) -> Option<&str> {
        if let Query::Wrong(problem) = &self.how { Some(problem) } else { None }
    }

    /// The indices of the matching names: best first for letters, else in their order.
    pub fn among<'a>(&mut self, names: impl Iterator<Item = &'a str>) -> Vec<usize> {
        let names = names.enumerate();
        match &mut self.how {
            Query::Letters(search) => {
                let mut found: Vec<(u32, usize)> =
                    names.filter_map(|(at, name)| Some((search.score(name)?, at))).collect();
                found.sort_by_key(|(score, at)| (std::cmp::Reverse(*score), *at));
                found.into_iter().map(|(_, at)| at).collect()
            }
            Query::Pattern(pattern, options) => {
                names.filter(|(_, name)| pattern.matches_with(name, *options)).map(|(at, _)| at).collect()
            }
            Query::Regex(regex) => names.filter(|(_, name)| regex.is_match(name)).map(|(at, _)| at).collect(),
            Query::Wrong(_) => Vec::new(),
        }
    }
}

fn last_line(text: &str) -> String {
    text.lines().last().unwrap_or_default().trim_start_matches("error: ").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_patterns_and_expressions_find_names() {
        let names = ["dep_delay", "arr_delay", "Delayed", "carrier", "a[0]", "dep.time"];
        let found = |query: &str| {
            let found = NamePattern::new(query).among(names.into_iter());
            found.into_iter().map(|at| names[at]).collect::<Vec<_>>().join(" ")
        };
        for (query, expected) in [
            ("", "dep_delay arr_delay Delayed carrier a[0] dep.time"),
            ("carr", "carrier"),
            ("*delay*", "dep_delay arr_delay Delayed"),
            ("*_delay", "dep_delay arr_delay"),
            ("D*", "Delayed"),
            ("???_*", "dep_delay arr_delay"),
            ("a[0*", "a[0]"),
            ("dep.*", "dep.time"),
            ("*.*", "dep.time"),
            ("/^dep", "dep_delay dep.time"),
            ("/delay$/", "dep_delay arr_delay"),
            ("/^D/", "Delayed"),
            ("/", "dep_delay arr_delay Delayed carrier a[0] dep.time"),
            ("/(", ""),
        ] {
            assert_eq!(found(query), expected, "{query}");
        }
        assert_eq!(NamePattern::new("/(").problem(), Some("unclosed group"));
        assert!(NamePattern::new("*(").problem().is_none());
    }
}
