//! A column setting: a button with name and type that opens a searchable list.

use egui::{FontId, Id, Key, Modifiers, Popup, PopupCloseBehavior, Rect, Response, ScrollArea, Sense};
use egui::{Ui, pos2, vec2};

use super::column_list::{LIST_HEIGHT, Source, item, keep_height};
use super::scalar_fields::placeholder;
use super::setting::Slot;
use crate::base::ColumnInfo;
use crate::base::fuzzy::Search;
use crate::ui::popups;
use crate::ui::style::BODY;
use crate::ui::theme::{self, ROW};
use crate::ui::widgets::{self, DropDownContent, type_icon};

pub fn edit(ui: &mut Ui, slot: &mut Slot<'_, '_>, value: &mut String, source: Source) {
    edit_or(ui, slot, value, source, "");
}

/// Like [`edit`]; `otherwise` is the label for no column, and makes it a choice.
pub fn edit_or(ui: &mut Ui, slot: &mut Slot<'_, '_>, value: &mut String, source: Source, otherwise: &'static str) {
    let columns = match source {
        Source::Input(port) => slot.columns(port),
        Source::Own => slot.context.output_columns,
    };
    let menu = |slot: &mut Slot<'_, '_>, response: &Response, column: &str| {
        if let Source::Input(port) = source {
            slot.column_menu(response, column, port);
        }
    };
    if slot.fixed {
        let label = fixed(ui, columns, value);
        return menu(slot, &label, value);
    }
    let found = columns.iter().find(|c| c.name == *value);
    // Without a known table, the name cannot be checked.
    let missing = found.is_none() && !columns.is_empty() && !value.is_empty();
    let icon = found.map_or("", |c| type_icon(&c.data_type));
    let blank = value.is_empty();
    let text = match (blank, otherwise) {
        (false, _) => value.as_str(),
        (true, "") => hint(slot),
        (true, otherwise) => otherwise,
    };
    let shown = DropDownContent { icon, text, blank, wrong: missing, compact: slot.compact };
    let response = widgets::drop_down_button(ui, slot.id, &slot.name, shown, ui.available_width());
    menu(slot, &response, value);
    if let Some(name) = picker(&response, slot.id, columns, value) {
        *value = name;
        slot.mark_changed();
        Popup::close_id(ui.ctx(), slot.id.with("popup"));
    }
    slot.finish(ui, &response);
}

fn fixed(ui: &mut Ui, columns: &[ColumnInfo], value: &str) -> Response {
    let palette = theme::current(ui);
    let found = columns.iter().find(|c| c.name == value);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        ui.set_min_height(ROW);
        let (icon, color) = match found {
            Some(column) => (type_icon(&column.data_type), palette.text),
            None => (egui_phosphor::regular::WARNING, palette.error),
        };
        ui.add(egui::Label::new(egui::RichText::new(icon).size(14.0).color(palette.weak)).selectable(false));
        let label = widgets::elided_sensing(ui, value, FontId::proportional(BODY), color, Sense::click());
        if found.is_none() && !columns.is_empty() {
            return label.on_hover_text(tr!("column-does-not-arrive"));
        }
        label
    })
    .inner
}

fn hint(slot: &Slot<'_, '_>) -> &'static str {
    if slot.compact { placeholder(slot) } else { tr!("choose-a-column") }
}

/// The list below `button`, toggled by clicks on it. Returns the chosen name.
fn picker(button: &Response, id: Id, columns: &[ColumnInfo], current: &str) -> Option<String> {
    let popup = id.with("popup");
    let query_id = id.with("query");
    let ctx = button.ctx.clone();
    if !Popup::is_id_open(&ctx, popup) {
        ctx.data_mut(|d| d.remove::<SearchState>(query_id));
    }
    let shown = Popup::from_toggle_button_response(button)
        .id(popup)
        .width(button.rect.width().max(240.0))
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .show(|ui| {
            popups::handles_own_arrows(ui);
            list(ui, query_id, columns, current)
        });
    shown.and_then(|inner| inner.inner)
}

/// The state of an open list.
#[derive(Clone, Default)]
struct SearchState {
    query: String,
    at: usize,
    frames: u8,
}

fn list(ui: &mut Ui, id: Id, columns: &[ColumnInfo], current: &str) -> Option<String> {
    let SearchState { mut query, mut at, frames } = ui.data(|d| d.get_temp(id)).unwrap_or_else(|| SearchState {
        at: columns.iter().position(|c| c.name == current).unwrap_or_default(),
        ..SearchState::default()
    });
    // The key that opened the list must not choose an entry.
    let moved = |key| frames > 0 && ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
    let down = moved(Key::ArrowDown);
    let up = moved(Key::ArrowUp);
    let enter = moved(Key::Enter);
    let field = widgets::search_field(ui, id.with("field"), tr!("search-columns"), &mut query);
    // The click that opened the list lies outside this field and would take its focus.
    if frames < 2 || enter {
        field.request_focus();
    }
    if field.changed() {
        at = 0;
    }
    let found = search(columns, &query);
    at = if down { at + 1 } else { at.saturating_sub(usize::from(up)) }.min(found.len().saturating_sub(1));
    ui.add_space(4.0);
    let mut chosen = None;
    let top = ui.cursor().top();
    let free = !query.trim().is_empty() && !columns.iter().any(|c| c.name == query.trim());
    if found.is_empty() {
        widgets::small(ui, if columns.is_empty() { tr!("no-table-arrives") } else { tr!("no-column-called") });
        if free && (ui.button(tr!("use-typed", name = query.trim())).clicked() || enter) {
            chosen = Some(query.trim().to_owned());
        }
    } else if enter {
        chosen = Some(found[at].name.clone());
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    let scroll = ScrollArea::vertical().max_height(LIST_HEIGHT).auto_shrink([false, true]);
    scroll.show_rows(ui, ROW, found.len(), |ui, range| {
        if down || up || frames < 2 {
            let top = ui.min_rect().top() + (at as f32 - range.start as f32) * ROW;
            let left = ui.min_rect().left();
            ui.scroll_to_rect(Rect::from_min_size(pos2(left, top), vec2(1.0, ROW)), None);
        }
        for index in range {
            let column = found[index];
            let response = item(ui, column, None, index == at);
            if response.clicked() {
                chosen = Some(column.name.clone());
            }
        }
    });
    keep_height(ui, top, columns.len());
    ui.data_mut(|d| d.insert_temp(id, SearchState { query, at, frames: frames.saturating_add(1) }));
    if frames < 2 {
        ui.ctx().request_repaint();
    }
    chosen
}

fn search<'a>(columns: &'a [ColumnInfo], query: &str) -> Vec<&'a ColumnInfo> {
    let mut search = Search::new(query);
    if search.is_empty() {
        return columns.iter().collect();
    }
    let mut found: Vec<_> = columns.iter().filter_map(|c| Some((search.score(&c.name)?, c))).collect();
    found.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    found.into_iter().map(|(_, column)| column).collect()
}
