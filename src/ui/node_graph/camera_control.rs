//! Carries out camera requests within the uncovered part of the canvas, and again when the canvas is resized.

use egui::{Context, Id, Rect};

use crate::app::App;
use crate::app::view::{Camera, CameraRequest};

use super::areas;
use super::camera::{self, ViewTransform};
use super::minimap::Minimap;
use super::scene::Scene;

/// The factor of one zoom step.
const ZOOM_STEP: f32 = 1.25;

/// The last fit, which is repeated when the canvas is resized, until the user moves the camera.
#[derive(Debug, Default)]
pub struct CameraControl {
    last: Option<LastFit>,
}

#[derive(Clone, Copy, Debug)]
struct LastFit {
    whole: bool,
    focus: Option<Rect>,
    camera: Camera,
    rect: Rect,
    free: Rect,
}

impl CameraControl {
    /// The camera after requests of the app and a change of the canvas size. `at_rest`: no gesture is in progress.
    pub fn camera(&mut self, ctx: &Context, app: &App, scene: &Scene, rect: Rect, at_rest: bool) -> Camera {
        let camera = app.project.view.camera;
        let focus = selected(app, scene);
        match app.project.view.camera_request {
            None => self.again(ctx, app, scene, rect, at_rest),
            Some(CameraRequest::Fit) => self.fit(true, None, ctx, app, scene, rect),
            Some(CameraRequest::Open) => self.fit(false, focus, ctx, app, scene, rect),
            Some(CameraRequest::Selection) => {
                focus.map_or(camera, |bounds| camera::fit(bounds, rect, free(ctx, app, scene, rect, camera)))
            }
            Some(CameraRequest::RevealSelection) => reveal(ctx, app, scene, rect, focus),
            Some(CameraRequest::Reveal(id)) => reveal(ctx, app, scene, rect, scene.bounds_of([&id])),
            Some(CameraRequest::RevealAnnotation(id)) => {
                reveal(ctx, app, scene, rect, scene.annotations.bounds_of(&[id].into()))
            }
            Some(CameraRequest::In) => camera::zoom_at(camera, rect, rect.center(), ZOOM_STEP),
            Some(CameraRequest::Out) => camera::zoom_at(camera, rect, rect.center(), 1.0 / ZOOM_STEP),
            Some(CameraRequest::Reset) => camera::zoom_at(camera, rect, rect.center(), 1.0 / camera.zoom),
        }
    }

    fn again(&mut self, ctx: &Context, app: &App, scene: &Scene, rect: Rect, at_rest: bool) -> Camera {
        let camera = app.project.view.camera;
        self.last = self.last.filter(|last| last.camera == camera);
        let Some(last) = self.last.filter(|_| at_rest) else { return camera };
        // While a mouse button is down elsewhere, only a resize of the canvas moves its content.
        let covered = last.free != uncovered(ctx, app, rect) && !ctx.input(|i| i.pointer.any_down());
        if last.rect == rect && !covered {
            return camera;
        }
        self.fit(last.whole, last.focus, ctx, app, scene, rect)
    }

    fn fit(&mut self, whole: bool, focus: Option<Rect>, ctx: &Context, app: &App, scene: &Scene, rect: Rect) -> Camera {
        let uncovered = uncovered(ctx, app, rect);
        let Some(bounds) = scene.bounds() else {
            self.last = None;
            return Camera::default();
        };
        let all = camera::fit(bounds, rect, uncovered);
        let camera = if whole {
            all
        } else {
            match camera::open(bounds, focus, rect, uncovered) {
                // Showing a part leaves room for the minimap.
                part if part != all => camera::open(bounds, focus, rect, free(ctx, app, scene, rect, part)),
                all => all,
            }
        };
        // A view that showed everything continues to do so.
        self.last = Some(LastFit { whole: camera == all, focus, camera, rect, free: uncovered });
        camera
    }
}

fn reveal(ctx: &Context, app: &App, scene: &Scene, rect: Rect, bounds: Option<Rect>) -> Camera {
    let camera = app.project.view.camera;
    bounds.map_or(camera, |bounds| {
        let moved = camera::reveal(camera, rect, uncovered(ctx, app, rect), bounds);
        // The minimap may appear at the new position.
        camera::reveal(camera, rect, free(ctx, app, scene, rect, moved), bounds)
    })
}

/// The area of the selected nodes and annotations.
fn selected(app: &App, scene: &Scene) -> Option<Rect> {
    let annotations = scene.annotations.bounds_of(&app.project.view.selected_annotations);
    scene.bounds_of(&app.project.view.selection).into_iter().chain(annotations).reduce(|a, b| a.union(b))
}

/// The part of the canvas that is covered neither by panels nor by the minimap at this camera.
fn free(ctx: &Context, app: &App, scene: &Scene, rect: Rect, camera: Camera) -> Rect {
    let transform = ViewTransform::new(rect, camera, ctx.pixels_per_point());
    let covers: Vec<Rect> = covers(ctx, app).chain(Minimap::of(scene, transform).map(|map| map.rect)).collect();
    camera::free(rect, &covers)
}

/// The part of the canvas that panels do not cover.
fn uncovered(ctx: &Context, app: &App, rect: Rect) -> Rect {
    camera::free(rect, &covers(ctx, app).collect::<Vec<_>>())
}

/// The panels above the canvas.
fn covers(ctx: &Context, app: &App) -> impl Iterator<Item = Rect> {
    let guide = app.project.guide.as_ref().map(|_| areas::GUIDE);
    let legend = app.project.view.heat.map(|_| areas::LEGEND);
    let bar = app.project.view.lineage.as_ref().map(|_| areas::LINEAGE);
    let areas = [guide, legend, bar].into_iter().flatten();
    areas.filter_map(|name| ctx.memory(|memory| memory.area_rect(Id::new(name)))).map(|rect| rect.expand(4.0))
}
