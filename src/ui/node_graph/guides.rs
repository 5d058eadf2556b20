//! Alignment guides: a drag snaps where its edges or centres align with visible cards, or where gaps become equal. All shifts are
//! whole grid steps.

use egui::{Pos2, Rect, Vec2, pos2};

use crate::app::view::GRID;
use crate::document::Picked;

use super::camera::ViewTransform;
use super::scene::Scene;

/// The distance at which guides attract, in points.
const REACH: f32 = 12.0;

/// What a drag can align with, collected when it begins.
#[derive(Clone, Debug, PartialEq)]
pub struct Guides {
    /// Visible cards that stay in place.
    cards: Vec<Rect>,
    /// Visible frames and notes that stay in place.
    boxes: Vec<Rect>,
    /// The bounds of the dragged nodes, and of the dragged frames and notes; either may align. Dots ignore guides.
    groups: Vec<Rect>,
}

/// The shift of the dragged items and the guides to draw.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Snap {
    pub by: Vec2,
    pub lines: Vec<Line>,
}

/// One guide, in canvas units.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Line {
    pub ends: [Pos2; 2],
    /// Marks equal gaps; otherwise an edge or a centre line.
    pub is_gap: bool,
}

/// Rounds to whole grid steps, without guides.
pub fn plain(by: Vec2) -> Snap {
    Snap { by: (by / GRID).round() * GRID, lines: Vec::new() }
}

/// A possible alignment along one axis: the shift and its guides.
struct SnapCandidate {
    shift: f32,
    lines: Vec<Line>,
}

impl Guides {
    pub fn begin(scene: &Scene, transform: ViewTransform, picked: &Picked) -> Guides {
        let seen = transform.visible();
        let stays = |index: &usize| !picked.nodes.contains(&scene.nodes[*index].id);
        let cards = (0..scene.nodes.len()).filter(|index| seen.intersects(scene.card(*index))).filter(stays);
        let moves = |index: &usize| picked.annotations.contains(&scene.annotations.boxes[*index].id);
        let (moved, still): (Vec<usize>, Vec<usize>) = (0..scene.annotations.boxes.len()).partition(moves);
        let in_sight =
            still.into_iter().map(|index| scene.annotations.rect(index)).filter(|rect| seen.intersects(*rect));
        let moved = moved.into_iter().map(|index| scene.annotations.rect(index)).reduce(|a, b| a.union(b));
        Guides {
            cards: cards.map(|index| scene.card(index)).collect(),
            boxes: in_sight.collect(),
            groups: scene.bounds_of(&picked.nodes).into_iter().chain(moved).collect(),
        }
    }

    /// The shift for a pointer movement of `raw`.
    pub fn snap(&self, raw: Vec2, zoom: f32) -> Snap {
        let mut snap = plain(raw);
        let reach = REACH / zoom;
        // The vertical axis is handled by swapping the axes.
        for axis in [0, 1] {
            let cards: Vec<Rect> = self.cards.iter().map(|card| swap_rect(*card, axis)).collect();
            let all: Vec<Rect> = cards.iter().copied().chain(self.boxes.iter().map(|b| swap_rect(*b, axis))).collect();
            let across = swap_vec(Vec2::new(0.0, snap.by.y), axis, snap.by);
            let offers = self.groups.iter().flat_map(|group| {
                let group = swap_rect(*group, axis).translate(across);
                // Frames overlap each other, so gaps are measured between cards only.
                edges(&all, group, raw[axis], reach).into_iter().chain(gaps(&cards, group))
            });
            let fits = |offer: &SnapCandidate| {
                let steps = offer.shift / GRID;
                (steps - steps.round()).abs() < 1e-3 && (offer.shift - raw[axis]).abs() <= reach
            };
            let distance = |offer: &SnapCandidate| (offer.shift - raw[axis]).abs();
            let best = offers.filter(fits).min_by(|a, b| distance(a).total_cmp(&distance(b)));
            if let Some(offer) = best {
                snap.by[axis] = offer.shift;
                snap.lines.extend(offer.lines.into_iter().map(|line| swap_line(line, axis)));
            }
        }
        snap
    }
}

/// Alignments of edges and centres, with the nearest card for each shift.
fn edges(still: &[Rect], group: Rect, raw: f32, reach: f32) -> Vec<SnapCandidate> {
    let marks = |rect: Rect| [rect.left(), rect.center().x, rect.right()];
    let mut offers: Vec<(SnapCandidate, f32)> = Vec::new();
    for card in still {
        let away = (card.top() - group.bottom()).max(group.top() - card.bottom()).max(0.0);
        for (own, other) in marks(group).into_iter().zip(marks(*card)) {
            let shift = other - own;
            if (shift - raw).abs() > reach {
                continue;
            }
            let top = card.top().min(group.top());
            let bottom = card.bottom().max(group.bottom());
            let line = Line { ends: [pos2(other, top), pos2(other, bottom)], is_gap: false };
            let offer = SnapCandidate { shift, lines: vec![line] };
            match offers.iter_mut().find(|(known, _)| known.shift == shift && known.lines[0].ends[0].x == other) {
                Some(known) if known.1 > away => *known = (offer, away),
                Some(_) => {}
                None => offers.push((offer, away)),
            }
        }
    }
    // At equal distance the nearest card counts.
    offers.sort_by(|a, b| a.1.total_cmp(&b.1));
    offers.into_iter().map(|(offer, _)| offer).collect()
}

/// Alignments with equal gaps: between two neighbours, or beyond two that have a gap already.
fn gaps(still: &[Rect], group: Rect) -> Vec<SnapCandidate> {
    let in_row = |card: &&Rect| card.top() < group.bottom() && group.top() < card.bottom();
    let mut row: Vec<Rect> = still.iter().filter(in_row).copied().collect();
    row.sort_by(|a, b| a.left().total_cmp(&b.left()));
    let y = group.center().y;
    let gap = |from: f32, to: f32| Line { ends: [pos2(from, y), pos2(to, y)], is_gap: true };
    let mut offers = Vec::new();
    for pair in row.windows(2) {
        let a = pair[0];
        let b = pair[1];
        let room = b.left() - a.right();
        if room <= 0.0 {
            continue;
        }
        let between = (room - group.width()) / 2.0;
        if between >= 0.0 {
            let left = a.right() + between;
            let lines = vec![gap(a.right(), left), gap(left + group.width(), b.left())];
            offers.push(SnapCandidate { shift: left - group.left(), lines });
        }
        let behind = b.right() + room;
        let lines = vec![gap(a.right(), b.left()), gap(b.right(), behind)];
        offers.push(SnapCandidate { shift: behind - group.left(), lines });
        let before = a.left() - room;
        let lines = vec![gap(before, a.left()), gap(a.right(), b.left())];
        offers.push(SnapCandidate { shift: before - group.right(), lines });
    }
    offers
}

fn swap_rect(rect: Rect, axis: usize) -> Rect {
    if axis == 0 { rect } else { Rect::from_min_max(swap_pos(rect.min), swap_pos(rect.max)) }
}

fn swap_pos(at: Pos2) -> Pos2 {
    pos2(at.y, at.x)
}

/// The shift with its axes swapped.
fn swap_vec(across: Vec2, axis: usize, by: Vec2) -> Vec2 {
    if axis == 0 { across } else { Vec2::new(0.0, by.x) }
}

fn swap_line(line: Line, axis: usize) -> Line {
    if axis == 0 { line } else { Line { ends: line.ends.map(swap_pos), ..line } }
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::vec2;

    fn card(x: f32, y: f32) -> Rect {
        Rect::from_min_size(pos2(x, y) * GRID, vec2(12.0, 4.0) * GRID)
    }

    fn snapped(still: &[Rect], group: Rect, raw: (f32, f32)) -> (f32, f32, usize) {
        let guides = Guides { cards: still.to_vec(), boxes: Vec::new(), groups: vec![group] };
        let snap = guides.snap(vec2(raw.0, raw.1) * GRID, 1.0);
        (snap.by.x / GRID, snap.by.y / GRID, snap.lines.len())
    }

    #[test]
    fn a_drag_snaps_to_edges_middles_and_gaps_within_reach() {
        let still = [card(0.0, 0.0), card(18.0, 0.0)];
        let cases = [
            // Left edges, from half a step away.
            (card(2.0, 20.0), (-1.3, 3.0), (-2.0, 3.0, 1)),
            // Out of reach: grid only.
            (card(5.0, 20.0), (1.2, 3.2), (1.0, 3.0, 0)),
            // Top edges, and the existing gap of six steps.
            (card(30.0, 10.0), (5.4, -9.6), (6.0, -10.0, 3)),
            // Before the first card.
            (card(-30.0, 10.0), (12.4, -9.6), (12.0, -10.0, 3)),
        ];
        for (group, raw, expected) in cases {
            assert_eq!(snapped(&still, group, raw), expected, "{group:?} {raw:?}");
        }
        let far = [card(0.0, 0.0), card(40.0, 0.0)];
        assert_eq!(snapped(&far, card(20.0, 2.0), (0.3, 0.4)), (0.0, 0.0, 2), "in the middle between both");
        let large = Rect::from_min_size(pos2(0.0, 0.0), vec2(20.0, 15.0) * GRID);
        assert_eq!(snapped(&[large], card(5.0, 30.0), (-0.7, 0.0)), (-1.0, 0.0, 1), "centres");
    }

    #[test]
    fn a_frame_lines_up_by_itself_or_by_its_nodes_with_cards_and_frames() {
        let frame = Rect::from_min_size(pos2(0.0, 40.0) * GRID, vec2(20.0, 12.0) * GRID);
        let node = card(2.0, 44.0);
        let other = Rect::from_min_size(pos2(1.0, 0.0) * GRID, vec2(33.0, 20.0) * GRID);
        let groups = vec![node, frame];
        let snapped = |cards: &[Rect], boxes: &[Rect], x: f32| {
            let guides = Guides { cards: cards.to_vec(), boxes: boxes.to_vec(), groups: groups.clone() };
            let snap = guides.snap(vec2(x, 0.0) * GRID, 1.0);
            (snap.by.x / GRID, snap.lines.iter().filter(|line| line.ends[0].x == line.ends[1].x).count())
        };
        assert_eq!(snapped(&[], &[other], 1.4), (1.0, 1), "the frame's edge at the other frame's");
        assert_eq!(snapped(&[], &[other], -0.6), (-1.0, 1), "its node's edge there");
        assert_eq!(snapped(&[card(3.0, 0.0)], &[], 0.6), (1.0, 1), "its node's edge at a card's");
        assert_eq!(snapped(&[], &[], 0.6), (1.0, 0), "nothing to line up with: the grid");
    }

    #[test]
    fn places_stay_on_the_grid() {
        // The centres of cards of four and five steps cannot align.
        let odd = Rect::from_min_size(pos2(40.0, 0.0) * GRID, vec2(12.0, 5.0) * GRID);
        let (_, y, lines) = snapped(&[odd], card(0.0, 1.0), (0.0, -0.5));
        assert_eq!((y.fract(), lines), (0.0, 1), "an edge instead");
    }
}
