//! Laid-out text kept between frames. Text is laid out at the size it has on the screen, so it is crisp at every zoom.

use std::collections::HashMap;
use std::sync::Arc;

use egui::text::LayoutJob;
use egui::{Color32, Context, FontId, Galley};

use crate::ui::fonts;

/// Unused texts go once there are more than this.
const CAPACITY: usize = 6000;

/// How heavy a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Weight {
    Regular,
    Strong,
}

struct Entry {
    galley: Arc<Galley>,
    used: u64,
}

/// Galleys by text, size and width. Their colour is given when they are painted.
#[derive(Default)]
pub struct TextCache {
    entries: HashMap<u64, Entry>,
    frame: u64,
    /// A text that egui keeps as long as its font atlas: another galley for it means that all others point to nothing.
    sentinel: Option<Arc<Galley>>,
}

impl TextCache {
    /// To be called once a frame, before the first text.
    pub fn begin_frame(&mut self, ctx: &Context) {
        self.frame += 1;
        let job = LayoutJob::simple_singleline("0".to_owned(), FontId::proportional(11.0), Color32::PLACEHOLDER);
        let sentinel = ctx.fonts_mut(|fonts| fonts.layout_job(job));
        if !self.sentinel.as_ref().is_some_and(|known| Arc::ptr_eq(known, &sentinel)) {
            self.entries.clear();
            self.sentinel = Some(sentinel);
        }
        if self.entries.len() > CAPACITY {
            let newest = self.frame - 1;
            self.entries.retain(|_, entry| entry.used >= newest);
        }
    }

    /// One line of `text`, `size` points high on the screen (in half points), ending in "…" where wider than `width`.
    pub fn line(&mut self, ctx: &Context, text: &str, size: f32, width: f32, weight: Weight) -> Arc<Galley> {
        let size = (size * 2.0).round().max(2.0) / 2.0;
        let whole = self.get(ctx, text, size, f32::INFINITY, weight);
        if whole.size().x <= width {
            return whole;
        }
        // In steps, so that a smooth zoom does not lay out every text in every frame.
        self.get(ctx, text, size, (width / 4.0).floor().max(1.0) * 4.0, weight)
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

#[cfg(test)]
mod tests {
    use super::*;

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

    #[test]
    fn a_new_font_atlas_lays_everything_out_again() {
        let ctx = Context::default();
        let mut cache = TextCache::default();
        let frame = |cache: &mut TextCache| {
            let mut galley = None;
            ctx.run_ui(Default::default(), |ui| {
                cache.begin_frame(ui.ctx());
                galley = Some(cache.line(ui.ctx(), "name", 13.0, 90.0, Weight::Regular));
            })
            .drop_without_applying_deltas();
            galley.expect("one frame was run")
        };
        let first = frame(&mut cache);
        assert!(Arc::ptr_eq(&first, &frame(&mut cache)));
        ctx.set_fonts(egui::FontDefinitions::default());
        assert!(!Arc::ptr_eq(&first, &frame(&mut cache)));
    }
}
