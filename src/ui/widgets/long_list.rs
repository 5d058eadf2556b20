//! A list of any length: only visible lines are drawn, and the keyboard reaches all of them.

use egui::{Rect, Response, ScrollArea, Ui, UiBuilder, vec2};

use crate::ui::theme::ROW;

/// Draws the visible lines, each with the height of a row, and scrolls to the line `reveal`. `line` draws a line and returns its
/// focusable response.
pub fn long_list(
    ui: &mut Ui,
    salt: &str,
    count: usize,
    into_sight: Option<usize>,
    line: impl FnMut(&mut Ui, usize) -> Response,
) {
    tall_list(ui, salt, count, ROW, into_sight, line);
}

/// Like [`long_list`], with lines of `height` points.
pub fn tall_list(
    ui: &mut Ui,
    salt: &str,
    count: usize,
    height: f32,
    into_sight: Option<usize>,
    mut line: impl FnMut(&mut Ui, usize) -> Response,
) {
    ScrollArea::vertical().id_salt(salt).auto_shrink(false).show_viewport(ui, |ui, seen| {
        ui.set_height(count as f32 * height);
        // One more line on both sides, so that Tab can focus it and the list scrolls.
        let first = ((seen.min.y / height) as usize).saturating_sub(1);
        let last = ((seen.max.y / height).ceil() as usize + 1).min(count);
        let corner = ui.max_rect().min;
        let width = ui.available_width();
        let place = |index: usize| Rect::from_min_size(corner + vec2(0.0, index as f32 * height), vec2(width, height));
        if let Some(index) = into_sight {
            ui.scroll_to_rect(place(index), None);
        }
        for index in first..last {
            let rect = place(index);
            // An id by line number, independent of what is visible.
            let own = UiBuilder::new().id(ui.id().with(index));
            let mut place = ui.new_child(own.max_rect(rect));
            if line(&mut place, index).gained_focus() {
                place.scroll_to_rect(rect, None);
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use egui::{Key, Sense, WidgetInfo, WidgetType};
    use egui_kittest::Harness;
    use egui_kittest::kittest::{NodeT, Queryable};

    use super::*;

    #[test]
    fn the_keyboard_goes_through_all_of_it_and_the_rest_is_not_drawn() {
        let mut harness = Harness::builder().with_size([200.0, 10.0 * ROW]).build_ui(|ui| {
            long_list(ui, "list", 1_000, None, |ui, index| {
                let (_, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
                response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, format!("line {index}")));
                response
            });
        });
        harness.run();
        assert!(harness.query_by_label("line 8").is_some() && harness.query_by_label("line 20").is_none());
        for _ in 0..=60 {
            harness.key_press(Key::Tab);
            harness.run();
        }
        assert!(harness.get_by_label("line 60").accesskit_node().is_focused());
        assert!(harness.query_by_label("line 8").is_none());
    }
}
