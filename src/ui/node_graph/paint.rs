//! Paints a frame of the canvas: background, wires, nodes, overlays.

use egui::{Rect, Ui};

use crate::app::view::Dialog;
use crate::app::{App, Command, RunState, Writing};
use crate::ui::theme;

use super::Canvas;
use super::camera::{self, ViewTransform};
use super::canvas_painter::CanvasPainter;
use super::card_state::CardState;
use super::detail::Detail;
use super::drop_target::{self, DropPreview};
use super::gesture_state::State;
use super::heat::HeatMap;
use super::hit::Target;
use super::layout;
use super::minimap::Minimap;
use super::node_status::{self, NodeStatus};
use super::paint_node;
use super::wire_drag::WireTarget;
use super::{
    annotation_names, lineage, overlay, paint_annotations, paint_background, paint_guides, paint_overview, paint_wire,
    run_flow, tooltip, wire_cut,
};

/// With more cards than this, fading parts are not drawn.
const FADING: usize = 150;

impl Canvas {
    pub(super) fn paint(
        &mut self,
        ui: &mut Ui,
        app: &App,
        transform: ViewTransform,
        hovered: Target,
        drop_preview: Option<&DropPreview>,
        out: &mut Vec<Command>,
    ) {
        let palette = theme::palette(app.person.preferences.theme);
        let statuses = node_status::of_all(app, &self.scene);
        let visible = self.visible(transform, &statuses);
        let heat = HeatMap::of(app, &statuses);
        self.names.announce(ui.ctx(), transform, &self.scene, &statuses, &visible);
        annotation_names::announce(ui.ctx(), transform, &self.scene, &app.project.view.selected_annotations);

        let rests = self.rests(ui, app, transform, hovered, drop_preview.is_some());
        let ctx = ui.ctx().clone();
        self.text.begin_frame(&ctx);
        let mut text = std::mem::take(&mut self.text);
        self.minis.begin_frame();
        let mut minis = std::mem::take(&mut self.minis);
        let time = ui.input(|i| i.time);
        let still = app.person.preferences.reduces_motion();
        let (visibility, fading) = self.fade.follow(transform.zoom, time, still);
        let mut painter = CanvasPainter {
            ctx: &ctx,
            transform,
            detail: Detail::at(transform.zoom),
            palette,
            text: &mut text,
            minis: &mut minis,
            visibility,
            shapes: Vec::with_capacity(64 + visible.len() * 16),
            time,
            still,
            animated: fading,
        };
        painter.rect(transform.rect, 0, palette.background, egui::Stroke::NONE);
        paint_background::dots(&mut painter);
        let written = match app.project.view.writing {
            Some(Writing::Annotation(id)) => Some(id),
            _ => None,
        };
        paint_annotations::boxes(&mut painter, &self.scene, &app.project.view.selected_annotations, written);
        self.paint_graph(&mut painter, app, &statuses, &visible, hovered, drop_preview, heat.as_ref());
        self.paint_above(ui, app, &mut painter, &statuses, drop_preview);
        if rests && let Some(pointer) = ui.ctx().pointer_hover_pos() {
            tooltip::paint(&mut painter, app, &self.scene, &statuses, hovered, pointer);
        }
        if painter.animated {
            ctx.request_repaint_after(std::time::Duration::from_millis(33));
        }
        let shapes = painter.shapes;
        self.text = text;
        self.minis = minis;
        ui.painter_at(transform.rect).extend(shapes);
        if let Some(heat) = &heat {
            heat.legend(ui, transform.rect, palette, out);
        }
    }

    /// Whether the pointer has rested on something with a tooltip.
    fn rests(&mut self, ui: &Ui, app: &App, transform: ViewTransform, hovered: Target, is_dropping: bool) -> bool {
        let at_rest = matches!(self.gestures.state, State::Idle)
            && app.project.view.writing.is_none()
            && app.project.view.dialog.is_none();
        if !at_rest || !self.menu_is_closed(ui) || is_dropping {
            self.hover_delay.reset();
            return false;
        }
        !self.on_content(ui, transform, hovered) && self.hover_delay.has_elapsed(ui, hovered)
    }

    /// Whether the pointer is on the content of an expanded node, which a tooltip would cover.
    fn on_content(&self, ui: &Ui, transform: ViewTransform, hovered: Target) -> bool {
        let Target::Node(id, _) = hovered else { return false };
        let (Some(index), Some(at)) = (self.scene.find(id), ui.ctx().pointer_hover_pos()) else { return false };
        let node = &self.scene.nodes[index];
        let card = self.scene.card(index);
        let content = layout::table(&node.ports, card.width()).translate(card.min.to_vec2());
        node.opened && content.contains(transform.to_canvas(at))
    }

    fn menu_is_closed(&self, ui: &Ui) -> bool {
        !egui::Popup::is_any_open(ui.ctx())
    }

    /// The indices of the visible nodes, selected ones last so that they are drawn on top.
    fn visible(&self, transform: ViewTransform, statuses: &[NodeStatus]) -> Vec<usize> {
        // Includes the problem below a card and the ports at its sides.
        let seen = transform.visible().expand(80.0);
        let in_sight = |index: &usize| seen.intersects(self.scene.card(*index));
        let mut visible: Vec<usize> = (0..self.scene.nodes.len()).filter(in_sight).collect();
        visible.sort_by_key(|index| statuses[*index].selected);
        visible
    }

    #[expect(clippy::too_many_arguments, reason = "a struct for one call would only repeat their names")]
    fn paint_graph(
        &mut self,
        painter: &mut CanvasPainter,
        app: &App,
        statuses: &[NodeStatus],
        visible: &[usize],
        hovered: Target,
        drop_preview: Option<&DropPreview>,
        heat: Option<&HeatMap>,
    ) {
        let scene = &self.scene;
        let wire_drag = match &self.gestures.state {
            State::Wiring(wire_drag) => Some((wire_drag, wire_drag.target(scene, painter.transform))),
            _ => None,
        };
        let hovered_wire = match hovered {
            Target::Wire(index) => Some(index),
            _ => drop_preview.and_then(|h| h.wire).or(self.moving_onto()),
        };
        let bent = match self.gestures.state {
            State::Bending { wire, nth, to } => scene.wires.get(wire).map(|bent| (&bent.wire, wire, nth, to)),
            _ => None,
        };
        let detached = wire_drag.as_ref().and_then(|(wire_drag, _)| wire_drag.detached.as_ref());
        let hidden = detached.or(bent.map(|(wire, ..)| wire));
        paint_wire::all(painter, app, scene, statuses, hovered_wire, hidden);
        run_flow::wires(painter, app, scene, hidden);
        if let Some((_, wire, nth, to)) = bent {
            paint_wire::bent(painter, scene, wire, nth, to);
        }
        let hovered_dot = match hovered {
            Target::Dot(index) | Target::DotHandle(index) => Some(index),
            _ => None,
        };
        paint_annotations::dots(painter, scene, &app.project.view.selected_annotations, hovered_dot);
        let hovered_node = match hovered {
            Target::Node(id, _) => scene.find(id),
            Target::Port(port) => scene.find(port.node),
            _ => None,
        };
        let boxed = self.boxed();
        // Fading parts are still drawn, unless there are too many.
        let fading = visible.len() <= FADING && painter.visibility.inside() > 0.0;
        if !painter.detail.has_ports() && !fading {
            paint_overview::all(painter, scene, statuses, visible, hovered_node, &boxed, heat);
        } else {
            for &index in visible {
                let node = &scene.nodes[index];
                let measured = heat.and_then(|heat| heat.value_text(index));
                let card_state = CardState {
                    hovered: hovered_node == Some(index),
                    port: if let Target::Port(port) = hovered { Some(port) } else { None },
                    boxed: boxed.get(index).copied().unwrap_or(false),
                    wire_drag: wire_drag.as_ref().map(|(wire_drag, target)| (*wire_drag, target)),
                    tab: self.tabs.get(&node.id).copied().filter(|tab| *tab < node.ports.outputs.len()).unwrap_or(0),
                    heat: heat.and_then(|heat| heat.color(painter.palette, index)),
                    measured: measured.as_deref(),
                    run: app.project.run.node_state(&node.name, node.ports.outputs.iter().map(|output| &*output.name)),
                    written: written(&app.project.run, &node.name),
                };
                if app.project.view.writing != Some(Writing::Comment(node.id)) {
                    paint_annotations::comment(painter, node, scene.card(index), &statuses[index]);
                }
                paint_node::card(painter, scene, index, &statuses[index], card_state);
            }
        }
        self.labels.follow(painter, scene, statuses, visible);
        self.labels.paint(painter, scene, statuses, visible);
        if let Some(lit) = &app.project.view.lineage {
            let tab = |index: usize| self.tabs.get(&scene.nodes[index].id).copied().unwrap_or(0);
            let on_the_way = lineage::paint(painter, lit, scene, statuses, visible, tab);
            self.labels.paint(painter, scene, statuses, &on_the_way);
        }
        if let Some(Dialog::AddNode { at, connect }) = &app.project.view.dialog {
            overlay::pending(painter, scene, camera::point(*at), connect);
        }
        if let Some((wire_drag, target)) = &wire_drag {
            paint_wire::wire_drag(painter, scene, wire_drag, target);
            let pointer = painter.transform.to_screen(wire_drag.at);
            if let WireTarget::Fits { port, replaces: None } = target {
                tooltip::at_port(painter, scene, statuses, *port);
            }
            overlay::wire_hint(painter, pointer, target);
        }
    }

    /// The index of the wire into which the dragged node would be inserted.
    fn moving_onto(&self) -> Option<usize> {
        match self.gestures.state {
            State::Moving { wire, .. } => wire,
            _ => None,
        }
    }

    /// Whether each node lies in the selection box, by index; empty without a box.
    fn boxed(&self) -> Vec<bool> {
        let State::BoxSelecting { from, to, .. } = self.gestures.state else { return Vec::new() };
        let area = Rect::from_two_pos(from, to);
        (0..self.scene.nodes.len()).map(|index| self.scene.card(index).intersects(area)).collect()
    }

    fn paint_above(
        &self,
        ui: &Ui,
        app: &App,
        painter: &mut CanvasPainter,
        statuses: &[NodeStatus],
        drop_preview: Option<&DropPreview>,
    ) {
        if let State::BoxSelecting { from, to, .. } = self.gestures.state {
            overlay::selection_box(painter, Rect::from_two_pos(from, to));
        }
        if let State::Cutting(line) = &self.gestures.state {
            wire_cut::paint(painter, &self.scene, line);
        }
        if let State::Moving { snap, .. } = &self.gestures.state {
            paint_guides::guides(painter, snap);
        }
        // The guide replaces the hint.
        if self.scene.bounds().is_none() && drop_preview.is_none() && app.project.guide.is_none() {
            paint_background::empty_hint(painter);
        }
        if let Some(map) = Minimap::of(&self.scene, painter.transform) {
            map.paint(painter, &self.scene, statuses);
        }
        if let Some(drop_preview) = drop_preview {
            overlay::ghost(painter, drop_preview.info, camera::point(drop_preview.at));
        }
        if drop_preview.and_then(|drop_preview| drop_preview.wire).or(self.moving_onto()).is_some()
            && let Some(pointer) = ui.ctx().pointer_interact_pos()
        {
            overlay::bubble(painter, pointer, tr!("drop-to-insert"), painter.palette.text);
        }
        if let Some(words) = drop_target::file_words(ui) {
            overlay::file_hint(painter, &words);
        }
    }
}

/// The rows that a sink wrote in the last run.
fn written(run: &RunState, name: &str) -> Option<u64> {
    run.written.iter().find(|written| written.node == name).map(|written| written.rows)
}
