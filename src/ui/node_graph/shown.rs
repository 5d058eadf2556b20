//! What of a card is seen: parts that have no room come and go over a moment, while all places and sizes follow the zoom.

/// How much is seen of each part, 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shown {
    /// All words of the card. Without them its name stands below it.
    pub words: f32,
    /// In their place the counts, beside the icon.
    pub counts: f32,
    pub icons: f32,
}

/// The zoom from which a card has room for its words, for counts, for its icon.
pub const WORDS: f32 = 0.56;
pub const COUNTS: f32 = 0.38;
const ICONS: f32 = 0.26;

/// Seconds in which a part appears.
const MOMENT: f64 = 0.14;

impl Shown {
    pub const ALL: Shown = Shown { words: 1.0, counts: 0.0, icons: 1.0 };

    fn at(zoom: f32) -> Shown {
        let when = |seen: bool| if seen { 1.0 } else { 0.0 };
        Shown { words: when(zoom >= WORDS), counts: when((COUNTS..WORDS).contains(&zoom)), icons: when(zoom >= ICONS) }
    }

    fn nearer(self, to: Shown, step: f32) -> Shown {
        Shown {
            words: nearer(self.words, to.words, step),
            counts: nearer(self.counts, to.counts, step),
            icons: nearer(self.icons, to.icons, step),
        }
    }
}

/// `from`, by at most `step` nearer to `to`.
pub fn nearer(from: f32, to: f32, step: f32) -> f32 {
    from + (to - from).clamp(-step, step)
}

/// How far what comes and goes gets in so many seconds.
pub fn step(seconds: f64) -> f32 {
    (seconds / MOMENT).clamp(0.0, 1.0) as f32
}

/// What is seen from frame to frame.
#[derive(Debug, Default)]
pub struct Fade {
    last: Option<(Shown, f64)>,
}

impl Fade {
    /// What is seen at this time (seconds), and whether it still changes. Nothing is between where nothing shall move.
    pub fn follow(&mut self, zoom: f32, time: f64, still: bool) -> (Shown, bool) {
        let wanted = Shown::at(zoom);
        let shown = match self.last {
            // Whoever comes back after a while finds what there is.
            Some((shown, last)) if !still && time - last < 1.0 => shown.nearer(wanted, step(time - last)),
            _ => wanted,
        };
        self.last = Some((shown, time));
        (shown, shown != wanted)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_come_and_go_over_a_moment() {
        let mut fade = Fade::default();
        assert_eq!(fade.follow(1.0, 0.0, false), (Shown::ALL, false), "what is there first is there at once");
        let (shown, moving) = fade.follow(0.3, 0.05, false);
        assert!(moving && shown.words > 0.5 && shown.words < 1.0 && shown.icons == 1.0, "{shown:?}");
        let mut time = 0.05;
        while fade.follow(0.3, time, false).1 {
            time += 1.0 / 60.0;
        }
        assert!(time < 0.3);
        assert_eq!(fade.follow(0.3, time, false).0, Shown { words: 0.0, counts: 0.0, icons: 1.0 });
        assert_eq!(fade.follow(1.0, time, true), (Shown::ALL, false), "nothing moves where nothing shall");
    }
}
