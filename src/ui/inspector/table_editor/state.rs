//! The state of the table editor: cursor, selection and the text being typed.

use super::cells::{Area, CellIndex};

/// State kept between frames, by node.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct State {
    /// The cell where the selection begins.
    pub anchor: CellIndex,
    /// The cell where the selection ends.
    pub cursor: CellIndex,
    pub typing: Option<Typing>,
    /// The column in which Tab was first pressed: Enter returns to it on the next line.
    pub tab_origin: Option<usize>,
    /// Scroll to the cursor.
    pub reveal: bool,
}

/// Text that is not in the cell yet.
#[derive(Clone, Debug, PartialEq)]
pub struct Typing {
    pub at: CellIndex,
    pub text: String,
    /// The text replaces the cell's: arrow keys move to other cells, not through the text.
    pub replaces: bool,
    /// The field has not had the focus yet.
    pub is_new: bool,
}

/// The last line and column, including the extra ones.
pub type Ends = (usize, usize);

/// A movement of the cursor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Up,
    Down,
    Left,
    Right,
    /// This many lines up or down.
    Page(isize),
    RowStart,
    RowEnd,
    First,
    Last,
    /// To the next end of a filled range.
    Far(Direction),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    Up,
    Down,
    Left,
    Right,
}

impl State {
    pub fn area(&self) -> Area {
        Area::between(self.anchor, self.cursor)
    }

    /// Moves the cursor to a cell, or extends the selection there.
    pub fn go(&mut self, to: CellIndex, extend: bool) {
        self.cursor = to;
        if !extend {
            self.anchor = to;
        }
        self.tab_origin = None;
        self.reveal = true;
    }

    pub fn select(&mut self, anchor: CellIndex, cursor: CellIndex) {
        (self.anchor, self.cursor, self.tab_origin) = (anchor, cursor, None);
    }

    /// Clamps both after rows or columns were removed.
    pub fn keep_within(&mut self, ends: Ends) {
        for place in [&mut self.anchor, &mut self.cursor] {
            *place = (place.0.min(ends.0), place.1.min(ends.1));
        }
        self.typing = self.typing.take().filter(|typing| typing.at.0 <= ends.0 && typing.at.1 <= ends.1);
    }

    pub fn step(&mut self, step: Step, extend: bool, ends: Ends, is_filled: impl Fn(CellIndex) -> bool) {
        let (line, column) = self.cursor;
        let last = ends.0.saturating_sub(1);
        let end = ends.1.saturating_sub(1);
        let to = match step {
            Step::Up => (line.saturating_sub(1), column),
            Step::Down => ((line + 1).min(ends.0), column),
            Step::Left => (line, column.saturating_sub(1)),
            Step::Right => (line, (column + 1).min(ends.1)),
            Step::Page(lines) => (line.saturating_add_signed(lines).clamp(line.min(1), ends.0), column),
            Step::RowStart => (line, 0),
            Step::RowEnd => (line, end),
            Step::First => (1.min(last), 0),
            Step::Last => (last, end),
            Step::Far(way) => jump(self.cursor, way, (last, end), is_filled),
        };
        self.go(to, extend);
    }

    /// Tab: the next or the previous cell.
    pub fn tab(&mut self, back: bool, ends: Ends) {
        let tab_origin = self.tab_origin.unwrap_or(self.cursor.1);
        let (line, column) = self.cursor;
        let to = match (back, column) {
            (false, _) => (line, (column + 1).min(ends.1)),
            (true, 0) if line > 0 => (line - 1, ends.1.saturating_sub(1)),
            (true, _) => (line, column.saturating_sub(1)),
        };
        self.go(to, false);
        self.tab_origin = (!back).then_some(tab_origin);
    }

    /// Enter after editing: the next line, in the column where Tab was first pressed.
    pub fn enter(&mut self, back: bool, ends: Ends) {
        let column = self.tab_origin.unwrap_or(self.cursor.1);
        let line = if back { self.cursor.0.saturating_sub(1) } else { (self.cursor.0 + 1).min(ends.0) };
        self.go((line, column), false);
    }
}

/// As in a spreadsheet: to the last filled cell before a gap, or across a gap to the next filled one.
fn jump(from: CellIndex, way: Direction, last: CellIndex, is_filled: impl Fn(CellIndex) -> bool) -> CellIndex {
    let next = |(line, column): CellIndex| match way {
        Direction::Up => (line > 0).then(|| (line - 1, column)),
        Direction::Down => (line < last.0).then_some((line + 1, column)),
        Direction::Left => (column > 0).then(|| (line, column - 1)),
        Direction::Right => (column < last.1).then_some((line, column + 1)),
    };
    let Some(mut at) = next(from) else { return from };
    let runs = is_filled(from) && is_filled(at);
    while let Some(further) = next(at) {
        match (runs, is_filled(at), is_filled(further)) {
            (true, _, false) | (false, true, _) => break,
            _ => at = further,
        }
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENDS: Ends = (4, 2);

    fn walk(from: CellIndex, steps: &[Step], extend: bool) -> State {
        let mut state = State { anchor: from, cursor: from, ..State::default() };
        // The second of three rows is empty.
        steps.iter().for_each(|step| state.step(*step, extend, ENDS, |(line, _)| line != 2));
        state
    }

    #[test]
    fn steps_stay_within_the_sheet_and_its_edges_to_write_on() {
        use Step::*;
        for (from, steps, to) in [
            ((1, 0), &[Down, Down, Down, Down][..], (4, 0)),
            ((1, 0), &[Right, Right, Right], (1, 2)),
            ((1, 0), &[Up, Up], (0, 0)),
            ((1, 1), &[RowStart], (1, 0)),
            ((1, 0), &[RowEnd], (1, 1)),
            ((3, 1), &[First], (1, 0)),
            ((0, 0), &[Last], (3, 1)),
            ((1, 0), &[Page(10)], (4, 0)),
            ((3, 0), &[Page(-10)], (1, 0)),
            ((3, 0), &[Far(Direction::Up)], (1, 0)),
            ((0, 0), &[Far(Direction::Down)], (1, 0)),
            ((1, 0), &[Far(Direction::Down)], (3, 0)),
            ((1, 0), &[Far(Direction::Right)], (1, 1)),
        ] {
            let state = walk(from, steps, false);
            assert_eq!((state.cursor, state.anchor), (to, to), "{steps:?}");
        }
        assert_eq!(walk((1, 0), &[Down, Right], true).area(), Area { top: 1, left: 0, bottom: 2, right: 1 });
    }

    #[test]
    fn enter_leads_back_below_the_cell_where_tab_was_begun() {
        let mut state = State { anchor: (1, 0), cursor: (1, 0), ..State::default() };
        state.tab(false, ENDS);
        state.tab(false, ENDS);
        assert_eq!(state.cursor, (1, 2), "the column behind the last takes what is typed");
        state.enter(false, ENDS);
        assert_eq!(state.cursor, (2, 0));
        state.tab(true, ENDS);
        assert_eq!(state.cursor, (1, 1), "back over the beginning of the line");
        state.enter(true, ENDS);
        assert_eq!(state.cursor, (0, 1));
    }
}
