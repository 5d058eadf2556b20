//! Highlights one control of the window, for the guide.

use egui::{Color32, Context, Id, LayerId, Order, Rect, Stroke, StrokeKind};

use crate::app::guide::MissingWireEnd;

use super::theme::{self, Palette};

/// A control that can be highlighted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum HighlightTarget {
    /// A kind in the catalogue, by its id.
    Kind(&'static str),
    /// A setting in the form, by its name.
    Setting(&'static str),
    Run,
    Sample,
    /// An end of the wire that is missing on the canvas.
    Port(MissingWireEnd),
}

/// Records where the control was drawn in this frame.
pub fn record(ctx: &Context, what: HighlightTarget, rect: Rect) {
    let pass = ctx.cumulative_pass_nr();
    ctx.data_mut(|data| data.insert_temp(Id::new(("halo", what)), (pass, rect)));
}

/// The rectangle of the control, if it was drawn in this frame or the previous one.
pub fn area_of(ctx: &Context, what: HighlightTarget) -> Option<Rect> {
    let (pass, rect): (u64, Rect) = ctx.data(|data| data.get_temp(Id::new(("halo", what))))?;
    (pass + 1 >= ctx.cumulative_pass_nr()).then_some(rect)
}

/// Paints a glow around a rectangle.
pub fn paint(ctx: &Context, rect: Rect, palette: &Palette) {
    let painter = ctx.layer_painter(LayerId::new(Order::Foreground, Id::new("halo")));
    for (out, strength) in [(7.0, 0.10), (5.0, 0.18), (3.0, 0.30)] {
        let glow: Color32 = palette.accent.gamma_multiply(strength);
        painter.rect_stroke(rect.expand(out - 1.0), theme::RADIUS + 3, Stroke::new(2.0, glow), StrokeKind::Inside);
    }
    painter.rect_stroke(rect.expand(1.0), theme::RADIUS, Stroke::new(2.0, palette.accent), StrokeKind::Outside);
}
