//! Adds or ticks rows for several columns at once, found by text, type or pattern.

use egui::{Response, Ui};

use super::column_list::Source;
use super::column_picker::pick;
use super::probe::{ControlType, Probe, RowColumn, Tick, TickedRow};
use super::setting::Slot;
use crate::nodes::form::Rows;
use crate::ui::widgets;

/// The button that opens the list, named after its setting.
fn button(ui: &mut Ui, slot: &Slot<'_, '_>) -> Response {
    let button = widgets::button(ui, egui_phosphor::regular::LIST_CHECKS, tr!("pick-several"));
    widgets::name(ui, button.id, &tr!("pick-several-of", name = slot.name.as_str()));
    button
}

/// For rows that begin with a column: a list that adds and removes a row per column. Returns whether anything changed.
pub fn add(ui: &mut Ui, slot: &Slot<'_, '_>, rows: &mut dyn Rows) -> bool {
    let inputs = slot.context.inputs;
    let source = if rows.is_empty() {
        rows.add();
        let source = RowColumn::read(rows, 0, inputs).source;
        rows.remove(0);
        source
    } else {
        RowColumn::read(rows, 0, inputs).source
    };
    let columns = match source {
        Some(Source::Input(port)) => slot.columns(port),
        Some(Source::Own) => slot.context.output_columns,
        None => &[],
    };
    if columns.len() < 2 {
        return false;
    }
    let button = button(ui, slot);
    let before: Vec<String> = (0..rows.len()).map(|index| RowColumn::read(rows, index, inputs).name).collect();
    let Some(change) = pick(&button, slot.id, columns, &|name| before.iter().any(|own| own == name)) else {
        return false;
    };
    let mut names = before.clone();
    change.apply(&mut names);
    for (index, _) in before.iter().enumerate().rev().filter(|(_, name)| !names.contains(name)) {
        rows.remove(index);
    }
    for name in names.into_iter().filter(|name| !before.contains(name)) {
        rows.add();
        let last = rows.len() - 1;
        RowColumn::write(rows, last, inputs, name);
    }
    true
}

/// For rows with one column and a check box: a list that ticks several at once.
pub fn tick(ui: &mut Ui, slot: &mut Slot<'_, '_>, rows: &mut dyn Rows) {
    let mut probe = Probe::new(slot.context.inputs);
    rows.row(0, &mut probe);
    let Some(flag) =
        probe.fields.iter().find(|probed| probed.sort == ControlType::Flag).map(|probed| probed.field.name)
    else {
        return;
    };
    let button = button(ui, slot);
    ui.add_space(4.0);
    let popup = slot.id.with("popup");
    if !egui::Popup::is_id_open(ui.ctx(), popup) && !button.clicked() {
        return;
    }
    let ticked: Vec<(String, bool)> = (0..rows.len())
        .map(|index| {
            let mut row = TickedRow { flag, column: String::new(), is_ticked: false };
            rows.row(index, &mut row);
            (row.column, row.is_ticked)
        })
        .collect();
    let is_ticked = |name: &str| ticked.iter().any(|(column, ticked)| column == name && *ticked);
    let Some(change) = pick(&button, slot.id, slot.columns(0), &is_ticked) else { return };
    let mut chosen: Vec<String> = ticked.iter().filter(|(_, on)| *on).map(|(name, _)| name.clone()).collect();
    change.apply(&mut chosen);
    for (index, (column, before)) in ticked.iter().enumerate() {
        let now = chosen.contains(column);
        if now != *before {
            rows.row(index, &mut Tick { name: flag, set: Some(now), seen: false });
        }
    }
    slot.mark_changed();
}
