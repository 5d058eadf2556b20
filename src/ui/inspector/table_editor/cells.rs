//! Operations on the cells of the table editor, without drawing. Line 0 is the header, line 1 the first row.

use crate::nodes::{pasted_rows, table_of};

/// Line and column of a cell. The line below the last row and the column after the last one are valid: writing there extends the
/// table.
pub type CellIndex = (usize, usize);

/// A rectangle of cells, both ends inclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Area {
    pub top: usize,
    pub left: usize,
    pub bottom: usize,
    pub right: usize,
}

impl Area {
    pub fn between(a: CellIndex, b: CellIndex) -> Area {
        Area { top: a.0.min(b.0), left: a.1.min(b.1), bottom: a.0.max(b.0), right: a.1.max(b.1) }
    }

    pub fn contains(&self, (line, column): CellIndex) -> bool {
        (self.top..=self.bottom).contains(&line) && (self.left..=self.right).contains(&column)
    }

    pub fn is_one(&self) -> bool {
        self.top == self.bottom && self.left == self.right
    }
}

/// The headers and rows of the node's settings.
pub struct Cells<'a> {
    pub headers: &'a mut Vec<String>,
    pub rows: &'a mut Vec<Vec<String>>,
}

impl Cells<'_> {
    /// The line below the last row.
    pub fn end_line(&self) -> usize {
        self.rows.len() + 1
    }

    pub fn text(&self, (line, column): CellIndex) -> &str {
        let text = match line.checked_sub(1) {
            None => self.headers.get(column),
            Some(row) => self.rows.get(row).and_then(|row| row.get(column)),
        };
        text.map_or("", String::as_str)
    }

    /// Whether no row contains text.
    pub fn is_blank(&self) -> bool {
        self.rows.iter().flatten().all(String::is_empty)
    }

    /// Writes one cell and returns whether it changed. A header cannot be empty.
    pub fn write(&mut self, (line, column): CellIndex, text: &str) -> bool {
        if self.text((line, column)) == text || (line == 0 && text.is_empty()) {
            return false;
        }
        self.reach(line, column);
        match line.checked_sub(1) {
            None => text.clone_into(&mut self.headers[column]),
            Some(row) => {
                let cells = &mut self.rows[row];
                if cells.len() <= column {
                    cells.resize(column + 1, String::new());
                }
                text.clone_into(&mut cells[column]);
            }
        }
        true
    }

    /// Extends the table to include this cell.
    fn reach(&mut self, line: usize, column: usize) {
        let missing = (column + 1).saturating_sub(self.headers.len());
        self.insert_columns(self.headers.len(), missing);
        if self.rows.len() < line {
            self.rows.resize(line, vec![String::new(); self.headers.len()]);
        }
    }

    /// Empties the cells of an area except headers.
    pub fn clear(&mut self, area: Area) -> bool {
        let mut changed = false;
        for row in area.top.max(1)..=area.bottom.min(self.rows.len()) {
            let cells = &mut self.rows[row - 1];
            for cell in cells.iter_mut().take(area.right + 1).skip(area.left).filter(|cell| !cell.is_empty()) {
                cell.clear();
                changed = true;
            }
        }
        changed
    }

    /// The cells as spreadsheets expect them: separated by tabs, with quotes around cells that contain tabs, quotes or line
    /// breaks.
    pub fn copy(&self, area: Area) -> String {
        let lines = (area.top..=area.bottom.min(self.rows.len())).map(|line| {
            let right = area.right.min(self.headers.len().saturating_sub(1));
            let cells = (area.left..=right).map(|column| quoted(self.text((line, column))));
            cells.collect::<Vec<_>>().join("\t")
        });
        lines.collect::<Vec<_>>().join("\n")
    }

    /// Writes pasted text starting at a cell; the table grows as needed. Text pasted into the first cell of a blank table
    /// replaces the table, including its headers.
    pub fn paste(&mut self, at: CellIndex, text: &str) -> Area {
        if at == (1, 0)
            && self.is_blank()
            && let Some((headers, rows)) = table_of(text)
        {
            let area = Area { top: 1, left: 0, bottom: rows.len().max(1), right: headers.len().saturating_sub(1) };
            (*self.headers, *self.rows) = (headers, rows);
            return area;
        }
        self.paste_rows(at, pasted_rows(text))
    }

    /// Short rows are padded with empty cells, which overwrite existing ones.
    fn paste_rows(&mut self, at: CellIndex, mut block: Vec<Vec<String>>) -> Area {
        let width = block.iter().map(Vec::len).max().unwrap_or(0).max(1);
        let (mut line, column) = at;
        if line == 0 && !block.is_empty() {
            for (right, name) in block.remove(0).iter().enumerate() {
                self.reach(0, column + right);
                self.write((0, column + right), name.trim());
            }
            line = 1;
        }
        let count = block.len();
        self.reach(if count > 0 { line + count - 1 } else { 0 }, column + width - 1);
        for (row, cells) in self.rows.iter_mut().skip(line - 1).zip(block) {
            row.resize(row.len().max(column + width), String::new());
            let given = cells.into_iter().chain(std::iter::repeat_with(String::new));
            row[column..column + width].iter_mut().zip(given).for_each(|(cell, text)| *cell = text);
        }
        Area { top: at.0, left: column, bottom: (line + count).saturating_sub(1).max(at.0), right: column + width - 1 }
    }

    /// Writes the same text into every cell of an area except headers.
    pub fn fill(&mut self, area: Area, text: &str) {
        for line in area.top.max(1)..=area.bottom {
            for column in area.left..=area.right {
                self.write((line, column), text);
            }
        }
    }

    /// Inserts blank rows before the line.
    pub fn insert_rows(&mut self, line: usize, count: usize) {
        let at = line.saturating_sub(1).min(self.rows.len());
        let blank = std::iter::repeat_n(vec![String::new(); self.headers.len()], count);
        self.rows.splice(at..at, blank);
    }

    pub fn remove_rows(&mut self, area: Area) {
        let end = area.bottom.min(self.rows.len());
        let begin = area.top.max(1) - 1;
        if begin < end {
            self.rows.drain(begin..end);
        }
    }

    /// Inserts blank columns with new names before the column.
    pub fn insert_columns(&mut self, column: usize, count: usize) {
        let at = column.min(self.headers.len());
        for n in 0..count {
            let taken = |name: &String| self.headers.contains(name);
            let name = (self.headers.len() + 1..).map(|n| format!("column_{n}")).find(|name| !taken(name));
            self.headers.insert(at + n, name.unwrap_or_default());
        }
        for row in self.rows.iter_mut().filter(|row| row.len() > at) {
            row.splice(at..at, std::iter::repeat_n(String::new(), count));
        }
    }

    pub fn remove_columns(&mut self, area: Area) {
        let cut = |cells: &mut Vec<String>| {
            let end = (area.right + 1).min(cells.len());
            if area.left < end {
                cells.drain(area.left..end);
            }
        };
        cut(self.headers);
        self.rows.iter_mut().for_each(cut);
    }
}

fn quoted(text: &str) -> String {
    if text.contains(['\t', '\n', '\r', '"']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(headers: &str, rows: &[&str]) -> (Vec<String>, Vec<Vec<String>>) {
        let split = |line: &str| line.split(' ').map(str::to_owned).collect::<Vec<_>>();
        (split(headers), rows.iter().map(|row| split(row)).collect())
    }

    fn shown((headers, rows): &(Vec<String>, Vec<Vec<String>>)) -> String {
        let lines = std::iter::once(headers).chain(rows).map(|cells| cells.join("|"));
        lines.collect::<Vec<_>>().join("\n")
    }

    fn done<R>(headers: &str, rows: &[&str], what: impl FnOnce(&mut Cells<'_>) -> R) -> String {
        let mut table = table(headers, rows);
        what(&mut Cells { headers: &mut table.0, rows: &mut table.1 });
        shown(&table)
    }

    #[test]
    fn writing_beyond_the_edge_makes_rows_and_columns() {
        assert_eq!(done("a b", &["1 2"], |cells| cells.write((2, 0), "3")), "a|b\n1|2\n3|");
        assert_eq!(done("a b", &["1 2"], |cells| cells.write((1, 2), "3")), "a|b|column_3\n1|2|3");
        assert_eq!(done("a b", &["1 2"], |cells| cells.write((2, 2), "")), "a|b\n1|2", "nothing is no row");
        assert_eq!(done("a b", &["1 2"], |cells| cells.write((0, 0), "")), "a|b\n1|2", "a column keeps a name");
        assert_eq!(done("a b", &["1"], |cells| cells.write((1, 1), "x")), "a|b\n1|x", "a short row grows");
    }

    #[test]
    fn rows_and_columns_come_and_go() {
        let area = |a, b| Area::between(a, b);
        assert_eq!(done("a b", &["1 2", "3 4"], |cells| cells.insert_rows(2, 1)), "a|b\n1|2\n|\n3|4");
        assert_eq!(done("a b", &["1 2", "3 4"], |cells| cells.remove_rows(area((2, 0), (1, 1)))), "a|b");
        assert_eq!(done("a b", &["1 2", "3"], |cells| cells.insert_columns(1, 1)), "a|column_3|b\n1||2\n3");
        assert_eq!(done("a b c", &["1 2 3", "4"], |cells| cells.remove_columns(area((0, 1), (0, 2)))), "a\n1\n4");
        assert_eq!(done("a b", &["1 2"], |cells| cells.clear(area((0, 0), (5, 0)))), "a|b\n|2");
        assert_eq!(done("a b", &["1 2"], |cells| cells.fill(area((0, 0), (2, 0)), "x")), "a|b\nx|2\nx|");
    }

    #[test]
    fn blocks_are_pasted_where_the_cursor_is() {
        let paste = |at: CellIndex, headers: &str, rows: &[&str], text: &str| {
            done(headers, rows, |cells| cells.paste(at, text))
        };
        assert_eq!(paste((1, 0), "a", &["1"], "x\ty\n\tz\n"), "a|column_2\nx|y\n|z");
        assert_eq!(paste((1, 0), "a", &["1", "2", "3"], "x\n\nz"), "a\nx\n\nz", "a gap is a cell");
        assert_eq!(paste((0, 0), "a", &["1"], "h\ti\n7\t8"), "h|i\n7|8", "on the heads: names, then rows");
        assert_eq!(paste((2, 1), "a b", &["1 2"], "x\ty"), "a|b|column_3\n1|2\n|x|y");
        assert_eq!(
            paste((1, 0), "a b", &["1 2", "3 4"], "x\ty\nz"),
            "a|b\nx|y\nz|",
            "a short row covers what was there"
        );
        assert_eq!(paste((1, 0), "a b", &["1 2"], "\"two\nlines\"\t\"say \"\"x\"\"\""), "a|b\ntwo\nlines|say \"x\"");
    }

    #[test]
    fn a_blank_table_takes_names_from_what_is_pasted() {
        let paste = |text: &str| {
            let mut table = (vec!["column_1".to_owned(), "column_2".into()], vec![vec![String::new(); 2]; 2]);
            Cells { headers: &mut table.0, rows: &mut table.1 }.paste((1, 0), text);
            shown(&table)
        };
        assert_eq!(paste("city\tsales\tyear\nRome\t3\t2013"), "city|sales|year\nRome|3|2013");
        assert_eq!(paste("1\t2\n3\t4"), "column_1|column_2\n1|2\n3|4", "numbers are no names");
    }

    #[test]
    fn copied_cells_come_back_as_they_were() {
        let mut table = table("a b", &["1 2"]);
        table.1.push(vec!["two\nlines".into(), "a \"tab\"\there".into()]);
        let cells = Cells { headers: &mut table.0, rows: &mut table.1 };
        let text = cells.copy(Area::between((1, 0), (9, 9)));
        assert_eq!(pasted_rows(&text), *cells.rows, "{text}");
        assert_eq!(cells.copy(Area::between((0, 1), (1, 1))), "b\n2", "heads are copied where they are selected");
    }

    #[test]
    fn seventy_thousand_rows_are_pasted_at_once() {
        let text: String = (0..70_000).map(|n| format!("{n}\tname {n}\t{}.5\n", n * 3)).collect();
        let mut headers = vec!["column_1".to_owned()];
        let mut rows = vec![vec![String::new()]];
        let start = std::time::Instant::now();
        let area = Cells { headers: &mut headers, rows: &mut rows }.paste((1, 0), &text);
        assert_eq!((headers.len(), rows.len(), area.bottom), (3, 70_000, 70_000));
        assert_eq!(rows[69_999], ["69999", "name 69999", "209997.5"]);
        assert!(start.elapsed().as_secs_f64() < 5.0, "{:?}", start.elapsed());
    }
}
