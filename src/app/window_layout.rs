//! The placement of the window on a display, and the share of the window that each panel takes: stored for each display
//! by its size and scale, and restored so that the window is visible and reachable.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::view::Preferences;

/// The number of displays that are stored.
const MAX_DISPLAYS: usize = 8;
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

impl Preferences {
    /// The stored placement on a display.
    pub fn window_layout(&self, display: Display) -> Option<&WindowLayout> {
        self.window_layouts.iter().find(|window_layout| window_layout.display == display)
    }

    /// The share of a panel, if the user has set a valid one.
    pub fn share(&self, display: Display, part: Part) -> Option<f32> {
        let share = self.window_layout(display)?.shares.get(&part)?;
        (0.02..=0.98).contains(share).then_some(*share)
    }

    /// Changes the stored placement on a display, which becomes the most recent one.
    pub fn remember(&mut self, display: Display, change: impl FnOnce(&mut WindowLayout)) {
        let known = self.window_layouts.iter().position(|window_layout| window_layout.display == display);
        let mut window_layout = known
            .map_or(WindowLayout { display, ..WindowLayout::default() }, |place| self.window_layouts.remove(place));
        change(&mut window_layout);
        self.window_layouts.insert(0, window_layout);
        self.window_layouts.truncate(MAX_DISPLAYS);
    }

    /// The last window placement, before the available displays are known.
    pub fn last_placement(&self) -> Option<(Display, WindowPlacement)> {
        self.window_layouts
            .iter()
            .find(|window_layout| window_layout.size.is_some())
            .map(|last| (last.display, last.placement()))
    }

    /// The window placement for these displays, where `now` is the one on which it opened: the last placement, if that
    /// display is available; otherwise the last placement on the current one. The window is always visible and
    /// reachable.
    pub fn placement(&self, monitors: &[Monitor], now: Display) -> WindowPlacement {
        let is_there =
            |window_layout: &&WindowLayout| monitors.iter().any(|monitor| monitor.display == window_layout.display);
        let known = self.window_layouts.iter().filter(|window_layout| window_layout.size.is_some()).find(is_there);
        match known.or_else(|| self.window_layout(now)) {
            Some(known) => known.placement().on(monitors, now, true),
            // It opened with the placement of a display that is gone.
            None => self.last_placement().map(|(_, last)| last.on(monitors, now, false)).unwrap_or_default(),
        }
    }
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

    fn placement(&self) -> WindowPlacement {
        let size =
            self.size.filter(|(width, height)| (200..=32_000).contains(width) && (150..=32_000).contains(height));
        WindowPlacement { size, place: self.place, maximised: self.maximised }
    }
}

impl WindowPlacement {
    /// No larger than its display, and with its upper edge in reach; `now` is used if no display contains it, or if the
    /// position belongs to a missing one.
    fn on(self, monitors: &[Monitor], now: Display, is_own: bool) -> WindowPlacement {
        let Some((width, height)) = self.size else { return self };
        let reached = |monitor: &&Monitor| {
            let Some((x, y)) = self.place else { return false };
            let (left, top) = monitor.at;
            let (right, bottom) = (left + monitor.display.width as i32, top + monitor.display.height as i32);
            let seen = (x.saturating_add(width as i32)).min(right).saturating_sub(x.max(left));
            seen >= MIN_VISIBLE_EDGE.0 && (top..bottom - MIN_VISIBLE_EDGE.1).contains(&y)
        };
        let home = monitors.iter().find(reached).filter(|_| is_own);
        let fallback = monitors.iter().find(|monitor| monitor.display == now).or(monitors.first());
        let Some(monitor) = home.or(fallback) else { return WindowPlacement { place: None, ..self } };
        let (most_wide, most_high) = (monitor.display.width, monitor.display.height);
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

#[cfg(test)]
mod tests {
    use super::*;

    const LAPTOP: Display = Display { width: 1366, height: 768, scale: 100 };
    const LARGE: Display = Display { width: 2560, height: 1440, scale: 100 };

    fn placed(display: Display, size: (u32, u32), place: (i32, i32)) -> Preferences {
        let mut preferences = Preferences::default();
        preferences.remember(display, |window_layout| {
            (window_layout.size, window_layout.place) = (Some(size), Some(place));
        });
        preferences
    }

    #[test]
    fn a_window_comes_back_where_it_was() {
        let preferences = placed(LARGE, (1800, 1200), (1400, 100));
        let monitors = [Monitor { display: LAPTOP, at: (0, 0) }, Monitor { display: LARGE, at: (1366, 0) }];
        let placement = preferences.placement(&monitors, LAPTOP);
        assert_eq!((placement.size, placement.place), (Some((1800, 1200)), Some((1400, 100))));
    }

    #[test]
    fn a_window_whose_display_is_gone_comes_to_one_that_is_there() {
        let mut preferences = placed(LAPTOP, (1000, 700), (20, 30));
        preferences.remember(LARGE, |window_layout| {
            (window_layout.size, window_layout.place) = (Some((2400, 1300)), Some((1500, 100)));
        });
        let laptop = [Monitor { display: LAPTOP, at: (0, 0) }];
        let placement = preferences.placement(&laptop, LAPTOP);
        assert_eq!((placement.size, placement.place), (Some((1000, 700)), Some((20, 30))), "as it stood there");
        // A display with this scale is new: the most recent placement is adjusted to it.
        let other = Display { scale: 125, ..LAPTOP };
        let placement =
            placed(LARGE, (2400, 1300), (1500, 100)).placement(&[Monitor { display: other, at: (0, 0) }], other);
        assert_eq!((placement.size, placement.place), (Some((1366, 768)), Some((0, 0))));
        assert_eq!(Preferences::default().placement(&laptop, LAPTOP), WindowPlacement::default(), "a first window");
    }

    #[test]
    fn no_place_is_out_of_reach() {
        let monitors = [Monitor { display: LARGE, at: (0, 0) }];
        for (size, place) in [
            ((1000, 700), (2500, 100)),
            ((1000, 700), (-990, 100)),
            ((1000, 700), (100, 1430)),
            ((1000, 700), (100, -40)),
            ((9000, 9000), (-400, i32::MIN)),
            ((1000, 700), (i32::MAX, i32::MAX)),
        ] {
            let placement = placed(LARGE, size, place).placement(&monitors, LARGE);
            let ((width, height), (x, y)) = (placement.size.unwrap(), placement.place.unwrap());
            assert!(x >= 0 && y >= 0 && x + width as i32 <= 2560 && y + height as i32 <= 1440, "{placement:?}");
        }
        // Half outside the edge is how the user left it.
        let half = placed(LARGE, (1000, 700), (2000, 900)).placement(&monitors, LARGE);
        assert_eq!(half.place, Some((2000, 900)));
        assert_eq!(placed(LARGE, (0, 5), (0, 0)).placement(&monitors, LARGE).size, None, "no window is so small");
    }

    #[test]
    fn displays_are_bounded_and_shares_can_be() {
        let mut preferences = Preferences::default();
        for width in 0..20 {
            preferences.remember(Display { width, ..LAPTOP }, |window_layout| {
                window_layout.shares.insert(Part::Table, 0.5);
            });
        }
        assert_eq!(preferences.window_layouts.len(), MAX_DISPLAYS);
        assert_eq!(preferences.share(Display { width: 19, ..LAPTOP }, Part::Table), Some(0.5));
        assert_eq!(preferences.share(Display { width: 1, ..LAPTOP }, Part::Table), None);
        for share in [f32::NAN, -1.0, 7.0, 0.0] {
            preferences.remember(LARGE, |window_layout| window_layout.shares = [(Part::Table, share)].into());
            assert_eq!(preferences.share(LARGE, Part::Table), None, "{share}");
        }
    }
}
