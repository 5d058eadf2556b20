//! One node's card: stripe, icon, name, what it does, state, ports with their counts. Seen from some way off its words are larger than to
//! scale, and fewer.

use egui::{Align2, Color32, CornerRadius, Rect, Stroke, vec2};
use egui_phosphor::regular as icon;

use crate::app::{NodeState, RunMark};

use super::brush::{Brush, mix};
use super::connect::{Aim, Loose};
use super::head::{self, Head};
use super::heat;
use super::layout::{self, Side};
use super::look::Look;
use super::scene::{Port, Scene, SceneNode, specs};
use super::shown::{LINES, Shown};
use super::{mini_table, paint_activity, paint_lines, paint_marks};

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
    pub run: Option<RunMark>,
    /// Rows that a sink has written in the last run.
    pub written: Option<u64>,
}

/// Paints the card of a node by index.
pub fn card(brush: &mut Brush, scene: &Scene, index: usize, look: &Look, attention: Attention) {
    let node = &scene.nodes[index];
    let card = scene.card(index);
    let Shown { lines, words, .. } = brush.shown;
    if lines > 0.0 {
        paint_lines::problem(brush, card, look);
    }
    frame(brush, node, card, look, &attention);

    let usual = paint_activity::step_back(brush, scene, index, look);
    let head = Head::of(brush.lens.rect_to_screen(card), layout::closed_height(&node.ports), brush.lens.zoom);
    icon(brush, node, look, &head);
    if words > 0.0 {
        header(brush, node, look, &attention, &head);
    }
    if lines > 0.0 {
        let caret = if node.opened { icon::CARET_UP } else { icon::CARET_DOWN };
        let color = if attention.hovered { brush.palette.text } else { brush.palette.weak };
        let color = color.gamma_multiply(lines);
        let at = card.min + layout::opener(card.width()).center().to_vec2();
        brush.text(at, Align2::CENTER_CENTER, caret, 11.0, 16.0, color);
        if node.opened {
            let at = card.min + layout::sketcher(card.width()).center().to_vec2();
            let sign = if node.mark.sketch { icon::TABLE } else { icon::CHART_BAR };
            brush.text(at, Align2::CENTER_CENTER, sign, 13.0, 16.0, color);
            mini_table::switch(brush, node, card, attention.tab);
        }
        paint_lines::lines(brush, node, card, look, &attention);
    }
    if node.opened {
        mini_table::content(brush, node, card, look, attention.tab);
    }
    brush.palette = usual;
    ports(brush, scene, index, &attention);
}

/// The kind's sign, which stays longest.
pub fn icon(brush: &mut Brush, node: &SceneNode, look: &Look, head: &Head) {
    let color = paint_activity::icon_color(node, look, brush.palette).gamma_multiply(brush.shown.icons);
    brush.screen_text(head.icon, Align2::CENTER_CENTER, node.icon, head.icon_size, 2.0 * head.icon_size, color);
}

/// Name and summary, with the state beside.
fn header(brush: &mut Brush, node: &SceneNode, look: &Look, attention: &Attention, head: &Head) {
    let (palette, words, zoom) = (brush.palette, brush.shown.words, brush.lens.zoom);
    let at = egui::pos2(head.left, head.name);
    let color = palette.text.gamma_multiply(words);
    let width = head.name_end - head.left;
    brush.strong_ends(at, Align2::LEFT_CENTER, &node.name, head.name_size, width, color);

    let buttons = if node.opened { 18.0 * zoom * brush.shown.lines } else { 0.0 };
    let width = head.summary_end - head.left - buttons;
    let at = egui::pos2(head.left, head.summary);
    let small = head::small(zoom);
    let from_afar = zoom < LINES;
    match (attention.measured, look.problem().filter(|problem| from_afar && problem.is_error())) {
        // In the heat map it is the measure that is compared.
        (Some(measured), _) if from_afar => {
            brush.ends(at, Align2::LEFT_CENTER, measured, small, width, color);
        }
        (_, Some(problem)) => {
            let color = if look.state == NodeState::Failed { palette.error } else { palette.weak };
            let words = problem.message.to_string();
            brush.screen_text(at, Align2::LEFT_CENTER, &words, small, width, color.gamma_multiply(brush.shown.words));
        }
        _ => {
            let color = palette.weak.gamma_multiply(words);
            let summary = brush.ends(at, Align2::LEFT_CENTER, node.does(), small, width, color);
            if from_afar {
                counts_beside(brush, node, look, summary, head.summary_end);
            }
        }
    }
    if let Some(mark) = attention.run {
        paint_marks::run(brush, head.mark, mark);
    } else if words > 0.5 {
        paint_marks::state(brush, head.mark, look);
    }
}

/// The counts of the first output at the end of the summary's line, where they have room.
fn counts_beside(brush: &mut Brush, node: &SceneNode, look: &Look, summary: Rect, end: f32) {
    let words = match look.counts(0) {
        Some(counts) => counts,
        None if node.is_sink => tr!("to-write").to_owned(),
        None => return,
    };
    let size = head::small(brush.lens.zoom);
    if summary.right() + 8.0 + brush.width(&words, size) > end {
        return;
    }
    let color = if look.is_stale(0) { brush.palette.faint } else { brush.palette.text };
    let at = egui::pos2(end, summary.center().y);
    let color = color.gamma_multiply(brush.shown.words);
    brush.screen_text(at, Align2::RIGHT_CENTER, &words, size, f32::INFINITY, color);
}

/// The card itself, with its category's stripe.
pub fn frame(brush: &mut Brush, node: &SceneNode, card: Rect, look: &Look, attention: &Attention) {
    let palette = brush.palette;
    let rect = brush.lens.rect_to_screen(card);
    let radius = brush.radius();
    let ground = node.mark.color.map_or(palette.raised, |color| palette.card(color));
    let fill = match attention.heat {
        Some(heat) => heat::tint(palette, heat),
        None if attention.hovered => mix(ground, palette.hover, 0.6),
        None => ground,
    };
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
