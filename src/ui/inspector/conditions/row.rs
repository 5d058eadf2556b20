//! A row of a condition.

use egui::{Context, Id, Rect, Sense, Ui, UiBuilder, pos2, vec2};

use super::super::column;
use super::super::column_list::Source;
use super::super::setting::Slot;
use super::draft::{Row, RowActions, part_id};
use super::test_names::test_name;
use super::value;
use crate::app::{Command, FormCommand};
use crate::base::{ColumnInfo, Type};
use crate::formula::{Arity, Test, written_value};
use crate::nodes::form::Field;
use crate::ui::popups;
use crate::ui::theme::ROW;
use crate::ui::widgets;

const GAP: f32 = 4.0;
const CROSS: f32 = 20.0;
/// From this width on, the values stand on the line of the column.
const ONE_LINE: f32 = 400.0;

/// Draws the row and returns the place of its remove button.
pub fn show(ui: &mut Ui, slot: &mut Slot<'_, '_>, index: usize, row: &mut Row, actions: &mut RowActions) -> Rect {
    let page = ui.available_width();
    let width = page - CROSS;
    let origin = ui.cursor().min;
    let arity = row.term.test.arity();
    let one_line = page >= ONE_LINE && arity != Arity::Many;
    let parts = if one_line { [0.34, 0.28] } else { [0.5, 0.5] };
    let room = width - GAP * if one_line { 2.0 } else { 1.0 };
    let first = (room * parts[0]).floor();
    let second = (room * parts[1]).floor();
    let place = |left: f32, top: f32, width: f32| Rect::from_min_size(pos2(left, top), vec2(width, ROW));
    let own = column_of(slot, &row.term.column);
    let data_type = own.as_ref().map_or(Type::Text, |column| column.data_type.clone());
    column_control(ui, slot, index, row, place(origin.x, origin.y, first), actions);
    test_control(ui, slot, index, row, &data_type, place(origin.x + first + GAP, origin.y, second), actions);
    let mut bottom = origin.y + ROW;
    if arity != Arity::None {
        let values = if one_line {
            let left = origin.x + first + second + 2.0 * GAP;
            place(left, origin.y, origin.x + width - left)
        } else {
            place(origin.x, origin.y + ROW + GAP, width)
        };
        bottom = value::show(ui, slot, index, row, &data_type, values, actions).max(bottom);
    }
    let used = Rect::from_min_max(origin, pos2(origin.x + page, bottom));
    ui.allocate_rect(used, Sense::hover());
    nulls(ui, slot, row, actions);
    ui.add_space(6.0);
    Rect::from_min_size(pos2(used.right() - 18.0, origin.y + 4.0), vec2(18.0, 18.0))
}

fn column_of(slot: &Slot<'_, '_>, name: &str) -> Option<ColumnInfo> {
    slot.columns(0).iter().find(|column| column.name == name).cloned()
}

/// A control of the row, with a slot of its own path.
fn part<R>(
    slot: &mut Slot<'_, '_>,
    name: &str,
    label: &'static str,
    index: usize,
    draw: impl FnOnce(&mut Slot<'_, '_>) -> R,
) -> R {
    let path = format!("{}[{index}].{name}", slot.path);
    let mut own = Slot {
        context: slot.context,
        field: Field::shared("column"),
        label,
        hint: "",
        id: part_id(slot, name, index),
        name: format!("{label} {}", index + 1),
        compact: true,
        fixed: false,
        focus: false,
        hides_problem: true,
        actions: &mut *slot.actions,
        path,
    };
    draw(&mut own)
}

/// Focuses a control of a row in the next frame; in this frame the click would take the focus away.
pub fn focus_next(ctx: &Context, slot: &Slot<'_, '_>, name: &str, index: usize) {
    let id = part_id(slot, name, index);
    ctx.data_mut(|d| d.insert_temp(slot.id.with("focus next"), Some(id)));
    ctx.request_repaint();
}

/// Carries out a requested focus once the list is closed. A control behind an open list cannot have the focus, and a closing list
/// returns it to its own control.
pub fn take_focus(ctx: &Context, slot: &Slot<'_, '_>) {
    if popups::is_any_open(ctx) {
        return;
    }
    let wanted = ctx.data_mut(|d| d.remove_temp::<Option<Id>>(slot.id.with("focus next")));
    if let Some(id) = wanted.flatten() {
        ctx.memory_mut(|memory| memory.request_focus(id));
    }
}

fn column_control(
    ui: &mut Ui,
    slot: &mut Slot<'_, '_>,
    index: usize,
    row: &mut Row,
    place: Rect,
    actions: &mut RowActions,
) {
    let before = row.term.column.clone();
    let changed = slot.actions.changed.take();
    part(slot, "column", tr!("condition-column"), index, |slot| {
        let mut cell = ui.new_child(UiBuilder::new().max_rect(place).id_salt(("condition column", index)));
        column::edit(&mut cell, slot, &mut row.term.column, Source::Input(0));
    });
    slot.actions.changed = changed;
    if row.term.column == before {
        return;
    }
    actions.changed = true;
    let Some(column) = column_of(slot, &row.term.column) else { return };
    if !row.term.test.suits(&column.data_type) {
        let fitting = if column.data_type == Type::Boolean { Test::IsTrue } else { Test::Equal };
        row.term.change_test(fitting);
    }
    // The typed values are kept and interpreted by the type of the new column.
    row.typed.truncate(row.term.values.len());
    row.term.values = row.typed.iter().map(|typed| written_value(&column.data_type, typed)).collect();
    if row.term.test == Test::Equal && column.data_type == Type::Boolean && row.typed.is_empty() {
        row.term.test = Test::IsTrue;
    }
    let next = if row.term.test.arity() == Arity::None { "test" } else { "value" };
    focus_next(ui.ctx(), slot, next, index);
}

fn test_control(
    ui: &mut Ui,
    slot: &mut Slot<'_, '_>,
    index: usize,
    row: &mut Row,
    data_type: &Type,
    place: Rect,
    actions: &mut RowActions,
) {
    let known = !row.term.column.is_empty();
    let offered = Test::ALL.into_iter().filter(|test| *test == row.term.test || (known && test.suits(data_type)));
    let offered: Vec<Test> = offered.collect();
    let options: Vec<(&str, &str)> = offered.iter().map(|test| ("", test_name(*test))).collect();
    let mut at = offered.iter().position(|test| *test == row.term.test).unwrap_or_default();
    let name = format!("{} {}", tr!("condition-test"), index + 1);
    let id = part_id(slot, "test", index);
    let mut cell = ui.new_child(UiBuilder::new().max_rect(place).id_salt(("condition test", index)));
    if widgets::drop_down(&mut cell, id, &name, &mut at, &options, place.width(), true) {
        row.term.change_test(offered[at]);
        row.typed.truncate(row.term.values.len());
        actions.changed = true;
    }
}

/// If the test drops rows with nulls, says so and offers to keep them.
fn nulls(ui: &mut Ui, slot: &mut Slot<'_, '_>, row: &mut Row, actions: &mut RowActions) {
    let Some(with_nulls) = row.term.test.with_nulls().filter(|_| row.term.is_complete()) else { return };
    let Some(output) = slot.context.sources.first().copied().flatten() else { return };
    let column = &row.term.column;
    let Some(found) = slot.context.advice.frequent(output, column) else {
        slot.actions.commands.push(Command::Form(FormCommand::WatchColumn { output, column: column.clone() }));
        return;
    };
    if found.nulls == 0 {
        return;
    }
    ui.add_space(2.0);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        widgets::small(ui, &tr!("condition-nulls-left-out", count = found.nulls));
        if widgets::link(ui, tr!("condition-keep-nulls")).clicked() {
            row.term.test = with_nulls;
            actions.changed = true;
        }
    });
}
