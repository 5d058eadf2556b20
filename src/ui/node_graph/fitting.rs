//! What is wished of the camera, fulfilled within the part of the canvas that nothing covers, and fulfilled anew when the canvas
//! gets another size.

use egui::{Context, Id, Rect};

use crate::app::App;
use crate::app::view::{Camera, CameraRequest};

use super::camera::{self, Lens};
use super::minimap::Minimap;
use super::scene::Scene;

/// How much one step of a zoom command zooms.
const ZOOM_STEP: f32 = 1.25;

/// The last time that all was fitted: again for another size, until somebody moves the camera.
#[derive(Debug, Default)]
pub struct Fitting {
    last: Option<Fitted>,
}

#[derive(Clone, Copy, Debug)]
struct Fitted {
    whole: bool,
    focus: Option<Rect>,
    camera: Camera,
    rect: Rect,
    free: Rect,
}

impl Fitting {
    /// The camera that a wish of the app asks for, or another size of the canvas. `at_rest`: no hand is on the canvas.
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
            Some(CameraRequest::RevealThing(id)) => reveal(ctx, app, scene, rect, scene.things.bounds_of(&[id].into())),
            Some(CameraRequest::In) => camera::zoom_at(camera, rect, rect.center(), ZOOM_STEP),
            Some(CameraRequest::Out) => camera::zoom_at(camera, rect, rect.center(), 1.0 / ZOOM_STEP),
            Some(CameraRequest::Reset) => camera::zoom_at(camera, rect, rect.center(), 1.0 / camera.zoom),
        }
    }

    fn again(&mut self, ctx: &Context, app: &App, scene: &Scene, rect: Rect, at_rest: bool) -> Camera {
        let camera = app.project.view.camera;
        self.last = self.last.filter(|last| last.camera == camera);
        let Some(last) = self.last.filter(|_| at_rest) else { return camera };
        // While something is pressed elsewhere, only another size of the canvas moves what is on it.
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
        let camera = match whole {
            true => all,
            false => match camera::open(bounds, focus, rect, uncovered) {
                // A part: beside it the small map will be.
                part if part != all => camera::open(bounds, focus, rect, free(ctx, app, scene, rect, part)),
                all => all,
            },
        };
        // What has shown all goes on showing all.
        self.last = Some(Fitted { whole: camera == all, focus, camera, rect, free: uncovered });
        camera
    }
}

fn reveal(ctx: &Context, app: &App, scene: &Scene, rect: Rect, bounds: Option<Rect>) -> Camera {
    let camera = app.project.view.camera;
    bounds.map_or(camera, |bounds| {
        let moved = camera::reveal(camera, rect, uncovered(ctx, app, rect), bounds);
        // Where it ends up there may be the small map.
        camera::reveal(camera, rect, free(ctx, app, scene, rect, moved), bounds)
    })
}

/// What the selected nodes and things cover.
fn selected(app: &App, scene: &Scene) -> Option<Rect> {
    let things = scene.things.bounds_of(&app.project.view.selected_things);
    scene.bounds_of(&app.project.view.selection).into_iter().chain(things).reduce(|a, b| a.union(b))
}

/// The part of the canvas that neither what lies above it nor the small map covers, as the camera stands then.
fn free(ctx: &Context, app: &App, scene: &Scene, rect: Rect, camera: Camera) -> Rect {
    let lens = Lens::new(rect, camera, ctx.pixels_per_point());
    let covers: Vec<Rect> = covers(ctx, app).chain(Minimap::of(scene, lens).map(|map| map.rect)).collect();
    camera::free(rect, &covers)
}

/// The same where all is in sight, and so no small map.
fn uncovered(ctx: &Context, app: &App, rect: Rect) -> Rect {
    camera::free(rect, &covers(ctx, app).collect::<Vec<_>>())
}

/// What lies above the canvas and stays there.
fn covers(ctx: &Context, app: &App) -> impl Iterator<Item = Rect> {
    let guide = app.project.guide.as_ref().map(|_| super::GUIDE);
    let legend = app.project.view.heat.map(|_| super::heat::LEGEND);
    let bar = app.project.view.lineage.as_ref().map(|_| super::lineage::BAR);
    let areas = [guide, legend, bar].into_iter().flatten();
    areas.filter_map(|name| ctx.memory(|memory| memory.area_rect(Id::new(name)))).map(|rect| rect.expand(4.0))
}
