//! A list for choosing several columns: searched by text, pattern or expression, filtered by type, with bulk actions.

use std::collections::BTreeSet;

use egui::{Id, Key, Modifiers, Popup, PopupCloseBehavior, Rect, Response, RichText, ScrollArea};
use egui::{Ui, pos2, vec2};

use super::column_list::{LIST_HEIGHT, item, keep_height};
use super::type_groups::{Group, chips};
use crate::base::ColumnInfo;
use crate::base::pattern::NamePattern;
use crate::ui::popups;
use crate::ui::style::SMALL;
use crate::ui::theme::{self, RADIUS, ROW};
use crate::ui::widgets::{self};

const WIDTH: f32 = 300.0;

/// A change of the chosen columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ColumnChange {
    /// Removes chosen columns and adds others.
    Toggle(Vec<String>),
    Add(Vec<String>),
    Remove(Vec<String>),
}

impl ColumnChange {
    /// Applies the change. Existing entries keep their order; new ones are appended.
    pub fn apply(self, list: &mut Vec<String>) {
        match self {
            ColumnChange::Toggle(names) => {
                let (out, new): (Vec<String>, Vec<String>) = names.into_iter().partition(|name| list.contains(name));
                list.retain(|name| !out.contains(name));
                list.extend(new);
            }
            ColumnChange::Add(names) => {
                for name in names {
                    if !list.contains(&name) {
                        list.push(name);
                    }
                }
            }
            ColumnChange::Remove(names) => list.retain(|name| !names.contains(name)),
        }
    }
}

/// The state of the search, discarded when the list closes.
#[derive(Clone, Default)]
struct SearchState {
    query: String,
    /// Empty means all.
    groups: BTreeSet<Group>,
    at: usize,
    frames: u8,
}

/// The list below `button`, toggled by clicks on it. Returns the change.
pub fn pick(
    button: &Response,
    id: Id,
    columns: &[ColumnInfo],
    is_chosen: &dyn Fn(&str) -> bool,
) -> Option<ColumnChange> {
    let popup = id.with("popup");
    let search_state = id.with("looked");
    if !Popup::is_id_open(&button.ctx, popup) {
        button.ctx.data_mut(|d| d.remove::<SearchState>(search_state));
    }
    // The button moves as rows and chips come and go; the list stays where it opened.
    let at = id.with("at");
    if !Popup::is_id_open(&button.ctx, popup) {
        button.ctx.data_mut(|d| d.insert_temp(at, button.rect));
    }
    popups::set_owner(&button.ctx, popup, button.id);
    let rect = button.ctx.data(|d| d.get_temp::<Rect>(at)).unwrap_or(button.rect);
    let shown = Popup::from_toggle_button_response(button)
        .id(popup)
        .anchor(rect)
        .width(WIDTH)
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .show(|ui| {
            popups::handles_own_arrows(ui);
            list(ui, search_state, columns, is_chosen)
        });
    shown.and_then(|inner| inner.inner)
}

fn list(ui: &mut Ui, id: Id, columns: &[ColumnInfo], is_chosen: &dyn Fn(&str) -> bool) -> Option<ColumnChange> {
    let mut search_state: SearchState = ui.data(|d| d.get_temp(id)).unwrap_or_default();
    let field_id = id.with("field");
    // Enter on a focused button belongs to the button.
    let has_focus = ui.memory(|m| m.has_focus(field_id)) || search_state.frames < 2;
    // The key that opened the list must not choose an entry.
    let has_keys = has_focus && search_state.frames > 0;
    let pressed = |modifiers, key| has_keys && ui.input_mut(|i| i.consume_key(modifiers, key));
    let take_all = pressed(Modifiers::SHIFT, Key::Enter);
    let turn_all = pressed(Modifiers::COMMAND, Key::I);
    let enter = pressed(Modifiers::NONE, Key::Enter);
    let down = pressed(Modifiers::NONE, Key::ArrowDown);
    let up = pressed(Modifiers::NONE, Key::ArrowUp);
    let field = widgets::search_field(ui, field_id, tr!("pick-search"), &mut search_state.query);
    field.clone().on_hover_text(tr!("pick-search-hint"));
    // The click that opened the list lies outside this field and would take its focus.
    if search_state.frames < 2 || enter || take_all {
        field.request_focus();
    }
    ui.add_space(4.0);
    let before = (search_state.groups.clone(), field.changed());
    chips(ui, columns, &mut search_state.groups);
    if field.changed() || before.0 != search_state.groups {
        search_state.at = 0;
    }
    let mut names = NamePattern::new(&search_state.query);
    let typed: Vec<&ColumnInfo> = columns
        .iter()
        .filter(|column| search_state.groups.is_empty() || search_state.groups.contains(&Group::of(&column.data_type)))
        .collect();
    let found: Vec<&ColumnInfo> =
        names.among(typed.iter().map(|column| column.name.as_str())).into_iter().map(|at| typed[at]).collect();
    search_state.at = if down { search_state.at + 1 } else { search_state.at.saturating_sub(usize::from(up)) };
    search_state.at = search_state.at.min(found.len().saturating_sub(1));
    let mut change = None;
    let top = ui.cursor().top();
    if found.is_empty() {
        change = nothing(ui, columns, &search_state.query, names.problem(), enter);
    } else if enter {
        change = Some(ColumnChange::Toggle(vec![found[search_state.at].name.clone()]));
    }
    let follow = down || up || search_state.frames < 2;
    rows(ui, &found, search_state.at, follow, is_chosen, &mut change);
    keep_height(ui, top, columns.len());
    foot(ui, columns, &found, is_chosen, take_all, turn_all, &mut change);
    if search_state.frames < 2 {
        ui.ctx().request_repaint();
    }
    search_state.frames = search_state.frames.saturating_add(1);
    ui.data_mut(|d| d.insert_temp(id, search_state));
    change
}

/// Explains an empty list and offers to add a name that no column has yet.
fn nothing(
    ui: &mut Ui,
    columns: &[ColumnInfo],
    query: &str,
    problem: Option<&str>,
    enter: bool,
) -> Option<ColumnChange> {
    let name = query.trim();
    let words = match problem {
        Some(problem) => tr!("pick-wrong", problem = problem),
        None if columns.is_empty() => tr!("pick-no-table").to_owned(),
        None => tr!("pick-nothing").to_owned(),
    };
    let color = if problem.is_some() { theme::current(ui).error } else { theme::current(ui).weak };
    ui.add(egui::Label::new(RichText::new(words).size(SMALL).color(color)).wrap());
    let is_name = problem.is_none() && !name.is_empty() && !name.starts_with('/') && !name.contains(['*', '?']);
    let is_new = is_name && !columns.iter().any(|column| column.name == name);
    let used = is_new && (ui.button(tr!("pick-use", name = name)).clicked() || enter);
    used.then(|| ColumnChange::Add(vec![name.to_owned()]))
}

fn rows(
    ui: &mut Ui,
    found: &[&ColumnInfo],
    at: usize,
    follow: bool,
    is_chosen: &dyn Fn(&str) -> bool,
    change: &mut Option<ColumnChange>,
) {
    ui.spacing_mut().item_spacing.y = 0.0;
    let scroll =
        ScrollArea::vertical().max_height(LIST_HEIGHT).min_scrolled_height(LIST_HEIGHT).auto_shrink([false, true]);
    scroll.show_rows(ui, ROW, found.len(), |ui, range| {
        if follow {
            let top = ui.min_rect().top() + (at as f32 - range.start as f32) * ROW;
            ui.scroll_to_rect(Rect::from_min_size(pos2(ui.min_rect().left(), top), vec2(1.0, ROW)), None);
        }
        for index in range {
            let column = found[index];
            if item(ui, column, Some(is_chosen(&column.name)), index == at).clicked() {
                *change = Some(ColumnChange::Toggle(vec![column.name.clone()]));
            }
        }
    });
}

/// The number of chosen columns, and bulk actions for the columns that match.
fn foot(
    ui: &mut Ui,
    columns: &[ColumnInfo],
    found: &[&ColumnInfo],
    is_chosen: &dyn Fn(&str) -> bool,
    take_all: bool,
    turn_all: bool,
    change: &mut Option<ColumnChange>,
) {
    if columns.is_empty() {
        return;
    }
    ui.add_space(4.0);
    ui.separator();
    ui.add_space(2.0);
    let chosen = columns.iter().filter(|column| is_chosen(&column.name)).count();
    let names = |keep: &dyn Fn(&str) -> bool| -> Vec<String> {
        // In table order, regardless of the ranking.
        let is_found = |column: &&ColumnInfo| found.iter().any(|f| f.name == column.name) && keep(&column.name);
        columns.iter().filter(is_found).map(|column| column.name.clone()).collect()
    };
    let new = names(&|name| !is_chosen(name));
    let all_in = new.is_empty() && !found.is_empty();
    let words =
        if all_in { tr!("pick-drop-all", count = found.len()) } else { tr!("pick-take-all", count = new.len()) };
    ui.horizontal(|ui| {
        widgets::small(ui, &tr!("pick-count", chosen = chosen, all = columns.len()));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            ui.add_enabled_ui(!found.is_empty(), |ui| {
                let turn = widgets::button(ui, "", tr!("pick-turn")).on_hover_text(tr!("pick-turn-hint"));
                if turn.clicked() || turn_all {
                    *change = Some(ColumnChange::Toggle(names(&|_| true)));
                }
                let take = widgets::button(ui, "", &words).on_hover_text(tr!("pick-take-hint"));
                if (take.clicked() || take_all) && !found.is_empty() {
                    *change =
                        Some(if all_in { ColumnChange::Remove(names(&|_| true)) } else { ColumnChange::Add(new) });
                }
            });
        });
    });
    ui.add_space(RADIUS as f32 / 2.0);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_chosen_keeps_its_order() {
        let list = |change: ColumnChange| {
            let mut list = vec!["c".to_owned(), "a".to_owned()];
            change.apply(&mut list);
            list.join("")
        };
        let names = |text: &str| text.chars().map(String::from).collect::<Vec<_>>();
        assert_eq!(list(ColumnChange::Add(names("abd"))), "cabd");
        assert_eq!(list(ColumnChange::Remove(names("cx"))), "a");
        assert_eq!(list(ColumnChange::Toggle(names("ab"))), "cb");
    }
}
