//! The title line of a table: node, output, size and state.

use egui::{Button, FontId, RichText, Ui, vec2};

use crate::app::{App, Command, NodeResult, NodeState, OutputResult, TableCommand};
use crate::base::number::grouped;
use crate::document::Node;
use crate::engine::{Exactness, OutputRef};
use crate::nodes::PortSpec;
use crate::ui::fonts;
use crate::ui::style::{BODY, SMALL, hairline};
use crate::ui::theme::{self, Palette};
use crate::ui::widgets;

const HEIGHT: f32 = 32.0;
/// A narrower line does not say that a table is exact.
const NARROW: f32 = 480.0;
/// A still narrower line has compact buttons and no icon.
const TIGHT: f32 = 300.0;

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
    let face = app.project.node_info.get(output.node);
    let result = app.project.results.get(output.node);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), HEIGHT), egui::Sense::hover());
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, hairline(palette));
    let line = rect.shrink2(vec2(12.0, 0.0));
    // The buttons keep their space; the name is truncated.
    let layout = egui::Layout::right_to_left(egui::Align::Center);
    let mut right = ui.new_child(egui::UiBuilder::new().max_rect(line).layout(layout));
    let is_tight = line.width() < TIGHT;
    right.spacing_mut().item_spacing.x = if is_tight { 0.0 } else { 8.0 };
    if let Some(result) = result {
        if let Some((words, color, tip)) = state(result, found, palette)
            && (line.width() >= NARROW || color != palette.success)
        {
            right.label(RichText::new(words).size(SMALL).color(color)).on_hover_text(tip);
        }
        tools(&mut right, out);
    }
    let free = line.with_max_x((right.min_rect().left() - if is_tight { 4.0 } else { 12.0 }).max(line.left()));
    let layout = egui::Layout::left_to_right(egui::Align::Center);
    let mut left = ui.new_child(egui::UiBuilder::new().max_rect(free).layout(layout));
    let ui = &mut left;
    ui.spacing_mut().item_spacing.x = 8.0;
    let color = palette.category(face.and_then(|f| f.category));
    if !is_tight {
        ui.add(
            egui::Label::new(RichText::new(widgets::kind_icon(&node.kind)).size(15.0).color(color)).selectable(false),
        );
    }

    let outputs = face.map_or(&[][..], |f| f.ports.outputs.as_slice());
    let found = found.filter(|f| f.table.is_some() && result.is_some_and(|result| result.inactive_because.is_none()));
    let all = result.and_then(|result| result.output(output.port)).and_then(|own| own.rows);
    let sizes = found.map(|found| [size(found, all), short_size(found)]);
    let strong = fonts::strong(ui.ctx(), BODY);
    let plan = {
        let width = |words: &str, font: &FontId| {
            ui.painter().layout_no_wrap(words.to_owned(), font.clone(), palette.text).size().x
        };
        let body = FontId::proportional(BODY);
        let small = FontId::proportional(SMALL);
        let tab = |name: &str| width(name, &small) + 2.0 * ui.spacing().button_padding.x + 8.0;
        let name = width(&node.name, &strong) + 8.0;
        let tabs: f32 = if outputs.len() > 1 { outputs.iter().map(|spec| tab(spec.label())).sum() } else { 0.0 };
        let list =
            if outputs.len() > 1 { outputs.get(output.port).map_or(0.0, |o| tab(o.label()) + 18.0) } else { 0.0 };
        let sizes = sizes.as_ref().map_or([0.0; 2], |sizes| sizes.each_ref().map(|words| width(words, &body) + 12.0));
        Plan::of(ui.available_width(), name, [tabs, list], sizes)
    };
    ui.scope(|ui| {
        ui.set_max_width(plan.name);
        widgets::elided(ui, &node.name, strong, palette.text);
    });
    match outputs.len() {
        0 | 1 => {}
        _ if plan.tabs => tabs(ui, output, outputs, result, out),
        _ => list(ui, output, outputs, out),
    }
    if let (Some(sizes), Some(form)) = (sizes, plan.size) {
        ui.add_space(4.0);
        ui.label(RichText::new(&sizes[form]).color(palette.weak)).on_hover_text(&sizes[0]);
    }
}

/// What fits in the line: outputs as tabs or as a list, the long or short size or none, and the width of the name.
#[derive(Debug, PartialEq)]
struct Plan {
    name: f32,
    tabs: bool,
    size: Option<usize>,
}

impl Plan {
    fn of(room: f32, name: f32, [tabs, list]: [f32; 2], sizes: [f32; 2]) -> Plan {
        let ways = [
            (true, tabs, Some(0), sizes[0]),
            (true, tabs, Some(1), sizes[1]),
            (false, list, Some(0), sizes[0]),
            (false, list, Some(1), sizes[1]),
            (false, list, None, 0.0),
        ];
        let fitting = ways.into_iter().find(|(_, outputs, _, size)| name + outputs + size <= room);
        match fitting {
            Some((tabs, _, size, _)) => Plan { name, tabs, size },
            None => Plan { name: (room - list).max(24.0), tabs: false, size: None },
        }
    }
}

/// One tab per output.
fn tabs(ui: &mut Ui, output: OutputRef, outputs: &[PortSpec], result: Option<&NodeResult>, out: &mut Vec<Command>) {
    let palette = theme::current(ui);
    for (port, spec) in outputs.iter().enumerate() {
        let chosen = port == output.port;
        let rejected = rejected(spec, result.and_then(|result| result.output(port)));
        let color = match rejected {
            Some(_) => palette.warning,
            None if chosen => palette.text,
            None => palette.weak,
        };
        let words = match rejected {
            Some(rows) => tr!("rejected-rows", name = spec.label(), rows = rows),
            None => spec.label().to_owned(),
        };
        let tab = Button::new(RichText::new(words).size(SMALL).color(color)).selected(chosen);
        let response = widgets::frameless_button(ui, true, tab);
        widgets::name(ui, response.id, &tr!("output-named", name = spec.label()));
        if response.clicked() && !chosen {
            out.push(Command::Table(TableCommand::Show(OutputRef { node: output.node, port })));
        }
    }
}

/// The number of rejected rows, for the output that collects them.
fn rejected(spec: &PortSpec, found: Option<&OutputResult>) -> Option<u64> {
    found.filter(|_| spec.name == "rejected")?.rows.filter(|rows| *rows > 0)
}

/// The outputs as a drop-down list, where tabs do not fit.
fn list(ui: &mut Ui, output: OutputRef, outputs: &[PortSpec], out: &mut Vec<Command>) {
    let palette = theme::current(ui);
    let shown = outputs.get(output.port).map_or("", |spec| spec.label());
    let words = RichText::new(format!("{shown} {}", egui_phosphor::regular::CARET_DOWN)).size(SMALL);
    let button = ui.add(Button::new(words.color(palette.text)).selected(true));
    widgets::name(ui, button.id, &tr!("output-named", name = shown));
    egui::Popup::menu(&button).show(|ui| {
        for (port, spec) in outputs.iter().enumerate() {
            if ui.add(Button::selectable(port == output.port, spec.label())).clicked() {
                out.push(Command::Table(TableCommand::Show(OutputRef { node: output.node, port })));
            }
        }
    });
}

/// "336,776 rows × 19 columns"; "1,234 of 336,776 rows × 19 columns" with a quick filter.
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

/// "336,776 × 19"; empty while rows are being counted.
fn short_size(found: &OutputResult) -> String {
    let columns = found.table.as_ref().map_or(0, |table| table.columns().len());
    found.rows.map_or(String::new(), |rows| format!("{} × {}", grouped(rows), grouped(columns as u64)))
}

/// The state of the table: text, colour and explanation.
fn state(
    result: &NodeResult,
    found: Option<&OutputResult>,
    palette: &Palette,
) -> Option<(String, egui::Color32, &'static str)> {
    if result.inactive_because.is_some() {
        return Some((tr!("state-disabled").into(), palette.weak, tr!("state-disabled-about")));
    }
    let found = found.filter(|found| found.table.is_some())?;
    if super::empty_states::is_broken(result) {
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
        (Exactness::MatchesOf(_), _) => (tr!("state-matches").into(), palette.warning, tr!("state-matches-about")),
        (Exactness::FirstOnSpark, _) => (tr!("state-on-spark").into(), palette.warning, tr!("state-on-spark-about")),
        (Exactness::Exact, None) => (tr!("state-counting").into(), palette.weak, tr!("state-counting-about")),
        (Exactness::Exact, Some(_)) => (tr!("state-exact").into(), palette.success, tr!("state-exact-about")),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outputs_become_a_list_before_the_size_goes_and_the_name_is_cut_last() {
        let plan = |room| Plan::of(room, 80.0, [200.0, 70.0], [150.0, 90.0]);
        let cases = [
            (500.0, (80.0, true, Some(0))),
            (380.0, (80.0, true, Some(1))),
            (310.0, (80.0, false, Some(0))),
            (250.0, (80.0, false, Some(1))),
            (160.0, (80.0, false, None)),
            (120.0, (50.0, false, None)),
        ];
        for (room, (name, tabs, size)) in cases {
            assert_eq!(plan(room), Plan { name, tabs, size }, "{room}");
        }
    }
}
