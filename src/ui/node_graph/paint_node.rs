//! One node's card: stripe, icon, name, what it does, state, ports with their counts. Seen from some way off its words are larger than to
//! scale, and fewer.

use egui::{Align2, Color32, CornerRadius, Rect, Stroke, pos2, vec2};
use egui_phosphor::regular as icon;

use crate::app::{NodeRunState, NodeState};

use super::brush::{Brush, mix};
use super::connect::{Aim, Loose};
use super::head::{self, Head};
use super::heat;
use super::layout::{self, Side};
use super::look::Look;
use super::scene::{Port, Scene, SceneNode, specs};
use super::shown::Shown;
use super::{mini_table, paint_activity, paint_lines, paint_marks};
use crate::ui::theme::Palette;

/// What a card shows beyond its node: where the pointer is and what it does.
#[derive(Clone, Copy, Default)]
pub struct Attention<'a> {
    pub hovered: bool,
    pub port: Option<Port>,
    /// In the box that is being drawn.
    pub boxed: bool,
    pub loose: Option<(&'a Loose, &'a Aim)>,
    /// The output whose table an opened node shows.
    pub tab: usize,
    /// The colour of the heat map.
    pub heat: Option<Color32>,
    /// What that colour tells.
    pub measured: Option<&'a str>,
    /// How the node stands in the run that goes on.
    pub run: Option<NodeRunState>,
    /// Rows that a sink has written in the last run.
    pub written: Option<u64>,
}

/// Paints the card of a node by index.
pub fn card(brush: &mut Brush, scene: &Scene, index: usize, look: &Look, attention: Attention) {
    let node = &scene.nodes[index];
    let card = scene.card(index);
    let Shown { words, counts, .. } = brush.shown;
    if words > 0.0 {
        paint_lines::problem(brush, card, look);
    }
    frame(brush, node, card, look, &attention);

    let usual = paint_activity::step_back(brush, scene, index, look);
    let head = Head::of(brush.lens.rect_to_screen(card), layout::closed_height(&node.ports), brush.lens.zoom);
    icon(brush, node, look, &head);
    if words > 0.0 {
        header(brush, node, &head);
        buttons(brush, node, card, &attention);
        paint_lines::lines(brush, node, card, look, &attention);
    }
    if counts > 0.0 {
        let from = brush.shapes.len();
        face(brush, node, look, &attention, &head);
        paint_activity::keep_clear(brush, node, look, &attention, from);
    }
    match attention.run {
        Some(mark) => paint_marks::run(brush, head.mark, mark),
        None if words > 0.5 || has_mark(look, &attention) => paint_marks::state(brush, head.mark, look),
        None => {}
    }
    if node.opened {
        if words > 0.0 {
            mini_table::switch(brush, node, card, attention.tab);
        }
        mini_table::content(brush, node, card, look, attention.tab);
        veil_table(brush, node, card);
    }
    brush.palette = usual;
    ports(brush, scene, index, &attention);
}

/// The small table comes and goes with what else is on the card.
fn veil_table(brush: &mut Brush, node: &SceneNode, card: Rect) {
    let share = 1.0 - brush.shown.inside();
    if share > 0.0 {
        let area = layout::table(&node.ports, card.width()).translate(card.min.to_vec2());
        let rect = brush.lens.rect_to_screen(area.expand(2.0).intersect(card.shrink(2.0)));
        brush.rect(rect, 0, brush.palette.raised.gamma_multiply(share), Stroke::NONE);
    }
}

/// The kind's sign, which stays longest.
pub fn icon(brush: &mut Brush, node: &SceneNode, look: &Look, head: &Head) {
    let color = paint_activity::icon_color(node, look, brush.palette).gamma_multiply(brush.shown.icons);
    brush.screen_text(head.icon, Align2::CENTER_CENTER, node.icon, head.icon_size, 2.0 * head.icon_size, color);
}

/// The name, and what the node does.
fn header(brush: &mut Brush, node: &SceneNode, head: &Head) {
    let (palette, words) = (brush.palette, brush.shown.words);
    let (small, width) = (head::small(brush.lens.zoom), head.end - head.left);
    let (name, summary) = (pos2(head.left, head.name), pos2(head.left, head.summary));
    let color = palette.text.gamma_multiply(words);
    brush.strong_ends(name, Align2::LEFT_CENTER, &node.name, head.name_size, width, color);
    let width = if node.opened { width - 18.0 * brush.lens.zoom } else { width };
    brush.ends(summary, Align2::LEFT_CENTER, node.does(), small, width, palette.weak.gamma_multiply(words));
}

/// Opens and closes the small table, and chooses what it shows.
fn buttons(brush: &mut Brush, node: &SceneNode, card: Rect, attention: &Attention) {
    let color = if attention.hovered { brush.palette.text } else { brush.palette.weak };
    let color = color.gamma_multiply(brush.shown.words);
    let caret = if node.opened { icon::CARET_UP } else { icon::CARET_DOWN };
    let at = card.min + layout::opener(card.width()).center().to_vec2();
    brush.text(at, Align2::CENTER_CENTER, caret, 11.0, 16.0, color);
    if node.opened {
        let sign = if node.mark.sketch { icon::TABLE } else { icon::CHART_BAR };
        let at = card.min + layout::sketcher(card.width()).center().to_vec2();
        brush.text(at, Align2::CENTER_CENTER, sign, 13.0, 16.0, color);
    }
}

/// From afar what is well needs no mark.
fn has_mark(look: &Look, attention: &Attention) -> bool {
    let wants = matches!(look.state, NodeState::Failed | NodeState::Computing | NodeState::Incomplete);
    wants || attention.run.is_some()
}

/// From afar: what the node does and the counts of its first output, in the heat map what is compared there.
fn face(brush: &mut Brush, node: &SceneNode, look: &Look, attention: &Attention, head: &Head) {
    let palette = brush.palette;
    let Shown { counts: alpha, summary, .. } = brush.shown;
    let size = head::small(brush.lens.zoom);
    let counts = match (attention.measured, look.counts(0)) {
        (Some(measured), _) => Some(measured.to_owned()),
        (None, Some(counts)) => Some(counts),
        (None, None) => node.is_sink.then(|| tr!("to-write").to_owned()),
    };
    // Each line makes room for the other as that comes.
    let apart = size * 0.6;
    if summary > 0.0 {
        let up = if counts.is_some() { apart } else { 0.0 };
        let at = pos2(head.left, head.icon.y - up);
        let width = if has_mark(look, attention) { head.end } else { head.right } - head.left;
        brush.ends(at, Align2::LEFT_CENTER, node.does(), size, width, palette.weak.gamma_multiply(summary));
    }
    if let Some(counts) = counts.as_deref().map(|counts| in_room(brush, counts, size, head.right - head.left)) {
        let color = if look.is_stale(0) { palette.faint } else { palette.text };
        let at = pos2(head.left, head.icon.y + apart * summary);
        let width = head.right - head.left;
        brush.screen_text(at, Align2::LEFT_CENTER, counts, size, width, color.gamma_multiply(alpha));
    }
}

/// All of it, the rows alone or nothing: a number that is cut short would be another number.
fn in_room<'a>(brush: &mut Brush, counts: &'a str, size: f32, room: f32) -> &'a str {
    let rows = counts.split(" × ").next().unwrap_or_default();
    [counts, rows].into_iter().find(|words| brush.width(words, size) <= room).unwrap_or_default()
}

/// The colour of a card, before a veil over it.
pub fn ground(node: &SceneNode, palette: &Palette, attention: &Attention) -> Color32 {
    let ground = node.mark.color.map_or(palette.raised, |color| palette.card(color));
    match attention.heat {
        Some(heat) => heat::tint(palette, heat),
        None if attention.hovered => mix(ground, palette.hover, 0.6),
        None => ground,
    }
}

/// The card itself, with its category's stripe.
pub fn frame(brush: &mut Brush, node: &SceneNode, card: Rect, look: &Look, attention: &Attention) {
    let palette = brush.palette;
    let rect = brush.lens.rect_to_screen(card);
    let radius = brush.radius();
    let fill = ground(node, palette, attention);
    let stroke = if look.selected || attention.boxed {
        Stroke::new(1.5, palette.accent)
    } else if look.state == NodeState::Failed {
        Stroke::new(1.0, mix(palette.line, palette.error, 0.7))
    } else {
        let color = node.mark.color.map_or(palette.line, |color| mix(palette.line, palette.hue(color), 0.75));
        Stroke::new(1.0, color)
    };
    brush.rect(rect, radius, fill, stroke);
    let width = if attention.heat.is_some() { 8.0 } else { 3.5 };
    let stripe = Rect::from_min_size(rect.min, vec2((width * brush.lens.zoom).max(2.0), rect.height()));
    let rounding = CornerRadius { nw: radius, sw: radius, ne: 0, se: 0 };
    brush.rect(stripe, rounding, attention.heat.unwrap_or(palette.category(node.category)), Stroke::NONE);
    if let Some(color) = node.mark.color.filter(|_| attention.heat.is_none()) {
        let top = Rect::from_min_size(rect.min, vec2(rect.width(), (3.5 * brush.lens.zoom).max(2.0)));
        let rounding = CornerRadius { nw: radius, ne: radius, sw: 0, se: 0 };
        brush.rect(top, rounding, palette.hue(color), Stroke::NONE);
    }
    if look.selected {
        brush.rect(rect, radius, Color32::TRANSPARENT, stroke);
    }
}

/// The ports, and which of them would take the wire that is being dragged.
pub fn ports(brush: &mut Brush, scene: &Scene, index: usize, attention: &Attention) {
    let node = &scene.nodes[index];
    let palette = brush.palette;
    let zoom = brush.lens.zoom;
    for side in [Side::Input, Side::Output] {
        for port in 0..specs(&node.ports, side).len() {
            let at = brush.lens.to_screen(scene.port_of(index, side, port));
            let this = Port { node: node.id, side, index: port };
            let fits = attention.loose.map(|(loose, _)| loose.fixed == this || loose.fits(scene, this));
            let aimed = attention.loose.is_some_and(|(_, aim)| matches!(aim, Aim::Fits { port, .. } if *port == this));
            let (mut radius, color) = match fits {
                Some(true) => (5.0, palette.accent),
                Some(false) => (3.5, mix(palette.wire, palette.ground, 0.6)),
                None if attention.port == Some(this) => (5.5, palette.accent),
                None => (4.5, palette.wire),
            };
            if aimed {
                radius = 7.0;
            }
            brush.disc(at, radius * zoom, color);
            let optional = specs(&node.ports, side)[port].many;
            if !node.is_wired(side, port) || aimed {
                brush.disc(at, (radius - 1.5) * zoom, if aimed { palette.on_accent } else { palette.raised });
            } else if optional {
                brush.disc(at, (radius - 3.0) * zoom, palette.raised);
            }
        }
    }
}
