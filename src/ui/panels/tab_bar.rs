//! The tab bar with a tab for each open project. Hidden while there is only one.

use egui::accesskit::Role;
use egui::{Align2, FontId, Id, Rect, Response, Sense, Stroke, Ui, WidgetInfo, WidgetType, pos2, vec2};
use egui_phosphor::regular as icon;

use crate::app::workspace::Tab;
use crate::app::{Action, Command, Project, TabCommand, TabId, Workspace};
use crate::engine::RunOutcome;
use crate::ui::style::SMALL;
use crate::ui::theme::{self, Palette, UNIT};
use crate::ui::widgets;

pub const HEIGHT: f32 = 32.0;
/// The minimum and maximum width of a tab, in points.
const NARROW: f32 = 112.0;
const WIDE: f32 = 208.0;
/// The side lengths of the close button and of the badge before the name.
const CROSS: f32 = 18.0;
const MARK: f32 = 14.0;

/// The scroll position of the bar and the dragged tab.
#[derive(Default)]
pub struct TabBar {
    offset: f32,
    /// The tab that was last scrolled into view, and the number of tabs then.
    shown: Option<(TabId, usize)>,
    /// The dragged tab, and the position of the pointer in it.
    dragged: Option<(TabId, f32)>,
}

/// The run state shown on a tab.
#[derive(Clone, Copy, PartialEq)]
enum RunBadge {
    Running,
    Succeeded,
    Failed,
}

impl RunBadge {
    fn of(workspace: &Workspace, tab: &Tab) -> Option<RunBadge> {
        match (workspace.project(tab).run.is_running(), tab.outcome) {
            (true, _) => Some(RunBadge::Running),
            (false, Some(RunOutcome::Succeeded)) => Some(RunBadge::Succeeded),
            (false, Some(RunOutcome::Failed | RunOutcome::FinishedWithFailures)) => Some(RunBadge::Failed),
            (false, Some(RunOutcome::Cancelled) | None) => None,
        }
    }
}

/// The accessible name of a tab: its name and the meaning of its marks.
fn accessible_name(workspace: &Workspace, tab: &Tab) -> String {
    let name = workspace.name_of(tab);
    match (RunBadge::of(workspace, tab), workspace.project(tab).is_unsaved()) {
        (Some(RunBadge::Running), _) => tr!("tab-running", name = name),
        (Some(RunBadge::Succeeded), _) => tr!("tab-succeeded", name = name),
        (Some(RunBadge::Failed), _) => tr!("tab-failed", name = name),
        (None, true) => tr!("tab-unsaved", name = name),
        (None, false) => tr!("tab-named", name = name),
    }
}

impl TabBar {
    pub fn show(&mut self, ui: &mut Ui, workspace: &Workspace, out: &mut Vec<Command>) {
        let colours = theme::current(ui);
        let bar = ui.max_rect();
        let count = workspace.tabs().len();
        let fits = (bar.width() - 36.0) / count as f32 >= NARROW;
        let room = bar.width() - if fits { 36.0 } else { 68.0 };
        let width = (room / count as f32).clamp(NARROW, WIDE);
        let strip = Rect::from_min_size(bar.min, vec2(room.min(width * count as f32), bar.height()));
        self.scroll(ui, workspace, strip, width);
        ui.painter().hline(bar.x_range(), bar.bottom() - 0.5, Stroke::new(1.0, colours.line));
        let mut inner = ui.new_child(egui::UiBuilder::new().max_rect(strip));
        inner.shrink_clip_rect(strip);
        for (place, tab) in workspace.tabs().iter().enumerate() {
            let left = strip.left() - self.offset + width * place as f32;
            let slot = Rect::from_min_size(pos2(left, strip.top()), vec2(width, strip.height()));
            self.tab(&mut inner, workspace, (place, tab), slot, strip, out);
        }
        let mut at = pos2(strip.right() + UNIT, strip.center().y - theme::ROW / 2.0);
        let mut place = || {
            let rect = Rect::from_min_size(at, vec2(theme::ROW, theme::ROW));
            at.x += theme::ROW + UNIT;
            rect
        };
        let add = widgets::draw_over(ui, place(), |ui| widgets::icon_button(ui, icon::PLUS, Action::New.title()));
        if add.clicked() {
            out.push(Command::Do(Action::New));
        }
        if !fits {
            widgets::draw_over(ui, place(), |ui| list(ui, workspace, out));
        }
    }

    /// Handles the wheel and scrolls a newly active tab into view.
    fn scroll(&mut self, ui: &Ui, workspace: &Workspace, strip: Rect, width: f32) {
        let most = (width * workspace.tabs().len() as f32 - strip.width()).max(0.0);
        if ui.rect_contains_pointer(strip) {
            let by = ui.input(|i| i.smooth_scroll_delta());
            self.offset -= by.x + by.y;
        }
        let now = (workspace.active(), workspace.tabs().len());
        if self.shown != Some(now) {
            self.shown = Some(now);
            let place = workspace.tabs().iter().position(|tab| tab.id == now.0).unwrap_or_default();
            let left = width * place as f32;
            self.offset = self.offset.clamp((left + width - strip.width()).min(left), left);
        }
        self.offset = self.offset.clamp(0.0, most);
    }

    fn tab(
        &mut self,
        ui: &mut Ui,
        workspace: &Workspace,
        (place, tab): (usize, &Tab),
        slot: Rect,
        strip: Rect,
        out: &mut Vec<Command>,
    ) {
        let id = Id::new(("tab", tab.id));
        let response = ui.interact(slot, id, Sense::click_and_drag());
        let is_active = tab.id == workspace.active();
        response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, accessible_name(workspace, tab)));
        ui.ctx().accesskit_node_builder(id, |node| {
            node.set_role(Role::Tab);
            node.set_selected(is_active);
        });
        let pointer = ui.input(|i| i.pointer.interact_pos());
        if let (true, Some(at)) = (response.drag_started_by(egui::PointerButton::Primary), pointer) {
            self.dragged = Some((tab.id, at.x - slot.left()));
        }
        let mut rect = slot;
        match (self.dragged, pointer) {
            (Some((dragged, grip)), Some(at)) if dragged == tab.id => {
                if response.dragged() {
                    let last = strip.right() - self.offset.min(0.0) - slot.width();
                    let left = (at.x - grip).clamp(strip.left(), last.max(strip.left()));
                    rect = Rect::from_min_size(pos2(left, slot.top()), slot.size());
                    let to = ((left + self.offset - strip.left()) / slot.width()).round() as usize;
                    if to != place && to < workspace.tabs().len() {
                        out.push(Command::Tab(TabCommand::Move { tab: tab.id, to }));
                    }
                } else {
                    self.dragged = None;
                }
            }
            _ => {
                // The other tabs make room with an animation.
                let by = slot.left() - strip.left() + self.offset;
                let time = if self.dragged.is_some() { ui.style().animation_time } else { 0.0 };
                let now = ui.ctx().animate_value_with_time(id.with("place"), by, time);
                rect = rect.translate(vec2(now - by, 0.0));
            }
        }
        if (response.clicked() || response.drag_started()) && !is_active {
            out.push(Command::Tab(TabCommand::Show(tab.id)));
        }
        if response.middle_clicked() {
            out.push(Command::Tab(TabCommand::Close(tab.id)));
        }
        let cross = Rect::from_center_size(pos2(rect.right() - 16.0, rect.center().y), vec2(CROSS, CROSS));
        let close = ui.interact(cross, id.with("close"), Sense::click());
        let words = tr!("tab-close", name = workspace.name_of(tab));
        close.widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, &words));
        if close.clicked() {
            out.push(Command::Tab(TabCommand::Close(tab.id)));
        }
        // The dragged tab is drawn above the others.
        let mut over = ui.new_child(egui::UiBuilder::new().max_rect(strip));
        if rect != slot && self.dragged.is_some_and(|(dragged, _)| dragged == tab.id) {
            over.set_clip_rect(strip);
        }
        paint(&over, (workspace, tab), rect, is_active, (&response, &close));
        let about = about(workspace.project(tab));
        close.on_hover_text(words);
        let response = response.on_hover_text(about);
        response.context_menu(|ui| menu(ui, workspace, tab, out));
    }
}

/// The path of the project, for the tooltip.
fn about(project: &Project) -> String {
    project.file.as_ref().map_or_else(|| project.name(), |file| file.display().to_string())
}

fn menu(ui: &mut Ui, workspace: &Workspace, tab: &Tab, out: &mut Vec<Command>) {
    let items = [
        (Action::CloseTab.title(), TabCommand::Close(tab.id)),
        (tr!("tab-close-others"), TabCommand::CloseOthers(tab.id)),
    ];
    for (title, command) in items {
        if ui.add_enabled(workspace.tabs().len() > 1, egui::Button::new(title)).clicked() {
            out.push(Command::Tab(command));
            ui.close();
        }
    }
}

/// A menu of all tabs, if they do not fit.
fn list(ui: &mut Ui, workspace: &Workspace, out: &mut Vec<Command>) {
    let response = widgets::icon_button(ui, icon::CARET_DOWN, tr!("tab-list"));
    egui::Popup::menu(&response).show(|ui| {
        ui.set_min_width(200.0);
        for tab in workspace.tabs() {
            let dot = if workspace.project(tab).is_unsaved() { "• " } else { "" };
            let item = ui.selectable_label(tab.id == workspace.active(), format!("{dot}{}", workspace.name_of(tab)));
            if item.clicked() {
                out.push(Command::Tab(TabCommand::Show(tab.id)));
                ui.close();
            }
        }
    });
}

fn paint(
    ui: &Ui,
    (workspace, tab): (&Workspace, &Tab),
    rect: Rect,
    is_active: bool,
    (response, close): (&Response, &Response),
) {
    let colours = theme::current(ui);
    let painter = ui.painter();
    let warm = response.hovered() || response.has_focus() || close.hovered() || close.has_focus();
    if is_active || warm {
        let fill = if is_active { colours.panel } else { colours.hover };
        let body = if is_active { rect } else { rect.with_max_y(rect.bottom() - 1.0) };
        painter.rect_filled(body, 0, fill);
    }
    if is_active {
        painter.hline(rect.x_range(), rect.top() + 1.0, Stroke::new(2.0, colours.accent));
    }
    painter.vline(rect.right() - 0.5, rect.y_range(), Stroke::new(1.0, colours.line));
    let mut left = rect.left() + 12.0;
    if mark(ui, RunBadge::of(workspace, tab), pos2(left + MARK / 2.0, rect.center().y), colours) {
        left += MARK + 6.0;
    }
    let right = rect.right() - 16.0 - CROSS / 2.0 - UNIT;
    let color = if is_active || warm { colours.text } else { colours.weak };
    let dot = if workspace.project(tab).is_unsaved() { 12.0 } else { 0.0 };
    let font = egui::TextStyle::Body.resolve(ui.style());
    let job = widgets::elided_job(&workspace.name_of(tab), font, color, right - dot - left);
    let galley = painter.layout_job(job);
    let end = left + galley.size().x;
    painter.galley(pos2(left, rect.center().y - galley.size().y / 2.0), galley, color);
    if workspace.project(tab).is_unsaved() {
        painter.circle_filled(pos2(end + 8.0, rect.center().y + 0.5), 3.0, colours.warning);
    }
    if is_active || warm {
        if close.hovered() || close.has_focus() {
            painter.rect_filled(close.rect, theme::RADIUS, colours.line);
        }
        painter.text(close.rect.center(), Align2::CENTER_CENTER, icon::X, FontId::proportional(SMALL), color);
    }
}

/// Paints the run badge. Returns whether there is one.
fn mark(ui: &Ui, mark: Option<RunBadge>, at: egui::Pos2, colours: &Palette) -> bool {
    let (glyph, color) = match mark {
        None => return false,
        Some(RunBadge::Running) => {
            widgets::busy_at(ui, at, MARK, colours.accent);
            return true;
        }
        Some(RunBadge::Succeeded) => (icon::CHECK_CIRCLE, colours.success),
        Some(RunBadge::Failed) => (icon::WARNING_CIRCLE, colours.error),
    };
    ui.painter().text(at, Align2::CENTER_CENTER, glyph, FontId::proportional(MARK), color);
    true
}
