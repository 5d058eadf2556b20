//! Several spellings of one value: those that differ by letters' case, order of words and signs only, and those that are near.

use std::collections::{BTreeMap, HashMap};

/// One value and the other ways in which it is written.
#[derive(Clone, Debug, PartialEq)]
pub struct Spelling {
    /// The spelling that stays: the most frequent.
    pub to: String,
    /// The others, each with its number of rows, most frequent first.
    pub from: Vec<(String, u64)>,
    /// Whether they shall be changed.
    pub taken: bool,
}

/// Texts that are compared one with another, at most.
const NEAR: usize = 400;
/// A spelling that is near another is a slip only if the other is so many times as frequent.
const TIMES: u64 = 3;

/// What spellings of one value have in common: small letters, words in the order of the alphabet, no signs.
fn fingerprint(text: &str) -> String {
    let bare: String = text.to_lowercase().chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    let mut words: Vec<&str> = bare.split_whitespace().collect();
    words.sort_unstable();
    words.dedup();
    words.join(" ")
}

/// The groups of spellings among texts and their numbers of rows, largest first. Those that only look alike are not taken.
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
        let (head, rest) = (texts[0], &texts[1..]);
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

/// Rare texts that are a letter or two from a frequent one.
fn near(heads: &[(String, &String, u64)]) -> Vec<Spelling> {
    let mut found: BTreeMap<&String, Vec<(String, u64)>> = BTreeMap::new();
    for (print, text, count) in heads {
        let length = print.chars().count();
        let has_digits = print.chars().any(|c| c.is_ascii_digit());
        let most = if length >= 10 { 2 } else { 1 };
        // Numbers in names tell things apart.
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

/// Whether at most so many letters differ.
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
