//! The user's choices for the window: language, theme, scale, animations, placement.

use super::App;
use super::accessibility::Motion;
use super::view::{Preferences, Theme};
use super::window_layout::{Display, WindowLayout, WindowPlacement};
use crate::base::Language;

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

    pub(super) fn toggle_theme(&mut self) {
        let theme = match self.person.preferences.theme {
            Theme::Dark => Theme::Light,
            Theme::Light => Theme::Dark,
        };
        self.change_preferences(|p| p.theme = theme);
    }

    pub(super) fn set_scale(&mut self, scale: u16) {
        self.change_preferences(|p| p.scale = scale);
        self.set_status(say!("interface-scale", scale = scale));
    }

    pub(super) fn toggle_motion(&mut self) {
        let motion = if self.person.preferences.reduces_motion() { Motion::Full } else { Motion::Reduced };
        self.change_preferences(|p| p.motion = motion);
        self.set_status(if motion == Motion::Reduced { say!("motion-reduced") } else { say!("motion-full") });
    }

    /// Sets whether the open projects are restored at the next start.
    pub(super) fn toggle_reopen(&mut self) {
        self.change_preferences(|p| p.reopens = !p.reopens);
        let reopens = self.person.preferences.reopens;
        self.set_status(if reopens { say!("projects-come-back") } else { say!("projects-stay-closed") });
    }
}
