//! The level of detail: less is drawn when zoomed out, which keeps frames fast and cards legible.

use super::visibility::{COUNTS, WORDS};

/// The level of detail of a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Detail {
    /// Coloured rectangles.
    Plain,
    /// Rectangles with icons.
    Names,
    /// Cards with interactive ports.
    Compact,
    /// Everything.
    Full,
}

impl Detail {
    /// Whether ports are drawn and interactive.
    pub fn has_ports(self) -> bool {
        self >= Detail::Compact
    }

    pub fn at(zoom: f32) -> Detail {
        if zoom < 0.2 {
            Detail::Plain
        } else if zoom < COUNTS {
            Detail::Names
        } else if zoom < WORDS {
            Detail::Compact
        } else {
            Detail::Full
        }
    }
}

/// The number of points of a wire's curve, for its length on the screen.
pub fn wire_points(detail: Detail, length: f32) -> usize {
    match detail {
        Detail::Plain | Detail::Names => ((length / 10.0) as usize).clamp(5, 14),
        Detail::Compact => ((length / 14.0) as usize).clamp(6, 24),
        Detail::Full => ((length / 12.0) as usize).clamp(8, 40),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn detail_grows_with_the_zoom() {
        let levels = [0.05, 0.19, 0.25, 0.39, 0.5, 1.0, 4.0].map(Detail::at);
        assert!(levels.is_sorted());
        assert_eq!((levels[0], levels[3], levels[6]), (Detail::Plain, Detail::Compact, Detail::Full));
    }
}
