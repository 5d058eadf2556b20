//! The stored placements of the window, and the one for the displays that there are.

use super::view::Preferences;
use super::window_layout::{Display, Monitor, Part, WindowLayout, WindowPlacement};

/// The number of displays that are stored.
const MAX_DISPLAYS: usize = 8;

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
