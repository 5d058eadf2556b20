//! The window's size and position: saved once the window is at rest, and restored within the available displays.

use egui::{Context, Rect, ViewportCommand, pos2, vec2};

use crate::app::window_layout::{Display, Monitor, WindowPlacement};
use crate::app::{Command, WindowCommand, last_placement};

/// A window at the same place for this time, in seconds, is at rest.
const REST_TIME: f64 = 0.5;
/// Frames until the system has placed the window.
const SETTLING_FRAMES: u32 = 3;

/// Tracks the window.
#[derive(Debug, Default)]
pub struct WindowGeometry {
    /// The geometry to restore, until it was requested.
    wanted: Option<WindowPlacement>,
    frames: u32,
    seen: Option<(Display, WindowPlacement)>,
    since: f64,
    is_reported: bool,
}

impl WindowGeometry {
    /// Restores this geometry.
    pub fn restoring(wanted: WindowPlacement) -> WindowGeometry {
        WindowGeometry { wanted: Some(wanted), ..WindowGeometry::default() }
    }

    /// Tracks the window and pushes its geometry once it is at rest, or immediately with `now`.
    pub fn follow(&mut self, ctx: &Context, now: bool, out: &mut Vec<Command>) {
        self.frames = self.frames.saturating_add(1);
        if self.frames < SETTLING_FRAMES {
            return ctx.request_repaint();
        }
        if let Some(wanted) = self.wanted.take() {
            move_into_view(ctx, wanted);
        }
        let Some(stands) = placement(ctx) else { return };
        let time = ctx.input(|i| i.time);
        if self.seen.is_none_or(|seen| seen != stands) {
            (self.seen, self.since, self.is_reported) = (Some(stands), time, false);
        }
        if self.is_reported {
            return;
        }
        if now || time - self.since >= REST_TIME {
            self.is_reported = true;
            out.push(Command::Window(WindowCommand::SetPlacement { display: stands.0, placement: stands.1 }));
        } else {
            ctx.request_repaint_after_secs((REST_TIME - (time - self.since)) as f32 + 0.02);
        }
    }
}

/// The display that contains the window.
pub fn display(ctx: &Context) -> Display {
    let scale = ctx.pixels_per_point();
    ctx.input(|i| {
        let viewport = i.viewport();
        let size = viewport.monitor_size.unwrap_or_default() * scale;
        let own = viewport.native_pixels_per_point.unwrap_or(1.0);
        Display { width: size.x.round() as u32, height: size.y.round() as u32, scale: (own * 100.0).round() as u16 }
    })
}

/// The window's geometry in pixels; `None` while it is invisible or unknown.
fn placement(ctx: &Context) -> Option<(Display, WindowPlacement)> {
    let scale = ctx.pixels_per_point();
    let here = display(ctx);
    ctx.input(|i| {
        let viewport = i.viewport();
        if viewport.minimized == Some(true) || viewport.fullscreen == Some(true) || viewport.monitor_size.is_none() {
            return None;
        }
        let inside = viewport.inner_rect.map_or(i.content_rect().size(), |rect| rect.size()) * scale;
        let size = Some((inside.x.round() as u32, inside.y.round() as u32));
        let place = viewport.outer_rect.map(|rect: Rect| rect.min * scale);
        let place = place.map(|at| (at.x.round() as i32, at.y.round() as i32));
        Some((here, WindowPlacement { size, place, maximised: viewport.maximized == Some(true) }))
    })
}

/// Moves the window to its wanted geometry if it is elsewhere.
fn move_into_view(ctx: &Context, wanted: WindowPlacement) {
    let Some((_, now)) = placement(ctx) else { return };
    let scale = ctx.pixels_per_point();
    if wanted.maximised {
        if !now.maximised {
            ctx.send_viewport_cmd(ViewportCommand::Maximized(true));
        }
        return;
    }
    if let Some((width, height)) = wanted.size.filter(|_| wanted.size != now.size) {
        ctx.send_viewport_cmd(ViewportCommand::InnerSize(vec2(width as f32, height as f32) / scale));
    }
    if let Some((x, y)) = wanted.place.filter(|_| wanted.place != now.place) {
        ctx.send_viewport_cmd(ViewportCommand::OuterPosition((pos2(x as f32, y as f32).to_vec2() / scale).to_pos2()));
    }
}

/// Starts the window with its last geometry, which is corrected once the displays are known.
pub fn restored(builder: egui::ViewportBuilder) -> egui::ViewportBuilder {
    let Some((display, placement)) = last_placement() else { return builder };
    let scale = f32::from(display.scale.max(25)) / 100.0;
    let builder = match placement.size {
        Some((width, height)) => builder.with_inner_size(vec2(width as f32, height as f32) / scale),
        None => builder,
    };
    let builder = match placement.place {
        Some((x, y)) => builder.with_position(pos2(x as f32 / scale, y as f32 / scale)),
        None => builder,
    };
    builder.with_maximized(placement.maximised)
}

/// The displays, and the one that contains the window.
pub fn monitors(creation: &eframe::CreationContext<'_>) -> (Vec<Monitor>, Option<Display>) {
    let Some(window) = creation.winit_window() else { return Default::default() };
    let known =
        |size: (u32, u32), scale: f64| Display { width: size.0, height: size.1, scale: (scale * 100.0).round() as u16 };
    let all = window.available_monitors().map(|monitor| Monitor {
        display: known(monitor.size().into(), monitor.scale_factor()),
        at: monitor.position().into(),
    });
    let now = window.current_monitor().map(|monitor| known(monitor.size().into(), monitor.scale_factor()));
    (all.collect(), now)
}
