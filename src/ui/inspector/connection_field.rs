//! The name of a connection: typed, or chosen from those that the project and the machine define.

use egui::{Align, EventFilter, Response, TextEdit, Ui, vec2};

use super::scalar_fields::placeholder;
use super::setting::Slot;
use super::suggestion_list::SuggestionList;
use super::suggestion_popup::Suggestion;
use crate::app::view::Dialog;
use crate::app::{Command, WindowCommand, connection_names};
use crate::ui::theme::ROW;
use crate::ui::widgets;

pub fn edit(ui: &mut Ui, slot: &mut Slot<'_, '_>, value: &mut String) {
    let id = slot.id;
    let mut list = SuggestionList::load(ui.ctx(), id);
    let is_focused = ui.memory(|memory| memory.has_focus(id));
    // The file of the machine is only looked at while the list may be open.
    let names = if is_focused { offered(&slot.context.connections, value, list) } else { Vec::new() };
    let chosen = if is_focused { list.keys(ui, Some(names.len())) } else { None };
    let (response, opens, manages) = field(ui, slot, value, list);
    if manages {
        slot.actions.commands.push(Command::Window(WindowCommand::OpenDialog(Dialog::Connections)));
    }
    if response.changed() {
        slot.mark_changed();
        list.typed();
    }
    if response.gained_focus() || response.clicked() || opens {
        list.open();
    }
    if opens {
        response.request_focus();
    }
    slot.finish(ui, &response);
    let is_here = response.has_focus() || response.lost_focus() || opens;
    let place = is_here.then_some(response.rect);
    let foot = tr!("connections-of-project-and-machine");
    let clicked = list.show(ui, id, place, names.len(), foot, |index| suggestion(&names[index]));
    if let Some(name) = clicked.or(chosen).and_then(|index| names.get(index)) {
        if value != name {
            value.clone_from(name);
            slot.mark_changed();
        }
        list.close();
        response.request_focus();
    }
    list.store(ui.ctx(), id);
    if !slot.hint.is_empty() && !response.has_focus() {
        response.on_hover_text(slot.hint);
    }
}

/// The names that match what has been typed.
fn offered(of_project: &[String], typed: &str, list: SuggestionList) -> Vec<String> {
    let mut names = connection_names(of_project);
    let wanted = typed.trim().to_lowercase();
    if list.searches() && !wanted.is_empty() {
        names.retain(|name| name.to_lowercase().contains(&wanted) && name != typed);
    }
    names
}

/// The text field, the button that opens the list, and the one that opens the dialog of connections. Returns whether each
/// button was clicked.
fn field(ui: &mut Ui, slot: &Slot<'_, '_>, value: &mut String, list: SuggestionList) -> (Response, bool, bool) {
    let drawn = ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        // Escape closes the list first.
        let filter = EventFilter { tab: false, escape: list.is_open(), horizontal_arrows: true, vertical_arrows: true };
        let output = TextEdit::singleline(value)
            .id(slot.id)
            .hint_text(placeholder(slot))
            .desired_width(ui.available_width() - 2.0 * (ROW + 4.0))
            .min_size(vec2(0.0, ROW))
            .margin(egui::Margin::symmetric(8, 2))
            .vertical_align(Align::Center)
            .event_filter(filter)
            .show(ui);
        let icon = egui_phosphor::regular::CARET_DOWN;
        let opens = widgets::icon_button(ui, icon, tr!("show-connections")).clicked();
        let manages = widgets::icon_button(ui, egui_phosphor::regular::PLUGS, tr!("connections-open")).clicked();
        (output.response.response, opens, manages)
    });
    drawn.inner
}

fn suggestion(name: &str) -> Suggestion<'_> {
    Suggestion { icon: "", text: name, is_code: false, is_weak: false, detail: "".into(), name: name.to_owned() }
}
