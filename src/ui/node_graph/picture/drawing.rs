//! A drawing of the canvas outside of the window, with the fonts it needs.

use std::collections::BTreeSet;

use egui::{Color32, Context, Pos2, RawInput, Rect, Shape, ViewportId, vec2};

use crate::app::App;
use crate::app::view::Camera;
use crate::document::{AnnotationId, NodeId};
use crate::ui::{fonts, style, theme};

use super::super::camera::ViewTransform;
use super::super::canvas_painter::CanvasPainter;
use super::super::card_state::CardState;
use super::super::detail::{Detail, wire_points};
use super::super::hit;
use super::super::line_mesh::{Curve, LineMesh};
use super::super::mini_text::MiniTexts;
use super::super::node_status::{self, NodeStatus};
use super::super::paint_node;
use super::super::scene::Scene;
use super::super::text_cache::TextCache;
use super::super::visibility::Visibility;
use super::super::{paint_annotations, paint_wire};
use super::raster;

/// The margin around everything, in canvas units.
const MARGIN: f32 = 32.0;

/// Larger pictures are scaled down.
const MAX_PIXELS: f32 = 48.0e6;

/// The part of the project to draw.
#[derive(Clone, Copy)]
pub struct PictureScope<'a> {
    nodes: &'a BTreeSet<NodeId>,
    annotations: &'a BTreeSet<AnnotationId>,
}

impl<'a> PictureScope<'a> {
    /// The selection of the window.
    pub fn selected(app: &'a App) -> PictureScope<'a> {
        PictureScope { nodes: &app.project.view.selection, annotations: &app.project.view.selected_annotations }
    }
}

/// The indices of the nodes, wires, boxes and dots to draw.
pub struct DrawnItems {
    pub nodes: Vec<usize>,
    pub wires: Vec<usize>,
    pub boxes: Vec<usize>,
    pub dots: Vec<usize>,
}

impl DrawnItems {
    pub fn of(scene: &Scene, part: Option<PictureScope>) -> DrawnItems {
        let nodes: Vec<usize> = (0..scene.nodes.len())
            .filter(|index| part.is_none_or(|part| part.nodes.contains(&scene.nodes[*index].id)))
            .collect();
        let has = |node: usize| nodes.binary_search(&node).is_ok();
        let wires: Vec<usize> =
            (0..scene.wires.len()).filter(|n| has(scene.wires[*n].from) && has(scene.wires[*n].to)).collect();
        let boxes = (0..scene.annotations.boxes.len())
            .filter(|n| part.is_none_or(|part| part.annotations.contains(&scene.annotations.boxes[*n].id)))
            .collect();
        let passed: BTreeSet<usize> = wires.iter().flat_map(|n| scene.wires[*n].dots.iter().copied()).collect();
        let dots = (0..scene.annotations.dots.len()).filter(|n| part.is_none() || passed.contains(n)).collect();
        DrawnItems { nodes, wires, boxes, dots }
    }

    /// The bounds of cards, boxes and dots.
    pub fn bounds(&self, scene: &Scene) -> Option<Rect> {
        let cards = self.nodes.iter().map(|index| scene.card(*index));
        let boxes = self.boxes.iter().map(|index| scene.annotations.rect(*index));
        let dots =
            self.dots.iter().map(|index| Rect::from_center_size(scene.annotations.dot(*index), vec2(16.0, 16.0)));
        cards.chain(boxes).chain(dots).reduce(|a, b| a.union(b))
    }
}

/// An item of a drawing.
pub enum Item {
    Shapes(Vec<Shape>),
    Wire { curve: Curve, color: Color32, width: f32 },
    Node { title: String, shapes: Vec<Shape> },
}

/// A finished drawing with its fonts.
pub struct Drawing {
    pub ctx: Context,
    wanted: f32,
    /// Pixels per point.
    pub scale: f32,
    /// The bounds with the margin, in canvas units.
    pub bounds: Rect,
    pub size: egui::Vec2,
    pub items: Vec<Item>,
    pub atlas: raster::Atlas,
    pub output: Vec<egui::epaint::ClippedShape>,
}

impl Drawing {
    pub fn new(app: &App, wanted: f32) -> Drawing {
        let ctx = Context::default();
        fonts::install(&ctx);
        style::apply(&ctx, app.person.preferences.theme, true);
        let scale = wanted;
        let bounds = Rect::NOTHING;
        let size = vec2(1.0, 1.0);
        let atlas = raster::Atlas::default();
        Drawing { ctx, wanted, scale, bounds, size, items: Vec::new(), atlas, output: Vec::new() }
    }

    /// Draws what lies in `bounds` and measures its actual bounds.
    pub fn draw(&mut self, app: &App, scene: &Scene, drawn: &DrawnItems, bounds: Rect) {
        self.size = bounds.size().ceil().max(vec2(1.0, 1.0));
        self.scale = self.wanted.min((MAX_PIXELS / (self.size.x * self.size.y)).sqrt());
        let screen = Rect::from_min_size(Pos2::ZERO, self.size);
        let mut input = RawInput { screen_rect: Some(screen), max_texture_side: Some(8192), ..RawInput::default() };
        input.viewports.entry(ViewportId::ROOT).or_default().native_pixels_per_point = Some(self.scale);
        let middle = bounds.min + self.size / 2.0;
        let transform = ViewTransform::new(screen, Camera { x: middle.x, y: middle.y, zoom: 1.0 }, self.scale);
        let mut items = Vec::new();
        let mut output = self.ctx.run_ui(input, |ui| {
            items = paint(ui.ctx(), app, scene, drawn, transform);
            let ground = theme::palette(app.person.preferences.theme).background;
            let mut shapes = vec![Shape::rect_filled(screen, 0, ground)];
            let feather = 1.0 / ui.ctx().pixels_per_point();
            for item in &items {
                match item {
                    Item::Shapes(drawn) | Item::Node { shapes: drawn, .. } => shapes.extend(drawn.iter().cloned()),
                    Item::Wire { curve, color, width } => {
                        let mut lines = LineMesh::default();
                        let points = 2 * wire_points(Detail::Full, curve.length());
                        lines.curve(curve, points, *width, *color, feather);
                        shapes.push(Shape::mesh(lines.mesh));
                    }
                }
            }
            ui.ctx().layer_painter(egui::LayerId::background()).extend(shapes);
        });
        for (_, delta) in std::mem::take(&mut output.textures_delta.set) {
            delta.iter().for_each(|delta| self.atlas.take(delta));
        }
        output.textures_delta.clear();
        let covered = items.iter().flat_map(Item::bounds).reduce(|a, b| a.union(b));
        self.bounds = covered.map_or(bounds, |covered| {
            let covered = Rect::from_min_max(transform.to_canvas(covered.min), transform.to_canvas(covered.max));
            let covered = covered.expand(MARGIN);
            Rect::from_min_max(covered.min.floor(), covered.max.ceil())
        });
        self.items = items;
        self.output = output.shapes;
    }
}

impl Item {
    pub fn bounds(&self) -> Vec<Rect> {
        match self {
            Item::Shapes(shapes) | Item::Node { shapes, .. } => {
                let rects = shapes.iter().map(Shape::visual_bounding_rect);
                rects.filter(|rect| rect.is_finite() && rect.is_positive()).collect()
            }
            Item::Wire { curve, .. } => vec![curve.bounds()],
        }
    }
}

/// Paints everything from back to front.
fn paint(ctx: &Context, app: &App, scene: &Scene, drawn: &DrawnItems, transform: ViewTransform) -> Vec<Item> {
    let palette = theme::palette(app.person.preferences.theme);
    let mut statuses = node_status::of_all(app, scene);
    statuses.iter_mut().for_each(|status| status.selected = false);
    let mut text = TextCache::default();
    let mut minis = MiniTexts::default();
    text.begin_frame(ctx);
    let mut painter = CanvasPainter {
        ctx,
        transform,
        detail: Detail::Full,
        visibility: Visibility::ALL,
        palette,
        text: &mut text,
        minis: &mut minis,
        shapes: Vec::new(),
        time: 0.0,
        still: true,
        animated: false,
    };
    let mut items = Vec::new();
    for index in &drawn.boxes {
        paint_annotations::one_box(&mut painter, scene, *index, false, false);
    }
    items.push(Item::Shapes(std::mem::take(&mut painter.shapes)));
    for wire in &drawn.wires {
        let color = paint_wire::color(&painter, &statuses[scene.wires[*wire].from]);
        items.extend(hit::curves(scene, transform, *wire).map(|curve| Item::Wire { curve, color, width: 1.75 }));
    }
    for index in &drawn.dots {
        paint_annotations::one_dot(&mut painter, scene, *index, false, false);
    }
    items.push(Item::Shapes(std::mem::take(&mut painter.shapes)));
    for index in &drawn.nodes {
        let (node, status): (_, &NodeStatus) = (&scene.nodes[*index], &statuses[*index]);
        paint_annotations::comment(&mut painter, node, scene.card(*index), status);
        paint_node::card(&mut painter, scene, *index, status, CardState::default());
        let title = node_status::accessible_name(node, status);
        items.push(Item::Node { title, shapes: std::mem::take(&mut painter.shapes) });
    }
    items
}
