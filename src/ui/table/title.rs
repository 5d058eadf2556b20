//! The line above the table: whose it is, which output, how large, how true.

use egui::{Button, RichText, Ui, vec2};

use crate::app::{App, Command, NodeResult, NodeState, OutputResult};
use crate::document::Node;
use crate::engine::{Exactness, OutputRef};
use crate::ui::style::{SMALL, hairline};
use crate::ui::theme::{self, Palette};
use crate::ui::widgets;

const HEIGHT: f32 = 32.0;

pub fn show(
    ui: &mut Ui,
    app: &App,
    output: OutputRef,
    node: &Node,
    found: Option<&OutputResult>,
    out: &mut Vec<Command>,
    tools: impl FnOnce(&mut Ui, &mut Vec<Command>),
) {
    let palette = theme::current(ui);
    let face = app.faces.get(output.node);
    let result = app.results.get(output.node);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), HEIGHT), egui::Sense::hover());
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, hairline(palette));
    let layout = egui::Layout::left_to_right(egui::Align::Center);
    let builder = egui::UiBuilder::new().max_rect(rect.shrink2(vec2(12.0, 0.0))).layout(layout);
    let mut line = ui.new_child(builder);
    let ui = &mut line;
    ui.spacing_mut().item_spacing.x = 8.0;
    let color = palette.category(face.and_then(|f| f.category));
    ui.add(egui::Label::new(RichText::new(widgets::kind_icon(&node.kind)).size(15.0).color(color)).selectable(false));
    widgets::strong(ui, &node.name);
    let outputs = face.map_or(&[][..], |f| f.ports.outputs.as_slice());
    if outputs.len() > 1 {
        for (port, spec) in outputs.iter().enumerate() {
            let chosen = port == output.port;
            let color = if chosen { palette.text } else { palette.weak };
            let tab = Button::new(RichText::new(spec.label()).size(SMALL).color(color)).frame_when_inactive(chosen);
            let response = ui.add(tab.selected(chosen));
            widgets::name(ui, response.id, &tr!("output-named", name = spec.label()));
            if response.clicked() && !chosen {
                out.push(Command::Show(OutputRef { node: output.node, port }));
            }
        }
    }
    let Some(result) = result else { return };
    if let Some(found) = found.filter(|f| f.table.is_some() && result.asleep.is_none()) {
        ui.add_space(4.0);
        let all = result.output(output.port).and_then(|own| own.rows);
        ui.label(RichText::new(size(found, all)).color(palette.weak));
    }
    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
        if let Some((words, color, tip)) = state(result, found, palette) {
            ui.label(RichText::new(words).size(SMALL).color(color)).on_hover_text(tip);
        }
        tools(ui, out);
    });
}

/// "336,776 rows × 19 columns"; "1,234 of 336,776 rows × 19 columns" where only some are looked at.
fn size(found: &OutputResult, all: Option<u64>) -> String {
    let Some(table) = &found.table else { return String::new() };
    let columns = say!("count-columns", count = table.columns().len());
    match (found.rows, all) {
        (Some(rows), Some(all)) if rows < all && !found.stale => {
            tr!("size-of", rows = rows, all = say!("count-rows", count = all), columns = columns)
        }
        (Some(rows), _) => tr!("size", rows = say!("count-rows", count = rows), columns = columns),
        (None, _) => tr!("size-so-far", rows = table.first + table.len() as u64, columns = columns),
    }
}

/// How true the table is: words, their colour, what they mean.
fn state(
    result: &NodeResult,
    found: Option<&OutputResult>,
    palette: &Palette,
) -> Option<(String, egui::Color32, &'static str)> {
    if result.asleep.is_some() {
        return Some((tr!("state-disabled").into(), palette.weak, tr!("state-disabled-about")));
    }
    let found = found.filter(|found| found.table.is_some())?;
    if super::states::is_broken(result) {
        return Some((tr!("state-old").into(), palette.weak, tr!("state-old-about")));
    }
    if found.stale || result.state == NodeState::Computing {
        return Some((tr!("state-stale").into(), palette.weak, tr!("state-stale-about")));
    }
    let table = found.table.as_ref()?;
    Some(match (table.exactness, found.rows) {
        (Exactness::SampleOf(rows), _) => {
            (tr!("state-sample", rows = say!("count-rows", count = rows)), palette.warning, tr!("state-sample-about"))
        }
        (Exactness::Exact, None) => (tr!("state-counting").into(), palette.weak, tr!("state-counting-about")),
        (Exactness::Exact, Some(_)) => (tr!("state-exact").into(), palette.good, tr!("state-exact-about")),
    })
}
