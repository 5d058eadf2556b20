//! A cache of laid-out text. Text is laid out at its size on the screen, so it is crisp at every zoom.

use std::collections::HashMap;
use std::sync::Arc;

use egui::text::LayoutJob;
use egui::{Color32, Context, FontId, Galley};

use crate::ui::fonts;

/// Beyond this number, unused texts are discarded.
const CAPACITY: usize = 6000;

/// Replaces elided characters.
const DOTS: &str = "…";

/// The font weight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Weight {
    Regular,
    Strong,
}

struct Entry {
    galley: Arc<Galley>,
    used: u64,
}

/// Galleys by text, size and width. The colour is set when painting.
#[derive(Default)]
pub struct TextCache {
    entries: HashMap<u64, Entry>,
    frame: u64,
    /// Laid out in every frame. egui returns the same galley until it rebuilds its fonts (another scale, a full atlas, a new
    /// font); then all cached galleys are invalid.
    sample: Option<Arc<Galley>>,
}

impl TextCache {
    /// Call once per frame, before the first text.
    pub fn begin_frame(&mut self, ctx: &Context) {
        self.frame += 1;
        let job = LayoutJob::simple_singleline("·".to_owned(), FontId::proportional(11.0), Color32::PLACEHOLDER);
        let sample = ctx.fonts_mut(|fonts| fonts.layout_job(job));
        if !self.sample.as_ref().is_some_and(|old| Arc::ptr_eq(old, &sample)) {
            self.entries.clear();
        }
        self.sample = Some(sample);
        if self.entries.len() > CAPACITY {
            let newest = self.frame - 1;
            self.entries.retain(|_, entry| entry.used >= newest);
        }
    }

    /// One line of `text` at font size `size` in points (rounded to half points), elided at `width`.
    pub fn line(&mut self, ctx: &Context, text: &str, size: f32, width: f32, weight: Weight) -> Arc<Galley> {
        let size = (size * 2.0).round().max(2.0) / 2.0;
        let whole = self.get(ctx, text, size, f32::INFINITY, weight);
        if whole.size().x <= width {
            return whole;
        }
        // The width is rounded, so that a smooth zoom does not lay out every text in every frame.
        self.get(ctx, text, size, (width / 4.0).floor().max(1.0) * 4.0, weight)
    }

    /// Like [`TextCache::line`], elided in the middle: names, files and formulas differ at their ends.
    pub fn ends(&mut self, ctx: &Context, text: &str, size: f32, width: f32, weight: Weight) -> Arc<Galley> {
        let size = (size * 2.0).round().max(2.0) / 2.0;
        let whole = self.get(ctx, text, size, f32::INFINITY, weight);
        if whole.size().x <= width {
            return whole;
        }
        let width = (width / 4.0).floor().max(1.0) * 4.0;
        let key = egui::util::hash((text, size.to_bits(), width.to_bits(), weight, "ends"));
        if let Some(entry) = self.entries.get_mut(&key) {
            entry.used = self.frame;
            return entry.galley.clone();
        }
        let dots = self.get(ctx, DOTS, size, f32::INFINITY, weight).size().x;
        let advances: Vec<f32> =
            whole.rows.iter().flat_map(|row| &row.glyphs).map(|glyph| glyph.advance_width).collect();
        let (head, tail) = kept(&advances, width - dots);
        let galley = self.get(ctx, &joined(text, head, tail), size, f32::INFINITY, weight);
        self.entries.insert(key, Entry { galley: galley.clone(), used: self.frame });
        galley
    }

    fn get(&mut self, ctx: &Context, text: &str, size: f32, width: f32, weight: Weight) -> Arc<Galley> {
        let key = egui::util::hash((text, size.to_bits(), width.to_bits(), weight));
        let frame = self.frame;
        let entry = self.entries.entry(key).or_insert_with(|| {
            let font = match weight {
                Weight::Regular => FontId::proportional(size),
                Weight::Strong => fonts::strong(ctx, size),
            };
            let mut job = LayoutJob::simple_singleline(text.to_owned(), font, Color32::PLACEHOLDER);
            if width.is_finite() {
                job.wrap = egui::text::TextWrapping::truncate_at_width(width);
            }
            Entry { galley: ctx.fonts_mut(|fonts| fonts.layout_job(job)), used: frame }
        });
        entry.used = frame;
        entry.galley.clone()
    }
}

/// The numbers of characters that fit at the beginning and at the end, in half of `room` each. `advances` are character widths.
fn kept(advances: &[f32], room: f32) -> (usize, usize) {
    let count = |letters: &mut dyn Iterator<Item = &f32>, room: f32| {
        let mut left = room;
        let fits = letters.take_while(|width| {
            left -= **width;
            left >= 0.0
        });
        fits.count()
    };
    let tail = count(&mut advances.iter().rev(), room / 2.0);
    let taken: f32 = advances[advances.len() - tail..].iter().sum();
    let head = count(&mut advances[..advances.len() - tail].iter(), room - taken);
    (head, tail)
}

/// The first `head` and last `tail` characters of a text around an ellipsis, without blanks beside it.
fn joined(text: &str, head: usize, tail: usize) -> String {
    let letters = text.chars().count();
    let first: String = text.chars().take(head).collect();
    let last: String = text.chars().skip(letters.saturating_sub(tail)).collect();
    format!("{}{DOTS}{}", first.trim_end(), last.trim_start())
}

/// A text of at most `most` characters, elided in the middle.
pub fn ends(text: &str, most: usize) -> String {
    if text.chars().nth(most).is_none() { text.to_owned() } else { joined(text, most / 2, most / 2 - 1) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ends_of_what_is_long_are_kept() {
        assert_eq!(ends("orders.csv", 10), "orders.csv");
        assert_eq!(ends("orders of the year 2024.csv", 12), "orders…4.csv");
        assert_eq!(kept(&[5.0; 10], 31.0), (3, 3));
        assert_eq!(kept(&[5.0; 10], 3.0), (0, 0));
        let ctx = Context::default();
        let mut cache = TextCache::default();
        ctx.run_ui(Default::default(), |ui| {
            cache.begin_frame(ui.ctx());
            for width in [40.0, 60.0, 80.0, 100.0] {
                for text in [
                    "products with a long name.csv",
                    "round(margin * 0.81, 2) + tax(country)",
                    "按细分市场汇总的销售额",
                ] {
                    let galley = cache.ends(ui.ctx(), text, 11.0, width, Weight::Regular);
                    let shown = galley.text();
                    let (head, tail) = shown.split_once('…').expect(shown);
                    assert!(text.starts_with(head) && text.ends_with(tail) && !tail.is_empty(), "{shown}");
                    assert!(galley.size().x <= width, "{shown}: {} of {width}", galley.size().x);
                    assert!(Arc::ptr_eq(&galley, &cache.ends(ui.ctx(), text, 11.0, width + 1.0, Weight::Regular)));
                }
                let file = cache.ends(ui.ctx(), "products with a long name.csv", 11.0, width, Weight::Regular);
                assert!(width < 60.0 || file.text().ends_with(".csv"), "{}", file.text());
            }
        })
        .drop_without_applying_deltas();
    }

    #[test]
    fn equal_texts_share_a_galley_and_long_ones_are_elided() {
        let ctx = Context::default();
        let mut cache = TextCache::default();
        ctx.run_ui(Default::default(), |ui| {
            cache.begin_frame(ui.ctx());
            let first = cache.line(ui.ctx(), "a long name of a node", 13.1, 500.0, Weight::Regular);
            let again = cache.line(ui.ctx(), "a long name of a node", 12.9, 400.0, Weight::Regular);
            assert!(Arc::ptr_eq(&first, &again));
            let short = cache.line(ui.ctx(), "a long name of a node", 13.0, 50.0, Weight::Regular);
            assert!(short.elided && short.size().x <= 50.0);
        })
        .drop_without_applying_deltas();
    }
}
