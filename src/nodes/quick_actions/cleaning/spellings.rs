//! Different spellings of one value: those that differ only in case, word order and punctuation, and those that are
//! similar.

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};

/// One value and its other spellings.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Spelling {
    /// The spelling to keep: the most frequent.
    pub to: String,
    /// The others, each with its number of rows, most frequent first.
    pub from: Vec<(String, u64)>,
    /// Whether they are to be changed.
    pub taken: bool,
}

/// The maximum number of texts that are compared with each other.
const NEAR: usize = 400;
/// A similar spelling is considered a typo only if the other one is this many times as frequent.
const TIMES: u64 = 3;

/// A key shared by spellings of one value: lower case, words sorted, no punctuation.
fn fingerprint(text: &str) -> String {
    let bare: String = text.to_lowercase().chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    let mut words: Vec<&str> = bare.split_whitespace().collect();
    words.sort_unstable();
    words.dedup();
    words.join(" ")
}

/// The groups of spellings among texts and their numbers of rows, largest first. Those that are only similar are not
/// selected.
pub fn groups(counts: &HashMap<String, u64>) -> Vec<Spelling> {
    let mut by_print: BTreeMap<String, Vec<(&String, u64)>> = BTreeMap::new();
    for (text, count) in counts {
        by_print.entry(fingerprint(text)).or_default().push((text, *count));
    }
    by_print.remove("");
    let mut heads: Vec<(String, &String, u64)> = Vec::new();
    let mut found: BTreeMap<&String, Vec<(String, u64)>> = BTreeMap::new();
    for (print, mut texts) in by_print {
        texts.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
        let head = texts[0];
        let rest = &texts[1..];
        heads.push((print, head.0, texts.iter().map(|(_, count)| count).sum()));
        if !rest.is_empty() {
            found.insert(head.0, rest.iter().map(|(text, count)| ((*text).clone(), *count)).collect());
        }
    }
    let mut all: Vec<Spelling> =
        found.into_iter().map(|(to, from)| Spelling { to: to.clone(), from, taken: true }).collect();
    if heads.len() <= NEAR {
        all.extend(near(&heads));
    }
    let rows = |spelling: &Spelling| spelling.from.iter().map(|(_, count)| count).sum::<u64>();
    all.sort_by(|a, b| (b.taken, rows(b), &a.to).cmp(&(a.taken, rows(a), &b.to)));
    all
}

/// Rare texts that differ from a frequent one by one or two letters.
fn near(heads: &[(String, &String, u64)]) -> Vec<Spelling> {
    let mut found: BTreeMap<&String, Vec<(String, u64)>> = BTreeMap::new();
    for (print, text, count) in heads {
        let length = print.chars().count();
        let has_digits = print.chars().any(|c| c.is_ascii_digit());
        let most = if length >= 10 { 2 } else { 1 };
        // Numbers in names distinguish values.
        if length < 5 || has_digits {
            continue;
        }
        let like = |(other, _, more): &&(String, &String, u64)| {
            other != print && *more >= count * TIMES && distance(print, other, most)
        };
        if let Some((_, head, _)) = heads.iter().filter(like).max_by_key(|(_, _, more)| *more) {
            found.entry(head).or_default().push(((*text).clone(), *count));
        }
    }
    found.into_iter().map(|(to, from)| Spelling { to: to.clone(), from, taken: false }).collect()
}

/// Whether at most `most` letters differ.
fn distance(a: &str, b: &str, most: usize) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) > most {
        return false;
    }
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut corner = i;
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let cost = (corner + usize::from(x != y)).min(row[j] + 1).min(row[j + 1] + 1);
            corner = std::mem::replace(&mut row[j + 1], cost);
        }
    }
    row[b.len()] <= most
}
