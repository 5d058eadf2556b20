//! One node's card seen from some way off: icon, name and counts larger than to scale, so that they are still read.

use egui::{Align2, Color32, Rect, vec2};
use egui_phosphor::regular as icon;

use crate::app::NodeState;

use super::brush::Brush;
use super::layout;
use super::look::Look;
use super::mini_table;
use super::paint_activity;
use super::paint_node::{self, Attention};
use super::scene::Scene;

/// Text is no smaller than this on the screen, in points.
const NAME: f32 = 11.0;
const COUNTS: f32 = 9.5;

/// Paints the card of a node by index.
pub fn card(brush: &mut Brush, scene: &Scene, index: usize, look: &Look, attention: Attention) {
    let node = &scene.nodes[index];
    let card = scene.card(index);
    let zoom = brush.lens.zoom;
    paint_node::frame(brush, node, card, look, &attention);

    let rect = brush.lens.rect_to_screen(card);
    // An opened card keeps its words at the top, above the table.
    let closed = layout::table(&node.ports, card.width()).top().min(card.height()) * zoom;
    let head = Rect::from_min_size(rect.min, vec2(rect.width(), closed));
    let name_size = (13.5 * zoom).max(NAME);
    let counts_size = (11.0 * zoom).max(COUNTS);
    // In the heat map it is the measure that is compared.
    let measured = attention.measured.map(|words| (words.to_owned(), (|palette| palette.text) as Shade));
    let words = measured.or_else(|| second_line(look, node.is_sink));
    let gap = 3.0 * zoom;
    let block = name_size + counts_size + gap;
    let two_lines = words.is_some() && head.height() >= block + 6.0;
    let left = head.left() + 9.0 * zoom + 2.0;
    let icon_size = (18.0 * zoom).max(12.0);
    let middle = head.center().y;
    let usual = paint_activity::step_back(brush, scene, index, look);
    let palette = brush.palette;
    let color = paint_activity::icon_color(node, look, palette);
    brush.screen_text(egui::pos2(left, middle), Align2::LEFT_CENTER, node.icon, icon_size, icon_size * 1.5, color);
    let text_left = left + icon_size + 5.0;
    let width = head.right() - text_left - 4.0;
    let mark = marked(look, palette);
    let name_width = if mark.is_some() { width - 10.0 } else { width };
    let name_y = if two_lines { middle - (counts_size + gap) / 2.0 } else { middle };
    brush.strong(egui::pos2(text_left, name_y), Align2::LEFT_CENTER, &node.name, name_size, name_width, palette.text);
    if two_lines && let Some((words, color)) = words {
        let at = egui::pos2(text_left, name_y + (name_size + counts_size) / 2.0 + gap);
        brush.screen_text(at, Align2::LEFT_CENTER, &words, counts_size, width, color(palette));
    }
    if let Some(color) = mark {
        let at = egui::pos2(head.right() - 8.0, name_y);
        if look.state == NodeState::Failed {
            brush.screen_text(at, Align2::CENTER_CENTER, icon::WARNING_CIRCLE, 11.0, 14.0, color);
        } else {
            brush.disc(at, 2.5, color);
        }
    }
    if node.opened {
        mini_table::content(brush, node, card, look, attention.tab);
    }
    brush.palette = usual;
    paint_node::ports(brush, scene, index, &attention);
}

type Shade = fn(&crate::ui::theme::Palette) -> Color32;

/// The counts of the first output, or what is wrong.
fn second_line(look: &Look, is_sink: bool) -> Option<(String, Shade)> {
    if let Some(problem) = look.problem()
        && problem.is_error()
    {
        let shade: Shade = if look.state == NodeState::Failed { |p| p.error } else { |p| p.weak };
        return Some((problem.message.to_string(), shade));
    }
    let shade: Shade = if look.is_stale(0) { |p| p.faint } else { |p| p.weak };
    match look.counts(0) {
        Some(counts) => Some((counts, shade)),
        None if is_sink => Some((tr!("to-write").into(), shade)),
        None => None,
    }
}

/// The colour of the state mark; a fresh node needs none.
fn marked(look: &Look, palette: &crate::ui::theme::Palette) -> Option<Color32> {
    match look.state {
        NodeState::Fresh | NodeState::Waiting | NodeState::Disabled => None,
        NodeState::Computing => Some(palette.accent),
        NodeState::Incomplete => Some(palette.warning),
        NodeState::Failed => Some(palette.error),
    }
}
