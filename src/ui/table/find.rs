//! The find bar: text search in the whole table, and going to a row by number.

use egui::{Id, Key, Modifiers, RichText, Ui, vec2};
use egui_phosphor::regular as icon;

use super::finder::{Finder, Mode};
use super::grid::Grid;
use super::selection::Selection;
use crate::app::view::Search;
use crate::app::{App, Command, OutputResult, TableCommand};
use crate::engine::{Found, OutputRef};
use crate::ui::style::hairline;
use crate::ui::theme::{self, ROW};
use crate::ui::widgets::{self, small_icon_button};

impl Grid {
    /// Draws the find bar if it is open, and asks the engine to search after a change.
    pub fn find_bar(&mut self, ui: &mut Ui, app: &App, seen: OutputRef, found: &OutputResult, out: &mut Vec<Command>) {
        let Some(mode) = self.finder.mode else { return };
        let palette = theme::current(ui);
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW + 8.0), egui::Sense::hover());
        ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, hairline(palette));
        let builder = egui::UiBuilder::new().max_rect(rect.shrink2(vec2(12.0, 0.0)));
        let mut line = ui.new_child(builder.layout(egui::Layout::left_to_right(egui::Align::Center)));
        let id = line.id().with("find");
        let escaped =
            line.memory(|m| m.has_focus(id)) && line.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Escape));
        match mode {
            Mode::Text => self.find_line(&mut line, id, app, seen, found, out),
            Mode::Row => self.row_line(&mut line, id, found),
        }
        if std::mem::take(&mut self.finder.fresh) {
            line.memory_mut(|m| m.request_focus(id));
        }
        if small_icon_button(&mut line, icon::X, tr!("close-search")).clicked() || escaped {
            self.finder = Finder { text: std::mem::take(&mut self.finder.text), ..Finder::default() };
            out.push(Command::Table(TableCommand::Find { output: seen, text: String::new(), columns: Vec::new() }));
        }
    }

    fn find_line(
        &mut self,
        ui: &mut Ui,
        id: Id,
        app: &App,
        seen: OutputRef,
        found: &OutputResult,
        out: &mut Vec<Command>,
    ) {
        let has_focus = ui.memory(|m| m.has_focus(id));
        let back = has_focus && ui.input_mut(|i| i.consume_key(Modifiers::SHIFT, Key::Enter));
        let next = has_focus && ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Enter));
        let response = field(ui, id, &mut self.finder.text, tr!("find-in-table"), 220.0);
        if response.changed() {
            self.finder.eager = true;
        }
        let names = found.table.as_ref().map_or(&[][..], |table| table.columns());
        let columns: Vec<String> =
            self.columns.shown().iter().filter_map(|column| Some(names.get(*column)?.name.clone())).collect();
        let search = app.project.search.as_ref().filter(|search| search.output == seen);
        let is_same =
            |search: &Search| search.text == self.finder.text && search.columns == columns && search.key == found.key;
        let now = search.filter(|search| is_same(search));
        if now.is_none() && !found.stale && !(self.finder.text.is_empty() && search.is_none()) {
            let text = self.finder.text.clone();
            out.push(Command::Table(TableCommand::Find { output: seen, text, columns }));
        }
        self.finder.found = now.map(|search| search.found.clone());
        let Some(found) = self.finder.found.clone() else { return };
        let up = small_icon_button(ui, icon::CARET_UP, tr!("previous-match")).clicked();
        let down = small_icon_button(ui, icon::CARET_DOWN, tr!("next-match")).clicked();
        let cursor = self.selection.map(|selection| selection.cursor);
        let eager = self.finder.eager && !found.hits.is_empty();
        let to = match (eager, next || down, back || up) {
            (true, _, _) => after(&found, cursor, true),
            (_, true, _) => after(&found, cursor, false),
            (_, _, true) => before(&found, cursor),
            _ => None,
        };
        if let Some(to) = to {
            self.finder.eager = false;
            self.selection = Some(Selection::one(to));
            self.finder.goal = Some(to);
        }
        ui.label(RichText::new(words(&found, self.selection)).color(theme::current(ui).weak));
    }

    fn row_line(&mut self, ui: &mut Ui, id: Id, found: &OutputResult) {
        let enter = ui.memory(|m| m.has_focus(id)) && ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Enter));
        field(ui, id, &mut self.finder.row, tr!("row-number"), 140.0);
        let digits: String = self.finder.row.chars().filter(|c| !matches!(c, ',' | '.' | ' ' | '\'' | '_')).collect();
        let number = digits.parse::<u64>().ok().filter(|number| *number > 0);
        let (words, possible) = match (number, found.rows) {
            _ if digits.is_empty() => (found.rows.map(|rows| tr!("of-rows", rows = rows)).unwrap_or_default(), false),
            (None, _) => (tr!("write-number-from-1").to_owned(), false),
            (Some(number), Some(rows)) if number > rows => (tr!("there-are-rows", rows = rows), false),
            (Some(_), Some(rows)) => (tr!("of-rows", rows = rows), true),
            (Some(_), None) => (tr!("rows-being-counted").to_owned(), true),
        };
        if let Some(number) = number.filter(|_| enter && possible) {
            let place = self.selection.map_or(0, |selection| selection.cursor.1);
            self.selection = Some(Selection::one((number - 1, place)));
            self.finder.goal = Some((number - 1, place));
            ui.memory_mut(|m| m.request_focus(id));
        }
        ui.label(RichText::new(words).color(theme::current(ui).weak));
    }
}

fn field(ui: &mut Ui, id: Id, text: &mut String, name: &str, width: f32) -> egui::Response {
    let response = ui.add(widgets::text_field(text).id(id).hint_text(name).desired_width(width));
    widgets::name(ui, id, name);
    response
}

/// The first match after the cursor (or at it), else the first one.
fn after(found: &Found, cursor: Option<(u64, usize)>, at: bool) -> Option<(u64, usize)> {
    let (row, place) = cursor.unwrap_or_default();
    let here = (row, place as u32);
    let index = found.hits.partition_point(|hit| if at || cursor.is_none() { *hit < here } else { *hit <= here });
    found.hits.get(index).or(found.hits.first()).map(|hit| (hit.0, hit.1 as usize))
}

/// The last match before the cursor, else the last one.
fn before(found: &Found, cursor: Option<(u64, usize)>) -> Option<(u64, usize)> {
    let (row, place) = cursor.unwrap_or_default();
    let index = found.hits.partition_point(|hit| *hit < (row, place as u32));
    let hit = index.checked_sub(1).and_then(|index| found.hits.get(index)).or(found.hits.last());
    hit.map(|hit| (hit.0, hit.1 as usize))
}

/// "3 of 1,234", "1,234 so far", "No match".
fn words(found: &Found, selection: Option<Selection>) -> String {
    let here = selection.map(|selection| (selection.cursor.0, selection.cursor.1 as u32));
    let current = here.and_then(|here| found.hits.binary_search(&here).ok());
    if found.is_stopped {
        return tr!("find-stopped", total = found.total, rows = found.rows);
    }
    match (current, found.total, found.is_done) {
        (_, 0, true) => tr!("no-match").into(),
        (_, 0, false) => tr!("searching-so-far", rows = found.rows),
        (Some(index), total, true) => tr!("match-of", index = index + 1, total = total),
        (Some(index), total, false) => tr!("match-of-so-far", index = index + 1, total = total),
        (None, total, true) => tr!("count-matches", count = total),
        (None, total, false) => tr!("matches-so-far", count = total),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn matches_are_walked_in_the_order_of_reading_and_around() {
        let found = Found { hits: vec![(0, 2), (4, 0), (4, 1)], total: 3, rows: 9, is_done: true, is_stopped: false };
        assert_eq!(after(&found, None, false), Some((0, 2)));
        assert_eq!(after(&found, Some((0, 2)), true), Some((0, 2)));
        assert_eq!(after(&found, Some((0, 2)), false), Some((4, 0)));
        assert_eq!(after(&found, Some((4, 1)), false), Some((0, 2)));
        assert_eq!(before(&found, Some((4, 1))), Some((4, 0)));
        assert_eq!(before(&found, Some((0, 0))), Some((4, 1)));
        assert_eq!(words(&found, Some(Selection::one((4, 0)))), "2 of 3");
        assert_eq!(words(&found, None), "3 matches");
        assert_eq!(after(&Found::default(), None, true), None);
    }
}
