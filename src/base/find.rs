//! Search over things that are known by many names: "vlokup" finds "Join".

use super::fuzzy::Search;

/// The names of a thing.
#[derive(Clone, Copy, Debug)]
pub struct SearchEntry<'a> {
    pub title: &'a str,
    /// Alternative names; each may consist of several words.
    pub words: &'a [&'a str],
    pub about: &'a str,
}

const TITLE: u32 = 5;
const WORDS: u32 = 4;
const ABOUT: u32 = 1;
/// The minimum score per letter of scattered letters in a title, so that they are not a coincidence.
const SCATTERED: u32 = 20;

/// The indices of the matching things, best first; all in their order for an empty query. A thing matches if it has a
/// name for every word of the query. If none has, those with most of the words match.
pub fn ranked<'a>(query: &str, entries: impl IntoIterator<Item = SearchEntry<'a>>) -> Vec<usize> {
    let query = query.to_lowercase();
    let asked: Vec<&str> = split(&query).collect();
    if asked.is_empty() {
        return (0..entries.into_iter().count()).collect();
    }
    let mut letters: Vec<Search> = asked.iter().map(|word| Search::new(word)).collect();
    let mut found: Vec<(usize, u32, usize)> = Vec::new();
    for (index, entry) in entries.into_iter().enumerate() {
        let scores: Vec<u32> =
            asked.iter().zip(&mut letters).filter_map(|(word, letters)| score(word, letters, &entry)).collect();
        let phrase = entry.words.iter().chain([&entry.title]).any(|known| known.to_lowercase() == query.trim());
        // A full match of the title comes first, then a match within the title; both before a match of an alternative
        // name.
        let place = Some(entry.title.to_lowercase()).filter(|_| query.trim().len() >= 3).and_then(|title| {
            let mut places = title.match_indices(query.trim()).map(|(at, _)| at);
            places.find(|at| !title[..*at].ends_with(char::is_alphanumeric))
        });
        let in_title = place.map_or(0, |at| if at == 0 { 1100 } else { 1050 });
        let whole = if phrase { 1000 } else { 0 } + in_title;
        found.push((asked.len() - scores.len(), scores.iter().sum::<u32>() + whole, index));
    }
    let fewest = found.iter().map(|(missing, ..)| *missing).min().unwrap_or(0);
    found.retain(|(missing, ..)| *missing == fewest && fewest < asked.len());
    found.sort_by_key(|(_, score, index)| (std::cmp::Reverse(*score), *index));
    found.into_iter().map(|(.., index)| index).collect()
}

fn split(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// How well the best name matches one word of the query.
fn score(word: &str, letters: &mut Search, entry: &SearchEntry<'_>) -> Option<u32> {
    let terms = |text: &str| split(&text.to_lowercase()).filter_map(|term| similarity(word, term)).max();
    let long = word.chars().count() as u32;
    let scattered = |score: &u32| long > 1 && *score >= SCATTERED * long;
    let title = terms(entry.title).or_else(|| letters.score(entry.title).filter(scattered).map(|_| 30));
    let words = entry.words.iter().filter_map(|text| terms(text)).max();
    [title.map(|s| s * TITLE), words.map(|s| s * WORDS), terms(entry.about).map(|s| s * ABOUT)]
        .into_iter()
        .flatten()
        .max()
}

/// How well a typed word matches a known one: equal, prefix, with an ending, contained, or with a typo.
fn similarity(word: &str, term: &str) -> Option<u32> {
    let long = word.chars().count();
    let known = term.chars().count();
    match () {
        () if word == term => Some(100),
        () if term.starts_with(word) => Some(80),
        () if known >= 3 && word.strip_prefix(term).is_some_and(is_ending) => Some(70),
        // Two Chinese characters form a word.
        () if (long >= 3 || (long >= 2 && !word.is_ascii())) && term.contains(word) => Some(50),
        () if long >= 4 && known >= 4 && strsim::osa_distance(word, term) <= allowed_typos(long) => Some(40),
        // While typing, the typo may be in what is only the beginning.
        () if long >= 5 && known > long => {
            let begun: String = term.chars().take(long).collect();
            (strsim::osa_distance(word, &begun) <= 1).then_some(35)
        }
        () => None,
    }
}

/// Endings after a word that do not change its meaning: "filters", "sorted", "looking".
fn is_ending(rest: &str) -> bool {
    matches!(rest, "s" | "es" | "d" | "ed" | "ing")
}

fn allowed_typos(long: usize) -> usize {
    if long >= 8 { 2 } else { 1 }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENTRIES: [SearchEntry<'static>; 5] = [
        SearchEntry {
            title: "Read Excel",
            words: &["workbook", "sheet", "open"],
            about: "Reads a sheet of a workbook",
        },
        SearchEntry { title: "Filter", words: &["where", "keep", "row filter"], about: "Splits rows by a condition" },
        SearchEntry { title: "Join", words: &["vlookup", "merge"], about: "Puts columns of two tables side by side" },
        SearchEntry { title: "Group by", words: &["aggregate", "sum"], about: "One row for each group" },
        SearchEntry { title: "Sort", words: &["order by"], about: "Puts rows in order" },
    ];

    #[test]
    fn entries_are_found_by_what_people_type() {
        let cases: &[(&str, &[&str])] = &[
            ("keep rows", &["Filter"]),
            ("vlokup", &["Join"]),
            ("vlook", &["Join"]),
            ("gb", &["Group by"]),
            ("order by", &["Sort"]),
            ("filters", &["Filter"]),
            ("flter", &["Filter"]),
            ("EXCEL", &["Read Excel"]),
            ("read_excel", &["Read Excel"]),
            ("aggregate the sales", &["Group by"]),
            ("please sort", &["Sort"]),
            ("zzz", &[]),
            ("xq", &[]),
        ];
        for (query, titles) in cases {
            let found: Vec<&str> = ranked(query, ENTRIES).into_iter().map(|n| ENTRIES[n].title).collect();
            assert_eq!(found, *titles, "{query}");
        }
        let about = SearchEntry { title: "Dark or light", words: &[], about: "Switches the theme" };
        let other = SearchEntry { title: "Find", words: &[], about: "Finds text in all rows of the table" };
        assert_eq!(ranked("theme", [other, about]), [1], "\"the\" is no form of \"theme\"");
        let frame = SearchEntry { title: "Frame", words: &["group"], about: "" };
        let add = SearchEntry { title: "Add Group by", words: &[], about: "" };
        assert_eq!(ranked("group", [frame, add]), [1, 0], "the title counts more than another word");
        assert_eq!(ranked(" ", ENTRIES), [0, 1, 2, 3, 4]);
        assert_eq!(ranked("order", ENTRIES)[0], 4, "a synonym counts more than a description");
    }
}
