//! The transform between canvas units and screen points, and camera movements.

use egui::{Pos2, Rect, Vec2, pos2, vec2};

use crate::app::view::{Camera, GRID};
use crate::document::Position;

pub const MIN_ZOOM: f32 = 0.04;
pub const MAX_ZOOM: f32 = 4.0;
/// The zoom from which all names of a typical graph are legible, and the zoom at which cards show everything.
const OVERVIEW: f32 = 0.25;
const READABLE: f32 = 0.7;
/// The maximum margin when fitting, in points.
const MARGIN: f32 = 48.0;

/// The transform between the canvas and the screen in one frame.
#[derive(Clone, Copy, Debug)]
pub struct ViewTransform {
    /// The rectangle of the canvas on the screen.
    pub rect: Rect,
    /// Screen points per canvas unit.
    pub zoom: f32,
    /// The screen position of the canvas origin, rounded to a pixel so that cards and text round equally while panning.
    origin: Pos2,
}

impl ViewTransform {
    pub fn new(rect: Rect, camera: Camera, pixels_per_point: f32) -> Self {
        let origin = rect.center() - vec2(camera.x, camera.y) * camera.zoom;
        let whole = |v: f32| (v * pixels_per_point).round() / pixels_per_point;
        ViewTransform { rect, zoom: camera.zoom, origin: pos2(whole(origin.x), whole(origin.y)) }
    }

    pub fn to_screen(self, at: Pos2) -> Pos2 {
        self.origin + at.to_vec2() * self.zoom
    }

    pub fn to_canvas(self, at: Pos2) -> Pos2 {
        ((at - self.origin) / self.zoom).to_pos2()
    }

    pub fn rect_to_screen(self, rect: Rect) -> Rect {
        Rect::from_min_max(self.to_screen(rect.min), self.to_screen(rect.max))
    }

    /// The visible area in canvas units.
    pub fn visible(self) -> Rect {
        Rect::from_min_max(self.to_canvas(self.rect.min), self.to_canvas(self.rect.max))
    }

    /// The grid position nearest to a screen position.
    pub fn position(self, at: Pos2) -> Position {
        position(self.to_canvas(at))
    }
}

/// The grid position nearest to a canvas point.
pub fn position(at: Pos2) -> Position {
    Position::new((at.x / GRID).round() as i32, (at.y / GRID).round() as i32)
}

/// The canvas point of a grid position.
pub fn point(at: Position) -> Pos2 {
    pos2(at.x as f32 * GRID, at.y as f32 * GRID)
}

/// Moves the view by a distance on the screen.
pub fn pan(camera: Camera, by: Vec2) -> Camera {
    Camera { x: camera.x - by.x / camera.zoom, y: camera.y - by.y / camera.zoom, ..camera }
}

/// Zooms around `pointer`, whose canvas point stays in place.
pub fn zoom_at(camera: Camera, rect: Rect, pointer: Pos2, factor: f32) -> Camera {
    let zoom = (camera.zoom * factor).clamp(MIN_ZOOM, MAX_ZOOM);
    let from_middle = pointer - rect.center();
    let shift = from_middle / camera.zoom - from_middle / zoom;
    Camera { x: camera.x + shift.x, y: camera.y + shift.y, zoom }
}

/// Shows all of `bounds` in `free`, the uncovered part of the canvas `rect`, at natural size at most.
pub fn fit(bounds: Rect, rect: Rect, free: Rect) -> Camera {
    let room = (free.size() - Vec2::splat(2.0 * margin(free))).max(Vec2::splat(40.0));
    let zoom = (room / bounds.size().max(Vec2::splat(1.0))).min_elem().clamp(MIN_ZOOM, 1.0);
    looking_at(bounds.center(), zoom, rect, free)
}

/// Shows all of `bounds` if names are legible then, else the part around `focus`, else the beginning.
pub fn open(bounds: Rect, focus: Option<Rect>, rect: Rect, free: Rect) -> Camera {
    let all = fit(bounds, rect, free);
    if all.zoom >= OVERVIEW {
        return all;
    }
    let focus = focus.unwrap_or(Rect::from_min_size(bounds.min, Vec2::ZERO));
    let margin = margin(free) / READABLE;
    let half = free.size() / READABLE / 2.0;
    // Shows no more empty space than around a graph that fits.
    let along = |focus: f32, half: f32, low: f32, high: f32| {
        let first = low - margin + half;
        let last = high + margin - half;
        if first > last { (low + high) / 2.0 } else { focus.clamp(first, last) }
    };
    let middle = pos2(
        along(focus.center().x, half.x, bounds.left(), bounds.right()),
        along(focus.center().y, half.y, bounds.top(), bounds.bottom()),
    );
    reveal(looking_at(middle, READABLE, rect, free), rect, free, focus)
}

/// The smallest movement that shows `bounds` in `free`. If it does not fit, its top left corner is shown.
pub fn reveal(camera: Camera, rect: Rect, free: Rect, bounds: Rect) -> Camera {
    let half = free.size() / camera.zoom / 2.0;
    let margin = margin(free) / 2.0 / camera.zoom;
    let along = |middle: f32, half: f32, low: f32, high: f32| {
        let first = high + margin - half;
        let last = low - margin + half;
        if first > last { last } else { middle.clamp(first, last) }
    };
    let shift = (free.center() - rect.center()) / camera.zoom;
    Camera {
        x: along(camera.x + shift.x, half.x, bounds.left(), bounds.right()) - shift.x,
        y: along(camera.y + shift.y, half.y, bounds.top(), bounds.bottom()) - shift.y,
        ..camera
    }
}

/// The camera that centres a canvas point in `free`.
fn looking_at(at: Pos2, zoom: f32, rect: Rect, free: Rect) -> Camera {
    let shift = (free.center() - rect.center()) / zoom;
    Camera { x: at.x - shift.x, y: at.y - shift.y, zoom }
}

/// The margin is smaller in a small canvas.
fn margin(free: Rect) -> f32 {
    (free.size().min_elem() * 0.1).clamp(8.0, MARGIN)
}

/// The largest part of `view` that none of `covers` overlaps, or `view` if nothing remains.
pub fn free(view: Rect, covers: &[Rect]) -> Rect {
    fn largest(view: Rect, covers: &[Rect]) -> Rect {
        let Some(cover) = covers.iter().find(|cover| cover.shrink(0.5).intersects(view)) else { return view };
        let beside = [
            view.with_max_x(cover.left()),
            view.with_min_x(cover.right()),
            view.with_max_y(cover.top()),
            view.with_min_y(cover.bottom()),
        ];
        let parts = beside.into_iter().filter(Rect::is_positive).map(|part| largest(part, covers));
        parts.max_by(|a, b| a.area().total_cmp(&b.area())).unwrap_or(Rect::NOTHING)
    }
    let part = largest(view, covers);
    if part.is_positive() { part } else { view }
}

#[cfg(test)]
mod tests {
    use super::*;

    const VIEW: Rect = Rect { min: pos2(100.0, 50.0), max: pos2(900.0, 650.0) };

    #[test]
    fn the_point_under_the_pointer_stays_while_zooming() {
        let camera = Camera { x: 37.0, y: -12.0, zoom: 0.8 };
        let pointer = pos2(250.0, 480.0);
        let before = ViewTransform::new(VIEW, camera, 1.0e4).to_canvas(pointer);
        for factor in [0.5, 1.1, 3.0, 100.0, 1.0e-6] {
            let zoomed = zoom_at(camera, VIEW, pointer, factor);
            let after = ViewTransform::new(VIEW, zoomed, 1.0e4).to_canvas(pointer);
            assert!((before - after).length() < 0.01, "{before} {after}");
            assert!((MIN_ZOOM..=MAX_ZOOM).contains(&zoomed.zoom));
        }
    }

    #[test]
    fn screen_and_canvas_are_inverse() {
        let transform = ViewTransform::new(VIEW, Camera { x: 12.5, y: 7.25, zoom: 1.7 }, 2.0);
        let at = pos2(-40.0, 91.0);
        assert!((transform.to_canvas(transform.to_screen(at)) - at).length() < 1e-3);
        assert!(transform.visible().contains(pos2(12.5, 7.25)));
    }

    #[test]
    fn fitting_shows_everything() {
        for bounds in [
            Rect::from_min_size(pos2(-500.0, 20.0), vec2(4000.0, 100.0)),
            Rect::from_min_size(pos2(0.0, 0.0), vec2(192.0, 64.0)),
        ] {
            let camera = fit(bounds, VIEW, VIEW);
            assert!(ViewTransform::new(VIEW, camera, 1.0).visible().contains_rect(bounds));
            assert!(camera.zoom <= 1.0);
        }
    }

    #[test]
    fn revealing_moves_only_as_far_as_needed() {
        let camera = Camera::default();
        let near = Rect::from_min_size(pos2(0.0, 0.0), vec2(192.0, 64.0));
        assert_eq!(reveal(camera, VIEW, VIEW, near), camera);
        let far = near.translate(vec2(2000.0, 0.0));
        let moved = reveal(camera, VIEW, VIEW, far);
        assert_eq!(moved.y, camera.y);
        assert!(ViewTransform::new(VIEW, moved, 1.0).visible().contains_rect(far));
    }

    #[test]
    fn a_project_opens_whole_or_where_the_selection_is() {
        let wide = Rect::from_min_max(pos2(0.0, 0.0), pos2(9000.0, 300.0));
        let camera = open(wide, None, VIEW, VIEW);
        let left = camera.x - VIEW.width() / camera.zoom / 2.0;
        assert!(camera.zoom == READABLE && left < 0.0 && left > -200.0, "{camera:?}");
        for x in [0.0, 4000.0, 8800.0] {
            let focus = Rect::from_min_size(pos2(x, 100.0), vec2(192.0, 64.0));
            let seen = ViewTransform::new(VIEW, open(wide, Some(focus), VIEW, VIEW), 1.0).visible();
            assert!(seen.contains_rect(focus) && seen.left() > -200.0 && seen.right() < 9200.0, "{x}: {seen}");
        }
        let small = Rect::from_min_max(pos2(0.0, 0.0), pos2(2000.0, 900.0));
        assert_eq!(open(small, None, VIEW, VIEW), fit(small, VIEW, VIEW));
    }

    #[test]
    fn what_covers_the_canvas_is_left_out() {
        let map = Rect::from_min_max(pos2(720.0, 530.0), pos2(888.0, 638.0));
        let guide = Rect::from_min_max(pos2(112.0, 400.0), pos2(412.0, 638.0));
        assert_eq!(free(VIEW, &[]), VIEW);
        assert_eq!(free(VIEW, &[map]), VIEW.with_max_y(530.0));
        assert_eq!(free(VIEW, &[map, guide]), VIEW.with_max_y(400.0));
        let bar = Rect::from_min_max(pos2(112.0, 62.0), pos2(888.0, 100.0));
        assert_eq!(free(VIEW, &[bar, map]), Rect::from_min_max(pos2(100.0, 100.0), pos2(900.0, 530.0)));
        assert_eq!(free(VIEW, &[VIEW.expand(5.0)]), VIEW);
        let part = free(VIEW, &[map, guide]);
        let node = Rect::from_min_size(pos2(0.0, 0.0), vec2(192.0, 64.0));
        for camera in
            [Camera::default(), Camera { x: 900.0, y: -700.0, zoom: 0.7 }, Camera { x: -300.0, y: 9.0, zoom: 1.5 }]
        {
            let transform = ViewTransform::new(VIEW, reveal(camera, VIEW, part, node), 1.0);
            assert!(part.expand(1.0).contains_rect(transform.rect_to_screen(node)), "{camera:?}");
        }
        let transform = ViewTransform::new(VIEW, fit(node, VIEW, part), 1.0);
        assert!(part.contains_rect(transform.rect_to_screen(node)));
    }
}
