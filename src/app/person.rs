//! State that belongs to the user, independent of the active project.

use std::path::PathBuf;
use std::time::Duration;

use super::keymap::Keymap;
use super::view::Preferences;
use super::window_layout::{Display, WindowLayout, WindowPlacement};
use super::{App, Recovery, autosave, shortcuts};
use crate::base::{Language, Text};
use crate::engine::{Background, Engine};

/// How long the program waits for the state folder at exit, so that the latest choices are written.
pub(super) const EXIT_TIMEOUT: Duration = Duration::from_secs(2);

/// Preferences, shortcuts, language, clipboard, and data left by earlier windows.
#[derive(Default)]
pub struct Person {
    pub preferences: Preferences,
    pub keymap: Keymap,
    /// The language of the window: set by the environment, chosen by the user, or that of the system.
    pub language: Language,
    /// Recoverable data of windows that did not exit cleanly.
    pub recoveries: Vec<Recovery>,
    /// Projects that were being opened when the last window crashed: opened again only on request.
    pub suspects: Vec<PathBuf>,
    /// Whether preferences are written to the state folder.
    pub(super) keeps_state: bool,
    pub(super) shortcuts: shortcuts::Watch,
    /// The text last copied in this window, and the base folder of its relative paths.
    pub(super) copied: Option<(String, PathBuf)>,
    /// Reads and writes of the state folder, executed in this order.
    pub(super) background: Background<App>,
}

impl Person {
    /// Loads the user's state from the state folder, with a message if part of it cannot be read.
    pub(super) fn load(engine: &Engine) -> (Person, Option<Text>) {
        let (preferences, unread) = Preferences::load();
        let language = Language::asked_for().or(preferences.language).unwrap_or_else(Language::of_system);
        let recoveries = autosave::recoveries();
        let background = engine.background("person-files").finished_within(EXIT_TIMEOUT);
        (Person { preferences, language, recoveries, background, keeps_state: true, ..Person::default() }, unread)
    }
}

impl App {
    /// Sets the language of the window; a user's choice is saved.
    pub(super) fn set_language(&mut self, language: Language) {
        self.person.language = language;
        self.set_status(say!("language-chosen"));
        self.change_preferences(|p| p.language = Some(language));
    }

    /// Switches to English if no system font has Chinese characters. The choice is kept: a font may be available at the
    /// next start.
    pub(super) fn fall_back_to_english(&mut self) {
        self.person.language = Language::English;
        self.set_status(say!("no-chinese-font"));
    }

    /// Records the current window placement.
    pub(super) fn set_placement(&mut self, display: Display, placement: WindowPlacement) {
        let known = self.person.preferences.window_layout(display);
        let mut new = known.cloned().unwrap_or(WindowLayout { display, ..Default::default() });
        new.store(placement);
        if self.person.preferences.window_layouts.first() != Some(&new) {
            self.change_preferences(|p| p.remember(display, |window_layout| *window_layout = new));
        }
    }

    pub(super) fn change_preferences(&mut self, change: impl FnOnce(&mut Preferences)) {
        change(&mut self.person.preferences);
        if self.person.keeps_state {
            let preferences = self.person.preferences.clone();
            self.save_state(move || preferences.save().map_err(|problem| problem.text()));
        }
    }
}
