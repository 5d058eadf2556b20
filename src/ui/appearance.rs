//! The preferences that determine the style.

use crate::app::view::{Preferences, Theme};

/// The preferences that determine the style.
#[derive(Clone, Copy, PartialEq)]
pub struct Appearance {
    pub theme: Theme,
    pub scale: f32,
    pub reduces_motion: bool,
}

impl Appearance {
    pub fn of(preferences: &Preferences) -> Appearance {
        Appearance {
            theme: preferences.theme,
            scale: preferences.scale_factor(),
            reduces_motion: preferences.reduces_motion(),
        }
    }
}
