//! The columns that differ and in how many cells, as a list that leads to each.

use egui::{Button, Popup, RichText, ScrollArea, Ui};
use egui_phosphor::regular as icon;

use super::compare_cells::change_of_column;
use super::compare_grid::CompareGrid;
use crate::engine::{ColumnChange, ComparedColumn, Comparison};
use crate::ui::popups;
use crate::ui::style::SMALL;
use crate::ui::theme::{self, ROW};
use crate::ui::widgets;

/// The columns with differences: added, removed and retyped ones first, then by the number of cells.
fn differing(found: &Comparison) -> Vec<(usize, &ComparedColumn)> {
    let mut columns: Vec<_> = found
        .columns
        .iter()
        .enumerate()
        .filter(|(_, column)| column.change != ColumnChange::Same || column.changed > 0)
        .collect();
    columns.sort_by_key(|(_, column)| (column.change == ColumnChange::Same, std::cmp::Reverse(column.changed)));
    columns
}

/// The button that opens the list; nothing if no column differs.
pub fn button(ui: &mut Ui, found: &Comparison, grid: &mut CompareGrid) {
    let columns = differing(found);
    if columns.is_empty() {
        return;
    }
    let palette = theme::current(ui);
    let label = match &columns[..] {
        [(_, column)] => tr!("column-said", name = column.name, what = change_of_column(column, palette).0),
        _ => tr!("columns-changed", count = columns.len()),
    };
    let label = format!("{label} {}", icon::CARET_DOWN);
    let button = ui.add(Button::new(RichText::new(label).size(SMALL).color(palette.text)));
    widgets::name(ui, button.id, tr!("columns-that-differ"));
    Popup::menu(&button).width(260.0).show(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        ScrollArea::vertical().max_height(ROW * 12.0).show_rows(ui, ROW, columns.len(), |ui, rows| {
            for (place, column) in &columns[rows] {
                let (words, color) = change_of_column(column, palette);
                let entry = Button::new(column.name.as_str())
                    .right_text(RichText::new(&words).size(SMALL).color(color))
                    .min_size(egui::vec2(ui.available_width(), ROW))
                    .truncate();
                let entry = ui.add(entry);
                widgets::name(ui, entry.id, &tr!("column-said", name = column.name, what = words));
                if entry.clicked() {
                    grid.reveal(*place);
                }
            }
            popups::scroll_to_focus(ui);
        });
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{Exactness, Table};

    #[test]
    fn columns_that_came_are_first_and_those_that_stayed_are_left_out() {
        let column = |name: &str, change, changed| ComparedColumn {
            name: name.into(),
            before: None,
            after: None,
            change,
            changed,
        };
        let empty = || Table::new(Default::default(), 0, Exactness::Exact);
        let found = Comparison {
            chosen: 0,
            columns: vec![
                column("few", ColumnChange::Same, 2),
                column("same", ColumnChange::Same, 0),
                column("many", ColumnChange::Same, 90),
                column("new", ColumnChange::Added, 0),
            ],
            matched: crate::engine::Matched::Position,
            counts: Default::default(),
            first: None,
            sample: None,
            before: empty(),
            after: empty(),
            all: Vec::new(),
            different: Vec::new(),
        };
        let names: Vec<_> = differing(&found).into_iter().map(|(place, column)| (place, &column.name[..])).collect();
        assert_eq!(names, [(3, "new"), (2, "many"), (0, "few")]);
    }
}
