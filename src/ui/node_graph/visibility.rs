//! Which parts of a card are visible. Parts fade in and out, while positions and sizes follow the zoom.

/// The opacity of each part, 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Visibility {
    /// All text of the card. Without it, the name stands below.
    pub words: f32,
    /// The counts that replace the text, beside the icon.
    pub counts: f32,
    /// The summary above the counts.
    pub summary: f32,
    pub icons: f32,
    /// The title bars of frames. Without them, the title stands above.
    pub bars: f32,
}

/// The zoom from which a card has room for its text, counts and icon.
pub const WORDS: f32 = 0.64;
pub const COUNTS: f32 = 0.38;
const SUMMARY: f32 = 0.44;
const ICONS: f32 = 0.26;
const BARS: f32 = 0.2;

/// The duration of fading, in seconds.
const MOMENT: f64 = 0.14;

impl Visibility {
    pub const ALL: Visibility = Visibility { words: 1.0, counts: 0.0, summary: 0.0, icons: 1.0, bars: 1.0 };

    fn at(zoom: f32) -> Visibility {
        let when = |seen: bool| if seen { 1.0 } else { 0.0 };
        Visibility {
            words: when(zoom >= WORDS),
            counts: when((COUNTS..WORDS).contains(&zoom)),
            summary: when((SUMMARY..WORDS).contains(&zoom)),
            icons: when(zoom >= ICONS),
            bars: when(zoom >= BARS),
        }
    }

    /// The opacity of contents that need a large card: small tables and the text of notes.
    pub fn inside(self) -> f32 {
        (self.words + self.counts).min(1.0)
    }

    fn approach(self, to: Visibility, step: f32) -> Visibility {
        Visibility {
            words: approach(self.words, to.words, step),
            counts: approach(self.counts, to.counts, step),
            summary: approach(self.summary, to.summary, step),
            icons: approach(self.icons, to.icons, step),
            bars: approach(self.bars, to.bars, step),
        }
    }
}

/// Moves `from` towards `to` by at most `step`.
pub fn approach(from: f32, to: f32, step: f32) -> f32 {
    from + (to - from).clamp(-step, step)
}

/// The progress of fading in this time (seconds).
pub fn step(seconds: f64) -> f32 {
    (seconds / MOMENT).clamp(0.0, 1.0) as f32
}

/// The visibility from frame to frame.
#[derive(Debug, Default)]
pub struct VisibilityFade {
    last: Option<(Visibility, f64)>,
}

impl VisibilityFade {
    /// The visibility at this time (seconds), and whether it is still changing. Without animations there are no intermediate
    /// values.
    pub fn follow(&mut self, zoom: f32, time: f64, still: bool) -> (Visibility, bool) {
        let wanted = Visibility::at(zoom);
        let shown = match self.last {
            // After a pause there is no fading.
            Some((shown, last)) if !still && time - last < 1.0 => shown.approach(wanted, step(time - last)),
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
        let mut fade = VisibilityFade::default();
        assert_eq!(fade.follow(1.0, 0.0, false), (Visibility::ALL, false), "what is there first is there at once");
        let (shown, moving) = fade.follow(0.3, 0.05, false);
        assert!(moving && shown.words > 0.5 && shown.words < 1.0 && shown.icons == 1.0, "{shown:?}");
        let mut time = 0.05;
        while fade.follow(0.3, time, false).1 {
            time += 1.0 / 60.0;
        }
        assert!(time < 0.3);
        assert_eq!(
            fade.follow(0.3, time, false).0,
            Visibility { words: 0.0, counts: 0.0, summary: 0.0, icons: 1.0, bars: 1.0 }
        );
        assert_eq!(fade.follow(1.0, time, true), (Visibility::ALL, false), "nothing moves where nothing shall");
    }
}
