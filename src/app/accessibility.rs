//! The scale and the animations of the window: user settings, not project settings.

use serde::{Deserialize, Serialize};

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
