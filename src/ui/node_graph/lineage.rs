//! Column lineage on the canvas: everything else is dimmed, the wires that carry the column are highlighted, and each node on the
//! path shows the column's name there.

use egui::{Align2, Area, Frame, Id, Order, RichText, Shape, Stroke, Ui, pos2, vec2};
use egui_phosphor::regular as icon;

use crate::app::{Action, App, ColumnCommand, Command, Lineage};
use crate::engine::OutputRef;
use crate::nodes::Direction;
use crate::ui::{keys, widgets};

use super::areas;
use super::canvas_painter::{CanvasPainter, mix};
use super::card_state::CardState;
use super::detail::{Detail, wire_points};
use super::hit;
use super::line_mesh::LineMesh;
use super::node_status::NodeStatus;
use super::paint_node;
use super::paint_overview;
use super::scene::Scene;

/// The opacity of the veil over everything else.
const VEIL: f32 = 0.7;

/// Paints the veil over the graph, and above it the visible nodes and wires of the path. `visible` holds node indices.
pub fn paint(
    painter: &mut CanvasPainter,
    lineage: &Lineage,
    scene: &Scene,
    statuses: &[NodeStatus],
    visible: &[usize],
    tab: impl Fn(usize) -> usize,
) -> Vec<usize> {
    let palette = painter.palette;
    painter.rect(painter.transform.rect, 0, palette.background.gamma_multiply(VEIL), Stroke::NONE);
    let trace = &lineage.trace;
    let mut ribbons = LineMesh::default();
    let width = (2.5 * painter.transform.zoom).clamp(1.5, 4.5);
    for (index, wire) in scene.wires.iter().enumerate() {
        if trace.wires.iter().any(|(lit, _)| *lit == wire.wire) {
            let curve = hit::curve(scene, painter.transform, index);
            let points = wire_points(painter.detail, curve.length());
            ribbons.curve(&curve, points, width, palette.accent, painter.pixel());
        }
    }
    painter.shapes.push(Shape::mesh(ribbons.mesh));
    let lit: Vec<usize> =
        visible.iter().copied().filter(|index| trace.nodes.contains(&scene.nodes[*index].id)).collect();
    if !painter.detail.has_ports() {
        paint_overview::all(painter, scene, statuses, &lit, None, &[], None);
    }
    let cards = painter.detail.has_ports();
    for &index in &lit {
        let card_state = CardState { tab: tab(index), ..CardState::default() };
        if cards {
            paint_node::card(painter, scene, index, &statuses[index], card_state);
        }
        names(painter, lineage, scene, index);
    }
    lit
}

/// A tag above the card with the column's names there.
fn names(painter: &mut CanvasPainter, lineage: &Lineage, scene: &Scene, index: usize) {
    const MOST: usize = 3;
    if painter.detail == Detail::Plain {
        return;
    }
    let palette = painter.palette;
    let id = scene.nodes[index].id;
    let all = lineage.names_at(id);
    let mut words = all.iter().take(MOST).copied().collect::<Vec<_>>().join(", ");
    if all.len() > MOST {
        words.push_str(&format!(" +{}", all.len() - MOST));
    }
    let card = painter.transform.rect_to_screen(scene.card(index));
    let size = (12.0 * painter.transform.zoom).clamp(10.0, 15.0);
    let most = (card.width() * 1.3).max(120.0);
    let width = painter.width(&words, size).min(most) + 12.0;
    let height = size + 8.0;
    let tag = egui::Rect::from_min_size(pos2(card.left(), card.top() - height - 4.0), vec2(width, height));
    let is_start = lineage.trace.start.0.0 == id;
    let (fill, text) = if is_start {
        (palette.accent, palette.on_accent)
    } else {
        (mix(palette.background, palette.accent, 0.22), palette.text)
    };
    painter.rect(tag, 4, fill, Stroke::new(1.0, palette.accent));
    painter.screen_text(tag.left_center() + vec2(6.0, 0.0), Align2::LEFT_CENTER, &words, size, most, text);
}

/// The bar above the canvas that describes the path in text and closes it.
pub fn bar(ui: &Ui, rect: egui::Rect, app: &App, out: &mut Vec<Command>) {
    let Some(lineage) = &app.project.view.lineage else { return };
    let palette = crate::ui::theme::palette(app.person.preferences.theme);
    let ((node, port), column) = lineage.trace.start.clone();
    let output = OutputRef { node, port };
    let (other, other_words, other_icon) = match lineage.trace.direction {
        Direction::Back => (Direction::Forth, tr!("what-depends"), icon::ARROW_LINE_RIGHT),
        Direction::Forth => (Direction::Back, tr!("where-from"), icon::ARROW_LINE_LEFT),
    };
    let width = (rect.width() - 48.0).clamp(120.0, 900.0);
    Area::new(Id::new(areas::LINEAGE)).order(Order::Middle).fixed_pos(rect.min + vec2(12.0, 12.0)).show(
        ui.ctx(),
        |ui| {
            let stroke = Stroke::new(1.0, palette.accent);
            let frame = Frame::new().fill(palette.panel).stroke(stroke).corner_radius(6).inner_margin(8);
            frame.show(ui, |ui| {
                ui.set_max_width(width);
                ui.horizontal(|ui| {
                    ui.label(RichText::new(icon::PATH).color(palette.accent));
                    let label =
                        egui::Label::new(RichText::new(lineage.words.to_string()).color(palette.text)).truncate();
                    ui.scope(|ui| {
                        // Leaves room for the two buttons.
                        ui.set_max_width(width - 220.0);
                        ui.add(label).on_hover_text(lineage.words.to_string());
                    });
                    if widgets::button(ui, other_icon, other_words).clicked() {
                        out.push(Command::Column(ColumnCommand::Trace { output, column, direction: other }));
                    }
                    if widgets::icon_button(ui, icon::X, tr!("end"))
                        .on_hover_text(keys::shortcut_text(ui.ctx(), app, Action::SelectNone).unwrap_or_default())
                        .clicked()
                    {
                        out.push(Command::Column(ColumnCommand::EndTrace));
                    }
                });
            });
        },
    );
}
