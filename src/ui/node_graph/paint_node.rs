//! One node's card in full: stripe, icon, name, kind, state, ports with their counts, problem.

use egui::{Align2, Color32, CornerRadius, Rect, Shape, Stroke, pos2, vec2};
use egui_phosphor::regular as icon;

use crate::app::{NodeState, RunMark};
use crate::base::Severity;

use super::brush::{Brush, mix};
use super::connect::{Aim, Loose};
use super::heat;
use super::layout::{self, INSET, ROW, Side};
use super::look::Look;
use super::mini_table;
use super::paint_activity;
use super::scene::{Port, Scene, SceneNode, specs};

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

/// Sizes of text in canvas units.
const NAME: f32 = 13.5;
const SMALL: f32 = 11.0;
/// Where texts of the header begin.
const TITLE: f32 = 38.0;

/// Paints the card of a node by index.
pub fn full(brush: &mut Brush, scene: &Scene, index: usize, look: &Look, attention: Attention) {
    let node = &scene.nodes[index];
    let card = scene.card(index);
    problem(brush, card, look);
    frame(brush, node, card, look, &attention);

    let usual = paint_activity::step_back(brush, scene, index, look);
    let palette = brush.palette;
    let at = |x: f32, y: f32| card.min + vec2(x, y);
    let color = paint_activity::icon_color(node, look, palette);
    brush.text(at(INSET, 20.0), Align2::LEFT_CENTER, node.icon, 18.0, 24.0, color);
    let title_width = card.width() - TITLE - 26.0;
    let kind_width = if node.opened { title_width - 18.0 } else { title_width };
    let (name_at, zoom) = (brush.lens.to_screen(at(TITLE, 13.0)), brush.lens.zoom);
    brush.strong(name_at, Align2::LEFT_CENTER, &node.name, NAME * zoom, title_width * zoom, palette.text);
    brush.text(at(TITLE, 28.5), Align2::LEFT_CENTER, &node.kind, SMALL, kind_width, palette.weak);
    match attention.run {
        Some(mark) => run_mark(brush, card, mark),
        None => state_mark(brush, card, look),
    }
    let opener = layout::opener(card.width()).center();
    let caret = if node.opened { icon::CARET_UP } else { icon::CARET_DOWN };
    let caret_color = if attention.hovered { palette.text } else { palette.weak };
    brush.text(card.min + opener.to_vec2(), Align2::CENTER_CENTER, caret, SMALL, 16.0, caret_color);
    for line in 0..specs(&node.ports, Side::Input).len().max(node.ports.outputs.len()).max(1) {
        port_line(brush, node, card, look, &attention, line);
    }
    if node.opened {
        let at = layout::sketcher(card.width()).center();
        let sign = if node.mark.sketch { icon::TABLE } else { icon::CHART_BAR };
        brush.text(card.min + at.to_vec2(), Align2::CENTER_CENTER, sign, 13.0, 16.0, caret_color);
        mini_table::paint(brush, node, card, look, attention.tab);
    }
    brush.palette = usual;
    ports(brush, scene, index, &attention);
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

/// The names and counts of the ports on one line.
fn port_line(brush: &mut Brush, node: &SceneNode, card: Rect, look: &Look, attention: &Attention, line: usize) {
    let palette = brush.palette;
    let area = layout::line(line, card.width()).translate(card.min.to_vec2());
    let (inputs, outputs) = (&node.ports.inputs, &node.ports.outputs);
    let names_shown = attention.hovered || attention.loose.is_some();
    let mut left = area.left();
    if let Some(input) = inputs.get(line)
        && (inputs.len() > 1 || names_shown)
    {
        let text = brush.text(
            area.left_center(),
            Align2::LEFT_CENTER,
            input.label(),
            SMALL,
            area.width() * 0.45,
            palette.weak,
        );
        left += text.width() / brush.lens.zoom + 8.0;
    } else if node.is_sink && line == 0 {
        let (word, color) = match attention.written {
            Some(_) => (tr!("written"), palette.good),
            None => (tr!("to-write"), palette.weak),
        };
        let text = brush.text(area.left_center(), Align2::LEFT_CENTER, word, SMALL, area.width() * 0.5, color);
        left += text.width() / brush.lens.zoom + 8.0;
    }
    let is_output = line < outputs.len() || (node.is_sink && line == 0);
    if !is_output {
        return;
    }
    let mut right = area.right();
    if let Some(counts) = counts(look, node, line) {
        let color = if look.is_stale(line) { palette.faint } else { palette.text };
        let at = pos2(right, area.center().y);
        let text = brush.text(at, Align2::RIGHT_CENTER, &counts, SMALL, right - left, color);
        right -= text.width() / brush.lens.zoom + 6.0;
    }
    // A node with one table says what it took where nothing else wants the place.
    if line == 0 && !node.is_sink && outputs.len() == 1 && left == area.left() {
        took(brush, look, area, right);
    }
    if let Some(output) = outputs.get(line)
        && (outputs.len() > 1 || names_shown)
        && right - left > 12.0
    {
        brush.text(
            pos2(right, area.center().y),
            Align2::RIGHT_CENTER,
            output.label(),
            SMALL,
            right - left,
            palette.weak,
        );
    }
}

/// "12 ms · 3.4 MB" at the left of a line, as much of it as there is room for.
fn took(brush: &mut Brush, look: &Look, area: Rect, right: f32) {
    let Some(words) = look.took(0) else { return };
    let room = right - area.left() - 2.0;
    let zoom = brush.lens.zoom;
    let time = words.split(" · ").next().unwrap_or_default();
    for words in [words.as_str(), time] {
        if brush.width(words, SMALL * zoom) <= room * zoom {
            let color = brush.palette.weak;
            brush.text(area.left_center(), Align2::LEFT_CENTER, words, SMALL, room, color);
            return;
        }
    }
}

fn counts(look: &Look, node: &SceneNode, line: usize) -> Option<String> {
    let counts = match look.counts(line) {
        Some(counts) => counts,
        None if look.state == NodeState::Fresh && look.problem().is_none() => return Some(tr!("after-run").into()),
        None => return None,
    };
    let alone = node.ports.outputs.len() <= 1;
    Some(if alone && look.is_sample(line) { tr!("counts-of-sample", counts = counts) } else { counts })
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

/// Fresh: a dot. Computing: a turning arc. Waiting and incomplete: rings. Failed: a sign. Never told by colour alone.
fn state_mark(brush: &mut Brush, card: Rect, look: &Look) {
    let palette = brush.palette;
    let zoom = brush.lens.zoom;
    let at = card.min + layout::mark(card.width()).to_vec2();
    let screen = brush.lens.to_screen(at);
    match look.state {
        NodeState::Fresh if look.severity() == Some(Severity::Warning) => {
            brush.text(at, Align2::CENTER_CENTER, icon::WARNING, 13.0, 20.0, palette.warning);
        }
        NodeState::Fresh => brush.disc(screen, 3.0 * zoom, palette.good),
        NodeState::Failed => {
            brush.text(at, Align2::CENTER_CENTER, icon::WARNING_CIRCLE, 14.0, 20.0, palette.error);
        }
        NodeState::Computing => turning(brush, screen),
        NodeState::Waiting => ring(brush, screen, mix(palette.line, palette.weak, 0.4)),
        NodeState::Incomplete => ring(brush, screen, palette.warning),
        NodeState::Disabled => {
            brush.text(at, Align2::CENTER_CENTER, icon::PROHIBIT, 13.0, 20.0, palette.weak);
        }
    }
}

/// How the node stands in a run: rows pass it, its output is complete, it failed.
fn run_mark(brush: &mut Brush, card: Rect, mark: RunMark) {
    let palette = brush.palette;
    let at = card.min + layout::mark(card.width()).to_vec2();
    match mark {
        RunMark::Running => turning(brush, brush.lens.to_screen(at)),
        RunMark::Done => {
            brush.text(at, Align2::CENTER_CENTER, icon::CHECK_CIRCLE, 14.0, 20.0, palette.good);
        }
        RunMark::Failed => {
            brush.text(at, Align2::CENTER_CENTER, icon::WARNING_CIRCLE, 14.0, 20.0, palette.error);
        }
    }
}

/// An arc that turns, or stands where nothing shall move.
fn turning(brush: &mut Brush, screen: egui::Pos2) {
    let zoom = brush.lens.zoom;
    let start = brush.turn();
    let point = |n: usize| screen + egui::Vec2::angled(start + n as f32 * 0.4) * 4.5 * zoom;
    let stroke = Stroke::new((1.75 * zoom).max(1.0), brush.palette.accent);
    brush.shapes.push(Shape::line((0..=11).map(point).collect(), stroke));
}

fn ring(brush: &mut Brush, at: egui::Pos2, color: Color32) {
    let zoom = brush.lens.zoom;
    brush.shapes.push(Shape::circle_stroke(at, 3.5 * zoom, Stroke::new((1.5 * zoom).max(1.0), color)));
}

/// The worst problem on a strip that hangs below the card, one line.
fn problem(brush: &mut Brush, card: Rect, look: &Look) {
    let Some(problem) = look.problem() else { return };
    let palette = brush.palette;
    let (sign, color) = match problem.severity {
        Severity::Error => (icon::WARNING_CIRCLE, palette.error),
        Severity::Incomplete => (icon::INFO, palette.weak),
        Severity::Warning => (icon::WARNING, palette.warning),
    };
    let strip = problem_area(card);
    let rect = brush.lens.rect_to_screen(strip);
    let radius = brush.radius();
    let rounding = CornerRadius { nw: 0, ne: 0, sw: radius, se: radius };
    brush.rect(rect, rounding, mix(palette.ground, color, 0.1), Stroke::new(1.0, mix(palette.ground, color, 0.3)));
    let middle = strip.bottom() - layout::PROBLEM / 2.0;
    brush.text(pos2(strip.left() + INSET - 4.0, middle), Align2::LEFT_CENTER, sign, 12.0, 16.0, color);
    let left = strip.left() + INSET + 12.0;
    brush.text(
        pos2(left, middle),
        Align2::LEFT_CENTER,
        &problem.message.to_string(),
        SMALL,
        strip.right() - left - 6.0,
        color,
    );
}

/// Where a node's problem is said; it reaches under the card by a rounding.
pub fn problem_area(card: Rect) -> Rect {
    let top = card.bottom() - ROW / 2.0;
    Rect::from_min_max(pos2(card.left(), top), pos2(card.right(), card.bottom() + layout::PROBLEM))
}
