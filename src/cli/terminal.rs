//! The terminal of a child process, whose standard error goes to its supervisor: progress bars go past that.

use std::fs::File;
use std::io::{self, IsTerminal, Write};

use indicatif::TermLike;

use crate::connect;

/// The columns of a terminal that does not tell them.
const COLUMNS: u16 = 80;

/// A terminal that obeys ANSI sequences.
#[derive(Debug)]
pub struct Terminal(&'static File);

impl Terminal {
    /// The terminal that was standard error; `None` if it was none, or this is no child.
    pub fn own() -> Option<Terminal> {
        connect::own_errors().filter(|errors| errors.is_terminal()).map(Terminal)
    }

    fn write(&self, text: &str) -> io::Result<()> {
        let mut file = self.0;
        file.write_all(text.as_bytes())
    }

    fn move_cursor(&self, count: usize, direction: char) -> io::Result<()> {
        if count == 0 { Ok(()) } else { self.write(&format!("\u{1b}[{count}{direction}")) }
    }
}

impl TermLike for Terminal {
    fn width(&self) -> u16 {
        connect::columns(self.0).unwrap_or(COLUMNS)
    }

    fn move_cursor_up(&self, count: usize) -> io::Result<()> {
        self.move_cursor(count, 'A')
    }

    fn move_cursor_down(&self, count: usize) -> io::Result<()> {
        self.move_cursor(count, 'B')
    }

    fn move_cursor_right(&self, count: usize) -> io::Result<()> {
        self.move_cursor(count, 'C')
    }

    fn move_cursor_left(&self, count: usize) -> io::Result<()> {
        self.move_cursor(count, 'D')
    }

    fn write_line(&self, text: &str) -> io::Result<()> {
        self.write(&format!("{text}\n"))
    }

    fn write_str(&self, text: &str) -> io::Result<()> {
        self.write(text)
    }

    fn clear_line(&self) -> io::Result<()> {
        self.write("\r\u{1b}[2K")
    }

    fn flush(&self) -> io::Result<()> {
        Ok(())
    }
}
