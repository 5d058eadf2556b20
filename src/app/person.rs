//! What belongs to the person who sits at the window, whichever project is shown.

use std::path::PathBuf;
use std::time::Duration;

use super::keymap::Keymap;
use super::view::Preferences;
use super::workplace::{Display, Standing, Workplace};
use super::{App, Recovery, autosave, shortcuts};
use crate::base::{Language, Text};
use crate::engine::{Background, Engine};

/// How long the end of the program waits for the state folder: what was chosen and changed last is written by then.
pub(super) const PATIENCE: Duration = Duration::from_secs(2);

/// Preferences, shortcuts, language, clipboard, and what earlier windows have left behind.
#[derive(Default)]
pub struct Person {
    pub preferences: Preferences,
    pub keymap: Keymap,
    /// What the window speaks: asked for by the environment, or chosen, or the system's.
    pub language: Language,
    /// What windows that did not end in order have left behind.
    pub recoveries: Vec<Recovery>,
    /// Projects that were being opened when the last window ended without a word: opened again only when asked for.
    pub suspects: Vec<PathBuf>,
    /// Whether preferences are written to the state folder.
    pub(super) keeps_state: bool,
    pub(super) shortcuts: shortcuts::Watch,
    /// The text that was copied last in this window, and the folder in which its relative paths start.
    pub(super) copied: Option<(String, PathBuf)>,
    /// What is read from the state folder and written to it, in this order.
    pub(super) background: Background<App>,
}

impl Person {
    /// As the state folder knows the person, with a word where some of it cannot be read.
    pub(super) fn load(engine: &Engine) -> (Person, Option<Text>) {
        let (preferences, unread) = Preferences::load();
        let language = Language::asked_for().or(preferences.language).unwrap_or_else(Language::of_system);
        let recoveries = autosave::recoveries();
        let background = engine.background("person-files").finished_within(PATIENCE);
        (Person { preferences, language, recoveries, background, keeps_state: true, ..Person::default() }, unread)
    }
}

impl App {
    /// From now on the window speaks `language`; a person's choice is kept.
    pub(super) fn speak(&mut self, language: Language) {
        self.person.language = language;
        self.say(say!("language-chosen"));
        self.change_preferences(|p| p.language = Some(language));
    }

    /// Where no font of the system has Chinese characters, English is what can be read. The choice is kept: the next start
    /// may find a font.
    pub(super) fn speak_without_font(&mut self) {
        self.person.language = Language::English;
        self.say(say!("no-chinese-font"));
    }

    /// The window stands so now.
    pub(super) fn stand(&mut self, display: Display, standing: Standing) {
        let known = self.person.preferences.workplace(display);
        let mut new = known.cloned().unwrap_or(Workplace { display, ..Default::default() });
        new.stands(standing);
        if self.person.preferences.workplaces.first() != Some(&new) {
            self.change_preferences(|p| p.remember(display, |workplace| *workplace = new));
        }
    }

    pub(super) fn change_preferences(&mut self, change: impl FnOnce(&mut Preferences)) {
        change(&mut self.person.preferences);
        if self.person.keeps_state {
            let preferences = self.person.preferences.clone();
            self.keep(move || preferences.save().map_err(|problem| problem.text()));
        }
    }
}
