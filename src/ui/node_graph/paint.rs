//! One frame: ground, wires, nodes, and what lies above them, in this order.

use egui::{Rect, Ui};

use crate::app::view::Dialog;
use crate::app::{App, Command, RunState, Writing};
use crate::ui::theme;

use super::Canvas;
use super::brush::Brush;
use super::camera::{self, Lens};
use super::connect::Aim;
use super::drop::{self, Hovering};
use super::gesture::State;
use super::heat::HeatMap;
use super::hit::Target;
use super::layout;
use super::lod::Detail;
use super::look::{self, Look};
use super::minimap::Minimap;
use super::paint_node::{self, Attention};
use super::{
    cut, flow, lineage, overlay, paint_ground, paint_guides, paint_small, paint_things, paint_wire, thing_names,
    tooltip,
};

/// Cards that are drawn in full for a moment longer than needed, at most.
const FADING: usize = 150;

impl Canvas {
    pub(super) fn paint(
        &mut self,
        ui: &mut Ui,
        app: &App,
        lens: Lens,
        hovered: Target,
        hovering: Option<&Hovering>,
        out: &mut Vec<Command>,
    ) {
        let palette = theme::palette(app.person.preferences.theme);
        let looks = look::of_all(app, &self.scene);
        let visible = self.visible(lens, &looks);
        let heat = HeatMap::of(app, &looks);
        self.names.say(ui.ctx(), lens, &self.scene, &looks, &visible);
        thing_names::say(ui.ctx(), lens, &self.scene, &app.project.view.selected_things);

        let rests = self.rests(ui, app, lens, hovered, hovering.is_some());
        let ctx = ui.ctx().clone();
        self.text.begin_frame(&ctx);
        let mut text = std::mem::take(&mut self.text);
        self.minis.begin_frame();
        let mut minis = std::mem::take(&mut self.minis);
        let (time, still) = (ui.input(|i| i.time), app.person.preferences.reduces_motion());
        let (shown, fading) = self.fade.follow(lens.zoom, time, still);
        let mut brush = Brush {
            ctx: &ctx,
            lens,
            detail: Detail::at(lens.zoom),
            palette,
            text: &mut text,
            minis: &mut minis,
            shown,
            shapes: Vec::with_capacity(64 + visible.len() * 16),
            time,
            still,
            animated: fading,
        };
        brush.rect(lens.rect, 0, palette.ground, egui::Stroke::NONE);
        paint_ground::dots(&mut brush);
        let written = match app.project.view.writing {
            Some(Writing::Thing(id)) => Some(id),
            _ => None,
        };
        paint_things::boxes(&mut brush, &self.scene, &app.project.view.selected_things, written);
        self.paint_graph(&mut brush, app, &looks, &visible, hovered, hovering, heat.as_ref());
        self.paint_above(ui, app, &mut brush, &looks, hovering);
        if rests && let Some(pointer) = ui.ctx().pointer_hover_pos() {
            tooltip::paint(&mut brush, app, &self.scene, &looks, hovered, pointer);
        }
        if brush.animated {
            ctx.request_repaint_after(std::time::Duration::from_millis(33));
        }
        let shapes = brush.shapes;
        self.text = text;
        self.minis = minis;
        ui.painter_at(lens.rect).extend(shapes);
        if let Some(heat) = &heat {
            heat.legend(ui, lens.rect, palette, out);
        }
    }

    /// Whether the pointer has come to rest on something that may be told of.
    fn rests(&mut self, ui: &Ui, app: &App, lens: Lens, hovered: Target, is_dropping: bool) -> bool {
        let at_rest = matches!(self.gestures.state, State::Idle)
            && app.project.view.writing.is_none()
            && app.project.view.dialog.is_none();
        if !at_rest || !self.menu_is_closed(ui) || is_dropping {
            self.rest.reset();
            return false;
        }
        !self.on_content(ui, lens, hovered) && self.rest.is_long(ui, hovered)
    }

    /// Whether the pointer is on the rows or distributions of an opened node, which a tooltip would cover.
    fn on_content(&self, ui: &Ui, lens: Lens, hovered: Target) -> bool {
        let Target::Node(id, _) = hovered else { return false };
        let (Some(index), Some(at)) = (self.scene.find(id), ui.ctx().pointer_hover_pos()) else { return false };
        let (node, card) = (&self.scene.nodes[index], self.scene.card(index));
        let content = layout::table(&node.ports, card.width()).translate(card.min.to_vec2());
        node.opened && content.contains(lens.to_canvas(at))
    }

    fn menu_is_closed(&self, ui: &Ui) -> bool {
        !egui::Popup::is_any_open(ui.ctx())
    }

    /// The nodes in sight, by index; selected ones last, so that they lie on top.
    fn visible(&self, lens: Lens, looks: &[Look]) -> Vec<usize> {
        // A problem hangs below its card, ports stand out at the sides.
        let seen = lens.visible().expand(80.0);
        let in_sight = |index: &usize| seen.intersects(self.scene.card(*index));
        let mut visible: Vec<usize> = (0..self.scene.nodes.len()).filter(in_sight).collect();
        visible.sort_by_key(|index| looks[*index].selected);
        visible
    }

    #[expect(clippy::too_many_arguments, reason = "a struct for one call would only repeat their names")]
    fn paint_graph(
        &mut self,
        brush: &mut Brush,
        app: &App,
        looks: &[Look],
        visible: &[usize],
        hovered: Target,
        hovering: Option<&Hovering>,
        heat: Option<&HeatMap>,
    ) {
        let scene = &self.scene;
        let loose = match &self.gestures.state {
            State::Wiring(loose) => Some((loose, loose.aim(scene, brush.lens))),
            _ => None,
        };
        let hovered_wire = match hovered {
            Target::Wire(index) => Some(index),
            _ => hovering.and_then(|h| h.wire).or(self.moving_onto()),
        };
        let bent = match self.gestures.state {
            State::Bending { wire, nth, to } => scene.wires.get(wire).map(|bent| (&bent.wire, wire, nth, to)),
            _ => None,
        };
        let detached = loose.as_ref().and_then(|(loose, _)| loose.detached.as_ref());
        let hidden = detached.or(bent.map(|(wire, ..)| wire));
        paint_wire::all(brush, app, scene, looks, hovered_wire, hidden);
        flow::wires(brush, app, scene, hidden);
        if let Some((_, wire, nth, to)) = bent {
            paint_wire::bent(brush, scene, wire, nth, to);
        }
        let hovered_dot = match hovered {
            Target::Dot(index) | Target::DotHandle(index) => Some(index),
            _ => None,
        };
        paint_things::dots(brush, scene, &app.project.view.selected_things, hovered_dot);
        let hovered_node = match hovered {
            Target::Node(id, _) => scene.find(id),
            Target::Port(port) => scene.find(port.node),
            _ => None,
        };
        let boxed = self.boxed();
        // What goes over a moment is still seen, unless it is too much to be drawn.
        let fading = visible.len() <= FADING && brush.shown.inside() > 0.0;
        if !brush.detail.has_ports() && !fading {
            paint_small::all(brush, scene, looks, visible, hovered_node, &boxed, heat);
        } else {
            for &index in visible {
                let node = &scene.nodes[index];
                let measured = heat.and_then(|heat| heat.said(index));
                let attention = Attention {
                    hovered: hovered_node == Some(index),
                    port: if let Target::Port(port) = hovered { Some(port) } else { None },
                    boxed: boxed.get(index).copied().unwrap_or(false),
                    loose: loose.as_ref().map(|(loose, aim)| (*loose, aim)),
                    tab: self.tabs.get(&node.id).copied().filter(|tab| *tab < node.ports.outputs.len()).unwrap_or(0),
                    heat: heat.and_then(|heat| heat.color(brush.palette, index)),
                    measured: measured.as_deref(),
                    run: app.project.run.node_state(&node.name, node.ports.outputs.iter().map(|output| &*output.name)),
                    written: written(&app.project.run, &node.name),
                };
                if app.project.view.writing != Some(Writing::Comment(node.id)) {
                    paint_things::comment(brush, node, scene.card(index), &looks[index]);
                }
                paint_node::card(brush, scene, index, &looks[index], attention);
            }
        }
        self.labels.follow(brush, scene, looks, visible);
        self.labels.paint(brush, scene, looks, visible);
        if let Some(lit) = &app.project.view.lineage {
            let tab = |index: usize| self.tabs.get(&scene.nodes[index].id).copied().unwrap_or(0);
            let on_the_way = lineage::paint(brush, lit, scene, looks, visible, tab);
            self.labels.paint(brush, scene, looks, &on_the_way);
        }
        if let Some(Dialog::AddNode { at, connect }) = &app.project.view.dialog {
            overlay::pending(brush, scene, camera::point(*at), connect);
        }
        if let Some((loose, aim)) = &loose {
            paint_wire::loose(brush, scene, loose, aim);
            let pointer = brush.lens.to_screen(loose.at);
            if let Aim::Fits { port, replaces: None } = aim {
                tooltip::at_port(brush, scene, looks, *port);
            }
            overlay::aim_words(brush, pointer, aim);
        }
    }

    /// The wire into which the node that is dragged would be put, by index.
    fn moving_onto(&self) -> Option<usize> {
        match self.gestures.state {
            State::Moving { wire, .. } => wire,
            _ => None,
        }
    }

    /// Which nodes lie in the box that is being drawn, by index; empty where there is no box.
    fn boxed(&self) -> Vec<bool> {
        let State::Boxing { from, to, .. } = self.gestures.state else { return Vec::new() };
        let area = Rect::from_two_pos(from, to);
        (0..self.scene.nodes.len()).map(|index| self.scene.card(index).intersects(area)).collect()
    }

    fn paint_above(&self, ui: &Ui, app: &App, brush: &mut Brush, looks: &[Look], hovering: Option<&Hovering>) {
        if let State::Boxing { from, to, .. } = self.gestures.state {
            overlay::selection_box(brush, Rect::from_two_pos(from, to));
        }
        if let State::Cutting(line) = &self.gestures.state {
            cut::paint(brush, &self.scene, line);
        }
        if let State::Moving { snap, .. } = &self.gestures.state {
            paint_guides::guides(brush, snap);
        }
        // Who is guided is told by the guide.
        if self.scene.bounds().is_none() && hovering.is_none() && app.project.guide.is_none() {
            paint_ground::empty_hint(brush);
        }
        if let Some(map) = Minimap::of(&self.scene, brush.lens) {
            map.paint(brush, &self.scene, looks);
        }
        if let Some(hovering) = hovering {
            overlay::ghost(brush, hovering.info, camera::point(hovering.at));
        }
        if hovering.and_then(|hovering| hovering.wire).or(self.moving_onto()).is_some()
            && let Some(pointer) = ui.ctx().pointer_interact_pos()
        {
            overlay::bubble(brush, pointer, tr!("drop-to-insert"), brush.palette.text);
        }
        if let Some(words) = drop::file_words(ui) {
            overlay::file_hint(brush, &words);
        }
    }
}

/// Rows that a sink wrote in the last run.
fn written(run: &RunState, name: &str) -> Option<u64> {
    run.written.iter().find(|written| written.node == name).map(|written| written.rows)
}
