//! The changes since the last successful run, by node and setting.

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{FontId, Response, Sense, Ui, WidgetInfo, WidgetType, pos2, vec2};

use crate::app::view::CameraRequest;
use crate::app::{App, CanvasCommand, Command, SelectMode};
use crate::document::{Difference, What};
use crate::engine::Changes;
use crate::nodes::setting_words;
use crate::ui::style::SMALL;
use crate::ui::theme;
use crate::ui::widgets;

const LINE: f32 = 20.0;

pub fn show(ui: &mut Ui, app: &App, changes: Option<&Changes>, out: &mut Vec<Command>) {
    let Some(changes) = changes else {
        widgets::small(ui, tr!("runs-no-good"));
        return;
    };
    let title = match (changes.is_known, changes.differences.is_empty()) {
        (false, true) => tr!("runs-unknown-since", run = changes.from),
        (true, true) => tr!("runs-unchanged-since", run = changes.from),
        _ => tr!("runs-changed-since", run = changes.from),
    };
    widgets::small(ui, &title);
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for difference in &changes.differences {
            let node = difference.node.as_ref().and_then(|name| app.document().find(name));
            let kind = node.and_then(|id| app.document().node(id)).map_or("", |node| node.kind.as_str());
            if line(ui, difference, kind, node.is_some()).clicked()
                && let Some(id) = node
            {
                out.push(Command::Canvas(CanvasCommand::Select {
                    nodes: [id].into(),
                    wires: Vec::new(),
                    mode: SelectMode::Replace,
                }));
                out.push(Command::Canvas(CanvasCommand::Reveal(CameraRequest::Reveal(id))));
            }
        }
    });
}

/// One difference: where, before, after.
fn line(ui: &mut Ui, difference: &Difference, kind: &str, leads_somewhere: bool) -> Response {
    let palette = theme::current(ui);
    let sense = if leads_somewhere { Sense::click() } else { Sense::hover() };
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), LINE), sense);
    let (place, before, after) = words(difference, kind);
    let arrow = if before.is_empty() || after.is_empty() { "" } else { " → " };
    let whole = format!("{place}: {before}{arrow}{after}");
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, ui.is_enabled(), &whole));
    if leads_somewhere && (response.hovered() || response.has_focus()) {
        ui.painter().rect_filled(rect, theme::RADIUS, palette.hover);
    }
    let format = |color| TextFormat::simple(FontId::proportional(SMALL), color);
    let mut job = LayoutJob {
        wrap: TextWrapping::truncate_at_width(rect.width() - 8.0),
        break_on_newline: false,
        ..LayoutJob::default()
    };
    job.append(&place, 0.0, format(palette.text));
    let struck = TextFormat { strikethrough: egui::Stroke::new(1.0, palette.weak), ..format(palette.weak) };
    if !before.is_empty() {
        job.append(&before, 10.0, if after.is_empty() { struck } else { format(palette.weak) });
    }
    if !after.is_empty() {
        job.append(if before.is_empty() { "" } else { "→" }, 6.0, format(palette.weak));
        job.append(&after, 6.0, format(palette.accent));
    }
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let is_cut = galley.elided;
    ui.painter().galley(pos2(rect.left() + 4.0, rect.center().y - galley.size().y / 2.0), galley, palette.text);
    if is_cut { response.on_hover_text(whole) } else { response }
}

/// Where, before and after as text; settings have the names of this kind's form.
fn words(difference: &Difference, kind: &str) -> (String, String, String) {
    let node = difference.node.as_deref().unwrap_or_default();
    let what = match &difference.what {
        What::Node if difference.before.is_none() => tr!("runs-change-new").to_owned(),
        What::Node => tr!("runs-change-gone").to_owned(),
        What::Name => tr!("runs-change-name").to_owned(),
        What::Kind => tr!("runs-change-kind").to_owned(),
        What::State => tr!("runs-change-state").to_owned(),
        What::Running => tr!("runs-change-running").to_owned(),
        What::Wire => tr!("runs-change-wire").to_owned(),
        What::Setting(path) => setting_words(kind, path).to_string(),
        What::Parameter(name) => format!("${{{name}}}"),
        What::Connection(name) => tr!("runs-change-connection", name = name),
        What::File(path) => path.rsplit(['/', '\\']).next().unwrap_or_default().to_owned(),
    };
    let place = if node.is_empty() { what } else { format!("{node} · {what}") };
    let one_line = |side: &Option<String>| side.as_deref().unwrap_or_default().replace('\n', " ");
    (place, one_line(&difference.before), one_line(&difference.after))
}
