//! "Did you mean …?" over the names that are there.

/// The candidate nearest to `word`, if one is near enough to be worth saying.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let folded = word.to_lowercase();
    candidates
        .into_iter()
        .map(|candidate| (strsim::jaro_winkler(&folded, &candidate.to_lowercase()), candidate))
        .filter(|(score, _)| *score >= 0.78)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, candidate)| candidate)
}

/// The remedy for a missing name: the nearest candidate, else the first few that are there.
pub fn remedy<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let names: Vec<&str> = candidates.into_iter().collect();
    if let Some(near) = nearest(word, names.iter().copied()) {
        return Some(format!("Did you mean \"{near}\"?"));
    }
    let shown: Vec<String> = names.iter().take(5).map(|n| format!("\"{n}\"")).collect();
    let more = if names.len() > 5 { "…" } else { "" };
    (!shown.is_empty()).then(|| format!("There are {}{more}", shown.join(", ")))
}
