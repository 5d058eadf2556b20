//! The texts of a kind: title, one-line description, help, and search terms. They have the id `kind-ID`, with the
//! suffixes `.about`, `.help` and `.words`.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::base::Text;
use crate::base::text::{Language, find_in};
use crate::nodes::KINDS;
use crate::nodes::kit::kind::Meta;

/// The texts of one kind in one language.
struct KindTexts {
    title: &'static str,
    about: &'static str,
    help: &'static str,
    words: Vec<&'static str>,
}

/// By language and id, read once: the palette requests all of them in every frame.
static TEXTS: [LazyLock<HashMap<&'static str, KindTexts>>; 2] =
    [LazyLock::new(|| read(Language::English)), LazyLock::new(|| read(Language::SimplifiedChinese))];

fn read(language: Language) -> HashMap<&'static str, KindTexts> {
    let of = |language, id: &str, piece: &str| find_in(language, &format!("kind-{id}{piece}"));
    let words = |language, id: &str| of(language, id, ".words").into_iter().flat_map(|words| words.split(", "));
    let texts = |id: &'static str| KindTexts {
        title: of(language, id, "").unwrap_or(id),
        about: of(language, id, ".about").unwrap_or_default(),
        help: of(language, id, ".help").unwrap_or_default(),
        words: match language {
            Language::English => words(language, id).collect(),
            // English search terms work in every language.
            _ => {
                let english = of(Language::English, id, "").into_iter().chain(words(Language::English, id));
                words(language, id).chain(english).collect()
            }
        },
    };
    KINDS.iter().map(|kind| (kind.meta.id, texts(kind.meta.id))).collect()
}

impl Meta {
    fn texts(&self) -> &'static KindTexts {
        &TEXTS[Language::current() as usize][self.id]
    }

    pub fn title(&self) -> &'static str {
        self.texts().title
    }

    /// The title as a stored text.
    pub fn title_text(&self) -> Text {
        Text::message(format!("kind-{}", self.id))
    }

    /// One line, sentence case, no full stop: "Splits rows by a condition".
    pub fn about(&self) -> &'static str {
        self.texts().about
    }

    /// One or two paragraphs for the help page.
    pub fn help(&self) -> &'static str {
        self.texts().help
    }

    /// Search terms known from other tools, in this language and in English.
    pub fn words(&self) -> &'static [&'static str] {
        &self.texts().words
    }
}
