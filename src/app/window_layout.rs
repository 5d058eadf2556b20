//! The placement of the window on a display, and the share of the window that each panel takes: stored for each display
//! by its size and scale, and restored so that the window is visible and reachable.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The part of a window's upper edge that must be on a display, in pixels, so that the user can drag it.
const MIN_VISIBLE_EDGE: (i32, i32) = (120, 24);

/// A display as reported by the system. If the system reports nothing, all are the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Display {
    /// In pixels.
    pub width: u32,
    pub height: u32,
    /// In per cent.
    pub scale: u16,
}

/// An available display, and the position of its upper left corner among the others, in pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Monitor {
    pub display: Display,
    pub at: (i32, i32),
}

/// A part of the window that the user can resize.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Part {
    Catalogue,
    Inspector,
    History,
    Table,
    Runs,
    Problems,
}

/// The window on one display.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct WindowLayout {
    pub display: Display,
    /// The inner size of the window while it is not maximised, in pixels.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub size: Option<(u32, u32)>,
    /// Its upper left corner, in pixels; `None` if the system does not report it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<(i32, i32)>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub maximised: bool,
    /// The fraction of the window's width or height that a panel takes, 0 to 1; only those set by the user.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub shares: BTreeMap<Part, f32>,
}

/// The target placement of the window, in pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WindowPlacement {
    pub size: Option<(u32, u32)>,
    pub place: Option<(i32, i32)>,
    pub maximised: bool,
}

impl WindowLayout {
    /// Stores the window placement; while it is maximised, also the placement before.
    pub(super) fn store(&mut self, now: WindowPlacement) {
        self.maximised = now.maximised;
        if !now.maximised {
            (self.size, self.place) = (now.size, now.place);
        } else if self.size.is_none() {
            // Otherwise the next start would have no size to restore.
            self.size = now.size.map(|(width, height)| (width * 3 / 4, height * 3 / 4));
        }
    }

    pub(super) fn placement(&self) -> WindowPlacement {
        let size =
            self.size.filter(|(width, height)| (200..=32_000).contains(width) && (150..=32_000).contains(height));
        WindowPlacement { size, place: self.place, maximised: self.maximised }
    }
}

impl WindowPlacement {
    /// No larger than its display, and with its upper edge in reach; `now` is used if no display contains it, or if the
    /// position belongs to a missing one.
    pub(super) fn on(self, monitors: &[Monitor], now: Display, is_own: bool) -> WindowPlacement {
        let Some((width, height)) = self.size else { return self };
        let reached = |monitor: &&Monitor| {
            let Some((x, y)) = self.place else { return false };
            let (left, top) = monitor.at;
            let right = left + monitor.display.width as i32;
            let bottom = top + monitor.display.height as i32;
            let seen = (x.saturating_add(width as i32)).min(right).saturating_sub(x.max(left));
            seen >= MIN_VISIBLE_EDGE.0 && (top..bottom - MIN_VISIBLE_EDGE.1).contains(&y)
        };
        let home = monitors.iter().find(reached).filter(|_| is_own);
        let fallback = monitors.iter().find(|monitor| monitor.display == now).or(monitors.first());
        let Some(monitor) = home.or(fallback) else { return WindowPlacement { place: None, ..self } };
        let most_wide = monitor.display.width;
        let most_high = monitor.display.height;
        let size = (width.min(most_wide), height.min(most_high));
        let place = match home {
            Some(_) => self.place,
            // Centred on an available display; if the system reports no position, the system chooses it.
            None => self.place.map(|_| {
                let free = |most: u32, size: u32| (most.saturating_sub(size) / 2) as i32;
                (monitor.at.0 + free(most_wide, size.0), monitor.at.1 + free(most_high, size.1))
            }),
        };
        WindowPlacement { size: Some(size), place, ..self }
    }
}
