//! The languages of the program, and the current language of a thread.

use std::cell::Cell;

use serde::{Deserialize, Serialize};

/// A language that every text exists in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Language {
    #[default]
    #[serde(rename = "en")]
    English,
    #[serde(rename = "zh-CN")]
    SimplifiedChinese,
}

thread_local! {
    static CURRENT: Cell<Language> = const { Cell::new(Language::English) };
}

impl Language {
    pub const ALL: [Language; 2] = [Language::English, Language::SimplifiedChinese];

    /// As in `LANG` and in the name of its folder.
    pub fn tag(self) -> &'static str {
        match self {
            Language::English => "en",
            Language::SimplifiedChinese => "zh-CN",
        }
    }

    /// Its own name for itself.
    pub fn name(self) -> &'static str {
        match self {
            Language::English => "English",
            Language::SimplifiedChinese => "简体中文",
        }
    }

    /// The language that a tag such as "zh_CN.UTF-8", "zh-Hans" or "en" denotes, if it is one of ours.
    pub fn from_tag(tag: &str) -> Option<Language> {
        match tag.split(['-', '_', '.']).next()?.to_lowercase().as_str() {
            "zh" => Some(Language::SimplifiedChinese),
            "en" => Some(Language::English),
            _ => None,
        }
    }

    /// The language that fits the system's best.
    pub fn of_system() -> Language {
        sys_locale::get_locales().find_map(|tag| Language::from_tag(&tag)).unwrap_or_default()
    }

    /// The other language.
    #[must_use]
    pub fn next(self) -> Language {
        match self {
            Language::English => Language::SimplifiedChinese,
            Language::SimplifiedChinese => Language::English,
        }
    }

    /// The language of this thread's texts: English, unless it was changed.
    pub fn current() -> Language {
        CURRENT.get()
    }

    /// Sets the language of this thread's texts.
    pub fn make_current(self) {
        CURRENT.set(self);
    }
}
