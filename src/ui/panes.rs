//! The regions of the window that F6 cycles through, and the focus ring.

use egui::{Context, Id, LayerId, Order, Rect, Sense, Stroke, StrokeKind, Ui, WidgetInfo, WidgetType};

use super::theme::Palette;

/// A region of the window, in the order of F6.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pane {
    ToolBar,
    Tabs,
    StartPage,
    Catalogue,
    Canvas,
    Inspector,
    Table,
    History,
    Problems,
    Runs,
}

const ALL: [Pane; 10] = [
    Pane::ToolBar,
    Pane::Tabs,
    Pane::StartPage,
    Pane::Catalogue,
    Pane::Canvas,
    Pane::Inspector,
    Pane::Table,
    Pane::History,
    Pane::Problems,
    Pane::Runs,
];

impl Pane {
    fn name(self) -> &'static str {
        match self {
            Pane::ToolBar => tr!("pane-tool-bar"),
            Pane::Tabs => tr!("tab-bar"),
            Pane::StartPage => tr!("pane-start"),
            Pane::Catalogue => tr!("pane-catalogue"),
            Pane::Canvas => tr!("pane-canvas"),
            Pane::Inspector => tr!("pane-inspector"),
            Pane::Table => tr!("pane-table"),
            Pane::History => tr!("pane-history"),
            Pane::Problems => tr!("pane-problems"),
            Pane::Runs => tr!("pane-runs"),
        }
    }

    /// The widget id that has the focus while the region as a whole has it.
    pub fn id(self) -> Id {
        Id::new("pane").with(self as u8)
    }
}

/// Registers `ui` as a region: the first Tab stop in it.
pub fn register(ui: &Ui, pane: Pane) {
    let response = ui.interact(ui.max_rect(), pane.id(), Sense::focusable_noninteractive());
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Other, true, pane.name()));
}

/// The region at `at`, other than the canvas.
pub fn pane_at(ctx: &Context, at: egui::Pos2) -> Option<Pane> {
    let panels = [Pane::Inspector, Pane::Catalogue, Pane::History, Pane::Problems, Pane::Runs];
    panels.into_iter().find(|pane| ctx.read_response(pane.id()).is_some_and(|response| response.rect.contains(at)))
}

/// Focuses the next or the previous visible region.
pub fn cycle_focus(ctx: &Context, forward: bool) {
    let shown: Vec<(Pane, Rect)> =
        ALL.iter().filter_map(|pane| Some((*pane, ctx.read_response(pane.id())?.rect))).collect();
    let focused = ctx.memory(|m| m.focused());
    let place = focused.and_then(|id| ctx.read_response(id)).map(|response| response.rect.center());
    let now = shown.iter().position(|(pane, _)| Some(pane.id()) == focused);
    let now = now.or_else(|| place.and_then(|at| shown.iter().position(|(_, rect)| rect.contains(at))));
    let count = shown.len();
    let next = match (now, forward) {
        (Some(now), true) => (now + 1) % count,
        (Some(now), false) => (now + count - 1) % count,
        (None, true) => 0,
        (None, false) => count.saturating_sub(1),
    };
    if let Some((pane, _)) = shown.get(next) {
        ctx.memory_mut(|m| m.request_focus(pane.id()));
    }
}

/// Paints a ring around the focused widget. Text fields have their own.
pub fn paint_focus_ring(ctx: &Context, palette: &Palette) {
    let Some(id) = ctx.memory(|m| m.focused()) else { return };
    if ctx.text_edit_focused() {
        return;
    }
    let Some(rect) = ctx.read_response(id).map(|response| response.interact_rect).filter(Rect::is_positive) else {
        return;
    };
    let painter = ctx.layer_painter(LayerId::new(Order::Tooltip, Id::new("focus_ring")));
    painter.rect_stroke(rect, super::theme::RADIUS, Stroke::new(2.0, palette.accent), StrokeKind::Inside);
}
