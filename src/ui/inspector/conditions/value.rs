//! The values of a row: fields with suggestions from the column.

use egui::{Align, EventFilter, Key, Modifiers, Rect, TextEdit, Ui, UiBuilder, pos2, vec2};

use super::super::setting::Slot;
use super::super::suggestion_list::SuggestionList;
use super::draft::{Row, RowActions, part_id};
use super::list;
use crate::app::{Command, FormCommand};
use crate::base::Type;
use crate::formula::{Arity, shown_value, written_value};
use crate::ui::theme::ROW;
use crate::ui::widgets;

const GAP: f32 = 4.0;

/// Draws the fields and returns their lower edge.
pub fn show(
    ui: &mut Ui,
    slot: &mut Slot<'_, '_>,
    index: usize,
    row: &mut Row,
    data_type: &Type,
    place: Rect,
    actions: &mut RowActions,
) -> f32 {
    match row.term.test.arity() {
        Arity::None => place.top(),
        Arity::One => {
            one(ui, slot, index, row, 0, "value", tr!("condition-value"), data_type, place, actions);
            place.bottom()
        }
        Arity::Two => {
            let half = ((place.width() - GAP) / 2.0).floor();
            let first = place.with_max_x(place.left() + half);
            one(ui, slot, index, row, 0, "value", tr!("condition-from"), data_type, first, actions);
            let second = place.with_min_x(first.right() + GAP);
            one(ui, slot, index, row, 1, "to", tr!("condition-to"), data_type, second, actions);
            place.bottom()
        }
        Arity::Many => many(ui, slot, index, row, data_type, place, actions),
    }
}

/// A field for the value at index `at`.
#[expect(clippy::too_many_arguments, reason = "a struct for one call would only repeat their names")]
fn one(
    ui: &mut Ui,
    slot: &mut Slot<'_, '_>,
    index: usize,
    row: &mut Row,
    at: usize,
    part: &str,
    label: &str,
    data_type: &Type,
    place: Rect,
    actions: &mut RowActions,
) {
    if row.term.values.len() <= at {
        row.term.values.resize(at + 1, String::new());
        row.typed.resize(at + 1, String::new());
    }
    let before = row.typed[at].clone();
    let outcome = field(ui, slot, index, &row.term.column, part, label, &mut row.typed[at], place);
    if row.typed[at] != before {
        row.term.values[at] = written_value(data_type, &row.typed[at]);
        actions.changed = true;
    }
    if let Some(chosen) = outcome.chosen {
        row.term.values[at] = from_data(data_type, &chosen);
        row.typed[at] = shown_value(&row.term.values[at]);
        actions.changed = true;
    }
    actions.add |= outcome.entered && row.term.is_complete();
}

/// Chips for the values, and a field to add another.
fn many(
    ui: &mut Ui,
    slot: &mut Slot<'_, '_>,
    index: usize,
    row: &mut Row,
    data_type: &Type,
    place: Rect,
    actions: &mut RowActions,
) -> f32 {
    let is_blank = |value: &String| value.is_empty();
    if row.term.values.iter().any(is_blank) {
        row.term.values.retain(|value| !value.is_empty());
    }
    let draft = part_id(slot, "more", index);
    let mut typed: String = ui.data(|d| d.get_temp(draft)).unwrap_or_default();
    let outcome = field(ui, slot, index, &row.term.column, "value", tr!("condition-value"), &mut typed, place);
    let mut more = outcome.chosen.map(|chosen| from_data(data_type, &chosen));
    if more.is_none() && (outcome.entered || outcome.left) && !typed.trim().is_empty() {
        more = Some(written_value(data_type, &typed));
    } else if outcome.entered && row.term.is_complete() {
        actions.add = true;
    }
    if let Some(more) = more {
        typed.clear();
        if !row.term.values.contains(&more) {
            row.term.values.push(more);
        }
        actions.changed = true;
    }
    ui.data_mut(|d| d.insert_temp(draft, typed));
    let top = place.bottom() + GAP;
    let mut bottom = place.bottom();
    if !row.term.values.is_empty() {
        let below = Rect::from_min_size(pos2(place.left(), top), vec2(place.width(), f32::INFINITY));
        let mut cell = ui.new_child(UiBuilder::new().max_rect(below).id_salt(("condition values", index)));
        let mut removed = None;
        cell.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
            for (at, value) in row.term.values.iter().enumerate() {
                if widgets::chip(ui, "", &shown_value(value), false).removed {
                    removed = Some(at);
                }
            }
        });
        bottom = cell.min_rect().bottom();
        if let Some(at) = removed {
            row.term.values.remove(at);
            actions.changed = true;
        }
    }
    row.typed = row.term.values.iter().map(|value| shown_value(value)).collect();
    bottom
}

/// A column value as a formula literal.
fn from_data(data_type: &Type, value: &str) -> String {
    match data_type {
        // A text value is quoted whatever it contains.
        Type::Text => format!("'{}'", value.replace('\'', "''")),
        _ => written_value(data_type, value),
    }
}

#[derive(Default)]
struct FieldResult {
    chosen: Option<String>,
    /// Enter was pressed while no entry was highlighted.
    entered: bool,
    /// The field lost the focus.
    left: bool,
}

#[expect(clippy::too_many_arguments, reason = "a struct for one call would only repeat their names")]
fn field(
    ui: &mut Ui,
    slot: &mut Slot<'_, '_>,
    index: usize,
    column: &str,
    part: &str,
    label: &str,
    typed: &mut String,
    place: Rect,
) -> FieldResult {
    let id = part_id(slot, part, index);
    let output = slot.context.sources.first().copied().flatten().filter(|_| !column.is_empty());
    let known = output.and_then(|output| slot.context.advice.frequent(output, column));
    let focused = ui.memory(|memory| memory.has_focus(id));
    let mut suggestion_list = SuggestionList::load(ui.ctx(), id);
    let mut outcome = FieldResult::default();
    if focused {
        if let (Some(output), None) = (output, known) {
            slot.actions.commands.push(Command::Form(FormCommand::WatchColumn { output, column: column.to_owned() }));
        }
        outcome.chosen = list::keys(&mut suggestion_list, ui, known, typed);
        outcome.entered = outcome.chosen.is_none() && ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Enter));
    }
    let mut cell = ui.new_child(UiBuilder::new().max_rect(place).id_salt(("condition value", index, part)));
    let edit = TextEdit::singleline(typed).id(id).hint_text(label).desired_width(f32::INFINITY);
    let edit = edit.min_size(vec2(0.0, ROW)).margin(egui::Margin::symmetric(6, 2)).vertical_align(Align::Center);
    // Escape closes the list first.
    let filter =
        EventFilter { tab: false, escape: suggestion_list.is_open(), horizontal_arrows: true, vertical_arrows: true };
    let output = edit.event_filter(filter).show(&mut cell);
    let response = output.response.response;
    widgets::name(ui, response.id, &format!("{label} {}", index + 1));
    if response.changed() {
        suggestion_list.typed();
    }
    if response.gained_focus() || response.clicked() {
        suggestion_list.open();
    }
    outcome.left = response.lost_focus();
    let here = response.has_focus() || response.lost_focus();
    if let Some(clicked) = list::show(ui, id, &mut suggestion_list, here, known, typed, response.rect) {
        outcome.chosen = Some(clicked);
        response.request_focus();
    }
    suggestion_list.store(ui.ctx(), id);
    outcome
}
