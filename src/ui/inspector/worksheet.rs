//! A worksheet or database table setting: typed, or chosen from what the file contains.

use egui::text::{CCursor, CCursorRange, CharIndex};
use egui::text_edit::TextEditState;
use egui::{Align, EventFilter, Id, Response, TextEdit, Ui, vec2};

use super::scalar_fields::placeholder;
use super::setting::Slot;
use super::suggestion_list::SuggestionList;
use super::suggestion_popup::Suggestion;
use crate::app::{Command, FormCommand};
use crate::engine::{Holds, ListedSheet, Sheets};
use crate::ui::theme::ROW;
use crate::ui::widgets::{self, thousands};

/// What a file lists.
#[derive(Clone, Copy, PartialEq)]
pub enum ListOf {
    Sheets,
    Tables,
}

/// An entry of the list.
struct Entry {
    /// The value for the setting.
    value: String,
    words: String,
    /// Shown at the right: the size or a remark.
    beside: String,
    weak: bool,
}

pub fn edit(ui: &mut Ui, slot: &mut Slot<'_, '_>, value: &mut String, path: &str, list_of: ListOf) {
    let id = slot.id;
    let mut suggestion_list = SuggestionList::load(ui.ctx(), id);
    let known = slot.context.advice.sheets(path);
    let focused = ui.memory(|memory| memory.has_focus(id));
    let entries = known.map(|known| {
        known.as_ref().map_or_else(|_| Vec::new(), |known| entries(known, value, suggestion_list, list_of))
    });
    let mut chosen = None;
    if focused {
        if !path.trim().is_empty() {
            slot.actions.commands.push(Command::Form(FormCommand::WatchSheets(path.to_owned())));
        }
        // Without entries, the open list shows the reason.
        chosen = suggestion_list.keys(ui, entries.as_ref().map(Vec::len).filter(|_| known.is_some_and(Result::is_ok)));
    }
    let (response, opens) = field(ui, slot, value, suggestion_list, list_of);
    if response.changed() {
        slot.mark_changed();
        suggestion_list.typed();
    }
    if response.gained_focus() || response.clicked() || opens {
        suggestion_list.open();
    }
    if opens {
        response.request_focus();
    }
    slot.finish(ui, &response);
    let here = response.has_focus() || response.lost_focus() || opens;
    let entries = entries.unwrap_or_default();
    match known {
        _ if path.trim().is_empty() => {
            let message = if list_of == ListOf::Sheets { tr!("sheets-no-file") } else { tr!("tables-no-file") };
            suggestion_list.show_message(ui, id, here, response.rect, message);
        }
        Some(Err(problem)) => suggestion_list.show_message(ui, id, here, response.rect, &problem.message.to_string()),
        _ => {}
    }
    let foot = match (known.and_then(|known| known.as_ref().ok()), list_of) {
        (Some(known), ListOf::Sheets) => foot(known),
        (Some(_), ListOf::Tables) => tr!("tables-and-views").to_owned(),
        (None, _) => String::new(),
    };
    let clicked = suggestion_list
        .show(ui, id, here.then_some(response.rect), entries.len(), &foot, |index| suggestion(&entries[index]));
    if let Some(entry) = clicked.or(chosen).and_then(|index| entries.get(index)) {
        if *value != entry.value {
            value.clone_from(&entry.value);
            slot.mark_changed();
        }
        cursor_to_end(ui, id, value);
        response.request_focus();
    }
    suggestion_list.store(ui.ctx(), id);
    if !slot.hint.is_empty() && !response.has_focus() {
        response.on_hover_text(slot.hint);
    }
}

/// Places the text cursor behind the name.
fn cursor_to_end(ui: &Ui, id: Id, value: &str) {
    let mut state = TextEditState::load(ui.ctx(), id).unwrap_or_default();
    let end = CCursor::new(CharIndex(value.chars().count()));
    state.cursor.set_char_range(Some(CCursorRange::one(end)));
    state.store(ui.ctx(), id);
}

/// The text field and the button that opens the list. Returns whether the button was clicked.
fn field(
    ui: &mut Ui,
    slot: &Slot<'_, '_>,
    value: &mut String,
    suggestion_list: SuggestionList,
    list_of: ListOf,
) -> (Response, bool) {
    let drawn = ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        // Escape closes the list first.
        let filter = EventFilter {
            tab: false,
            escape: suggestion_list.is_open(),
            horizontal_arrows: true,
            vertical_arrows: true,
        };
        let output = TextEdit::singleline(value)
            .id(slot.id)
            .hint_text(placeholder(slot))
            .desired_width(ui.available_width() - ROW - 4.0)
            .min_size(vec2(0.0, ROW))
            .margin(egui::Margin::symmetric(8, 2))
            .vertical_align(Align::Center)
            .event_filter(filter)
            .show(ui);
        let icon = egui_phosphor::regular::CARET_DOWN;
        let name = if list_of == ListOf::Sheets { tr!("show-sheets") } else { tr!("show-tables") };
        let opens = widgets::icon_button(ui, icon, name).clicked();
        (output.response.response, opens)
    });
    drawn.inner
}

/// The entries that match the typed text: the first sheet, each sheet by name, all sheets.
fn entries(known: &Sheets, typed: &str, suggestion_list: SuggestionList, list_of: ListOf) -> Vec<Entry> {
    let wanted = typed.trim().to_lowercase();
    let is_sought = suggestion_list.searches() && !wanted.is_empty();
    let list = &known.list;
    let mut entries = Vec::new();
    let first = list.first.iter().filter(|_| !is_sought && list.sheets.len() > 1);
    entries.extend(first.map(|first| Entry {
        value: String::new(),
        words: tr!("sheet-the-first").to_owned(),
        beside: first.clone(),
        weak: true,
    }));
    let fits = |sheet: &&ListedSheet| !is_sought || sheet.name.to_lowercase().contains(&wanted);
    entries.extend(list.sheets.iter().filter(fits).map(|sheet| Entry {
        value: sheet.name.clone(),
        words: sheet.name.clone(),
        beside: size_text(sheet),
        weak: sheet.hidden || matches!(sheet.holds, Holds::Nothing | Holds::Words),
    }));
    // A complete name needs no list.
    if is_sought && matches!(&entries[..], [entry] if entry.value == typed) {
        entries.clear();
    }
    let seen = list.sheets.iter().filter(|sheet| !sheet.hidden).count();
    if !is_sought && seen > 1 && list_of == ListOf::Sheets {
        let beside = tr!("sheets-counted", count = seen);
        entries.push(Entry { value: "*".into(), words: tr!("sheets-all").to_owned(), beside, weak: true });
    }
    entries
}

/// The size of a sheet, or that it cannot be read.
fn size_text(sheet: &ListedSheet) -> String {
    let holds = match sheet.holds {
        Holds::Nothing => tr!("sheet-holds-nothing").to_owned(),
        Holds::Words => tr!("sheet-holds-words").to_owned(),
        Holds::Cells { rows, columns } => {
            tr!("sheet-size", rows = thousands(rows), columns = thousands(columns))
        }
        Holds::Columns(columns) => tr!("table-columns", count = columns),
        Holds::More { rows, columns } => {
            tr!("sheet-size-more", rows = thousands(rows), columns = thousands(columns))
        }
    };
    if sheet.hidden { tr!("sheet-holds-hidden", holds = holds) } else { holds }
}

/// The file that the sheets belong to.
fn foot(known: &Sheets) -> String {
    match known.files {
        ..=1 => tr!("sheets-rows-by-columns").to_owned(),
        files => tr!("sheets-of-first", file = known.file, count = files),
    }
}

fn suggestion(entry: &Entry) -> Suggestion<'_> {
    let name = tr!("sheet-listed", name = entry.words, beside = entry.beside);
    let detail = entry.beside.as_str().into();
    Suggestion { icon: "", text: &entry.words, is_code: false, is_weak: entry.weak, detail, name }
}
