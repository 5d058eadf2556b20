//! Names below cards that are too small to contain them: constant size, without boxes, never overlapping.

use std::collections::HashMap;

use egui::{Pos2, Rect, Vec2, pos2, vec2};

use crate::app::NodeState;

use super::canvas_painter::CanvasPainter;
use super::layout::Side;
use super::node_status::NodeStatus;
use super::scene::{Scene, SceneNode, specs};
use super::text_cache::Weight;
use super::visibility::{approach, step};

/// The font size and the line height, in points.
const SIZE: f32 = 11.0;
const HEIGHT: f32 = 14.0;
/// The vertical gap between cards after tidying up, in canvas units. Names stand in its middle.
const APART: f32 = 48.0;
/// The maximum width of a name, and the minimum below which it is left out, in points.
const WIDEST: f32 = 136.0;
const NARROWEST: f32 = 36.0;
/// Between two names.
const GAP: f32 = 8.0;
/// With more visible cards than this, names are not drawn.
const MOST: usize = 400;

/// The names from frame to frame, by node index.
#[derive(Debug, Default)]
pub struct Labels {
    /// The opacity and the width of each name.
    seen: Vec<(f32, f32)>,
    time: f64,
}

/// A name to place: the centre of its upper edge and its width in points, and its priority.
struct LabelRequest {
    index: usize,
    at: Pos2,
    width: f32,
    priority: (bool, bool, bool, usize),
}

impl Labels {
    /// Chooses the visible names at this zoom, with fading.
    pub fn follow(&mut self, painter: &mut CanvasPainter, scene: &Scene, statuses: &[NodeStatus], visible: &[usize]) {
        let passed = painter.time - std::mem::replace(&mut self.time, painter.time);
        let step = if painter.still || passed > 1.0 { 1.0 } else { step(passed) };
        if painter.visibility.words == 1.0 {
            self.seen.clear();
            return;
        }
        let is_new = self.seen.len() != scene.nodes.len();
        if is_new {
            self.seen.clear();
            self.seen.resize(scene.nodes.len(), (0.0, 0.0));
        }
        let zoom = painter.transform.zoom;
        // Names just outside the view keep their place, so that panning does not change the choice.
        let around = painter.transform.visible().expand(WIDEST / zoom);
        let opened: Vec<usize> = (0..scene.nodes.len()).filter(|index| scene.nodes[*index].opened).collect();
        let mut chosen: HashMap<usize, f32> = HashMap::new();
        if visible.len() <= MOST {
            let asking = (0..scene.nodes.len()).filter(|index| around.intersects(scene.card(*index)));
            let asking = asking.filter(|index| !is_covered(scene, &opened, *index));
            let requests: Vec<LabelRequest> =
                asking.map(|index| request(painter, scene, &statuses[index], index)).collect();
            chosen = placed(requests).into_iter().collect();
        }
        for (index, (alpha, width)) in self.seen.iter_mut().enumerate() {
            let to = chosen.get(&index);
            *width = to.copied().unwrap_or(*width);
            let to = if to.is_some() { 1.0 } else { 0.0 };
            *alpha = if is_new { to } else { approach(*alpha, to, step) };
            painter.animated |= *alpha != to;
        }
    }

    /// Paints the names of the nodes with these indices.
    pub fn paint(&self, painter: &mut CanvasPainter, scene: &Scene, statuses: &[NodeStatus], nodes: &[usize]) {
        let palette = painter.palette;
        let below = ((APART * painter.transform.zoom - HEIGHT) / 2.0).clamp(-1.0, 3.0);
        for &index in nodes {
            let Some((alpha, width)) = self.seen.get(index).filter(|(alpha, _)| *alpha > 0.0) else { continue };
            let alpha = alpha * (1.0 - painter.visibility.words);
            let galley = painter.text.ends(painter.ctx, &scene.nodes[index].name, SIZE, *width, Weight::Strong);
            let at = painter.transform.to_screen(scene.card(index).center_bottom());
            let left = ((at.x - galley.size().x / 2.0) / painter.pixel()).round() * painter.pixel();
            let rect = Rect::from_min_size(pos2(left, at.y + below), galley.size());
            let halo = egui::epaint::RectShape::filled(
                rect.shrink2(vec2(0.0, 2.5)),
                3,
                palette.background.gamma_multiply(0.9 * alpha),
            );
            painter.shapes.push(halo.with_blur_width(4.0).into());
            let color = match statuses[index].state {
                _ if statuses[index].selected => palette.accent,
                NodeState::Failed => palette.error,
                NodeState::Fresh | NodeState::Computing => palette.text,
                NodeState::Waiting | NodeState::Incomplete | NodeState::Disabled => palette.weak,
            };
            painter.galley(rect.min, egui::Align2::LEFT_TOP, galley, color.gamma_multiply(alpha));
        }
    }
}

fn request(painter: &mut CanvasPainter, scene: &Scene, status: &NodeStatus, index: usize) -> LabelRequest {
    let node = &scene.nodes[index];
    let width = painter.text.line(painter.ctx, &node.name, SIZE, f32::INFINITY, Weight::Strong).size().x;
    // In points relative to the canvas origin, so that panning does not change the choice.
    let at = (scene.card(index).center_bottom().to_vec2() * painter.transform.zoom).to_pos2();
    let priority = (!status.selected, status.state != NodeState::Failed, !is_end(node), index);
    LabelRequest { index, at, width, priority }
}

/// Whether an expanded card covers the place of the name.
fn is_covered(scene: &Scene, opened: &[usize], index: usize) -> bool {
    let at = scene.card(index).center_bottom();
    opened.iter().any(|other| *other != index && scene.card(*other).contains(at))
}

/// Whether the node has no inputs or no outputs in use.
fn is_end(node: &SceneNode) -> bool {
    let wired = |side| (0..specs(&node.ports, side).len()).any(|port| node.is_wired(side, port));
    !wired(Side::Input) || !wired(Side::Output)
}

/// The requests that get a place, with their widths, by priority and without overlaps.
fn placed(mut requests: Vec<LabelRequest>) -> Vec<(usize, f32)> {
    const CELL: Vec2 = vec2(WIDEST, HEIGHT);
    let cell = |at: Pos2| ((at.x / CELL.x).floor() as i32, (at.y / CELL.y).floor() as i32);
    let around = |(x, y): (i32, i32)| (-1..=1).flat_map(move |dx| (-1..=1).map(move |dy| (x + dx, y + dy)));
    let mut anchors: HashMap<(i32, i32), Vec<(Pos2, f32)>> = HashMap::new();
    for name in &requests {
        anchors.entry(cell(name.at)).or_default().push((name.at, name.width));
    }
    // Names of a row get equal shares, and what a short name does not need goes to its neighbours.
    let room = |at: Pos2| {
        let others = around(cell(at)).filter_map(|cell| anchors.get(&cell)).flatten();
        let beside = others.filter(|(other, _)| (other.y - at.y).abs() < HEIGHT && (other.x - at.x).abs() > NARROWEST);
        let shares = beside.map(|(other, width)| {
            let share = (other.x - at.x).abs() - GAP;
            2.0 * share - width.min(share)
        });
        shares.fold(WIDEST, f32::min)
    };
    requests.sort_by_key(|name| name.priority);
    let mut taken: HashMap<(i32, i32), Vec<Rect>> = HashMap::new();
    let mut chosen = Vec::new();
    for name in &requests {
        let width = name.width.min(room(name.at).max(NARROWEST));
        let rect = Rect::from_min_size(name.at - vec2((width + GAP) / 2.0, 0.0), vec2(width + GAP, HEIGHT));
        let mut near = around(cell(name.at)).filter_map(|cell| taken.get(&cell)).flatten();
        if near.any(|other: &Rect| other.shrink(0.1).intersects(rect)) {
            continue;
        }
        taken.entry(cell(name.at)).or_default().push(rect);
        chosen.push((name.index, width));
    }
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `count` names in `columns`, `apart` points from each other.
    fn names(count: usize, columns: usize, apart: Vec2) -> Vec<LabelRequest> {
        let name = |index: usize| {
            let at = pos2((index % columns) as f32 * apart.x, (index / columns) as f32 * apart.y);
            let width = 20.0 + (index * 37 % 160) as f32;
            LabelRequest { index, at, width, priority: (true, true, true, index) }
        };
        (0..count).map(name).collect()
    }

    #[test]
    fn no_name_stands_over_another() {
        for apart in [vec2(300.0, 90.0), vec2(77.0, 34.0), vec2(40.0, 15.0), vec2(15.0, 7.0), vec2(4.0, 3.0)] {
            let requests = names(300, 20, apart);
            let places: Vec<Pos2> = requests.iter().map(|name| name.at).collect();
            let chosen = placed(requests);
            let rects: Vec<Rect> = chosen
                .iter()
                .map(|(index, width)| {
                    Rect::from_min_size(places[*index] - vec2(width / 2.0, 0.0), vec2(*width, HEIGHT))
                })
                .collect();
            for (n, rect) in rects.iter().enumerate() {
                assert!(rects[..n].iter().all(|other| !other.shrink(0.1).intersects(*rect)), "{apart:?}: {rect:?}");
                assert!(rect.width() >= 20.0 && rect.width() <= WIDEST);
            }
            assert!(!chosen.is_empty());
        }
    }

    #[test]
    fn sixty_nodes_that_fit_the_canvas_all_have_names() {
        // Six rows of ten, 256 by 112 canvas units apart, on a canvas of 660 by 330 points.
        let zoom = 0.24;
        let all = placed(names(60, 10, vec2(256.0, 112.0) * zoom));
        assert_eq!(all.len(), 60);
    }

    #[test]
    fn a_short_name_leaves_its_room_to_its_neighbours() {
        let mut requests = names(3, 3, vec2(60.0, 0.0));
        for (name, width) in requests.iter_mut().zip([30.0, 100.0, 30.0]) {
            name.width = width;
        }
        assert_eq!(placed(requests), [(0, 30.0), (1, 74.0), (2, 30.0)]);
    }

    #[test]
    fn what_is_selected_comes_first() {
        let mut requests = names(10, 10, vec2(10.0, 0.0));
        requests[4].priority.0 = false;
        assert_eq!(placed(requests)[0].0, 4);
    }
}
