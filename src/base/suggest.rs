//! "Did you mean …?" for the existing names.

use super::Text;
use super::text::in_a_row;

/// The candidate nearest to `word`, if one is near enough to suggest.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let folded = word.to_lowercase();
    candidates
        .into_iter()
        .map(|candidate| (similarity(&folded, &candidate.to_lowercase()), candidate))
        .filter(|(score, _)| *score >= 0.78)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, candidate)| candidate)
}

/// The remedy for a missing name: the nearest candidate, else the first few existing ones.
pub fn remedy<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<Text> {
    let names: Vec<&str> = candidates.into_iter().collect();
    if let Some(near) = nearest(word, names.iter().copied()) {
        return Some(say!("did-you-mean-quoted", name = near));
    }
    let shown = in_a_row(names.iter().take(5).map(|name| say!("quoted", name = name)));
    match names.len() {
        0 => None,
        1..=5 => Some(say!("there-are", names = shown)),
        _ => Some(say!("there-are-more", names = shown)),
    }
}

/// From 0 to 1. Jaro-Winkler is strict for short words, where one typo is most of the word.
fn similarity(word: &str, candidate: &str) -> f64 {
    let winkler = strsim::jaro_winkler(word, candidate);
    let one_slip = word.chars().count() >= 3 && strsim::damerau_levenshtein(word, candidate) == 1;
    if one_slip { winkler.max(0.85) } else { winkler }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_of_the_finger_are_seen_through() {
        let names = ["name", "age", "city", "dep_delay"];
        for (word, near) in [("aeg", Some("age")), ("agee", Some("age")), ("dep delay", Some("dep_delay")), ("x", None)]
        {
            assert_eq!(nearest(word, names), near, "{word}");
        }
    }
}
