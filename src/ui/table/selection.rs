//! The selection of cells, and its keys.

use egui::{Event, Key, Modifiers, Ui};

use super::row_source::RowSource;

/// A rectangle of cells between two corners.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Selection {
    pub anchor: (u64, usize),
    pub cursor: (u64, usize),
}

impl Selection {
    pub fn one(cell: (u64, usize)) -> Self {
        Selection { anchor: cell, cursor: cell }
    }

    /// Everything, with the cursor at the first cell so that the view does not move.
    pub fn all(rows: u64, columns: usize) -> Option<Self> {
        Some(Selection { anchor: (rows.checked_sub(1)?, columns.checked_sub(1)?), cursor: (0, 0) })
    }

    pub fn rows(&self) -> std::ops::RangeInclusive<u64> {
        self.anchor.0.min(self.cursor.0)..=self.anchor.0.max(self.cursor.0)
    }

    pub fn columns(&self) -> std::ops::RangeInclusive<usize> {
        self.anchor.1.min(self.cursor.1)..=self.anchor.1.max(self.cursor.1)
    }

    pub fn contains(&self, row: u64, column: usize) -> bool {
        self.rows().contains(&row) && self.columns().contains(&column)
    }
}

/// What the keys did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pressed {
    pub moved: bool,
    pub copy: bool,
    /// Copy with column names.
    pub names: bool,
    pub find: bool,
    pub unfold: bool,
}

/// Moves the selection by the keys of this frame, in a table of `rows` × `columns` with `page` visible rows.
pub fn press(ui: &Ui, selection: &mut Option<Selection>, rows: u64, columns: usize, page: u64) -> Pressed {
    let mut pressed = Pressed::default();
    let (Some(last_row), Some(last_column)) = (rows.checked_sub(1), columns.checked_sub(1)) else { return pressed };
    ui.input_mut(|input| {
        input.events.retain(|event| {
            let copy = matches!(event, Event::Copy);
            pressed.copy |= copy;
            !copy
        });
        // The system sends a copy event; Shift decides whether names are included.
        pressed.names = input.modifiers.shift;
        pressed.find = input.consume_key(Modifiers::COMMAND, Key::F);
        // As in a spreadsheet: the whole row or column.
        if input.consume_key(Modifiers::SHIFT, Key::Space) {
            let at = selection.unwrap_or(Selection::one((0, 0)));
            *selection = Some(Selection { anchor: (at.anchor.0, last_column), cursor: (at.cursor.0, 0) });
        }
        if input.consume_key(Modifiers::COMMAND, Key::Space) {
            let at = selection.unwrap_or(Selection::one((0, 0)));
            *selection = Some(Selection { anchor: (last_row, at.anchor.1), cursor: (0, at.cursor.1) });
        }
        pressed.unfold =
            input.consume_key(Modifiers::NONE, Key::Enter) || input.consume_key(Modifiers::NONE, Key::Space);
        if input.consume_key(Modifiers::COMMAND, Key::A) {
            *selection = Selection::all(rows, columns);
        }
        for (key, step) in STEPS {
            for (modifiers, extend, far) in [
                (Modifiers::COMMAND | Modifiers::SHIFT, true, true),
                (Modifiers::SHIFT, true, false),
                (Modifiers::COMMAND, false, true),
                (Modifiers::NONE, false, false),
            ] {
                if !input.consume_key(modifiers, *key) {
                    continue;
                }
                let old = selection.unwrap_or(Selection::one((0, 0)));
                let (row, column) = old.cursor;
                let to = match (step, far) {
                    (Step::Up, false) => (row.saturating_sub(1), column),
                    (Step::Up, true) => (0, column),
                    (Step::Down, false) => (row + 1, column),
                    (Step::Down, true) => (last_row, column),
                    (Step::Left, false) => (row, column.saturating_sub(1)),
                    (Step::Left, true) | (Step::Start, false) => (row, 0),
                    (Step::Right, false) => (row, column + 1),
                    (Step::Right, true) | (Step::End, false) => (row, last_column),
                    (Step::PageUp, _) => (row.saturating_sub(page), column),
                    (Step::PageDown, _) => (row.saturating_add(page), column),
                    (Step::Start, true) => (0, 0),
                    (Step::End, true) => (last_row, last_column),
                };
                let to = (to.0.min(last_row), to.1.min(last_column));
                *selection = Some(Selection { anchor: if extend { old.anchor } else { to }, cursor: to });
                pressed.moved = true;
            }
        }
    });
    pressed
}

#[derive(Clone, Copy)]
enum Step {
    Up,
    Down,
    Left,
    Right,
    PageUp,
    PageDown,
    Start,
    End,
}

const STEPS: &[(Key, Step)] = &[
    (Key::ArrowUp, Step::Up),
    (Key::ArrowDown, Step::Down),
    (Key::ArrowLeft, Step::Left),
    (Key::ArrowRight, Step::Right),
    (Key::PageUp, Step::PageUp),
    (Key::PageDown, Step::PageDown),
    (Key::Home, Step::Start),
    (Key::End, Step::End),
];

/// The loaded rows within `range`, without iterating over the others.
pub fn loaded_rows(source: &RowSource<'_>, range: std::ops::RangeInclusive<u64>) -> impl Iterator<Item = u64> {
    let mut spans: Vec<(u64, u64)> = source.spans().collect();
    spans.sort_unstable();
    let first = *range.start();
    let last = *range.end();
    let mut next = first;
    spans.into_iter().flat_map(move |(start, end)| {
        let from = start.max(next);
        let to = end.min(last.saturating_add(1));
        next = next.max(to);
        from..to.max(from)
    })
}
