//! The user's preferences, stored in the state folder.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::app::accessibility::{Motion, SCALES};
use crate::app::saved_cluster::{RunPlace, SavedCluster};
use crate::app::window_layout::WindowLayout;
use crate::base::Language;

/// The user's preferences, stored in the state folder.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Preferences {
    pub theme: Theme,
    /// The window scale, in per cent.
    pub scale: u16,
    pub motion: Motion,
    /// Determined at startup.
    #[serde(skip)]
    pub desktop_reduces_motion: bool,
    /// As chosen in the window; otherwise that of the system.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    pub catalogue: bool,
    pub inspector: bool,
    pub table: bool,
    /// Column headers are large and show statistics.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub statistics: bool,
    pub problems: bool,
    pub runs: bool,
    /// Shows the history of steps.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub history: bool,
    /// The number of versions of the outputs that are kept; 0 keeps none.
    pub versions: u32,
    pub recent: Vec<PathBuf>,
    /// The window placement on each display, the most recent first.
    #[serde(rename = "workplaces", skip_serializing_if = "Vec::is_empty")]
    pub window_layouts: Vec<WindowLayout>,
    /// The Spark clusters that the user has set up, in the order in which they were added.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub clusters: Vec<SavedCluster>,
    /// The projects that run on a cluster, the latest choice first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub run_places: Vec<RunPlace>,
    /// Whether the open projects are restored at the next start.
    pub reopens: bool,
    /// The open projects.
    #[serde(skip_serializing_if = "Session::is_empty")]
    pub session: Session,
}

impl Default for Preferences {
    fn default() -> Self {
        Preferences {
            theme: Theme::Dark,
            scale: SCALES[0],
            motion: Motion::Desktop,
            desktop_reduces_motion: false,
            language: None,
            catalogue: true,
            inspector: true,
            table: true,
            statistics: false,
            problems: false,
            runs: false,
            history: false,
            versions: 0,
            recent: Vec::new(),
            window_layouts: Vec::new(),
            clusters: Vec::new(),
            run_places: Vec::new(),
            reopens: true,
            session: Session::default(),
        }
    }
}

impl Preferences {
    /// Whether animations are off: transitions end at once, nothing flows or pulses.
    pub fn reduces_motion(&self) -> bool {
        match self.motion {
            Motion::Desktop => self.desktop_reduces_motion,
            Motion::Full => false,
            Motion::Reduced => true,
        }
    }

    /// The scale factor of the window; 1 is the natural size.
    pub fn scale_factor(&self) -> f32 {
        f32::from(self.scale.clamp(SCALES[0], SCALES[SCALES.len() - 1])) / 100.0
    }

    /// The next larger or smaller scale; unchanged at the limit.
    pub fn next_scale(&self, larger: bool) -> u16 {
        let mut scales = SCALES.iter().copied();
        let next = if larger { scales.find(|s| *s > self.scale) } else { scales.rfind(|s| *s < self.scale) };
        next.unwrap_or(if larger { SCALES[SCALES.len() - 1] } else { SCALES[0] })
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Theme {
    #[default]
    Dark,
    Light,
}

/// Which projects are open, and which one is active.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    pub files: Vec<PathBuf>,
    pub active: Option<PathBuf>,
}

impl Session {
    fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_chosen_language_is_kept_as_text() {
        for language in Language::ALL.map(Some).into_iter().chain([None]) {
            let preferences = Preferences { language, ..Preferences::default() };
            let text = ron::ser::to_string_pretty(&preferences, Default::default()).expect("text");
            assert_eq!(ron::from_str::<Preferences>(&text).expect(&text).language, language, "{text}");
        }
    }

    #[test]
    fn scales_go_up_and_down_and_stop_at_the_ends() {
        for (scale, larger, next) in [
            (100, true, 110),
            (100, false, 100),
            (120, true, 125),
            (120, false, 110),
            (200, true, 200),
            (900, false, 200),
        ] {
            let preferences = Preferences { scale, ..Preferences::default() };
            assert_eq!(preferences.next_scale(larger), next, "{scale} {larger}");
        }
        assert_eq!(Preferences { scale: 900, ..Preferences::default() }.scale_factor(), 2.0);
    }

    #[test]
    fn the_person_decides_before_the_desktop() {
        for (motion, desktop, reduced) in [
            (Motion::Desktop, true, true),
            (Motion::Desktop, false, false),
            (Motion::Full, true, false),
            (Motion::Reduced, false, true),
        ] {
            let preferences = Preferences { motion, desktop_reduces_motion: desktop, ..Preferences::default() };
            assert_eq!(preferences.reduces_motion(), reduced, "{motion:?} {desktop}");
        }
    }
}
