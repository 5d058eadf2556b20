//! The scale and the animations of the window: user settings, not project settings.

use serde::{Deserialize, Serialize};

use super::view::Preferences;

/// The available window scales, in per cent.
pub const SCALES: [u16; 7] = [100, 110, 125, 140, 150, 175, 200];

/// Whether the window is animated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Motion {
    /// As set in the desktop, if that can be determined.
    #[default]
    Desktop,
    Full,
    Reduced,
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
    pub(super) fn next_scale(&self, larger: bool) -> u16 {
        let mut scales = SCALES.iter().copied();
        let next = if larger { scales.find(|s| *s > self.scale) } else { scales.rfind(|s| *s < self.scale) };
        next.unwrap_or(if larger { SCALES[SCALES.len() - 1] } else { SCALES[0] })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
