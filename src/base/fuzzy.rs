//! Fuzzy search in one name: "dd" finds "dep_delay". Things with many names: `base::find`.

use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

/// A prepared search.
pub struct Search {
    pattern: Pattern,
    matcher: Matcher,
    buffer: Vec<char>,
}

impl Search {
    /// Words are matched in any order; lower case matches both cases.
    pub fn new(query: &str) -> Self {
        Search {
            pattern: Pattern::parse(query.trim(), CaseMatching::Smart, Normalization::Smart),
            matcher: Matcher::new(Config::DEFAULT),
            buffer: Vec::new(),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.pattern.atoms.is_empty()
    }

    /// How well `text` matches: higher is better, `None` is no match. Everything matches an empty search, equally.
    pub fn score(&mut self, text: &str) -> Option<u32> {
        self.buffer.clear();
        self.pattern.score(Utf32Str::new(text, &mut self.buffer), &mut self.matcher)
    }
}
