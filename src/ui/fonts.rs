//! Fonts: Inter with tabular digits for the interface, Hack for formulas, Phosphor for icons. System fonts for other scripts are
//! loaded when their text is first shown.
//!
//! Finding and reading a system font takes about 30 ms and 20 MB, so it happens only when needed.

use std::collections::HashSet;
use std::sync::Arc;

use egui::{Context, FontData, FontDefinitions, FontFamily, FontId, FontTweak, FullOutput, Shape};

use super::font_scripts::{Script, baseline_shift, is_pan_cjk};
use crate::base::Language;

/// The names of egui's emoji fonts.
const EMOJI: [&str; 2] = ["NotoEmoji-Regular", "emoji-icon-font"];

/// The name of the semi-bold font family.
const STRONG: &str = "strong";

/// Installs the fonts and the fallback for other scripts. Call once per window.
pub fn install(ctx: &Context) {
    ctx.set_fonts(definitions(&[]));
    ctx.add_plugin(FontFallback::default());
}

/// Loads the font of a language before its text is first drawn.
pub fn prepare(ctx: &Context, language: Language) {
    if language == Language::SimplifiedChinese {
        ctx.with_plugin(|look_out: &mut FontFallback| {
            if look_out.searched.insert(Script::Han) {
                look_out.add(ctx, Script::Han);
            }
        });
    }
}

/// Whether Chinese text was shown and no system font has it. For Chinese data this is reported once; for a Chinese interface it
/// is reported on every call.
pub fn chinese_is_missing(ctx: &Context) -> bool {
    let is_news = |look_out: &mut FontFallback| match look_out.chinese {
        ChineseFont::Missing { is_reported } => {
            look_out.chinese = ChineseFont::Missing { is_reported: true };
            !is_reported || Language::current() == Language::SimplifiedChinese
        }
        ChineseFont::NotNeeded => false,
    };
    ctx.with_plugin(is_news).unwrap_or(false)
}

/// For tests, which must not depend on installed fonts: missing glyphs are drawn as boxes.
pub fn without_system_fonts(ctx: &Context) {
    ctx.with_plugin(|look_out: &mut FontFallback| {
        look_out.searched.extend([Script::Han, Script::Kana, Script::Hangul])
    });
}

/// The semi-bold font for headings and names. Returns the regular font until [`install`] has taken effect.
pub fn strong(ctx: &Context, size: f32) -> FontId {
    let family = FontFamily::Name(STRONG.into());
    let searched = ctx.fonts(|fonts| fonts.definitions().families.contains_key(&family));
    FontId::new(size, if searched { family } else { FontFamily::Proportional })
}

/// The embedded fonts followed by the system fonts in `found`. System fonts come before the emoji fonts, whose punctuation does
/// not match any script.
fn definitions(found: &[(String, Arc<FontData>)]) -> FontDefinitions {
    let mut fonts = FontDefinitions::default();
    let regular = FontData::from_static(include_bytes!("../../assets/fonts/Inter-Regular.ttf"));
    let semi_bold = FontData::from_static(include_bytes!("../../assets/fonts/Inter-SemiBold.ttf"));
    fonts.font_data.insert("inter".into(), Arc::new(regular));
    fonts.font_data.insert("inter-semi-bold".into(), Arc::new(semi_bold));
    if let Some(proportional) = fonts.families.get_mut(&FontFamily::Proportional) {
        proportional.insert(0, "inter".into());
    }
    egui_phosphor::add_to_fonts(&mut fonts, egui_phosphor::Variant::Regular);
    let mut strong = fonts.families.get(&FontFamily::Proportional).cloned().unwrap_or_default();
    strong.insert(0, "inter-semi-bold".into());
    fonts.families.insert(FontFamily::Name(STRONG.into()), strong);
    if let Some(monospace) = fonts.families.get_mut(&FontFamily::Monospace) {
        // Hack lacks the icons and some letters that Inter has.
        monospace.extend(["phosphor".to_owned(), "inter".to_owned()]);
    }
    for (name, data) in found {
        fonts.font_data.insert(name.clone(), data.clone());
        for family in fonts.families.values_mut() {
            let emoji = family.iter().position(|searched| EMOJI.contains(&searched.as_str()));
            family.insert(emoji.unwrap_or(family.len()), name.clone());
        }
    }
    fonts
}

/// Scans the drawn text and adds a system font for each script when it first appears.
#[derive(Default)]
struct FontFallback {
    /// Scripts that have been searched for, found or not.
    searched: HashSet<Script>,
    fonts: Option<fontdb::Database>,
    /// The fonts that were added.
    found: Vec<(String, Arc<FontData>)>,
    chinese: ChineseFont,
}

/// Whether a font for Chinese was needed and missing.
#[derive(Clone, Copy, Default)]
enum ChineseFont {
    #[default]
    NotNeeded,
    Missing {
        is_reported: bool,
    },
}

impl egui::Plugin for FontFallback {
    fn debug_name(&self) -> &'static str {
        "fonts of the system"
    }

    fn output_hook(&mut self, ctx: &Context, output: &mut FullOutput) {
        let mut missing = Vec::new();
        for clipped in &output.shapes {
            self.collect_missing(&clipped.shape, &mut missing);
        }
        for script in missing {
            self.add(ctx, script);
        }
    }
}

impl FontFallback {
    fn collect_missing(&mut self, shape: &Shape, missing: &mut Vec<Script>) {
        match shape {
            Shape::Vec(shapes) => shapes.iter().for_each(|shape| self.collect_missing(shape, missing)),
            Shape::Text(text) if !text.galley.job.text.is_ascii() => {
                for script in text.galley.job.text.chars().filter_map(Script::of) {
                    if self.searched.insert(script) {
                        missing.push(script);
                    }
                }
            }
            _ => {}
        }
    }

    fn add(&mut self, ctx: &Context, script: Script) {
        let fonts = self.fonts.get_or_insert_with(|| {
            let mut fonts = fontdb::Database::new();
            fonts.load_system_fonts();
            fonts
        });
        let Some((family, id)) = script.families().iter().find_map(|family| {
            let families = &[fontdb::Family::Name(family)];
            Some((*family, fonts.query(&fontdb::Query { families, ..Default::default() })?))
        }) else {
            if script == Script::Han {
                self.chinese = ChineseFont::Missing { is_reported: false };
            }
            return;
        };
        let Some((bytes, index)) = fonts.with_face_data(id, |data, index| (data.to_vec(), index)) else { return };
        if is_pan_cjk(family) {
            self.searched.extend([Script::Han, Script::Kana, Script::Hangul]);
        }
        // Leaked because it is needed until the program ends; egui would keep a second copy of owned bytes.
        let tweak = FontTweak { y_offset_factor: baseline_shift(family), ..FontTweak::default() };
        let data = FontData { index, tweak, ..FontData::from_static(Vec::leak(bytes)) };
        self.found.push((family.to_owned(), Arc::new(data)));
        ctx.set_fonts(definitions(&self.found));
        ctx.request_repaint();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_found_goes_before_the_emoji() {
        let found = ("Found".to_owned(), Arc::new(FontData::from_static(&[])));
        for (family, names) in definitions(&[found]).families {
            let place = |name: &str| names.iter().position(|searched| searched == name);
            assert!(place("Found").is_some() && place("Found") < place(EMOJI[0]), "{family}: {names:?}");
            assert!(place("inter") < place("Found") || family == FontFamily::Monospace, "{family}: {names:?}");
        }
    }

    #[test]
    fn a_missing_font_is_told_once() {
        let ctx = Context::default();
        ctx.add_plugin(FontFallback { fonts: Some(fontdb::Database::new()), ..FontFallback::default() });
        ctx.run_ui(Default::default(), |ui| drop(ui.label("Größe"))).drop_without_applying_deltas();
        assert!(!chinese_is_missing(&ctx), "nothing Chinese was shown");
        ctx.run_ui(Default::default(), |ui| drop(ui.label("航班"))).drop_without_applying_deltas();
        assert!(chinese_is_missing(&ctx));
        assert!(!chinese_is_missing(&ctx), "told twice");
        Language::SimplifiedChinese.make_current();
        assert!(chinese_is_missing(&ctx), "the window cannot speak Chinese");
        Language::English.make_current();
    }

    #[test]
    fn digits_are_tabular_and_text_has_its_glyphs() {
        let ctx = Context::default();
        install(&ctx);
        ctx.run_ui(Default::default(), |_| {}).drop_without_applying_deltas();
        for font in [FontId::proportional(13.0), strong(&ctx, 13.0)] {
            ctx.fonts_mut(|fonts| {
                let zero = fonts.glyph_width(&font, '0');
                assert!("123456789".chars().all(|digit| (fonts.glyph_width(&font, digit) - zero).abs() < 1e-3));
                assert!(fonts.has_glyphs(&font, "aÿłЖΩ−×≥…→∅⏎·\u{2009}"));
                assert!(fonts.has_glyphs(&font, egui_phosphor::regular::HASH));
            });
        }
    }
}
