//! Colours, spacing and sizes for both themes.

#![expect(clippy::disallowed_methods, reason = "here colours are made")]

use std::sync::LazyLock;

use egui::Color32;

use crate::app::view::Theme;
use crate::document::Tint;
use crate::nodes::Category;

/// The base unit of spacing, in points.
pub const UNIT: f32 = 4.0;
/// The height of a row of controls, tables and lists.
pub const ROW: f32 = 24.0;
/// Corner radius of controls and nodes.
pub const RADIUS: u8 = 4;

/// The colours of one theme. Every combination of text and background in use has a contrast of at least 4.5 : 1; every edge, wire
/// and mark at least 3 : 1.
#[derive(Clone, Copy, Debug)]
pub struct Palette {
    pub dark: bool,
    /// Background of the canvas and the table.
    pub background: Color32,
    /// Panels.
    pub panel: Color32,
    /// Background of nodes, cards, fields and headers.
    pub surface: Color32,
    /// Background under the pointer.
    pub hover: Color32,
    /// Hairlines between panels and cells and around nodes.
    pub line: Color32,
    /// The dots of the canvas grid.
    pub dot: Color32,
    pub text: Color32,
    /// Labels, units, types, row numbers.
    pub weak: Color32,
    /// Placeholders such as null and empty, on the background and on surfaces.
    pub faint: Color32,
    /// The accent colour: selection, focus, primary buttons, live wires.
    pub accent: Color32,
    /// Text on the accent colour.
    pub on_accent: Color32,
    /// Wires that are not highlighted.
    pub wire: Color32,
    pub error: Color32,
    pub warning: Color32,
    pub success: Color32,
}

pub const DARK: Palette = Palette {
    dark: true,
    background: Color32::from_rgb(0x15, 0x17, 0x1b),
    panel: Color32::from_rgb(0x1b, 0x1e, 0x23),
    surface: Color32::from_rgb(0x24, 0x28, 0x2f),
    hover: Color32::from_rgb(0x2d, 0x32, 0x3b),
    line: Color32::from_rgb(0x33, 0x38, 0x42),
    dot: Color32::from_rgb(0x26, 0x2a, 0x31),
    text: Color32::from_rgb(0xe4, 0xe7, 0xec),
    weak: Color32::from_rgb(0x9a, 0xa3, 0xb0),
    faint: Color32::from_rgb(0x8a, 0x92, 0x9f),
    accent: Color32::from_rgb(0x4c, 0xa6, 0xff),
    on_accent: Color32::from_rgb(0x06, 0x14, 0x24),
    wire: Color32::from_rgb(0x6b, 0x75, 0x85),
    error: Color32::from_rgb(0xff, 0x7b, 0x72),
    warning: Color32::from_rgb(0xe3, 0xb3, 0x41),
    success: Color32::from_rgb(0x5f, 0xc8, 0x8f),
};

pub const LIGHT: Palette = Palette {
    dark: false,
    background: Color32::from_rgb(0xf7, 0xf8, 0xfa),
    panel: Color32::from_rgb(0xff, 0xff, 0xff),
    surface: Color32::from_rgb(0xff, 0xff, 0xff),
    hover: Color32::from_rgb(0xec, 0xef, 0xf4),
    line: Color32::from_rgb(0xd8, 0xdd, 0xe5),
    dot: Color32::from_rgb(0xde, 0xe2, 0xe9),
    text: Color32::from_rgb(0x1c, 0x21, 0x29),
    weak: Color32::from_rgb(0x5c, 0x66, 0x75),
    faint: Color32::from_rgb(0x67, 0x71, 0x80),
    accent: Color32::from_rgb(0x0b, 0x63, 0xce),
    on_accent: Color32::from_rgb(0xff, 0xff, 0xff),
    wire: Color32::from_rgb(0x80, 0x8b, 0x9c),
    error: Color32::from_rgb(0xc0, 0x2b, 0x2b),
    warning: Color32::from_rgb(0x8a, 0x5a, 0x00),
    success: Color32::from_rgb(0x1a, 0x7a, 0x46),
};

/// The colours of a theme.
pub fn palette(theme: Theme) -> &'static Palette {
    match theme {
        Theme::Dark => &DARK,
        Theme::Light => &LIGHT,
    }
}

/// The palette for inactive nodes: text is less prominent but still legible.
pub fn inactive(palette: &Palette) -> &'static Palette {
    static BOTH: LazyLock<[Palette; 2]> = LazyLock::new(|| [DARK.outdated(1.0), LIGHT.outdated(1.0)]);
    &BOTH[usize::from(!palette.dark)]
}

/// The palette that [`inactive`] was derived from.
pub fn active(palette: &Palette) -> &'static Palette {
    if palette.dark { &DARK } else { &LIGHT }
}

impl Palette {
    /// The colour of a category: stripe and icon of its nodes.
    pub fn category(&self, category: Option<Category>) -> Color32 {
        let (dark, light) = match category {
            Some(Category::Sources) => (0x5fc88f, 0x1a7a46),
            Some(Category::Rows) => (0x5db3f5, 0x1467b3),
            Some(Category::Columns) => (0xb79bf5, 0x6b3fc0),
            Some(Category::Combine) => (0xf0a35e, 0xa85408),
            Some(Category::Shape) => (0xec8fb5, 0xb02a6b),
            Some(Category::Sinks) => (0xe8c35a, 0x806000),
            None => (0x9aa3b0, 0x5c6675),
        };
        opaque(if self.dark { dark } else { light })
    }

    /// The background of selected rows, cells and text: the accent, faint enough for legible text.
    pub fn selected(&self) -> Color32 {
        mix(self.panel, self.accent, if self.dark { 0.2 } else { 0.11 })
    }

    /// The background of a line or icon in this colour.
    pub fn tint(&self, color: Color32) -> Color32 {
        mix(self.panel, color, 0.1)
    }

    /// The colour of a tint that the user chose for a node, frame or note.
    pub fn hue(&self, tint: Tint) -> Color32 {
        let (dark, light) = match tint {
            Tint::Grey => (0x9aa3b0, 0x5c6675),
            Tint::Red => (0xff7b72, 0xc02b2b),
            Tint::Orange => (0xf0a35e, 0xa85408),
            Tint::Yellow => (0xe8c35a, 0x806000),
            Tint::Green => (0x5fc88f, 0x1a7a46),
            Tint::Teal => (0x4cc3c3, 0x0b7070),
            Tint::Blue => (0x5db3f5, 0x1467b3),
            Tint::Purple => (0xb79bf5, 0x6b3fc0),
            Tint::Pink => (0xec8fb5, 0xb02a6b),
        };
        opaque(if self.dark { dark } else { light })
    }

    /// The title bar of a frame, with text on it.
    pub fn bar(&self, tint: Tint) -> Color32 {
        mix(self.background, self.hue(tint), if self.dark { 0.3 } else { 0.22 })
    }

    /// The background of a note, with text and links on it.
    pub fn note_background(&self, tint: Tint) -> Color32 {
        mix(self.surface, self.hue(tint), 0.08)
    }

    /// The background of a tinted card, with text on it.
    pub fn card(&self, tint: Tint) -> Color32 {
        mix(self.surface, self.hue(tint), 0.08)
    }

    /// The palette for outdated values, `t` from 0 (current) to 1 (fully faded): less prominent but still legible.
    pub fn outdated(&self, t: f32) -> Palette {
        Palette { text: mix(self.text, self.weak, t), accent: mix(self.accent, self.panel, 0.55 * t), ..*self }
    }

    /// Outlines of fields and buttons, clearly visible.
    pub fn edge(&self) -> Color32 {
        mix(self.line, self.weak, if self.dark { 0.5 } else { 0.68 })
    }
}

/// The background of editable fields. Read-only elements never use it.
pub fn field(palette: &Palette) -> Color32 {
    if palette.dark { palette.background } else { palette.panel }
}

/// The colour 0xRRGGBB.
pub const fn opaque(rgb: u32) -> Color32 {
    Color32::from_rgb((rgb >> 16) as u8, (rgb >> 8) as u8, rgb as u8)
}

/// Black with the given alpha, to darken what is below.
pub fn shade(alpha: u8) -> Color32 {
    Color32::from_black_alpha(alpha)
}

/// Mixes `a` and `b`; `t` is the share of `b`, 0 to 1.
pub fn mix(a: Color32, b: Color32, t: f32) -> Color32 {
    let channel = |a: u8, b: u8| (f32::from(a) + (f32::from(b) - f32::from(a)) * t).round() as u8;
    Color32::from_rgb(channel(a.r(), b.r()), channel(a.g(), b.g()), channel(a.b(), b.b()))
}

/// The palette of the style of `ui`.
pub fn current(ui: &egui::Ui) -> &'static Palette {
    if ui.visuals().dark_mode { &DARK } else { &LIGHT }
}

#[cfg(test)]
fn luminance(c: Color32) -> f32 {
    let linear = |v: u8| {
        let v = f32::from(v) / 255.0;
        if v <= 0.04045 { v / 12.92 } else { ((v + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * linear(c.r()) + 0.7152 * linear(c.g()) + 0.0722 * linear(c.b())
}

/// The contrast ratio of two colours as defined by WCAG.
#[cfg(test)]
pub fn contrast(a: Color32, b: Color32) -> f32 {
    let a = luminance(a);
    let b = luminance(b);
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Combinations in use: a name, the colour, the backgrounds, and the required contrast.
    fn pairs(p: &Palette) -> Vec<(String, Color32, Vec<Color32>, f32)> {
        const TEXT: f32 = 4.5;
        const GRAPHIC: f32 = 3.0;
        let all = vec![p.background, p.panel, p.surface, p.hover, p.selected()];
        let signals = [("accent", p.accent), ("error", p.error), ("warning", p.warning), ("good", p.success)];
        let mut pairs = vec![
            ("text".to_owned(), p.text, all.clone(), TEXT),
            ("weak".to_owned(), p.weak, all.clone(), TEXT),
            ("faint".to_owned(), p.faint, vec![p.background, p.panel, p.surface], TEXT),
            (
                "out of date".to_owned(),
                p.outdated(1.0).text,
                vec![p.background, p.panel, p.outdated(1.0).selected()],
                TEXT,
            ),
            ("on the accent".to_owned(), p.on_accent, vec![p.accent], TEXT),
            // The text of the button that cancels a run.
            ("on the error".to_owned(), p.background, vec![p.error], TEXT),
            ("wire".to_owned(), p.wire, vec![p.background], GRAPHIC),
            ("edge".to_owned(), p.edge(), vec![p.background, p.panel], GRAPHIC),
        ];
        for (name, color) in signals {
            pairs.push((name.to_owned(), color, all.clone(), TEXT));
            pairs.push((format!("{name} on its tint"), color, vec![p.tint(color)], TEXT));
            pairs.push((format!("text on {name}'s tint"), p.text, vec![p.tint(color)], TEXT));
        }
        for category in Category::ALL.map(Some).into_iter().chain([None]) {
            let color = p.category(category);
            pairs.push((format!("{category:?}"), color, all.clone(), TEXT));
            pairs.push((format!("{category:?} on its tint"), color, vec![p.tint(color)], TEXT));
        }
        for tint in Tint::ALL {
            let hue = p.hue(tint);
            let own = format!("{tint:?}");
            pairs.push((format!("{own} as a comment"), hue, vec![p.background, p.panel, p.surface], TEXT));
            for (name, color) in [("text", p.text), ("weak", p.weak)] {
                pairs.push((
                    format!("{name} on a node or note in {own}"),
                    color,
                    vec![p.card(tint), p.note_background(tint)],
                    TEXT,
                ));
            }
            pairs.push((format!("a link on a note in {own}"), p.accent, vec![p.note_background(tint)], TEXT));
            pairs.push((format!("a title on {own}"), p.text, vec![p.bar(tint)], TEXT));
        }
        pairs
    }

    #[test]
    fn everything_can_be_told_from_its_ground() {
        let mut wrong = Vec::new();
        for palette in [&DARK, &LIGHT] {
            for (name, color, grounds, least) in pairs(palette) {
                for ground in grounds {
                    let found = contrast(color, ground);
                    if found < least {
                        wrong.push(format!("dark {}: {name} on {ground:?} has {found:.2}, not {least}", palette.dark));
                    }
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn contrast_is_that_of_the_standard() {
        assert!((contrast(Color32::BLACK, Color32::WHITE) - 21.0).abs() < 0.01);
        let grey = Color32::from_rgb(0x77, 0x77, 0x77);
        assert!((contrast(grey, Color32::WHITE) - 4.48).abs() < 0.01);
    }
}
