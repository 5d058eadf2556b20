//! Exports the canvas as a picture at natural size. The painters of the window draw it offscreen; the result becomes an SVG with
//! text or the pixels of a PNG.

mod png;
mod raster;
mod svg;

use std::collections::BTreeSet;
use std::path::Path;

use egui::{Color32, Context, Id, Pos2, RawInput, Rect, Shape, ViewportId, vec2};

use crate::app::App;
use crate::app::view::Camera;
use crate::base::Problem;
use crate::document::{AnnotationId, NodeId};
use crate::ui::{fonts, style, theme};

use super::camera::ViewTransform;
use super::canvas_painter::CanvasPainter;
use super::detail::{Detail, wire_points};
use super::hit;
use super::line_mesh::{Curve, LineMesh};
use super::mini_text::MiniTexts;
use super::node_status::{self, NodeStatus};
use super::paint_node::{self, CardState};
use super::scene::Scene;
use super::text_cache::TextCache;
use super::visibility::Visibility;
use super::{paint_annotations, paint_wire};

/// The margin around everything, in canvas units.
const MARGIN: f32 = 32.0;
/// The default number of pixels per canvas unit.
pub const SCALE: f32 = 2.0;
/// Larger pictures are scaled down.
const MAX_PIXELS: f32 = 48.0e6;
/// The number of passes after which all fonts are loaded and all bounds are known.
const PASSES: usize = 3;

/// The file format of a picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Format {
    Svg,
    /// Pixels per canvas unit.
    Png(f32),
}

impl Format {
    /// Determines the format from the file name; "plan@3x.png" is three times the natural size. `None` for other extensions.
    pub fn of(path: &Path, scale: f32) -> Option<Format> {
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
        match ending.as_deref() {
            None | Some("svg") => Some(Format::Svg),
            Some("png") => {
                let stem = path.file_stem().unwrap_or_default().to_string_lossy();
                let named = stem.strip_suffix('x').and_then(|stem| stem.rsplit_once('@')?.1.parse::<f32>().ok());
                Some(Format::Png(named.filter(|scale| *scale > 0.0).unwrap_or(scale).clamp(0.1, 8.0)))
            }
            Some(_) => None,
        }
    }
}

/// The problem of a file name without a picture extension.
pub fn unknown(path: &Path) -> Problem {
    Problem::error(say!("no-picture-format", file = path.display())).remedy(say!("no-picture-format-remedy"))
}

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

/// The contents of the file: the whole canvas, or a part of it with the wires inside. `None` if there is nothing to draw.
pub fn draw(app: &App, part: Option<PictureScope>, format: Format) -> Option<Vec<u8>> {
    let mut scene = Scene::default();
    scene.follow(app, Id::new("picture"));
    let drawn = DrawnItems::of(&scene, part);
    let rough = drawn.bounds(&scene)?.expand(400.0);
    let wanted = match format {
        Format::Svg => 1.0,
        Format::Png(scale) => scale,
    };
    let mut sheet = Drawing::new(app, wanted);
    let mut bounds = rough;
    for _ in 0..PASSES {
        sheet.draw(app, &scene, &drawn, bounds);
        bounds = sheet.bounds;
    }
    Some(match format {
        Format::Svg => svg::write(&sheet).into_bytes(),
        Format::Png(_) => png::write(&sheet),
    })
}

/// The indices of the nodes, wires, boxes and dots to draw.
struct DrawnItems {
    nodes: Vec<usize>,
    wires: Vec<usize>,
    boxes: Vec<usize>,
    dots: Vec<usize>,
}

impl DrawnItems {
    fn of(scene: &Scene, part: Option<PictureScope>) -> DrawnItems {
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
    fn bounds(&self, scene: &Scene) -> Option<Rect> {
        let cards = self.nodes.iter().map(|index| scene.card(*index));
        let boxes = self.boxes.iter().map(|index| scene.annotations.rect(*index));
        let dots =
            self.dots.iter().map(|index| Rect::from_center_size(scene.annotations.dot(*index), vec2(16.0, 16.0)));
        cards.chain(boxes).chain(dots).reduce(|a, b| a.union(b))
    }
}

/// An item of a drawing.
enum Item {
    Shapes(Vec<Shape>),
    Wire { curve: Curve, color: Color32, width: f32 },
    Node { title: String, shapes: Vec<Shape> },
}

/// A finished drawing with its fonts.
struct Drawing {
    ctx: Context,
    wanted: f32,
    /// Pixels per point.
    scale: f32,
    /// The bounds with the margin, in canvas units.
    bounds: Rect,
    size: egui::Vec2,
    items: Vec<Item>,
    atlas: raster::Atlas,
    output: Vec<egui::epaint::ClippedShape>,
}

impl Drawing {
    fn new(app: &App, wanted: f32) -> Drawing {
        let ctx = Context::default();
        fonts::install(&ctx);
        style::apply(&ctx, app.person.preferences.theme, true);
        let (scale, bounds, size) = (wanted, Rect::NOTHING, vec2(1.0, 1.0));
        let atlas = raster::Atlas::default();
        Drawing { ctx, wanted, scale, bounds, size, items: Vec::new(), atlas, output: Vec::new() }
    }

    /// Draws what lies in `bounds` and measures its actual bounds.
    fn draw(&mut self, app: &App, scene: &Scene, drawn: &DrawnItems, bounds: Rect) {
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
                        let mut ribbon = LineMesh::default();
                        let points = 2 * wire_points(Detail::Full, curve.length());
                        ribbon.curve(curve, points, *width, *color, feather);
                        shapes.push(Shape::mesh(ribbon.mesh));
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
    fn bounds(&self) -> Vec<Rect> {
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
    let (mut text, mut minis) = (TextCache::default(), MiniTexts::default());
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

#[cfg(test)]
mod tests {
    use super::super::scene::tests::app_of;
    use super::*;
    use crate::app::view::Theme;
    use crate::app::{Action, AnnotationCommand, Command, Writing};

    fn svg(app: &App, part: Option<PictureScope>) -> Option<String> {
        draw(app, part, Format::Svg).map(|bytes| String::from_utf8(bytes).expect("text"))
    }

    #[test]
    fn every_node_and_wire_is_in_the_picture() {
        let mut app = app_of(&["early", "late", "alone"], &[("early", "late")]);
        let all = svg(&app, None).unwrap();
        assert!(["early", "late", "alone"].iter().all(|name| all.contains(&format!(">{name}</text>"))), "{all}");
        assert_eq!(all.matches("class=\"wire\"").count(), 1);
        app.project.view.selection = [app.document().find("late").unwrap()].into();
        let part = svg(&app, Some(PictureScope::selected(&app))).unwrap();
        assert!(part.contains(">late</text>") && !part.contains(">early</text>"), "{part}");
        assert_eq!(part.matches("class=\"wire\"").count(), 0);
    }

    #[test]
    fn nothing_is_no_picture_and_a_note_is_one() {
        let mut app = App::default();
        assert_eq!((svg(&app, None), Action::ExportPicture.is_enabled(&app)), (None, false));
        app.handle(Command::Annotation(AnnotationCommand::AddNote { at: crate::document::Position::new(0, 0) }));
        assert!(svg(&app, None).is_some() && Action::ExportPicture.is_enabled(&app));
    }

    #[test]
    fn frames_notes_comments_and_what_takes_no_part_are_in_the_picture() {
        let mut app = app_of(&["early", "late"], &[("early", "late")]);
        let plain = svg(&app, None).unwrap();
        let at = crate::document::Position::new(40, 0);
        app.handle(Command::Annotation(AnnotationCommand::AddNote { at }));
        let (id, _) = app.document().annotations().into_iter().next().expect("a note");
        let text = "See **here**".to_owned();
        app.handle(Command::Annotation(AnnotationCommand::Write { what: Writing::Annotation(id), text }));
        let what = Writing::Comment(app.document().find("early").unwrap());
        app.handle(Command::Annotation(AnnotationCommand::Write { what, text: "first of all".into() }));
        app.project.view.selection = [app.document().find("late").unwrap()].into();
        app.handle(Command::Do(Action::ToggleBypass));
        let all = svg(&app, None).unwrap();
        assert!(all.contains(">first of all</text>"), "{all}");
        assert!(all.contains(">See </text>") && all.contains(">here</text>"), "{all}");
        assert!(all.contains("font-weight=\"600\""), "{all}");
        assert!(all.len() > plain.len() + 500, "the dashes of a bypassed node");
    }

    #[test]
    fn pixels_are_those_of_the_scale_and_of_the_theme() {
        let mut app = app_of(&["early", "late"], &[("early", "late")]);
        for (theme, scale) in [(Theme::Dark, 1.0), (Theme::Light, 2.0)] {
            app.person.preferences.theme = theme;
            let bytes = draw(&app, None, Format::Png(scale)).unwrap();
            let mut reader = ::png::Decoder::new(std::io::Cursor::new(bytes)).read_info().unwrap();
            let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
            let frame = reader.next_frame(&mut pixels).unwrap();
            let card = paint_size(&app);
            assert_eq!((frame.width, frame.height), ((card.x * scale) as u32, (card.y * scale) as u32));
            let palette = theme::palette(theme);
            assert_eq!(pixels[..3], palette.background.to_array()[..3]);
            let has = |color: Color32| pixels.chunks_exact(3).any(|pixel| *pixel == color.to_array()[..3]);
            assert!(has(palette.surface) && has(palette.text), "cards and letters");
        }
    }

    /// The natural size of the picture, taken from its SVG.
    fn paint_size(app: &App) -> egui::Vec2 {
        let text = svg(app, None).unwrap();
        let side = |name: &str| {
            let (_, rest) = text.split_once(&format!(" {name}=\"")).unwrap();
            rest.split('"').next().unwrap().parse::<f32>().unwrap()
        };
        vec2(side("width"), side("height"))
    }

    #[test]
    fn the_name_tells_the_format() {
        let format = |name: &str| Format::of(Path::new(name), SCALE);
        assert_eq!(format("plan"), Some(Format::Svg));
        assert_eq!(format("plan.SVG"), Some(Format::Svg));
        assert_eq!(format("plan.png"), Some(Format::Png(2.0)));
        assert_eq!(format("plan@3x.png"), Some(Format::Png(3.0)));
        assert_eq!(format("plan@x.png"), Some(Format::Png(2.0)));
        assert_eq!(format("plan.jpg"), None);
    }
}
