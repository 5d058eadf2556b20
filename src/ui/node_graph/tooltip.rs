//! The tooltip of the canvas: one line after the pointer has rested, placed where it covers nothing.

use egui::{Align2, Pos2, Rect, Stroke, Ui, Vec2, vec2};

use crate::app::App;

use super::canvas_painter::{CanvasPainter, mix};
use super::hit::{Part, Target};
use super::layout::{self, Side};
use super::minimap::Minimap;
use super::node_status::NodeStatus;
use super::scene::{Port, Scene, specs};
use super::text_cache::Weight;
use super::visibility::WORDS;

/// The delay on a title or a wire, and on a port, in seconds.
const REST: f64 = 0.6;
const PORT_REST: f64 = 0.3;
/// Font size, maximum width, margin and distance from the target, in points.
const SIZE: f32 = 12.0;
const WIDEST: f32 = 460.0;
const INSET: Vec2 = vec2(8.0, 4.0);
const APART: f32 = 8.0;

/// The target under the resting pointer, and since when.
#[derive(Debug, Default)]
pub struct HoverDelay {
    target: Option<Target>,
    since: f64,
}

impl HoverDelay {
    /// Whether the pointer has rested on `target` long enough. Requests a frame for when it has.
    pub fn has_elapsed(&mut self, ui: &Ui, target: Target) -> bool {
        let least = match target {
            Target::Void | Target::Dot(_) | Target::DotHandle(_) | Target::Annotation(..) => f64::INFINITY,
            Target::Port(_) => PORT_REST,
            Target::Node(..) | Target::Wire(_) => REST,
        };
        let now = ui.input(|i| i.time);
        let moving = ui.input(|i| i.pointer.is_moving());
        if self.target != Some(target) || (moving && now - self.since < least) {
            self.target = Some(target);
            self.since = now;
        }
        let left = least - (now - self.since);
        if left > 0.0 && left.is_finite() {
            ui.ctx().request_repaint_after(std::time::Duration::from_secs_f64(left));
        }
        left <= 0.0
    }

    pub fn reset(&mut self) {
        self.target = None;
    }
}

/// Paints the tooltip of `target` for this pointer position.
pub fn paint(
    painter: &mut CanvasPainter,
    app: &App,
    scene: &Scene,
    statuses: &[NodeStatus],
    target: Target,
    pointer: Pos2,
) {
    match target {
        Target::Void | Target::Dot(_) | Target::DotHandle(_) | Target::Annotation(..) => {}
        Target::Node(id, part) => {
            let Some(index) = scene.find(id) else { return };
            let Some(words) = of_node(painter, scene, index, part, pointer) else { return };
            let card = painter.transform.rect_to_screen(scene.card(index)).expand2(vec2(0.0, APART));
            let low = card.translate(vec2(0.0, layout::PROBLEM * painter.transform.zoom));
            line(painter, scene, &words, |size| {
                [
                    Rect::from_min_size(card.left_top() - vec2(0.0, size.y), size),
                    Rect::from_min_size(low.left_bottom(), size),
                    Rect::from_min_size(card.right_top() - size, size),
                    Rect::from_min_size(card.right_top() + vec2(APART, APART), size),
                    Rect::from_min_size(card.left_top() + vec2(-size.x - APART, APART), size),
                ]
            });
        }
        Target::Port(port) => at_port(painter, scene, statuses, port),
        Target::Wire(index) => {
            let Some(words) = of_wire(app, scene, statuses, index) else { return };
            line(painter, scene, &words, |size| {
                let above = Rect::from_min_size(pointer - vec2(size.x / 2.0, size.y + 12.0), size);
                let below = above.translate(vec2(0.0, size.y + 36.0));
                let aside = vec2(size.x / 2.0 + 16.0, size.y / 2.0 + 12.0);
                [above, below, above.translate(aside), above.translate(vec2(-aside.x, aside.y)), above]
            });
        }
    }
}

/// The tooltip of a port: its name and table. It is placed away from the wires, which leave a port sideways.
pub fn at_port(painter: &mut CanvasPainter, scene: &Scene, statuses: &[NodeStatus], port: Port) {
    let (Some(index), Some(at)) = (scene.find(port.node), scene.port(port)) else { return };
    let words = of_port(scene, statuses, index, port);
    let at = painter.transform.to_screen(at);
    let card = painter.transform.rect_to_screen(scene.card(index)).expand2(vec2(0.0, APART));
    let low = card.bottom() + layout::PROBLEM * painter.transform.zoom;
    line(painter, scene, &words, |size| {
        // Outside the card, with its edge at the port.
        let left = if port.side == Side::Input { at.x - APART - size.x } else { at.x + APART };
        let over = if port.side == Side::Input { card.left() } else { card.right() - size.x };
        [
            Rect::from_min_size(egui::pos2(left, at.y - APART - size.y), size),
            Rect::from_min_size(egui::pos2(left, at.y + APART), size),
            Rect::from_min_size(egui::pos2(over, card.top() - size.y), size),
            Rect::from_min_size(egui::pos2(over, low), size),
            Rect::from_min_size(egui::pos2(left, card.top() - size.y), size),
        ]
    });
}

fn of_node(painter: &CanvasPainter, scene: &Scene, index: usize, part: Part, pointer: Pos2) -> Option<String> {
    let node = &scene.nodes[index];
    match part {
        Part::DistributionButton => {
            Some(if node.mark.sketch { tr!("sketch-show-rows") } else { tr!("sketch-show") }.to_owned())
        }
        Part::ExpandButton => {
            Some(if node.opened { tr!("hide-small-table") } else { tr!("show-first-rows") }.to_owned())
        }
        Part::Output(_) => None,
        Part::Body => {
            // When zoomed out, the whole card acts as its title.
            let below = painter.transform.to_canvas(pointer).y - scene.card(index).top();
            let on_title = painter.transform.zoom < WORDS || below <= layout::HEADER;
            let does = if node.summary.is_empty() {
                node.kind.clone()
            } else {
                tr!("kind-and-summary", kind = node.kind, summary = node.summary)
            };
            on_title.then(|| format!("{} · {does}", node.name))
        }
    }
}

fn of_wire(app: &App, scene: &Scene, statuses: &[NodeStatus], index: usize) -> Option<String> {
    let wire = scene.wires.get(index)?;
    let from = &scene.nodes[wire.from];
    let to = &scene.nodes[wire.to];
    let output = from.ports.outputs.get(wire.from_port);
    let source = match output.filter(|_| from.ports.outputs.len() > 1) {
        Some(output) => format!("{}.{}", from.name, output.name),
        None => from.name.clone(),
    };
    let way = format!("{source} → {}", to.name);
    let passed = app.project.run.flow(&from.name, output.map_or("", |output| &*output.name)).map(|(rows, _)| {
        if app.project.run.is_running() {
            tr!("rows-in-this-run", count = rows)
        } else {
            tr!("rows-in-last-run", count = rows)
        }
    });
    let parts = size(&statuses[wire.from], wire.from_port).into_iter().chain(passed).collect::<Vec<_>>();
    Some(if parts.is_empty() { way } else { tr!("port-tip", port = way, table = parts.join(" · ")) })
}

fn of_port(scene: &Scene, statuses: &[NodeStatus], index: usize, port: Port) -> String {
    let spec = specs(&scene.nodes[index].ports, port.side).get(port.index);
    let name = spec.map_or("", |spec| spec.label());
    let table = match port.side {
        Side::Output => size(&statuses[index], port.index).unwrap_or_else(|| tr!("columns-after-run").to_owned()),
        Side::Input => {
            let arriving: Vec<_> = scene.wires_at(port).collect();
            match arriving.as_slice() {
                [] => tr!("nothing-arrives").to_owned(),
                [wire] => {
                    size(&statuses[wire.from], wire.from_port).unwrap_or_else(|| scene.nodes[wire.from].name.clone())
                }
                several => tr!("count-tables", count = several.len()),
            }
        }
    };
    tr!("port-tip", port = name, table = table)
}

/// "4,203 rows, 19 columns", as far as known.
fn size(status: &NodeStatus, output: usize) -> Option<String> {
    let rows = status.rows(output).map(|rows| tr!("count-rows", count = rows));
    let columns = status.columns(output).map(|columns| tr!("count-columns", count = columns));
    let sample = status.is_sample(output).then(|| tr!("of-a-sample").to_owned());
    let parts: Vec<String> = rows.into_iter().chain(columns).chain(sample).collect();
    (!parts.is_empty()).then(|| parts.join(tr!("pause")))
}

/// Paints a line at the first free place; `places` returns candidates for its size.
fn line(painter: &mut CanvasPainter, scene: &Scene, words: &str, places: impl FnOnce(Vec2) -> [Rect; 5]) {
    let view = painter.transform.rect.shrink(6.0);
    let galley = painter.text.ends(painter.ctx, words, SIZE, WIDEST.min(view.width() - 2.0 * INSET.x), Weight::Regular);
    let zoom = painter.transform.zoom;
    // A card with its ports and problem.
    let taken = |index: usize| {
        let card = painter.transform.rect_to_screen(scene.card(index)).expand2(vec2(6.0 * zoom, 0.0));
        card.with_max_y(card.bottom() + layout::PROBLEM * zoom)
    };
    let cards = (0..scene.nodes.len()).map(taken).filter(|card| card.intersects(view));
    let avoid: Vec<Rect> = cards.chain(Minimap::of(scene, painter.transform).map(|map| map.rect)).collect();
    let rect = place(&places(galley.size() + 2.0 * INSET), view, &avoid);
    let palette = painter.palette;
    painter.rect(rect, 4, palette.panel, Stroke::new(1.0, mix(palette.line, palette.weak, 0.35)));
    painter.galley(rect.center(), Align2::CENTER_CENTER, galley, palette.text);
}

/// The first place that overlaps none of `avoid`, moved into `view`; else the one that overlaps least.
fn place(places: &[Rect], view: Rect, avoid: &[Rect]) -> Rect {
    let inside = |place: &Rect| {
        let right = (view.right() - place.right()).min(0.0);
        let down = (view.bottom() - place.bottom()).min(0.0);
        let moved = place.translate(vec2(right, down));
        moved.translate(vec2((view.left() - moved.left()).max(0.0), (view.top() - moved.top()).max(0.0)))
    };
    let covered = |place: &Rect| {
        let common = avoid.iter().map(|other| other.intersect(*place)).filter(Rect::is_positive);
        common.map(|common| common.area()).sum::<f32>()
    };
    let inside: Vec<Rect> = places.iter().map(inside).collect();
    let free = inside.iter().find(|place| covered(place) == 0.0);
    let least = || inside.iter().min_by(|a, b| covered(a).total_cmp(&covered(b)));
    free.or_else(least).copied().unwrap_or(Rect::NOTHING)
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::pos2;

    #[test]
    fn a_line_stands_where_it_covers_nothing() {
        let view = Rect::from_min_size(Pos2::ZERO, vec2(800.0, 600.0));
        let at = |x: f32, y: f32| Rect::from_min_size(pos2(x, y), vec2(100.0, 20.0));
        let card = Rect::from_min_size(pos2(90.0, 90.0), vec2(150.0, 60.0));
        assert_eq!(place(&[at(300.0, 300.0), at(0.0, 0.0)], view, &[card]), at(300.0, 300.0), "the first that is free");
        assert_eq!(place(&[at(100.0, 100.0), at(100.0, 160.0)], view, &[card]), at(100.0, 160.0));
        assert_eq!(place(&[at(780.0, 590.0)], view, &[card]), at(700.0, 580.0), "in sight");
        let least = place(&[at(100.0, 100.0), at(200.0, 140.0)], view, &[card]);
        assert_eq!(least, at(200.0, 140.0), "where all is covered, the least");
        assert!(view.contains_rect(place(&[at(-50.0, -9.0)], view, &[])));
    }
}
